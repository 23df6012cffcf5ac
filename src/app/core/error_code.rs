//! What programs are told of an error: one table of codes, of exit codes, and of the commands that help.

/// The code of an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "`ui::words` says what each means and what helps")]
pub enum ErrorCode {
    Usage,
    Profile,
    View,
    Field,
    Filter,
    Period,
    WhichTeam,
    WhichMember,
    WhichProject,
    WhichGroup,
    WhichTodo,
    NoTerminal,
    NotInDemo,
    NotSetUp,
    SecretFile,
    CannotServe,
    SignedOut,
    Offline,
    Forbidden,
    Gone,
    Limited,
    CallFailed,
    Incomplete,
    NoOwnMember,
    NoSuchTodo,
    NotSignedIn,
    NotRenewed,
    NotKept,
    NotRemoved,
    Settings,
    Variable,
    Address,
    Editor,
    Unwell,
    FileExists,
    NotWritten,
    Interrupted,
    Io,
}

impl ErrorCode {
    /// All of them.
    pub const ALL: [Self; 38] = [
        Self::Usage,
        Self::Profile,
        Self::View,
        Self::Field,
        Self::Filter,
        Self::Period,
        Self::WhichTeam,
        Self::WhichMember,
        Self::WhichProject,
        Self::WhichGroup,
        Self::WhichTodo,
        Self::NoTerminal,
        Self::NotInDemo,
        Self::NotSetUp,
        Self::SecretFile,
        Self::CannotServe,
        Self::SignedOut,
        Self::Offline,
        Self::Forbidden,
        Self::Gone,
        Self::Limited,
        Self::CallFailed,
        Self::Incomplete,
        Self::NoOwnMember,
        Self::NoSuchTodo,
        Self::NotSignedIn,
        Self::NotRenewed,
        Self::NotKept,
        Self::NotRemoved,
        Self::Settings,
        Self::Variable,
        Self::Address,
        Self::Editor,
        Self::Unwell,
        Self::FileExists,
        Self::NotWritten,
        Self::Interrupted,
        Self::Io,
    ];

    /// Its name, the exit code, and the command that helps: 1 an error, 2 a wrong call, 3 nobody is signed in, 4 Tower
    /// cannot be reached.
    const fn row(self) -> (&'static str, u8, Option<&'static str>) {
        match self {
            Self::Usage => ("usage", 2, Some("tower-tui commands --json")),
            Self::Profile => ("profile", 2, Some("tower-tui config check")),
            Self::View => ("view", 2, Some("tower-tui config check")),
            Self::Field => ("field", 2, Some("tower-tui commands --json")),
            Self::Filter => ("filter", 2, None),
            Self::Period => ("period", 2, None),
            Self::WhichTeam => ("which_team", 2, Some("tower-tui teams --json")),
            Self::WhichMember => ("which_member", 2, Some("tower-tui members --json")),
            Self::WhichProject => ("which_project", 2, Some("tower-tui projects --json")),
            Self::WhichGroup => ("which_group", 2, Some("tower-tui members --json --fields groups")),
            Self::WhichTodo => ("which_todo", 2, None),
            Self::NoTerminal => ("no_terminal", 2, Some("tower-tui commands --json")),
            Self::NotInDemo => ("not_in_demo", 2, Some("tower-tui demo-server")),
            Self::NotSetUp => ("not_set_up", 2, Some("tower-tui")),
            Self::SecretFile => ("secret_file", 2, Some("tower-tui doctor --json")),
            Self::CannotServe => ("cannot_serve", 2, None),
            Self::SignedOut => ("signed_out", 3, Some("tower-tui login")),
            Self::Offline => ("offline", 4, Some("tower-tui doctor --json")),
            Self::Forbidden => ("forbidden", 1, None),
            Self::Gone => ("gone", 1, None),
            Self::Limited => ("limited", 1, None),
            Self::CallFailed => ("call_failed", 1, Some("tower-tui doctor --json")),
            Self::Incomplete => ("incomplete", 1, None),
            Self::NoOwnMember => ("no_own_member", 1, Some("tower-tui members --json")),
            Self::NoSuchTodo => ("no_such_todo", 1, Some("tower-tui todos --json")),
            Self::NotSignedIn => ("not_signed_in", 1, Some("tower-tui login")),
            Self::NotRenewed => ("not_renewed", 1, Some("tower-tui status --json")),
            Self::NotKept => ("not_kept", 1, Some("tower-tui doctor --json")),
            Self::NotRemoved => ("not_removed", 1, Some("tower-tui doctor --json")),
            Self::Settings => ("settings", 1, Some("tower-tui config check")),
            Self::Variable => ("variable", 1, Some("tower-tui doctor --json")),
            Self::Address => ("address", 1, Some("tower-tui config check")),
            Self::Editor => ("editor", 1, None),
            Self::Unwell => ("unwell", 1, None),
            Self::FileExists => ("file_exists", 1, None),
            Self::NotWritten => ("not_written", 1, None),
            Self::Interrupted => ("interrupted", 1, None),
            Self::Io => ("io", 1, None),
        }
    }

    /// What programs and the log call it.
    pub const fn name(self) -> &'static str {
        self.row().0
    }

    /// The exit code.
    pub const fn exit(self) -> u8 {
        self.row().1
    }

    /// The command that helps.
    pub const fn next(self) -> Option<&'static str> {
        self.row().2
    }
}
