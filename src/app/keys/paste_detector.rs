//! Detects a paste in a terminal without bracketed paste: keys that come faster than anyone types.

use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::base::time::Now;

/// Nobody types keys closer together than this.
const APART: Duration = Duration::from_millis(10);

/// The keys of the last moment.
#[derive(Debug, Default)]
pub(in crate::app) struct PasteDetector {
    /// When the last of them came, on the monotonic clock.
    last: Option<Duration>,
    /// How many printable ones have come in a row.
    run: usize,
    /// A key that is a command, held until it is clear that no other follows at once: the first character of a
    /// pasted text is no command.
    held: Option<KeyEvent>,
}

impl PasteDetector {
    /// Takes in a key; whether it is part of a pasted text.
    pub(in crate::app) fn takes(&mut self, key: KeyEvent, now: Now) -> bool {
        let quick = self.last.is_some_and(|last| now.mono.saturating_sub(last) < APART);
        let prints = is_printable(key);
        let pasted = quick && (prints || (self.run > 1 && is_space(key)));
        self.run = match (prints, pasted) {
            (true, true) => self.run + 1,
            (true, false) => 1,
            (false, true) => self.run,
            (false, false) => 0,
        };
        self.last = (prints || pasted).then_some(now.mono);
        pasted
    }

    /// Holds a key back.
    pub(in crate::app) fn hold(&mut self, key: KeyEvent) {
        self.held = Some(key);
    }

    /// Releases the key that is held.
    pub(in crate::app) fn release(&mut self) -> Option<KeyEvent> {
        self.held.take()
    }

    /// Releases the key that is held, if its time is over.
    pub(in crate::app) fn release_due(&mut self, now: Now) -> Option<KeyEvent> {
        if self.due_in(now) == Some(Duration::ZERO) { self.release() } else { None }
    }

    /// How long until a held key is released.
    pub(in crate::app) fn due_in(&self, now: Now) -> Option<Duration> {
        self.held?;
        Some((self.last? + APART).saturating_sub(now.mono))
    }
}

/// Whether a key is text.
pub(in crate::app) fn is_printable(key: KeyEvent) -> bool {
    matches!(key.code, KeyCode::Char(_))
        && !key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT)
}

/// Whether a key is what a line break or a tab within pasted text arrives as.
fn is_space(key: KeyEvent) -> bool {
    let line_feed = key.code == KeyCode::Char('j') && key.modifiers == KeyModifiers::CONTROL;
    line_feed || matches!(key.code, KeyCode::Enter | KeyCode::Tab)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::time::Wall;

    /// Which of these keys, each so many milliseconds after the one before, are part of a pasted text.
    fn pasted(keys: &[(u64, KeyCode)]) -> Vec<bool> {
        let mut burst = PasteDetector::default();
        let mut mono = Duration::from_secs(1);
        let mut take = |(after, code): &(u64, KeyCode)| {
            mono += Duration::from_millis(*after);
            burst.takes(KeyEvent::new(*code, KeyModifiers::NONE), Now { mono, wall: Wall(0) })
        };
        keys.iter().map(&mut take).collect()
    }

    #[test]
    fn keys_less_than_ten_milliseconds_apart_are_a_paste_and_so_is_the_line_break_after_them() {
        let (a, enter) = (KeyCode::Char('a'), KeyCode::Enter);
        assert_eq!(pasted(&[(0, a), (9, a), (9, enter), (9, a)]), [false, true, true, true]);
        assert_eq!(pasted(&[(0, a), (9, a), (10, enter)]), [false, true, false]);
        assert_eq!(pasted(&[(0, a), (10, a), (10, a)]), [false; 3]);
    }

    #[test]
    fn a_quick_hand_that_types_one_key_and_enter_is_no_paste() {
        let (a, enter) = (KeyCode::Char('a'), KeyCode::Enter);
        assert_eq!(pasted(&[(0, a), (100, a), (3, enter)]), [false; 3]);
        assert_eq!(pasted(&[(0, enter), (1, enter)]), [false; 2]);
    }
}
