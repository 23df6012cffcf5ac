//! The calls of Tower's API that this program makes: where each goes and what its answer holds.

use std::collections::HashMap;

use serde_json::{Map, Value};

use crate::base::shape::Body;
use crate::tower::comment::CommentPage;
use crate::tower::event::{EventId, EventPage, Feed};
use crate::tower::failure::Failure;
use crate::tower::json_api;
use crate::tower::json_api::MemberPage;
use crate::tower::model::{Member, MemberId, ProjectId, TeamId, TeamList, User};
use crate::tower::notification::NotificationPage;
use crate::tower::project::{ProjectList, Todolists};
use crate::tower::todo::{Todo, TodoId, TodoPage, Which};
use crate::tower::wire::{Answer, TransportError};

/// The name of a page's number in a query.
pub const PAGE: &str = "page[number]";

/// How many events are asked for at once.
const EVENTS: u32 = 50;

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
    /// The same by the number that people say aloud: `GET /teams/{team}/todos/{number}`.
    TodoByNumber {
        /// In which team.
        team: TeamId,
        /// Its number (`team_wide_id`).
        number: u64,
    },
    /// One page, counted from 1, of a to-do's comments: `GET /todos/{todo}/comments`.
    Comments {
        /// Of which to-do.
        todo: TodoId,
        /// Which page of 25.
        page: u32,
    },
    /// A part of what happened in a team, the newest first: `GET /teams/{team}/events`.
    Events {
        /// In which team.
        team: TeamId,
        /// Whose.
        feed: Feed,
        /// What came before this; none for the newest.
        after: Option<EventId>,
    },
    /// One page, counted from 1, of what the account was told in a team: `GET /teams/{team}/notifications`.
    Notifications {
        /// In which team.
        team: TeamId,
        /// Which page of 25.
        page: u32,
    },
    /// A team's projects: `GET /teams/{team}/projects`.
    Projects(TeamId),
    /// One page, counted from 1, of the people of a project: `GET /projects/{project}/members`.
    ProjectMembers {
        /// Of which project.
        project: ProjectId,
        /// Which page of 200.
        page: u32,
    },
    /// A project's lists with the to-dos in them: `GET /projects/{project}/todolists`.
    Todolists(ProjectId),
    /// A further page of what is documented to come whole, see [`Call::following`].
    Page {
        /// Of what.
        of: Box<Self>,
        /// Which page, counted from 1.
        page: u32,
    },
    /// The same as another, with every attribute as Tower wrote it: for a script.
    WithAttributes(Box<Self>),
    /// The same as another, with the form of the answer, whatever it is.
    Form(Box<Self>),
}

/// What a call brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// To [`Call::User`].
    User(User),
    /// To [`Call::Teams`].
    Teams(TeamList),
    /// To [`Call::OwnMember`].
    OwnMember(Option<Box<Member>>),
    /// To [`Call::Members`] and [`Call::ProjectMembers`].
    Members(MemberPage),
    /// To [`Call::Todos`].
    Todos(TodoPage),
    /// To [`Call::Todo`] and [`Call::TodoByNumber`].
    Todo(Box<Todo>),
    /// To [`Call::Comments`].
    Comments(CommentPage),
    /// To [`Call::Events`].
    Events(EventPage),
    /// To [`Call::Notifications`].
    Notifications(NotificationPage),
    /// To [`Call::Projects`].
    Projects(ProjectList),
    /// To [`Call::Todolists`].
    Todolists(Todolists),
    /// To [`Call::WithAttributes`].
    WithAttributes {
        /// The attributes of what came, by its id.
        attributes: HashMap<String, Map<String, Value>>,
        /// The reply to the call itself.
        of: Box<Self>,
    },
    /// To [`Call::Form`].
    Form {
        /// The status.
        status: u16,
        /// The form of the body.
        body: Body,
        /// The reply to the call itself; none where that is a failure.
        of: Option<Box<Self>>,
    },
}

impl Reply {
    /// How many entries of a list could not be read.
    pub fn unreadable(&self) -> usize {
        match self {
            Self::Teams(list) => list.unreadable,
            Self::Members(page) => page.unreadable,
            Self::Todos(page) => page.unreadable,
            Self::Comments(page) => page.unreadable,
            Self::Events(page) => page.unreadable,
            Self::Notifications(page) => page.unreadable,
            Self::Projects(list) => list.unreadable,
            Self::Todolists(lists) => lists.unreadable,
            Self::WithAttributes { of, .. } => of.unreadable(),
            Self::Form { of, .. } => of.as_ref().map_or(0, |of| of.unreadable()),
            Self::User(_) | Self::OwnMember(_) | Self::Todo(_) => 0,
        }
    }
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
            Self::TodoByNumber { team, number } => format!("/teams/{}/todos/{number}", team.0.as_str()),
            Self::Events { team, .. } => format!("/teams/{}/events", team.0.as_str()),
            Self::Notifications { team, .. } => format!("/teams/{}/notifications", team.0.as_str()),
            Self::Projects(team) => format!("/teams/{}/projects", team.0.as_str()),
            Self::ProjectMembers { project, .. } => format!("/projects/{}/members", project.0.as_str()),
            Self::Todolists(project) => format!("/projects/{}/todolists", project.0.as_str()),
            Self::Comments { todo, .. } => format!("/todos/{}/comments", todo.0.as_str()),
            Self::Page { of: call, .. } | Self::WithAttributes(call) | Self::Form(call) => call.path(),
        }
    }

    /// The query: names and values, which may need escaping.
    pub fn query(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Members { page, .. }
            | Self::Todos { page, which: Which::Done, .. }
            | Self::Comments { page, .. }
            | Self::Notifications { page, .. }
            | Self::ProjectMembers { page, .. }
            | Self::Page { page, .. } => vec![(PAGE, page.to_string())],
            Self::Events { feed, after, .. } => {
                let of = match feed {
                    Feed::Team => None,
                    Feed::Member(member) => Some(("by_member", member.0.as_str().to_owned())),
                    Feed::Project(project) => Some(("by_project", project.0.as_str().to_owned())),
                };
                let after = after.as_ref().map(|event| ("last_item_id", event.0.as_str().to_owned()));
                of.into_iter().chain(after).chain([("limit", EVENTS.to_string())]).collect()
            }
            Self::User
            | Self::Teams
            | Self::OwnMember(_)
            | Self::Todos { .. }
            | Self::Todo(_)
            | Self::TodoByNumber { .. }
            | Self::Projects(_)
            | Self::Todolists(_) => Vec::new(),
            Self::WithAttributes(call) | Self::Form(call) => call.query(),
        }
    }

    /// Whether a 404 can only mean that the app may not use the API at all: these exist for every account.
    pub fn always_exists(&self) -> bool {
        match self {
            Self::User | Self::Teams => true,
            Self::Page { of: call, .. } | Self::WithAttributes(call) | Self::Form(call) => {
                call.always_exists()
            }
            _ => false,
        }
    }

    /// What came back, as a reply or as the reason there is none. `now` is Unix time in seconds, against
    /// which a date in `Retry-After` is read.
    pub fn read(&self, result: Result<Answer, TransportError>, now: i64) -> Result<Reply, Failure> {
        let answer = result.map_err(Failure::from)?;
        if let Self::Form(call) = self {
            return call.form(answer, now);
        }
        if let Some(failure) = Failure::of_status(&answer, self.always_exists(), now) {
            return Err(failure);
        }
        self.decode(&answer.body).map_err(|error| Failure::of_body(&answer, &error))
    }

    /// The form of an answer. What the session has to see to, a token that is not taken, is no form.
    fn form(&self, answer: Answer, now: i64) -> Result<Reply, Failure> {
        let (status, body) = (answer.status, Body::of(answer.content_type.as_deref(), &answer.body));
        match self.read(Ok(answer), now) {
            Err(failure @ (Failure::Unauthorized | Failure::Limited { .. })) => Err(failure),
            of => Ok(Reply::Form { status, body, of: of.ok().map(Box::new) }),
        }
    }

    fn decode(&self, body: &[u8]) -> serde_json::Result<Reply> {
        match self {
            Self::User => json_api::user(body).map(Reply::User),
            Self::Teams => json_api::teams(body).map(Reply::Teams),
            Self::OwnMember(_) => json_api::member(body).map(|own| Reply::OwnMember(own.map(Box::new))),
            Self::Members { page, .. } | Self::ProjectMembers { page, .. } => {
                json_api::member_page(body, *page).map(Reply::Members)
            }
            Self::Todos { .. } => json_api::todo_page(body).map(Reply::Todos),
            Self::Todo(_) | Self::TodoByNumber { .. } => {
                json_api::todo(body).map(|todo| Reply::Todo(Box::new(todo)))
            }
            Self::Events { .. } => json_api::event_page(body).map(Reply::Events),
            Self::Notifications { page, .. } => {
                json_api::notification_page(body, *page).map(Reply::Notifications)
            }
            Self::Projects(_) => json_api::projects(body).map(Reply::Projects),
            Self::Todolists(project) => json_api::todolists(body, project).map(Reply::Todolists),
            Self::Comments { page, .. } => json_api::comment_page(body, *page).map(Reply::Comments),
            Self::WithAttributes(call) => {
                let of = Box::new(call.decode(body)?);
                Ok(Reply::WithAttributes { attributes: json_api::attributes(body)?, of })
            }
            Self::Page { of: call, .. } | Self::Form(call) => call.decode(body),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tower::model::Id;

    fn id(text: &str) -> Id {
        Id::parse(text).unwrap()
    }

    #[test]
    fn each_call_goes_where_the_api_says() {
        let (team, project) = (TeamId(id("t1")), ProjectId(id("p1")));
        let events = |feed, after: Option<&str>| Call::Events {
            team: team.clone(),
            feed,
            after: after.map(|after| EventId(id(after))),
        };
        for (call, path, query) in [
            (events(Feed::Team, None), "/teams/t1/events", "limit=50"),
            (
                events(Feed::Member(MemberId(id("m1"))), Some("20000045")),
                "/teams/t1/events",
                "by_member=m1&last_item_id=20000045&limit=50",
            ),
            (events(Feed::Project(project.clone()), None), "/teams/t1/events", "by_project=p1&limit=50"),
            (
                Call::Notifications { team: team.clone(), page: 2 },
                "/teams/t1/notifications",
                "page[number]=2",
            ),
            (Call::Projects(team.clone()), "/teams/t1/projects", ""),
            (Call::Todolists(project.clone()), "/projects/p1/todolists", ""),
            (Call::ProjectMembers { project, page: 1 }, "/projects/p1/members", "page[number]=1"),
            (Call::TodoByNumber { team, number: 4116 }, "/teams/t1/todos/4116", ""),
            (Call::Comments { todo: TodoId(id("d1")), page: 3 }, "/todos/d1/comments", "page[number]=3"),
        ] {
            let asked: Vec<String> =
                call.query().into_iter().map(|(name, value)| format!("{name}={value}")).collect();
            assert_eq!((call.path().as_str(), asked.join("&").as_str()), (path, query));
            assert!(!call.always_exists());
        }
        assert!(Call::Teams.always_exists());
    }
}
