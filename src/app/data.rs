//! What Tower has said, apart from how it is looked at, and the loader that asks for it.

pub mod changes;
pub mod comments;
pub mod disk_cache;
mod entry;
pub mod feed;
mod kept;
pub(super) mod loader;
pub mod member_list;
pub mod members;
pub mod notifications;
pub mod pager;
pub mod remote;
pub mod report;
pub mod resource;
pub mod standup;
pub mod store;
pub mod team_cache;
pub mod todos;
