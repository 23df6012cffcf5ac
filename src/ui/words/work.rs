//! Words of what there is to do, what was done, and what was told of it.

mod happened;
mod load;
mod notifications;
mod projects;
mod standup;
