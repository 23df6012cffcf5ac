//! The comments of a to-do, as far as their pages have come: the oldest first.

use std::collections::HashSet;

use super::pager::Pager;
use super::remote::{Fetch, Remote};
use crate::base::request::RequestId;
use crate::base::time::Now;
use crate::tower::comment::{Comment, CommentPage};
use crate::tower::failure::Failure;

/// The comments of a to-do, as far as they have come.
#[derive(Debug, Default)]
pub struct Thread {
    /// The comments in Tower's order.
    pub comments: Remote<Vec<Comment>>,
    pager: Pager<CommentPage>,
    /// How many of them the pages of this reading have brought; what follows is from one before.
    read: usize,
    /// How many of those pages' comments could not be read.
    pub unreadable: usize,
}

impl Thread {
    /// Its comments, as far as they have come.
    pub fn rows(&self) -> &[Comment] {
        self.comments.value().map_or(&[], Vec::as_slice)
    }

    /// Whether all of it has come.
    pub fn is_whole(&self) -> bool {
        self.pager.is_whole()
    }

    /// Whether more follows at Tower than is read of any list.
    pub fn is_cut(&self) -> bool {
        self.pager.is_cut()
    }

    /// How many pages have come.
    pub(in crate::app) fn pages(&self) -> u32 {
        self.pager.taken()
    }

    /// Asks for the page that follows, where there is one to ask for.
    pub(super) fn ask_for_more(&mut self, pages: u32) -> Option<u32> {
        if self.comments.fetch == Fetch::Idle { self.pager.following(pages) } else { None }
    }

    /// Asks for the page that failed, else for all of it from its beginning.
    pub(super) fn ask(&mut self) -> u32 {
        self.pager.failed_or_first(self.comments.failure().is_some())
    }

    /// A page was asked for.
    pub(super) fn begin(&mut self, request: RequestId, now: Now) {
        self.comments.begin(request, now);
    }

    /// A page came, or did not.
    pub(super) fn settle(&mut self, page: u32, result: Result<CommentPage, Failure>, now: Now, jitter: f64) {
        match result {
            Ok(came) => {
                self.pager.lands(page);
                self.came(page, came, now);
            }
            Err(why) => {
                self.pager.lost(page);
                self.comments.failed(why, now, jitter);
            }
        }
    }

    /// Stops waiting.
    pub(super) fn give_up(&mut self) {
        self.comments.give_up();
        self.pager.give_up();
    }

    /// A page came. It takes the place of what stood there when the thread was read before; what follows stays until
    /// it is read again, so that nothing moves under whoever reads it.
    fn came(&mut self, page: u32, came: CommentPage, now: Now) {
        let before = self.comments.value_mut().map(std::mem::take).unwrap_or_default();
        if page == 1 {
            self.read = 0;
        }
        let mut seen: HashSet<_> = before.iter().take(self.read).map(|one| one.id.clone()).collect();
        let (had, unreadable) = (came.comments.len() + came.unreadable, came.unreadable);
        let new: Vec<Comment> = came.comments.into_iter().filter(|one| seen.insert(one.id.clone())).collect();
        let count = new.len();
        let has_next = came.has_next;
        let is_over = came.is_last || (page == 1 && had == 0 && !has_next);
        let mut comments: Vec<Comment> = before.iter().take(self.read).cloned().chain(new).collect();
        if !is_over {
            let rest = before.into_iter().skip(self.read + count);
            comments.extend(rest.filter(|one| seen.insert(one.id.clone())));
        }
        self.read += count;
        if page == 1 {
            self.unreadable = unreadable;
            self.pager.begins_anew(1, is_over);
        } else if !self.pager.took(had - unreadable, count, is_over, has_next) {
            self.unreadable = self.unreadable.saturating_add(unreadable);
        }
        self.comments.arrived(comments, now);
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::base::time::Wall;
    use crate::tower::comment::CommentId;
    use crate::tower::model::Id;

    const NOW: Now = Now { mono: Duration::ZERO, wall: Wall(0) };

    fn thread(pages: &[(u32, &str, bool)]) -> Thread {
        let mut thread = Thread::default();
        for (number, names, is_last) in pages {
            let comment = |name: char| Comment {
                id: CommentId(Id::parse(&name.to_string()).unwrap()),
                author: None,
                created: None,
                text: None,
                attachments: Vec::new(),
            };
            let comments = names.chars().map(comment).collect();
            thread.came(*number, CommentPage { comments, is_last: *is_last, ..CommentPage::default() }, NOW);
        }
        thread
    }

    fn names(thread: &Thread) -> String {
        thread.rows().iter().map(|one| one.id.0.as_str()).collect()
    }

    #[test]
    fn pages_follow_one_another_and_none_is_shown_twice() {
        let read = thread(&[(1, "abc", false), (2, "cde", false), (3, "f", true)]);
        assert_eq!((names(&read).as_str(), read.is_whole(), read.pages()), ("abcdef", true, 3));
        let repeats = thread(&[(1, "abc", false), (2, "abc", false)]);
        assert_eq!((names(&repeats).as_str(), repeats.is_whole()), ("abc", true), "nothing new ends it");
    }

    #[test]
    fn what_is_read_anew_keeps_its_place_until_the_rest_is_read_again() {
        let read = thread(&[(1, "abc", false), (2, "def", false), (1, "abc", false)]);
        assert_eq!((names(&read).as_str(), read.pages(), read.is_whole()), ("abcdef", 1, false));
        let then = thread(&[(1, "abc", false), (2, "def", false), (1, "abc", false), (2, "dfg", true)]);
        assert_eq!((names(&then).as_str(), then.is_whole()), ("abcdfg", true), "one is gone, one is new");
        let gone = thread(&[(1, "abc", false), (2, "d", true), (1, "ab", true)]);
        assert_eq!(names(&gone), "ab");
    }

    #[test]
    fn only_a_page_that_can_follow_is_asked_for() {
        let mut read = thread(&[(1, "abc", false)]);
        assert_eq!((read.ask_for_more(1), read.ask_for_more(2)), (None, Some(2)));
        assert_eq!(thread(&[(1, "abc", true)]).ask_for_more(9), None);
        assert_eq!(Thread::default().ask_for_more(9), None, "the first one is asked for otherwise");
    }
}
