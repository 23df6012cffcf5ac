//! Each screen as a person uses it.

mod activity;
mod everywhere;
mod headers;
mod members;
mod my_day;
mod notifications;
mod projects;
mod report;
mod setup;
mod sign_in;
mod standup;
mod teams;
mod todos;
mod workload;
