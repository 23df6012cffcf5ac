//! A team's projects and the lists in them.

use super::model::{ProjectId, TodolistId};
use super::todo::Todo;
use crate::base::text::SafeText;

/// A project of a team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Project {
    /// Which project.
    pub id: ProjectId,
    /// Its name.
    pub name: SafeText,
    /// What it is for, as plain text.
    pub description: Option<SafeText>,
    /// Whether the account has pinned it.
    pub is_pinned: bool,
    /// Whether it was put away.
    pub is_archived: bool,
}

impl Project {
    /// The address of its page.
    pub fn link(&self, origin: &str) -> String {
        format!("{origin}/projects/{}/", self.id.0.as_str())
    }
}

/// The projects of a team.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProjectList {
    /// The projects in Tower's order.
    pub projects: Vec<Project>,
    /// How many could not be read and are left out.
    pub unreadable: usize,
    /// Tower says that more follow.
    pub has_next: bool,
}

/// A list of a project, with the to-dos that came along.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Todolist {
    /// Which list.
    pub id: TodolistId,
    /// Its name.
    pub name: SafeText,
    /// Whether it is the one for to-dos outside lists.
    pub is_default: bool,
    /// Whether it was put away.
    pub is_archived: bool,
    /// Its to-dos: the open ones, and those that are done as far as Tower sends any along.
    pub todos: Vec<Todo>,
    /// How many of its to-dos did not come along.
    pub missing: usize,
}

/// The lists of a project.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Todolists {
    /// The lists in Tower's order.
    pub lists: Vec<Todolist>,
    /// How many could not be read and are left out.
    pub unreadable: usize,
    /// Tower says that more follow.
    pub has_next: bool,
}
