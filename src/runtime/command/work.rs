//! The commands that say what there is to do: for a team, and for the account.

mod today;
mod workload;

pub(in crate::runtime) use today::today;
pub(in crate::runtime) use workload::workload;
