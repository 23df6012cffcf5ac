//! What the core asks the picture.

use std::borrow::Cow;

use super::overlays::{session, settings_errors};
use super::screens::todos::detail;
use super::words::Words;
use super::{markdown, minutes};
use crate::app::core::context::{Context, Presenter};
use crate::app::core::message_log::Message;
use crate::app::core::minutes::{Minutes, StandupTurn};
use crate::app::core::settings_error::SettingsError;
use crate::app::keys::table::Action;
use crate::app::kit::appearance::Theme;
use crate::base::lang::Lang;
use crate::base::text::SafeText;
use crate::base::time::Wall;
use crate::tower::failure::Failure;
use crate::tower::todo::Todo;
use crate::tower::work::{Gathering, Period};

/// The picture, and what reports say of the program.
#[derive(Debug)]
pub struct Painter {
    /// Which program it is.
    pub version: fn() -> String,
    /// A moment as reports have it.
    pub moment: fn(Wall) -> String,
}

impl Painter {
    /// The picture of a program without a name, where nobody reports anything.
    pub const PLAIN: Self = Self { version: String::new, moment: |_| String::new() };
}

impl Presenter for Painter {
    fn label(&self, action: Action, lang: Lang) -> Cow<'static, str> {
        Words(lang).action(action)
    }

    fn theme(&self, theme: Theme, lang: Lang) -> Cow<'static, str> {
        Words(lang).theme(theme)
    }

    fn report(&self, message: &Message, lang: Lang) -> String {
        Words(lang).report(message, &(self.version)(), &(self.moment)(message.last))
    }

    fn member_report(
        &self,
        name: &SafeText,
        gathering: &Gathering,
        period: Period,
        cx: &Context<'_>,
    ) -> String {
        markdown::report(Words(cx.lang), name, gathering, period, cx.today(), 1)
    }

    fn standup_turn(&self, turn: &StandupTurn<'_>, lang: Lang) -> String {
        minutes::turn(Words(lang), turn)
    }

    fn minutes(&self, all: &Minutes<'_>, lang: Lang) -> String {
        minutes::minutes(Words(lang), all)
    }

    fn todo_rows(
        &self,
        todo: &Todo,
        why_no_more: Option<&Failure>,
        cells: usize,
        bordered: bool,
        cx: &Context<'_>,
    ) -> usize {
        detail::rows(todo, why_no_more, cells, bordered, cx)
    }

    fn session_facts(&self, cx: &Context<'_>) -> usize {
        session::count(cx)
    }

    fn settings_errors(&self, errors: &[SettingsError], cells: usize, lang: Lang) -> Vec<String> {
        settings_errors::rows(errors, cells, Words(lang))
    }
}
