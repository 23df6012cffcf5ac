//! The places in a member that the filter and the sorting know.

/// Where in a member something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MemberField {
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
    /// The day they joined.
    Joined,
    /// The day they were last changed.
    Updated,
    /// The id.
    Id,
}

impl MemberField {
    /// Those the filter looks at. Days and ids are not among them: their digits would be found by every number.
    pub(super) const SOUGHT: [Self; 6] =
        [Self::Name, Self::Role, Self::Groups, Self::Phone, Self::Note, Self::Email];
}
