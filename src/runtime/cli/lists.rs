//! The arguments of the commands that list a team's people and their to-dos.

use clap::Args;
use jiff::civil::Date;

use super::output::OutputArgs;
use super::told::told;
use super::values::{day, filter};
use crate::tower::todo::Which;

/// The team of a command.
#[derive(Debug, Args)]
pub(in crate::runtime) struct TeamOption {
    #[arg(long, value_name = "TEAM", help = told(
        "The team: ID, name, a part of it, or pinyin [default: the only one, or the last one opened]",
        "团队：ID、名称、名称的一部分或拼音 [默认：唯一的团队，或上次打开的团队]",
    ))]
    pub(in crate::runtime) team: Option<String>,
}

#[derive(Debug, Args)]
pub(in crate::runtime) struct TeamsArgs {
    #[command(flatten)]
    pub(in crate::runtime) output: OutputArgs,
}

#[derive(Debug, Args)]
pub(in crate::runtime) struct MembersArgs {
    #[arg(help = told(
        "The team: ID, name, a part of it, or pinyin [default: the only one, or the last one opened]",
        "团队：ID、名称、名称的一部分或拼音 [默认：唯一的团队，或上次打开的团队]",
    ))]
    pub(in crate::runtime) team: Option<String>,

    // The same as an option, as every other command has it.
    #[arg(long = "team", value_name = "TEAM", hide = true, conflicts_with = "team")]
    pub(in crate::runtime) team_option: Option<String>,

    #[arg(long, value_name = "FILTER", allow_hyphen_values = true, value_parser = filter, help = told(
        "Only members that match this, as typed after `/` on the screen",
        "成员筛选条件，与界面上 `/` 之后输入的相同",
    ))]
    pub(in crate::runtime) filter: Option<String>,

    #[command(flatten)]
    pub(in crate::runtime) output: OutputArgs,
}

#[derive(Debug, Args)]
pub(in crate::runtime) struct TodosArgs {
    #[arg(help = told(
        "Whose: ID, name, a part of it, or pinyin [default: your own]",
        "谁的任务：ID、姓名、姓名的一部分或拼音 [默认：你自己的]",
    ))]
    pub(in crate::runtime) member: Option<String>,

    #[command(flatten)]
    pub(in crate::runtime) which: WhichTodos,

    #[command(flatten)]
    pub(in crate::runtime) team: TeamOption,

    #[arg(long, value_name = "FILTER", allow_hyphen_values = true, value_parser = filter, help = told(
        "Only to-dos that match this, as typed after `/` on the screen",
        "任务筛选条件，与界面上 `/` 之后输入的相同",
    ))]
    pub(in crate::runtime) filter: Option<String>,

    #[command(flatten)]
    pub(in crate::runtime) output: OutputArgs,
}

/// Which of them.
#[derive(Debug, Args)]
pub(in crate::runtime) struct WhichTodos {
    #[arg(long, group = "which", help = told(
        "Open ones; the default",
        "未完成的；不指定其他条件时默认如此",
    ))]
    pub(in crate::runtime) open: bool,

    #[arg(long, value_name = "YYYY-MM-DD", group = "which", value_parser = day, help = told(
        "Completed on or after this day, latest first",
        "这一天及以后完成的，最近完成的在前",
    ))]
    pub(in crate::runtime) done_since: Option<Date>,

    #[arg(long, group = "which", help = told(
        "Open ones that they created, whoever they are assigned to",
        "由其创建且未完成的，不论由谁负责",
    ))]
    pub(in crate::runtime) created: bool,

    #[arg(long, group = "which", help = told("Open and overdue", "未完成且已逾期的"))]
    pub(in crate::runtime) overdue: bool,

    #[arg(long, value_name = "YYYY-MM-DD", group = "which", value_parser = day, help = told(
        "Open and due before this day",
        "未完成且在这一天之前到期的",
    ))]
    pub(in crate::runtime) due_before: Option<Date>,
}

impl WhichTodos {
    /// The list of Tower's that is asked for.
    pub(in crate::runtime) fn list(&self) -> Which {
        match self {
            Self { done_since: Some(_), .. } => Which::Done,
            Self { created: true, .. } => Which::Created,
            _ => Which::Open,
        }
    }
}

#[derive(Debug, Args)]
pub(in crate::runtime) struct TodoArgs {
    #[arg(value_name = "NUMBER|ADDRESS", help = told(
        "Its number, its address, or the line that Tower's copy button makes",
        "编号、网址，或 Tower 复制按钮生成的整行文字",
    ))]
    pub(in crate::runtime) todo: String,

    #[command(flatten)]
    pub(in crate::runtime) output: OutputArgs,
}
