//! What a picture is drawn from, and what every screen of the workspace has to draw of itself.

use ratatui::Frame;

use crate::app::State;
use crate::app::core::context::Context;
use crate::app::data::store::Data;
use crate::app::keys::mode_row::Kind;
use crate::app::keys::table::{Action, Mode};
use crate::app::router::workspace::Workspace;
use crate::ui::words::{Text, Words};

/// What a picture of the workspace is drawn from.
#[derive(Clone, Copy)]
pub(in crate::ui) struct Scene<'a> {
    pub(in crate::ui) state: &'a State,
    pub(in crate::ui) workspace: &'a Workspace,
    pub(in crate::ui) words: Words,
    /// Where in the workspace the person is: ` › Members › 曾国栋 › open`.
    pub(in crate::ui) trail: &'a str,
}

impl<'a> Scene<'a> {
    /// What the screens look at.
    pub(in crate::ui) fn cx(&self) -> Context<'a> {
        self.workspace.context(self.state.at())
    }

    /// What Tower has said.
    pub(in crate::ui) fn data(&self) -> &'a Data {
        &self.workspace.data
    }

    /// The name of the key that does something in a mode; empty where none does.
    pub(in crate::ui) fn key(&self, mode: Mode, action: Action) -> String {
        self.state.key(mode, action)
    }

    /// The same where the key does it now: while something is typed, letters are text.
    pub(in crate::ui) fn live_key(&self, mode: Mode, action: Action) -> Option<String> {
        (self.state.mode().row().kind != Kind::Text).then(|| self.key(mode, action))
    }

    /// Whether somebody is signed in.
    pub(in crate::ui) fn is_live(&self) -> bool {
        self.workspace.session.is_live()
    }
}

/// A screen of the workspace as it is drawn.
pub(in crate::ui) trait Picture {
    /// Draws it.
    fn draw(&self, scene: Scene<'_>, frame: &mut Frame<'_>);

    /// What it is called in the line that says where the person is.
    fn crumb(&self, words: Words) -> String;

    /// Where in its list the person is and on what, for a screen reader.
    fn spoken(&self, _scene: Scene<'_>) -> Option<Text> {
        None
    }

    /// Draws what lies over it and is its own.
    fn draw_over(&self, _scene: Scene<'_>, _frame: &mut Frame<'_>) {}

    /// What its filter looks at.
    fn filter_hint(&self, _words: Words) -> Option<Text> {
        None
    }
}
