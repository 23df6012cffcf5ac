//! What stands in a report, where it ends, and that nothing stands in it twice.

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::tower::event::EventId;
use crate::tower::model::{Id, MemberRef};

/// A Friday.
const TODAY: Date = date(2026, 8, 28);
const WEEK: Period = Period { since: date(2026, 8, 24), until: date(2026, 8, 30) };
/// The midnight at Tower with which that week begins: 23 August 2026, 16:00 UTC.
const MONDAY: i64 = 1_787_500_800_000;
const DAY: i64 = 86_400_000;

fn id(text: &str) -> Id {
    Id::parse(text).unwrap()
}

fn todo(number: u64) -> Todo {
    let title = SafeText::line(&format!("任务 {number}"), SafeText::TITLE);
    Todo { number: Some(number), ..Todo::bare(TodoId(id(&format!("d{number}"))), title) }
}

fn done(number: u64, at: i64) -> Todo {
    Todo { is_completed: true, closed: Some(Wall(at)), ..todo(number) }
}

fn event(number: u64, title: &str, at: i64) -> Event {
    Event {
        id: EventId(id(&number.to_string())),
        at: Some(Wall(at)),
        by: None,
        action: SafeText::line("评论了", SafeText::NAME),
        title: SafeText::line(title, SafeText::TITLE),
        place: None,
        place_kind: None,
    }
}

fn told(report: &Report<'_>) -> Vec<(Item, u64)> {
    let items = report.projects.iter().flat_map(|part| &part.items);
    items.map(|(item, todo)| (*item, todo.number.unwrap())).collect()
}

#[test]
fn a_period_begins_and_ends_at_midnight_at_tower() {
    assert_eq!(Period::week_of(TODAY), WEEK);
    for (at, inside) in
        [(MONDAY - 1, false), (MONDAY, true), (MONDAY + 7 * DAY - 1, true), (MONDAY + 7 * DAY, false)]
    {
        assert_eq!(WEEK.contains(Wall(at)), inside, "{at}");
    }
}

#[test]
fn a_list_of_what_is_done_is_read_until_a_page_is_all_older() {
    let (new, old) = (done(1, MONDAY), done(2, MONDAY - 1));
    assert!(goes_back_to([&new, &old], WEEK) && goes_back_to([&old, &new], WEEK));
    assert!(!goes_back_to([&old], WEEK));
    assert!(goes_back_to([&done(3, MONDAY + 30 * DAY)], WEEK), "newer than the period: it is to come");
    assert!(goes_back_to([&todo(4)], WEEK), "nobody says when");
}

#[test]
fn a_report_has_each_thing_once_under_what_counts_most() {
    let project = |todo: Todo, name: &str| Todo { project: Some(SafeText::line(name, 9)), ..todo };
    let other = MemberRef { id: MemberId(id("m2")), name: None };
    let me = MemberId(id("m1"));
    let for_another =
        |todo: Todo, at: i64| Todo { assignee: Some(other.clone()), created: Some(Wall(at)), ..todo };
    let done = [
        project(done(1, MONDAY + DAY), "后端"),
        project(done(2, MONDAY), "后端"),
        done(3, MONDAY - 1),
        project(done(2, MONDAY), "后端"),
        Todo { is_completed: false, ..done(9, MONDAY) },
    ];
    let late = Todo { due: Due::parse("2026-08-27"), ..todo(5) };
    let open = [project(todo(4), "A"), project(late, "后端"), todo(1), todo(3)];
    let mine =
        Todo { assignee: Some(MemberRef { id: me.clone(), name: None }), ..for_another(todo(8), MONDAY) };
    let created = [for_another(todo(6), MONDAY), for_another(todo(7), MONDAY - 1), mine, todo(4)];
    let events = [
        event(30, "任务 1", MONDAY),
        event(31, "周会", MONDAY),
        event(32, "周会", MONDAY + 1),
        event(33, "周会", MONDAY - 1),
        event(31, "周会", MONDAY),
    ];
    let sources = Sources { of: Some(&me), done: &done, open: &open, created: &created, events: &events };
    let report = Report::of(sources, WEEK, TODAY);
    assert_eq!(
        told(&report),
        [(Item::Open, 4), (Item::Done, 2), (Item::Done, 1), (Item::Overdue, 5), (Item::Created, 6)],
        "3 was done before the week and is not open, whatever an older list says"
    );
    let projects: Vec<_> = report.projects.iter().map(|part| part.project.map(SafeText::as_str)).collect();
    assert_eq!(projects, [Some("A"), Some("后端"), None]);
    assert_eq!((report.count(Item::Done), report.count(Item::Open)), (2, 1));
    let events: Vec<_> = report.events.iter().map(|event| event.id.0.as_str()).collect();
    assert_eq!(events, ["32", "31"]);
}

prop_compose! {
    fn any_todo()(
        number in 0..25_u64, at in -3 * DAY..10 * DAY, is_completed: bool, project in 0..3_usize,
        due in prop::option::of(1..28_i8),
    ) -> Todo {
        let project = [None, Some("后端"), Some("增长")][project].map(|name| SafeText::line(name, 9));
        let due = due.map(|day| Due { day: date(2026, 8, day), time: None });
        Todo { is_completed, project, due, created: Some(Wall(MONDAY + at)), ..done(number, MONDAY + at) }
    }
}

/// The report where each list has all of them.
fn of_all(todos: &[Todo]) -> Report<'_> {
    Report::of(Sources { done: todos, open: todos, created: todos, ..Sources::default() }, WEEK, TODAY)
}

proptest! {
    #[test]
    fn nothing_stands_twice_and_the_order_of_reading_means_nothing(
        all in prop::collection::vec(any_todo(), 0..40), cut in 0..40_usize,
    ) {
        // Each number is one to-do, the same wherever it stands.
        let mut known = HashSet::new();
        let all: Vec<Todo> = all.into_iter().filter(|todo| known.insert(todo.number)).collect();
        let (one, another) = all.split_at(cut.min(all.len()));
        let pages = [one, another, one].concat();
        let turned: Vec<Todo> = all.iter().rev().cloned().collect();
        let (report, other) = (of_all(&pages), of_all(&turned));
        prop_assert_eq!(&report, &other);
        let mut numbers: Vec<u64> = told(&report).into_iter().map(|(_, number)| number).collect();
        let count = numbers.len();
        numbers.sort_unstable();
        numbers.dedup();
        prop_assert_eq!(numbers.len(), count);
        let wanted = all.iter().filter(|todo| match todo.done() {
            Some(at) => WEEK.contains(at),
            None => true,
        });
        prop_assert_eq!(wanted.count(), count, "and nothing is missing");
    }
}
