//! The arguments of the commands that say what there is to do.

use clap::Args;

#[derive(Debug, Args)]
pub(in crate::runtime) struct WorkloadArgs {
    /// The team: its id, its name or a part of that, in pinyin as well [default: the only one, or the one open last]
    #[arg(long, value_name = "T")]
    pub(in crate::runtime) team: Option<String>,

    /// What a member has to match, as typed after `/` on the screen
    #[arg(long, value_name = "FILTER")]
    pub(in crate::runtime) filter: Option<String>,

    /// One line of JSON a member: `id`, `nickname`, `open`, `overdue`, `due_today`, `due_in_7_days` (today left out),
    /// `no_date`, `days` (14 numbers, today first), `partial`
    #[arg(long, group = "load_format")]
    pub(in crate::runtime) json: bool,

    /// Comma-separated for spreadsheets, with a heading
    #[arg(long, group = "load_format")]
    pub(in crate::runtime) csv: bool,

    /// A table in Markdown
    #[arg(long, group = "load_format")]
    pub(in crate::runtime) md: bool,
}

#[derive(Debug, Args)]
pub(in crate::runtime) struct TodayArgs {
    /// One line of JSON a to-do: `id`, `number`, `title`, `team`, `project`, `due_at`, `section` (`overdue`, `today`,
    /// `next`, `later`, `new`, `none`)
    #[arg(long, group = "day_format")]
    pub(in crate::runtime) json: bool,

    /// A task list in Markdown, by section
    #[arg(long, group = "day_format")]
    pub(in crate::runtime) md: bool,
}
