//! What Tower has said, apart from how it is looked at.

pub mod disk_cache;
pub mod members;
pub(super) mod pager;
pub mod remote;
