//! The places in a member that the filter and the sorting know.

/// Where in a member something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The nickname.
    Name,
    /// The role.
    Role,
    /// The groups.
    Groups,
    /// The telephone number.
    Phone,
    /// The note.
    Note,
    /// The address for mail.
    Email,
}

impl Place {
    pub(super) const ALL: [Self; 6] =
        [Self::Name, Self::Role, Self::Groups, Self::Phone, Self::Note, Self::Email];
}
