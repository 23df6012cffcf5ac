//! How the selected to-do of a list is read, beside the list or on the whole screen; and what of it is copied.

use super::copying::{self, CopyMenu};
use super::reader::Reader;
use crate::app::core::context::Context;
use crate::app::core::outbox::Outbox;
use crate::app::core::screen::Habits;
use crate::app::data::resource::{Resource, Want};
use crate::app::keys::table::{Action, Mode};
use crate::app::kit::cursor::Motion;
use crate::app::kit::layout::{Areas, PaneRequest};
use crate::app::search::Filter;
use crate::tower::todo::Todo;

/// How the selected to-do is read.
#[derive(Debug, Default)]
pub struct Reading {
    /// It stands beside the list where there is room.
    pub beside: bool,
    /// It has the whole screen.
    pub zoomed: bool,
    /// Where in it the person is then.
    pub reader: Reader,
    /// What of it to copy, while that is chosen.
    pub menu: Option<CopyMenu>,
}

impl Reading {
    /// As the person read the last one.
    pub(in crate::app::screens) fn of(habits: &Habits) -> Self {
        Self { beside: habits.todo_detail, ..Self::default() }
    }

    /// Where the list and the to-do are. A to-do is too much for the rows below a list.
    pub(in crate::app::screens) fn areas(&self, filter: &Filter, cx: &Context<'_>) -> Areas {
        let detail = self.beside && cx.has_detail(false);
        Areas::todos(cx.size, PaneRequest { filter: filter.shows(), detail })
    }

    /// Where keys are looked up on a screen whose list has this mode.
    pub(in crate::app::screens) fn mode(&self, filter: &Filter, list: Mode) -> Mode {
        match self {
            Self { menu: Some(_), .. } => Mode::Menu,
            _ if filter.editing => Mode::Filter,
            _ if self.zoomed => Mode::Todo,
            _ => list,
        }
    }

    /// What of the selected to-do is wanted: the whole of it where it shows, and on the whole screen the comments that
    /// did not come with it.
    pub(in crate::app::screens) fn wants(
        &self,
        listed: Option<&Todo>,
        whole: Option<&Todo>,
        areas: Areas,
        cx: &Context<'_>,
    ) -> impl Iterator<Item = Want> + use<> {
        let shows = self.zoomed || !areas.detail.is_empty();
        let todo = listed.filter(|_| shows).map(|todo| Want::of(Resource::Todo(todo.id.clone())));
        let todo = todo.map(|todo| if self.zoomed { todo } else { todo.rested() });
        let read = whole.filter(|_| self.zoomed);
        let thread = read.and_then(|todo| self.reader.want(todo, areas, cx));
        todo.into_iter().chain(thread)
    }

    /// Gives the to-do the whole screen, or shows the list again.
    pub(in crate::app::screens) fn zoom(&mut self, zoomed: bool) {
        self.zoomed = zoomed;
        self.reader = Reader::default();
    }

    /// Shows the to-do beside the list, or hides it; where it has no room there, on the whole screen.
    fn toggle(&mut self, cx: &Context<'_>) {
        if self.zoomed || !cx.has_detail(false) {
            self.zoom(!self.zoomed);
        } else {
            self.beside = !self.beside;
        }
    }

    /// Moves in the open menu, or scrolls the to-do on the whole screen. Whether there is one of them.
    pub(in crate::app::screens) fn go(
        &mut self,
        motion: Motion,
        todo: Option<&Todo>,
        areas: Areas,
        cx: &Context<'_>,
    ) -> bool {
        if let Some(open) = &mut self.menu {
            open.go(motion, cx);
        } else if let Some(todo) = todo.filter(|_| self.zoomed) {
            self.reader.go(motion, todo, areas, cx);
        }
        self.is_inside()
    }

    /// Selects a row of the open menu. Whether there is one.
    pub(in crate::app::screens) fn select(&mut self, row: usize, cx: &Context<'_>) -> bool {
        if let Some(open) = &mut self.menu {
            open.select(row, cx);
        }
        self.menu.is_some()
    }

    /// How many rows of a menu there are to pick from.
    pub(in crate::app::screens) fn rows(&self) -> usize {
        self.menu.as_ref().map_or(0, |open| open.offered.len())
    }

    /// Does what can be done with the selected to-do.
    pub(in crate::app::screens) fn act(
        &mut self,
        todo: Option<&Todo>,
        action: Action,
        cx: &Context<'_>,
        out: &mut Outbox,
    ) {
        match action {
            Action::Open => self.zoom(todo.is_some()),
            Action::Zoom => self.zoom(!self.zoomed && todo.is_some()),
            Action::Detail => self.toggle(cx),
            _ => copying::act(&mut self.menu, todo, action, cx, out),
        }
    }

    /// Whether the person is in the to-do or in a menu of it.
    pub(in crate::app::screens) fn is_inside(&self) -> bool {
        self.zoomed || self.menu.is_some()
    }

    /// Closes that.
    pub(in crate::app::screens) fn close(&mut self) {
        if self.menu.take().is_none() {
            self.zoom(false);
        }
    }
}
