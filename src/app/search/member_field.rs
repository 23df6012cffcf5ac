//! The fields of a member that can be searched and sorted by.

/// A field of a member.
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
    /// The email address.
    Email,
    /// The day they joined.
    Joined,
    /// The day they were last changed.
    Updated,
    /// The id.
    Id,
}

impl MemberField {
    /// The fields a plain term searches. Dates and ids are not among them: any number would match their digits.
    pub(super) const SOUGHT: [Self; 6] =
        [Self::Name, Self::Role, Self::Groups, Self::Phone, Self::Note, Self::Email];
}
