//! What the account was told in a team, as far as its pages have come.

use std::collections::HashSet;

use super::pager::{Page, Pager};
use super::remote::{Fetch, Remote};
use crate::base::request::RequestId;
use crate::base::time::Now;
use crate::tower::failure::Failure;
use crate::tower::notification::{Notification, NotificationPage};

impl Page for NotificationPage {
    fn is_last(&self) -> bool {
        self.is_last
    }
}

/// The notifications of a team, as far as they have come.
#[derive(Debug, Default)]
pub struct TeamNotifications {
    /// In Tower's order, the newest first.
    pub list: Remote<Vec<Notification>>,
    pager: Pager<NotificationPage>,
    /// How many could not be read.
    pub unreadable: usize,
}

impl TeamNotifications {
    /// Those that have come.
    pub fn rows(&self) -> &[Notification] {
        self.list.value().map_or(&[], Vec::as_slice)
    }

    /// Whether all of them have come.
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
        if self.list.fetch == Fetch::Idle { self.pager.following(pages) } else { None }
    }

    /// Asks for the page that failed, else for all of it from its beginning.
    pub(super) fn ask(&mut self) -> u32 {
        self.pager.failed_or_first(self.list.failure().is_some())
    }

    /// A page was asked for.
    pub(super) fn begin(&mut self, request: RequestId, now: Now) {
        self.list.begin(request, now);
    }

    /// A page came, or did not.
    pub(super) fn settle(
        &mut self,
        page: u32,
        result: Result<NotificationPage, Failure>,
        now: Now,
        jitter: f64,
    ) {
        match result {
            Ok(came) => {
                self.pager.lands(page);
                self.came(page, came, now);
            }
            Err(why) => {
                self.pager.lost(page);
                self.list.failed(why, now, jitter);
            }
        }
    }

    /// Stops waiting.
    pub(super) fn give_up(&mut self) {
        self.list.give_up();
        self.pager.give_up();
    }

    /// A page came. The first one begins anew: what was read meanwhile at Tower is read, and what was unread may be on
    /// any page.
    fn came(&mut self, page: u32, came: NotificationPage, now: Now) {
        let before = self.list.value_mut().map(std::mem::take).unwrap_or_default();
        let mut list = if page == 1 { Vec::new() } else { before };
        let mut known: HashSet<_> = list.iter().map(|one| one.id.clone()).collect();
        let (before, had) = (list.len(), came.notifications.len());
        list.extend(came.notifications.into_iter().filter(|one| known.insert(one.id.clone())));
        let new = list.len() - before;
        if page == 1 {
            self.unreadable = came.unreadable;
            self.pager.begins_anew(1, came.is_last || new + came.unreadable == 0 && !came.has_next);
        } else if !self.pager.took(had, new, came.is_last, came.has_next) {
            self.unreadable = self.unreadable.saturating_add(came.unreadable);
        }
        self.list.arrived(list, now);
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::base::text::SafeText;
    use crate::base::time::Wall;
    use crate::tower::model::Id;
    use crate::tower::notification::NotificationId;

    const NOW: Now = Now { mono: Duration::ZERO, wall: Wall(0) };

    fn page(names: &str, is_last: bool) -> NotificationPage {
        let one = |name: char| Notification {
            id: NotificationId(Id::parse(&name.to_string()).unwrap()),
            at: None,
            is_read: false,
            todo: None,
            kind: SafeText::line("Todo", 9),
            by: None,
            title: None,
            action: None,
            text: None,
        };
        let notifications = names.chars().map(one).collect();
        NotificationPage { notifications, is_last, ..NotificationPage::default() }
    }

    fn told(pages: &[(u32, &str, bool)]) -> (String, bool, u32) {
        let mut list = TeamNotifications::default();
        for (number, names, is_last) in pages {
            list.came(*number, page(names, *is_last), NOW);
        }
        let names = list.rows().iter().map(|one| one.id.0.as_str()).collect();
        (names, list.is_whole(), list.pages())
    }

    #[test]
    fn pages_follow_one_another_and_a_new_one_on_top_shows_none_twice() {
        assert_eq!(told(&[(1, "dcb", false), (2, "ba", true)]), ("dcba".into(), true, 2));
        assert_eq!(told(&[(1, "dcb", false), (2, "dcb", false)]), ("dcb".into(), true, 2), "it goes round");
        assert_eq!(told(&[(1, "dcb", false), (2, "a", true), (1, "edc", false)]), ("edc".into(), false, 1));
        assert_eq!(told(&[(1, "", false)]), (String::new(), true, 1));
    }
}
