//! The rows that a filter leaves.

use crate::app::data::members::Row;
use crate::app::search::{Filter, Rank, Sort};
use crate::tower::model::MemberId;

/// The rows that the filter leaves, the best first where no other order is chosen; and which of them is the best.
pub(super) fn kept<'a>(
    filter: &Filter,
    sort: Sort,
    places: impl Iterator<Item = (usize, &'a Row)>,
    own: Option<&MemberId>,
) -> (Vec<usize>, usize) {
    if filter.is_empty() {
        return (places.map(|(place, _)| place).collect(), 0);
    }
    let fits = places.filter_map(|(place, row)| {
        Some((filter.rank(&row.member, &row.sought, own == Some(&row.member.id))?, place))
    });
    if sort == Sort::default() {
        return (Rank::sorted(fits).map(|(_, place)| place).collect(), 0);
    }
    let fits: Vec<(Rank, usize)> = fits.collect();
    let best = fits.iter().enumerate().min_by_key(|(_, (rank, _))| *rank);
    (fits.iter().map(|(_, place)| *place).collect(), best.map_or(0, |(row, _)| row))
}
