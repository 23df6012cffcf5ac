//! The options of the commands on what happened in a team.

use clap::Args;
use jiff::civil::Date;

#[derive(Debug, Args)]
pub(in crate::runtime) struct ActivityArgs {
    /// What this member did: `me`, an id, a name, or what finds one alone
    #[arg(long, value_name = "MEMBER")]
    pub(in crate::runtime) member: Option<String>,

    /// What happened in this project: its id or name
    #[arg(long, value_name = "PROJECT")]
    pub(in crate::runtime) project: Option<String>,

    /// Nothing from before this day at Tower (UTC+8) [default: all there is]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub(in crate::runtime) since: Option<Date>,

    /// The team's id or name [default: the only one, or the one open last]
    #[arg(long, value_name = "TEAM")]
    pub(in crate::runtime) team: Option<String>,

    /// One line of JSON an event: `id`, `created_at`, `member`, `action`, `title`, `ancestor`
    #[arg(long, group = "format")]
    pub(in crate::runtime) json: bool,

    /// As Markdown, by day
    #[arg(long, group = "format")]
    pub(in crate::runtime) md: bool,
}

#[derive(Debug, Args)]
pub(in crate::runtime) struct ReportArgs {
    /// Whose: `me`, an id, a name, or what finds one alone
    #[arg(required_unless_present = "group", conflicts_with = "group")]
    pub(in crate::runtime) member: Option<String>,

    /// Of everybody in this group
    #[arg(long, value_name = "GROUP")]
    pub(in crate::runtime) group: Option<String>,

    /// This week, Monday to Sunday at Tower (UTC+8); it is so without a period
    #[arg(long, conflicts_with_all = ["since", "until"])]
    pub(in crate::runtime) week: bool,

    /// The first day
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub(in crate::runtime) since: Option<Date>,

    /// The last day [default: today]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day, requires = "since")]
    pub(in crate::runtime) until: Option<Date>,

    /// The team's id or name [default: the only one, or the one open last]
    #[arg(long, value_name = "TEAM")]
    pub(in crate::runtime) team: Option<String>,

    /// As Markdown; it is so without a format
    #[arg(long, group = "format")]
    pub(in crate::runtime) md: bool,

    /// One line of JSON an item: `member`, `item`, `id`, `number`, `title`, `project`, `at`, `due`; an `item` is
    /// `done`, `overdue`, `open`, `created`, `event`, or `missing` for a list that could not be read
    #[arg(long, group = "format")]
    pub(in crate::runtime) json: bool,
}

#[derive(Debug, Args)]
pub(in crate::runtime) struct ProjectsArgs {
    /// The team's id or name [default: the only one, or the one open last]
    #[arg(long, value_name = "TEAM")]
    pub(in crate::runtime) team: Option<String>,

    /// One line of JSON a project, with every field as Tower names it
    #[arg(long)]
    pub(in crate::runtime) json: bool,
}

fn day(text: &str) -> Result<Date, String> {
    let day = if text.len() == 10 { text.parse().ok() } else { None };
    day.ok_or_else(|| "expected a day such as 2026-11-23".to_owned())
}
