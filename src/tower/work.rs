//! What to-dos amount to: a member's workload, a day's work, a report of a period. Pure sums over what has come.

mod my_day;
mod report;
mod workload;

pub use my_day::{Section, my_day};
pub use report::{Item, Period, ProjectPart, Report, Sources, goes_back_to};
pub use workload::{DAYS, Heat, Workload, done_within};
