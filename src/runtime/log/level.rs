//! How much stands in the log.

use strum::{EnumString, IntoStaticStr, VariantArray};

/// How much of what happens stands in the log.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, VariantArray, EnumString, IntoStaticStr,
)]
#[strum(serialize_all = "lowercase")]
pub(in crate::runtime) enum Level {
    /// Nothing.
    Off,
    /// What does not work.
    Error,
    /// Also what failed and may work later.
    Warn,
    /// Also every call, and what became of the session.
    #[default]
    Info,
    /// Also every step.
    Debug,
}

impl Level {
    /// Its name in the settings, on the command line and in the log.
    pub(in crate::runtime) fn name(self) -> &'static str {
        self.into()
    }

    /// The level of this name.
    pub(in crate::runtime) fn named(name: &str) -> Option<Self> {
        name.parse().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_level_has_a_name_and_the_later_ones_tell_more() {
        for level in Level::VARIANTS {
            assert_eq!(Level::named(level.name()), Some(*level));
        }
        assert!(Level::Off < Level::Error && Level::Info < Level::Debug);
        assert_eq!(Level::named("loud"), None);
    }
}
