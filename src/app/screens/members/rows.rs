//! Which members show, and in which order: worked out anew only when the list, the filter or the order has changed.

use crate::app::data::member_list::MemberList;
use crate::app::search::{Filter, Found, LookedThrough, Rank, Sort};
use crate::tower::model::MemberId;

/// The rows of the table.
#[derive(Debug, Default)]
pub(super) struct Rows {
    /// The members that show, as places in the list.
    pub(super) shown: Vec<u32>,
    /// The best of them.
    pub(super) best: usize,
    /// How many would show without a filter.
    pub(super) unfiltered: usize,
    /// How many no longer take part.
    pub(super) inactive: usize,
    /// How many members are looked through of all that there are, while they are read.
    pub(super) looked_through: Option<(usize, usize)>,
    /// What they were worked out of.
    of: Option<RowsOf>,
    /// All members in the order of the rows; none where that is Tower's own.
    order: Option<Vec<u32>>,
    found: Found,
}

/// What rows are worked out of.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct RowsOf {
    pub(super) list: LookedThrough,
    pub(super) sort: Sort,
    pub(super) with_inactive: bool,
    pub(super) filter: String,
}

impl Rows {
    /// Works them out for a list, into which so many members are still being read.
    pub(super) fn work_out(
        &mut self,
        of: RowsOf,
        list: &MemberList,
        filling: Option<(usize, usize)>,
        filter: &Filter,
        is_in: impl Fn(&MemberId) -> bool,
    ) {
        let those_who_show =
            |all: usize, inactive: usize| if of.with_inactive { all } else { all.saturating_sub(inactive) };
        self.unfiltered = those_who_show(list.len(), list.inactive());
        self.looked_through = filling.map(|(all, inactive)| (self.unfiltered, those_who_show(all, inactive)));
        // Who is in which project comes later.
        let asks_projects = !filter.projects().is_empty();
        if !asks_projects && self.of.as_ref() == Some(&of) {
            return;
        }
        let ordered = |of: &RowsOf| (of.list.revision, of.list.members, of.sort);
        if self.of.as_ref().map(ordered) != Some(ordered(&of)) {
            let places = |order: Vec<usize>| order.into_iter().filter_map(|place| u32::try_from(place).ok());
            let sorts = of.sort != Sort::default();
            self.order = sorts.then(|| places(of.sort.order(list.lines())).collect());
        }
        self.inactive = list.inactive();
        let is_in =
            |place: u32| !asks_projects || list.get(place as usize).is_some_and(|member| is_in(&member.id));
        (self.shown, self.best) = self.kept(list, filter, &of, is_in);
        self.of = Some(of);
    }

    /// The members that the filter leaves, the best first where no other order is chosen; and which of them is the best.
    fn kept(
        &mut self,
        list: &MemberList,
        filter: &Filter,
        of: &RowsOf,
        is_in: impl Fn(u32) -> bool,
    ) -> (Vec<u32>, usize) {
        let shows = |place: &u32| of.with_inactive || list.takes_part(*place);
        if filter.is_empty() {
            let rows = match &self.order {
                Some(order) => order.iter().copied().filter(shows).collect(),
                None => list.places(of.with_inactive),
            };
            return (rows, 0);
        }
        let hits = self.found.by(filter, list.indices(), of.list.clone());
        let fits = hits.iter().copied().filter(|(_, place)| shows(place) && is_in(*place));
        let Some(order) = &self.order else {
            return (Rank::sorted(fits).map(|(_, place)| place).collect(), 0);
        };
        let mut ranks = vec![None; list.len()];
        for (rank, place) in fits {
            if let Some(of_place) = ranks.get_mut(place as usize) {
                *of_place = Some(rank);
            }
        }
        let rank = |place: &u32| Some((ranks.get(*place as usize).copied().flatten()?, *place));
        let fits: Vec<(Rank, u32)> = order.iter().filter_map(rank).collect();
        let best = fits.iter().enumerate().min_by_key(|(_, (rank, _))| *rank);
        (fits.iter().map(|(_, place)| *place).collect(), best.map_or(0, |(row, _)| row))
    }

    /// The place in the list of the member in a row.
    pub(super) fn place(&self, row: usize) -> Option<usize> {
        self.shown.get(row).map(|place| *place as usize)
    }

    /// The row of the member at a place, who was in the row of `guess` before.
    pub(super) fn row_of(&self, place: usize, guess: usize) -> Option<usize> {
        if self.place(guess) == Some(place) {
            return Some(guess);
        }
        self.shown.iter().position(|shown| *shown as usize == place)
    }
}
