//! The columns of the member table: by the width of the screen, or those a person has chosen.

use crate::app::search::MemberField;

/// A column. The name has always one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// The nickname.
    Name,
    /// The role.
    Role,
    /// The groups.
    Groups,
    /// The telephone number.
    Phone,
    /// The email address.
    Email,
    /// The day they joined.
    Joined,
    /// The day they were last changed.
    Updated,
    /// The id.
    Id,
    /// The note, and the marks that have no column of their own.
    Note,
}

impl Column {
    /// Its name in the settings.
    pub fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Role => "role",
            Self::Groups => "groups",
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Joined => "joined",
            Self::Updated => "updated",
            Self::Id => "id",
            Self::Note => "note",
        }
    }

    /// The one of this name.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Name].into_iter().chain(Self::CHOICES).find(|column| column.name() == name)
    }

    /// Those that may be left out, in the order they stand in.
    pub const CHOICES: [Self; 8] = [
        Self::Role,
        Self::Groups,
        Self::Phone,
        Self::Email,
        Self::Joined,
        Self::Updated,
        Self::Id,
        Self::Note,
    ];

    /// Where in a member it is, for the filter and the sorting.
    pub fn place(self) -> MemberField {
        match self {
            Self::Name => MemberField::Name,
            Self::Role => MemberField::Role,
            Self::Groups => MemberField::Groups,
            Self::Phone => MemberField::Phone,
            Self::Email => MemberField::Email,
            Self::Note => MemberField::Note,
            Self::Joined => MemberField::Joined,
            Self::Updated => MemberField::Updated,
            Self::Id => MemberField::Id,
        }
    }
}

/// Which columns a person wants.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns(Option<Vec<Column>>);

impl Columns {
    /// Those chosen, in the order they stand in; none where the width of the screen chooses.
    pub fn chosen(&self) -> Option<&[Column]> {
        self.0.as_deref()
    }

    /// What the rows may be sorted by: the name, and what the chosen columns show; else what usually shows.
    pub(in crate::app) fn places(&self) -> Vec<MemberField> {
        let usual = [Column::Role, Column::Groups, Column::Phone, Column::Note, Column::Email];
        let shown = self.0.as_deref().unwrap_or(&usual).iter();
        std::iter::once(MemberField::Name).chain(shown.map(|column| column.place())).collect()
    }

    /// These and no others, beside the name.
    pub fn of(chosen: &[Column]) -> Self {
        Self(Some(Column::CHOICES.into_iter().filter(|column| chosen.contains(column)).collect()))
    }

    /// Lets the width of the screen choose.
    pub(in crate::app) fn by_width(&mut self) {
        self.0 = None;
    }

    /// Puts a column in, or takes it out. The first time, those that usually show are chosen.
    pub(in crate::app) fn toggle(&mut self, column: Column) {
        let usual = || vec![Column::Role, Column::Groups, Column::Phone, Column::Note];
        let chosen = self.0.take().unwrap_or_else(usual);
        let wanted = |one: &Column| chosen.contains(one) != (*one == column);
        self.0 = Some(Column::CHOICES.into_iter().filter(wanted).collect());
    }
}
