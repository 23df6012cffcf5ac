//! What a standup has of somebody: what they have done since the last working day, what is for today, what is late, and
//! what was written of late by them or below what is theirs.

use std::collections::HashSet;

use jiff::civil::Date;

use super::gathering::{Gap, Source};
use super::my_day::Section;
use crate::base::calendar::day_at_tower;
use crate::base::text::SafeText;
use crate::base::workday::last_working_day_before;
use crate::tower::call::{Call, Reply};
use crate::tower::event::Event;
use crate::tower::failure::Failure;
use crate::tower::model::MemberId;
use crate::tower::todo::{Todo, TodoPage, Which};

/// The lists that are read of somebody, a call each.
pub const STANDUP_SOURCES: [Source; 2] = [Source::Done, Source::Open];

/// The day from which on a standup tells what was done: the last that was worked before `today`.
pub fn standup_since(today: Date) -> Date {
    last_working_day_before(today)
}

/// What has come of somebody for a standup: no more of it than a standup tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandupLists {
    since: Date,
    done: Vec<Todo>,
    open: Vec<Todo>,
    over: HashSet<Source>,
    gaps: Vec<(Source, Gap)>,
}

impl StandupLists {
    /// Nothing yet, of what was done since a day.
    pub fn new(since: Date) -> Self {
        Self { since, done: Vec::new(), open: Vec::new(), over: HashSet::new(), gaps: Vec::new() }
    }

    /// The call for a list of this member's.
    pub fn call(member: &MemberId, source: Source) -> Call {
        let which = if source == Source::Done { Which::Done } else { Which::Open };
        Call::Todos { member: member.clone(), which, page: 1 }
    }

    /// Takes what came of the call for a list.
    pub fn take(&mut self, source: Source, result: Result<Reply, Failure>) {
        self.over.insert(source);
        match result {
            Ok(Reply::Todos(page)) if source == Source::Done => self.take_done(page),
            Ok(Reply::Todos(page)) => {
                self.note_unreadable(source, page.unreadable);
                self.open = page.todos.into_iter().filter(Todo::is_open).map(slim).collect();
            }
            Ok(_) => {}
            Err(why) => self.gaps.push((source, Gap::Failed(why))),
        }
    }

    /// Whether both lists have come, or do not.
    pub fn is_over(&self) -> bool {
        STANDUP_SOURCES.iter().all(|source| self.over.contains(source))
    }

    /// Why nothing has come; none where something has.
    pub fn failure(&self) -> Option<&Failure> {
        let mut failures = self.gaps.iter().filter_map(|(_, gap)| match gap {
            Gap::Failed(why) => Some(why),
            Gap::Unreadable(_) | Gap::Cut => None,
        });
        if failures.clone().count() == STANDUP_SOURCES.len() { failures.next() } else { None }
    }

    /// What is missing, by list.
    pub fn gaps(&self) -> &[(Source, Gap)] {
        &self.gaps
    }

    /// Tower has the last done first: where a whole page was done in these days, more of it may stand on the next, which
    /// is not read.
    fn take_done(&mut self, page: TodoPage) {
        self.note_unreadable(Source::Done, page.unreadable);
        let is_since = |todo: &Todo| todo.done().is_some_and(|at| day_at_tower(at) >= self.since);
        let is_full = !page.is_last && !page.todos.is_empty() && page.todos.iter().all(is_since);
        self.done = page.todos.into_iter().filter(is_since).map(slim).collect();
        if is_full {
            self.gaps.push((Source::Done, Gap::Cut));
        }
    }

    fn note_unreadable(&mut self, source: Source, count: usize) {
        if count > 0 {
            self.gaps.push((source, Gap::Unreadable(count)));
        }
    }
}

/// A to-do without what no standup tells of it.
fn slim(todo: Todo) -> Todo {
    Todo {
        description: None,
        steps: Vec::new(),
        fields: Vec::new(),
        attachments: Vec::new(),
        comments: Vec::new(),
        ..todo
    }
}

/// What a standup tells of somebody.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing<'a> {
    /// What they have done, the last first.
    pub done: Vec<&'a Todo>,
    /// What is for today, the first due first.
    pub today: Vec<&'a Todo>,
    /// What is late, the latest first.
    pub late: Vec<&'a Todo>,
    /// What they wrote, and what was written below what is theirs, the newest first: of everybody the newest below each
    /// thing.
    pub comments: Vec<&'a Event>,
}

impl<'a> Standing<'a> {
    /// What these lists and the events of the team amount to for this member, where it is `today` at Tower.
    pub fn of(lists: &'a StandupLists, events: &'a [Event], member: &MemberId, today: Date) -> Self {
        let mut seen = HashSet::new();
        let mut done: Vec<&Todo> = lists.done.iter().filter(|todo| seen.insert(&todo.id)).collect();
        done.sort_by_key(|todo| std::cmp::Reverse((todo.done(), todo.number)));
        // What is in the list of what is done is done: where it is in that of what is open too, that was read before.
        let open: Vec<&Todo> = lists.open.iter().filter(|todo| seen.insert(&todo.id)).collect();
        let of = |section| {
            let mut all: Vec<&Todo> =
                open.iter().copied().filter(|todo| Section::of(todo, today) == section).collect();
            all.sort_by_key(|todo| (todo.due.is_none(), todo.due, todo.number));
            all
        };
        let titles: HashSet<&SafeText> =
            lists.done.iter().chain(&lists.open).map(|todo| &todo.title).collect();
        let mut told = HashSet::new();
        let is_new = |event: &&'a Event| {
            let is_theirs = event.by.as_ref().is_some_and(|by| by.id == *member);
            is_comment(event)
                && event.at.is_some_and(|at| (lists.since..=today).contains(&day_at_tower(at)))
                && (is_theirs || titles.contains(&event.title))
                // Of a talk the newest of each who takes part in it.
                && told.insert((event.by.as_ref().map(|by| &by.id), &event.title))
        };
        let comments = events.iter().filter(is_new).collect();
        Self { done, today: of(Section::Today), late: of(Section::Overdue), comments }
    }
}

/// Whether an event tells that somebody wrote something. Tower's words for it are Chinese phrases of an open set.
fn is_comment(event: &Event) -> bool {
    ["评论", "回复"].iter().any(|word| event.action.as_str().contains(word))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::base::time::Wall;
    use crate::tower::event::EventId;
    use crate::tower::model::{Id, MemberRef};
    use crate::tower::todo::{Due, TodoId};

    /// A Monday; 28 August 2026 is the Friday before.
    const TODAY: Date = date(2026, 8, 31);
    /// The midnight at Tower with which that Friday begins.
    const FRIDAY: i64 = 1_787_846_400_000;
    const HOUR: i64 = 3_600_000;

    fn id(text: &str) -> Id {
        Id::parse(text).unwrap()
    }

    fn todo(name: &str) -> Todo {
        Todo::bare(TodoId(id(name)), SafeText::line(name, 20))
    }

    fn done(name: &str, at: i64) -> Todo {
        Todo { is_completed: true, closed: Some(Wall(at)), ..todo(name) }
    }

    fn due(name: &str, day: &str) -> Todo {
        Todo { due: Due::parse(day), ..todo(name) }
    }

    fn event(number: &str, by: &str, action: &str, title: &str, at: i64) -> Event {
        Event {
            id: EventId(id(number)),
            at: Some(Wall(at)),
            by: Some(MemberRef { id: MemberId(id(by)), name: None }),
            action: SafeText::line(action, 20),
            title: SafeText::line(title, 20),
            place: None,
            place_kind: None,
        }
    }

    fn lists(done: Vec<Todo>, open: Vec<Todo>, is_last: bool) -> StandupLists {
        let mut lists = StandupLists::new(standup_since(TODAY));
        lists.take(Source::Done, Ok(Reply::Todos(TodoPage { todos: done, is_last, ..TodoPage::default() })));
        assert!(!lists.is_over());
        lists.take(
            Source::Open,
            Ok(Reply::Todos(TodoPage { todos: open, is_last: true, ..TodoPage::default() })),
        );
        assert!(lists.is_over());
        lists
    }

    fn names(todos: &[&Todo]) -> String {
        todos.iter().map(|todo| todo.title.as_str()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_last_working_day_is_chinas() {
        for (today, since) in [
            (date(2026, 8, 31), date(2026, 8, 28)),
            (date(2026, 8, 28), date(2026, 8, 27)),
            // The Sunday before the National Day is free, the Saturday after it is worked.
            (date(2026, 10, 8), date(2026, 9, 30)),
            (date(2026, 10, 12), date(2026, 10, 10)),
            (date(2026, 2, 24), date(2026, 2, 14)),
        ] {
            assert_eq!(standup_since(today), since, "{today}");
        }
    }

    #[test]
    fn done_counts_from_the_midnight_of_the_last_working_day_on() {
        let all = vec![done("new", FRIDAY + 60 * HOUR), done("first", FRIDAY), done("old", FRIDAY - 1)];
        let lists = lists(all, Vec::new(), false);
        let standing = Standing::of(&lists, &[], &MemberId(id("m1")), TODAY);
        assert_eq!(names(&standing.done), "new first");
        assert_eq!(lists.gaps(), [], "the page goes further back than that");
    }

    #[test]
    fn a_page_all_of_which_is_new_may_not_be_all() {
        let all = vec![done("b", FRIDAY + HOUR), done("a", FRIDAY)];
        assert_eq!(lists(all.clone(), Vec::new(), false).gaps(), [(Source::Done, Gap::Cut)]);
        assert_eq!(lists(all, Vec::new(), true).gaps(), []);
        assert_eq!(lists(Vec::new(), Vec::new(), false).gaps(), []);
    }

    #[test]
    fn what_is_late_and_what_is_for_today_stand_apart_and_nothing_twice() {
        let open = vec![
            due("later", "2026-09-20"),
            due("today", "2026-08-31"),
            due("late", "2026-08-30"),
            due("latest", "2026-08-01"),
            todo("a"),
        ];
        let lists = lists(vec![done("a", FRIDAY)], open, true);
        let standing = Standing::of(&lists, &[], &MemberId(id("m1")), TODAY);
        assert_eq!((names(&standing.late), names(&standing.today)), ("latest late".into(), "today".into()));
        assert_eq!(names(&standing.done), "a", "it was closed while the lists were read");
    }

    #[test]
    fn comments_are_theirs_or_below_what_is_theirs_and_of_these_days() {
        let events = [
            event("6", "m1", "回复了讨论", "别处", FRIDAY + 9 * HOUR),
            event("5", "m1", "回复了讨论", "别处", FRIDAY + 8 * HOUR),
            event("4", "m2", "评论了任务", "late", FRIDAY + HOUR),
            event("3", "m2", "评论了任务", "别处", FRIDAY + HOUR),
            event("2", "m1", "完成了任务", "a", FRIDAY + HOUR),
            event("1", "m1", "评论了任务", "a", FRIDAY - HOUR),
            event("0", "m1", "评论了任务", "a", FRIDAY + 900 * HOUR),
        ];
        let lists = lists(Vec::new(), vec![due("late", "2026-08-30")], true);
        let standing = Standing::of(&lists, &events, &MemberId(id("m1")), TODAY);
        let told: Vec<&str> = standing.comments.iter().map(|event| event.id.0.as_str()).collect();
        assert_eq!(told, ["6", "4"]);
    }

    #[test]
    fn a_list_that_does_not_come_is_a_gap_and_both_are_a_failure() {
        let mut lists = StandupLists::new(TODAY);
        lists.take(Source::Done, Err(Failure::Forbidden));
        lists.take(Source::Open, Ok(Reply::Todos(TodoPage::default())));
        assert_eq!((lists.gaps().len(), lists.failure()), (1, None));
        lists.take(Source::Open, Err(Failure::Gone));
        assert_eq!(lists.failure(), Some(&Failure::Forbidden));
    }
}
