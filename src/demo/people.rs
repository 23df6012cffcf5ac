//! Members of a team, made up.

use super::cast::{FAMILY, FOUNDERS, GIVEN, GROUPS, LEFT, NOTES, ODD, OWN, Oddity, Part};
use super::dice::Dice;

/// The id of the member whose id is a JSON number.
const NUMERIC_ID: &str = "90210017";

/// A member of a team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Person {
    pub(super) id: String,
    pub(super) nickname: String,
    pub(super) mail: String,
    pub(super) role: &'static str,
    pub(super) is_active: bool,
    pub(super) phone: String,
    pub(super) note: &'static str,
    /// Places in the team's groups.
    pub(super) groups: Vec<usize>,
    pub(super) oddity: Oddity,
}

/// The first `size` members of a team; `team` is its place in the list of teams.
pub(super) fn people(dice: Dice, team: u64, size: usize) -> Vec<Person> {
    (0..size).map(|place| person(dice, team, place)).collect()
}

/// The place at which a team lists the account's own member.
pub(super) const fn own_place(team: u64) -> usize {
    if team == 0 { OWN } else { 1 }
}

/// The member at a place, whether the team is large enough to list it or not.
pub(super) fn person(dice: Dice, team: u64, place: usize) -> Person {
    let n = (team << 32) + place as u64;
    let id = dice.id("member", n);
    if team == 0 {
        if let Some(part) = FOUNDERS.get(place) {
            return Person { is_active: place != LEFT, ..founder(id, part) };
        }
        let odd = place - FOUNDERS.len();
        if let Some(&(name, note, oddity)) = ODD.get(odd / 3).filter(|_| odd.is_multiple_of(3)) {
            return odd_one(generated(dice, id, n), name, note, oddity);
        }
    } else if place == own_place(team) {
        return FOUNDERS
            .get(OWN)
            .map_or_else(|| generated(dice, id.clone(), n), |role| founder(id.clone(), role));
    }
    let role = if place == 0 { "owner" } else { "member" };
    Person { role, ..generated(dice, id, n) }
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

fn generated(dice: Dice, id: String, n: u64) -> Person {
    let (family, family_reading) = dice.pick(&FAMILY, "family", n);
    let (first, first_reading) = dice.pick(&GIVEN, "first", n);
    let (second, second_reading) =
        if dice.below(4, "two", n) == 0 { ("", "") } else { dice.pick(&GIVEN, "second", n) };
    let phone = if dice.below(3, "phone", n) == 0 {
        String::new()
    } else {
        format!(
            "1{} {:04} {:04}",
            30 + dice.below(60, "net", n),
            dice.below(10_000, "mid", n),
            dice.below(10_000, "end", n)
        )
    };
    let mail = if dice.below(5, "mail", n) == 0 {
        String::new()
    } else {
        format!("{family_reading}.{first_reading}{second_reading}{}", n & 0xffff_ffff)
    };
    Person {
        id,
        nickname: format!("{family}{first}{second}"),
        mail,
        role: "member",
        is_active: dice.below(20, "left", n) != 0,
        phone,
        note: dice.pick(&NOTES, "note", n),
        groups: (0..dice.below(3, "groups", n))
            .map(|nth| dice.below(GROUPS.len() - nth, "group", n) + nth)
            .collect(),
        oddity: Oddity::None,
    }
}
