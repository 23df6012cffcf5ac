//! The command line: arguments, options and commands.

mod arguments;
mod happened;

pub(super) use arguments::{
    Cli, Command, Config, DemoServerArgs, LONG_VERSION, MembersArgs, SnapshotArgs, TodayArgs, TodoArgs,
    TodosArgs, TokenServerArgs, TokenServerTool, Tool, When, WorkloadArgs, read,
};
pub(super) use happened::{ActivityArgs, ProjectsArgs, ReportArgs};
