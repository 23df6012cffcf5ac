//! The screens, a folder or a file each.

pub mod any;
pub mod members;
pub mod my_day;
pub mod setup;
pub mod sign_in;
pub mod teams;
pub mod todos;
pub mod workload;
