//! Each screen as a person uses it.

mod activity;
mod members;
mod my_day;
mod report;
mod setup;
mod sign_in;
mod todos;
mod workload;
