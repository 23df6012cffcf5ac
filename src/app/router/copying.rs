//! Copying: by what way, and what may be said of it.

use super::actions::Done;
use super::workspace::Workspace;
use crate::app::core::effect::Effect;
use crate::app::core::notice::{Copying, How, Notice};
use crate::app::kit::clipboard::Clipboard;

/// The most a terminal takes by OSC 52: xterm's 100,000 bytes, of which the encoding leaves three quarters.
const MOST: usize = 74_994;

impl Workspace {
    /// Copies a text.
    pub(super) fn copy_text(&self, text: String, what: Copying) -> Done {
        copy(self.place.clipboard, text, what)
    }
}

/// Copies a text to the clipboard that is reached.
pub(in crate::app) fn copy(clipboard: Clipboard, text: String, what: Copying) -> Done {
    match clipboard {
        Clipboard::Native => vec![Effect::CopyNatively { text, what }].into(),
        Clipboard::Terminal => by_terminal(text, what),
        Clipboard::Off => Done { notice: Some(Notice::NoClipboard), ..Done::default() },
    }
}

/// Has the terminal copy a text, if it is not too long for one.
pub(super) fn by_terminal(text: String, what: Copying) -> Done {
    if text.len() > MOST {
        return Done { notice: Some(Notice::TooLongToCopy), ..Done::default() };
    }
    // It does not say that it has it, so neither do we say what.
    let what = if let Copying::Asked(_) = what { Copying::Asked(None) } else { what };
    Done { notice: Some(Notice::Copied { what, how: How::Terminal }), ..vec![Effect::Copy(text)].into() }
}
