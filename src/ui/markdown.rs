//! What happened, as Markdown to paste: a report of a period, and a feed. The same things make the same text.

use jiff::civil::Date;

use super::words::{Text, Words};
use crate::base::calendar::{at_tower, day_at_tower, days_between};
use crate::base::text::SafeText;
use crate::tower::event::Event;
use crate::tower::todo::Todo;
use crate::tower::work::{Gathering, Item, Period, Report};

/// A member's report of a period where it is `today` at Tower, its heading at this level, from 1.
pub fn report(
    words: Words,
    whose: &SafeText,
    gathering: &Gathering,
    period: Period,
    today: Date,
    level: usize,
) -> String {
    let report = Report::of(gathering.sources(), period, today);
    let (first, second) = ("#".repeat(level), "#".repeat(level + 1));
    let mut text = format!("{first} {}\n\n", words.report_title(&plain(whose.as_str()), period));
    let [done, overdue, open, created] =
        [Item::Done, Item::Overdue, Item::Open, Item::Created].map(|item| report.count(item));
    if report.projects.is_empty() && report.events.is_empty() {
        line(&mut text, &words.empty_report());
    } else {
        line(&mut text, &words.report_counts(done, overdue, open, created));
    }
    for part in &report.projects {
        let project = part.project.map(|name| plain(name.as_str()));
        let project = project.unwrap_or_else(|| words.no_project().into_owned());
        line(&mut text, &format!("\n{second} {project}\n"));
        for (item, todo) in &part.items {
            line(&mut text, &item_line(words, *item, todo, today));
        }
    }
    if !report.events.is_empty() {
        line(&mut text, &format!("\n{second} {}\n", words.other_activity()));
        for event in &report.events {
            let day = event.at.map(|at| format!("{} ", day_at_tower(at))).unwrap_or_default();
            line(&mut text, &format!("- {day}{}", event_line(words, event)));
        }
    }
    if !gathering.gaps().is_empty() {
        line(&mut text, &format!("\n{second} {}\n", words.not_read()));
        for (source, gap) in gathering.gaps() {
            line(&mut text, &format!("- {}", words.gap(*source, gap)));
        }
    }
    text
}

/// A to-do as an item of a list of tasks.
pub(super) fn item_line(words: Words, item: Item, todo: &Todo, today: Date) -> String {
    let name = plain(todo.title.as_str());
    let name = if name.trim().is_empty() { words.untitled().into_owned() } else { name };
    let name = todo.number.map_or_else(|| name.clone(), |number| format!("#{number} {name}"));
    let beside = beside(words, item, todo, today);
    let mark = if item == Item::Done { 'x' } else { ' ' };
    let beside = beside.map(|beside| format!(" ({beside})")).unwrap_or_default();
    format!("- [{mark}] {name}{beside}")
}

/// What stands beside a to-do: when it was done, how late it is, when it is due, or for whom it was made.
pub(super) fn beside(words: Words, item: Item, todo: &Todo, today: Date) -> Option<Text> {
    let due = todo.due.map(|due| due.day);
    match item {
        Item::Done => todo.done().map(|at| words.done_on_day(day_at_tower(at))),
        Item::Overdue => due.map(|day| words.days_overdue(days_between(day, today))),
        Item::Open => due.map(|day| words.due_day(day)),
        Item::Created => {
            let whom = todo.assignee.as_ref().and_then(|whom| whom.name.as_ref());
            let whom = whom.map_or_else(|| words.somebody().into_owned(), |name| plain(name.as_str()));
            Some(words.created_for(&whom, todo.created.map(day_at_tower)))
        }
    }
}

/// A day of a feed as a heading; none where no moment came.
pub fn day(words: Words, day: Option<Date>) -> String {
    format!("## {}\n", day.map_or_else(|| words.undated(), |day| words.day_heading(day)))
}

/// An event of a feed as an item of a list, with its time at Tower.
pub fn event(words: Words, event: &Event) -> String {
    let time = event.at.map(|at| at_tower(at).strftime("%H:%M ").to_string()).unwrap_or_default();
    let by = event.by.as_ref().and_then(|by| by.name.as_ref());
    let by = by.map_or_else(|| words.somebody().into_owned(), |name| plain(name.as_str()));
    format!("- {time}{by} {}", event_line(words, event))
}

/// What happened, without who did it.
pub(super) fn event_line(words: Words, event: &Event) -> String {
    let title = plain(event.title.as_str());
    let title = if title.trim().is_empty() { words.untitled().into_owned() } else { title };
    let place = event.place.as_ref().map(|place| format!(" ({})", plain(place.as_str())));
    format!("{} {title}{}", plain(event.action.as_str()), place.unwrap_or_default()).trim_start().to_owned()
}

/// Text in which Markdown finds nothing to obey.
pub(super) fn plain(text: &str) -> String {
    let mut chars = text.chars().peekable();
    let mut plain = String::with_capacity(text.len());
    let mut before = ' ';
    while let Some(char) = chars.next() {
        let next = chars.peek().copied().unwrap_or(' ');
        let is_markup = match char {
            '\\' | '`' | '*' | '[' | ']' => true,
            '<' => next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?'),
            // Within a word it is a letter.
            '_' => !before.is_alphanumeric() || !next.is_alphanumeric(),
            _ => false,
        };
        if is_markup {
            plain.push('\\');
        }
        plain.push(char);
        before = char;
    }
    plain
}

fn line(text: &mut String, line: &str) {
    text.push_str(line);
    text.push('\n');
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::base::lang::Lang;
    use crate::base::time::Wall;
    use crate::tower::call::Reply;
    use crate::tower::event::{EventId, EventPage};
    use crate::tower::failure::Failure;
    use crate::tower::model::{Id, MemberId, MemberRef, TeamId};
    use crate::tower::todo::{Due, TodoId, TodoPage};
    use crate::tower::work::Source;

    const TODAY: Date = date(2026, 8, 28);
    /// The midnight at Tower with which that week begins.
    const MONDAY: i64 = 1_787_500_800_000;

    fn id(text: &str) -> Id {
        Id::parse(text).unwrap()
    }

    fn todo(number: u64, title: &str) -> Todo {
        let id = TodoId(id(&format!("d{number}")));
        let project = Some(SafeText::line("移动端", 9));
        Todo { number: Some(number), project, ..Todo::bare(id, SafeText::line(title, SafeText::TITLE)) }
    }

    fn gathering() -> Gathering {
        let period = Period::week_of(TODAY);
        let mut gathering = Gathering::new(TeamId(id("t1")), MemberId(id("m1")), period);
        let page = |todos| Ok(Reply::Todos(TodoPage { todos, is_last: true, ..TodoPage::default() }));
        let done = Todo { is_completed: true, closed: Some(Wall(MONDAY)), ..todo(1, "改 *版* <b>") };
        gathering.take(Source::Done, page(vec![done]));
        let late = Todo { due: Due::parse("2026-08-27"), ..todo(2, "") };
        let soon = Todo { due: Due::parse("2026-09-01"), project: None, ..todo(3, "a_b <草稿>") };
        gathering.take(Source::Open, page(vec![soon, late]));
        let whom = MemberRef { id: MemberId(id("m2")), name: Some(SafeText::line("李娜", 9)) };
        let created = Todo { assignee: Some(whom), created: Some(Wall(MONDAY)), ..todo(4, "口径") };
        gathering.take(Source::Created, page(vec![created]));
        let event = Event {
            id: EventId(id("7")),
            at: Some(Wall(MONDAY)),
            by: None,
            action: SafeText::line("做了没听说过的事", SafeText::NAME),
            title: SafeText::line("一对一", SafeText::TITLE),
            place: None,
            place_kind: None,
        };
        gathering.take(Source::Events, Ok(Reply::Events(EventPage { events: vec![event], unreadable: 0 })));
        gathering.take(Source::Events, Err(Failure::Forbidden));
        gathering
    }

    fn told(lang: Lang) -> String {
        let name = SafeText::line("张伟", 9);
        report(Words(lang), &name, &gathering(), Period::week_of(TODAY), TODAY, 1)
    }

    #[test]
    fn a_report_is_ready_to_paste_and_says_what_it_lacks() {
        let english = "\
# 张伟, 2026-08-24 to 2026-08-30

1 done, 1 overdue, 1 open, 1 created for others

## 移动端

- [x] #1 改 \\*版\\* \\<b> (done 2026-08-24)
- [ ] #2 (untitled) (1 day overdue)
- [ ] #4 口径 (created for 李娜 2026-08-24)

## No project

- [ ] #3 a_b <草稿> (due 2026-09-01)

## Other activity

- 2026-08-24 做了没听说过的事 一对一

## Could not be loaded

- activity: no access to this in Tower (403)
";
        assert_eq!(told(Lang::En), english);
    }

    #[test]
    fn a_report_is_chinese_for_those_who_read_chinese() {
        let chinese = told(Lang::Zh);
        for line in [
            "# 张伟，2026-08-24 至 2026-08-30",
            "已完成 1，逾期 1，未完成 1，为他人创建 1",
            "- [x] #1 改 \\*版\\* \\<b> (2026-08-24 完成)",
            "- [ ] #2 (无标题) (逾期 1 天)",
            "## 无项目",
            "- 动态：你没有查看这里的权限 (403)",
        ] {
            assert!(chinese.lines().any(|told| told == line), "{line}\n{chinese}");
        }
        assert_eq!(chinese, told(Lang::Zh), "the same things make the same text");
    }

    #[test]
    fn an_event_without_anything_is_still_a_line() {
        let bare = Event {
            id: EventId(id("7")),
            at: None,
            by: None,
            action: SafeText::line("", 1),
            title: SafeText::line("", 1),
            place: None,
            place_kind: None,
        };
        assert_eq!(event(Words(Lang::En), &bare), "- somebody (untitled)");
        assert_eq!(day(Words(Lang::Zh), Some(TODAY)), "## 2026-08-28 周五\n");
    }
}
