//! The commands: what the program does without its screen.

mod attributes;
mod completion;
mod doctor;
mod finding;
pub(super) mod headless;
mod login;
mod logout;
mod members;
mod output;
mod status;
mod teams;
mod todo;
mod todo_text;
mod todos;
mod token_server;
mod tools;
mod work;

pub(super) use completion::answer;
pub(super) use doctor::{doctor, shapes};
pub(super) use login::login;
pub(super) use logout::logout;
pub(super) use members::members;
pub(super) use status::status;
pub(super) use teams::teams;
pub(super) use todo::todo;
pub(super) use todos::todos;
pub(super) use token_server::{token_server, token_server_key};
pub(super) use tools::{commands, completions, config, keys, man, skill, snapshot};
pub(super) use work::{activity, projects, report, today, workload};
