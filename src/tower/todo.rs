//! Tower's to-dos.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time, time};
use jiff::tz::offset;

use super::model::Id;
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
    pub tray: Option<Tray>,
    /// Whether it is done; this decides, and not when it was closed.
    pub is_completed: bool,
    /// When it is due.
    pub due: Option<Due>,
    /// Its labels, by name.
    pub labels: Vec<SafeText>,
    /// The id of the project it is in.
    pub project_id: Option<Id>,
    /// That project's name, where it was sent along.
    pub project: Option<SafeText>,
    /// The name of the list it is in, likewise.
    pub list: Option<SafeText>,
    /// The name of who made it, likewise.
    pub creator: Option<SafeText>,
    /// When it was made.
    pub created: Option<Wall>,
    /// Its description as plain text of several lines (`desc`, which is HTML).
    pub description: Option<SafeText>,
    /// What it is made of: to-dos below it and the lines of its check list, as far as they were sent along.
    pub steps: Vec<Step>,
}

impl Todo {
    /// A to-do of which nothing but the title is known.
    pub fn bare(id: TodoId, title: SafeText) -> Self {
        Self {
            id,
            title,
            number: None,
            priority: None,
            tray: None,
            is_completed: false,
            due: None,
            labels: Vec::new(),
            project_id: None,
            project: None,
            list: None,
            creator: None,
            created: None,
            description: None,
            steps: Vec::new(),
        }
    }

    /// `#4116 title`, as people name it; the title alone where it has no number.
    pub fn name(&self) -> String {
        match self.number {
            Some(number) => format!("#{number} {}", self.title),
            None => self.title.to_string(),
        }
    }

    /// The address of its page (section 8 of the API's contract); none where Tower did not say which project it is
    /// in. The other address would need a number of the team's that is not in the API.
    pub fn link(&self, origin: &str) -> Option<String> {
        let project = self.project_id.as_ref()?;
        Some(format!("{origin}/projects/{}/todos/{}/", project.as_str(), self.id.0.as_str()))
    }

    /// Whether its day has passed at Tower, where it is `today`.
    pub fn is_overdue(&self, today: Date) -> bool {
        !self.is_completed && self.due.is_some_and(|due| due.day < today)
    }
}

/// Something a to-do is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What is to be done.
    pub title: SafeText,
    /// Whether it is done.
    pub is_completed: bool,
}

/// A part of a member's to-dos.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TodoPage {
    /// The to-dos in Tower's order.
    pub todos: Vec<Todo>,
    /// Tower says that no page follows. Where it says nothing, a page that brings nothing new is the last.
    pub is_last: bool,
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
}

/// Where the owner of a to-do has sorted it. It has nothing to do with when it is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tray {
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

impl Tray {
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
        let known = Todo { project_id: Id::parse("p1"), number: Some(5132), ..bare };
        assert_eq!(known.link("https://tower.im").as_deref(), Some("https://tower.im/projects/p1/todos/d1/"));
        assert_eq!(known.name(), "#5132 周报");
    }
}
