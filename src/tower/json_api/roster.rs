//! Very many members, as they are kept: a row of text for each, in which whoever looks finds a member again.
//!
//! A member on its own is a dozen texts that lie about in memory. A row is what stands in the cache, too, and two rosters
//! are compared as two texts are.

use crate::base::safe_table::{SafeTable, cells};
use crate::base::text::SafeText;
use crate::tower::model::{Id, Member, MemberId, Role};

/// Members, in some order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Roster(SafeTable);

/// One page of a team's members.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MemberPage {
    /// The members in Tower's order.
    pub members: Roster,
    /// How many pages Tower says there are: a hint for the screen.
    pub pages: Option<u32>,
    /// Tower says that no page follows.
    pub is_last: bool,
    /// Tower says that a page follows.
    pub has_next: bool,
    /// How many of the page could not be read and are left out.
    pub unreadable: usize,
}

/// What stands in the first cell of a row: whether they take part, whether they are filled in, whether they are locked out.
const FLAGS: usize = 3;

/// The cells before those of the groups.
const CELLS: usize = 10;

/// The cell of the picture's address. Those of a team lie side by side, and what is before the last `/` of the first one is
/// not written again.
const AVATAR: usize = 7;

/// Before an address that stands as it is.
const WHOLE: char = '=';
/// Before what follows where the first one's stands before it.
const BESIDE: char = '+';

impl Roster {
    /// The rows of a text, whoever wrote it; none where one of them is none.
    pub fn read(text: &str) -> Option<Self> {
        let table = SafeTable::read(text);
        (0..table.len()).all(|at| table.row(at).is_some_and(is_row)).then_some(Self(table))
    }

    /// The rows, as they can be read again.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// How many members there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The member at a place.
    pub fn get(&self, at: usize) -> Option<Member> {
        let mut cells = self.0.cells(at);
        let mut next = || cells.next();
        let flags = next()?;
        let (is_active, is_incomplete, is_locked) = read_flags(flags.as_str());
        let id = MemberId(Id::of(next()?)?);
        let name = next()?;
        let role = Role::parse(&next()?);
        let mut filled = || cells.next().filter(|text| !text.is_empty());
        let [phone, note, email, avatar] = [filled(), filled(), filled(), filled()];
        let avatar = avatar.and_then(|_| {
            let (folder, name) = self.line(at)?.avatar()?;
            Some(SafeText::joined(folder, name))
        });
        let mut day = || filled()?.as_str().parse().ok();
        let [joined, updated] = [day(), day()];
        let groups = cells.collect();
        Some(Member {
            id,
            name,
            role,
            is_active,
            groups,
            phone,
            note,
            email,
            is_incomplete,
            is_locked,
            avatar,
            joined,
            updated,
        })
    }

    /// What is known of the member at a place, without making one.
    pub fn line(&self, at: usize) -> Option<RosterLine<'_>> {
        Some(RosterLine { row: self.0.row(at)?, first: self.0.row(0)? })
    }

    /// The members, one after another.
    pub fn iter(&self) -> impl Iterator<Item = Member> {
        (0..self.len()).filter_map(|at| self.get(at))
    }

    /// The same of each, without making one.
    pub fn lines(&self) -> impl Iterator<Item = RosterLine<'_>> + Clone {
        (0..self.len()).filter_map(|at| self.line(at))
    }
}

impl Default for Roster {
    fn default() -> Self {
        Self(SafeTable::read(""))
    }
}

impl FromIterator<Member> for Roster {
    fn from_iter<T: IntoIterator<Item = Member>>(members: T) -> Self {
        let (mut rows, mut first) = (String::new(), None);
        for member in members {
            write(&member, first.as_deref(), &mut rows);
            first.get_or_insert_with(|| {
                member.avatar.as_ref().map_or("", |one| folder(one.as_str())).to_owned()
            });
        }
        Self(SafeTable::read(&rows))
    }
}

impl From<Vec<Member>> for Roster {
    fn from(members: Vec<Member>) -> Self {
        members.into_iter().collect()
    }
}

/// The texts of a member in a roster, each empty where there is none.
#[derive(Clone, Debug)]
pub struct RosterTexts<'a> {
    /// The id.
    pub id: &'a str,
    /// The nickname.
    pub name: &'a str,
    /// Tower's word for the role.
    pub role: &'a str,
    /// The telephone number.
    pub phone: &'a str,
    /// The note.
    pub note: &'a str,
    /// The address for mail.
    pub email: &'a str,
    /// The day they joined, as `2018-04-16`.
    pub joined: &'a str,
    /// The day they were last changed, as the same.
    pub updated: &'a str,
    /// The groups.
    pub groups: Vec<&'a str>,
}

/// A member in a roster. Two are equal where all that is known of them is, in whichever rosters.
#[derive(Clone, Copy, Debug)]
pub struct RosterLine<'a> {
    row: &'a str,
    /// The first row of the roster.
    first: &'a str,
}

impl PartialEq for RosterLine<'_> {
    fn eq(&self, other: &Self) -> bool {
        let texts = |row| cells(row).enumerate().filter(|(at, _)| *at != AVATAR).map(|(_, cell)| cell);
        let avatar = |line: &Self| line.avatar().map(|(folder, name)| folder.bytes().chain(name.bytes()));
        let avatar = |line| avatar(line).into_iter().flatten();
        // Whoever has only moved has the same row, and nearly everybody has.
        let has_same_texts = self.row == other.row || texts(self.row).eq(texts(other.row));
        has_same_texts && avatar(self).eq(avatar(other))
    }
}

impl<'a> RosterLine<'a> {
    fn cell(self, at: usize) -> &'a str {
        cells(self.row).nth(at).unwrap_or_default()
    }

    /// The address of the picture, in two parts that follow each other.
    fn avatar(self) -> Option<(&'a str, &'a str)> {
        let cell = self.cell(AVATAR);
        match cell.strip_prefix(BESIDE) {
            Some(name) => Some((folder(cells(self.first).nth(AVATAR)?.strip_prefix(WHOLE)?), name)),
            None => Some(("", cell.strip_prefix(WHOLE)?)),
        }
    }

    /// The id.
    pub fn id(self) -> &'a str {
        self.cell(1)
    }

    /// The nickname.
    pub fn name(self) -> &'a str {
        self.cell(2)
    }

    /// Tower's word for the role.
    pub fn role(self) -> &'a str {
        self.cell(3)
    }

    /// All of its texts.
    pub fn texts(self) -> RosterTexts<'a> {
        let mut cells = cells(self.row).skip(1);
        let mut next = || cells.next().unwrap_or_default();
        let [id, name, role, phone, note, email, _, joined, updated] = [(); 9].map(|()| next());
        RosterTexts { id, name, role, phone, note, email, joined, updated, groups: cells.collect() }
    }

    /// The groups.
    pub fn groups(self) -> impl Iterator<Item = &'a str> + Clone {
        cells(self.row).skip(CELLS)
    }

    /// Whether they still take part; none where Tower did not say.
    pub fn is_active(self) -> Option<bool> {
        read_flags(self.row).0
    }

    /// Whether they are not filled in yet.
    pub fn is_incomplete(self) -> bool {
        read_flags(self.row).1
    }

    /// Whether they are locked out.
    pub fn is_locked(self) -> bool {
        read_flags(self.row).2
    }
}

fn read_flags(row: &str) -> (Option<bool>, bool, bool) {
    let flag = |at: usize| row.as_bytes().get(at).copied();
    let is_active = match flag(0) {
        Some(b'a') => Some(true),
        Some(b'x') => Some(false),
        _ => None,
    };
    (is_active, flag(1) == Some(b'i'), flag(2) == Some(b'l'))
}

fn is_row(row: &str) -> bool {
    let mut cells = cells(row);
    let has_flags = cells.next().is_some_and(|flags| flags.len() == FLAGS);
    has_flags && cells.next().is_some_and(Id::is_one) && cells.count() >= CELLS - 2
}

/// An address up to its last `/`.
fn folder(address: &str) -> &str {
    address.rfind('/').and_then(|end| address.get(..=end)).unwrap_or_default()
}

/// Adds the row of a member; the picture of the first one is in this folder.
fn write(member: &Member, first: Option<&str>, rows: &mut String) {
    rows.push(match member.is_active {
        Some(true) => 'a',
        Some(false) => 'x',
        None => '-',
    });
    rows.push(if member.is_incomplete { 'i' } else { '-' });
    rows.push(if member.is_locked { 'l' } else { '-' });
    let mut cell = |text: &str| {
        rows.push('\t');
        rows.push_str(text);
    };
    cell(member.id.0.as_str());
    cell(member.name.as_str());
    cell(member.role.word());
    for text in [&member.phone, &member.note, &member.email] {
        cell(text.as_ref().map_or("", SafeText::as_str));
    }
    let address = member.avatar.as_ref().map_or("", SafeText::as_str);
    let beside = first.filter(|folder| !folder.is_empty()).and_then(|folder| address.strip_prefix(folder));
    match beside.filter(|name| name.starts_with(|first: char| first.is_ascii())) {
        _ if address.is_empty() => cell(""),
        Some(name) => cell(&format!("{BESIDE}{name}")),
        None => cell(&format!("{WHOLE}{address}")),
    }
    for day in [member.joined, member.updated] {
        cell(&day.map(|day| day.to_string()).unwrap_or_default());
    }
    for group in &member.groups {
        cell(group.as_str());
    }
    rows.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> SafeText {
        SafeText::line(text, SafeText::NAME)
    }

    fn member(id: &str, name: &str) -> Member {
        Member::bare(MemberId(Id::parse(id).unwrap()), text(name))
    }

    #[test]
    fn a_member_is_found_again_as_it_was() {
        let whole = Member {
            role: Role::Other(text("visitor")),
            is_active: Some(false),
            groups: vec![text("后端"), text("API Team")],
            phone: Some(text("138 0013 8000")),
            note: Some(text("👨\u{200d}👩\u{200d}👧 一家")),
            email: Some(text("zhang@example.com")),
            is_incomplete: true,
            is_locked: true,
            avatar: Some(text("https://example.com/a.png")),
            joined: Some(jiff::civil::date(2018, 4, 16)),
            updated: Some(jiff::civil::date(2020, 2, 29)),
            ..member("m1", "Ana García")
        };
        let members = vec![whole, member("m2", "张伟"), Member { is_active: Some(true), ..member("m3", "") }];
        let roster = Roster::from(members.clone());
        assert_eq!(roster.iter().collect::<Vec<_>>(), members);
        assert_eq!(Roster::read(roster.as_str()), Some(roster.clone()));
        assert_eq!((roster.len(), roster.get(3)), (3, None));

        let line = roster.line(0).unwrap();
        assert_eq!((line.id(), line.name(), line.role()), ("m1", "Ana García", "visitor"));
        let texts = line.texts();
        assert_eq!((texts.id, texts.name, texts.role), ("m1", "Ana García", "visitor"));
        assert_eq!((texts.phone, texts.email), ("138 0013 8000", "zhang@example.com"));
        assert_eq!((texts.note, texts.joined), ("👨\u{200d}👩\u{200d}👧 一家", "2018-04-16"));
        assert_eq!((texts.updated, texts.groups), ("2020-02-29", vec!["后端", "API Team"]));
        assert_eq!(line.groups().collect::<Vec<_>>(), ["后端", "API Team"]);
        assert_eq!((line.is_active(), line.is_incomplete(), line.is_locked()), (Some(false), true, true));
        let bare = roster.line(1).unwrap();
        assert_eq!((bare.groups().count(), bare.is_active(), bare.is_locked()), (0, None, false));
    }

    #[test]
    fn the_folder_of_the_pictures_is_written_once_and_none_of_their_addresses_is_lost() {
        let folder = "https://a.example.com/avatars/";
        let names = ["zhang.png", "li/1.png", "", "张.png", "+1", "=", "x?y=/z"];
        let of_folder: Vec<String> = names.iter().map(|name| format!("{folder}{name}")).collect();
        let others =
            ["", "https://b.example.com/avatars/a.png", "https://a.example.com/", "+a", "=b", "c", "/", "/d"];
        let all: Vec<&str> = of_folder.iter().map(String::as_str).chain(others).collect();
        for first in 0..all.len() {
            let mut addresses = all.clone();
            addresses.rotate_left(first);
            let avatar = |address: &&str| (!address.is_empty()).then(|| text(address));
            let members: Vec<Member> =
                addresses.iter().map(|one| Member { avatar: avatar(one), ..member("m", "张伟") }).collect();
            let roster = Roster::from(members.clone());
            assert_eq!(Roster::read(roster.as_str()).unwrap().iter().collect::<Vec<_>>(), members);
            let written = roster.as_str().matches(folder).count();
            assert!(first != 0 || written == 3, "{written}: the first, the folder itself, and 张");
        }
    }

    #[test]
    fn a_member_is_the_same_wherever_in_a_roster_and_not_beside_pictures_of_another_folder() {
        let of = |folder: &str| {
            let avatar = |name: &str| Some(text(&format!("https://{folder}/{name}.png")));
            ["a", "b"].map(|name| Member { avatar: avatar(name), ..member(name, "张伟") })
        };
        let [one, two] = of("x");
        let (there, back) = (Roster::from(vec![one.clone(), two.clone()]), Roster::from(vec![two, one]));
        assert!(there.line(0) == back.line(1) && there.line(1) == back.line(0));
        let others = Roster::from(of("y").to_vec());
        assert!(there.line(0) != others.line(0) && there.line(1) != others.line(1));
    }

    #[test]
    fn what_is_no_roster_is_none_and_text_in_one_is_made_safe() {
        let good = "a--\tm1\t张伟\tmember\t\t\t\t\t\t\n";
        assert!(Roster::read(good).is_some() && Roster::read("").is_some_and(|none| none.is_empty()));
        for bad in
            ["a--\tm1\t张伟\tmember\t\t\t\t\t\n", "a--\ta/b\t张伟\tmember\t\t\t\t\t\t\n", "张伟\n", "\n"]
        {
            assert_eq!(Roster::read(bad), None, "{bad:?}");
        }
        let evil = good.replace("张伟", "\u{1b}[31m张\u{202e}伟");
        assert_eq!(Roster::read(&evil).unwrap().get(0).unwrap().name.as_str(), "张伟");
    }
}
