//! The sign-in pages and the token endpoint, as Doorkeeper has them.

mod endpoint;
mod grants;

pub(in crate::demo) use endpoint::{admit, ask, decide, info, revoke, token};
