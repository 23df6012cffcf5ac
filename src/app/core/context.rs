//! What a screen may read while it decides: Tower's data, the session, the time and the size of the terminal; and the
//! port through which it measures the picture.

use std::borrow::Cow;
use std::fmt::Debug;

use jiff::civil::Date;
use ratatui::layout::Size;

use super::message_log::Message;
use super::minutes::{Minutes, StandupTurn};
use super::preferences::Preferences;
use super::settings_error::SettingsError;
use crate::app::data::store::Data;
use crate::app::keys::table::Action;
use crate::app::kit::appearance::Theme;
use crate::app::kit::clipboard::Clipboard;
use crate::app::kit::layout::{Areas, Room};
use crate::base::calendar::day_at_tower;
use crate::base::lang::Lang;
use crate::base::text::SafeText;
use crate::base::time::Now;
use crate::session::Session;
use crate::tower::failure::Failure;
use crate::tower::todo::Todo;
use crate::tower::work::{Gathering, Period};

/// What is true of this run from its start to its end.
#[derive(Clone, Copy, Debug)]
pub struct Capabilities {
    /// A browser can be reached from here.
    pub has_browser: bool,
    /// The clipboard that is reached from here.
    pub clipboard: Clipboard,
    /// The Tower is the built-in one.
    pub demo: bool,
    /// For a screen reader, which reads whole lines: nothing is beside a list.
    pub accessible: bool,
    /// A random number, 0 to 1, drawn once.
    pub jitter: f64,
    /// Seconds by which the local time is ahead of UTC.
    pub zone: i32,
    /// What the person has set.
    pub preferences: Preferences,
    /// The picture, where it has to be measured.
    pub presenter: &'static dyn Presenter,
}

/// The moment that something happens at, and how the screen is then.
#[derive(Clone, Copy, Debug)]
pub struct At {
    /// The moment.
    pub now: Now,
    /// The size of the terminal.
    pub size: Size,
    /// The language of the interface.
    pub lang: Lang,
}

/// What a screen may look at.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// What Tower has said.
    pub data: &'a Data,
    /// The session.
    pub session: &'a Session,
    /// What can be done from here.
    pub can: Capabilities,
    /// The moment.
    pub now: Now,
    /// The size of the terminal.
    pub size: Size,
    /// The language of the interface.
    pub lang: Lang,
}

impl<'a> Context<'a> {
    pub(in crate::app) fn of(data: &'a Data, session: &'a Session, can: Capabilities, at: At) -> Self {
        let At { now, size, lang } = at;
        Self { data, session, can, now, size, lang }
    }

    /// The day it is at Tower.
    pub fn today(&self) -> Date {
        day_at_tower(self.now.wall)
    }

    /// The origin of Tower's addresses.
    pub fn origin(&self) -> &'a str {
        &self.session.client().addresses.origin
    }

    /// Whether a detail has room beside a list, or a short one below it.
    pub(in crate::app) fn has_detail(&self, or_below: bool) -> bool {
        let beside = Room::of(self.size) == Room::Wide;
        (beside || or_below) && Areas::has_detail(self.size) && !(beside && self.can.accessible)
    }
}

/// The picture, as far as the core has to know of it: things are found by their names, and moving by a page needs to
/// know how many rows there are.
pub trait Presenter: Debug + Sync {
    /// What an action is called.
    fn label(&self, action: Action, lang: Lang) -> Cow<'static, str>;

    /// What a theme is called.
    fn theme(&self, theme: Theme, lang: Lang) -> Cow<'static, str>;

    /// A message as a bug report.
    fn report(&self, message: &Message, lang: Lang) -> String;

    /// A member's report of a period, as Markdown.
    fn member_report(
        &self,
        name: &SafeText,
        gathering: &Gathering,
        period: Period,
        cx: &Context<'_>,
    ) -> String;

    /// What a person's turn in a standup tells, as text: what stands below a heading begins with spaces.
    fn standup_turn(&self, turn: &StandupTurn<'_>, lang: Lang) -> String;

    /// The minutes of a standup, as Markdown.
    fn minutes(&self, minutes: &Minutes<'_>, lang: Lang) -> String;

    /// How many rows a to-do takes, and why more of it is missing, in so many cells, with a border around them or
    /// not.
    fn todo_rows(
        &self,
        todo: &Todo,
        why_no_more: Option<&Failure>,
        cells: usize,
        bordered: bool,
        cx: &Context<'_>,
    ) -> usize;

    /// How many rows the session panel has.
    fn session_facts(&self, cx: &Context<'_>) -> usize;

    /// What is wrong in the settings, as rows of at most so many cells.
    fn settings_errors(&self, errors: &[SettingsError], cells: usize, lang: Lang) -> Vec<String>;
}
