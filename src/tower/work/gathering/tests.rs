//! Nothing is missed and the reading ends, however lists change while they are read.

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::base::text::SafeText;
use crate::base::time::Wall;
use crate::tower::event::EventId;
use crate::tower::model::Id;
use crate::tower::work::{Item, Report};

const WEEK: Period = Period { since: date(2026, 8, 24), until: date(2026, 8, 30) };
/// The midnight at Tower with which that week begins: 23 August 2026, 16:00 UTC.
const MONDAY: i64 = 1_787_500_800_000;

fn id(text: &str) -> Id {
    Id::parse(text).unwrap()
}

fn done(number: i64, at: i64) -> Todo {
    let title = SafeText::line(&format!("任务 {number}"), SafeText::TITLE);
    let todo = Todo::bare(TodoId(id(&format!("d{number}"))), title);
    Todo { is_completed: true, closed: Some(Wall(at)), description: Some(SafeText::block("长")), ..todo }
}

fn event(number: i64, at: i64) -> Event {
    Event {
        id: EventId(id(&number.to_string())),
        at: Some(Wall(at)),
        by: None,
        action: SafeText::line("做了没听说过的事", SafeText::NAME),
        title: SafeText::line("x", SafeText::TITLE),
        place: None,
        place_kind: None,
    }
}

fn gathering() -> Gathering {
    Gathering::new(TeamId(id("t1")), MemberId(id("m1")), WEEK)
}

fn page(todos: &[Todo]) -> Reply {
    Reply::Todos(TodoPage { todos: todos.to_vec(), is_last: false, ..TodoPage::default() })
}

/// Reads to the end, from `answer`, and says how many calls that took.
fn read(gathering: &mut Gathering, mut answer: impl FnMut(&Call) -> Result<Reply, Failure>) -> usize {
    let mut count = 0;
    while !gathering.is_over() {
        for (part, call) in gathering.calls() {
            count += 1;
            gathering.take(part, answer(&call));
        }
        assert!(count < 3000, "it reads for ever");
    }
    count
}

/// A page of a list.
fn cut(list: &[Todo], number: u32, size: usize) -> Reply {
    let start = (number as usize - 1) * size;
    page(list.get(start..(start + size).min(list.len())).unwrap_or_default())
}

#[test]
fn a_long_list_is_read_only_as_far_back_as_the_period() {
    let list: Vec<Todo> = (0..5000).map(|n| done(n, MONDAY + 100_000 - n * 1000)).collect();
    let mut gathering = gathering();
    let count = read(&mut gathering, |call| match call {
        Call::Todos { which: Which::Done, page, .. } => Ok(cut(&list, *page, 25)),
        Call::Todos { .. } => Ok(page(&[])),
        _ => Ok(Reply::Events(EventPage::default())),
    });
    assert_eq!(
        gathering.sources().done.len(),
        101,
        "what was done at midnight is in it, the second before is not"
    );
    assert!(gathering.sources().done.iter().all(|todo| todo.description.is_none()));
    // Five pages reach into the week, the sixth is older; five are read again.
    assert_eq!(count, 6 + 5 + 3);
    assert!(gathering.gaps().is_empty());
}

#[test]
fn what_failed_is_a_gap_and_the_rest_stays() {
    let mut gathering = gathering();
    read(&mut gathering, |call| match call {
        Call::Todos { which: Which::Done, page: 1, .. } => Ok(page(&[done(1, MONDAY)])),
        Call::Todos { which: Which::Done, .. } => Err(Failure::Forbidden),
        Call::Todos { .. } => Ok(Reply::Todos(TodoPage { unreadable: 2, ..TodoPage::default() })),
        _ => Err(Failure::Gone),
    });
    assert_eq!(gathering.sources().done.len(), 1);
    for gap in [
        (Source::Done, Gap::Failed(Failure::Forbidden)),
        (Source::Open, Gap::Unreadable(2)),
        (Source::Created, Gap::Unreadable(2)),
        (Source::Events, Gap::Failed(Failure::Gone)),
    ] {
        assert!(gathering.gaps().contains(&gap), "{gap:?}");
    }
    assert_eq!(gathering.failure(), None);
}

#[test]
fn where_nothing_came_it_is_known_why() {
    let mut gathering = gathering();
    read(&mut gathering, |_| Err(Failure::Forbidden));
    assert_eq!(gathering.failure(), Some(&Failure::Forbidden));
}

#[test]
fn ten_thousand_events_of_one_second_come_once_and_a_cursor_that_stands_still_ends_it() {
    let events: Vec<Event> = (0..10_000).map(|n| event(50_000 - n, MONDAY)).collect();
    let mut gathering = gathering();
    read(&mut gathering, |call| match call {
        Call::Events { after, .. } => {
            let start = after.as_ref().map_or(0, |after| {
                events.iter().position(|event| event.id == *after).map_or(0, |place| place + 1)
            });
            let events = events.iter().skip(start).take(50).cloned().collect();
            Ok(Reply::Events(EventPage { events, unreadable: 0 }))
        }
        _ => Ok(page(&[])),
    });
    assert_eq!(gathering.sources().events.len(), 10_000);

    let mut gathering = self::gathering();
    let count = read(&mut gathering, |call| match call {
        Call::Events { .. } => {
            Ok(Reply::Events(EventPage { events: vec![event(2, MONDAY), event(1, MONDAY)], unreadable: 0 }))
        }
        _ => Ok(page(&[])),
    });
    assert_eq!((gathering.sources().events.len(), count), (2, 5));
}

#[test]
fn a_feed_without_an_end_is_cut_and_says_so() {
    let mut gathering = gathering();
    let mut number = 1_000_000;
    read(&mut gathering, |call| match call {
        Call::Events { .. } => {
            number -= 1;
            Ok(Reply::Events(EventPage { events: vec![event(number, 4_000_000_000_000)], unreadable: 0 }))
        }
        _ => Ok(page(&[])),
    });
    assert_eq!(gathering.gaps(), [(Source::Events, Gap::Cut)]);
    assert!(gathering.sources().events.is_empty(), "none of it was in the period");
}

proptest! {
    /// Between any two pages one to-do is opened again, or one more is done.
    #[test]
    fn nothing_is_twice_or_missing_when_lists_move_between_pages(
        moves in prop::collection::vec((any::<bool>(), 0..60_usize), 0..12),
        reopens in any::<bool>(),
    ) {
        let mut list: Vec<Todo> = (0..60).map(|n| done(n, MONDAY + 10_000_000 - n)).collect();
        let start = list.clone();
        let mut moves = moves.into_iter();
        let mut gathering = gathering();
        let mut next = 100;
        read(&mut gathering, |call| match call {
            Call::Todos { which: Which::Done, page, .. } => {
                let reply = Ok(cut(&list, *page, 7));
                match moves.next() {
                    Some((true, place)) if reopens && place < list.len() => drop(list.remove(place)),
                    Some((true, _)) if !reopens => {
                        next += 1;
                        list.insert(0, done(next, MONDAY + 10_000_000 + next));
                    }
                    _ => {}
                }
                reply
            }
            Call::Todos { .. } => Ok(page(&[])),
            _ => Ok(Reply::Events(EventPage::default())),
        });
        let report = Report::of(gathering.sources(), WEEK, date(2026, 8, 28));
        let told: Vec<&TodoId> = report.projects.iter().flat_map(|part| &part.items)
            .filter(|(item, _)| *item == Item::Done).map(|(_, todo)| &todo.id).collect();
        let unique: HashSet<&TodoId> = told.iter().copied().collect();
        prop_assert_eq!(told.len(), unique.len());
        // What was there from the beginning to the end of the reading is told.
        for todo in start.iter().filter(|todo| list.contains(todo)) {
            prop_assert!(unique.contains(&todo.id), "{:?} is missing", todo.id);
        }
    }
}
