//! `teams`: the account's teams, for people and, as lines of JSON, for scripts.

use std::io::{self, Write};

use super::headless::Headless;
use crate::app::search::Filter;
use crate::base::measure::{pad, width};
use crate::base::text::SafeText;
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

/// The team of this id or name, else the only one found by it as on the screen; without a name, the only team or the
/// one open last.
pub(super) fn chosen(teams: &[Team], asked: Option<&str>, last: Option<&TeamId>) -> Result<Team, ExitError> {
    let found: Vec<&Team> = match asked.map(str::trim) {
        Some(asked) => {
            let is_it = |team: &&Team| team.id.0.as_str() == asked || team.name.as_str() == asked;
            let exact: Vec<&Team> = teams.iter().filter(is_it).collect();
            let filter = Filter::of(asked);
            let is_found = |_: &&Team| !filter.is_empty();
            let found = || teams.iter().filter(is_found).filter(|team| filter.keeps_name(team.name.as_str()));
            if exact.is_empty() { found().collect() } else { exact }
        }
        None => teams.iter().filter(|team| teams.len() == 1 || Some(&team.id) == last).collect(),
    };
    if let [team] = found[..] {
        return Ok(team.clone());
    }
    let unknown = asked.filter(|_| found.is_empty()).map(|name| SafeText::line(name, SafeText::NAME));
    let choices = if found.is_empty() { teams.to_vec() } else { found.into_iter().cloned().collect() };
    Err(ExitError::WhichTeam { unknown, choices })
}

/// The account's own member in a team.
pub(super) async fn own(headless: &mut Headless, team: &TeamId) -> Result<Option<MemberId>, ExitError> {
    let reply = headless.call(Call::OwnMember(team.clone())).await?;
    Ok(if let Reply::OwnMember(own) = reply { own.map(|own| own.id) } else { None })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tower::model::Id;

    fn named(asked: Option<&str>, last: Option<usize>) -> Result<String, (bool, usize)> {
        let names = ["云端科技", "云端科技二部", "API Team", "艾泽拉斯", "API Team"];
        let id = |at: usize| TeamId(Id::parse(&format!("t{at}")).unwrap());
        let team =
            |(at, name): (usize, &str)| Team { id: id(at), name: SafeText::line(name, 99), created: None };
        let teams: Vec<Team> = names.into_iter().enumerate().map(team).collect();
        match chosen(&teams, asked, last.map(id).as_ref()) {
            Ok(team) => Ok(team.id.0.as_str().to_owned()),
            Err(ExitError::WhichTeam { unknown, choices }) => Err((unknown.is_some(), choices.len())),
            Err(other) => panic!("{}", other.name()),
        }
    }

    #[test]
    fn a_team_is_found_as_on_the_screen_and_never_guessed() {
        assert_eq!(named(Some("云端科技"), None), Ok("t0".into()), "a whole name before a part of one");
        assert_eq!(
            [named(Some("aizls"), None), named(Some("二部"), None)],
            [Ok("t3".into()), Ok("t1".into())]
        );
        assert_eq!(named(Some(" t4 "), None), Ok("t4".into()));
        assert_eq!(named(Some("云端"), None), Err((false, 2)));
        assert_eq!(named(Some("API Team"), None), Err((false, 2)), "two of one name");
        assert_eq!(named(Some("nobody"), Some(0)), Err((true, 5)));
        assert_eq!(named(Some(""), Some(0)), Err((true, 5)));
        assert_eq!([named(None, Some(2)), named(None, None)], [Ok("t2".into()), Err((false, 5))]);
    }
}
