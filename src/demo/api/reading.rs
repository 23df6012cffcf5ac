//! `/api/v1`: which document a path names. Reading only.

use std::cmp::Reverse;

use super::document::{Document, Page, Resource};
use super::{comments, resources};
use crate::demo::params::Params;
use crate::demo::plan::{MemberTodos, Plan};
use crate::demo::world::Person;
use crate::demo::world::{Happening, events, notifications};
use crate::demo::world::{Project, Todo, Todolist};
use crate::demo::world::{Team, World};

/// Page sizes that Tower's document or samples show; for done to-dos none is known.
const MEMBERS: usize = 200;
const TODOS: usize = 100;
const OTHERS: usize = 25;
const EVENTS: usize = 20;

/// The body that a built-in Tower of this plan answers with below `/api/v1`, without a socket; `None` if there
/// is no such route or no such object. The path begins with `/`.
pub fn document(plan: &Plan, path: &str, query: &str) -> Option<String> {
    let world = World::new(plan.seed, plan.today, plan.members, plan.done);
    let url = format!("http://127.0.0.1/api/v1{path}");
    let (query, member_todos) = (&Params::of_query(query), plan.habits.member_todos);
    let reading = Reading { world: &world, query, url: &url, member_todos };
    let path: Vec<&str> = path.split('/').skip(1).collect();
    Some(reading.document(&path)?.write())
}

/// A request for a document.
pub(in crate::demo) struct Reading<'a> {
    pub(in crate::demo) world: &'a World,
    pub(in crate::demo) query: &'a Params,
    /// The URL asked for, without its query; links start with it.
    pub(in crate::demo) url: &'a str,
    pub(in crate::demo) member_todos: MemberTodos,
}

impl<'a> Reading<'a> {
    /// The document at a path below `/api/v1`; `None` if there is no such route or no such object.
    pub(in crate::demo) fn document(&self, path: &[&str]) -> Option<Document> {
        let world = self.world;
        match *path {
            ["user"] => Some(Document::one(resources::user(world))),
            ["teams"] => Some(Document::list(world.teams.iter().map(resources::team))),
            ["teams", id, "todos", number] => todo_by_number(world.team(id)?, number),
            ["teams", id, rest] => self.of_team(world.team(id)?, rest),
            ["members", id] => self.member(id).map(|(team, place)| single_member(team, place)),
            ["members", id, list] => self.member_todos(id, list),
            ["projects", id] => self.project(id).map(|(team, place, found)| project(team, place, found)),
            ["projects", id, rest] => self.of_project(id, rest),
            ["todolists", id] => self.todolist(id),
            ["todolists", id, "todos"] => self.todos_of_list(id),
            ["todos", id] => self.todo(id).map(|(team, place, found)| todo(team, place, found)),
            ["todos", id, "comments"] => self.comments(id),
            _ => None,
        }
    }

    fn of_team(&self, team: &Team, rest: &str) -> Option<Document> {
        match rest {
            "member" => Some(single_member(team, team.own_place())),
            "members" => Some(self.members(team, team.people().iter().collect(), self.url)),
            "projects" => {
                let projects = team.work().projects.iter().enumerate();
                Some(Document::list(
                    projects.map(|(place, project)| resources::listed_project(place, project)),
                ))
            }
            "events" => self.events(team),
            "notifications" => Some(self.notifications(team)),
            _ => None,
        }
    }

    fn members(&self, team: &Team, people: Vec<&Person>, url: &str) -> Document {
        let page = Page::of(self.query, MEMBERS, people.len());
        let people: Vec<&Person> = page.cut(people).collect();
        let teams = (!people.is_empty()).then(|| resources::team(team));
        Document::list(people.iter().map(|person| resources::member(team, person)))
            .including(teams)
            .including(resources::subgroups(team, people.iter().copied()))
            .linked(page.links(url, self.query))
    }

    /// A member's team and place.
    fn member(&self, id: &str) -> Option<(&'a Team, usize)> {
        self.world.find(|team| {
            let listed = team.people().iter().position(|person| person.id == id);
            listed.or_else(|| Some(team.own_place()).filter(|&own| team.person(own).id == id))
        })
    }

    fn member_todos(&self, id: &str, list: &str) -> Option<Document> {
        let (created, done) = match list {
            "assigned_uncompleted_todos" => (false, false),
            "assigned_completed_todos" => (false, true),
            "created_uncompleted_todos" => (true, false),
            "created_completed_todos" => (true, true),
            _ => return None,
        };
        let (team, place) = self.member(id)?;
        let by = |todo: &Todo| if created { Some(todo.creator) } else { todo.assignee };
        let his = |todo: &Todo| todo.closed_at.is_some() == done && by(todo) == Some(place);
        let mut todos: Vec<(usize, &Todo)> =
            team.work().todos.iter().enumerate().filter(|(_, todo)| his(todo)).collect();
        if !done {
            return Some(self.todos(team, &todos));
        }
        todos.sort_by_key(|(_, todo)| Reverse(&todo.closed_at));
        let page = Page::of(self.query, OTHERS, todos.len());
        let shown: Vec<_> = page.cut(todos).collect();
        Some(self.todos(team, &shown).linked(page.links(self.url, self.query)))
    }

    fn todos(&self, team: &Team, todos: &[(usize, &Todo)]) -> Document {
        let written = |&(place, todo): &(usize, &Todo)| {
            let mut resource = match self.member_todos {
                MemberTodos::Full => resources::todo(team, place, todo),
                MemberTodos::Slim => resources::slim_todo(team, todo),
            };
            resource.attributes.0.push(("box", todo.in_box.into()));
            resource
        };
        let beside = todos.iter().flat_map(|(_, todo)| people_of(team, todo));
        let document = Document::list(todos.iter().map(written)).including(beside);
        match self.member_todos {
            MemberTodos::Slim => document,
            MemberTodos::Full => document.including(todos.iter().flat_map(|(_, todo)| place_of(team, todo))),
        }
    }

    fn project(&self, id: &str) -> Option<(&'a Team, usize, &'a Project)> {
        let find =
            |team: &'a Team| team.work().projects.iter().enumerate().find(|(_, project)| project.id == id);
        self.world.find(find).map(|(team, (place, project))| (team, place, project))
    }

    fn of_project(&self, id: &str, rest: &str) -> Option<Document> {
        let (team, place, _) = self.project(id)?;
        match rest {
            // The document's own sample has links to another path, with a placeholder in it.
            "members" => {
                let (origin, _) = self.url.split_once("/projects/")?;
                Some(self.members(team, of_project(team, place), &format!("{origin}/teams/:id/members")))
            }
            "todolists" => Some(todolists(team, place)),
            _ => None,
        }
    }

    fn todolist(&self, id: &str) -> Option<Document> {
        let (team, place, list) = self.list(id)?;
        let project = team.work().projects.get(list.project);
        Some(
            Document::one(resources::todolist(team, place, list, false))
                .including([resources::slim_member(&team.person(0))])
                .including(project.map(|project| resources::project(team, list.project, project)))
                .including([resources::team(team)]),
        )
    }

    fn list(&self, id: &str) -> Option<(&'a Team, usize, &'a Todolist)> {
        let find = |team: &'a Team| team.work().lists.iter().enumerate().find(|(_, list)| list.id == id);
        self.world.find(find).map(|(team, (place, list))| (team, place, list))
    }

    fn todos_of_list(&self, id: &str) -> Option<Document> {
        let (team, place, _) = self.list(id)?;
        let done_too = self.query.get("completed_todo") == Some("true");
        let shown = |todo: &&Todo| todo.list == place && (done_too || todo.closed_at.is_none());
        let todos: Vec<&Todo> = team.work().todos.iter().filter(shown).collect();
        let page = Page::of(self.query, TODOS, todos.len());
        Some(Document::list(page.cut(todos).map(|todo| resources::slim_todo(team, todo))))
    }

    fn todo(&self, id: &str) -> Option<(&'a Team, usize, &'a Todo)> {
        let find = |team: &'a Team| team.work().todos.iter().enumerate().find(|(_, todo)| todo.id == id);
        self.world.find(find).map(|(team, (place, todo))| (team, place, todo))
    }

    fn comments(&self, id: &str) -> Option<Document> {
        let (team, place, todo) = self.todo(id)?;
        let page = Page::of(self.query, OTHERS, todo.comments);
        let authors = page.cut(comments::authors(team, todo));
        let authors: Vec<Resource> =
            authors.map(|place| resources::slim_member(&team.person(place))).collect();
        let shown: Vec<Resource> = page.cut(comments::comments(team, place, todo)).collect();
        let with_files = !shown.is_empty();
        Some(
            Document::list(shown)
                .including(authors)
                .including(with_files.then(|| comments::files(team, place, todo)).into_iter().flatten())
                .linked(page.links(self.url, self.query)),
        )
    }

    /// Newest first, after the event `last_item_id` names.
    fn events(&self, team: &Team) -> Option<Document> {
        let limit = self.query.get("limit").and_then(|limit| limit.parse().ok()).unwrap_or(EVENTS);
        let after: u64 = self.query.get("last_item_id").map_or(Some(u64::MAX), |id| id.parse().ok())?;
        let (member, project) = (self.query.get("by_member"), self.query.get("by_project"));
        let scene = |event: &Happening| team.work().projects.get(event.project);
        let events: Vec<Happening> = events(team)
            .into_iter()
            .filter(|event| event.id.parse().is_ok_and(|id: u64| id < after))
            .filter(|event| member.is_none_or(|id| team.person(event.creator).id == id))
            .filter(|event| project.is_none_or(|id| scene(event).is_some_and(|project| project.id == id)))
            .take(limit)
            .collect();
        let creators = events.iter().map(|event| resources::slim_member(&team.person(event.creator)));
        Some(Document::list(events.iter().map(|event| resources::event(team, event))).including(creators))
    }

    fn notifications(&self, team: &Team) -> Document {
        let all = notifications(team);
        let page = Page::of_any_size(self.query, OTHERS, all.len());
        let shown: Vec<Happening> = page.cut(all).collect();
        Document::list(shown.iter().map(|news| resources::notification(team, news)))
            .including(shown.iter().map(|news| resources::progress(team, news)))
            .linked(page.links(self.url, self.query))
    }
}

/// The people of a project: of the first everybody, of another some.
fn of_project(team: &Team, project: usize) -> Vec<&Person> {
    let n = |place: usize| (project as u64) * 100_000 + place as u64;
    let is_in = |place: usize| project == 0 || place == 0 || team.rng.below(4, "in project", n(place)) == 0;
    let people = team.people().iter().enumerate().filter(|(place, _)| is_in(*place));
    people.map(|(_, person)| person).collect()
}

fn single_member(team: &Team, place: usize) -> Document {
    let person = team.person(place);
    Document::one(resources::member(team, &person))
        .including([resources::team(team)])
        .including(resources::subgroups(team, [&person]))
}

fn people_of(team: &Team, todo: &Todo) -> Vec<Resource> {
    let people = [Some(todo.creator), todo.assignee, todo.closer];
    people.into_iter().flatten().map(|place| resources::slim_member(&team.person(place))).collect()
}

/// The list and the project a to-do is in.
fn place_of(team: &Team, todo: &Todo) -> Vec<Resource> {
    let work = team.work();
    let Some(list) = work.lists.get(todo.list) else { return Vec::new() };
    let project = work.projects.get(list.project);
    let project = project.map(|project| resources::project(team, list.project, project));
    project.into_iter().chain([resources::todolist(team, todo.list, list, false)]).collect()
}

fn project(team: &Team, place: usize, project: &Project) -> Document {
    let work = team.work();
    let lists = work.lists.iter().enumerate().filter(|(_, list)| list.project == place);
    let todos = open_todos(team, place);
    Document::one(resources::project(team, place, project))
        .including([resources::slim_member(&team.person(0)), resources::team(team)])
        .including(lists.map(|(place, list)| resources::todolist(team, place, list, false)))
        .including(todos.iter().map(|todo| resources::slim_todo(team, todo)))
}

/// One call that draws a whole project: its lists, and beside them the to-dos that are open or were done of late, and
/// their people.
fn todolists(team: &Team, project: usize) -> Document {
    let lists = team.work().lists.iter().enumerate().filter(|(_, list)| list.project == project);
    let inside = |todo: &&Todo| work_list(team, todo).is_some_and(|list| list.project == project);
    let comes = |todo: &&Todo| todo.closed_at.is_none() || resources::is_recent(team, todo);
    let todos: Vec<&Todo> = team.work().todos.iter().filter(inside).filter(comes).collect();
    Document::list(lists.map(|(place, list)| resources::todolist(team, place, list, true)))
        .including(todos.iter().map(|todo| resources::slim_todo(team, todo)))
        .including(todos.iter().flat_map(|todo| people_of(team, todo)))
}

fn work_list<'a>(team: &'a Team, todo: &Todo) -> Option<&'a Todolist> {
    team.work().lists.get(todo.list)
}

fn open_todos(team: &Team, project: usize) -> Vec<&Todo> {
    let inside = |todo: &&Todo| work_list(team, todo).is_some_and(|list| list.project == project);
    team.work().todos.iter().filter(inside).filter(|todo| todo.closed_at.is_none()).collect()
}

fn todo(team: &Team, place: usize, found: &Todo) -> Document {
    let work = team.work();
    let parent = found.parent.and_then(|parent| work.todos.get(parent));
    let children = work.todos.iter().filter(|child| child.parent == Some(place));
    Document::one(resources::todo(team, place, found))
        .including(people_of(team, found))
        .including(comments::authors(team, found).map(|place| resources::slim_member(&team.person(place))))
        .including(comments::comments(team, place, found))
        .including(comments::files(team, place, found))
        .including(resources::check_items(team, found))
        .including(place_of(team, found))
        .including(parent.into_iter().chain(children).map(|todo| resources::slim_todo(team, todo)))
        .including(resources::custom_fields(found))
}

fn todo_by_number(team: &Team, number: &str) -> Option<Document> {
    let number: u64 = number.parse().ok()?;
    let (place, found) = team.work().todos.iter().enumerate().find(|(_, todo)| todo.number == number)?;
    Some(todo(team, place, found))
}
