//! The one table of keys: what each does and where. Key handling, the hint bar, the help and the README's
//! table all come from it.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::cursor::Motion;
use super::finding::narrow;
use super::menu::Menu;

/// What a person wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// Leave the program.
    Quit,
    /// Go back one step, and leave the program where there is none.
    QuitOrBack,
    /// Go back one step; never leaves the program.
    Back,
    /// Show the keys, or hide them.
    Help,
    /// Draw in the next theme.
    Theme,
    /// Take the mouse, or let go of it.
    Mouse,
    /// Draw every cell anew.
    Redraw,
    /// Give the terminal back to the shell for a while.
    Suspend,
    /// Choose another team.
    SwitchTeam,
    /// Sign in again.
    SignIn,
    /// Show the session, or hide it.
    Session,
    /// Show what was told, or hide it.
    Messages,
    /// In the list of what was told: copy the selected one.
    CopyMessage,
    /// On the session panel: a new token now.
    Renew,
    /// On the session panel: sign out.
    SignOut,
    /// Ask Tower anew for what is shown.
    Refresh,
    /// Move in the list.
    Go(Motion),
    /// Open what is selected.
    Open,
    /// Type to find.
    Filter,
    /// Keep what is typed and go back to the list.
    KeepFilter,
    /// In the filter: what was typed before.
    Recall,
    /// Sort by the next column.
    SortNext,
    /// Sort the other way round.
    SortReverse,
    /// Choose from a list.
    Menu(Menu),
    /// In a list of choices: this one.
    Choose,
    /// Copy the name.
    CopyName,
    /// Open the member's page in the browser.
    Browse,
    /// Write the members that show to a file.
    Export,
    /// Write them to the file whose name is typed.
    WriteExport,
    /// Show the detail beside the table, or hide it.
    Detail,
    /// Show members who no longer take part, or hide them.
    Inactive,
    /// On the sign-in screen.
    Login(LoginAction),
    /// On the first-run screen.
    Setup(SetupAction),
}

/// What a person wants on the sign-in screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LoginAction {
    /// Open the address in the browser.
    Browse,
    /// Copy the address.
    Copy,
    /// Print the address on the plain screen.
    Print,
    /// Show the address as a QR code.
    Qr,
    /// To the other field.
    Switch,
    /// Hand in what is in the field.
    Submit,
    /// Empty the field.
    Clear,
    /// Stop waiting, or start again from the first step.
    GiveUp,
    /// Back to the application's id and secret.
    ChangeApp,
}

/// What a person wants on the first-run screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SetupAction {
    /// To the next field.
    Next,
    /// To the field before.
    Previous,
    /// The other choice.
    Choose,
    /// Go on with what is typed.
    Continue,
    /// See the built-in Tower first.
    Demo,
    /// Back to the sign-in screen.
    Back,
}

/// Where keys mean something. A mode in which letters are text has no letters in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mode {
    /// The first-run screen.
    Setup,
    /// Sign in: the address.
    LoginAddress,
    /// Sign in: the code is typed.
    LoginCode,
    /// Sign in: waiting for Tower.
    LoginWait,
    /// Sign in: the two-step code is typed.
    LoginTwoStep,
    /// The team picker.
    Teams,
    /// The member table.
    Members,
    /// One member on the whole screen.
    Member,
    /// The filter is typed.
    Filter,
    /// A list of choices lies over the table.
    Menu,
    /// The name of a file to write is typed.
    Export,
    /// The help is shown.
    Help,
    /// The session panel is shown.
    Session,
    /// What was told is shown.
    Messages,
}

impl Mode {
    /// All of them.
    pub const ALL: [Self; 14] = [
        Self::Setup,
        Self::LoginAddress,
        Self::LoginCode,
        Self::LoginWait,
        Self::LoginTwoStep,
        Self::Teams,
        Self::Members,
        Self::Member,
        Self::Filter,
        Self::Menu,
        Self::Export,
        Self::Help,
        Self::Session,
        Self::Messages,
    ];

    /// Whether letters are text here.
    pub fn takes_text(self) -> bool {
        match self {
            Self::Setup | Self::LoginCode | Self::LoginTwoStep | Self::Filter | Self::Export => true,
            Self::LoginAddress
            | Self::LoginWait
            | Self::Teams
            | Self::Members
            | Self::Member
            | Self::Menu
            | Self::Help
            | Self::Session
            | Self::Messages => false,
        }
    }
}

/// A key with the modifiers that matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    code: KeyCode,
    modifiers: KeyModifiers,
}

impl Key {
    /// The key of an event. Shift is part of the character; full-width forms and the marks an input method
    /// makes of `/`, `.` and `,` count as the keys they were typed with, so that one left on is no trap.
    fn of(event: KeyEvent, takes_text: bool) -> Self {
        let code = if let KeyCode::Char(char) = event.code
            && !takes_text
        {
            KeyCode::Char(match char {
                '、' => '/',
                '。' => '.',
                '，' => ',',
                other => narrow(other),
            })
        } else {
            event.code
        };
        Self { code, modifiers: event.modifiers & (KeyModifiers::CONTROL | KeyModifiers::ALT) }
    }

    /// Its name on the screen.
    pub fn name(self) -> String {
        let key = match self.code {
            KeyCode::Char(' ') => "Space".to_owned(),
            KeyCode::Char(char) => char.to_string(),
            KeyCode::F(number) => format!("F{number}"),
            KeyCode::BackTab => "Shift-Tab".to_owned(),
            KeyCode::PageDown => "PgDn".to_owned(),
            KeyCode::PageUp => "PgUp".to_owned(),
            code => format!("{code:?}"),
        };
        if self.modifiers.contains(KeyModifiers::CONTROL) { format!("Ctrl-{key}") } else { key }
    }
}

/// One line of the table.
#[derive(Debug)]
pub struct Binding {
    /// The keys, the most telling first.
    pub keys: &'static [Key],
    /// What they do.
    pub action: Action,
    /// Where.
    pub modes: &'static [Mode],
    /// How the hint bar names the key, where it shows there.
    pub hint: Option<&'static str>,
}

const fn key(code: KeyCode) -> Key {
    Key { code, modifiers: KeyModifiers::NONE }
}

const fn char(char: char) -> Key {
    key(KeyCode::Char(char))
}

const fn ctrl(char: char) -> Key {
    Key { code: KeyCode::Char(char), modifiers: KeyModifiers::CONTROL }
}

const fn bind(
    keys: &'static [Key],
    action: Action,
    modes: &'static [Mode],
    hint: Option<&'static str>,
) -> Binding {
    Binding { keys, action, modes, hint }
}

const LISTS: &[Mode] = &[Mode::Teams, Mode::Members, Mode::Member];
const MOVES: &[Mode] = &[Mode::Teams, Mode::Members, Mode::Member, Mode::Menu, Mode::Help, Mode::Messages];
const PICK: &[Mode] = &[Mode::Teams, Mode::Members];
const BROWSE: &[Mode] =
    &[Mode::Teams, Mode::Members, Mode::Member, Mode::Menu, Mode::Help, Mode::Session, Mode::Messages];
/// Where messages can be asked for: wherever letters are keys and nothing else lies over the screen.
const MESSAGES: &[Mode] =
    &[Mode::Teams, Mode::Members, Mode::Member, Mode::LoginAddress, Mode::LoginWait, Mode::Messages];
const SESSION: &[Mode] = &[Mode::Session];
const MEMBERS: &[Mode] = &[Mode::Members, Mode::Member];
const CODE: &[Mode] = &[Mode::LoginCode];
const ADDRESS: &[Mode] = &[Mode::LoginAddress];

/// The table, in the order of the hint bar and the help.
pub const BINDINGS: &[Binding] = &[
    bind(&[char('j'), key(KeyCode::Down)], Action::Go(Motion::Down), MOVES, Some("j/k")),
    bind(&[char('k'), key(KeyCode::Up)], Action::Go(Motion::Up), MOVES, None),
    bind(&[char('g'), key(KeyCode::Home)], Action::Go(Motion::First), MOVES, None),
    bind(&[char('G'), key(KeyCode::End)], Action::Go(Motion::Last), MOVES, None),
    bind(&[ctrl('d')], Action::Go(Motion::HalfDown), MOVES, None),
    bind(&[ctrl('u')], Action::Go(Motion::HalfUp), MOVES, None),
    bind(&[ctrl('f'), key(KeyCode::PageDown)], Action::Go(Motion::PageDown), MOVES, None),
    bind(&[ctrl('b'), key(KeyCode::PageUp)], Action::Go(Motion::PageUp), MOVES, None),
    bind(&[key(KeyCode::Enter), char('l'), key(KeyCode::Right)], Action::Open, PICK, Some("Enter")),
    bind(&[char('/')], Action::Filter, PICK, Some("/")),
    bind(&[key(KeyCode::Enter), key(KeyCode::Down)], Action::KeepFilter, &[Mode::Filter], Some("Enter")),
    bind(&[key(KeyCode::Up)], Action::Recall, &[Mode::Filter], Some("Up")),
    bind(
        &[key(KeyCode::Enter), char(' '), char('l'), key(KeyCode::Right)],
        Action::Choose,
        &[Mode::Menu],
        Some("Enter"),
    ),
    bind(&[key(KeyCode::Enter)], Action::WriteExport, &[Mode::Export], Some("Enter")),
    bind(&[char('f')], Action::Menu(Menu::Facets), &[Mode::Members], Some("f")),
    bind(&[char('s')], Action::SortNext, &[Mode::Members], Some("s")),
    bind(&[char('S')], Action::SortReverse, &[Mode::Members], None),
    bind(&[char('c')], Action::Menu(Menu::Columns), &[Mode::Members], None),
    bind(&[char('y')], Action::CopyName, MEMBERS, Some("y")),
    bind(&[char('Y')], Action::Menu(Menu::Copy), MEMBERS, None),
    bind(&[char('o')], Action::Browse, MEMBERS, Some("o")),
    bind(&[char('E')], Action::Export, &[Mode::Members], None),
    bind(&[char('p')], Action::Detail, &[Mode::Members], Some("p")),
    bind(&[char('a')], Action::Inactive, &[Mode::Members], None),
    bind(&[char('r')], Action::Refresh, LISTS, Some("r")),
    bind(&[char('t')], Action::SwitchTeam, MEMBERS, Some("t")),
    bind(&[char('L')], Action::SignIn, LISTS, None),
    bind(&[char('i')], Action::Session, &[Mode::Teams, Mode::Members, Mode::Member, Mode::Session], None),
    bind(&[char('m')], Action::Messages, MESSAGES, None),
    bind(&[char('y')], Action::CopyMessage, &[Mode::Messages], Some("y")),
    bind(&[char('T')], Action::Theme, LISTS, None),
    bind(&[char('M')], Action::Mouse, LISTS, None),
    bind(&[char('r')], Action::Renew, SESSION, Some("r")),
    bind(&[char('L')], Action::SignOut, SESSION, Some("L")),
    bind(&[key(KeyCode::Enter), char('o')], Action::Login(LoginAction::Browse), ADDRESS, Some("Enter")),
    bind(
        &[key(KeyCode::Enter)],
        Action::Login(LoginAction::Submit),
        &[Mode::LoginCode, Mode::LoginTwoStep],
        Some("Enter"),
    ),
    bind(&[char('y')], Action::Login(LoginAction::Copy), ADDRESS, Some("y")),
    bind(&[char('u')], Action::Login(LoginAction::Print), ADDRESS, Some("u")),
    bind(&[char('w')], Action::Login(LoginAction::Qr), ADDRESS, None),
    bind(&[ctrl('o')], Action::Login(LoginAction::Browse), CODE, Some("Ctrl-o")),
    bind(&[ctrl('y')], Action::Login(LoginAction::Copy), CODE, None),
    bind(&[ctrl('r')], Action::Login(LoginAction::Print), CODE, None),
    bind(&[ctrl('u')], Action::Login(LoginAction::Clear), CODE, None),
    bind(&[char('s')], Action::Login(LoginAction::ChangeApp), ADDRESS, None),
    bind(&[ctrl('s')], Action::Login(LoginAction::ChangeApp), CODE, None),
    bind(
        &[key(KeyCode::Tab), key(KeyCode::BackTab)],
        Action::Login(LoginAction::Switch),
        &[Mode::LoginAddress, Mode::LoginCode],
        Some("Tab"),
    ),
    bind(
        &[key(KeyCode::Esc)],
        Action::Login(LoginAction::GiveUp),
        &[Mode::LoginWait, Mode::LoginTwoStep],
        Some("Esc"),
    ),
    bind(
        &[key(KeyCode::Tab), key(KeyCode::Down)],
        Action::Setup(SetupAction::Next),
        &[Mode::Setup],
        Some("Tab"),
    ),
    bind(
        &[key(KeyCode::BackTab), key(KeyCode::Up)],
        Action::Setup(SetupAction::Previous),
        &[Mode::Setup],
        None,
    ),
    bind(
        &[key(KeyCode::Left), key(KeyCode::Right)],
        Action::Setup(SetupAction::Choose),
        &[Mode::Setup],
        None,
    ),
    bind(&[key(KeyCode::Enter)], Action::Setup(SetupAction::Continue), &[Mode::Setup], Some("Enter")),
    bind(&[key(KeyCode::F(2))], Action::Setup(SetupAction::Demo), &[Mode::Setup], Some("F2")),
    bind(&[key(KeyCode::Esc)], Action::Setup(SetupAction::Back), &[Mode::Setup], None),
    bind(&[key(KeyCode::Esc)], Action::Back, &[Mode::LoginAddress, Mode::LoginCode], None),
    bind(&[key(KeyCode::Esc)], Action::Back, &[Mode::Filter, Mode::Export], Some("Esc")),
    bind(
        &[key(KeyCode::Esc), char('h'), key(KeyCode::Left), key(KeyCode::Backspace)],
        Action::Back,
        BROWSE,
        None,
    ),
    bind(&[char('?'), key(KeyCode::F(1))], Action::Help, BROWSE, Some("?")),
    bind(&[key(KeyCode::F(1)), char('?')], Action::Help, &[Mode::LoginAddress, Mode::LoginWait], Some("F1")),
    bind(
        &[key(KeyCode::F(1))],
        Action::Help,
        &[Mode::Setup, Mode::LoginCode, Mode::LoginTwoStep, Mode::Filter, Mode::Export],
        Some("F1"),
    ),
    bind(
        &[char('q')],
        Action::QuitOrBack,
        &[
            Mode::Teams,
            Mode::Members,
            Mode::Member,
            Mode::Menu,
            Mode::Help,
            Mode::Session,
            Mode::Messages,
            Mode::LoginAddress,
        ],
        None,
    ),
    bind(&[ctrl('l')], Action::Redraw, &Mode::ALL, None),
    bind(&[ctrl('z')], Action::Suspend, &Mode::ALL, None),
    bind(&[ctrl('c')], Action::Quit, &Mode::ALL, Some("Ctrl-C")),
    bind(&[char('Q')], Action::Quit, BROWSE, None),
];

/// What a key press means in a mode; none when it is text, or nothing.
pub fn resolve(mode: Mode, event: KeyEvent) -> Option<Action> {
    let pressed = Key::of(event, mode.takes_text());
    live(mode).find(|binding| binding.keys.contains(&pressed)).map(|binding| binding.action)
}

/// The keys worth a hint in a mode, and what they do. How to leave is told where a person is new and has no `q`.
pub fn hints(mode: Mode) -> impl Iterator<Item = (&'static str, Action)> {
    let hinted = live(mode).filter_map(|binding| Some((binding.hint?, binding.action)));
    hinted.filter(move |(_, action)| match action {
        Action::Quit => mode == Mode::Setup,
        action => mode != Mode::Help || *action == Action::Help,
    })
}

/// The name of the key that does something in a mode; none where none does.
pub fn name(mode: Mode, action: Action) -> Option<String> {
    let binding = live(mode).find(|binding| binding.action == action)?;
    binding.keys.first().map(|key| key.name())
}

/// The lines of the table that are live in a mode.
pub fn live(mode: Mode) -> impl Iterator<Item = &'static Binding> {
    BINDINGS.iter().filter(move |binding| binding.modes.contains(&mode))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_key_has_two_meanings_in_one_mode() {
        for mode in Mode::ALL {
            let mut seen = HashSet::new();
            for key in live(mode).flat_map(|binding| binding.keys) {
                assert!(seen.insert(key), "{mode:?} {}", key.name());
            }
        }
    }

    #[test]
    fn letters_are_text_where_text_is_typed() {
        for mode in Mode::ALL.into_iter().filter(|mode| mode.takes_text()) {
            for key in live(mode).flat_map(|binding| binding.keys) {
                let letter = matches!(key.code, KeyCode::Char(_)) && key.modifiers.is_empty();
                assert!(!letter, "{mode:?} {}", key.name());
            }
        }
    }

    #[test]
    fn every_mode_has_a_way_out_and_help_in_its_hints() {
        for mode in Mode::ALL {
            assert!(live(mode).any(|binding| binding.action == Action::Quit), "{mode:?}");
            assert!(
                live(mode).any(|binding| binding.action == Action::Help && binding.hint.is_some()),
                "{mode:?}"
            );
        }
    }

    #[test]
    fn an_input_method_left_on_is_no_trap() {
        let press = |char| resolve(Mode::Members, KeyEvent::new(KeyCode::Char(char), KeyModifiers::NONE));
        assert_eq!(press('、'), Some(Action::Filter));
        assert_eq!(press('？'), Some(Action::Help));
        assert_eq!(press('ｊ'), Some(Action::Go(Motion::Down)));
    }
}
