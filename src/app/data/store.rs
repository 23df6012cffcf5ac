//! All that Tower has said and this run keeps, by what it is; nothing of how it is looked at.

use std::collections::HashMap;
use std::time::Duration;

use jiff::civil::Date;

use super::changes::Changes;
use super::comments::Thread;
use super::disk_cache::Cached;
use super::entry::{Entry, Moment, OwnMember};
use super::feed::EventFeed;
use super::kept::Kept;
use super::members::TeamMembers;
use super::notifications::TeamNotifications;
use super::remote::{Fetch, Remote};
use super::report::ReportReading;
use super::resource::Resource;
use super::standup::StandupReading;
use super::team_cache::CachedPart;
use super::todos::TodoList;
use crate::base::request::RequestId;
use crate::base::time::Now;
use crate::tower::call::{Call, Reply};
use crate::tower::event::Feed;
use crate::tower::failure::Failure;
use crate::tower::model::{Id, MemberId, ProjectId, Team, TeamId, User};
use crate::tower::project::{ProjectList, Todolists};
use crate::tower::todo::{Todo, TodoId, Which};
use crate::tower::todo_address::TodoAddress;
use crate::tower::work::{Gathering, Period, StandupLists};

/// How many teams are kept. Each may hold thousands of members.
const TEAMS: usize = 9;

/// How many lists of to-dos are kept, and how many to-dos.
const TODOS: usize = 64;

/// How many feeds are kept. Each may hold thousands of events.
const FEEDS: usize = 8;

/// How many reports are kept.
const REPORTS: usize = 8;

/// Of how many members what a standup tells is kept: of more than ever stand up together.
const STANDUPS: usize = 256;

/// How many projects are kept. Each may hold thousands of to-dos, and of members.
const PROJECTS: usize = 16;

/// What Tower has said.
#[derive(Debug)]
pub struct Data {
    /// The account.
    pub account: Remote<User>,
    /// Its teams.
    pub teams: Remote<Vec<Team>>,
    /// How many of them could not be read and are not among them.
    pub unreadable_teams: usize,
    /// What of the lists has changed since somebody looked.
    pub changes: Changes,
    members: Kept<TeamId, TeamMembers>,
    own: Kept<TeamId, OwnMember>,
    lists: Kept<(MemberId, Which), TodoList>,
    todos: Kept<TodoId, Remote<Todo>>,
    feeds: Kept<(TeamId, Feed), EventFeed>,
    reports: Kept<(TeamId, MemberId, Period), ReportReading>,
    threads: Kept<TodoId, Thread>,
    named: Kept<(TodoAddress, TeamId), Remote<Todo>>,
    standups: Kept<(MemberId, Date), StandupReading>,
    notifications: Kept<TeamId, TeamNotifications>,
    projects: Kept<TeamId, Remote<ProjectList>>,
    todolists: Kept<ProjectId, Remote<Todolists>>,
    project_members: Kept<ProjectId, TeamMembers>,
    /// Which team an address means by its own number for it, where one such to-do was found.
    homes: HashMap<Id, TeamId>,
    /// What there is of a team, a list, a thread, a feed or a report that was never asked for.
    nobody: TeamMembers,
    nothing: TodoList,
    silence: Thread,
    no_events: EventFeed,
    blank: Remote<Gathering>,
    no_standup: Remote<StandupLists>,
    no_news: TeamNotifications,
    no_projects: Remote<ProjectList>,
    no_lists: Remote<Todolists>,
}

impl Default for Data {
    fn default() -> Self {
        Self {
            account: Remote::default(),
            teams: Remote::default(),
            unreadable_teams: 0,
            changes: Changes::default(),
            members: Kept::of(TEAMS),
            own: Kept::of(TEAMS),
            lists: Kept::of(TODOS),
            todos: Kept::of(TODOS),
            feeds: Kept::of(FEEDS),
            reports: Kept::of(REPORTS),
            threads: Kept::of(TODOS),
            named: Kept::of(TODOS),
            standups: Kept::of(STANDUPS),
            notifications: Kept::of(TODOS),
            projects: Kept::of(TEAMS),
            todolists: Kept::of(PROJECTS),
            project_members: Kept::of(PROJECTS),
            homes: HashMap::new(),
            nobody: TeamMembers::default(),
            nothing: TodoList::default(),
            silence: Thread::default(),
            no_events: EventFeed::default(),
            blank: Remote::default(),
            no_standup: Remote::default(),
            no_news: TeamNotifications::default(),
            no_projects: Remote::default(),
            no_lists: Remote::default(),
        }
    }
}

impl Data {
    /// What is cached from before this start.
    pub(in crate::app) fn of_cache(cached: Cached) -> Self {
        let mut data = Self {
            account: Remote::of_cache(cached.account.user, cached.account.at),
            teams: Remote::of_cache(cached.account.teams, cached.account.at),
            ..Self::default()
        };
        if let Some(team) = cached.team {
            if let Some(own) = &team.own {
                data.own.entry(&team.team, |_, _| false).0 = Remote::of_cache(own.clone(), team.at);
            }
            let id = team.team.clone();
            *data.members.entry(&id, |_, _| false) = TeamMembers::of_cache(team);
        }
        data
    }

    /// Takes in what was read next of the cache of a team.
    pub(in crate::app) fn fill(&mut self, team: &TeamId, part: CachedPart) {
        if let Some(members) = self.members.get_mut(team) {
            members.fill(part);
        }
    }

    /// Whether the cache of a list is still being read.
    pub(super) fn is_filling(&self, of: &Resource) -> bool {
        matches!(of, Resource::Members(team) if self.members(team).filling().is_some())
    }

    /// Whether what we have of it is from before this start.
    pub(super) fn is_cached(&self, of: &Resource) -> bool {
        self.entry(of).is_some_and(Entry::is_cached)
    }

    /// The team with this id.
    pub fn team(&self, id: &TeamId) -> Option<&Team> {
        self.teams.value()?.iter().find(|team| team.id == *id)
    }

    /// The members of a team.
    pub fn members(&self, team: &TeamId) -> &TeamMembers {
        self.members.get(team).unwrap_or(&self.nobody)
    }

    /// Which of a team's members is the account's own.
    pub fn own_member(&self, team: &TeamId) -> Option<&MemberId> {
        self.own.get(team)?.0.value()
    }

    /// One of a member's lists of to-dos.
    pub fn todos(&self, member: &MemberId, which: Which) -> &TodoList {
        self.lists.get(&(member.clone(), which)).unwrap_or(&self.nothing)
    }

    /// A to-do with all that belongs to it, if it was asked for.
    pub fn todo(&self, id: &TodoId) -> Option<&Remote<Todo>> {
        self.todos.get(id)
    }

    /// A feed of what happened in a team.
    pub fn feed(&self, team: &TeamId, feed: &Feed) -> &EventFeed {
        self.feeds.get(&(team.clone(), feed.clone())).unwrap_or(&self.no_events)
    }

    /// What the report of a member of a team is made of.
    pub fn report(&self, team: &TeamId, member: &MemberId, period: Period) -> &Remote<Gathering> {
        let key = (team.clone(), member.clone(), period);
        self.reports.get(&key).map_or(&self.blank, |reading| &reading.report)
    }

    /// What a standup that goes back to a day tells of a member.
    pub fn standup(&self, member: &MemberId, since: Date) -> &Remote<StandupLists> {
        self.standups.get(&(member.clone(), since)).map_or(&self.no_standup, |reading| &reading.lists)
    }

    /// What the account was told in a team.
    pub fn notifications(&self, team: &TeamId) -> &TeamNotifications {
        self.notifications.get(team).unwrap_or(&self.no_news)
    }

    /// How many notifications are unread, of those that have come of all teams.
    pub fn unread(&self) -> usize {
        self.news().flat_map(TeamNotifications::rows).filter(|one| !one.is_read).count()
    }

    /// Whether more notifications can come of a team.
    pub fn has_more_news(&self) -> bool {
        self.news().any(|told| !told.is_whole())
    }

    /// What the account was told, a team after the other.
    pub fn news(&self) -> impl Iterator<Item = &TeamNotifications> {
        self.teams.value().into_iter().flatten().map(|team| self.notifications(&team.id))
    }

    /// The projects of a team.
    pub fn projects(&self, team: &TeamId) -> &Remote<ProjectList> {
        self.projects.get(team).unwrap_or(&self.no_projects)
    }

    /// The lists of a project.
    pub fn todolists(&self, project: &ProjectId) -> &Remote<Todolists> {
        self.todolists.get(project).unwrap_or(&self.no_lists)
    }

    /// The people of a project.
    pub fn project_members(&self, project: &ProjectId) -> &TeamMembers {
        self.project_members.get(project).unwrap_or(&self.nobody)
    }

    /// The call that brings a page of something.
    pub(super) fn call(&self, of: &Resource, page: u32) -> Call {
        match of {
            Resource::Events(team, feed) => {
                let after = self.feed(team, feed).after(page);
                Call::Events { team: team.clone(), feed: feed.clone(), after }
            }
            Resource::Report(team, member, period) => {
                let reading = self.reports.get(&(team.clone(), member.clone(), *period));
                reading.and_then(|reading| reading.call(page)).unwrap_or_else(|| of.call(page))
            }
            _ => of.call(page),
        }
    }

    /// Why no more is known of a to-do than its list told.
    pub fn why_no_more(&self, id: &TodoId) -> Option<&Failure> {
        self.todo(id).filter(|todo| todo.value().is_none())?.failure()
    }

    /// The comments of a to-do, as far as they were asked for.
    pub fn thread(&self, id: &TodoId) -> &Thread {
        self.threads.get(id).unwrap_or(&self.silence)
    }

    /// The to-do that somebody named, if it was sought in this team.
    pub fn named(&self, address: &TodoAddress, team: &TeamId) -> Option<&Remote<Todo>> {
        self.named.get(&(address.clone(), team.clone()))
    }

    /// The team that an address means by this, as far as one like it has been found.
    pub fn home_of(&self, team: &Id) -> Option<&TeamId> {
        self.homes.get(team)
    }

    /// Forgets what belongs to the members of a team that was left.
    pub(in crate::app) fn forget_todos(&mut self) {
        self.lists = Kept::of(TODOS);
        self.todos = Kept::of(TODOS);
        self.feeds = Kept::of(FEEDS);
        self.reports = Kept::of(REPORTS);
        self.standups = Kept::of(STANDUPS);
        self.todolists = Kept::of(PROJECTS);
        self.project_members = Kept::of(PROJECTS);
        self.changes.forget();
        self.threads = Kept::of(TODOS);
        self.named = Kept::of(TODOS);
    }

    /// What there is of something; none where it was never asked for.
    fn entry(&self, of: &Resource) -> Option<&dyn Entry> {
        Some(match of {
            Resource::Account => &self.account,
            Resource::Teams => &self.teams,
            Resource::Members(team) => self.members.get(team)?,
            Resource::OwnMember(team) => self.own.get(team)?,
            Resource::Todos(member, which) => self.lists.get(&(member.clone(), *which))?,
            Resource::Todo(id) => self.todos.get(id)?,
            Resource::Events(team, feed) => self.feeds.get(&(team.clone(), feed.clone()))?,
            Resource::Report(team, member, period) => {
                self.reports.get(&(team.clone(), member.clone(), *period))?
            }
            Resource::Named(address, team) => self.named.get(&(address.clone(), team.clone()))?,
            Resource::Comments(id) => self.threads.get(id)?,
            Resource::Standup(member, since) => self.standups.get(&(member.clone(), *since))?,
            Resource::Notifications(team) => self.notifications.get(team)?,
            Resource::Projects(team) => self.projects.get(team)?,
            Resource::Todolists(project) => self.todolists.get(project)?,
            Resource::ProjectMembers(project) => self.project_members.get(project)?,
        })
    }

    /// It, to change.
    fn entry_mut(&mut self, of: &Resource) -> Option<&mut dyn Entry> {
        Some(match of {
            Resource::Account => &mut self.account,
            Resource::Teams => &mut self.teams,
            Resource::Members(team) => self.members.get_mut(team)?,
            Resource::OwnMember(team) => self.own.get_mut(team)?,
            Resource::Todos(member, which) => self.lists.get_mut(&(member.clone(), *which))?,
            Resource::Todo(id) => self.todos.get_mut(id)?,
            Resource::Events(team, feed) => self.feeds.get_mut(&(team.clone(), feed.clone()))?,
            Resource::Report(team, member, period) => {
                self.reports.get_mut(&(team.clone(), member.clone(), *period))?
            }
            Resource::Named(address, team) => self.named.get_mut(&(address.clone(), team.clone()))?,
            Resource::Comments(id) => self.threads.get_mut(id)?,
            Resource::Standup(member, since) => self.standups.get_mut(&(member.clone(), *since))?,
            Resource::Notifications(team) => self.notifications.get_mut(team)?,
            Resource::Projects(team) => self.projects.get_mut(team)?,
            Resource::Todolists(project) => self.todolists.get_mut(project)?,
            Resource::ProjectMembers(project) => self.project_members.get_mut(project)?,
        })
    }

    /// What is being done about something; none where it was never asked for.
    pub fn fetch(&self, of: &Resource) -> Option<&Fetch> {
        Some(self.entry(of)?.fetch())
    }

    /// Whether it is to be asked for when it is shown: there is none, or it is no longer fresh. What failed is retried
    /// at its own times, unless it is asked for each time it is shown.
    pub(super) fn is_due(&self, of: &Resource, now: Now) -> bool {
        let age = self.entry(of).and_then(|entry| entry.age(now));
        match self.fetch(of).unwrap_or(&Fetch::Idle) {
            Fetch::Idle => age.is_none_or(|age| age >= of.fresh_for()),
            Fetch::Loading { .. } => false,
            // Who names it again asks again.
            Fetch::Failed { why: Failure::Gone, .. } if matches!(of, Resource::Named(..)) => true,
            Fetch::Failed { why, .. } => of.fresh_for().is_zero() || *why == Failure::NoToken,
        }
    }

    /// Whether it is asked for anew where a person wants that: not what never changes, and not twice at once what
    /// comes on one page.
    pub(super) fn may_be_asked_again(&self, of: &Resource, now: Now) -> bool {
        let is_loading = matches!(self.fetch(of), Some(Fetch::Loading { .. }));
        match of.fresh_for() {
            Duration::MAX => self.is_due(of, now),
            fresh_for => fresh_for.is_zero() || !is_loading,
        }
    }

    /// The page that follows what has come of a list, where more than that is wanted and can be asked for.
    pub(super) fn ask_for_more(&mut self, of: &Resource, pages: u32) -> Option<u32> {
        self.entry_mut(of)?.ask_for_more(pages)
    }

    /// Whether what is on the wire of it stays there when it is asked for anew.
    pub(super) fn mends(&self, of: &Resource) -> bool {
        match of {
            Resource::Members(team) => self.members(team).mends(),
            Resource::ProjectMembers(project) => self.project_members(project).mends(),
            _ => false,
        }
    }

    /// The pages to ask for when it is asked for anew: the first, or those that failed. Nothing that is `wanted`, and no
    /// list that is fresh, makes room for it.
    pub(super) fn ask(&mut self, of: &Resource, wanted: impl Fn(&Resource) -> bool, now: Now) -> Vec<u32> {
        self.make_room(of, wanted, now);
        self.entry_mut(of).map_or_else(Vec::new, Entry::ask)
    }

    /// Makes room for something, where what is asked for longest ago has to go.
    fn make_room(&mut self, of: &Resource, wanted: impl Fn(&Resource) -> bool, now: Now) {
        match of {
            Resource::Account | Resource::Teams => {}
            Resource::Members(team) => {
                self.members.entry(team, |team, _| wanted(&Resource::Members(team.clone())));
            }
            Resource::OwnMember(team) => {
                self.own.entry(team, |team, _| wanted(&Resource::OwnMember(team.clone())));
            }
            Resource::Todos(member, which) => {
                let fresh_for = of.fresh_for();
                let stays = |(member, which): &(MemberId, Which), list: &TodoList| {
                    list.todos.age(now).is_some_and(|age| age < fresh_for)
                        || wanted(&Resource::Todos(member.clone(), *which))
                };
                self.lists.entry(&(member.clone(), *which), stays);
            }
            Resource::Todo(id) => {
                self.todos.entry(id, |id, _| wanted(&Resource::Todo(id.clone())));
            }
            Resource::Events(team, feed) => {
                let is_wanted = |(team, feed): &(TeamId, Feed), _: &_| {
                    wanted(&Resource::Events(team.clone(), feed.clone()))
                };
                self.feeds.entry(&(team.clone(), feed.clone()), is_wanted);
            }
            Resource::Report(team, member, period) => {
                let is_wanted = |(team, member, period): &(TeamId, MemberId, Period), _: &_| {
                    wanted(&Resource::Report(team.clone(), member.clone(), *period))
                };
                let reading = self.reports.entry(&(team.clone(), member.clone(), *period), is_wanted);
                reading.start(team, member, *period);
            }
            Resource::Named(address, team) => {
                let is_wanted = |(address, team): &(TodoAddress, TeamId), _: &_| {
                    wanted(&Resource::Named(address.clone(), team.clone()))
                };
                self.named.entry(&(address.clone(), team.clone()), is_wanted);
            }
            Resource::Comments(id) => {
                self.threads.entry(id, |id, _| wanted(&Resource::Comments(id.clone())));
            }
            Resource::Standup(member, since) => {
                let is_wanted = |(member, since): &(MemberId, Date), _: &_| {
                    wanted(&Resource::Standup(member.clone(), *since))
                };
                self.standups.entry(&(member.clone(), *since), is_wanted).start(*since);
            }
            Resource::Notifications(team) => {
                let is_wanted = |team: &TeamId, _: &_| wanted(&Resource::Notifications(team.clone()));
                self.notifications.entry(team, is_wanted);
            }
            Resource::Projects(team) => {
                self.projects.entry(team, |team, _| wanted(&Resource::Projects(team.clone())));
            }
            Resource::Todolists(project) => {
                self.todolists.entry(project, |project, _| wanted(&Resource::Todolists(project.clone())));
            }
            Resource::ProjectMembers(project) => {
                let is_wanted =
                    |project: &ProjectId, _: &_| wanted(&Resource::ProjectMembers(project.clone()));
                self.project_members.entry(project, is_wanted);
            }
        }
    }

    /// A page of it was asked for.
    pub(super) fn begin(&mut self, of: &Resource, request: RequestId, now: Now) {
        if let Some(entry) = self.entry_mut(of) {
            entry.begin(request, now);
        }
    }

    /// A page of it came, or did not. Returns the pages that are asked for next; none at all where nothing more of it
    /// is waited for. A reply to another call than its own changes nothing.
    pub(super) fn settle(
        &mut self,
        of: &Resource,
        page: u32,
        mut result: Result<Reply, Failure>,
        now: Now,
        jitter: f64,
    ) -> Option<Vec<u32>> {
        let mut before = None;
        match (of, &mut result) {
            (Resource::Todos(member, which), Ok(Reply::Todos(came))) => {
                // Only what is done comes in pages.
                came.is_last |= *which != Which::Done;
                before = self.todos(member, *which).todos.value().filter(|_| page == 1).cloned();
            }
            (Resource::Teams, Ok(Reply::Teams(list))) => self.unreadable_teams = list.unreadable,
            (Resource::Named(TodoAddress::InTeam { team: home, .. }, team), Ok(Reply::Todo(_))) => {
                self.homes.insert(home.clone(), team.clone());
            }
            _ => {}
        }
        let next = self.entry_mut(of)?.settle(page, result, Moment { now, jitter });
        if let (Some(before), Resource::Todos(member, which)) = (before, of)
            && let Some(after) = self.lists.get(&(member.clone(), *which)).and_then(|list| list.todos.value())
        {
            self.changes.note(member, &before, after);
        }
        if let Resource::Members(team) = of
            && let Some(members) = self.members.get_mut(team)
        {
            self.changes.note_members(members.take_changed());
        }
        next
    }

    /// Nobody waits for it any more.
    pub(super) fn give_up(&mut self, of: &Resource) {
        if let Some(entry) = self.entry_mut(of) {
            entry.give_up();
        }
    }
}
