//! Where keys mean something: the one table of modes, from which every list of modes is read.

#![expect(
    clippy::indexing_slicing,
    reason = "lists are worked out by the compiler, which looks at every index"
)]

use strum::VariantArray;

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
    /// The mistakes in the settings are shown.
    Mistakes,
}

/// What a mode is like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Letters are text.
    Text,
    /// A person is asked for something, and letters are keys.
    Prompt,
    /// A list has the whole screen, or most of it.
    List,
    /// One thing of a list has the whole screen.
    Detail,
    /// Something with rows lies over the screen.
    Rows,
    /// Something to read lies over the screen.
    Panel,
}

/// One line of the table.
#[derive(Debug)]
pub struct ModeRow {
    /// The mode.
    pub mode: Mode,
    /// The place of the settings that its keys are changed in.
    pub context: &'static str,
    /// What it is like.
    pub kind: Kind,
    /// It is of a screen of the open team.
    pub of_team: bool,
    /// Something that is selected can be opened.
    pub opens: bool,
    /// It is of something that lies over the screen.
    pub is_over: bool,
}

impl ModeRow {
    const fn of(mode: Mode, context: &'static str, kind: Kind) -> Self {
        let is_over = matches!(kind, Kind::Rows | Kind::Panel);
        Self { mode, context, kind, of_team: false, opens: false, is_over }
    }

    const fn of_team(self) -> Self {
        Self { of_team: true, ..self }
    }

    const fn opens(self) -> Self {
        Self { opens: true, ..self }
    }

    const fn over(self) -> Self {
        Self { is_over: true, ..self }
    }
}

/// The table, in the order of the modes.
pub const MODES: [ModeRow; Mode::ALL.len()] = [
    ModeRow::of(Mode::Setup, "setup", Kind::Text),
    ModeRow::of(Mode::LoginAddress, LOGIN, Kind::Prompt),
    ModeRow::of(Mode::LoginCode, LOGIN, Kind::Text),
    ModeRow::of(Mode::LoginWait, LOGIN, Kind::Prompt),
    ModeRow::of(Mode::LoginTwoStep, LOGIN, Kind::Text),
    ModeRow::of(Mode::Teams, "teams", Kind::List).opens(),
    ModeRow::of(Mode::Members, "members", Kind::List).of_team().opens(),
    ModeRow::of(Mode::Member, "detail", Kind::Detail).of_team().opens(),
    ModeRow::of(Mode::Todos, "todos", Kind::List).of_team().opens(),
    ModeRow::of(Mode::Todo, "todo", Kind::Detail).of_team(),
    ModeRow::of(Mode::Filter, "filter", Kind::Text),
    ModeRow::of(Mode::Menu, "menu", Kind::Rows),
    ModeRow::of(Mode::Export, "export", Kind::Text).over(),
    ModeRow::of(Mode::Palette, "palette", Kind::Text).over(),
    ModeRow::of(Mode::Session, "session", Kind::Panel),
    ModeRow::of(Mode::Messages, "messages", Kind::Rows),
    ModeRow::of(Mode::Mistakes, "mistakes", Kind::Rows),
];

/// The place of the settings for the whole of the sign-in.
pub(super) const LOGIN: &str = "login";

impl Mode {
    /// All of them.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// Its line of the table.
    pub fn row(self) -> &'static ModeRow {
        const TABLE: &[ModeRow; Mode::ALL.len()] = &MODES;
        // The table has a line for each, in their order.
        TABLE.iter().find(|row| row.mode == self).unwrap_or(&TABLE[0])
    }

    /// Whether letters are text here.
    pub fn takes_text(self) -> bool {
        self.row().kind == Kind::Text
    }
}

/// Which lines of the table a list of modes is made of.
#[derive(Clone, Copy)]
pub(super) enum Pick {
    /// Those of these kinds.
    Kinds(&'static [Kind]),
    /// Those of a screen of the open team.
    OfTeam,
    /// Those in which something can be opened.
    Opens,
    /// Those of this place of the settings.
    Context(&'static str),
}

impl Pick {
    const fn takes(self, row: &ModeRow) -> bool {
        match self {
            Self::Kinds(kinds) => {
                let mut at = 0;
                while at < kinds.len() {
                    if kinds[at] as u8 == row.kind as u8 {
                        return true;
                    }
                    at += 1;
                }
                false
            }
            Self::OfTeam => row.of_team,
            Self::Opens => row.opens,
            Self::Context(name) => is_same(name, row.context),
        }
    }

    /// How many modes that are.
    pub(super) const fn count(self) -> usize {
        let (mut at, mut count) = (0, 0);
        while at < MODES.len() {
            count += self.takes(&MODES[at]) as usize;
            at += 1;
        }
        count
    }

    /// Those modes.
    pub(super) const fn modes<const N: usize>(self) -> [Mode; N] {
        let mut modes = [Mode::Setup; N];
        let (mut at, mut count) = (0, 0);
        while at < MODES.len() {
            if self.takes(&MODES[at]) {
                modes[count] = MODES[at].mode;
                count += 1;
            }
            at += 1;
        }
        modes
    }
}

const fn is_same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let mut at = 0;
    while at < one.len() && at < other.len() && one[at] == other[at] {
        at += 1;
    }
    at == one.len() && at == other.len()
}

/// These modes and those.
pub(super) const fn joined<const N: usize>(first: &[Mode], then: &[Mode]) -> [Mode; N] {
    let mut modes = [Mode::Setup; N];
    let mut at = 0;
    while at < N {
        modes[at] = if at < first.len() { first[at] } else { then[at - first.len()] };
        at += 1;
    }
    modes
}

/// These modes without those, which are among them.
pub(super) const fn without<const N: usize>(all: &[Mode], gone: &[Mode]) -> [Mode; N] {
    let mut modes = [Mode::Setup; N];
    let (mut at, mut count) = (0, 0);
    while at < all.len() {
        let (mut other, mut stays) = (0, true);
        while other < gone.len() {
            stays &= all[at] as u8 != gone[other] as u8;
            other += 1;
        }
        if stays {
            modes[count] = all[at];
            count += 1;
        }
        at += 1;
    }
    modes
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
