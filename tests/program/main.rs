//! The whole program in a real pseudo-terminal of Unix, used as a person uses it.

#![expect(clippy::expect_used, reason = "a test that cannot go on stops")]
#![cfg(unix)]

mod cache;
#[path = "command/commands.rs"]
mod commands;
mod completion;
mod demo;
#[path = "command/designs.rs"]
mod designs;
#[path = "command/doctor.rs"]
mod doctor;
mod failures;
mod guide;
#[path = "command/happened.rs"]
mod happened;
#[path = "command/kept.rs"]
mod kept;
#[path = "terminal/leaving.rs"]
mod leaving;
mod limits;
#[cfg(unix)]
#[path = "../support/line.rs"]
mod line;
mod log;
#[path = "terminal/looks.rs"]
mod looks;
#[path = "command/output.rs"]
mod output;
mod palette;
mod profiles;
mod renewal;
mod secrecy;
#[path = "command/sent_once.rs"]
mod sent_once;
mod session;
#[path = "command/shapes.rs"]
mod shapes;
#[path = "command/skill.rs"]
mod skill;
#[path = "command/snapshot.rs"]
mod snapshot;
mod start;
#[path = "../support/terminal.rs"]
mod terminal;
#[path = "command/todos.rs"]
mod todos;
mod token_server;
#[path = "command/tools.rs"]
mod tools;
mod tower;
#[cfg(unix)]
#[path = "terminal/troubled_terminal.rs"]
mod troubled_terminal;
mod views;
#[path = "command/work.rs"]
mod work;
