//! Why the program cannot start or go on: one line for the person, and an exit code for a script.

use std::io;
use std::process::ExitCode;

use super::settings::BadSettings;
use crate::session::{SignOut, Trouble};
use crate::tower::failure::Failure;
use crate::tower::model::Team;
use crate::tower::oauth::BadAddress;
use crate::ui::words::{Text, Words};

/// The exit code for a wrong call: bad arguments, no terminal, nothing set up.
const USAGE: u8 = 2;
/// The exit code where nobody is signed in.
const SIGNED_OUT: u8 = 3;
/// The exit code where Tower cannot be reached.
const NETWORK: u8 = 4;

/// Where the callback is set.
const CALLBACK: &str = "TOWER_TUI_REDIRECT_URI / redirect_uri";

/// Why the program cannot start or go on.
#[derive(Debug)]
pub(super) enum Hindrance {
    NoTerminal,
    /// The demo keeps nothing that a command could work on.
    NotInDemo,
    /// Nothing says which application to sign in with.
    NotSetUp,
    Settings(BadSettings),
    Address {
        bad: BadAddress,
        setting: &'static str,
    },
    Callback(BadAddress),
    Demo(io::Error),
    /// Nobody is signed in.
    SignedOut(SignOut),
    /// Signing in did not come about.
    SignIn(Trouble),
    /// No team, or several, are of the name that was given.
    WhichTeam {
        choices: Vec<Team>,
    },
    /// The token has to be renewed, and Tower cannot be reached for it.
    Offline,
    /// Tower did not give what was asked for.
    Call(Failure),
    /// Nothing more came in where a code was asked for.
    NoCode,
    /// The system asked the program to end.
    Interrupted,
    Io(io::Error),
}

impl Hindrance {
    /// One line for the person; `zone` is the seconds by which the local time is ahead of UTC.
    pub(super) fn say(&self, words: Words, zone: i32) -> Text {
        match self {
            Self::NoTerminal => words.no_terminal(),
            Self::NotInDemo => words.not_in_demo(),
            Self::NotSetUp => words.not_set_up(),
            Self::Settings(bad) => bad.say(words),
            Self::Address { bad: BadAddress::NotAbsolute, setting } => words.not_an_address(setting),
            Self::Address { bad: BadAddress::NotSecure, setting } => words.not_secure(setting),
            Self::Callback(BadAddress::NotAbsolute) => words.not_an_address(CALLBACK),
            Self::Callback(BadAddress::NotSecure) => words.callback_refused(CALLBACK),
            Self::Demo(error) => words.no_demo(&error.to_string()),
            Self::SignedOut(reason) => words.reason(reason, zone),
            Self::SignIn(trouble) => words.trouble(trouble, None),
            Self::WhichTeam { choices } => words.which_team(choices),
            Self::Offline => words.offline_now(),
            Self::Call(failure) => words.failure(failure),
            Self::NoCode => words.no_code_came(),
            Self::Interrupted => words.interrupted(),
            Self::Io(error) => error.to_string().into(),
        }
    }

    pub(super) fn code(&self) -> ExitCode {
        match self {
            Self::NoTerminal | Self::NotInDemo | Self::NotSetUp | Self::WhichTeam { .. } => {
                ExitCode::from(USAGE)
            }
            Self::SignedOut(_) => ExitCode::from(SIGNED_OUT),
            Self::Offline | Self::SignIn(Trouble::NotSent | Trouble::AnswerLost) => ExitCode::from(NETWORK),
            Self::Call(failure) if failure.is_offline() => ExitCode::from(NETWORK),
            Self::Settings(_)
            | Self::Address { .. }
            | Self::Callback(_)
            | Self::Demo(_)
            | Self::SignIn(_)
            | Self::Call(_)
            | Self::NoCode
            | Self::Interrupted
            | Self::Io(_) => ExitCode::FAILURE,
        }
    }
}

impl From<BadSettings> for Hindrance {
    fn from(bad: BadSettings) -> Self {
        Self::Settings(bad)
    }
}

impl From<io::Error> for Hindrance {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}
