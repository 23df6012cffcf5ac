//! The shelf of to-dos: what was asked for, four requests at once at most, and what has come, the oldest going first.

use std::collections::HashSet;
use std::time::Duration;

use crate::app::data::remote::{Fetch, Remote};
use crate::app::screens::members::screen::Requests;
use crate::base::request::{Ids, RequestId};
use crate::base::time::Now;
use crate::tower::call::{Call, Reply};
use crate::tower::failure::Failure;
use crate::tower::model::MemberId;
use crate::tower::todo::{Todo, TodoId, TodoPage, Which};

/// How many requests are on the wire at once.
const AT_ONCE: usize = 4;

/// How long what has come is not asked for again where somebody comes back to it.
const FRESH: Duration = Duration::from_secs(60);

/// How many lists are kept, and how many to-dos.
const KEPT: usize = 64;

/// More pages than anybody looks through: a Tower that never ends its list does not keep us for ever.
const PAGE_CAP: u32 = 500;

/// Something of to-dos that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Want {
    /// A list of a member's.
    List(MemberId, Which),
    /// One to-do with all that belongs to it.
    Todo(TodoId),
}

/// A list, as far as it has come.
#[derive(Debug, Default)]
pub struct List {
    /// Its to-dos, in Tower's order.
    pub todos: Remote<Vec<Todo>>,
    /// How many pages have come.
    pages: u32,
    /// How many to-dos the first of them brought.
    on_first: usize,
    /// The page asked for last.
    asked: u32,
    /// None follows.
    over: bool,
}

/// What has come, and what is on the wire.
#[derive(Debug, Default)]
pub(super) struct TodoStore {
    lists: Vec<((MemberId, Which), List)>,
    todos: Vec<(TodoId, Remote<Todo>)>,
    /// The oldest first, each with the page it is for.
    wire: Vec<(RequestId, Want, u32)>,
}

impl TodoStore {
    pub(super) fn list(&self, member: &MemberId, which: Which) -> Option<&List> {
        self.lists.iter().find(|((of, some), _)| of == member && *some == which).map(|(_, list)| list)
    }

    pub(super) fn todo(&self, id: &TodoId) -> Option<&Remote<Todo>> {
        self.todos.iter().find(|(of, _)| of == id).map(|(_, todo)| todo)
    }

    /// What is being done about something.
    pub(super) fn fetch(&self, want: &Want) -> Option<&Fetch> {
        match want {
            Want::List(member, which) => Some(&self.list(member, *which)?.todos.fetch),
            Want::Todo(id) => Some(&self.todo(id)?.fetch),
        }
    }

    /// Whether somebody who looks at it is owed a newer one: there is none, or it is no longer fresh. What failed
    /// follows its own times.
    pub(super) fn is_due(&self, want: &Want, now: Now) -> bool {
        match want {
            Want::List(member, which) => {
                self.list(member, *which).is_none_or(|list| is_due(&list.todos, now))
            }
            Want::Todo(id) => self.todo(id).is_none_or(|todo| is_due(todo, now)),
        }
    }

    /// Whether more of a list can be asked for.
    pub(super) fn has_more(&self, member: &MemberId, which: Which) -> bool {
        let list = self.list(member, which);
        list.is_some_and(|list| !list.over && list.pages > 0 && list.todos.fetch == Fetch::Idle)
    }

    /// Asks for something, from its beginning or for what follows, unless it is on the wire already. Where too much
    /// is, what was asked for longest ago gives way: nobody looks at it any more.
    pub(super) fn ask(&mut self, want: Want, more: bool, ids: &mut Ids, now: Now) -> Requests {
        let come = self.list_of(&want).map_or(0, |list| list.pages);
        self.ask_page(want, if more { come + 1 } else { 1 }, ids, now)
    }

    /// Asks again for what failed or is old: the page that failed, else all of it.
    pub(super) fn ask_again(&mut self, want: Want, ids: &mut Ids, now: Now) -> Requests {
        let list = self.list_of(&want).filter(|list| list.todos.failure().is_some());
        let page = list.map_or(1, |list| list.asked);
        self.ask_page(want, page, ids, now)
    }

    fn list_of(&self, want: &Want) -> Option<&List> {
        if let Want::List(member, which) = want { self.list(member, *which) } else { None }
    }

    fn ask_page(&mut self, want: Want, page: u32, ids: &mut Ids, now: Now) -> Requests {
        if self.wire.iter().any(|(_, asked, _)| *asked == want) {
            return Requests::default();
        }
        let mut dropped = Vec::new();
        while self.wire.len() >= AT_ONCE {
            let (request, want, _) = self.wire.remove(0);
            self.give_up_on(&want);
            dropped.push(request);
        }
        let request = ids.take();
        let call = match &want {
            Want::List(member, which) => {
                let mut list = take(&mut self.lists, &(member.clone(), *which)).unwrap_or_default();
                list.asked = page;
                list.todos.begin(request, now);
                put(&mut self.lists, (member.clone(), *which), list);
                Call::Todos { member: member.clone(), which: *which, page }
            }
            Want::Todo(id) => {
                let mut todo = take(&mut self.todos, id).unwrap_or_default();
                todo.begin(request, now);
                put(&mut self.todos, id.clone(), todo);
                Call::Todo(id.clone())
            }
        };
        self.wire.push((request, want, page));
        Requests { calls: vec![(request, call)], dropped }
    }

    pub(super) fn waits_for(&self, request: RequestId) -> bool {
        self.wire.iter().any(|(waiting, ..)| *waiting == request)
    }

    /// What was asked for came, or did not.
    pub(super) fn on_reply(
        &mut self,
        request: RequestId,
        result: Result<Reply, Failure>,
        now: Now,
        jitter: f64,
    ) {
        let Some(at) = self.wire.iter().position(|(waiting, ..)| *waiting == request) else { return };
        let (_, want, page) = self.wire.remove(at);
        match (want, result) {
            (Want::List(member, which), result) => {
                let Some(list) = find(&mut self.lists, &(member, which)) else { return };
                match result {
                    Ok(Reply::Todos(came)) => list.came(page, which, came, now),
                    Ok(_) => {}
                    Err(why) => list.todos.failed(why, now, jitter),
                }
            }
            (Want::Todo(id), result) => {
                let Some(todo) = find(&mut self.todos, &id) else { return };
                match result {
                    Ok(Reply::Todo(came)) => todo.arrived(*came, now),
                    Ok(_) => {}
                    Err(why) => todo.failed(why, now, jitter),
                }
            }
        }
    }

    /// Stops waiting for something.
    pub(super) fn give_up(&mut self, want: &Want) -> Option<RequestId> {
        let at = self.wire.iter().position(|(_, asked, _)| asked == want)?;
        let (request, want, _) = self.wire.remove(at);
        self.give_up_on(&want);
        Some(request)
    }

    fn give_up_on(&mut self, want: &Want) {
        match want {
            Want::List(member, which) => {
                if let Some(list) = find(&mut self.lists, &(member.clone(), *which)) {
                    list.todos.give_up();
                }
            }
            Want::Todo(id) => {
                if let Some(todo) = find(&mut self.todos, id) {
                    todo.give_up();
                }
            }
        }
    }

    /// Whose answers are no longer waited for once all of it is dropped.
    pub(super) fn on_wire(&self) -> Vec<RequestId> {
        self.wire.iter().map(|(request, ..)| *request).collect()
    }
}

impl List {
    /// Whether all of it has come.
    pub fn is_whole(&self) -> bool {
        self.over
    }

    /// A page came. The first one, asked for anew, keeps what still follows it, so that whoever is far down in the
    /// list stays there.
    fn came(&mut self, page: u32, which: Which, came: TodoPage, now: Now) {
        let before = self.todos.value_mut().map(std::mem::take).unwrap_or_default();
        let (many, brought) = (before.len(), came.todos.len());
        let is_last = which != Which::Done || came.is_last || brought == 0 || page >= PAGE_CAP;
        let (first, then) = match page {
            1 if is_last => (came.todos, Vec::new()),
            1 => {
                let rest = following(&came.todos, before, self.on_first);
                (came.todos, rest)
            }
            _ => (before, came.todos),
        };
        let is_anew = page == 1 && then.is_empty();
        let mut seen = HashSet::new();
        let todos: Vec<Todo> =
            first.into_iter().chain(then).filter(|todo| seen.insert(todo.id.clone())).collect();
        if is_anew {
            (self.over, self.pages) = (is_last, 1);
        } else if page > self.pages {
            // A page past the end may say that the first one follows: only what is new carries the list on.
            self.over = is_last || todos.len() == many;
            self.pages = page;
        } else {
            // Where to-dos have gone, others have moved up into the pages that had come.
            let full = u32::try_from(todos.len() / brought.max(1)).unwrap_or(PAGE_CAP);
            self.pages = self.pages.min(full).max(1);
        }
        if page == 1 {
            self.on_first = brought;
        }
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

fn is_due<T>(remote: &Remote<T>, now: Now) -> bool {
    remote.fetch == Fetch::Idle && remote.age(now).is_none_or(|age| age >= FRESH)
}

fn take<K: PartialEq, T>(shelf: &mut Vec<(K, T)>, key: &K) -> Option<T> {
    let at = shelf.iter().position(|(one, _)| one == key)?;
    Some(shelf.remove(at).1)
}

/// Puts something at the end, as what was asked for last, in place of what was asked for longest ago where there is
/// too much.
fn put<K, T>(shelf: &mut Vec<(K, T)>, key: K, value: T) {
    if shelf.len() >= KEPT {
        shelf.remove(0);
    }
    shelf.push((key, value));
}

fn find<'a, K: PartialEq, T>(shelf: &'a mut [(K, T)], key: &K) -> Option<&'a mut T> {
    shelf.iter_mut().find(|(one, _)| one == key).map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::text::SafeText;
    use crate::base::time::Wall;
    use crate::tower::model::Id;

    const NOW: Now = Now { mono: Duration::ZERO, wall: Wall(0) };

    fn page(names: &str, is_last: bool) -> TodoPage {
        let todo = |name: char| {
            let name = name.to_string();
            Todo::bare(TodoId(Id::parse(&name).unwrap()), SafeText::line(&name, 1))
        };
        TodoPage { todos: names.chars().map(todo).collect(), is_last, unreadable: 0 }
    }

    /// A list of what is done, as the pages bring it.
    fn list(pages: &[(u32, &str, bool)]) -> List {
        let mut list = List::default();
        for (number, names, is_last) in pages {
            list.came(*number, Which::Done, page(names, *is_last), NOW);
        }
        list
    }

    fn names(list: &List) -> String {
        list.todos.value().unwrap().iter().map(|todo| todo.title.as_str()).collect()
    }

    #[test]
    fn a_first_page_that_is_the_last_is_the_whole_list() {
        for came in ["abcd", "bd", "xb", "x", ""] {
            let list = list(&[(1, "abcd", false), (2, "efgh", true), (1, came, true)]);
            assert_eq!((names(&list).as_str(), list.is_whole(), list.pages), (came, true, 1));
        }
        let list = list(&[(1, "abcd", true), (1, "bcdx", false)]);
        assert_eq!((names(&list).as_str(), list.is_whole(), list.pages), ("bcdx", false, 1), "it has grown");
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
            assert_eq!((names(&list).as_str(), list.pages), (then, pages), "{came}");
            assert!(!list.is_whole(), "{came}");
        }
    }

    #[test]
    fn what_moved_up_from_a_page_that_had_not_come_is_asked_for() {
        let list = list(&[(1, "abcd", false), (2, "efgh", false), (1, "acde", false), (2, "fghi", false)]);
        assert_eq!((names(&list).as_str(), list.pages, list.is_whole()), ("acdefghi", 2, false));
    }
}
