//! What a person can want, where keys mean something, and the two tables of it: what each mode is like, and what each
//! key does in it. Key handling, the hint bar, the help, the settings and the guide's tables all come from them.

use crossterm::event::KeyCode;
use strum::{IntoStaticStr, VariantArray};

use super::key::{Key, char, ctrl, key};
use super::lists::{both, modes};
use super::mode_row::{Kind, ModeRow};
use super::steps::{LoginAction, Menu, SetupAction};
use crate::app::kit::cursor::Motion;

/// Where keys mean something. A mode in which letters are text has no letters in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, VariantArray)]
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
    /// A member's to-dos.
    Todos,
    /// One to-do on the whole screen.
    Todo,
    /// What happened.
    Activity,
    /// A member's report.
    Report,
    /// How much each member of a team has to do.
    Workload,
    /// What the account has to do, over all its teams.
    MyDay,
    /// The projects of a team.
    Projects,
    /// One of them.
    Project,
    /// What the account was told, over all its teams.
    Notifications,
    /// A standup.
    Standup,
    /// Something is noted in it.
    Note,
    /// The filter is typed.
    Filter,
    /// A list of choices lies over the table.
    Menu,
    /// The name of a file to write is typed.
    Export,
    /// The palette is shown.
    Palette,
    /// The session panel is shown.
    Session,
    /// What was told is shown.
    Messages,
    /// The errors in the settings are shown.
    SettingsErrors,
}

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
    /// In the palette: open the to-do whose number or address is typed.
    OpenTodo,
    /// Go to a screen.
    Visit(Visit),
    /// Show how much each member of the team has to do.
    Workload,
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
    /// Show projects that were put away, or hide them.
    #[strum(serialize = "toggle_archived")]
    Archived,
    /// The people of the project.
    People,
    /// What happened: in the team or the project, or by the member.
    Activity,
    /// The report of the member.
    Report,
    /// A standup of the members that show.
    Standup,
    /// In a standup: the next one's turn.
    NextPerson,
    /// The turn of the one before.
    PreviousPerson,
    /// The next one's turn, and this one is passed over.
    SkipPerson,
    /// Note something.
    Note,
    /// Keep what is noted.
    KeepNote,
    /// The minutes now, whoever is left.
    EndStandup,
    /// The report of the week before.
    EarlierWeek,
    /// The report of the week after.
    LaterWeek,
    /// On the sign-in screen.
    Login(LoginAction),
    /// On the first-run screen.
    Setup(SetupAction),
}

/// A screen that a key leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Visit {
    /// The team picker.
    #[strum(serialize = "team")]
    Teams,
    /// What the account has to do, over all its teams.
    MyDay,
    /// The projects of the team.
    Projects,
    /// What the account was told, over all its teams.
    Notifications,
}

impl Action {
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

/// The table of modes, in their order.
pub const MODES: [ModeRow<Mode>; Mode::ALL.len()] = [
    ModeRow::of(Mode::Setup, "setup", Kind::Text),
    ModeRow::of(Mode::LoginAddress, "login", Kind::Prompt),
    ModeRow::of(Mode::LoginCode, "login", Kind::Text),
    ModeRow::of(Mode::LoginWait, "login", Kind::Prompt),
    ModeRow::of(Mode::LoginTwoStep, "login", Kind::Text),
    ModeRow::of(Mode::Teams, "teams", Kind::List).opens(),
    ModeRow::of(Mode::Members, "members", Kind::List).of_team().opens(),
    ModeRow::of(Mode::Member, "detail", Kind::Detail).of_team().opens(),
    ModeRow::of(Mode::Todos, "todos", Kind::List).of_team().opens(),
    ModeRow::of(Mode::Todo, "todo", Kind::Detail).of_team(),
    ModeRow::of(Mode::Activity, "activity", Kind::List),
    ModeRow::of(Mode::Report, "report", Kind::Detail),
    ModeRow::of(Mode::Workload, "workload", Kind::List).of_team().opens(),
    ModeRow::of(Mode::MyDay, "my_day", Kind::List).of_team().opens(),
    ModeRow::of(Mode::Projects, "projects", Kind::List).opens(),
    ModeRow::of(Mode::Project, "project", Kind::List).opens(),
    ModeRow::of(Mode::Notifications, "notifications", Kind::List).opens(),
    ModeRow::of(Mode::Standup, "standup", Kind::Detail),
    ModeRow::of(Mode::Note, "note", Kind::Text),
    ModeRow::of(Mode::Filter, "filter", Kind::Text),
    ModeRow::of(Mode::Menu, "menu", Kind::Rows),
    ModeRow::of(Mode::Export, "export", Kind::Text).over(),
    ModeRow::of(Mode::Palette, "palette", Kind::Text).over(),
    ModeRow::of(Mode::Session, "session", Kind::Panel),
    ModeRow::of(Mode::Messages, "messages", Kind::Rows),
    ModeRow::of(Mode::SettingsErrors, "mistakes", Kind::Rows),
];

impl Mode {
    /// All of them.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// Its line of the table.
    pub fn row(self) -> &'static ModeRow<Self> {
        static TABLE: [ModeRow<Mode>; Mode::ALL.len()] = MODES;
        const FIRST: &ModeRow<Mode> = &MODES[0];
        // There is a line for each.
        TABLE.iter().find(|row| row.mode == self).unwrap_or(FIRST)
    }

    /// Whether letters are text here.
    pub fn takes_text(self) -> bool {
        self.row().kind == Kind::Text
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

const fn bind(keys: &'static [Key], action: Action, modes: &'static [Mode]) -> Binding {
    Binding { keys, action, modes, hinted: false }
}

const fn hint(keys: &'static [Key], action: Action, modes: &'static [Mode]) -> Binding {
    Binding { keys, action, modes, hinted: true }
}

/// Where lists are, and one thing of them on the whole screen.
const LISTS: &[Mode] = modes!(|row| matches!(row.kind, Kind::List | Kind::Detail));
/// Where a row is selected, or messages are read; and where there may also be more to read than shows.
pub(super) const ROWS: &[Mode] = modes!(|row| matches!(row.kind, Kind::List | Kind::Detail | Kind::Rows));
const MOVES: &[Mode] = modes!(|row| !matches!(row.kind, Kind::Text | Kind::Prompt));
const FILTERED: &[Mode] = modes!(|row| matches!(row.kind, Kind::List));
const PROMPTS: &[Mode] = modes!(|row| matches!(row.kind, Kind::Prompt));
const TEXT: &[Mode] = modes!(|row| matches!(row.kind, Kind::Text));
/// Where text is typed on a screen.
pub(super) const TYPED: &[Mode] =
    modes!(|row| matches!(row.kind, Kind::Text) && !matches!(row.mode, Mode::Palette));
/// The sign-in, which is one place of the settings.
pub(super) const SIGN_IN: &[Mode] =
    &[Mode::LoginAddress, Mode::LoginCode, Mode::LoginWait, Mode::LoginTwoStep];
const OPENS: &[Mode] = modes!(|row| row.opens);
/// Where something of the open team is selected.
const TEAM: &[Mode] = modes!(|row| row.of_team);
/// Where the selected thing can be read on the whole screen, and has more than a name to copy.
const PARTS: &[Mode] = modes!(|row| row.of_team && !matches!(row.mode, Mode::Workload));
/// Where somebody is whose work can be told.
const MEMBER: &[Mode] = &[Mode::Members, Mode::Member, Mode::Todos, Mode::Todo];
/// Where what happened is read, which has no page to open.
const FEED: &[Mode] = &[Mode::Activity];
const REPORT: &[Mode] = &[Mode::Report];
const PROJECTS: &[Mode] = &[Mode::Projects, Mode::Project];
/// Where there is something to copy that is no one's page.
const READ: &[Mode] = both!(FEED, REPORT);
/// Where there is something with a page of its own.
const PAGES: &[Mode] = both!(TEAM, both!(PROJECTS, &[Mode::Notifications]));
/// Where what happened can be asked for, and somebody's feed, which is a tab beside their to-dos.
const FEEDS: &[Mode] = both!(MEMBER, PROJECTS);
const TABS: &[Mode] = &[Mode::Todos, Mode::Activity];
/// Where the projects can be asked for.
const OF_TEAM: &[Mode] = both!(&[Mode::Members, Mode::Member, Mode::Workload, Mode::Todos], READ);
/// Where a key may open a saved view: in a list and in what is read, but not where digits pick a team.
pub const OF_VIEWS: &[Mode] =
    modes!(|row| matches!(row.kind, Kind::List | Kind::Detail) && !matches!(row.mode, Mode::Teams));
/// Where messages can be asked for: wherever letters are keys and nothing else lies over the screen.
const MESSAGES: &[Mode] = both!(both!(LISTS, PROMPTS), &[Mode::Messages]);
const SESSION: &[Mode] = &[Mode::Session];
const PALETTE: &[Mode] = &[Mode::Palette];
const TODOS: &[Mode] = &[Mode::Todos, Mode::Todo];
/// Where the way back is worth no hint.
const BACK: &[Mode] = modes!(|row| !matches!(row.kind, Kind::Text | Kind::Prompt)
    && !matches!(row.mode, Mode::Todos | Mode::Todo | Mode::Standup));
/// Where the account's own work can be asked for.
const MY_DAY: &[Mode] = &[Mode::Teams, Mode::Members, Mode::Member, Mode::Workload];
/// Where what the account was told can be asked for.
const NEWS: &[Mode] = both!(both!(MY_DAY, &[Mode::MyDay, Mode::Todos, Mode::Projects]), READ);
const STANDUP: &[Mode] = &[Mode::Standup];
const CODE: &[Mode] = &[Mode::LoginCode];
const ADDRESS: &[Mode] = &[Mode::LoginAddress];

/// The table, in the order of the hint bar and the help.
pub const BINDINGS: &[Binding] = &[
    hint(&[key(KeyCode::Enter), char('l'), key(KeyCode::Right)], Action::NextPerson, STANDUP),
    hint(&[char('a')], Action::Note, STANDUP),
    hint(&[char('s')], Action::SkipPerson, STANDUP),
    hint(&[char('h'), key(KeyCode::Left), key(KeyCode::Backspace)], Action::PreviousPerson, STANDUP),
    hint(&[char('e')], Action::EndStandup, STANDUP),
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
    bind(&Key::DIGITS, Action::Pick, &[Mode::Teams, Mode::Menu]),
    bind(&[key(KeyCode::Tab)], Action::NextTab, TABS),
    bind(&[key(KeyCode::BackTab)], Action::PreviousTab, TABS),
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
    hint(&[char('s')], Action::SortNext, &[Mode::Members, Mode::Workload]),
    bind(&[char('S')], Action::SortReverse, &[Mode::Members, Mode::Workload]),
    bind(&[char('c')], Action::Menu(Menu::Columns), &[Mode::Members]),
    hint(&[char('y')], Action::CopyName, both!(both!(PAGES, READ), STANDUP)),
    bind(&[char('Y')], Action::Menu(Menu::Copy), PARTS),
    bind(&[char('#')], Action::OpenTodo, LISTS),
    hint(&[char('o')], Action::Browse, PAGES),
    bind(&[char('E')], Action::Export, &[Mode::Members]),
    hint(&[char('E')], Action::Export, both!(REPORT, STANDUP)),
    hint(&[char('p')], Action::Detail, &[Mode::Members, Mode::Todos, Mode::MyDay]),
    bind(&[char('p')], Action::Detail, &[Mode::Todo]),
    bind(&[char('z')], Action::Zoom, PARTS),
    bind(&[char('a')], Action::Inactive, &[Mode::Members, Mode::Workload]),
    hint(&[char('a')], Action::Archived, &[Mode::Projects]),
    hint(&[char('f')], Action::People, PROJECTS),
    hint(&[char('w')], Action::Workload, both!(&[Mode::Members], PROJECTS)),
    bind(&[char('w')], Action::Workload, &[Mode::Member]),
    bind(&[char('d')], Action::Visit(Visit::MyDay), MY_DAY),
    hint(&[char('r')], Action::Refresh, LISTS),
    bind(&[char('A')], Action::Activity, FEEDS),
    bind(&[char('R')], Action::Report, both!(MEMBER, FEED)),
    bind(&[char('P')], Action::Visit(Visit::Projects), OF_TEAM),
    bind(&[char('N')], Action::Visit(Visit::Notifications), NEWS),
    bind(&[char('U')], Action::Standup, &[Mode::Members]),
    hint(&[key(KeyCode::Enter)], Action::KeepNote, &[Mode::Note]),
    hint(&[char('[')], Action::EarlierWeek, REPORT),
    hint(&[char(']')], Action::LaterWeek, REPORT),
    hint(&[char('t')], Action::Visit(Visit::Teams), both!(PAGES, READ)),
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
    bind(&[key(KeyCode::Esc)], Action::Back, &[Mode::LoginAddress, Mode::LoginCode, Mode::Standup]),
    hint(&[key(KeyCode::Esc)], Action::Back, &[Mode::Filter, Mode::Note, Mode::Export, Mode::Palette]),
    hint(&[key(KeyCode::Enter)], Action::Back, &[Mode::SettingsErrors]),
    bind(&[key(KeyCode::Esc), char('h'), key(KeyCode::Left), key(KeyCode::Backspace)], Action::Back, BACK),
    hint(&[char('?'), key(KeyCode::F(1))], Action::Help, MOVES),
    hint(&[key(KeyCode::F(1)), char('?')], Action::Help, PROMPTS),
    hint(&[key(KeyCode::F(1))], Action::Help, TEXT),
    bind(&[char(':'), ctrl('p')], Action::Palette, both!(MOVES, PROMPTS)),
    bind(&[ctrl('p')], Action::Palette, TEXT),
    bind(&[char('q')], Action::QuitOrBack, both!(MOVES, ADDRESS)),
    bind(&[ctrl('l')], Action::Redraw, Mode::ALL),
    bind(&[ctrl('z')], Action::Suspend, Mode::ALL),
    hint(&[ctrl('c')], Action::Quit, Mode::ALL),
    bind(&[char('Q')], Action::Quit, MOVES),
];

/// The action of this name.
pub fn action_named(name: &str) -> Option<Action> {
    BINDINGS.iter().map(|binding| binding.action).find(|action| action.name() == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mode_has_its_line() {
        for (mode, row) in Mode::ALL.iter().zip(&MODES) {
            assert_eq!((*mode, mode.row().mode), (row.mode, *mode));
        }
    }
}
