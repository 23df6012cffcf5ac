//! The cache file of a team. What a first picture shows stands at its head and is read before the rest.

use std::borrow::Cow;
use std::sync::Arc;

use memchr::{memchr, memchr_iter, memmem};
use serde::{Deserialize, Serialize};

use super::member_list::{Block, ColumnWidths, MemberList};
use crate::app::search::Speller;
use crate::base::digest::Sum;
use crate::base::text::SafeText;
use crate::base::time::Wall;
use crate::tower::json_api::Roster;
use crate::tower::model::{Id, MemberId, TeamId};

/// The first line of a file, with the format this version reads and writes. A file of another format is ignored.
pub(super) const HEADING: &str = "tower-tui cache 4";

/// The members of a team; when it is read, the first of them.
#[derive(Clone, Debug, PartialEq)]
pub struct CachedTeam {
    /// The account that read them; no other account sees them.
    pub reader: SafeText,
    /// Whose members.
    pub team: TeamId,
    /// Which of them is the account's own.
    pub own: Option<MemberId>,
    /// How many there are.
    pub all: usize,
    /// How many of them no longer take part.
    pub inactive: usize,
    /// The cells of the widest texts.
    pub widest: ColumnWidths,
    /// They themselves, in Tower's order.
    pub members: Vec<Arc<Block>>,
    /// When they were read, by this machine's clock.
    pub at: Wall,
}

/// What is read of a team after its first members.
#[derive(Clone, Debug, PartialEq)]
pub enum CachedPart {
    /// Those that follow.
    Members(Vec<Arc<Block>>),
    /// Nobody: that was all.
    End,
    /// The file is not whole, and nothing of it is to be believed.
    Damaged,
}

impl CachedPart {
    /// The members of these rows.
    pub fn of(rows: &[String], speller: &mut Speller) -> Self {
        let blocks: Option<_> = rows.iter().map(|rows| block(rows, speller)).collect();
        blocks.map_or(Self::Damaged, Self::Members)
    }
}

/// What stands in the file after the first members.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CachedRows {
    /// The rows of whole blocks of members.
    Blocks(Vec<String>),
    /// Nothing: that was all.
    End,
    /// Something else than was written.
    Damaged,
}

impl CachedTeam {
    /// The members of a team as this account has read them.
    pub(in crate::app) fn of(
        team: &TeamId,
        reader: SafeText,
        own: Option<&MemberId>,
        list: &MemberList,
        at: Wall,
    ) -> Self {
        Self {
            reader,
            team: team.clone(),
            own: own.cloned(),
            all: list.len(),
            inactive: list.inactive(),
            widest: list.widest(),
            members: list.blocks().to_vec(),
            at,
        }
    }

    /// Whether more of it is to be read.
    pub fn is_begun(&self) -> bool {
        self.members.iter().map(|block| block.roster().len()).sum::<usize>() < self.all
    }

    /// The pieces of the file: the format, a head, and after each block of members, as rows of text, a hash of all before
    /// it. What shows first stands first, and can be trusted before the rest is read.
    pub fn pieces(&self) -> impl Iterator<Item = String> {
        let head = object(&TeamHead {
            reader: self.reader.as_str().into(),
            team: self.team.0.as_str().into(),
            own: self.own.as_ref().map(|own| own.0.as_str().into()),
            at_ms: self.at.0,
            all: self.all,
            inactive: self.inactive,
            widest: self.widest,
        });
        let mut sum = Sum::default();
        let mut before = format!("{HEADING}\n{head}\n");
        let nobody = self.members.is_empty().then_some("");
        self.members.iter().map(|block| block.roster().as_str()).chain(nobody).map(move |rows| {
            let piece = std::mem::take(&mut before) + rows;
            sum.take(&piece);
            let seal = format!("{SEAL}{}\n", sum.hex(32));
            sum.take(&seal);
            piece + &seal
        })
    }
}

/// Before the hash of all that is before it; no member's row begins so.
const SEAL: &str = "=";

/// Reads the file of a team piece by piece.
#[derive(Debug, Default)]
pub struct TeamReader {
    sum: Sum,
    /// What has been read, and how much of that is done with.
    read: Vec<u8>,
    done: usize,
    /// How many members are to come.
    left: usize,
}

impl TeamReader {
    /// Takes the beginning of a file; the team with its first members, or none if it is of another format, or not whole as
    /// far as it goes.
    pub fn begin(&mut self, beginning: &[u8]) -> Option<CachedTeam> {
        self.read.extend_from_slice(beginning);
        let piece = self.next_piece()?.ok()?;
        let (heading, rest) = piece.split_once('\n')?;
        let (head, rows) = rest.split_once('\n')?;
        let head: TeamHead<'_> = serde_json::from_str(head).ok().filter(|_| heading == HEADING)?;
        self.left = head.all;
        self.count(rows).ok()?;
        let first = block(rows, &mut Speller::default())?;
        Some(CachedTeam {
            reader: name(&head.reader),
            team: TeamId(Id::parse(&head.team)?),
            own: head.own.as_deref().and_then(Id::parse).map(MemberId),
            all: head.all,
            inactive: head.inactive,
            widest: head.widest,
            members: vec![first],
            at: Wall(head.at_ms),
        })
    }

    /// Takes what follows; nothing at the end of the file, and again until that has been told. The rows that are whole by
    /// it.
    pub fn go_on(&mut self, bytes: &[u8]) -> CachedRows {
        self.read.drain(..self.done);
        self.done = 0;
        self.read.extend_from_slice(bytes);
        let mut blocks = Vec::new();
        while let Some(piece) = self.next_piece() {
            match piece.and_then(|piece| self.count(&piece).map(|()| piece)) {
                Ok(rows) => blocks.push(rows),
                Err(Damaged) => return CachedRows::Damaged,
            }
        }
        if !bytes.is_empty() || !blocks.is_empty() {
            CachedRows::Blocks(blocks)
        } else if self.left == 0 && self.done == self.read.len() {
            CachedRows::End
        } else {
            CachedRows::Damaged
        }
    }

    /// The text up to the next seal, if that is there and right.
    fn next_piece(&mut self) -> Option<Result<String, Damaged>> {
        let rest = self.read.get(self.done..)?;
        let at = memmem::find(rest, b"\n=")? + 1;
        let end = at + memchr(b'\n', rest.get(at..)?)? + 1;
        let (piece, seal) = (rest.get(..at)?, rest.get(at..end)?);
        self.sum.take(piece);
        let is_whole = seal == format!("{SEAL}{}\n", self.sum.hex(32)).as_bytes();
        self.sum.take(seal);
        self.done += end;
        Some(str::from_utf8(piece).ok().filter(|_| is_whole).map(str::to_owned).ok_or(Damaged))
    }

    fn count(&mut self, rows: &str) -> Result<(), Damaged> {
        self.left = self.left.checked_sub(memchr_iter(b'\n', rows.as_bytes()).count()).ok_or(Damaged)?;
        Ok(())
    }
}

fn block(rows: &str, speller: &mut Speller) -> Option<Arc<Block>> {
    Some(Arc::new(Block::of(Roster::read(rows)?, speller)))
}

#[derive(Serialize, Deserialize)]
struct TeamHead<'a> {
    #[serde(borrow)]
    reader: Cow<'a, str>,
    #[serde(borrow)]
    team: Cow<'a, str>,
    #[serde(borrow)]
    own: Option<Cow<'a, str>>,
    at_ms: i64,
    all: usize,
    inactive: usize,
    widest: ColumnWidths,
}

/// Anyone may have changed the file: its text is made safe again.
pub(super) fn name(text: &str) -> SafeText {
    SafeText::line(text, SafeText::NAME)
}

pub(super) fn object(of: &impl Serialize) -> String {
    // Strings, numbers and lists of them always serialize.
    serde_json::to_string(of).unwrap_or_default()
}

/// A cache file that is not whole, or of another format.
#[derive(Debug)]
pub(super) struct Damaged;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tower::model::{Member, Role};

    fn list() -> MemberList {
        let id = |text: &str| MemberId(Id::parse(text).unwrap());
        let member = |text: &str, role: Role| Member {
            role,
            is_active: Some(false),
            groups: vec![name("后端"), name("运维")],
            phone: Some(name("138 0013 8000")),
            email: Some(name("zhang@example.com")),
            is_incomplete: true,
            avatar: Some(name("https://example.com/a.png")),
            joined: Some(jiff::civil::date(2018, 4, 16)),
            updated: Some(jiff::civil::date(2020, 2, 29)),
            ..Member::bare(id(text), name("张伟"))
        };
        let mut list = MemberList::default();
        list.add(
            [member("m1", Role::Owner), member("m2", Role::Other(name("visitor")))].into_iter().collect(),
            &[],
        );
        list.add([member("m3", Role::Member)].into_iter().collect(), &[]);
        list
    }

    fn team() -> CachedTeam {
        let own = MemberId(Id::parse("m1").unwrap());
        let team = TeamId(Id::parse("team-1").unwrap());
        CachedTeam::of(&team, name("lin@example.com"), Some(&own), &list(), Wall(1_790_000_000_000))
    }

    fn written(team: &CachedTeam) -> Vec<u8> {
        team.pieces().collect::<String>().into_bytes()
    }

    /// The team that is read where so many bytes come at once; none where it is not whole.
    fn read(bytes: &[u8], at_once: usize) -> Option<CachedTeam> {
        let mut reader = TeamReader::default();
        let mut pieces = bytes.chunks(at_once);
        let mut team = pieces.find_map(|piece| reader.begin(piece))?;
        for piece in pieces.chain([&[][..], &[]]) {
            match reader.go_on(piece) {
                CachedRows::Blocks(rows) => match CachedPart::of(&rows, &mut Speller::default()) {
                    CachedPart::Members(blocks) => team.members.extend(blocks),
                    CachedPart::End | CachedPart::Damaged => return None,
                },
                CachedRows::End => return Some(team),
                CachedRows::Damaged => return None,
            }
        }
        None
    }

    /// The pieces, sealed anew.
    fn resealed(text: &str) -> Vec<u8> {
        let mut sum = Sum::default();
        let mut sealed = String::new();
        for line in text.split_inclusive('\n') {
            let line =
                if line.starts_with(SEAL) { format!("{SEAL}{}\n", sum.hex(32)) } else { line.to_owned() };
            sum.take(&line);
            sealed += &line;
        }
        sealed.into_bytes()
    }

    #[test]
    fn what_is_written_is_read_again() {
        let (team, bytes) = (team(), written(&team()));
        for at_once in [7, 400, 10_000] {
            assert_eq!(read(&bytes, at_once).as_ref(), Some(&team), "{at_once}");
        }
    }

    #[test]
    fn the_first_members_are_there_before_the_others() {
        let bytes = written(&team());
        let mut reader = TeamReader::default();
        let first = bytes.windows(2).position(|two| two == b"\n=").unwrap() + 67;
        assert_eq!(reader.begin(&bytes[..first - 1]), None, "nothing is believed before its seal");
        let begun = reader.begin(&bytes[first - 1..first]).unwrap();
        assert_eq!((begun.all, begun.inactive, begun.members.len()), (3, 3, 1));
        assert_eq!(begun.members[0].roster().len(), 2);
        assert_eq!(begun.widest, list().widest());
    }

    #[test]
    fn a_cache_that_was_changed_cut_or_is_of_another_format_is_none() {
        let whole = written(&team());
        for cut in 0..whole.len() {
            assert_eq!(read(&whole[..cut], 10_000), None, "{cut}");
        }
        for at in 0..whole.len() {
            let mut changed = whole.clone();
            changed[at] ^= 1;
            assert_eq!(read(&changed, 10_000), None, "{at}");
        }
        assert_eq!(read(&[&whole[..], b"\n"].concat(), 10_000), None, "something follows the end");

        let text = String::from_utf8(whole.clone()).unwrap();
        assert_eq!(resealed(&text), whole);
        for (from, to) in [
            ("cache 4", "cache 5"),
            ("\"all\":3", "\"all\":4"),
            ("\"all\":3", "\"all\":2"),
            ("\tm2\t", "\t\t"),
        ] {
            let changed = text.replacen(from, to, 1);
            assert_ne!(changed, text);
            assert_eq!(read(&resealed(&changed), 10_000), None, "{to}");
        }
    }

    #[test]
    fn text_in_a_file_is_made_safe_again() {
        let text = String::from_utf8(written(&team())).unwrap();
        let evil = text.replace("张伟", "\u{1b}[31m张\u{202e}伟");
        let read = read(&resealed(&evil), 10_000).unwrap();
        assert_eq!(read.members[0].roster().get(0).unwrap().name.as_str(), "张伟");
    }
}
