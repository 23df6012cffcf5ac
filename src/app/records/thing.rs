//! The things that are printed and exported, and the fields of each.

use super::FieldName;
use super::FieldName::{
    Action, Ancestor, Assignee, At, Attachments, Box, ClosedAt, Closer, Comment, Comments, Content,
    CreatedAt, Creator, Days, Desc, DueAt, DueIn7Days, DueToday, Fields, Gavatar, Groups, Id, IsActive,
    IsArchived, IsCompleted, IsDeleted, IsIncomplete, IsLocked, IsPinned, Item, Labels, List, Mailbox,
    Member, Name, Nickname, NoDate, Open, Overdue, Parent, Partial, Phone, Priority, Project, Role, Section,
    StartAt, Steps, Team, TeamWideId, Title, Todolist, UpdatedAt,
};

/// A to-do with all that belongs to it.
const WHOLE_TODO: &[FieldName] = &[
    Id,
    TeamWideId,
    Content,
    IsCompleted,
    Priority,
    Box,
    Assignee,
    Creator,
    Project,
    Todolist,
    StartAt,
    DueAt,
    ClosedAt,
    CreatedAt,
    Labels,
    IsDeleted,
    Closer,
    Parent,
    Desc,
    Steps,
    Fields,
    Attachments,
    Comments,
];

/// A to-do of a day.
const DAY_TODO: &[FieldName] = &[
    Section,
    Team,
    Id,
    TeamWideId,
    Content,
    IsCompleted,
    Priority,
    Box,
    Assignee,
    Creator,
    Project,
    Todolist,
    StartAt,
    DueAt,
    ClosedAt,
    CreatedAt,
    Labels,
];

/// A kind of record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thing {
    /// A team of the account.
    Team,
    /// A member of a team.
    Member,
    /// A to-do as lists have it.
    Todo,
    /// A to-do with all that belongs to it.
    WholeTodo,
    /// A to-do of the account's day.
    DayTodo,
    /// How much a member has to do.
    Load,
    /// Something that happened.
    Event,
    /// Something in a report.
    ReportItem,
    /// A project.
    Project,
}

impl Thing {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Team,
        Self::Member,
        Self::Todo,
        Self::WholeTodo,
        Self::DayTodo,
        Self::Load,
        Self::Event,
        Self::ReportItem,
        Self::Project,
    ];

    /// Its fields, in their order.
    pub const fn fields(self) -> &'static [FieldName] {
        match self {
            Self::Team => &[Id, Name, CreatedAt],
            Self::Member => &[
                Id,
                Nickname,
                Role,
                Groups,
                Phone,
                Mailbox,
                Comment,
                IsActive,
                IsIncomplete,
                IsLocked,
                CreatedAt,
                UpdatedAt,
                Gavatar,
            ],
            Self::Todo => &[
                Id,
                TeamWideId,
                Content,
                IsCompleted,
                Priority,
                Box,
                Assignee,
                Creator,
                Project,
                Todolist,
                StartAt,
                DueAt,
                ClosedAt,
                CreatedAt,
                Labels,
                Desc,
            ],
            Self::WholeTodo => WHOLE_TODO,
            Self::DayTodo => DAY_TODO,
            Self::Load => &[Id, Nickname, Open, Overdue, DueToday, DueIn7Days, NoDate, Days, Partial],
            Self::Event => &[Id, CreatedAt, Member, Action, Title, Ancestor],
            Self::ReportItem => &[Member, Item, At, Id, TeamWideId, Content, Project, DueAt, Action, List],
            Self::Project => &[Id, Name, Desc, IsPinned, IsArchived],
        }
    }

    /// The fields that a table for people shows where none are asked for.
    pub const fn shown(self) -> &'static [FieldName] {
        match self {
            Self::Team => &[Name, Id],
            Self::Member => &[Nickname, Role, Groups, Phone, Mailbox],
            Self::Todo => &[TeamWideId, DueAt, Project, Content],
            Self::WholeTodo => &[TeamWideId, DueAt, Project, Content, Assignee],
            Self::DayTodo => &[Section, TeamWideId, DueAt, Team, Project, Content],
            Self::Load => &[Nickname, Open, Overdue, DueToday, DueIn7Days, NoDate],
            Self::Event => &[CreatedAt, Member, Action, Title, Ancestor],
            Self::ReportItem => &[Member, Item, At, TeamWideId, Content, Project],
            Self::Project => &[Name, Id, IsPinned, IsArchived],
        }
    }
}
