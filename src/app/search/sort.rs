//! The order of members: Tower's own, or by a column. Names are sorted as in a Chinese list of contacts: Latin letters
//! and the pinyin of characters in one alphabet.

use std::cmp::Ordering;

use super::folding::{fold, folded};
use super::member_field::MemberField;
use crate::base::phrases::reading_in;
use crate::base::pinyin::{family_name, reading};
use crate::tower::json_api::RosterLine;
use crate::tower::model::Role;

/// A sort order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sort {
    /// The field to sort by; Tower's own order without one.
    pub by: Option<MemberField>,
    /// Whether the order is reversed.
    pub reversed: bool,
}

impl Sort {
    /// Sorts by the next of these fields; after the last one, in Tower's own order again.
    #[must_use]
    pub fn next(self, among: &[MemberField]) -> Self {
        let now = self.by.and_then(|by| among.iter().position(|place| *place == by));
        let next = match (self.by, now) {
            (_, Some(now)) => now + 1,
            (None, None) => 0,
            // Its column has been removed meanwhile.
            (Some(_), None) => among.len(),
        };
        Self { by: among.get(next).copied(), reversed: false }
    }

    /// The reversed order.
    #[must_use]
    pub fn reverse(self) -> Self {
        Self { reversed: !self.reversed, ..self }
    }

    /// The places of the members in this order. Members without a value come last either way.
    pub fn order<'a>(self, members: impl Iterator<Item = RosterLine<'a>>) -> Vec<usize> {
        let Some(by) = self.by else {
            let places = 0..members.count();
            return if self.reversed { places.rev().collect() } else { places.collect() };
        };
        let mut keys: Vec<(bool, String, usize)> = members
            .enumerate()
            .map(|(place, member)| {
                let key = key(member, by);
                (key.is_empty(), key, place)
            })
            .collect();
        keys.sort_by(|(a_empty, a, _), (b_empty, b, _)| {
            a_empty.cmp(b_empty).then_with(|| self.compare(a, b))
        });
        keys.into_iter().map(|(.., place)| place).collect()
    }

    fn compare(self, a: &str, b: &str) -> Ordering {
        if self.reversed { b.cmp(a) } else { a.cmp(b) }
    }
}

/// What a member is sorted by.
fn key(member: RosterLine<'_>, by: MemberField) -> String {
    match by {
        MemberField::Name => name_key(member.name()),
        MemberField::Role => format!("{}{}", rank_of(member.role()), member.role()),
        MemberField::Groups => member.groups().map(text_key).collect::<Vec<_>>().join("\0"),
        MemberField::Phone => folded(member.texts().phone),
        MemberField::Note => text_key(member.texts().note),
        MemberField::Email => folded(member.texts().email),
        MemberField::Joined => member.texts().joined.to_owned(),
        MemberField::Updated => member.texts().updated.to_owned(),
        MemberField::Id => member.id().to_owned(),
    }
}

/// Roles are ordered by their rights.
pub(super) fn rank(role: &Role) -> u8 {
    rank_of(role.word())
}

fn rank_of(role: &str) -> u8 {
    match role {
        "owner" => 0,
        "admin" => 1,
        "member" => 2,
        _ => 3,
    }
}

/// A name in the order of its letters, of the pinyin of its characters, and of its numbers by their value. It begins
/// with a family name, which some characters are read otherwise in.
fn name_key(name: &str) -> String {
    let name = name.trim_start_matches(|char: char| folded(char.encode_utf8(&mut [0; 4])).is_empty());
    let mut chars = name.chars();
    let family = chars.next().map_or([None; 2], |first| family_name(first, chars.next()));
    sort_key(name, family)
}

/// Any other text in that order.
pub(super) fn text_key(text: &str) -> String {
    sort_key(text, [None; 2])
}

/// The key of a text whose first characters are read like this, where that is known.
fn sort_key(text: &str, known: [Option<&'static str>; 2]) -> String {
    let mut key = String::new();
    let mut digits = String::new();
    let mut plain = String::new();
    for (place, (at, char)) in text.char_indices().enumerate() {
        plain.clear();
        fold(char, &mut plain);
        let folded = plain.chars().next();
        if let Some(digit) = folded.filter(char::is_ascii_digit) {
            digits.push(digit);
            continue;
        }
        flush(&mut digits, &mut key);
        let usual = || reading(char).map(|usual| reading_in(text, at).unwrap_or(usual));
        let read = known.get(place).copied().flatten().or_else(usual);
        match (read.or_else(|| folded.and_then(reading)), folded) {
            // The reading ends before every letter, so that li stands before lin; people of one name stand together.
            (Some(read), Some(folded)) => {
                // Behind u, before every letter that may follow it.
                match read.split_once('ü') {
                    None => key.push_str(read),
                    Some((before, after)) => key.extend([before, "u\u{2}", after]),
                }
                key.extend(['\u{1}', folded]);
            }
            (_, Some(_)) => key.push_str(&plain),
            (_, None) if key.is_empty() => {}
            (_, None) => key.push(' '),
        }
    }
    flush(&mut digits, &mut key);
    key
}

/// A number: how long it is, then its digits. The longer one is the greater one.
fn flush(digits: &mut String, key: &mut String) {
    let number = digits.trim_start_matches('0');
    if !digits.is_empty() {
        let length = u32::try_from(number.len()).unwrap_or(u32::MAX).min(40);
        key.extend(char::from_u32(u32::from('0') + length));
        key.push_str(number);
        digits.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::text::SafeText;
    use crate::tower::json_api::Roster;
    use crate::tower::model::{Id, Member, MemberId};

    const BY_NAME: Sort = Sort { by: Some(MemberField::Name), reversed: false };

    fn member(name: &str) -> Member {
        Member::bare(MemberId(Id::parse("m").unwrap()), SafeText::line(name, SafeText::NAME))
    }

    fn sorted(sort: Sort, members: &[Member]) -> Vec<&str> {
        sort.order(members.iter().cloned().collect::<Roster>().lines())
            .into_iter()
            .filter_map(|place| members.get(place))
            .map(|one| one.name.as_str())
            .collect()
    }

    #[test]
    fn names_stand_by_their_pinyin_and_their_letters_in_one() {
        let names =
            ["张伟", "单小满", "Ana García", "李 Lee", "林小北", "曾国栋", "阿卜杜拉", "章伟", "张三", "bob"];
        let members = names.map(member);
        let by_name = BY_NAME;
        assert_eq!(
            sorted(by_name, &members),
            ["阿卜杜拉", "Ana García", "bob", "李 Lee", "林小北", "单小满", "曾国栋", "张三", "张伟", "章伟"]
        );
        assert_eq!(sorted(by_name.reverse(), &members).first(), Some(&"章伟"));
    }

    #[test]
    fn u24_a_family_name_is_one_behind_a_mark_as_well() {
        let members = ["[单小满", "@曾国栋", "“沈一”", "《单小满》", "章一", "商一"].map(member);
        assert_eq!(sorted(BY_NAME, &members), ["[单小满", "《单小满》", "商一", "“沈一”", "@曾国栋", "章一"]);
    }

    #[test]
    fn an_umlaut_stands_behind_its_letter_and_traditional_beside_simplified() {
        let members = ["栾一", "吕布", "卢俊", "鲁达", "張三", "张三", "張四", "诸葛亮"].map(member);
        assert_eq!(
            sorted(BY_NAME, &members),
            ["卢俊", "鲁达", "吕布", "栾一", "張三", "张三", "張四", "诸葛亮"]
        );
    }

    #[test]
    fn numbers_stand_by_their_value() {
        let members = ["成员 10", "成员 9", "成员 ２", "成员 002", "成员", "成员 a"].map(member);
        let by_name = BY_NAME;
        assert_eq!(sorted(by_name, &members), ["成员", "成员 ２", "成员 002", "成员 9", "成员 10", "成员 a"]);
    }

    #[test]
    fn who_has_nothing_to_sort_by_stands_at_the_end_either_way() {
        let phone =
            |name: &str, phone: &str| Member { phone: Some(SafeText::line(phone, 20)), ..member(name) };
        let members = [member("无"), phone("二", "139 1"), phone("一", "1380")];
        let by_phone = Sort { by: Some(MemberField::Phone), reversed: false };
        assert_eq!(sorted(by_phone, &members), ["一", "二", "无"]);
        assert_eq!(sorted(by_phone.reverse(), &members), ["二", "一", "无"]);
    }

    #[test]
    fn roles_stand_by_what_they_may_do_and_the_order_comes_round() {
        let with = |name: &str, role| Member { role, ..member(name) };
        let other = Role::Other(SafeText::line("visitor", 20));
        let members =
            [with("d", other), with("c", Role::Member), with("a", Role::Owner), with("b", Role::Admin)];
        let mut sort = Sort::default();
        assert_eq!(sorted(sort, &members), ["d", "c", "a", "b"], "Tower's own order");
        assert_eq!(sorted(sort.reverse(), &members), ["b", "a", "c", "d"]);
        sort = sort.next(&MemberField::SOUGHT).next(&MemberField::SOUGHT);
        assert_eq!(sorted(sort, &members), ["a", "b", "c", "d"]);
        for _ in 0..5 {
            sort = sort.next(&MemberField::SOUGHT);
        }
        assert_eq!(sort, Sort::default());
    }

    #[test]
    fn every_column_that_shows_has_its_turn_and_one_that_is_gone_has_none() {
        let among = [MemberField::Name, MemberField::Joined, MemberField::Id];
        let mut sort = Sort::default();
        let mut turns = Vec::new();
        for _ in 0..4 {
            sort = sort.next(&among);
            turns.push(sort.by);
        }
        assert_eq!(turns, [Some(MemberField::Name), Some(MemberField::Joined), Some(MemberField::Id), None]);
        let gone = Sort { by: Some(MemberField::Phone), reversed: true };
        assert_eq!(gone.next(&among), Sort::default());

        let joined = |name: &str, day: &str| Member { joined: day.parse().ok(), ..member(name) };
        let members = [joined("b", "2024-01-02"), member("c"), joined("a", "2019-12-31")];
        let by_day = Sort { by: Some(MemberField::Joined), reversed: false };
        assert_eq!(sorted(by_day, &members), ["a", "b", "c"]);
    }
}
