//! The made-up world: an account, its teams, their people, projects and to-dos, and what happened in them.

mod characters;
mod events;
mod month;
mod people;
mod projects;
mod rng;
mod talk;
mod teams;
mod todos;

pub(in crate::demo) use characters::{GROUPS, Oddity};
pub(in crate::demo) use events::{Happening, events, notifications};
pub(in crate::demo) use people::Person;
pub(in crate::demo) use projects::{Project, Todo, Todolist};
pub(in crate::demo) use rng::Rng;
pub(in crate::demo) use talk::{author, written_at};
pub(in crate::demo) use teams::{EMAIL, NICKNAME, Team, World};
