//! The catalogue: every sentence the program says, in English and simplified Chinese side by side.
//!
//! A sentence is a method, and `Words::pick` wants both languages: one without the other does not compile.

mod catalogue;
mod command;
mod doctor;
mod failure;
mod keys;
mod login;
mod members;
mod messages;
mod session;
mod settings_errors;
mod setup;
mod start;
mod status;
mod system;
mod todos;
mod token_server;
mod tools;
mod work;

pub use catalogue::{Text, Words};
pub use messages::times;
