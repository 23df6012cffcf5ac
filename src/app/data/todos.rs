//! A list of a member's to-dos, as far as its pages have come.

use std::collections::{BTreeMap, HashSet};

use super::pager::Pager;
use super::remote::{Fetch, Remote};
use crate::base::request::RequestId;
use crate::base::time::Now;
use crate::tower::failure::Failure;
use crate::tower::todo::{Todo, TodoPage};

/// A list of to-dos, as far as it has come.
#[derive(Debug, Default)]
pub struct TodoList {
    /// Its to-dos, in Tower's order.
    pub todos: Remote<Vec<Todo>>,
    pager: Pager<TodoPage>,
    /// How many to-dos the first page brought.
    on_first: usize,
    /// How many to-dos of each page could not be read.
    unreadable: BTreeMap<u32, usize>,
    /// Counts what has come, so that whoever works something out of it knows when to do so anew.
    revision: u64,
}

impl TodoList {
    /// Whether all of it has come.
    pub fn is_whole(&self) -> bool {
        self.pager.is_whole()
    }

    /// Whether more follows at Tower than is read of any list.
    pub fn is_cut(&self) -> bool {
        self.pager.is_cut()
    }

    /// Its to-dos, as far as they have come.
    pub fn rows(&self) -> &[Todo] {
        self.todos.value().map_or(&[], Vec::as_slice)
    }

    /// How many to-dos could not be read and are not among them.
    pub fn unreadable(&self) -> usize {
        self.unreadable.values().sum()
    }

    /// How many times something of it has come.
    pub(in crate::app) fn revision(&self) -> u64 {
        self.revision
    }

    /// How many pages have come.
    pub(in crate::app) fn pages(&self) -> u32 {
        self.pager.taken()
    }

    /// Whether more of it can be asked for.
    pub(super) fn has_more(&self) -> bool {
        !self.pager.is_over() && self.pager.taken() > 0 && self.todos.fetch == Fetch::Idle
    }

    /// Asks for the page that follows.
    pub(super) fn ask_for_more(&mut self) -> u32 {
        let page = self.pager.taken() + 1;
        self.pager.one(page);
        page
    }

    /// Asks for the page that failed, else for all of it from its beginning.
    pub(super) fn ask(&mut self) -> u32 {
        self.pager.failed_or_first(self.todos.failure().is_some())
    }

    /// A page was asked for.
    pub(super) fn begin(&mut self, request: RequestId, now: Now) {
        self.todos.begin(request, now);
    }

    /// A page of one of these came, or did not.
    pub(super) fn settle(&mut self, page: u32, result: Result<TodoPage, Failure>, now: Now, jitter: f64) {
        match result {
            Ok(came) => {
                self.pager.lands(page);
                self.came(page, came, now);
            }
            Err(why) => {
                self.pager.lost(page);
                self.todos.failed(why, now, jitter);
            }
        }
    }

    /// Stops waiting.
    pub(super) fn give_up(&mut self) {
        self.todos.give_up();
        self.pager.give_up();
    }

    /// A page came. The first one, asked for anew, keeps what still follows it, so that whoever is far down in the
    /// list stays there.
    fn came(&mut self, page: u32, came: TodoPage, now: Now) {
        let before = self.todos.value_mut().map(std::mem::take).unwrap_or_default();
        let (many, brought, unreadable) = (before.len(), came.todos.len(), came.unreadable);
        let has_next = came.has_next;
        let is_last = came.is_last || (page == 1 && brought + unreadable == 0 && !has_next);
        let (first, then) = match page {
            1 if is_last => (came.todos, Vec::new()),
            1 => {
                let rest = following(&came.todos, before, self.on_first);
                (came.todos, rest)
            }
            _ => (before, came.todos),
        };
        let is_anew = page == 1 && then.is_empty();
        let mut repeats = false;
        let mut seen = HashSet::new();
        let todos: Vec<Todo> =
            first.into_iter().chain(then).filter(|todo| seen.insert(todo.id.clone())).collect();
        if is_anew {
            self.unreadable.clear();
            self.pager.begins_anew(1, is_last);
        } else if page > self.pager.taken() {
            repeats = self.pager.took(brought, todos.len() - many, is_last, has_next);
        } else {
            // Where to-dos have gone, others have moved up into the pages that had come.
            let full = u32::try_from(todos.len() / brought.max(1)).unwrap_or(u32::MAX);
            let over = self.pager.is_over();
            self.pager.begins_anew(self.pager.taken().min(full).max(1), over);
        }
        if page == 1 {
            self.on_first = brought;
        }
        self.unreadable.insert(page, if repeats { 0 } else { unreadable });
        self.revision += 1;
        self.todos.arrived(todos, now);
    }
}

/// What of a list still follows its first page, which has come anew and brought `on_first` to-dos before. Tower has
/// first what was done last: down to the last to-do of the page, what is not on it is gone, and no more was pushed off
/// its end than came in at its top.
fn following(page: &[Todo], mut before: Vec<Todo>, on_first: usize) -> Vec<Todo> {
    let place = |todo: &Todo| before.iter().position(|one| one.id == todo.id);
    let known = page.iter().enumerate().rev().find_map(|(at, todo)| Some((at, place(todo)?)));
    // Nothing of it is known: more was done meanwhile than a page holds.
    let Some((at, last)) = known else { return before };
    if at + 1 < page.len() {
        // It goes on where what had come ends.
        return Vec::new();
    }
    let new = page.iter().filter(|todo| place(todo).is_none()).count();
    let from = (last + 1).max(on_first.saturating_sub(new));
    before.split_off(from.min(before.len()))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::base::text::SafeText;
    use crate::base::time::Wall;
    use crate::tower::model::Id;
    use crate::tower::todo::TodoId;

    const NOW: Now = Now { mono: Duration::ZERO, wall: Wall(0) };

    fn page(names: &str, is_last: bool) -> TodoPage {
        let todo = |name: char| {
            let name = name.to_string();
            Todo::bare(TodoId(Id::parse(&name).unwrap()), SafeText::line(&name, 1))
        };
        TodoPage { todos: names.chars().map(todo).collect(), is_last, ..TodoPage::default() }
    }

    /// A list of what is done, as the pages bring it.
    fn list(pages: &[(u32, &str, bool)]) -> TodoList {
        let mut list = TodoList::default();
        for (number, names, is_last) in pages {
            list.came(*number, page(names, *is_last), NOW);
        }
        list
    }

    fn names(list: &TodoList) -> String {
        list.todos.value().unwrap().iter().map(|todo| todo.title.as_str()).collect()
    }

    #[test]
    fn a_first_page_that_is_the_last_is_the_whole_list() {
        for came in ["abcd", "bd", "xb", "x", ""] {
            let list = list(&[(1, "abcd", false), (2, "efgh", true), (1, came, true)]);
            assert_eq!((names(&list).as_str(), list.is_whole(), list.pages()), (came, true, 1));
        }
        let list = list(&[(1, "abcd", true), (1, "bcdx", false)]);
        assert_eq!(
            (names(&list).as_str(), list.is_whole(), list.pages()),
            ("bcdx", false, 1),
            "it has grown"
        );
    }

    #[test]
    fn what_the_first_page_no_longer_holds_of_its_own_is_gone_and_what_was_pushed_off_it_is_not() {
        for (came, then, pages) in [
            ("abcd", "abcdefgh", 2),
            ("xabc", "xabcdefgh", 2),
            ("xyab", "xyabcdefgh", 2),
            ("acde", "acdefgh", 1),
            ("cdef", "cdefgh", 1),
            ("xacd", "xacdefgh", 2),
            ("xcde", "xcdefgh", 1),
            ("abc", "abcefgh", 2),
            ("ghxy", "ghxy", 1),
            ("wxyz", "wxyzabcdefgh", 2),
        ] {
            let list = list(&[(1, "abcd", false), (2, "efgh", false), (1, came, false)]);
            assert_eq!((names(&list).as_str(), list.pages()), (then, pages), "{came}");
            assert!(!list.is_whole(), "{came}");
        }
    }

    #[test]
    fn what_moved_up_from_a_page_that_had_not_come_is_asked_for() {
        let list = list(&[(1, "abcd", false), (2, "efgh", false), (1, "acde", false), (2, "fghi", false)]);
        assert_eq!((names(&list).as_str(), list.pages(), list.is_whole()), ("acdefghi", 2, false));
    }
}
