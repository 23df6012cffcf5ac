//! The commands: what the program does without its screen.

mod completions;
mod config;
mod doctor;
mod finding;
pub(super) mod headless;
mod keys;
mod login;
mod logout;
mod man;
mod members;
mod snapshot;
mod status;
mod teams;
mod todo;
mod todo_text;
mod todos;
mod token_server;
mod work;

pub(super) use completions::completions;
pub(super) use config::config;
pub(super) use doctor::doctor;
pub(super) use keys::keys;
pub(super) use login::login;
pub(super) use logout::logout;
pub(super) use man::man;
pub(super) use members::members;
pub(super) use snapshot::snapshot;
pub(super) use status::status;
pub(super) use teams::teams;
pub(super) use todo::todo;
pub(super) use todos::todos;
pub(super) use token_server::{token_server, token_server_key};
pub(super) use work::{activity, projects, report, today, workload};
