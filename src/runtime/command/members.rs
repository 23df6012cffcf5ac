//! `members`: a team's members, filtered as on the screen.

use std::collections::HashSet;
use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

use super::attributes::Attributes;
use super::finding;
use super::headless::Headless;
use super::output::Printer;
use super::teams::{all, own};
use crate::app::data::member_list::MOST_MEMBERS;
use crate::app::data::pager::Pager;
use crate::app::records::{FieldName, Record, Thing, named};
use crate::app::search::{Filter, Rank, SearchIndex, Speller};
use crate::runtime::cli::MembersArgs;
use crate::runtime::exit_error::ExitError;
use crate::runtime::run_context::RunContext;
use crate::tower::call::{Call, Reply};
use crate::tower::json_api::MemberPage;
use crate::tower::model::{Member, TeamId};
use crate::ui::words::Words;

/// A load that takes longer than this shows its progress.
const QUIET: Duration = Duration::from_secs(1);

/// Lists the members.
pub(in crate::runtime) fn members(context: RunContext, asked: &MembersArgs) -> Result<(), ExitError> {
    let client = context.client()?;
    let words = Words(context.lang);
    let printer = Printer::of(Thing::Member, &asked.output, words)?;
    let last = context.store.last_team();
    Headless::run(client, context, async |headless: &mut Headless| {
        headless.is_signed_in()?;
        list(headless, asked, last, printer, words).await
    })
}

async fn list(
    headless: &mut Headless,
    asked: &MembersArgs,
    last: Option<TeamId>,
    printer: Printer,
    words: Words,
) -> Result<(), ExitError> {
    let filter = Filter::of(asked.filter.as_deref().unwrap_or_default());
    finding::means_something(&filter, None)?;
    let teams = all(headless).await?;
    let name = asked.team.as_deref().or(asked.team_option.as_deref());
    let team = named::team(&teams, name, last.as_ref())?;
    let mut attributes = Attributes::of(printer.wants_all());
    let found = load(headless, &team.id, &mut attributes, words).await?;
    let own = if filter.asks_for_own() { own(headless, &team.id).await?.map(|own| own.id) } else { None };
    let is_in = finding::kept_by_projects(headless, &team.id, &filter).await?;
    let index = SearchIndex::of(found.iter().cloned().collect(), &mut Speller::default());
    finding::means_something(&filter, Some(&index))?;
    let rank =
        |at: usize, member: &Member| filter.rank(&index, at, own.as_ref()).filter(|_| is_in(&member.id));
    let ranked = Rank::sorted(found.iter().enumerate().filter_map(|(at, one)| Some((rank(at, one)?, one))));
    let mut kept: Vec<&Member> = ranked.map(|(_, member)| member).collect();
    let all = kept.len();
    if printer.is_for_people() && !filter.asks_for_inactive() {
        kept.retain(|member| member.is_active != Some(false));
    }
    let hidden = all - kept.len();
    let record = |member: &&Member| attributes.complete(member.id.0.as_str(), Record::member(member));
    let records: Vec<Record> = kept.iter().map(record).collect();
    printer.print(&records, &|at, field| {
        let member = kept.get(at)?;
        match field {
            FieldName::Role => Some(words.role_of(&member.role).into_owned()),
            FieldName::Nickname if member.is_active == Some(false) => {
                Some(format!("{} ({})", member.name, words.inactive()))
            }
            _ => None,
        }
    })?;
    if hidden > 0 {
        writeln!(io::stderr(), "{}", words.not_shown(hidden))?;
    }
    Ok(())
}

/// Every member of a team.
pub(super) async fn all_members(
    headless: &mut Headless,
    team: &TeamId,
    words: Words,
) -> Result<Vec<Member>, ExitError> {
    load(headless, team, &mut Attributes::of(false), words).await
}

/// The member of a team whom somebody means: `me`, or one who is found by what is asked.
pub(super) async fn meant(
    headless: &mut Headless,
    team: &TeamId,
    asked: &str,
    words: Words,
) -> Result<Member, ExitError> {
    if asked == "me" {
        return own(headless, team).await?.ok_or(ExitError::NoOwnMember);
    }
    let members = all_members(headless, team, words).await?;
    let all: Vec<&Member> = members.iter().collect();
    finding::member(&all, asked).cloned()
}

/// Every page, six on the wire at once, in order.
pub(super) async fn load(
    headless: &mut Headless,
    team: &TeamId,
    attributes: &mut Attributes,
    words: Words,
) -> Result<Vec<Member>, ExitError> {
    let since = Instant::now();
    let mut found: Vec<Member> = Vec::new();
    let mut seen = HashSet::new();
    let mut pager = Pager::default();
    let mut is_cut = false;
    while !pager.is_over() {
        let numbers = pager.ahead();
        let call = |page: &u32| attributes.along(Call::Members { team: team.clone(), page: *page });
        let calls = numbers.iter().map(call).collect();
        for (number, reply) in numbers.iter().zip(headless.call_all(calls).await?) {
            let page = if let Reply::Members(page) = attributes.out_of(reply) {
                page
            } else {
                MemberPage::default()
            };
            pager.came(*number, page);
        }
        while let Some(page) = pager.next_in_order() {
            let before = found.len();
            found.extend(page.members.iter().filter(|member| seen.insert(member.id.clone())));
            let new = found.len() - before;
            is_cut |= found.len() > MOST_MEMBERS;
            found.truncate(MOST_MEMBERS);
            let is_full = found.len() == MOST_MEMBERS;
            if pager.took(page.members.len(), new, page.is_last || is_full, page.has_next) {
                headless.had_counted(page.unreadable);
            }
            is_cut |= !page.is_last && (is_full || pager.is_cut());
        }
        if since.elapsed() > QUIET && io::stderr().is_terminal() {
            write!(io::stderr(), "\r{}", words.loading_members(found.len()))?;
        }
    }
    if since.elapsed() > QUIET && io::stderr().is_terminal() {
        writeln!(io::stderr())?;
    }
    if is_cut {
        headless.is_cut_after(found.len());
    }
    Ok(found)
}
