//! How a person wants the member table at the start.

use super::columns::Columns;
use crate::app::search::Sort;

/// What the settings say of the member table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Its columns.
    pub columns: Columns,
    /// The order of its rows.
    pub sort: Sort,
    /// Members who no longer take part show too.
    pub show_inactive: bool,
}
