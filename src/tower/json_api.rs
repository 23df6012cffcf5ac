//! What Tower answers, read leniently into the things it tells of: one way to read JSON, one to read a document of
//! JSON:API, and a file for each kind of thing.

mod attributes;
mod comments;
mod document;
mod events;
pub(in crate::tower) mod json;
mod members;
mod projects;
mod repair;
mod roster;
mod signed;
mod todos;

pub(in crate::tower) use attributes::attributes;
pub(in crate::tower) use comments::comment_page;
pub(in crate::tower) use events::{event_page, notification_page};
pub(in crate::tower) use members::{member, member_page, teams, user};
pub(in crate::tower) use projects::{projects, todolists};
pub use roster::{MemberPage, Roster, RosterLine, RosterTexts};
pub(in crate::tower) use todos::{todo, todo_page};
