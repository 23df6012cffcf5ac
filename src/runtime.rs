//! Layer 6: the world. Terminal, network, disk and clock; it decides nothing about Tower.

pub mod api;
mod browser;
mod built_in;
mod cache;
mod cli;
mod clock;
mod command;
mod dashboard;
mod demo_code;
mod descriptors;
mod dispatch;
mod environment;
mod export;
mod ground;
mod headless;
mod hindrance;
mod hyperlinks;
mod input;
pub mod keeper;
mod lock;
mod looks;
mod mistakes;
mod places;
mod private_file;
mod ruler;
mod run;
mod screen;
mod secret_command;
mod secret_file;
mod settings;
mod signals;
mod start;
mod store;
pub mod terminal;
mod window;

pub use start::start;
