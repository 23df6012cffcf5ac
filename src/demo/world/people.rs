//! Members of a team, made up.

use super::characters::{FAMILY, FOUNDERS, GIVEN, GROUPS, LEFT, NOTES, ODD, OWN, Oddity, Part};
use super::rng::Rng;

/// The id of the member whose id is a JSON number.
const NUMERIC_ID: &str = "90210017";

/// A member of a team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::demo) struct Person {
    pub(in crate::demo) id: String,
    pub(in crate::demo) nickname: String,
    pub(in crate::demo) mail: String,
    pub(in crate::demo) role: &'static str,
    pub(in crate::demo) is_active: bool,
    pub(in crate::demo) phone: String,
    pub(in crate::demo) note: &'static str,
    /// Places in the team's groups.
    pub(in crate::demo) groups: Vec<usize>,
    pub(in crate::demo) oddity: Oddity,
}

/// The first `size` members of a team; `team` is its place in the list of teams.
pub(in crate::demo) fn people(rng: Rng, team: u64, size: usize) -> Vec<Person> {
    (0..size).map(|place| person(rng, team, place)).collect()
}

/// The place at which a team lists the account's own member.
pub(in crate::demo) const fn own_place(team: u64) -> usize {
    if team == 0 { OWN } else { 1 }
}

/// The member at a place, whether the team is large enough to list it or not.
pub(in crate::demo) fn person(rng: Rng, team: u64, place: usize) -> Person {
    let n = (team << 32) + place as u64;
    let id = rng.id("member", n);
    if team == 0 {
        if let Some(part) = FOUNDERS.get(place) {
            return Person { is_active: place != LEFT, ..founder(id, part) };
        }
        let odd = place - FOUNDERS.len();
        if let Some(&(name, note, oddity)) = ODD.get(odd / 3).filter(|_| odd.is_multiple_of(3)) {
            return odd_one(generated(rng, id, n), name, note, oddity);
        }
    } else if place == own_place(team) {
        return FOUNDERS
            .get(OWN)
            .map_or_else(|| generated(rng, id.clone(), n), |role| founder(id.clone(), role));
    }
    let role = if place == 0 { "owner" } else { "member" };
    Person { role, ..generated(rng, id, n) }
}

fn founder(id: String, part: &Part) -> Person {
    Person {
        id,
        nickname: part.name.to_owned(),
        mail: part.mail.to_owned(),
        role: part.role,
        is_active: true,
        phone: part.phone.to_owned(),
        note: part.note,
        groups: part.groups.to_vec(),
        oddity: Oddity::None,
    }
}

fn odd_one(ordinary: Person, name: &str, note: &'static str, oddity: Oddity) -> Person {
    Person {
        id: if oddity == Oddity::NumericId { NUMERIC_ID.to_owned() } else { ordinary.id },
        nickname: name.to_owned(),
        mail: String::new(),
        role: if oddity == Oddity::Visitor { "visitor" } else { "member" },
        note,
        oddity,
        ..ordinary
    }
}

fn generated(rng: Rng, id: String, n: u64) -> Person {
    let (family, family_reading) = rng.pick(&FAMILY, "family", n);
    let (first, first_reading) = rng.pick(&GIVEN, "first", n);
    let (second, second_reading) =
        if rng.below(4, "two", n) == 0 { ("", "") } else { rng.pick(&GIVEN, "second", n) };
    let phone = if rng.below(3, "phone", n) == 0 {
        String::new()
    } else {
        format!(
            "1{} {:04} {:04}",
            30 + rng.below(60, "net", n),
            rng.below(10_000, "mid", n),
            rng.below(10_000, "end", n)
        )
    };
    let mail = if rng.below(5, "mail", n) == 0 {
        String::new()
    } else {
        format!("{family_reading}.{first_reading}{second_reading}{}", n & 0xffff_ffff)
    };
    Person {
        id,
        nickname: format!("{family}{first}{second}"),
        mail,
        role: "member",
        is_active: rng.below(20, "left", n) != 0,
        phone,
        note: rng.pick(&NOTES, "note", n),
        groups: (0..rng.below(3, "groups", n))
            .map(|nth| rng.below(GROUPS.len() - nth, "group", n) + nth)
            .collect(),
        oddity: Oddity::None,
    }
}
