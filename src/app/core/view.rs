//! Saved views: a screen with a filter and an order, under a name that a person has given it.

use strum::{IntoStaticStr, VariantArray};

use crate::app::keys::key::Key;
use crate::app::search::MemberField;
use crate::base::text::SafeText;

/// A saved view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// Its name.
    pub name: SafeText,
    /// The screen, and what its rows are sorted by where a person may choose that.
    pub of: ViewOf,
    /// What is typed there to find something.
    pub filter: String,
    /// The key that opens it.
    pub key: Option<Key>,
}

/// A screen that a view can be of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ViewOf {
    /// The members of the open team, by a column; else as the person wants the table.
    Members(Option<MemberField>),
    /// Its workload, by a column; else the most overloaded first.
    Workload(Option<LoadColumn>),
    /// What the account has to do, over all its teams.
    MyDay,
    /// What happened in the team.
    Activity,
    /// The projects of the team.
    Projects,
    /// What the account was told, over all its teams.
    Notifications,
}

/// A column that a workload can be sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum LoadColumn {
    /// Who is overloaded most: what is overdue, then what is due today, within seven days, and open.
    #[default]
    Overdue,
    /// All that is open.
    Open,
    /// What is due today.
    Today,
    /// What is due in the seven days after today.
    Week,
    /// What is due on no day.
    NoDate,
    /// What was done in the last seven days.
    Done,
    /// The name.
    Name,
}

impl LoadColumn {
    /// The one of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::VARIANTS.iter().copied().find(|column| <&'static str>::from(column) == name)
    }
}

impl View {
    /// Whether it shows without a team.
    pub fn is_of_account(&self) -> bool {
        matches!(self.of, ViewOf::MyDay | ViewOf::Notifications)
    }
}
