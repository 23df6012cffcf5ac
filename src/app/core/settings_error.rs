//! An error in the settings file: where it is and what is wrong.

use crate::app::keys::key::Key;
use crate::app::keys::keymap::KeyFault;
use crate::app::search::UnknownTerm;
use crate::base::text::SafeText;
use crate::tower::oauth::BadAddress;

/// An error in the settings file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingsError {
    /// Its line, counted from 1.
    pub line: usize,
    /// Its column in characters, counted from 1.
    pub column: usize,
    /// What is wrong there.
    pub fault: SettingsFault,
}

/// What can be wrong in the settings file. A value is repeated only where it should be one of a few words: anything
/// else may be a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SettingsFault {
    /// It is not TOML; the parser's message.
    Syntax(String),
    /// The whole file is in another format, of this name.
    Format(&'static str),
    /// A mark or a blank stands where TOML has another one.
    Punctuation {
        /// What stands there.
        found: char,
        /// What TOML has there; none where nothing belongs there.
        wanted: Option<char>,
    },
    /// There is no setting of this name; the one that may be meant.
    Name(SafeText, Option<&'static str>),
    /// A term of a filter means nothing.
    Filter(UnknownTerm),
    /// A profile may not be called this.
    ProfileName(SafeText),
    /// A setting has a value that is none of its choices.
    Choice {
        /// The setting.
        setting: &'static str,
        /// The value.
        value: SafeText,
        /// The choices.
        choices: &'static [&'static str],
        /// The choice where nothing is set; none where that is no choice.
        default: Option<&'static str>,
    },
    /// The value of this setting has the wrong type.
    Type(&'static str, ValueType),
    /// The value of this setting is not an address to which tokens may be sent.
    Address(&'static str, BadAddress),
    /// The value of this setting is no callback.
    Callback(&'static str, BadAddress),
    /// Keys for an action that cannot be used.
    Keys(KeyFault),
    /// A key for a view that cannot be used.
    ViewKey(KeyFault),
    /// The key of a view is that of another one.
    KeyOfView(Key, SafeText),
    /// The rows of a view cannot be sorted.
    NoOrder,
    /// A profile has the application of another one; none is what stands outside of profiles.
    SharedClient(Option<SafeText>),
}

/// The type that the value of a setting must have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueType {
    /// `true` or `false`.
    Flag,
    /// `true`, `false` or one of these words.
    FlagOr(&'static [&'static str]),
    /// A text in quotation marks.
    Text,
    /// A list of texts.
    List,
}

impl SettingsFault {
    /// Whether the program cannot start with it.
    pub fn is_fatal(&self) -> bool {
        matches!(self, Self::Syntax(_) | Self::Format(_) | Self::Punctuation { .. } | Self::Type(..))
    }

    /// Whether it holds all the same, and may be what is meant.
    pub fn is_warning(&self) -> bool {
        matches!(self, Self::SharedClient(_))
    }

    /// Whether the program starts without what is wrong. A wrong address is neither this nor fatal: it is refused where
    /// it would be used.
    pub fn is_ignored(&self) -> bool {
        matches!(
            self,
            Self::Name(..)
                | Self::ProfileName(_)
                | Self::Filter(_)
                | Self::Choice { .. }
                | Self::Keys(_)
                | Self::ViewKey(_)
                | Self::KeyOfView(..)
                | Self::NoOrder
        )
    }
}
