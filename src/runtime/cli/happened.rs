//! The options of the commands on what happened in a team.

use clap::Args;
use jiff::civil::Date;

use super::lists::TeamOption;
use super::output::OutputArgs;
use super::told::told;
use super::values::day;

#[derive(Debug, Args)]
pub(in crate::runtime) struct ActivityArgs {
    #[arg(long, value_name = "MEMBER", help = told(
        "What this member did: `me`, an ID, a name, or text that matches exactly one",
        "该成员的动态：`me`、ID、姓名，或能唯一找到一人的文字",
    ))]
    pub(in crate::runtime) member: Option<String>,

    #[arg(long, value_name = "PROJECT", help = told(
        "What happened in this project: its ID or name",
        "该项目中的动态：项目的 ID 或名称",
    ))]
    pub(in crate::runtime) project: Option<String>,

    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day, help = told(
        "Only from this day on, in Tower's time (UTC+8) [default: everything]",
        "只列出这一天（Tower 时间，UTC+8）及以后的 [默认：全部]",
    ))]
    pub(in crate::runtime) since: Option<Date>,

    #[command(flatten)]
    pub(in crate::runtime) team: TeamOption,

    #[command(flatten)]
    pub(in crate::runtime) output: OutputArgs,
}

#[derive(Debug, Args)]
pub(in crate::runtime) struct ReportArgs {
    #[arg(required_unless_present = "group", conflicts_with = "group", help = told(
        "Whose: `me`, an ID, a name, or text that matches exactly one",
        "谁的报告：`me`、ID、姓名，或能唯一找到一人的文字",
    ))]
    pub(in crate::runtime) member: Option<String>,

    #[arg(long, value_name = "GROUP", help = told("For everybody in this group", "该分组中每个人的"))]
    pub(in crate::runtime) group: Option<String>,

    #[arg(long, conflicts_with_all = ["since", "until"], help = told(
        "This week, Monday to Sunday in Tower's time (UTC+8); the default",
        "本周，周一到周日（Tower 时间，UTC+8）；不指定时段时默认如此",
    ))]
    pub(in crate::runtime) week: bool,

    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day, help = told("The first day", "第一天"))]
    pub(in crate::runtime) since: Option<Date>,

    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day, requires = "since", help = told(
        "The last day [default: today]",
        "最后一天 [默认：今天]",
    ))]
    pub(in crate::runtime) until: Option<Date>,

    #[command(flatten)]
    pub(in crate::runtime) team: TeamOption,

    #[command(flatten)]
    pub(in crate::runtime) output: OutputArgs,
}

#[derive(Debug, Args)]
pub(in crate::runtime) struct ProjectsArgs {
    #[command(flatten)]
    pub(in crate::runtime) team: TeamOption,

    #[command(flatten)]
    pub(in crate::runtime) output: OutputArgs,
}

#[derive(Debug, Args)]
pub(in crate::runtime) struct StandupArgs {
    #[arg(long, value_name = "GROUP", help = told(
        "With everybody in this group [default: everybody]",
        "这个分组的所有人 [默认：所有人]",
    ))]
    pub(in crate::runtime) group: Option<String>,

    #[command(flatten)]
    pub(in crate::runtime) team: TeamOption,
}
