//! The calls of Tower's API that this program makes: where each goes and what its answer holds.

use super::comment::CommentPage;
use super::failure::{Failure, Unreadable};
use super::json_api::{self, Line};
use super::model::{Member, MemberId, MemberPage, Team, TeamId, User};
use super::todo::{Todo, TodoId, TodoPage, Which};
use super::wire::{Answer, Lost};

/// The name of a page's number in a query.
pub const PAGE: &str = "page[number]";

/// One read of the API. Paths are relative to `/api/v1`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Call {
    /// The account: `GET /user`.
    User,
    /// The account's teams: `GET /teams`.
    Teams,
    /// The account's own member in a team: `GET /teams/{team}/member`.
    OwnMember(TeamId),
    /// One page, counted from 1, of a team's members: `GET /teams/{team}/members`.
    Members {
        /// Whose members.
        team: TeamId,
        /// Which page of 200.
        page: u32,
    },
    /// One page, counted from 1, of a member's to-dos: `GET /members/{member}/…_todos`. Only those that are done
    /// come in pages.
    Todos {
        /// Whose.
        member: MemberId,
        /// Which of them.
        which: Which,
        /// Which page.
        page: u32,
    },
    /// One to-do with all that belongs to it: `GET /todos/{todo}`.
    Todo(TodoId),
    /// One page, counted from 1, of a to-do's comments: `GET /todos/{todo}/comments`.
    Comments {
        /// Of which to-do.
        todo: TodoId,
        /// Which page of 25.
        page: u32,
    },
    /// The same as another, with every attribute as Tower wrote it: for a script.
    Lines(Box<Self>),
}

/// What a call brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// To [`Call::User`].
    User(User),
    /// To [`Call::Teams`].
    Teams(Vec<Team>),
    /// To [`Call::OwnMember`].
    OwnMember(Option<Member>),
    /// To [`Call::Members`].
    Members(MemberPage),
    /// To [`Call::Todos`].
    Todos(TodoPage),
    /// To [`Call::Todo`].
    Todo(Box<Todo>),
    /// To [`Call::Comments`].
    Comments(CommentPage),
    /// To [`Call::Lines`].
    Lines {
        /// A line for each of what came, in Tower's order.
        lines: Vec<Line>,
        /// The reply to the call itself.
        of: Box<Self>,
    },
}

impl Call {
    /// The path below the API's root. Ids hold nothing that could change it.
    pub fn path(&self) -> String {
        match self {
            Self::User => "/user".to_owned(),
            Self::Teams => "/teams".to_owned(),
            Self::OwnMember(team) => format!("/teams/{}/member", team.0.as_str()),
            Self::Members { team, .. } => format!("/teams/{}/members", team.0.as_str()),
            Self::Todos { member, which, .. } => {
                let list = match which {
                    Which::Open => "assigned_uncompleted_todos",
                    Which::Done => "assigned_completed_todos",
                    Which::Created => "created_uncompleted_todos",
                };
                format!("/members/{}/{list}", member.0.as_str())
            }
            Self::Todo(todo) => format!("/todos/{}", todo.0.as_str()),
            Self::Comments { todo, .. } => format!("/todos/{}/comments", todo.0.as_str()),
            Self::Lines(call) => call.path(),
        }
    }

    /// The query: names and values, which may need escaping.
    pub fn query(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Members { page, .. }
            | Self::Todos { page, which: Which::Done, .. }
            | Self::Comments { page, .. } => vec![(PAGE, page.to_string())],
            Self::User | Self::Teams | Self::OwnMember(_) | Self::Todos { .. } | Self::Todo(_) => Vec::new(),
            Self::Lines(call) => call.query(),
        }
    }

    /// Whether a 404 can only mean that the app may not use the API at all: these exist for every account.
    pub fn always_exists(&self) -> bool {
        match self {
            Self::User | Self::Teams => true,
            Self::Lines(call) => call.always_exists(),
            _ => false,
        }
    }

    /// What came back, as a reply or as the reason there is none. `now` is Unix time in seconds, against
    /// which a date in `Retry-After` is read.
    pub fn read(&self, result: Result<Answer, Lost>, now: i64) -> Result<Reply, Failure> {
        let answer = result.map_err(Failure::from)?;
        if let Some(failure) = Failure::of_status(&answer, self.always_exists(), now) {
            return Err(failure);
        }
        self.decode(&answer.body).map_err(|error| Failure::Unreadable(Unreadable::of(&answer, &error)))
    }

    fn decode(&self, body: &[u8]) -> serde_json::Result<Reply> {
        match self {
            Self::User => json_api::user(body).map(Reply::User),
            Self::Teams => json_api::teams(body).map(Reply::Teams),
            Self::OwnMember(_) => json_api::member(body).map(Reply::OwnMember),
            Self::Members { page, .. } => json_api::member_page(body, *page).map(Reply::Members),
            Self::Todos { .. } => json_api::todo_page(body).map(Reply::Todos),
            Self::Todo(_) => json_api::todo(body).map(|todo| Reply::Todo(Box::new(todo))),
            Self::Comments { page, .. } => json_api::comment_page(body, *page).map(Reply::Comments),
            Self::Lines(call) => {
                let of = Box::new(call.decode(body)?);
                Ok(Reply::Lines { lines: json_api::lines(body)?, of })
            }
        }
    }
}
