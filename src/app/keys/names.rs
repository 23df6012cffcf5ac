//! The places of the settings that keys are changed in.

use super::mode_row::ModeRow;
use super::table::{MODES, Mode, ROWS, SIGN_IN, TYPED};

/// A place of the settings: the modes that its keys are for.
#[derive(Debug, PartialEq, Eq)]
pub struct KeyContext {
    /// Its name.
    pub name: &'static str,
    /// The modes it covers.
    pub modes: &'static [Mode],
}

/// The places that stand for several modes. What a later one says counts more.
static WIDE: [KeyContext; 4] = [
    KeyContext { name: "global", modes: Mode::ALL },
    KeyContext { name: "input", modes: TYPED },
    KeyContext { name: "list", modes: ROWS },
    KeyContext { name: "login", modes: SIGN_IN },
];

/// The places of one mode each, which count more than those.
static NARROW: [KeyContext; MODES.len()] = narrow();

#[expect(clippy::indexing_slicing, reason = "worked out by the compiler, which looks at every index")]
const fn narrow() -> [KeyContext; MODES.len()] {
    const TABLE: &[ModeRow<Mode>; MODES.len()] = &MODES;
    let mut contexts = [const { KeyContext { name: "", modes: &[] } }; MODES.len()];
    let mut at = 0;
    while at < MODES.len() {
        let mode: &'static Mode = &TABLE[at].mode;
        contexts[at] = KeyContext { name: TABLE[at].context, modes: std::slice::from_ref(mode) };
        at += 1;
    }
    contexts
}

impl KeyContext {
    /// All places. A later one wins over an earlier one.
    pub fn all() -> impl Iterator<Item = &'static Self> {
        WIDE.iter().chain(NARROW.iter().filter(|context| context.name != "login"))
    }

    /// The place of this name.
    pub fn named(name: &str) -> Option<&'static Self> {
        Self::all().find(|context| context.name == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::keys::table::{BINDINGS, action_named};

    #[test]
    fn every_action_has_a_name_of_its_own() {
        for binding in BINDINGS {
            assert_eq!(action_named(binding.action.name()), Some(binding.action));
        }
        assert_eq!(action_named("fly"), None);
    }

    #[test]
    fn every_place_has_a_name_and_what_is_narrower_comes_later() {
        for mode in Mode::ALL.iter().copied() {
            let all: Vec<_> = KeyContext::all().collect();
            let alone = all.iter().rposition(|context| context.modes == [mode]);
            let login = SIGN_IN.contains(&mode);
            assert!(login || alone.is_some(), "{mode:?}");
            let wider = all.iter().rposition(|context| context.modes.len() > 1);
            assert!(alone.is_none_or(|alone| Some(alone) > wider));
        }
        for context in KeyContext::all() {
            assert_eq!(KeyContext::named(context.name), Some(context));
        }
    }
}
