//! `teams`: the account's teams, for people and, as lines of JSON, for scripts.

use std::io::{self, Write};

use crate::base::measure::{pad, width};
use crate::runtime::ground::Ground;
use crate::runtime::headless::Headless;
use crate::runtime::hindrance::Hindrance;
use crate::tower::call::{Call, Reply};
use crate::tower::model::Team;

/// Lists the teams.
pub(in crate::runtime) fn teams(ground: Ground, as_json: bool) -> Result<(), Hindrance> {
    let Some(client) = ground.client.clone() else { return Err(Hindrance::NotSetUp) };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let mut headless = Headless::signed_in(client, ground).await?;
        let result = list(&mut headless, as_json).await;
        headless.finish().await;
        result
    })
}

async fn list(headless: &mut Headless, as_json: bool) -> Result<(), Hindrance> {
    let mut out = io::stdout();
    if as_json {
        if let Reply::Lines { lines, .. } = headless.call(Call::Lines(Box::new(Call::Teams))).await? {
            for line in lines {
                writeln!(out, "{}", line.to_json())?;
            }
        }
        return Ok(());
    }
    let teams = all(headless).await?;
    let widest = teams.iter().map(|team| width(team.name.as_str())).max().unwrap_or(0);
    for team in teams {
        writeln!(out, "{}  {}", pad(team.name.as_str(), widest), team.id.0.as_str())?;
    }
    Ok(())
}

/// All teams of the account.
pub(super) async fn all(headless: &mut Headless) -> Result<Vec<Team>, Hindrance> {
    match headless.call(Call::Teams).await? {
        Reply::Teams(teams) => Ok(teams),
        _ => Ok(Vec::new()),
    }
}
