//! The arguments of the commands that say what there is to do.

use clap::Args;

#[derive(Debug, Args)]
pub(super) struct WorkloadArgs {
    /// The team: its id, its name or a part of that, in pinyin as well [default: the only one, or the one open last]
    #[arg(long, value_name = "T")]
    pub(super) team: Option<String>,

    /// What a member has to match, as typed after `/` on the screen
    #[arg(long, value_name = "FILTER")]
    pub(super) filter: Option<String>,

    /// One line of JSON a member: `id`, `nickname`, `open`, `overdue`, `due_today`, `due_in_7_days` (today left out),
    /// `no_date`, `days` (14 numbers, today first), `partial`
    #[arg(long, group = "load_format")]
    pub(super) json: bool,

    /// Comma-separated for spreadsheets, with a heading
    #[arg(long, group = "load_format")]
    pub(super) csv: bool,

    /// A table in Markdown
    #[arg(long, group = "load_format")]
    pub(super) md: bool,
}

#[derive(Debug, Args)]
pub(super) struct TodayArgs {
    /// One line of JSON a to-do: `id`, `number`, `title`, `team`, `project`, `due_at`, `section` (`overdue`, `today`,
    /// `next`, `later`, `new`, `none`)
    #[arg(long, group = "day_format")]
    pub(super) json: bool,

    /// A task list in Markdown, by section
    #[arg(long, group = "day_format")]
    pub(super) md: bool,
}
