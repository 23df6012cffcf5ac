//! What `is:` may ask about a member, and the words for it.

use crate::tower::json_api::RosterLine;
use crate::tower::model::MemberId;

/// What a member may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mark {
    /// They take part.
    Active,
    /// They no longer take part.
    Inactive,
    /// They are shut out, as the free seats are used up.
    Locked,
    /// They came from `WeCom`, and nothing is filled in yet.
    Incomplete,
    /// They are the account's own.
    You,
}

/// The words for it: the first in each language is the one to be offered.
const MARKS: [(Mark, &[&str], &[&str]); 5] = [
    (Mark::Active, &["active"], &["启用"]),
    (Mark::Inactive, &["inactive"], &["停用", "已停用"]),
    (Mark::Locked, &["locked"], &["锁定", "已锁定"]),
    (Mark::Incomplete, &["incomplete"], &["未完善"]),
    (Mark::You, &["you", "me"], &["你自己", "我"]),
];

impl Mark {
    /// Those that only some members have, whoever looks.
    pub(in crate::app::search) const NOTABLE: [Self; 3] = [Self::Inactive, Self::Locked, Self::Incomplete];

    /// The word for it that is offered in a language.
    pub fn word(self, chinese: bool) -> &'static str {
        let found = MARKS.iter().find(|(mark, ..)| *mark == self);
        found.map_or("", |(_, latin, han)| offered(if chinese { han } else { latin }))
    }

    /// The notable one that this folded word means.
    pub(in crate::app::search) fn notable(word: &str) -> Option<Self> {
        let means =
            |(_, latin, han): &&(Self, &[&str], &[&str])| latin.contains(&word) || han.contains(&word);
        let (mark, ..) = MARKS.iter().find(means)?;
        Self::NOTABLE.contains(mark).then_some(*mark)
    }

    /// Those with a word that begins like this folded text.
    pub(super) fn beginning(text: &str) -> impl Iterator<Item = Self> {
        let begins = move |words: &[&str]| words.iter().any(|word| word.starts_with(text));
        MARKS.iter().filter(move |(_, latin, han)| begins(latin) || begins(han)).map(|(mark, ..)| *mark)
    }

    /// Whether a member is this.
    pub(in crate::app::search) fn is_on(self, line: RosterLine<'_>, own: Option<&MemberId>) -> bool {
        match self {
            Self::Active => line.is_active() != Some(false),
            Self::Inactive => line.is_active() == Some(false),
            Self::Locked => line.is_locked(),
            Self::Incomplete => line.is_incomplete(),
            Self::You => own.is_some_and(|own| own.0.as_str() == line.id()),
        }
    }
}

fn offered(words: &[&'static str]) -> &'static str {
    words.first().copied().unwrap_or("")
}

/// The words that `is:` knows, as they are offered in a language.
pub fn mark_words(chinese: bool) -> impl Iterator<Item = &'static str> {
    MARKS.iter().map(move |(_, latin, han)| offered(if chinese { han } else { latin }))
}
