//! Options of the terminal: window title, cursor, mouse and wheel.

use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::Position;

use super::input::Input;
use super::state::{Stage, State};
use crate::app::core::effect::Effect;
use crate::app::core::notice::Notice;
use crate::app::keys::table::{Action, Mode};
use crate::app::kit::cursor::Motion;

/// What the window is called where no team is open.
const PROGRAM: &str = "tower-tui";

/// How many rows the wheel moves, as terminals have it.
const NOTCH: usize = 3;

/// What is done by no key.
const NO_KEY: KeyEvent = KeyEvent::new(KeyCode::Null, KeyModifiers::NONE);

/// Two clicks on a row within this are one double click, as desktops have it.
const DOUBLE: Duration = Duration::from_millis(500);

impl State {
    /// Whether the terminal's cursor stands on the selected row of the list with these keys: where a screen
    /// reader follows it, and the list has the keys.
    pub fn follows(&self, mode: Mode) -> bool {
        self.look.accessible && self.mode() == mode
    }

    /// What the terminal's window is called.
    pub fn title(&self) -> String {
        let team = match &self.stage {
            Stage::Workspace(workspace) => workspace.team().map(|team| team.name.as_str()),
            Stage::Setup(_) => None,
        };
        match team.filter(|team| !team.is_empty()) {
            Some(team) => format!("{team} - {PROGRAM}"),
            None => PROGRAM.to_owned(),
        }
    }

    /// Takes in a digit: of the number that is being typed where there is such a row, else the first of another.
    pub(super) fn pick(&mut self, key: KeyEvent) {
        let at = self.at();
        let KeyCode::Char(typed) = key.code else { return };
        let (Some(digit), Stage::Workspace(workspace)) = (typed.to_digit(10), &mut self.stage) else {
            return;
        };
        let digit = digit as usize;
        let rows = workspace.screen().rows(&workspace.context(at));
        let longer = self.number.saturating_mul(10).saturating_add(digit);
        if let Some(number) = [longer, digit].into_iter().find(|number| (1..=rows).contains(number)) {
            self.number = number;
            workspace.hand_on(Input::Row(number - 1), at);
        } else {
            self.notices.hint(Notice::NoSuchKey { name: typed.to_string() }, self.now);
        }
    }

    /// Where borders are two cells wide, what follows them has been drawn in the wrong place and is drawn anew.
    pub(super) fn measured(&mut self, wide: bool) -> Vec<Effect> {
        self.look.wide = wide;
        if wide { vec![Effect::Redraw] } else { Vec::new() }
    }

    pub(super) fn toggle_mouse(&mut self) -> Vec<Effect> {
        self.look.mouse = !self.look.mouse;
        self.notices.show(Notice::Mouse(self.look.mouse), self.now);
        vec![Effect::Mouse(self.look.mouse)]
    }

    /// The wheel does what the keys do that move, and nothing where there are none.
    pub(super) fn turn_wheel(&mut self, motion: Motion) -> Vec<Effect> {
        for _ in 0..NOTCH {
            self.go(motion);
        }
        Vec::new()
    }

    /// Moves in what has the keys.
    pub(super) fn go(&mut self, motion: Motion) {
        // There is nothing to tell and nothing to do but to move.
        drop(self.act(Action::Go(motion), NO_KEY));
    }

    /// A click selects the row it meets, and the second on the same row opens it.
    pub(super) fn click(&mut self, place: Position) -> Vec<Effect> {
        let (at, before) = (self.at(), self.clicked.take());
        let (true, Stage::Workspace(workspace)) = (self.overlays.is_empty(), &mut self.stage) else {
            return Vec::new();
        };
        let Some(row) = workspace.row_at(place, at) else { return Vec::new() };
        workspace.hand_on(Input::Row(row), at);
        let mono = at.now.mono;
        if before.is_some_and(|(on, since)| on == row && mono.saturating_sub(since) <= DOUBLE) {
            return self.open_row();
        }
        self.clicked = Some((row, mono));
        Vec::new()
    }

    /// Opens the selected row as the key does. A filter that is being typed is kept, as by the key.
    fn open_row(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        if self.mode() == Mode::Filter {
            effects.extend(self.act(Action::KeepFilter, NO_KEY));
        }
        if self.mode().row().opens {
            effects.extend(self.act(Action::Open, NO_KEY));
        }
        effects
    }
}
