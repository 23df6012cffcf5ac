//! The text of a term, as it is looked for in members.

use memchr::memmem::Finder;

use super::super::folding::{folded, spelled_out};
use super::super::index::{SearchIndex, Sought};
use super::super::pinyin::Spelling;
use super::super::rank::{Hit, Place};
use super::super::spelled::Initials;
use super::numbers::without_country;

/// So many members of a page of two hundred are rather looked at one by one than all of its text.
pub(super) const FEW: usize = 64;

/// Folded text, and what it is as pinyin.
#[derive(Debug)]
pub(super) struct Text {
    pub(super) folded: String,
    finder: Finder<'static>,
    pub(super) spelling: Option<Spelling>,
}

impl Text {
    pub(super) fn of(folded: &str) -> Self {
        let folded = without_country(folded);
        let finder = Finder::new(folded).into_owned();
        Self { folded: folded.to_owned(), finder, spelling: Spelling::of(folded) }
    }

    pub(super) fn is_spelled_in(&self, name: &str) -> bool {
        self.spelling.as_ref().is_some_and(|spelling| spelling.is_in(name))
    }

    pub(super) fn is_written_in(&self, text: &str) -> bool {
        self.finder.find(text.as_bytes()).is_some()
    }

    /// Where in something that has nothing but a name it is.
    pub(super) fn hit_in(&self, name: &str) -> Option<Hit> {
        let read = || self.spelling.as_ref()?.hit_of_any(&std::iter::once(name));
        let names = [Some(folded(name)), spelled_out(name)].into_iter().flatten();
        let written = names.filter_map(|name| self.place_in(&name)).min();
        let read = read().filter(|hit| !hit.misheard);
        written.map(Hit::exact).into_iter().chain(read).min()
    }

    /// Where in a folded name it is written.
    fn place_in(&self, name: &str) -> Option<Place> {
        Some(match () {
            () if name == self.folded => Place::Whole,
            () if name.starts_with(&self.folded) => Place::Start,
            () if name.contains(&self.folded) => Place::Inside,
            () => return None,
        })
    }

    /// Where in a member it is.
    pub(super) fn hit(&self, sought: Sought<'_>) -> Option<Hit> {
        self.hit_where(sought, self.is_written_in(sought.all))
    }

    /// The same where it is known whether it is written there.
    fn hit_where(&self, sought: Sought<'_>, is_written: bool) -> Option<Hit> {
        let Sought { name, initials, .. } = sought;
        let place = || self.place_in(name).or_else(|| self.place_in(sought.spelled_out()));
        let written = is_written.then(|| place().unwrap_or(Place::Elsewhere));
        if let Some(place @ (Place::Whole | Place::Start)) = written {
            return Some(Hit::exact(place));
        }
        let read = self.spelling.as_ref().and_then(|spelling| match written {
            Some(_) => spelling.read_in(initials, sought.name_as_it_stands()).map(Hit::exact),
            None => spelling.hit(initials, sought.name_as_it_stands()),
        });
        written.map(Hit::exact).into_iter().chain(read).min()
    }

    /// Who of those at these places has it, each with where; and who may have it once more is typed. Looking through the
    /// whole text at once brings it into the processor's cache, which costs less than to fetch each member by itself.
    pub(super) fn search(
        &self,
        index: &SearchIndex,
        places: impl Iterator<Item = usize>,
        mut found: impl FnMut(usize, Option<Hit>),
    ) {
        let text = index.text().as_bytes();
        let next_from =
            |from| text.get(from..).and_then(|rest| self.finder.find(rest)).map(|place| from + place);
        let mut next = next_from(0);
        for at in places {
            let (from, end) = index.bounds(at);
            if next.is_some_and(|next| next < from) {
                next = next_from(from);
            }
            let is_written = next.is_some_and(|next| next < end);
            if (is_written || self.may_begin(index.initials(at)))
                && let Some(sought) = index.get(at)
            {
                self.look_at(sought, at, is_written, &mut found);
            }
        }
    }

    /// The same of few.
    pub(super) fn search_few(
        &self,
        index: &SearchIndex,
        places: &[u32],
        mut found: impl FnMut(usize, Option<Hit>),
    ) {
        let places = places.iter().map(|place| *place as usize);
        index.prefetch(places.clone());
        for at in places {
            if let Some(sought) = index.get(at) {
                self.look_at(sought, at, self.is_written_in(sought.all), &mut found);
            }
        }
    }

    fn may_begin(&self, initials: Initials) -> bool {
        self.spelling.as_ref().is_some_and(|spelling| spelling.may_begin(initials))
    }

    /// The same of one. Whose name leads nowhere is not read or heard as it either.
    fn look_at(
        &self,
        sought: Sought<'_>,
        at: usize,
        is_written: bool,
        found: &mut impl FnMut(usize, Option<Hit>),
    ) {
        let leads = self.spelling.as_ref().is_some_and(|spelling| {
            spelling.may_begin(sought.initials)
                && spelling.may_lead_to(sought.initials, sought.name_as_it_stands())
        });
        if is_written || leads {
            found(at, self.hit_where(sought, is_written));
        }
    }
}
