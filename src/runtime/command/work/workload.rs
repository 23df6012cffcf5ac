//! `workload`: how much each member of a team has to do.

use crate::app::data::pager::AT_ONCE;
use crate::app::records::{Record, Thing, flat, named};
use crate::app::screens::workload::tally::{Lack, LoadSort, Tally};
use crate::app::search::{Filter, MemberField, SearchIndex, Sort, Speller};
use crate::base::calendar::day_at_tower;
use crate::runtime::cli::WorkloadArgs;
use crate::runtime::clock::Clock;
use crate::runtime::command::attributes::Attributes;
use crate::runtime::command::finding;
use crate::runtime::command::headless::Headless;
use crate::runtime::command::members::load;
use crate::runtime::command::output::Printer;
use crate::runtime::command::teams::{all, own};
use crate::runtime::exit_error::ExitError;
use crate::runtime::run_context::RunContext;
use crate::tower::call::{Call, Reply};
use crate::tower::failure::Failure;
use crate::tower::json_api::Roster;
use crate::tower::model::{Member, TeamId};
use crate::tower::todo::Which;
use crate::tower::work::Workload;
use crate::ui::words::Words;

/// Lists how much each member has to do.
pub(in crate::runtime) fn workload(context: RunContext, asked: &WorkloadArgs) -> Result<(), ExitError> {
    let client = context.client()?;
    let words = Words(context.lang);
    let printer = Printer::of(Thing::Load, &asked.output, words)?;
    let last = context.store.last_team();
    Headless::run(client, context, async |headless: &mut Headless| {
        headless.is_signed_in()?;
        list(headless, asked, last, printer, words).await
    })
}

async fn list(
    headless: &mut Headless,
    asked: &WorkloadArgs,
    last: Option<TeamId>,
    printer: Printer,
    words: Words,
) -> Result<(), ExitError> {
    let filter = Filter::of(asked.filter.as_deref().unwrap_or_default());
    finding::means_something(&filter, None)?;
    let teams = all(headless).await?;
    let team = named::team(&teams, asked.team.team.as_deref(), last.as_ref())?;
    let found = load(headless, &team.id, &mut Attributes::of(false), words).await?;
    let own = if filter.asks_for_own() { own(headless, &team.id).await?.map(|own| own.id) } else { None };
    let is_in = finding::kept_by_projects(headless, &team.id, &filter).await?;
    let index = SearchIndex::of(found.iter().cloned().collect(), &mut Speller::default());
    finding::means_something(&filter, Some(&index))?;
    let stays = |(at, member): &(usize, Member)| {
        let takes_part = member.is_active != Some(false) || filter.asks_for_inactive();
        takes_part && is_in(&member.id) && filter.keeps(&index, *at, own.as_ref())
    };
    let members: Vec<Member> =
        found.into_iter().enumerate().filter(stays).map(|(_, member)| member).collect();
    let (rows, missing) = ask(headless, &members).await?;
    let rows = in_order(&members, rows);
    let records: Vec<Record> = rows.iter().map(|(member, load)| Record::load(member, load)).collect();
    printer.print(&records, &|at, field| {
        // A count that is not whole is marked as the least there is.
        rows.get(at).filter(|(_, load)| load.partial && field.is_number())?;
        Some(format!("{}+", flat(records.get(at)?.get(field))))
    })?;
    match missing {
        Some((count, why)) => Err(ExitError::ListsMissing { missing: count, all: members.len(), why }),
        None => Ok(()),
    }
}

/// The sums of each of these members, six lists on the wire at once; how many lists did not come, and why the first.
async fn ask(
    headless: &mut Headless,
    members: &[Member],
) -> Result<(Vec<Workload>, Option<(usize, Failure)>), ExitError> {
    let mut rows = Vec::with_capacity(members.len());
    let mut missing: Option<(usize, Failure)> = None;
    for some in members.chunks(AT_ONCE) {
        let call = |member: &Member| Call::Todos { member: member.id.clone(), which: Which::Open, page: 1 };
        let results = headless.call_each(some.iter().map(call).collect()).await?;
        let today = day_at_tower(Clock::start().now().wall);
        for result in results {
            rows.push(match result {
                Ok(Reply::Todos(page)) => Workload::of(&page.todos, today, page.unreadable > 0),
                Ok(_) => Workload { partial: true, ..Workload::default() },
                Err(why) => {
                    missing.get_or_insert((0, why)).0 += 1;
                    Workload { partial: true, ..Workload::default() }
                }
            });
        }
    }
    Ok((rows, missing))
}

/// The rows as the screen has them at first.
fn in_order(members: &[Member], loads: Vec<Workload>) -> Vec<(&Member, Workload)> {
    let tally = |load| Tally { load: Some(load), done: None, lack: Lack::Nothing };
    let tallies: Vec<Tally> = loads.into_iter().map(tally).collect();
    let by_name = Sort { by: Some(MemberField::Name), reversed: false };
    let by_name = by_name.order(members.iter().cloned().collect::<Roster>().lines());
    let mut rows: Vec<(&Member, &Tally, usize)> = by_name
        .into_iter()
        .enumerate()
        .filter_map(|(name, place)| Some((members.get(place)?, tallies.get(place)?, name)))
        .collect();
    rows.sort_by(|a, b| LoadSort::default().compare((a.1, a.2), (b.1, b.2)));
    rows.into_iter().map(|(member, tally, _)| (member, tally.load.unwrap_or_default())).collect()
}
