//! What of a team's cache is yet to be read: read piece by piece, and worked out on two threads.

use std::fs::File;
use std::io::{self, Read, Take};
use std::sync::mpsc::{Receiver, SendError, Sender, channel};

use crate::app::Event;
use crate::app::data::team_cache::{CachedPart, CachedRows, CachedTeam, TeamReader};
use crate::app::search::Speller;
use crate::runtime::threads;
use crate::tower::model::TeamId;

/// How much is read before the first picture, at most so often: two hundred members are a part of it.
const BEGINNING: u64 = 64 * 1024;
const MOST_BEGINNINGS: usize = 16;

/// How much is read at once behind it.
const AT_ONCE: u64 = 1024 * 1024;

/// The file of a team of which the first members have been read.
pub(in crate::runtime) struct Unread {
    file: Take<File>,
    reader: TeamReader,
    team: TeamId,
}

/// Reads the first members of a file.
pub(super) fn begin(mut file: Take<File>) -> Option<(CachedTeam, Unread)> {
    let mut reader = TeamReader::default();
    for _ in 0..MOST_BEGINNINGS {
        let beginning = next_bytes(&mut file, BEGINNING).filter(|bytes| !bytes.is_empty())?;
        if let Some(cached) = reader.begin(&beginning) {
            let team = cached.team.clone();
            return Some((cached, Unread { file, reader, team }));
        }
    }
    None
}

fn next_bytes(file: &mut Take<File>, most: u64) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(usize::try_from(most).unwrap_or_default());
    file.by_ref().take(most).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

impl Unread {
    /// Reads what is left, part by part, until it is over or nobody takes any more of it. While one part is worked out
    /// beside it, the next one is read.
    fn read(mut self, mut take: impl FnMut(CachedPart) -> bool) {
        let mut indexing = Indexing::default();
        loop {
            let bytes = next_bytes(&mut self.file, AT_ONCE);
            let rows = bytes.map_or(CachedRows::Damaged, |bytes| self.reader.go_on(&bytes));
            if let Some(part) = indexing.finish() {
                let is_damaged = part == CachedPart::Damaged;
                if !take(part) || is_damaged {
                    return;
                }
            }
            let last = match rows {
                CachedRows::Blocks(rows) => {
                    indexing.begin(rows);
                    continue;
                }
                CachedRows::End => CachedPart::End,
                CachedRows::Damaged => CachedPart::Damaged,
            };
            take(last);
            return;
        }
    }

    /// Reads the rest now; whether the file is whole.
    pub(super) fn finish(self, team: &mut CachedTeam) -> bool {
        let mut is_whole = false;
        self.read(|part| {
            is_whole = part == CachedPart::End;
            if let CachedPart::Members(blocks) = part {
                team.members.extend(blocks);
            }
            true
        });
        is_whole
    }

    /// Which team's file it is.
    pub(in crate::runtime) fn team(&self) -> &TeamId {
        &self.team
    }

    /// Reads the rest on a thread of its own, and posts it as it comes.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub(in crate::runtime) fn go_on(self, post: impl Fn(Event) -> bool + Send + 'static) -> io::Result<()> {
        let team = self.team.clone();
        threads::start(move || self.read(|part| post(Event::CacheRead { team: team.clone(), part })))
            .map(drop)
    }
}

/// Works out what is searched of members: of some of them here, of the others on a thread beside it.
struct Indexing {
    speller: Speller,
    rows: Sender<Vec<String>>,
    parts: Receiver<CachedPart>,
    begun: Option<Begun>,
}

/// A part that has begun.
struct Begun {
    /// What was worked out here.
    first: CachedPart,
    /// What follows it is worked out on the thread.
    is_shared: bool,
}

impl Default for Indexing {
    fn default() -> Self {
        let (rows, inbox) = channel::<Vec<String>>();
        let (done, parts) = channel();
        // Without a thread nobody takes the rows, and they are worked out here.
        drop(threads::start(move || {
            let mut speller = Speller::default();
            inbox.iter().try_for_each(|rows| done.send(CachedPart::of(&rows, &mut speller)))
        }));
        Self { speller: Speller::default(), rows, parts, begun: None }
    }
}

impl Indexing {
    /// Begins with the rows of a part.
    fn begin(&mut self, mut rows: Vec<String>) {
        // This thread reads besides: so it takes less than half.
        let others = rows.split_off((rows.len() * 2).div_ceil(5));
        let given = self.rows.send(others);
        let is_shared = given.is_ok();
        rows.extend(given.err().into_iter().flat_map(|SendError(others)| others));
        self.begun = Some(Begun { first: CachedPart::of(&rows, &mut self.speller), is_shared });
    }

    /// The part that was begun; none where none was.
    fn finish(&mut self) -> Option<CachedPart> {
        let Begun { first, is_shared } = self.begun.take()?;
        if !is_shared {
            return Some(first);
        }
        Some(match (first, self.parts.recv()) {
            (CachedPart::Members(mut all), Ok(CachedPart::Members(others))) => {
                all.extend(others);
                CachedPart::Members(all)
            }
            _ => CachedPart::Damaged,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::text::SafeText;
    use crate::tower::json_api::Roster;
    use crate::tower::model::{Id, Member, MemberId};

    #[test]
    fn members_stand_in_the_order_of_the_file_with_a_second_thread_and_without() {
        let row = |name: &String| {
            let member =
                Member::bare(MemberId(Id::parse("m").unwrap()), SafeText::line(name, SafeText::NAME));
            std::iter::once(member).collect::<Roster>().as_str().to_owned()
        };
        let names: Vec<String> = (0..7).map(|nth| format!("member {nth}")).collect();
        let (speller, rows, parts) = (Speller::default(), channel().0, channel().1);
        let alone = Indexing { speller, rows, parts, begun: None };
        for mut indexing in [Indexing::default(), alone] {
            for count in [7, 1, 0] {
                indexing.begin(names.iter().take(count).map(row).collect());
                let part = indexing.finish();
                let Some(CachedPart::Members(blocks)) = part else { panic!("{part:?}") };
                let read: Vec<&str> =
                    blocks.iter().filter_map(|block| Some(block.roster().line(0)?.name())).collect();
                assert_eq!(read, names.iter().take(count).collect::<Vec<_>>());
            }
            assert_eq!(indexing.finish(), None);
            indexing.begin(vec![row(&names[0]), "no row\n".to_owned()]);
            assert_eq!(indexing.finish(), Some(CachedPart::Damaged));
        }
    }
}
