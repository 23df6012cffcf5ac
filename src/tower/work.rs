//! Computed from to-dos: a member's workload, a day's work, the report of a period.

mod gathering;
mod my_day;
mod report;
mod standup;
mod workload;

pub use gathering::{Gap, Gathering, Source};
pub use my_day::{Section, my_day};
pub use report::{Item, Period, ProjectPart, Report, Sources, goes_back_to};
pub use standup::{STANDUP_SOURCES, Standing, StandupLists, standup_since};
pub use workload::{DAYS, Heat, Workload, done_within};
