//! `doctor --shapes`: asks Tower for a little of everything that the program reads, and writes what form the answers
//! have. Reads only, asks the person first, and writes no value, no name and no id.

use std::fs::OpenOptions;
use std::io::{self, BufRead, Write};
use std::path::Path;

use crate::base::shape::Shapes;
use crate::runtime::command::headless::Headless;
use crate::runtime::exit_error::ExitError;
use crate::runtime::run_context::RunContext;
use crate::tower::call::{Call, Reply};
use crate::tower::event::Feed;
use crate::tower::model::{MemberId, ProjectId, TeamId};
use crate::tower::todo::{Todo, Which};
use crate::ui::words::Words;

/// How many calls are made at once.
const AT_ONCE: usize = 6;

/// How many of each are looked into.
const TEAMS: usize = 3;
const MEMBERS: usize = 4;
const TODOS: usize = 4;
const PROJECTS: usize = 3;

/// Writes the form of Tower's answers to a new file.
pub(in crate::runtime) fn shapes(context: RunContext, path: &Path) -> Result<(), ExitError> {
    let client = context.client()?;
    let (words, name) = (Words(context.lang), path.display().to_string());
    if path.exists() {
        return Err(ExitError::FileExists(name));
    }
    agree(words, &name)?;
    let probe = Headless::run(client, context, async |headless: &mut Headless| {
        headless.is_signed_in()?;
        let mut probe = Probe::default();
        probe.all(headless).await?;
        Ok(probe)
    })?;
    let written = OpenOptions::new().write(true).create_new(true).open(path);
    written
        .and_then(|mut file| file.write_all(probe.shapes.to_json().as_bytes()))
        .map_err(|error| ExitError::NotWritten { path: name.clone(), why: error.to_string() })?;
    Ok(writeln!(io::stderr(), "{}", words.shapes_written(&name, probe.answers))?)
}

/// Asks the person; their answer is a line of standard input.
fn agree(words: Words, name: &str) -> Result<(), ExitError> {
    let mut errors = io::stderr();
    write!(errors, "{}", words.shapes_question(name))?;
    errors.flush()?;
    let mut typed = Vec::new();
    io::stdin().lock().read_until(b'\n', &mut typed)?;
    match String::from_utf8_lossy(&typed).trim().to_lowercase().as_str() {
        "y" | "yes" | "是" => Ok(()),
        _ => Err(ExitError::Declined),
    }
}

/// What has been asked for, and what came.
#[derive(Default)]
struct Probe {
    shapes: Shapes,
    answers: usize,
}

impl Probe {
    /// Asks for a little of everything. What is refused is told as such, and what it would have led to is left out.
    async fn all(&mut self, headless: &mut Headless) -> Result<(), ExitError> {
        let teams = self
            .ask(headless, vec![Call::User, Call::Teams])
            .await?
            .into_iter()
            .find_map(|reply| if let Reply::Teams(list) = reply { Some(list.teams) } else { None });
        for team in teams.unwrap_or_default().into_iter().take(TEAMS) {
            let found = self.of_team(headless, &team.id).await?;
            let todos = self.of_members(headless, found.members).await?;
            self.of_todos(headless, &team.id, todos).await?;
            let of_project = |project: ProjectId| {
                [Call::ProjectMembers { project: project.clone(), page: 1 }, Call::Todolists(project)]
            };
            let calls = found.projects.into_iter().take(PROJECTS).flat_map(of_project).collect();
            self.ask(headless, calls).await?;
        }
        Ok(())
    }

    async fn of_team(&mut self, headless: &mut Headless, team: &TeamId) -> Result<Inside, ExitError> {
        let team = || team.clone();
        let calls = vec![
            Call::OwnMember(team()),
            Call::Members { team: team(), page: 1 },
            Call::Projects(team()),
            Call::Events { team: team(), feed: Feed::Team, after: None },
            Call::Notifications { team: team(), page: 1 },
        ];
        let mut found = Inside::default();
        for reply in self.ask(headless, calls).await? {
            match reply {
                Reply::Members(page) => {
                    found.members = page.members.iter().map(|member| member.id).collect();
                }
                Reply::Projects(list) => {
                    found.projects = list.projects.into_iter().map(|project| project.id).collect();
                }
                _ => {}
            }
        }
        Ok(found)
    }

    async fn of_members(
        &mut self,
        headless: &mut Headless,
        members: Vec<MemberId>,
    ) -> Result<Vec<Todo>, ExitError> {
        let of_member = |member: MemberId| {
            [Which::Open, Which::Done, Which::Created].map(|which| Call::Todos {
                member: member.clone(),
                which,
                page: 1,
            })
        };
        let calls = members.into_iter().take(MEMBERS).flat_map(of_member).collect();
        let replies = self.ask(headless, calls).await?.into_iter();
        let pages =
            replies.filter_map(|reply| if let Reply::Todos(page) = reply { Some(page) } else { None });
        Ok(pages.flat_map(|page| page.todos.into_iter().take(1)).take(TODOS).collect())
    }

    async fn of_todos(
        &mut self,
        headless: &mut Headless,
        team: &TeamId,
        todos: Vec<Todo>,
    ) -> Result<(), ExitError> {
        let of_todo = |todo: Todo| {
            let by_number = todo.number.map(|number| Call::TodoByNumber { team: team.clone(), number });
            let whole = [Call::Todo(todo.id.clone()), Call::Comments { todo: todo.id, page: 1 }];
            whole.into_iter().chain(by_number)
        };
        self.ask(headless, todos.into_iter().flat_map(of_todo).collect()).await.map(drop)
    }

    /// Makes calls and takes in the form of every answer; the replies to those that brought something.
    async fn ask(&mut self, headless: &mut Headless, calls: Vec<Call>) -> Result<Vec<Reply>, ExitError> {
        let mut replies = Vec::new();
        for some in calls.chunks(AT_ONCE) {
            let forms = some.iter().map(|call| Call::Form(Box::new(call.clone()))).collect();
            for (call, result) in some.iter().zip(headless.call_each(forms).await?) {
                if let Ok(Reply::Form { status, body, of }) = result {
                    self.shapes.add(&call.path(), status, body);
                    self.answers += 1;
                    replies.extend(of.map(|reply| *reply));
                }
            }
        }
        Ok(replies)
    }
}

/// What a team has that can be looked into.
#[derive(Default)]
struct Inside {
    members: Vec<MemberId>,
    projects: Vec<ProjectId>,
}
