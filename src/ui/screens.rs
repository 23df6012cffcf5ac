//! The pictures of the screens, under the names that they have in `app`.

pub(super) mod activity;
pub(super) mod any;
pub(super) mod members;
pub(super) mod my_day;
pub(super) mod notifications;
pub(super) mod projects;
pub(super) mod report;
pub(super) mod setup;
pub(super) mod sign_in;
pub(super) mod standup;
pub(super) mod teams;
pub(super) mod todos;
pub(super) mod workload;
