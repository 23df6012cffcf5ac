//! What a person can want, each under the name that the settings have for it.

use strum::IntoStaticStr;

use super::steps::{LoginAction, SetupAction};
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
