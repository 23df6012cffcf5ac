//! Whom a search finds and how they are sorted, held against one that tries every reading of every character, and against
//! a list of family names.

#![expect(clippy::expect_used, reason = "a test that cannot go on stops")]

mod every_reading;
mod family_names;
mod random_names;

use tower_tui::app::search::{Filter, SearchIndex, Speller};
use tower_tui::base::text::SafeText;
use tower_tui::tower::model::{Id, Member, MemberId};

fn member(name: &str) -> Member {
    let id = MemberId(Id::parse("m").expect("an id"));
    Member::bare(id, SafeText::line(name, SafeText::NAME))
}

/// Whether the index finds somebody by this, and not only by a fuzzy match.
fn is_found(typed: &str, name: &str) -> bool {
    let index = SearchIndex::of([member(name)].into_iter().collect(), &mut Speller::default());
    let rank = Filter::of(typed).rank(&index, 0, None);
    rank.is_some_and(|rank| !rank.is_misheard())
}
