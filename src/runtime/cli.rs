//! The command line: arguments, options and commands.

mod arguments;
mod described;
mod happened;
mod lists;
mod manual;
mod options;
mod output;
mod servers;
mod tips;
mod told;
mod tools;
mod usage_error;
mod values;
mod work;

pub(in crate::runtime) use arguments::{Cli, Command, LONG_VERSION, read};
pub(in crate::runtime) use described::{
    command, config_asked, fields_of, lang_asked, read_in, thing_of, wants_json,
};
pub(in crate::runtime) use happened::{ActivityArgs, ProjectsArgs, ReportArgs};
pub(in crate::runtime) use lists::{MembersArgs, TodoArgs, TodosArgs};
pub(in crate::runtime) use manual::{Example, manual};
pub(in crate::runtime) use options::Options;
pub(in crate::runtime) use output::OutputArgs;
pub(in crate::runtime) use servers::{DemoServerArgs, TokenServerArgs, TokenServerTool};
pub(in crate::runtime) use tools::{Config, SnapshotArgs, Tool};
pub(in crate::runtime) use usage_error::{chinese_help, said as usage_error};
pub(in crate::runtime) use values::When;
pub(in crate::runtime) use work::{TodayArgs, WorkloadArgs};
