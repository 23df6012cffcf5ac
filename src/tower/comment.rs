//! What people wrote below a to-do, and the files that hang on it.

use super::model::{Id, MemberRef};
use crate::base::text::SafeText;
use crate::base::time::Wall;

/// The id of a comment.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CommentId(pub Id);

/// A comment. Only its id is certain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// Which comment.
    pub id: CommentId,
    /// Who wrote it.
    pub author: Option<MemberRef>,
    /// When they wrote it.
    pub created: Option<Wall>,
    /// What they wrote, as plain text of several lines (`content`, which is HTML). A mention reads `@name`.
    pub text: Option<SafeText>,
    /// The files with it, as far as they were sent along.
    pub attachments: Vec<Attachment>,
}

/// A file. Its addresses are signed and open to whoever has them, so none is kept: its page at Tower is the way to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Which file.
    pub id: Id,
    /// Its name.
    pub name: SafeText,
    /// How long it is, in bytes.
    pub bytes: Option<u64>,
    /// What it holds, such as `image/png` (`content_type`).
    pub kind: Option<SafeText>,
}

/// A page of comments, 25 of them, the oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CommentPage {
    /// The comments in Tower's order.
    pub comments: Vec<Comment>,
    /// How many pages Tower says there are: a hint.
    pub pages: Option<u32>,
    /// Tower says that no page follows.
    pub is_last: bool,
    /// Tower says that a page follows.
    pub has_next: bool,
    /// How many of the page could not be read and are left out.
    pub unreadable: usize,
}
