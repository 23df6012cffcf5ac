//! The filter of to-dos: `登录 is:overdue due:<2026-12-05 project:后端 label:缺陷 priority:highest !term`. Every term
//! must hold.

use jiff::ToSpan;
use jiff::civil::Date;

use super::folding::{folded, narrow};
use super::query::Phrase;
use crate::base::calendar::week_of;
use crate::base::text::SafeText;
use crate::tower::todo::{Priority, Todo};

/// What a term of a to-do is about, before its colon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TodoKey {
    /// `is:`
    Is,
    /// `due:`
    Due,
    /// `project:`
    Project,
    /// `label:`
    Label,
    /// `priority:`
    Priority,
}

/// The keys as they may be typed.
const KEYS: [(TodoKey, &str, &str); 5] = [
    (TodoKey::Is, "is", "状态"),
    (TodoKey::Due, "due", "截止"),
    (TodoKey::Project, "project", "项目"),
    (TodoKey::Label, "label", "标签"),
    (TodoKey::Priority, "priority", "优先级"),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TodoState {
    Overdue,
    Open,
    Done,
}

const STATES: [(TodoState, &str, &str); 3] = [
    (TodoState::Overdue, "overdue", "逾期"),
    (TodoState::Open, "open", "未完成"),
    (TodoState::Done, "done", "已完成"),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Day {
    Today,
    Tomorrow,
    ThisWeek,
    None,
}

const DAYS: [(Day, &str, &str); 4] = [
    (Day::Today, "today", "今天"),
    (Day::Tomorrow, "tomorrow", "明天"),
    (Day::ThisWeek, "week", "本周"),
    (Day::None, "none", "无日期"),
];

const PRIORITIES: [(Priority, &str, &str); 4] = [
    (Priority::Highest, "highest", "最高"),
    (Priority::Higher, "higher", "较高"),
    (Priority::Normal, "normal", "普通"),
    (Priority::Lower, "lower", "较低"),
];

impl TodoKey {
    /// As it is typed, in English or Chinese.
    pub fn word(self, chinese: bool) -> &'static str {
        let found = KEYS.iter().find(|(key, ..)| *key == self);
        found.map_or("", |(_, latin, han)| if chinese { han } else { latin })
    }

    /// The values that it may have; none where it may be any text.
    pub fn values(self, chinese: bool) -> Vec<&'static str> {
        fn words<T>(of: &[(T, &'static str, &'static str)], chinese: bool) -> Vec<&'static str> {
            of.iter().map(|(_, latin, han)| if chinese { *han } else { *latin }).collect()
        }
        match self {
            Self::Is => words(&STATES, chinese),
            Self::Due => [words(&DAYS, chinese), vec!["2026-12-05", "<2026-12-05", ">=2026-12-05"]].concat(),
            Self::Priority => words(&PRIORITIES, chinese),
            Self::Project | Self::Label => Vec::new(),
        }
    }
}

/// A whole filter of to-dos.
#[derive(Debug, Default)]
pub struct TodoFilter(Vec<TodoTerm>);

#[derive(Debug)]
struct TodoTerm {
    excludes: bool,
    wants: TodoWants,
}

#[derive(Debug)]
enum TodoWants {
    /// This text in its number and title, its project, or the name of whoever has it.
    Anywhere(Phrase),
    /// One of the states.
    State(Vec<TodoState>),
    /// One of the days that have a name.
    Day(Vec<Day>),
    /// A day that compares so.
    Due(Comparison, Date),
    /// A project with this in its name.
    Project(Phrase),
    /// A label with this in its name.
    Label(Phrase),
    /// One of the priorities.
    Priority(Vec<Priority>),
    /// A value that means nothing.
    Unknown(TodoKey, String),
    /// A key whose value is still to be typed.
    Everything(TodoKey),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Comparison {
    Before,
    UpTo,
    On,
    From,
    After,
}

/// Longer signs come first.
const COMPARISONS: [(Comparison, &str); 5] = [
    (Comparison::UpTo, "<="),
    (Comparison::From, ">="),
    (Comparison::Before, "<"),
    (Comparison::After, ">"),
    (Comparison::On, ""),
];

impl Comparison {
    fn holds(self, day: Date, bound: Date) -> bool {
        match self {
            Self::Before => day < bound,
            Self::UpTo => day <= bound,
            Self::On => day == bound,
            Self::From => day >= bound,
            Self::After => day > bound,
        }
    }
}

/// Those whose name in either language begins like this.
fn named<T: Clone>(value: &str, among: &[(T, &str, &str)]) -> Option<Vec<T>> {
    let value = folded(value);
    let fits = |(_, latin, han): &&(T, &str, &str)| latin.starts_with(&value) || han.starts_with(&value);
    let found: Vec<T> = among.iter().filter(fits).map(|(what, ..)| what.clone()).collect();
    (!found.is_empty()).then_some(found)
}

/// `<2026-12-05`
fn compared(value: &str) -> Option<TodoWants> {
    let (comparison, day) =
        COMPARISONS.iter().find_map(|(comparison, sign)| Some((*comparison, value.strip_prefix(sign)?)))?;
    day.parse().ok().map(|day| TodoWants::Due(comparison, day))
}

impl TodoWants {
    fn of(word: &str) -> Self {
        let keyed = word.split_once(':').and_then(|(typed, value)| {
            let typed = folded(typed);
            let (key, ..) = KEYS.iter().find(|(_, latin, han)| typed == *latin || typed == *han)?;
            Some((*key, value))
        });
        let Some((key, value)) = keyed else { return Self::Anywhere(Phrase::of(word)) };
        if value.is_empty() {
            return Self::Everything(key);
        }
        let known = match key {
            TodoKey::Is => named(value, &STATES).map(Self::State),
            TodoKey::Due => compared(value).or_else(|| named(value, &DAYS).map(Self::Day)),
            TodoKey::Project => Some(Self::Project(Phrase::of(value))),
            TodoKey::Label => Some(Self::Label(Phrase::of(value))),
            TodoKey::Priority => named(value, &PRIORITIES).map(Self::Priority),
        };
        known.unwrap_or_else(|| Self::Unknown(key, value.to_owned()))
    }

    fn holds(&self, todo: &Todo, today: Date) -> bool {
        let due = todo.due.map(|due| due.day);
        match self {
            Self::Anywhere(phrase) => {
                let assignee = todo.assignee.as_ref().and_then(|one| one.name.as_ref());
                let more = todo.project.iter().chain(assignee).map(SafeText::as_str);
                let name = todo.name();
                phrase.is_in(&std::iter::once(name.as_str()).chain(more).collect::<Vec<_>>())
            }
            Self::State(states) => states.iter().any(|state| match state {
                TodoState::Overdue => todo.is_overdue(today),
                TodoState::Open => todo.is_open(),
                TodoState::Done => todo.is_completed,
            }),
            Self::Day(days) => days.iter().any(|day| match day {
                Day::Today => due == Some(today),
                Day::Tomorrow => due == Some(today.saturating_add(1.days())),
                Day::ThisWeek => {
                    let (monday, sunday) = week_of(today);
                    due.is_some_and(|due| (monday..=sunday).contains(&due))
                }
                Day::None => due.is_none(),
            }),
            Self::Due(comparison, bound) => due.is_some_and(|due| comparison.holds(due, *bound)),
            Self::Project(phrase) => todo.project.as_ref().is_some_and(|name| phrase.is_in(&[name.as_str()])),
            Self::Label(phrase) => todo.labels.iter().any(|label| phrase.is_in(&[label.as_str()])),
            Self::Priority(wanted) => {
                todo.priority.as_ref().is_some_and(|priority| wanted.contains(priority))
            }
            Self::Unknown(..) | Self::Everything(_) => false,
        }
    }
}

impl TodoFilter {
    /// Reads what is typed.
    pub fn of(typed: &str) -> Self {
        let narrowed: String = typed.chars().map(narrow).collect();
        let term = |word: &str| {
            let (excludes, rest) = word.strip_prefix('!').map_or((false, word), |rest| (true, rest));
            (!rest.is_empty()).then(|| TodoTerm { excludes, wants: TodoWants::of(rest) })
        };
        Self(narrowed.split_whitespace().filter_map(term).collect())
    }

    /// Whether a to-do stays, where it is `today` at Tower. A value that means nothing leaves none; one that is not there yet
    /// leaves all.
    pub fn keeps(&self, todo: &Todo, today: Date) -> bool {
        self.0.iter().all(|term| match &term.wants {
            TodoWants::Unknown(..) => false,
            TodoWants::Everything(_) => true,
            wants => wants.holds(todo, today) != term.excludes,
        })
    }

    /// The first value that means nothing, and what it was to be of; an empty one where none is given.
    pub fn unknown(&self) -> Option<(TodoKey, &str)> {
        self.0.iter().find_map(|term| match &term.wants {
            TodoWants::Everything(key) => Some((*key, "")),
            TodoWants::Unknown(key, value) => Some((*key, value.as_str())),
            _ => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::tower::model::{Id, MemberId, MemberRef};
    use crate::tower::todo::{Due, TodoId};

    /// A Friday.
    const TODAY: Date = date(2026, 8, 28);

    fn safe(text: &str) -> SafeText {
        SafeText::line(text, SafeText::NAME)
    }

    fn todo(due: &str) -> Todo {
        let id = Id::parse("d1").unwrap();
        let assignee = MemberRef { id: MemberId(id.clone()), name: Some(safe("曾国栋")) };
        Todo {
            number: Some(4116),
            due: Due::parse(due),
            project: Some(safe("后端")),
            labels: vec![safe("缺陷"), safe("v12.32")],
            priority: Some(Priority::Highest),
            assignee: Some(assignee),
            ..Todo::bare(TodoId(id), safe("修复登录超时"))
        }
    }

    fn keeps(typed: &str, due: &str) -> bool {
        TodoFilter::of(typed).keeps(&todo(due), TODAY)
    }

    #[test]
    fn a_to_do_is_found_by_what_it_is_about() {
        for typed in [
            "",
            "登录",
            "dl",
            "4116",
            "#4116",
            "后端",
            "hd",
            "zgd",
            "!周报",
            "project:后端",
            "项目:hd",
            "label:缺陷",
            "标签：v12",
            "priority:highest",
            "priority:hi",
            "优先级:最高",
            "is:open",
            "is:",
            "label:",
            "IS:Open",
            "！周报",
            "is:open project:后 !label:需求",
        ] {
            assert!(keeps(typed, ""), "{typed}");
        }
        for typed in
            ["周报", "!登录", "project:前端", "label:需求", "priority:normal", "is:done", "is:overdue"]
        {
            assert!(!keeps(typed, ""), "{typed}");
        }
    }

    #[test]
    fn a_day_is_compared_on_the_calendar() {
        for (typed, fits) in [
            ("is:overdue", "2026-08-27"),
            ("状态:逾期", "2026-08-01"),
            ("due:today", "2026-08-28T18:00:00+08:00"),
            ("截止:今天", "2026-08-28"),
            ("due:tomorrow", "2026-08-29"),
            ("due:week", "2026-08-30"),
            ("due:none", ""),
            ("due:<2026-12-05", "2026-12-04"),
            ("due：＜2026-12-05", "2026-12-04"),
            ("due:<=2026-12-05", "2026-12-05"),
            ("due:2026-12-05", "2026-12-05"),
            ("due:>2026-12-05", "9999-12-31"),
            ("due:>=2026-12-05", "2026-12-05"),
        ] {
            assert!(keeps(typed, fits), "{typed} {fits}");
            for other in
                ["2026-08-31", "2026-12-06", "2026-08-24"].into_iter().filter(|_| !typed.contains('-'))
            {
                let may = matches!((typed, other), ("is:overdue" | "状态:逾期" | "due:week", "2026-08-24"));
                assert_eq!(keeps(typed, other), may, "{typed} {other}");
            }
        }
        assert!(!keeps("due:<2026-12-05", "") && !keeps("due:<2026-12-05", "2026-12-05"));
        assert!(keeps("!due:<2026-12-05", ""), "what has no day is not before one");
    }

    #[test]
    fn a_value_that_means_nothing_is_named_and_leaves_nothing() {
        for (typed, key, value) in [
            ("is:foo", TodoKey::Is, "foo"),
            ("登录 due:<morgen", TodoKey::Due, "<morgen"),
            ("due:2026-13-01", TodoKey::Due, "2026-13-01"),
            ("!priority:low!", TodoKey::Priority, "low!"),
        ] {
            let filter = TodoFilter::of(typed);
            assert_eq!(filter.unknown(), Some((key, value)), "{typed}");
            assert!(!filter.keeps(&todo(""), TODAY), "{typed}");
        }
        for (typed, key) in [("is:", TodoKey::Is), ("!标签:", TodoKey::Label)] {
            assert_eq!(TodoFilter::of(typed).unknown(), Some((key, "")), "{typed}");
        }
        assert_eq!(TodoFilter::of("is:open foo:bar project:x").unknown(), None);
        for chinese in [false, true] {
            for key in [TodoKey::Is, TodoKey::Due, TodoKey::Priority] {
                for value in key.values(chinese) {
                    let typed = format!("{}:{value}", key.word(chinese));
                    assert_eq!(TodoFilter::of(&typed).unknown(), None, "{typed}: what is named is valid");
                }
            }
        }
    }
}
