//! The commands about the program itself, which need no session.

mod commands;
mod completions;
mod config;
mod keys;
mod man;
mod skill;
mod snapshot;

pub(in crate::runtime) use commands::commands;
pub(in crate::runtime) use completions::completions;
pub(in crate::runtime) use config::config;
pub(in crate::runtime) use keys::keys;
pub(in crate::runtime) use man::man;
pub(in crate::runtime) use skill::skill;
pub(in crate::runtime) use snapshot::snapshot;
