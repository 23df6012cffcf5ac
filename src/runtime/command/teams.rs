//! `teams`: the account's teams, for people and, as lines of JSON, for scripts.

use std::io::{self, Write};

use super::headless::Headless;
use crate::base::measure::{pad, width};
use crate::runtime::exit_error::ExitError;
use crate::runtime::run_context::RunContext;
use crate::tower::call::{Call, Reply};
use crate::tower::model::{MemberId, Team, TeamId};

/// Lists the teams.
pub(in crate::runtime) fn teams(context: RunContext, as_json: bool) -> Result<(), ExitError> {
    let Some(client) = context.client.clone() else { return Err(ExitError::NotSetUp) };
    Headless::run(client, context, async |headless: &mut Headless| {
        headless.is_signed_in()?;
        list(headless, as_json).await
    })
}

async fn list(headless: &mut Headless, as_json: bool) -> Result<(), ExitError> {
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
pub(super) async fn all(headless: &mut Headless) -> Result<Vec<Team>, ExitError> {
    match headless.call(Call::Teams).await? {
        Reply::Teams(teams) => Ok(teams),
        _ => Ok(Vec::new()),
    }
}

/// The account's own member in a team.
pub(super) async fn own(headless: &mut Headless, team: &TeamId) -> Result<Option<MemberId>, ExitError> {
    let reply = headless.call(Call::OwnMember(team.clone())).await?;
    Ok(if let Reply::OwnMember(own) = reply { own.map(|own| own.id) } else { None })
}
