//! `members`: a team's members, filtered as on the screen, for people, spreadsheets and scripts.

use std::collections::{HashMap, HashSet};
use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

use super::finding;
use super::headless::Headless;
use super::teams::{all, own};
use crate::app::data::members::MOST_MEMBERS;
use crate::app::data::pager::Pager;
use crate::app::screens::members::export;
use crate::app::screens::members::export::Format;
use crate::app::search::{Filter, Rank, SearchIndex};
use crate::base::measure::{pad, width};
use crate::base::text::SafeText;
use crate::runtime::cli::MembersArgs;
use crate::runtime::exit_error::ExitError;
use crate::runtime::run_context::RunContext;
use crate::tower::call::{Call, Reply};
use crate::tower::json_api::Line;
use crate::tower::model::{Member, MemberPage, TeamId};
use crate::ui::words::Words;

/// A load that takes longer than this shows its progress.
const QUIET: Duration = Duration::from_secs(1);

/// Lists the members.
pub(in crate::runtime) fn members(context: RunContext, asked: &MembersArgs) -> Result<(), ExitError> {
    let Some(client) = context.client.clone() else { return Err(ExitError::NotSetUp) };
    let words = Words(context.lang);
    let last = context.store.last_team();
    Headless::run(client, context, async |headless: &mut Headless| {
        headless.is_signed_in()?;
        list(headless, asked, last, words).await
    })
}

async fn list(
    headless: &mut Headless,
    asked: &MembersArgs,
    last: Option<TeamId>,
    words: Words,
) -> Result<(), ExitError> {
    let filter = Filter::of(asked.filter.as_deref().unwrap_or_default());
    if let Some(unknown) = filter.unknown_mark() {
        return Err(ExitError::UnknownMark(SafeText::line(unknown, SafeText::NAME)));
    }
    let teams = all(headless).await?;
    let team = finding::team(&teams, asked.team.as_deref(), last.as_ref())?;
    let (found, is_cut) = load(headless, &team.id, words).await?;
    let own = if filter.asks_for_own() { own(headless, &team.id).await? } else { None };
    let rank =
        |member: &Member| filter.rank(member, &SearchIndex::of(member), own.as_ref() == Some(&member.id));
    let ranked = Rank::sorted(found.iter().filter_map(|one| Some((rank(&one.1)?, one))));
    let kept: Vec<&(Line, Member)> = ranked.map(|(_, one)| one).collect();
    let mut out = io::BufWriter::new(io::stdout().lock());
    match (asked.json, format(asked)) {
        (true, _) => {
            for (line, _) in kept {
                writeln!(out, "{}", line.to_json())?;
            }
        }
        (false, Some(format)) => {
            write!(out, "{}", export::heading(format))?;
            for (_, member) in kept {
                write!(out, "{}", export::line(member, format))?;
            }
        }
        (false, None) => table(&mut out, &kept, words)?,
    }
    out.flush()?;
    if is_cut { Err(ExitError::MembersCut(MOST_MEMBERS)) } else { Ok(()) }
}

fn format(asked: &MembersArgs) -> Option<Format> {
    match (asked.csv, asked.tsv) {
        (true, _) => Some(Format::Csv),
        (_, true) => Some(Format::Tsv),
        (false, false) => None,
    }
}

/// Every page, six on the wire at once, in order; and whether there may be more members than are read.
pub(super) async fn load(
    headless: &mut Headless,
    team: &TeamId,
    words: Words,
) -> Result<(Vec<(Line, Member)>, bool), ExitError> {
    let since = Instant::now();
    let mut found: Vec<(Line, Member)> = Vec::new();
    let mut seen = HashSet::new();
    let mut lines: HashMap<String, Line> = HashMap::new();
    let mut pager = Pager::default();
    let mut is_cut = false;
    while !pager.is_over() {
        let numbers = pager.ahead();
        let call = |page: &u32| Call::Lines(Box::new(Call::Members { team: team.clone(), page: *page }));
        for (number, reply) in
            numbers.iter().zip(headless.call_all(numbers.iter().map(call).collect()).await?)
        {
            let mut page = MemberPage::default();
            if let Reply::Lines { lines: came, of } = reply
                && let Reply::Members(members) = *of
            {
                page = members;
                for line in came {
                    if let Some(id) = line.id() {
                        lines.entry(id).or_insert(line);
                    }
                }
            }
            pager.came(*number, page);
        }
        while let Some(page) = pager.next_in_order() {
            let before = found.len();
            for member in page.members {
                if seen.insert(member.id.clone())
                    && let Some(line) = lines.remove(member.id.0.as_str())
                {
                    found.push((line, member));
                }
            }
            let new = found.len() - before;
            is_cut |= found.len() > MOST_MEMBERS;
            found.truncate(MOST_MEMBERS);
            let is_full = found.len() == MOST_MEMBERS;
            pager.took(new, page.is_last || is_full);
            is_cut |= !page.is_last && (is_full || pager.is_at_cap());
        }
        if since.elapsed() > QUIET && io::stderr().is_terminal() {
            write!(io::stderr(), "\r{}", words.loading_members(found.len()))?;
        }
    }
    if since.elapsed() > QUIET && io::stderr().is_terminal() {
        writeln!(io::stderr())?;
    }
    Ok((found, is_cut))
}

/// Name, role, groups, phone and email, in columns.
fn table(out: &mut impl Write, kept: &[&(Line, Member)], words: Words) -> io::Result<()> {
    let text = |text: &Option<SafeText>| text.as_ref().map_or("-", SafeText::as_str).to_owned();
    let cells = |member: &Member| {
        [
            member.name.to_string(),
            words.role_of(&member.role).into_owned(),
            member.groups_in_a_row(),
            text(&member.phone),
            text(&member.email),
        ]
    };
    let rows: Vec<[String; 5]> = kept.iter().map(|(_, member)| cells(member)).collect();
    let mut widest = [0; 5];
    for row in &rows {
        for (most, cell) in widest.iter_mut().zip(row) {
            *most = width(cell).max(*most);
        }
    }
    for row in rows {
        let line: Vec<String> = row.iter().zip(widest).map(|(cell, most)| pad(cell, most)).collect();
        writeln!(out, "{}", line.join("  ").trim_end())?;
    }
    Ok(())
}
