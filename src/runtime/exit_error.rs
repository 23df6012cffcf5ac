//! Why the program cannot start or go on: one line for the person, and a code for programs.

use std::io;
use std::net::SocketAddr;

use serde_json::json;

use super::files::secret_file::NotTaken;
use super::settings::environment::BadVariable;
use super::settings::file::BadSettings;
use super::settings::profiles::UnknownProfile;
use crate::app::core::ErrorCode;
use crate::app::records::UnknownField;
use crate::app::records::named::WhichTeam;
use crate::app::search::{TodoKey, UnknownTerm};
use crate::base::text::SafeText;
use crate::session::{Delay, SaveFault, SignOut, Trouble};
use crate::token_server::{BadKeys, BadTls};
use crate::tower::failure::Failure;
use crate::tower::model::Member;
use crate::tower::oauth::{BadAddress, Issuer};
use crate::tower::project::Project;
use crate::tower::verdict::Misconfigured;
use crate::ui::words::{Text, Words};

/// Where the callback is set.
const CALLBACK: &str = "TOWER_TUI_REDIRECT_URI / redirect_uri";

/// Why the program cannot start or go on.
#[derive(Debug)]
pub(super) enum ExitError {
    NoTerminal,
    /// The terminal can only write line by line.
    DumbTerminal,
    /// The demo stores nothing that a command could work on.
    NotInDemo,
    /// There is no command of this name.
    NoSuchCommand(String),
    /// Nothing says which application to sign in with.
    NotSetUp(Option<String>),
    Settings(BadSettings),
    /// The settings file has this many errors, and each has been printed.
    SettingsErrors(usize),
    /// This many checks failed, and each has been printed.
    Unwell(usize),
    /// The settings file that should be created exists already.
    SettingsExist(String),
    NoPlaceForSettings,
    /// The editor did not start, or ended with an error.
    Editor {
        editor: String,
        why: String,
    },
    /// A file with a secret is not safe, or not there.
    NotTaken {
        path: String,
        why: NotTaken,
    },
    /// The key to the token server holds what no key can.
    TokenKey,
    /// A variable of the environment cannot be what it should.
    Variable(BadVariable),
    Address {
        bad: BadAddress,
        setting: &'static str,
    },
    Callback(BadAddress),
    Demo(io::Error),
    /// The token server would not be safe, or a part of its configuration is missing.
    Unservable(Unservable),
    /// Nothing can be served at this address.
    Listen {
        listen: SocketAddr,
        error: io::Error,
    },
    /// Nobody is signed in.
    SignedOut(SignOut),
    /// Signing in failed.
    SignIn(Issuer, Trouble),
    /// No team, or several, have the given name.
    WhichTeam(WhichTeam),
    /// No member, or several, have the given name.
    WhichMember {
        asked: SafeText,
        choices: Vec<Member>,
    },
    /// No project, or several, have the given name.
    WhichProject {
        asked: SafeText,
        choices: Vec<Project>,
    },
    /// Nobody is in a group of this name.
    NoSuchGroup {
        asked: SafeText,
        groups: Vec<SafeText>,
    },
    /// A period that ends before it begins.
    EmptyPeriod,
    /// A term of a filter means nothing.
    UnknownTerm(UnknownTerm),
    /// Tower did not say which member of the team is the account's own.
    NoOwnMember,
    /// This names no to-do.
    NoAddress(SafeText),
    /// The to-do is in none of so many teams.
    NoSuchTodo(usize),
    /// A value in a filter that means nothing.
    NoSuchValue {
        key: TodoKey,
        value: SafeText,
    },
    /// There is no profile of this name.
    UnknownProfile(UnknownProfile),
    /// There is no view of this name.
    UnknownView {
        asked: SafeText,
        nearest: Option<String>,
        all: String,
    },
    /// A profile does not say which application to sign in with.
    ProfileIncomplete(String),
    /// A field that a thing does not have.
    UnknownField(UnknownField),
    /// A file that was to be written is there already.
    FileExists(String),
    /// A file that was asked for could not be written.
    NotWritten {
        path: String,
        why: String,
    },
    /// The token has to be renewed, and whoever gives it cannot be reached.
    Offline(Issuer),
    /// The token has to be renewed, and something other than the network is in the way.
    NotRenewed(Issuer, Delay),
    /// The token has to be renewed, and whoever gives it does not take this application.
    Blocked(Issuer, Misconfigured),
    /// Tower did not give what was asked for.
    Call(Failure),
    /// What the session holds could not be kept.
    NotKept {
        /// Where it is kept.
        file: String,
        /// Why not; none where what Tower was asked for has not come in time.
        why: Option<SaveFault>,
    },
    /// A person has signed out, and this is still there.
    NotRemoved {
        file: String,
        why: SaveFault,
    },
    /// Some lists did not come, and what they hold is missing from what was printed.
    ListsMissing {
        /// How many.
        missing: usize,
        /// Of how many.
        all: usize,
        /// Why the first of them.
        why: Failure,
    },
    /// More of a list than these entries is not read.
    ListCut(usize),
    /// Nothing more came in where a code was asked for.
    NoCode,
    /// The person did not agree to what was asked.
    Declined,
    /// A file is not what `doctor --shapes` writes, or cannot be read.
    BadShapes {
        path: String,
        why: String,
    },
    /// The system asked the program to end.
    Interrupted,
    Io(io::Error),
}

/// Why a token server does not start.
#[derive(Debug)]
pub(super) enum Unservable {
    /// No key, on an address that others can reach.
    OpenToAll,
    /// Neither `--keys-file` nor `--no-key`.
    NoKeys,
    /// Plain HTTP, on an address that others can reach.
    InTheOpen,
    /// The name for a new key is not usable.
    KeyName,
    /// No `client_id`.
    NoId,
    /// No `client_secret`.
    NoSecret,
    Keys {
        path: String,
        why: BadKeys,
    },
    TlsFile {
        path: String,
        why: String,
    },
    Tls {
        certificate: String,
        key: String,
        why: BadTls,
    },
}

impl Unservable {
    fn say(&self, words: Words) -> Text {
        match self {
            Self::OpenToAll => words.open_to_all(),
            Self::NoKeys => words.no_keys(),
            Self::InTheOpen => words.in_the_open(),
            Self::KeyName => words.no_key_name(),
            Self::NoId => words.token_server_without_id(),
            Self::NoSecret => words.token_server_without_secret(),
            Self::Keys { path, why: BadKeys::Line(line) } => words.bad_key_line(path, *line),
            Self::Keys { path, why: BadKeys::None } => words.empty_keys(path),
            Self::Keys { path, why: BadKeys::Weak(name) } => words.weak_key(path, name),
            Self::Keys { path, why: BadKeys::Same(one, other) } => words.same_keys(path, one, other),
            Self::Keys { path, why: BadKeys::Name } => words.bad_key_name(path),
            Self::TlsFile { path, why } => words.tls_file_unreadable(path, why),
            Self::Tls { certificate, why: BadTls::Certificate(why), .. } => words.bad_pem(certificate, why),
            Self::Tls { key, why: BadTls::Key(why), .. } => words.bad_pem(key, why),
            Self::Tls { certificate, key, why: BadTls::Pair(why) } => words.bad_pair(certificate, key, why),
        }
    }
}

impl From<Unservable> for ExitError {
    fn from(why: Unservable) -> Self {
        Self::Unservable(why)
    }
}

/// Whether another address would be listened on.
fn is_about_address(error: &io::Error) -> bool {
    use io::ErrorKind::{AddrInUse, AddrNotAvailable, PermissionDenied, Unsupported};
    matches!(error.kind(), AddrInUse | AddrNotAvailable | PermissionDenied | Unsupported)
}

impl ExitError {
    /// One line for the person; `zone` is the seconds by which the local time is ahead of UTC.
    pub(super) fn say(&self, words: Words, zone: i32) -> Text {
        match self {
            Self::NoTerminal => words.no_terminal(),
            Self::DumbTerminal => words.dumb_terminal(),
            Self::NotInDemo => words.not_in_demo(),
            Self::NoSuchCommand(name) => words.no_such_command(name),
            Self::NotSetUp(missing) => words.not_set_up(missing.as_deref()),
            Self::Settings(bad) => bad.say(words),
            Self::SettingsErrors(count) => words.mistakes(*count),
            Self::Unwell(count) => words.unwell(*count),
            Self::SettingsExist(path) => words.settings_exist(path),
            Self::NoPlaceForSettings => words.no_place_for_settings(),
            Self::Editor { editor, why } => words.editor_failed(editor, why),
            Self::NotTaken { path, why: NotTaken::Open } => words.secret_file_open(path),
            Self::NotTaken { path, why: NotTaken::Foreign } => words.secret_file_foreign(path),
            Self::NotTaken { path, why: NotTaken::Unreadable(why) } => {
                words.secret_file_unreadable(path, &why.to_string())
            }
            Self::Variable(BadVariable { name, is_encoding: true }) => words.variable_not_utf8(name),
            Self::Variable(BadVariable { name, is_encoding: false }) => words.variable_of_several_lines(name),
            Self::TokenKey => words.token_key_unusable(),
            Self::Address { bad, setting } => words.bad_address(setting, *bad),
            Self::Callback(bad) => words.bad_callback(CALLBACK, *bad),
            Self::Demo(error) => words.no_demo(&error.to_string()),
            Self::Unservable(why) => why.say(words),
            // What the address has no part in, such as the limit of open files.
            Self::Listen { error, .. } if !is_about_address(error) => words.system(&error.to_string()),
            Self::Listen { listen, error } => words.cannot_listen(&listen.to_string(), &error.to_string()),
            Self::SignedOut(reason) => words.reason(reason, zone),
            Self::SignIn(issuer, trouble) => words.trouble(*issuer, trouble, None, None),
            Self::WhichTeam(which) => words.which_team(which.unknown.as_ref(), &which.choices),
            Self::WhichMember { asked, choices } => words.which_member(asked, choices),
            Self::WhichProject { asked, choices } => words.which_project(asked, choices),
            Self::NoSuchGroup { asked, groups } => words.no_such_group(asked, groups),
            Self::EmptyPeriod => words.empty_period(),
            Self::UnknownTerm(unknown) => words.unknown_term(unknown),
            Self::NoOwnMember => words.no_own_member(),
            Self::NoAddress(text) => words.no_address(text),
            Self::NoSuchTodo(teams) => words.no_todo_found(*teams),
            Self::NoSuchValue { key, value } => words.unknown_value(*key, value.as_str()),
            Self::UnknownProfile(UnknownProfile { asked, is_bad, nearest, all }) => {
                words.unknown_profile(asked, *is_bad, nearest.as_deref(), all)
            }
            Self::UnknownView { asked, nearest, all } => words.unknown_view(asked, nearest.as_deref(), all),
            Self::ProfileIncomplete(name) => words.profile_incomplete(name),
            Self::UnknownField(UnknownField { asked, nearest, all }) => {
                words.unknown_field(asked, nearest.as_deref(), all)
            }
            Self::FileExists(path) => words.file_exists(path),
            Self::NotWritten { path, why } => words.file_not_written(path, why),
            Self::Offline(issuer) => words.offline_now(*issuer),
            Self::NotRenewed(issuer, why) => words.not_renewed_now(*issuer, why),
            Self::Blocked(issuer, what) => words.misconfigured(*issuer, what),
            Self::Call(failure) => words.failure_in_full(failure),
            Self::NotKept { file, why } => words.not_kept(file, why.as_ref()),
            Self::NotRemoved { file, why } => words.not_removed(file, why),
            Self::ListsMissing { missing, all, why } => words.lists_not_read(*missing, *all, why),
            Self::ListCut(count) => words.list_cut(*count),
            Self::NoCode => words.no_code_came(),
            Self::Declined => words.shapes_declined(),
            Self::BadShapes { path, why } => words.shapes_unusable(path, why),
            Self::Interrupted => words.interrupted(),
            Self::Io(error) => words.system(&error.to_string()),
        }
    }

    /// Whether whoever reads what is printed has gone, having read enough.
    pub(super) fn is_unread(&self) -> bool {
        matches!(self, Self::Io(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }

    /// The code that programs and the log are told: nothing that it holds is in it.
    pub(super) fn code(&self) -> ErrorCode {
        match self {
            Self::NoTerminal | Self::DumbTerminal => ErrorCode::NoTerminal,
            Self::NotInDemo => ErrorCode::NotInDemo,
            Self::NoSuchCommand(_) | Self::BadShapes { .. } => ErrorCode::Usage,
            Self::NotSetUp(_) => ErrorCode::NotSetUp,
            Self::Settings(_)
            | Self::SettingsErrors(_)
            | Self::SettingsExist(_)
            | Self::NoPlaceForSettings => ErrorCode::Settings,
            Self::Unwell(_) => ErrorCode::Unwell,
            Self::Editor { .. } => ErrorCode::Editor,
            Self::NotTaken { .. } => ErrorCode::SecretFile,
            Self::Variable(_) | Self::TokenKey => ErrorCode::Variable,
            Self::Address { .. } | Self::Callback(_) => ErrorCode::Address,
            Self::Unservable(_) => ErrorCode::CannotServe,
            Self::SignedOut(_) => ErrorCode::SignedOut,
            Self::SignIn(_, Trouble::NotSent(_) | Trouble::AnswerLost) | Self::Offline(_) => {
                ErrorCode::Offline
            }
            Self::SignIn(..) | Self::NoCode => ErrorCode::NotSignedIn,
            Self::WhichTeam(_) => ErrorCode::WhichTeam,
            Self::WhichMember { .. } => ErrorCode::WhichMember,
            Self::WhichProject { .. } => ErrorCode::WhichProject,
            Self::NoSuchGroup { .. } => ErrorCode::WhichGroup,
            Self::NoOwnMember => ErrorCode::NoOwnMember,
            Self::EmptyPeriod => ErrorCode::Period,
            Self::UnknownTerm(_) | Self::NoSuchValue { .. } => ErrorCode::Filter,
            Self::UnknownProfile(_) | Self::ProfileIncomplete(_) => ErrorCode::Profile,
            Self::UnknownView { .. } => ErrorCode::View,
            Self::UnknownField(_) => ErrorCode::Field,
            Self::NoAddress(_) => ErrorCode::WhichTodo,
            Self::NoSuchTodo(_) => ErrorCode::NoSuchTodo,
            Self::NotRenewed(..) | Self::Blocked(..) => ErrorCode::NotRenewed,
            Self::Call(failure) if failure.is_offline() => ErrorCode::Offline,
            Self::Call(Failure::Forbidden) => ErrorCode::Forbidden,
            Self::Call(Failure::Gone) => ErrorCode::Gone,
            Self::Call(Failure::Limited { .. }) => ErrorCode::Limited,
            Self::Call(_) => ErrorCode::CallFailed,
            Self::NotKept { .. } => ErrorCode::NotKept,
            Self::NotRemoved { .. } => ErrorCode::NotRemoved,
            Self::ListsMissing { .. } | Self::ListCut(_) => ErrorCode::Incomplete,
            Self::FileExists(_) => ErrorCode::FileExists,
            Self::NotWritten { .. } => ErrorCode::NotWritten,
            Self::Interrupted | Self::Declined => ErrorCode::Interrupted,
            Self::Demo(_) | Self::Listen { .. } | Self::Io(_) => ErrorCode::Io,
        }
    }
}

/// An error as a program is told of it: one line of JSON.
pub(super) fn as_json(code: ErrorCode, message: &str, words: Words) -> String {
    let message = message.split_whitespace().collect::<Vec<_>>().join(" ");
    let hint = words.error_hint(code);
    json!({
        "code": code.name(), "message": message, "hint": hint, "next": code.next(), "exit": code.exit(),
    })
    .to_string()
}

impl From<BadSettings> for ExitError {
    fn from(bad: BadSettings) -> Self {
        Self::Settings(bad)
    }
}

impl From<BadVariable> for ExitError {
    fn from(bad: BadVariable) -> Self {
        Self::Variable(bad)
    }
}

impl From<WhichTeam> for ExitError {
    fn from(which: WhichTeam) -> Self {
        Self::WhichTeam(which)
    }
}

impl From<io::Error> for ExitError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}
