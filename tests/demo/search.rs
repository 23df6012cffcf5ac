//! The people of the built-in Tower, however many: letter by letter, each search finds whom the slow one finds.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use std::collections::HashMap;

use tower_tui::app::search::{Filter, Found, LookedThrough, SearchIndex, Speller, folded};
use tower_tui::demo::{Plan, start};
use tower_tui::tower::call::{Call, Reply};
use tower_tui::tower::json_api::{MemberPage, Roster};
use tower_tui::tower::model::{Id, Member, TeamId};
use tower_tui::tower::wire;
use url::form_urlencoded::Serializer;

use crate::every_reading::finds;
use crate::wire::{get, ids, plan, sign_in};

/// What is typed: a name and initials, initials alone, a character and an initial, an address, a number.
const LINES: [&str; 5] = ["wangw", "zhw", "张w", "chen.f", "138"];

/// The members of the first team, page by page.
fn pages(members: usize) -> Vec<Roster> {
    let tower = start(Plan { members, ..plan() }).unwrap();
    let (access, _) = sign_in(&tower);
    let teams = ids(&get(&tower, &access, "teams").json());
    let team = TeamId(Id::parse(teams.first().unwrap()).unwrap());
    let page = |page| {
        let call = Call::Members { team: team.clone(), page };
        let query = Serializer::new(String::new()).extend_pairs(call.query()).finish();
        let path = format!("{}?{query}", call.path().trim_start_matches('/'));
        let answer =
            wire::Answer { status: 200, body: get(&tower, &access, &path).body, ..wire::Answer::default() };
        match call.read(Ok(answer), 0) {
            Ok(Reply::Members(page)) => page,
            _ => MemberPage::default(),
        }
    };
    let pages = (1..).map(page).take_while(|page| !page.members.is_empty());
    pages.map(|page| page.members).collect()
}

/// All that is written of a member, as it is compared.
fn written(member: &Member) -> Vec<String> {
    let texts = [&member.phone, &member.note, &member.email].into_iter().flatten().chain(&member.groups);
    texts.map(|text| folded(text.as_str())).chain([member.role.word().to_owned()]).collect()
}

fn everybody_is_found(members: usize) {
    let pages = pages(members);
    let people: Vec<Member> = pages.iter().flat_map(Roster::iter).collect();
    assert_eq!(people.len(), members);
    let texts: Vec<Vec<String>> = people.iter().map(written).collect();
    let mut speller = Speller::default();
    let indices: Vec<SearchIndex> =
        pages.into_iter().map(|page| SearchIndex::of(page, &mut speller)).collect();
    let mut found = Found::default();
    for line in LINES {
        let ends = line.char_indices().map(|(at, char)| at + char.len_utf8());
        for typed in ends.filter_map(|end| line.get(..end)) {
            let hits = found.by(&Filter::of(typed), indices.iter(), LookedThrough::default());
            let hits: Vec<usize> = hits
                .iter()
                .filter(|(rank, _)| !rank.is_misheard())
                .map(|(_, place)| *place as usize)
                .collect();
            let (plain, mut by_name) = (folded(typed), HashMap::new());
            let is_one = |place: &usize| {
                let (Some(member), Some(texts)) = (people.get(*place), texts.get(*place)) else {
                    return false;
                };
                let name = member.name.as_str();
                *by_name.entry(name).or_insert_with(|| finds(typed, name))
                    || texts.iter().any(|text| text.contains(&plain))
            };
            let expected: Vec<usize> = (0..members).filter(is_one).collect();
            assert!(
                !expected.is_empty() && hits == expected,
                "{typed}: {} for {}",
                hits.len(),
                expected.len()
            );
        }
    }
}

#[test]
fn of_ten_thousand_nobody_is_lost() {
    everybody_is_found(10_000);
}

#[test]
fn of_a_hundred_thousand_nobody_is_lost() {
    everybody_is_found(100_000);
}
