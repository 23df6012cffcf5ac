//! The command line: arguments, options and commands.

mod arguments;
mod happened;
mod options;
mod work;

pub(in crate::runtime) use arguments::{
    Cli, Command, Config, DemoServerArgs, LONG_VERSION, MembersArgs, SnapshotArgs, TodoArgs, TodosArgs,
    TokenServerArgs, TokenServerTool, Tool, read,
};
pub(in crate::runtime) use happened::{ActivityArgs, ProjectsArgs, ReportArgs};
pub(in crate::runtime) use options::When;
pub(in crate::runtime) use work::{TodayArgs, WorkloadArgs};
