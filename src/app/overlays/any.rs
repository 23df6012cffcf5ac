//! Every overlay by name: the one place of `app` that knows them all.

use super::messages::Messages;
use super::palette::Palette;
use super::session::SessionPanel;
use super::settings_errors::SettingsErrors;
use crate::app::core::overlay::Overlay;

/// One of the overlays.
#[derive(Debug)]
pub enum AnyOverlay {
    /// The palette.
    Palette(Palette),
    /// The session.
    Session(SessionPanel),
    /// The messages.
    Messages(Messages),
    /// The mistakes in the settings.
    SettingsErrors(SettingsErrors),
}

impl AnyOverlay {
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
