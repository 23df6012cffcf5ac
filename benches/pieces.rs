//! What the pieces of a search cost with a hundred thousand members: `cargo bench --bench pieces`.
//!
//! A later change sees here which piece it has slowed. Whole programs are compared with a stopwatch for terminals;
//! docs/search.md says what the pieces are.

#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "no person's data comes here, and it prints what it measures"
)]

#[path = "support/crowd.rs"]
mod crowd;

use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tower_tui::app::data::member_list::{Block, ColumnWidths};
use tower_tui::app::data::team_cache::{CachedPart, CachedRows, CachedTeam, TeamReader};
use tower_tui::app::search::{Filter, Found, LookedThrough, SearchIndex, Speller};
use tower_tui::base::time::Wall;
use tower_tui::tower::json_api::Roster;
use tower_tui::tower::model::TeamId;

use crowd::{id, member, safe};

const MEMBERS: usize = 100_000;
const PAGE: usize = 200;
/// How much of a file is read before the first picture.
const BEGINNING: usize = 64 * 1024;

fn rosters() -> Vec<Roster> {
    (0..MEMBERS / PAGE).map(|page| (page * PAGE..(page + 1) * PAGE).map(member).collect()).collect()
}

/// The file of the cache.
fn file() -> Vec<u8> {
    let mut speller = Speller::default();
    let team = CachedTeam {
        reader: safe("lin@example.com"),
        team: TeamId(id("team")),
        own: None,
        all: MEMBERS,
        inactive: 0,
        widest: ColumnWidths::default(),
        members: rosters().into_iter().map(|roster| Block::of(roster, &mut speller).into()).collect(),
        at: Wall(0),
    };
    team.pieces().collect::<String>().into_bytes()
}

/// How often each thing is done; the median counts.
const TIMES: usize = 21;

fn median(mut act: impl FnMut() -> Duration) -> Duration {
    let mut times: Vec<Duration> = (0..TIMES).map(|_| act()).collect();
    times.sort_unstable();
    times.get(TIMES / 2).copied().unwrap_or_default()
}

fn timed<T>(act: impl FnOnce() -> T) -> Duration {
    let since = Instant::now();
    let made = black_box(act());
    let took = since.elapsed();
    drop(made);
    took
}

/// Reads a file to its end.
fn read(file: &[u8]) -> Vec<Vec<Arc<Block>>> {
    let (mut reader, mut speller) = (TeamReader::default(), Speller::default());
    let (beginning, rest) = file.split_at(BEGINNING);
    let mut parts = vec![reader.begin(beginning).map_or_else(Vec::new, |team| team.members)];
    for bytes in rest.chunks(512 * 1024).chain([&[][..]]) {
        if let CachedRows::Blocks(rows) = reader.go_on(bytes)
            && let CachedPart::Members(blocks) = CachedPart::of(&rows, &mut speller)
        {
            parts.push(blocks);
        }
    }
    parts
}

fn indices(rosters: &[Roster]) -> Vec<SearchIndex> {
    let mut speller = Speller::default();
    rosters.iter().map(|roster| SearchIndex::of(roster.clone(), &mut speller)).collect()
}

fn main() {
    let (file, rosters) = (file(), rosters());
    let beginning = file.get(..BEGINNING).expect("a file");
    println!("{MEMBERS} members, a file of {} bytes\n", file.len());
    let say = |what: &str, took: Duration| println!("{what:<36}{took:>12.1?}");
    say("begin to read", median(|| timed(|| TeamReader::default().begin(beginning))));
    say("read, with the index, one thread", median(|| timed(|| read(&file))));
    say("index", median(|| timed(|| indices(&rosters))));
    let indices = indices(&rosters);
    let find = |found: &mut Found, typed: &str| {
        found.by(&Filter::of(typed), indices.iter(), LookedThrough::default()).len()
    };
    for (what, before, typed) in [
        ("first letter: w", &[][..], "w"),
        ("second letter: wa", &["w"], "wa"),
        ("fourth letter: wang", &["w", "wa", "wan"], "wang"),
        ("letter taken back: wan", &["w", "wa", "wan", "wang"], "wan"),
        ("typed again: wang", &["wang", "li"], "wang"),
        ("a Chinese character: 王", &[], "王"),
        ("pasted: wangw", &[], "wangw"),
    ] {
        let took = median(|| {
            let mut found = Found::default();
            for typed in before {
                black_box(find(&mut found, typed));
            }
            timed(|| find(&mut found, typed))
        });
        say(what, took);
    }
}
