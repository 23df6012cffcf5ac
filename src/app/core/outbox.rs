//! What comes of an action: work for the runtime, a word for the person, and what the session is told.

use super::context::Capabilities;
use super::effect::Effect;
use super::notice::{Copying, How, Notice};
use crate::app::kit::clipboard::Clipboard;
use crate::session::Fact;

/// The most a terminal takes by OSC 52: xterm's 100,000 bytes, of which the encoding leaves three quarters.
const MOST: usize = 74_994;

/// What comes of an action.
#[derive(Debug, Default)]
pub struct Outbox {
    /// Work for the runtime.
    pub(in crate::app) effects: Vec<Effect>,
    /// What the person is told; the last counts.
    pub(in crate::app) notices: Vec<Notice>,
    /// What the session is told.
    pub(in crate::app) facts: Vec<Fact>,
}

impl Outbox {
    /// Has the runtime do this.
    pub fn run(&mut self, effect: Effect) {
        self.effects.push(effect);
    }

    /// Tells the person this.
    pub fn tell(&mut self, notice: Notice) {
        self.notices.push(notice);
    }

    /// Tells the session this.
    pub fn step(&mut self, fact: Fact) {
        self.facts.push(fact);
    }

    /// Copies a text to the clipboard that is reached. Whether there is one.
    pub fn copy(&mut self, clipboard: Clipboard, text: String, what: Copying) -> bool {
        match clipboard {
            Clipboard::Native => self.run(Effect::CopyNatively { text, what }),
            Clipboard::Terminal => return self.copy_by_terminal(text, what),
            Clipboard::Off => self.tell(Notice::NoClipboard),
        }
        clipboard != Clipboard::Off
    }

    /// Has the terminal copy a text, if it is not too long for one.
    pub(in crate::app) fn copy_by_terminal(&mut self, text: String, what: Copying) -> bool {
        if text.len() > MOST {
            self.tell(Notice::TooLongToCopy);
            return false;
        }
        // It does not say that it has it, so neither do we say what.
        let what = if let Copying::Asked(_) = what { Copying::Asked(None) } else { what };
        self.tell(Notice::Copied { what, how: How::Terminal });
        self.run(Effect::Copy(text));
        true
    }

    /// Opens a page of Tower's; where no browser can be reached, its address is copied.
    pub fn browse(&mut self, can: Capabilities, url: String) {
        if can.has_browser {
            self.tell(Notice::BrowserAsked);
            self.run(Effect::OpenBrowser(url));
        } else {
            self.copy(can.clipboard, url, Copying::LinkInstead);
        }
    }
}
