//! Tower's to-dos.

use jiff::civil::{Date, DateTime, Time, time};
use jiff::tz::offset;
use jiff::{Timestamp, ToSpan};

use super::comment::{Attachment, Comment};
use super::model::{Id, MemberRef, ProjectId, TodolistId};
use crate::base::text::SafeText;
use crate::base::time::Wall;

/// The last second of a day: how Tower writes that something is due on a day, at no time of it.
const WHOLE_DAY: Time = time(23, 59, 59, 0);

/// The id of a to-do.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TodoId(pub Id);

/// Which of a member's to-dos.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Which {
    /// Theirs to do, and not done (`assigned_uncompleted_todos`).
    #[default]
    Open,
    /// Theirs to do, and done (`assigned_completed_todos`): in pages.
    Done,
    /// Made by them, and not done (`created_uncompleted_todos`).
    Created,
}

/// A to-do. Only its id and title are certain; a list may tell less of it than its own document, and whatever is
/// absent stays `None`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Todo {
    /// Which to-do.
    pub id: TodoId,
    /// What is to be done (`content`).
    pub title: SafeText,
    /// The number people say aloud (`team_wide_id`).
    pub number: Option<u64>,
    /// How much it presses.
    pub priority: Option<Priority>,
    /// Where its owner has sorted it (`box`).
    pub todo_box: Option<TodoBox>,
    /// Whether it is done; this decides, and not when it was closed.
    pub is_completed: bool,
    /// Whether it was deleted; a list may still hold it.
    pub is_deleted: bool,
    /// Who is to do it.
    pub assignee: Option<MemberRef>,
    /// Who closed it.
    pub closer: Option<MemberRef>,
    /// When it was closed. One that is open may have been closed before.
    pub closed: Option<Wall>,
    /// When it is to be begun.
    pub start: Option<Due>,
    /// When it is due.
    pub due: Option<Due>,
    /// Its labels, by name.
    pub labels: Vec<SafeText>,
    /// The id of the project it is in.
    pub project_id: Option<ProjectId>,
    /// That project's name, where it was sent along.
    pub project: Option<SafeText>,
    /// The id of the list it is in.
    pub list_id: Option<TodolistId>,
    /// The name of the list it is in, where it was sent along.
    pub list: Option<SafeText>,
    /// Who made it.
    pub creator: Option<MemberRef>,
    /// When it was made.
    pub created: Option<Wall>,
    /// When it was last changed.
    pub updated: Option<Wall>,
    /// Its description as plain text of several lines (`desc`, which is HTML).
    pub description: Option<SafeText>,
    /// The to-do it is a part of.
    pub parent: Option<TodoRef>,
    /// What it is made of: to-dos below it and the lines of its check list, as far as they were sent along.
    pub steps: Vec<Step>,
    /// The fields that its team has made for itself, those without a value left out.
    pub fields: Vec<CustomField>,
    /// The files that hang on it, as far as they were sent along.
    pub attachments: Vec<Attachment>,
    /// How many comments it has, as far as Tower says.
    pub comment_count: usize,
    /// Its comments, as far as they were sent along: only its own document has some.
    pub comments: Vec<Comment>,
}

impl Todo {
    /// A to-do of which nothing but the title is known.
    pub fn bare(id: TodoId, title: SafeText) -> Self {
        Self {
            id,
            title,
            number: None,
            priority: None,
            todo_box: None,
            is_completed: false,
            is_deleted: false,
            assignee: None,
            closer: None,
            closed: None,
            start: None,
            due: None,
            labels: Vec::new(),
            project_id: None,
            project: None,
            list_id: None,
            list: None,
            creator: None,
            created: None,
            updated: None,
            description: None,
            parent: None,
            steps: Vec::new(),
            fields: Vec::new(),
            attachments: Vec::new(),
            comment_count: 0,
            comments: Vec::new(),
        }
    }

    /// `#4116 title`, as people name it; the title alone where it has no number.
    pub fn name(&self) -> String {
        match self.number {
            Some(number) => format!("#{number} {}", self.title),
            None => self.title.to_string(),
        }
    }

    /// Whether it is still to be done.
    pub fn is_open(&self) -> bool {
        !self.is_completed && !self.is_deleted
    }

    /// When it was done; none as long as it is not, whenever it was closed before.
    pub fn done(&self) -> Option<Wall> {
        self.closed.filter(|_| self.is_completed)
    }

    /// The address of its page (`docs/tower-api.md`, section 8); none where Tower did not say which project it is
    /// in. The other address would need a number of the team's that is not in the API.
    pub fn link(&self, origin: &str) -> Option<String> {
        let project = self.project_id.as_ref()?;
        Some(format!("{origin}/projects/{}/todos/{}/", project.0.as_str(), self.id.0.as_str()))
    }

    /// Whether its day has passed at Tower, where it is `today`.
    pub fn is_overdue(&self, today: Date) -> bool {
        self.is_open() && self.due.is_some_and(|due| due.day < today)
    }
}

/// Something a to-do is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What is to be done.
    pub title: SafeText,
    /// Whether it is done.
    pub is_completed: bool,
    /// The to-do it is; none for a line of a check list.
    pub todo: Option<TodoId>,
    /// Who is to do it.
    pub assignee: Option<MemberRef>,
    /// When it is due.
    pub due: Option<Due>,
}

impl Step {
    /// A line of a check list of which nothing else is known.
    pub fn bare(title: SafeText, is_completed: bool) -> Self {
        Self { title, is_completed, todo: None, assignee: None, due: None }
    }
}

/// A to-do as another names one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TodoRef {
    /// Which to-do.
    pub id: TodoId,
    /// Its title, where it was sent along.
    pub title: Option<SafeText>,
}

/// A field that a team has made for itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomField {
    /// Its name.
    pub name: SafeText,
    /// What it holds, in Tower's word (`field_type`): the set is open.
    pub kind: SafeText,
    /// What stands in it: at least one value, a member by name where that was sent along.
    pub values: Vec<SafeText>,
}

/// A part of a member's to-dos.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TodoPage {
    /// The to-dos in Tower's order.
    pub todos: Vec<Todo>,
    /// Tower says that no page follows. Where it says nothing, a page that brings nothing new is the last.
    pub is_last: bool,
    /// Tower says that a page follows.
    pub has_next: bool,
    /// How many of the page could not be read and are left out.
    pub unreadable: usize,
}

/// How much a to-do presses. The set is open: a word we do not know is shown as Tower sent it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Priority {
    /// `highest`
    Highest,
    /// `higher`
    Higher,
    /// `normal`
    Normal,
    /// `lower`
    Lower,
    /// Anything else.
    Other(SafeText),
}

impl Priority {
    /// Reads Tower's word.
    pub fn parse(word: &SafeText) -> Self {
        match word.as_str() {
            "highest" => Self::Highest,
            "higher" => Self::Higher,
            "normal" => Self::Normal,
            "lower" => Self::Lower,
            _ => Self::Other(word.clone()),
        }
    }

    /// Tower's word.
    pub fn word(&self) -> &str {
        match self {
            Self::Highest => "highest",
            Self::Higher => "higher",
            Self::Normal => "normal",
            Self::Lower => "lower",
            Self::Other(word) => word.as_str(),
        }
    }
}

/// Where the owner of a to-do has sorted it. It has nothing to do with when it is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TodoBox {
    /// To be done today.
    Today,
    /// To be done next.
    Next,
    /// To be done later.
    Later,
    /// Not sorted yet.
    New,
    /// Some place that we do not know.
    Other,
}

impl TodoBox {
    /// Reads Tower's number.
    pub fn of_box(number: &str) -> Self {
        match number {
            "0" => Self::New,
            "1" => Self::Today,
            "2" => Self::Next,
            "3" => Self::Later,
            _ => Self::Other,
        }
    }
}

/// When something is due, by the calendar and the clock of Tower's own zone (+08:00).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Due {
    /// The day.
    pub day: Date,
    /// The time; none for the whole day.
    pub time: Option<Time>,
}

impl Due {
    /// Reads a time with or without a zone, or a day: `2018-01-10T23:59:59.000+08:00`, `2018-01-10T15:59:59Z`,
    /// `2018-01-10`. None where it is none of these.
    pub fn parse(text: &str) -> Option<Self> {
        if let Some(at) = moment(text) {
            return Some(Self::at(offset(8).to_datetime(at)));
        }
        // The last hours of the year 9999 are no moment any more that could be counted.
        if let Some(Ok(at)) = text.strip_suffix('Z').map(str::parse::<DateTime>) {
            return Some(Self::at(at.saturating_add(8.hours())));
        }
        match text.parse::<DateTime>() {
            Ok(at) if text.contains('T') => Some(Self::at(at)),
            Ok(at) => Some(Self { day: at.date(), time: None }),
            Err(_) => None,
        }
    }

    fn at(at: DateTime) -> Self {
        let time = at.time().with().subsec_nanosecond(0).build().unwrap_or(WHOLE_DAY);
        Self { day: at.date(), time: (time != WHOLE_DAY).then_some(time) }
    }
}

/// Reads a moment such as `2014-05-15T10:00:00.000+08:00`, where it says its zone.
pub(super) fn wall(text: &str) -> Option<Wall> {
    moment(text).map(|at| Wall(at.as_millisecond()))
}

fn moment(text: &str) -> Option<Timestamp> {
    text.parse().ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn due(text: &str) -> Option<(Date, Option<Time>)> {
        Due::parse(text).map(|due| (due.day, due.time))
    }

    #[test]
    fn a_due_time_is_read_on_towers_own_calendar() {
        let day = date(2018, 1, 10);
        for (text, read) in [
            ("2018-01-10T23:59:59.000+08:00", (day, None)),
            ("2018-01-10T15:59:59Z", (day, None)),
            ("2018-01-10", (day, None)),
            ("2018-01-10T18:00:00.000+08:00", (day, Some(time(18, 0, 0, 0)))),
            ("2018-01-09T20:30:00Z", (day, Some(time(4, 30, 0, 0)))),
            ("2018-01-10T14:00", (day, Some(time(14, 0, 0, 0)))),
            ("2018-01-10T00:00:00+08:00", (day, Some(time(0, 0, 0, 0)))),
            ("2018-01-10T18:00:00.987+08:00", (day, Some(time(18, 0, 0, 0)))),
            ("2018-01-10T23:59:59.999+08:00", (day, None)),
            ("9999-12-31T23:59:59.000+08:00", (date(9999, 12, 31), None)),
            ("9999-12-31T15:59:59Z", (date(9999, 12, 31), None)),
            ("9999-12-31T23:59:59Z", (date(9999, 12, 31), None)),
            ("9999-12-31", (date(9999, 12, 31), None)),
        ] {
            assert_eq!(due(text), Some(read), "{text}");
        }
        for text in ["", "tomorrow", "2018-13-40", "9999999999", "2018", "-1", "今天"] {
            assert_eq!(due(text), None, "{text}");
        }
    }

    #[test]
    fn overdue_is_a_question_of_the_day_and_of_nothing_that_is_done() {
        let id = TodoId(Id::parse("d1").unwrap());
        let title = SafeText::line("周报", SafeText::TITLE);
        let of = |text, is_completed| Todo {
            due: Due::parse(text),
            is_completed,
            ..Todo::bare(id.clone(), title.clone())
        };
        let today = date(2026, 8, 28);
        assert!(of("2026-08-27T23:59:59.000+08:00", false).is_overdue(today));
        assert!(!of("2026-08-27T23:59:59.000+08:00", true).is_overdue(today));
        // The hour is over, the day is not.
        assert!(!of("2026-08-28T00:00:00.000+08:00", false).is_overdue(today));
        assert!(!of("", false).is_overdue(today));
    }

    #[test]
    fn a_page_has_an_address_only_where_its_project_is_known() {
        let title = SafeText::line("周报", SafeText::TITLE);
        let bare = Todo::bare(TodoId(Id::parse("d1").unwrap()), title);
        assert_eq!((bare.link("https://tower.im"), bare.name().as_str()), (None, "周报"));
        let known = Todo { project_id: Id::parse("p1").map(ProjectId), number: Some(5132), ..bare };
        assert_eq!(known.link("https://tower.im").as_deref(), Some("https://tower.im/projects/p1/todos/d1/"));
        assert_eq!(known.name(), "#5132 周报");
    }
}
