//! A standup as text: a person's turn to read, and the minutes as Markdown to paste. The same things make the same text.

use jiff::civil::Date;

use super::kit::todo_row;
use super::markdown;
use super::words::Words;
use crate::app::core::minutes::{Minutes, MinutesOf, StandupTurn};
use crate::base::calendar::day_at_tower;
use crate::base::time::clock;
use crate::tower::event::Event;
use crate::tower::todo::Todo;
use crate::tower::work::{Item, Standing};

/// What a turn tells, as text: what stands below a heading begins with two spaces.
pub(super) fn turn(words: Words, turn: &StandupTurn<'_>) -> String {
    let mut text = String::new();
    let mut put = |line: &str| {
        text.push_str(line);
        text.push('\n');
    };
    if let Some(why) = turn.failure {
        put(&format!("! {}", words.failure(why)));
    }
    let Some(standing) = &turn.standing else {
        if turn.failure.is_none() {
            put(&words.standup_coming());
        }
        return text;
    };
    for section in sections(words, turn, standing) {
        put(&section.heading);
        for item in section.items {
            put(&format!("  {}", item.to_read));
        }
    }
    for gap in gaps(words, turn) {
        put(&format!("! {gap}"));
    }
    if !turn.note.trim().is_empty() {
        put(&words.standup_note());
        put(&format!("  {}", turn.note.trim()));
    }
    text
}

/// The minutes, as Markdown.
pub(super) fn minutes(words: Words, minutes: &Minutes<'_>) -> String {
    let (heard, others): (Vec<&MinutesOf<'_>>, Vec<&MinutesOf<'_>>) =
        minutes.people.iter().partition(|one| !one.skipped);
    let title = words.minutes_title(&markdown::plain(minutes.of.as_str()), minutes.today);
    let mut lines = vec![format!("# {title}"), String::new()];
    lines.push(words.minutes_of(heard.len(), &clock(minutes.total)).into_owned());
    for one in heard {
        let (name, took) = (markdown::plain(one.name.as_str()), clock(one.spent));
        lines.extend([String::new(), format!("## {name} ({took})")]);
        of_turn(words, &one.turn, &mut lines);
    }
    if !others.is_empty() {
        lines.extend([String::new(), format!("## {}", words.not_heard()), String::new()]);
        for one in others {
            let note = one.turn.note.trim();
            let note = if note.is_empty() { String::new() } else { format!(": {}", markdown::plain(note)) };
            lines.push(format!("- {}{note}", markdown::plain(one.name.as_str())));
        }
    }
    lines.push(String::new());
    lines.join("\n")
}

fn of_turn(words: Words, turn: &StandupTurn<'_>, lines: &mut Vec<String>) {
    let mut section = |heading: &str, items: &[String]| {
        if !items.is_empty() {
            lines.extend([String::new(), format!("### {heading}"), String::new()]);
            lines.extend(items.iter().map(|item| format!("- {item}")));
        }
    };
    if let Some(standing) = &turn.standing {
        for one in sections(words, turn, standing) {
            let items: Vec<String> = one.items.into_iter().map(|item| item.to_paste).collect();
            section(&one.heading, &items);
        }
    }
    let note = turn.note.trim();
    if !note.is_empty() {
        section(&words.standup_note(), &[markdown::plain(note)]);
    }
    section(&words.not_read(), &gaps(words, turn));
}

/// What is missing of a turn.
fn gaps(words: Words, turn: &StandupTurn<'_>) -> Vec<String> {
    let failed = turn.failure.filter(|_| turn.standing.is_none());
    let failed = failed.map(|why| words.failure(why).into_owned());
    let coming =
        (turn.standing.is_none() && turn.failure.is_none()).then(|| words.standup_coming().into_owned());
    let lists = turn.gaps.iter().map(|(source, gap)| words.gap(*source, gap).into_owned());
    let feed = (!turn.all_read && turn.standing.is_some()).then(|| words.feed_not_read().into_owned());
    failed.into_iter().chain(coming).chain(lists).chain(feed).collect()
}

/// A heading, and what stands below it.
struct StandupSection {
    heading: String,
    items: Vec<StandupItem>,
}

/// One thing, to read and to paste.
struct StandupItem {
    to_read: String,
    to_paste: String,
}

fn sections(words: Words, turn: &StandupTurn<'_>, standing: &Standing<'_>) -> [StandupSection; 4] {
    let Standing { done, today, late, comments } = standing;
    let todos = |item: Item, todos: &[&Todo]| {
        todos.iter().map(|todo| of_todo(words, item, todo, turn.today)).collect()
    };
    [
        StandupSection {
            heading: words.standup_done(turn.since, done.len()).into_owned(),
            items: todos(Item::Done, done),
        },
        StandupSection {
            heading: words.standup_today(today.len()).into_owned(),
            items: todos(Item::Open, today),
        },
        StandupSection {
            heading: words.standup_late(late.len()).into_owned(),
            items: todos(Item::Overdue, late),
        },
        StandupSection {
            heading: words.standup_comments(comments.len(), turn.all_read).into_owned(),
            items: comments.iter().map(|event| of_comment(words, event)).collect(),
        },
    ]
}

fn of_todo(words: Words, item: Item, todo: &Todo, today: Date) -> StandupItem {
    let line = markdown::item_line(words, item, todo, today);
    let beside = markdown::beside(words, item, todo, today).map(|beside| format!(" ({beside})"));
    let number = todo.number.map(|number| format!("#{number} ")).unwrap_or_default();
    let to_read = format!("{number}{}{}", todo_row::title(&todo.title), beside.unwrap_or_default());
    let to_read = if item == Item::Done { format!("✓ {to_read}") } else { to_read };
    StandupItem { to_read, to_paste: line.trim_start_matches("- ").to_owned() }
}

fn of_comment(words: Words, event: &Event) -> StandupItem {
    let by = event.by.as_ref().and_then(|by| by.name.as_ref());
    let by = by.map_or_else(|| words.somebody().into_owned(), ToString::to_string);
    let day = event.at.map(|at| format!("{} ", day_at_tower(at))).unwrap_or_default();
    let place = event.place.as_ref().map(|place| format!(" ({place})")).unwrap_or_default();
    let told = format!("{day}{by} {} {}", event.action, event.title);
    StandupItem {
        to_read: format!("{}{place}", told.trim_end()),
        to_paste: format!("{day}{} {}", markdown::plain(&by), markdown::event_line(words, event)),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use jiff::civil::date;

    use super::*;
    use crate::base::lang::Lang;
    use crate::base::text::SafeText;
    use crate::base::time::Wall;
    use crate::tower::event::EventId;
    use crate::tower::failure::Failure;
    use crate::tower::model::Id;
    use crate::tower::todo::{Due, TodoId};
    use crate::tower::work::{Gap, Source};

    const TODAY: Date = date(2026, 8, 28);
    const SINCE: Date = date(2026, 8, 27);
    /// 28 August 2026, 00:00 at Tower.
    const MIDNIGHT: i64 = 1_787_846_400_000;

    fn safe(text: &str) -> SafeText {
        SafeText::line(text, SafeText::TITLE)
    }

    fn todo(number: u64, title: &str) -> Todo {
        let id = TodoId(Id::parse(&format!("d{number}")).unwrap());
        Todo { number: Some(number), ..Todo::bare(id, safe(title)) }
    }

    fn told(lang: Lang) -> (String, String) {
        let done = Todo { is_completed: true, closed: Some(Wall(MIDNIGHT - 1)), ..todo(1, "改 *版*") };
        let late = Todo { due: Due::parse("2026-08-25"), ..todo(2, "迟了") };
        let event = Event {
            id: EventId(Id::parse("7").unwrap()),
            at: Some(Wall(MIDNIGHT)),
            by: None,
            action: safe("评论了任务"),
            title: safe("迟了"),
            place: Some(safe("移动端")),
            place_kind: None,
        };
        let gaps = [(Source::Open, Gap::Unreadable(2))];
        let of = |note: &'static str, standing| StandupTurn {
            since: SINCE,
            today: TODAY,
            standing,
            gaps: &gaps,
            failure: None,
            all_read: true,
            note,
        };
        let standing =
            Standing { done: vec![&done], today: Vec::new(), late: vec![&late], comments: vec![&event] };
        let first = of(" 等 [接口] ", Some(standing));
        let page = turn(Words(lang), &first);
        let failed = StandupTurn { failure: Some(&Failure::Forbidden), gaps: &[], ..of("", None) };
        let (one, two, three) = (safe("曾国栋"), safe("王芳"), safe("单小满"));
        let person = |name, seconds, skipped, turn| MinutesOf {
            name,
            spent: Duration::from_secs(seconds),
            skipped,
            turn,
        };
        let group = safe("后端");
        let all = Minutes {
            of: &group,
            today: TODAY,
            since: SINCE,
            total: Duration::from_secs(150),
            people: vec![
                person(&one, 125, false, first),
                person(&two, 25, false, failed),
                person(&three, 0, true, of("", None)),
            ],
        };
        (page, minutes(Words(lang), &all))
    }

    #[test]
    fn a_turn_is_read_heading_by_heading() {
        assert_eq!(
            told(Lang::En).0,
            "\
Done since 2026-08-27 (1)
  ✓ #1 改 *版* (done 2026-08-27)
Today (0)
Overdue (1)
  #2 迟了 (3 days overdue)
New comments (1)
  2026-08-28 somebody 评论了任务 迟了 (移动端)
! open to-dos: 2 unreadable
Note
  等 [接口]
"
        );
    }

    #[test]
    fn the_minutes_are_ready_to_paste_and_say_what_is_missing() {
        assert_eq!(
            told(Lang::En).1,
            "\
# 后端 standup, 2026-08-28

2 people, 0:02:30

## 曾国栋 (0:02:05)

### Done since 2026-08-27 (1)

- [x] #1 改 \\*版\\* (done 2026-08-27)

### Overdue (1)

- [ ] #2 迟了 (3 days overdue)

### New comments (1)

- 2026-08-28 somebody 评论了任务 迟了 (移动端)

### Note

- 等 \\[接口\\]

### Could not be loaded

- open to-dos: 2 unreadable

## 王芳 (0:00:25)

### Could not be loaded

- No access to this in Tower (403)

## Did not speak

- 单小满
"
        );
        assert_eq!(told(Lang::Zh), told(Lang::Zh), "the same things make the same text");
        assert!(told(Lang::Zh).1.contains("## 未发言"));
    }
}
