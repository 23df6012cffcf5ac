//! The commands that say what there is to do and what was done: for a team, for one of its members, and for the account.

mod activity;
mod projects;
mod report;
mod today;
mod workload;

pub(in crate::runtime) use activity::activity;
pub(in crate::runtime) use projects::projects;
pub(in crate::runtime) use report::report;
pub(in crate::runtime) use today::today;
pub(in crate::runtime) use workload::workload;
