//! Every overlay by name: the one place of `app` that knows them all.

use super::messages::Messages;
use super::palette::Palette;
use super::session::SessionPanel;
use super::settings_errors::SettingsErrors;
use crate::app::core::command::Scope;
use crate::app::core::message_log::MessageLog;
use crate::app::core::overlay::Overlay;
use crate::app::keys::table::Action;

/// One of the overlays.
#[derive(Debug)]
pub enum AnyOverlay {
    /// The palette.
    Palette(Palette),
    /// The session.
    Session(SessionPanel),
    /// The messages.
    Messages(Messages),
    /// The errors in the settings.
    SettingsErrors(SettingsErrors),
}

impl AnyOverlay {
    /// The overlay that an action opens where none has the keys; none where it opens none.
    pub(in crate::app) fn of(action: Action, messages: &MessageLog) -> Option<Self> {
        match action {
            Action::Help => Some(Self::Palette(Palette::of(Scope::Here))),
            Action::Palette => Some(Self::Palette(Palette::of(Scope::All))),
            Action::OpenTodo => Some(Self::Palette(Palette::for_todo())),
            Action::Session => Some(Self::Session(SessionPanel::default())),
            Action::Messages => Some(Self::Messages(Messages::of(messages))),
            _ => None,
        }
    }

    /// The overlay, whichever it is.
    pub fn overlay(&self) -> &dyn Overlay {
        match self {
            Self::Palette(overlay) => overlay,
            Self::Session(overlay) => overlay,
            Self::Messages(overlay) => overlay,
            Self::SettingsErrors(overlay) => overlay,
        }
    }

    /// The overlay, to change.
    pub(in crate::app) fn overlay_mut(&mut self) -> &mut dyn Overlay {
        match self {
            Self::Palette(overlay) => overlay,
            Self::Session(overlay) => overlay,
            Self::Messages(overlay) => overlay,
            Self::SettingsErrors(overlay) => overlay,
        }
    }
}
