//! The arguments of the commands that say what there is to do.

use clap::Args;

use super::lists::TeamOption;
use super::output::OutputArgs;
use super::told::told;
use super::values::filter;

#[derive(Debug, Args)]
pub(in crate::runtime) struct WorkloadArgs {
    #[command(flatten)]
    pub(in crate::runtime) team: TeamOption,

    #[arg(long, value_name = "FILTER", allow_hyphen_values = true, value_parser = filter, help = told(
        "Only members that match this, as typed after `/` on the screen",
        "成员筛选条件，与界面上 `/` 之后输入的相同",
    ))]
    pub(in crate::runtime) filter: Option<String>,

    #[command(flatten)]
    pub(in crate::runtime) output: OutputArgs,
}

#[derive(Debug, Args)]
pub(in crate::runtime) struct TodayArgs {
    #[command(flatten)]
    pub(in crate::runtime) output: OutputArgs,
}
