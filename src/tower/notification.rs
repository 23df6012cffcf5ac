//! What Tower told the account about. It can be read and not marked: there is no call that does.

use super::model::{Id, TeamId};
use super::todo::TodoId;
use crate::base::text::SafeText;
use crate::base::time::Wall;

/// The id of a notification.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct NotificationId(pub Id);

/// A notification.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notification {
    /// Which notification.
    pub id: NotificationId,
    /// When it was made.
    pub at: Option<Wall>,
    /// Whether it was read, at Tower.
    pub is_read: bool,
    /// What it is about, where that is a to-do: which may be gone.
    pub todo: Option<TodoId>,
    /// What kind of thing it is about, in Tower's word (`notifyable_type`). The set is open.
    pub kind: SafeText,
    /// Who did it, by name.
    pub by: Option<SafeText>,
    /// What they did it to, by name.
    pub title: Option<SafeText>,
    /// What they did, as Tower words it.
    pub action: Option<SafeText>,
    /// What they wrote, as plain text.
    pub text: Option<SafeText>,
}

impl Notification {
    /// The address of its page (`docs/tower-api.md`, section 8).
    pub fn link(&self, origin: &str, team: &TeamId) -> String {
        format!("{origin}/teams/{}/notifications/{}", team.0.as_str(), self.id.0.as_str())
    }
}

/// A page of notifications, the newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NotificationPage {
    /// The notifications in Tower's order.
    pub notifications: Vec<Notification>,
    /// How many pages Tower says there are: a hint.
    pub pages: Option<u32>,
    /// Tower says that no page follows.
    pub is_last: bool,
    /// Tower says that a page follows.
    pub has_next: bool,
    /// How many of the page could not be read and are left out.
    pub unreadable: usize,
}
