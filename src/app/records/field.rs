//! The names of fields. Where Tower has a name for something, it is that one.

/// A field of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the name of each is what it means; `ui::words` says so in a word")]
pub enum FieldName {
    Action,
    Ancestor,
    Assignee,
    At,
    Attachments,
    Box,
    Closer,
    ClosedAt,
    Comment,
    Comments,
    Content,
    CreatedAt,
    Creator,
    Days,
    Desc,
    DueAt,
    DueIn7Days,
    DueToday,
    Fields,
    Gavatar,
    Groups,
    Id,
    IsActive,
    IsArchived,
    IsCompleted,
    IsDeleted,
    IsIncomplete,
    IsLocked,
    IsPinned,
    Item,
    Labels,
    List,
    Mailbox,
    Member,
    Name,
    Nickname,
    NoDate,
    Open,
    Overdue,
    Parent,
    Partial,
    Phone,
    Priority,
    Project,
    Role,
    Section,
    StartAt,
    Steps,
    Team,
    TeamWideId,
    Title,
    Todolist,
    UpdatedAt,
}

impl FieldName {
    /// What scripts call it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Action => "action",
            Self::Ancestor => "ancestor",
            Self::Assignee => "assignee",
            Self::At => "at",
            Self::Attachments => "attachments",
            Self::Box => "box",
            Self::Closer => "closer",
            Self::ClosedAt => "closed_at",
            Self::Comment => "comment",
            Self::Comments => "comments",
            Self::Content => "content",
            Self::CreatedAt => "created_at",
            Self::Creator => "creator",
            Self::Days => "days",
            Self::Desc => "desc",
            Self::DueAt => "due_at",
            Self::DueIn7Days => "due_in_7_days",
            Self::DueToday => "due_today",
            Self::Fields => "fields",
            Self::Gavatar => "gavatar",
            Self::Groups => "groups",
            Self::Id => "id",
            Self::IsActive => "is_active",
            Self::IsArchived => "is_archived",
            Self::IsCompleted => "is_completed",
            Self::IsDeleted => "is_deleted",
            Self::IsIncomplete => "is_incomplete_from_wxwork",
            Self::IsLocked => "is_locked_by_free_team_quota",
            Self::IsPinned => "is_pinned",
            Self::Item => "item",
            Self::Labels => "labels",
            Self::List => "list",
            Self::Mailbox => "mailbox",
            Self::Member => "member",
            Self::Name => "name",
            Self::Nickname => "nickname",
            Self::NoDate => "no_date",
            Self::Open => "open",
            Self::Overdue => "overdue",
            Self::Parent => "parent",
            Self::Partial => "partial",
            Self::Phone => "phone",
            Self::Priority => "priority",
            Self::Project => "project",
            Self::Role => "role",
            Self::Section => "section",
            Self::StartAt => "start_at",
            Self::Steps => "steps",
            Self::Team => "team",
            Self::TeamWideId => "team_wide_id",
            Self::Title => "title",
            Self::Todolist => "todolist",
            Self::UpdatedAt => "updated_at",
        }
    }

    /// What it is made of, in the order of the alphabet; nothing where it is one value or a list of them.
    pub const fn parts(self) -> &'static [&'static str] {
        match self {
            Self::Assignee
            | Self::Closer
            | Self::Creator
            | Self::Member
            | Self::Project
            | Self::Team
            | Self::Todolist => &["id", "name"],
            Self::Attachments => &["bytes", "content_type", "id", "name"],
            Self::Comments => &["content", "created_at", "creator", "id"],
            Self::Fields => &["name", "values"],
            Self::Parent => &["content", "id"],
            Self::Steps => &["content", "id", "is_completed"],
            _ => &[],
        }
    }

    /// Whether what stands in it is a number.
    pub const fn is_number(self) -> bool {
        matches!(
            self,
            Self::TeamWideId | Self::Open | Self::Overdue | Self::DueToday | Self::DueIn7Days | Self::NoDate
        )
    }
}

/// The one of these names that somebody may have meant; none where no name is near.
pub fn nearest<'a>(asked: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let near = |name: &&str| strsim::jaro_winkler(asked, name);
    let mut names: Vec<&str> = names.collect();
    names.sort_by(|one, another| near(another).total_cmp(&near(one)));
    // A part of a name is not like it, but may well mean it.
    let holds = |name: &&&str| asked.chars().count() > 2 && name.contains(asked);
    let best = names.first().filter(|name| near(name) > 0.7);
    best.or_else(|| names.iter().find(holds)).copied()
}
