//! Which clipboard is reached from here.

/// The clipboard that is reached from here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clipboard {
    /// The system's own, by one of its programs, which says whether it took the text.
    Native,
    /// The terminal's, by OSC 52, which says nothing.
    Terminal,
    /// None: the person wants it so.
    Off,
}
