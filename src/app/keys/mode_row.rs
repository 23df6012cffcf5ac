//! What is said of a mode in its line of the table: what it is like, and where its keys are changed.

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

/// One line of the table of modes.
#[derive(Debug)]
pub struct ModeRow<M> {
    /// The mode.
    pub mode: M,
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

impl<M: Copy> ModeRow<M> {
    pub(super) const fn of(mode: M, context: &'static str, kind: Kind) -> Self {
        let is_over = matches!(kind, Kind::Rows | Kind::Panel);
        Self { mode, context, kind, of_team: false, opens: false, is_over }
    }

    pub(super) const fn of_team(self) -> Self {
        Self { of_team: true, ..self }
    }

    pub(super) const fn opens(self) -> Self {
        Self { opens: true, ..self }
    }

    pub(super) const fn over(self) -> Self {
        Self { is_over: true, ..self }
    }
}
