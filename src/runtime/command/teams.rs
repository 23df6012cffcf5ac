//! `teams`: the account's teams.

use super::attributes::Attributes;
use super::headless::Headless;
use super::output::Printer;
use crate::app::records::{Record, Thing};
use crate::runtime::cli::OutputArgs;
use crate::runtime::exit_error::ExitError;
use crate::runtime::run_context::RunContext;
use crate::tower::call::{Call, Reply};
use crate::tower::model::{Member, Team, TeamId};
use crate::ui::words::Words;

/// Lists the teams.
pub(in crate::runtime) fn teams(context: RunContext, asked: &OutputArgs) -> Result<(), ExitError> {
    let client = context.client()?;
    let printer = Printer::of(Thing::Team, asked, Words(context.lang))?;
    Headless::run(client, context, async |headless: &mut Headless| {
        headless.is_signed_in()?;
        let mut attributes = Attributes::of(printer.wants_all());
        let reply = attributes.out_of(headless.call(attributes.along(Call::Teams)).await?);
        let teams = if let Reply::Teams(list) = reply { list.teams } else { Vec::new() };
        let record = |team: &Team| attributes.complete(team.id.0.as_str(), Record::team(team));
        let records: Vec<Record> = teams.iter().map(record).collect();
        printer.print(&records, &|_, _| None)
    })
}

/// All teams of the account.
pub(super) async fn all(headless: &mut Headless) -> Result<Vec<Team>, ExitError> {
    let reply = headless.call(Call::Teams).await?;
    headless.tell_unreadable_teams()?;
    Ok(if let Reply::Teams(list) = reply { list.teams } else { Vec::new() })
}

/// The account's own member in a team.
pub(super) async fn own(headless: &mut Headless, team: &TeamId) -> Result<Option<Member>, ExitError> {
    let reply = headless.call(Call::OwnMember(team.clone())).await?;
    Ok(if let Reply::OwnMember(own) = reply { own.map(|own| *own) } else { None })
}
