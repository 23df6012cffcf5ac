//! The one table of keys: what each does and where. Key handling, the hint bar, the help and the README's
//! table all come from it.

use crossterm::event::KeyCode;
use strum::IntoStaticStr;

use super::key::Key;
use super::mode::{Kind, Mode, Pick, joined, without};
use crate::app::kit::cursor::Motion;

/// What a person wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Action {
    /// Leave the program.
    Quit,
    /// Go back one step, and leave the program where there is none.
    QuitOrBack,
    /// Go back one step; never leaves the program.
    Back,
    /// Show what can be done here, or hide it.
    Help,
    /// Show everything that can be done, or hide it.
    Palette,
    /// In the palette: do this.
    Run,
    /// Draw in the next theme.
    Theme,
    /// Take the mouse, or let go of it.
    Mouse,
    /// Draw every cell anew.
    Redraw,
    /// Give the terminal back to the shell for a while.
    Suspend,
    /// Go to a screen.
    Visit(Visit),
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
    /// Show the detail on the whole screen, or what it was opened from again.
    Zoom,
    /// Show the next of a member's lists of to-dos.
    NextTab,
    /// Show the one before.
    PreviousTab,
    /// Type to find.
    Filter,
    /// Keep what is typed and go back to the list.
    KeepFilter,
    /// In the filter: what was typed before.
    #[strum(serialize = "earlier_filter")]
    Recall,
    /// In the filter: go on writing a term, or another that it may become.
    Complete,
    /// Sort by the next column.
    SortNext,
    /// Sort the other way round.
    SortReverse,
    /// Choose from a list.
    Menu(Menu),
    /// The row of this number.
    #[strum(serialize = "number")]
    Pick,
    /// In a list of choices: this one.
    Choose,
    /// Copy the name, or a to-do's number and title.
    #[strum(serialize = "copy")]
    CopyName,
    /// Open the member's or the to-do's page in the browser.
    #[strum(serialize = "open_browser")]
    Browse,
    /// Write the members that show to a file.
    Export,
    /// Write them to the file whose name is typed.
    WriteExport,
    /// Show the detail beside the list, or hide it; on the whole screen where it has no room there.
    Detail,
    /// Show members who no longer take part, or hide them.
    #[strum(serialize = "toggle_inactive")]
    Inactive,
    /// On the sign-in screen.
    Login(LoginAction),
    /// On the first-run screen.
    Setup(SetupAction),
}

/// What there is to choose from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Menu {
    /// Roles and groups.
    #[strum(serialize = "facet")]
    Facets,
    /// Columns of the table.
    Columns,
    /// What of a member to copy.
    #[strum(serialize = "copy_menu")]
    Copy,
}

/// A screen that a key leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Visit {
    /// The team picker.
    #[strum(serialize = "team")]
    Teams,
}

/// What a person wants on the sign-in screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum LoginAction {
    /// Open the address in the browser.
    #[strum(serialize = "open_address")]
    Browse,
    /// Copy the address.
    #[strum(serialize = "copy_address")]
    Copy,
    /// Print the address on the plain screen.
    #[strum(serialize = "print_address")]
    Print,
    /// Show the address as a QR code.
    #[strum(serialize = "qr_code")]
    Qr,
    /// To the other field.
    #[strum(serialize = "other_step")]
    Switch,
    /// Hand in what is in the field.
    Submit,
    /// Empty the field.
    Clear,
    /// Stop waiting, or start again from the first step.
    #[strum(serialize = "start_again")]
    GiveUp,
    /// Back to the application's id and secret.
    ChangeApp,
}

/// What a person wants on the first-run screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum SetupAction {
    /// To the next field.
    #[strum(serialize = "next_field")]
    Next,
    /// To the field before.
    #[strum(serialize = "previous_field")]
    Previous,
    /// The other choice.
    #[strum(serialize = "other_choice")]
    Choose,
    /// Go on with what is typed.
    Continue,
    /// See the built-in Tower first.
    Demo,
    /// Back to the sign-in screen.
    #[strum(serialize = "leave_setup")]
    Back,
}

impl Action {
    /// The action of this name.
    pub fn named(name: &str) -> Option<Self> {
        BINDINGS.iter().map(|binding| binding.action).find(|action| action.name() == name)
    }

    /// Its name in the settings.
    pub fn name(self) -> &'static str {
        match self {
            Self::Go(motion) => motion.into(),
            Self::Menu(menu) => menu.into(),
            Self::Visit(screen) => screen.into(),
            Self::Login(action) => action.into(),
            Self::Setup(action) => action.into(),
            action => action.into(),
        }
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
    /// Whether the hint bar names the first of the keys.
    pub hinted: bool,
}

const fn key(code: KeyCode) -> Key {
    Key::plain(code)
}

const fn char(char: char) -> Key {
    key(KeyCode::Char(char))
}

const fn ctrl(char: char) -> Key {
    Key::ctrl(char)
}

const fn bind(keys: &'static [Key], action: Action, modes: &'static [Mode]) -> Binding {
    Binding { keys, action, modes, hinted: false }
}

const fn hint(keys: &'static [Key], action: Action, modes: &'static [Mode]) -> Binding {
    Binding { keys, action, modes, hinted: true }
}

/// The modes that these lines of their table are about.
macro_rules! modes {
    ($pick:expr) => {
        &$pick.modes::<{ $pick.count() }>()
    };
}

/// These modes and those.
macro_rules! both {
    ($one:expr, $other:expr) => {
        &joined::<{ $one.len() + $other.len() }>($one, $other)
    };
}

/// Where lists are, and one thing of them on the whole screen.
const LISTS: &[Mode] = modes!(Pick::Kinds(&[Kind::List, Kind::Detail]));
/// Where a row is selected, or messages are read; and where there may also be more to read than shows.
pub(super) const ROWS: &[Mode] = modes!(Pick::Kinds(&[Kind::List, Kind::Detail, Kind::Rows]));
const MOVES: &[Mode] = modes!(Pick::Kinds(&[Kind::List, Kind::Detail, Kind::Rows, Kind::Panel]));
const FILTERED: &[Mode] = modes!(Pick::Kinds(&[Kind::List]));
const PROMPTS: &[Mode] = modes!(Pick::Kinds(&[Kind::Prompt]));
const TEXT: &[Mode] = modes!(Pick::Kinds(&[Kind::Text]));
/// Where text is typed on a screen.
pub(super) const TYPED: &[Mode] = &without::<{ TEXT.len() - PALETTE.len() }>(TEXT, PALETTE);
const OPENS: &[Mode] = modes!(Pick::Opens);
/// Where something of the open team is selected.
const TEAM: &[Mode] = modes!(Pick::OfTeam);
const BROWSE: &[Mode] = MOVES;
/// Where messages can be asked for: wherever letters are keys and nothing else lies over the screen.
const MESSAGES: &[Mode] = both!(both!(LISTS, PROMPTS), &[Mode::Messages]);
const SESSION: &[Mode] = &[Mode::Session];
const PALETTE: &[Mode] = &[Mode::Palette];
const TODOS: &[Mode] = &[Mode::Todos, Mode::Todo];
/// Where the way back is worth no hint.
const BACK: &[Mode] = &without::<{ MOVES.len() - TODOS.len() }>(MOVES, TODOS);
const CODE: &[Mode] = &[Mode::LoginCode];
const ADDRESS: &[Mode] = &[Mode::LoginAddress];

const DIGITS: [Key; 10] = [
    char('1'),
    char('2'),
    char('3'),
    char('4'),
    char('5'),
    char('6'),
    char('7'),
    char('8'),
    char('9'),
    char('0'),
];

/// The table, in the order of the hint bar and the help.
pub const BINDINGS: &[Binding] = &[
    hint(&[char('j'), key(KeyCode::Down)], Action::Go(Motion::Down), ROWS),
    bind(&[char('j'), key(KeyCode::Down)], Action::Go(Motion::Down), SESSION),
    bind(&[char('k'), key(KeyCode::Up)], Action::Go(Motion::Up), MOVES),
    bind(&[char('g'), key(KeyCode::Home)], Action::Go(Motion::First), MOVES),
    bind(&[char('G'), key(KeyCode::End)], Action::Go(Motion::Last), MOVES),
    bind(&[ctrl('d')], Action::Go(Motion::HalfDown), MOVES),
    bind(&[ctrl('u')], Action::Go(Motion::HalfUp), MOVES),
    bind(&[ctrl('f'), key(KeyCode::PageDown)], Action::Go(Motion::PageDown), MOVES),
    bind(&[ctrl('b'), key(KeyCode::PageUp)], Action::Go(Motion::PageUp), MOVES),
    hint(&[char('h'), key(KeyCode::Esc), key(KeyCode::Left), key(KeyCode::Backspace)], Action::Back, TODOS),
    hint(&[key(KeyCode::Enter), char('l'), key(KeyCode::Right)], Action::Open, OPENS),
    bind(&DIGITS, Action::Pick, &[Mode::Teams, Mode::Menu]),
    bind(&[key(KeyCode::Tab)], Action::NextTab, &[Mode::Todos]),
    bind(&[key(KeyCode::BackTab)], Action::PreviousTab, &[Mode::Todos]),
    hint(&[char('/')], Action::Filter, FILTERED),
    hint(&[key(KeyCode::Enter), key(KeyCode::Down)], Action::KeepFilter, &[Mode::Filter]),
    hint(&[key(KeyCode::Up)], Action::Recall, &[Mode::Filter]),
    bind(&[key(KeyCode::Tab)], Action::Complete, &[Mode::Filter]),
    bind(&[key(KeyCode::Down)], Action::Go(Motion::Down), PALETTE),
    bind(&[key(KeyCode::Up)], Action::Go(Motion::Up), PALETTE),
    bind(&[key(KeyCode::PageDown)], Action::Go(Motion::PageDown), PALETTE),
    bind(&[key(KeyCode::PageUp)], Action::Go(Motion::PageUp), PALETTE),
    hint(&[key(KeyCode::Enter)], Action::Run, PALETTE),
    hint(&[key(KeyCode::Enter), char(' '), char('l'), key(KeyCode::Right)], Action::Choose, &[Mode::Menu]),
    hint(&[key(KeyCode::Enter)], Action::WriteExport, &[Mode::Export]),
    hint(&[char('f')], Action::Menu(Menu::Facets), &[Mode::Members]),
    hint(&[char('s')], Action::SortNext, &[Mode::Members]),
    bind(&[char('S')], Action::SortReverse, &[Mode::Members]),
    bind(&[char('c')], Action::Menu(Menu::Columns), &[Mode::Members]),
    hint(&[char('y')], Action::CopyName, TEAM),
    bind(&[char('Y')], Action::Menu(Menu::Copy), &[Mode::Members, Mode::Member]),
    hint(&[char('o')], Action::Browse, TEAM),
    bind(&[char('E')], Action::Export, &[Mode::Members]),
    hint(&[char('p')], Action::Detail, &[Mode::Members, Mode::Todos]),
    bind(&[char('p')], Action::Detail, &[Mode::Todo]),
    bind(&[char('z')], Action::Zoom, TEAM),
    bind(&[char('a')], Action::Inactive, &[Mode::Members]),
    hint(&[char('r')], Action::Refresh, LISTS),
    hint(&[char('t')], Action::Visit(Visit::Teams), TEAM),
    bind(&[char('L')], Action::SignIn, LISTS),
    bind(&[char('i')], Action::Session, both!(LISTS, SESSION)),
    bind(&[char('m')], Action::Messages, MESSAGES),
    hint(&[char('y')], Action::CopyMessage, &[Mode::Messages]),
    bind(&[char('T')], Action::Theme, LISTS),
    bind(&[char('M')], Action::Mouse, LISTS),
    hint(&[char('r')], Action::Renew, SESSION),
    hint(&[char('L')], Action::SignOut, SESSION),
    hint(&[key(KeyCode::Enter), char('o')], Action::Login(LoginAction::Browse), ADDRESS),
    hint(&[key(KeyCode::Enter)], Action::Login(LoginAction::Submit), &[Mode::LoginCode, Mode::LoginTwoStep]),
    hint(&[char('y')], Action::Login(LoginAction::Copy), ADDRESS),
    hint(&[char('u')], Action::Login(LoginAction::Print), ADDRESS),
    bind(&[char('w')], Action::Login(LoginAction::Qr), ADDRESS),
    hint(&[ctrl('o')], Action::Login(LoginAction::Browse), CODE),
    bind(&[ctrl('y')], Action::Login(LoginAction::Copy), CODE),
    bind(&[ctrl('r')], Action::Login(LoginAction::Print), CODE),
    bind(&[ctrl('u')], Action::Login(LoginAction::Clear), CODE),
    bind(&[char('s')], Action::Login(LoginAction::ChangeApp), ADDRESS),
    bind(&[ctrl('s')], Action::Login(LoginAction::ChangeApp), CODE),
    hint(
        &[key(KeyCode::Tab), key(KeyCode::BackTab)],
        Action::Login(LoginAction::Switch),
        &[Mode::LoginAddress, Mode::LoginCode],
    ),
    hint(&[key(KeyCode::Esc)], Action::Login(LoginAction::GiveUp), &[Mode::LoginWait, Mode::LoginTwoStep]),
    hint(&[key(KeyCode::Tab), key(KeyCode::Down)], Action::Setup(SetupAction::Next), &[Mode::Setup]),
    bind(&[key(KeyCode::BackTab), key(KeyCode::Up)], Action::Setup(SetupAction::Previous), &[Mode::Setup]),
    bind(&[key(KeyCode::Left), key(KeyCode::Right)], Action::Setup(SetupAction::Choose), &[Mode::Setup]),
    hint(&[key(KeyCode::Enter)], Action::Setup(SetupAction::Continue), &[Mode::Setup]),
    hint(&[key(KeyCode::F(2))], Action::Setup(SetupAction::Demo), &[Mode::Setup]),
    bind(&[key(KeyCode::Esc)], Action::Setup(SetupAction::Back), &[Mode::Setup]),
    bind(&[key(KeyCode::Esc)], Action::Back, &[Mode::LoginAddress, Mode::LoginCode]),
    hint(&[key(KeyCode::Esc)], Action::Back, &[Mode::Filter, Mode::Export, Mode::Palette]),
    hint(&[key(KeyCode::Enter)], Action::Back, &[Mode::Mistakes]),
    bind(&[key(KeyCode::Esc), char('h'), key(KeyCode::Left), key(KeyCode::Backspace)], Action::Back, BACK),
    hint(&[char('?'), key(KeyCode::F(1))], Action::Help, BROWSE),
    hint(&[key(KeyCode::F(1)), char('?')], Action::Help, PROMPTS),
    hint(&[key(KeyCode::F(1))], Action::Help, TEXT),
    bind(&[char(':'), ctrl('p')], Action::Palette, both!(MOVES, PROMPTS)),
    bind(&[ctrl('p')], Action::Palette, TEXT),
    bind(&[char('q')], Action::QuitOrBack, both!(MOVES, ADDRESS)),
    bind(&[ctrl('l')], Action::Redraw, Mode::ALL),
    bind(&[ctrl('z')], Action::Suspend, Mode::ALL),
    hint(&[ctrl('c')], Action::Quit, Mode::ALL),
    bind(&[char('Q')], Action::Quit, BROWSE),
];
