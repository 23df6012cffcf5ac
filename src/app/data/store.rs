//! All that Tower has said and this run keeps, by what it is; nothing of how it is looked at.

use std::collections::HashMap;
use std::hash::Hash;
use std::time::Duration;

use super::changes::Changes;
use super::comments::Thread;
use super::disk_cache::Cached;
use super::feed::EventFeed;
use super::members::TeamMembers;
use super::remote::{Fetch, Remote};
use super::report::ReportReading;
use super::resource::Resource;
use super::todos::TodoList;
use crate::base::request::RequestId;
use crate::base::time::Now;
use crate::tower::call::{Call, Reply};
use crate::tower::event::Feed;
use crate::tower::failure::Failure;
use crate::tower::model::{Id, MemberId, Team, TeamId, User};
use crate::tower::todo::{Todo, TodoId, Which};
use crate::tower::todo_address::TodoAddress;
use crate::tower::work::{Gathering, Period};

/// How many teams are kept. Each may hold thousands of members.
const TEAMS: usize = 9;

/// How many lists of to-dos are kept, and how many to-dos.
const TODOS: usize = 64;

/// How many feeds are kept. Each may hold thousands of events.
const FEEDS: usize = 8;

/// How many reports are kept.
const REPORTS: usize = 8;

/// What Tower has said.
#[derive(Debug)]
pub struct Data {
    /// The account.
    pub account: Remote<User>,
    /// Its teams.
    pub teams: Remote<Vec<Team>>,
    /// What of the lists has changed since somebody looked.
    pub changes: Changes,
    members: Kept<TeamId, TeamMembers>,
    own: Kept<TeamId, Remote<MemberId>>,
    lists: Kept<(MemberId, Which), TodoList>,
    todos: Kept<TodoId, Remote<Todo>>,
    feeds: Kept<(TeamId, Feed), EventFeed>,
    reports: Kept<(TeamId, MemberId, Period), ReportReading>,
    threads: Kept<TodoId, Thread>,
    named: Kept<(TodoAddress, TeamId), Remote<Todo>>,
    /// Which team an address means by its own number for it, where one such to-do was found.
    homes: HashMap<Id, TeamId>,
    /// What there is of a team, a list, a thread, a feed or a report that was never asked for.
    nobody: TeamMembers,
    nothing: TodoList,
    silence: Thread,
    no_events: EventFeed,
    blank: Remote<Gathering>,
}

impl Default for Data {
    fn default() -> Self {
        Self {
            account: Remote::default(),
            teams: Remote::default(),
            changes: Changes::default(),
            members: Kept::of(TEAMS),
            own: Kept::of(TEAMS),
            lists: Kept::of(TODOS),
            todos: Kept::of(TODOS),
            feeds: Kept::of(FEEDS),
            reports: Kept::of(REPORTS),
            threads: Kept::of(TODOS),
            named: Kept::of(TODOS),
            homes: HashMap::new(),
            nobody: TeamMembers::default(),
            nothing: TodoList::default(),
            silence: Thread::default(),
            no_events: EventFeed::default(),
            blank: Remote::default(),
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
                *data.own.entry(&team.team, |_, _| false) = Remote::of_cache(own.clone(), team.at);
            }
            let id = team.team.clone();
            *data.members.entry(&id, |_, _| false) = TeamMembers::of_cache(team);
        }
        data
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
        self.own.get(team)?.value()
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
        self.changes.forget();
        self.threads = Kept::of(TODOS);
        self.named = Kept::of(TODOS);
    }

    /// What is being done about something; none where it was never asked for.
    pub fn fetch(&self, of: &Resource) -> Option<&Fetch> {
        Some(match of {
            Resource::Account => &self.account.fetch,
            Resource::Teams => &self.teams.fetch,
            Resource::Members(team) => &self.members.get(team)?.list.fetch,
            Resource::OwnMember(team) => &self.own.get(team)?.fetch,
            Resource::Todos(member, which) => &self.lists.get(&(member.clone(), *which))?.todos.fetch,
            Resource::Todo(id) => &self.todos.get(id)?.fetch,
            Resource::Events(team, feed) => &self.feeds.get(&(team.clone(), feed.clone()))?.events.fetch,
            Resource::Report(team, member, period) => {
                &self.reports.get(&(team.clone(), member.clone(), *period))?.report.fetch
            }
            Resource::Named(address, team) => &self.named(address, team)?.fetch,
            Resource::Comments(id) => &self.threads.get(id)?.comments.fetch,
        })
    }

    /// Whether it is to be asked for when it is shown: there is none, or it is no longer fresh. What failed is retried
    /// at its own times, unless it is asked for each time it is shown.
    pub(super) fn is_due(&self, of: &Resource, now: Now) -> bool {
        let age = match of {
            Resource::Account => self.account.age(now),
            Resource::Teams => self.teams.age(now),
            Resource::Members(team) => self.members(team).list.age(now),
            Resource::OwnMember(team) => self.own.get(team).and_then(|own| own.age(now)),
            Resource::Todos(member, which) => self.todos(member, *which).todos.age(now),
            Resource::Todo(id) => self.todos.get(id).and_then(|todo| todo.age(now)),
            Resource::Events(team, feed) => self.feed(team, feed).events.age(now),
            Resource::Report(team, member, period) => self.report(team, member, *period).age(now),
            Resource::Named(address, team) => self.named(address, team).and_then(|todo| todo.age(now)),
            Resource::Comments(id) => self.thread(id).comments.age(now),
        };
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
        match of {
            Resource::Todos(member, which) => {
                let list = self.lists.get_mut(&(member.clone(), *which))?;
                (list.has_more() && list.pages() < pages).then(|| list.ask_for_more())
            }
            Resource::Events(team, feed) => {
                let feed = self.feeds.get_mut(&(team.clone(), feed.clone()))?;
                (feed.has_more() && feed.parts() < pages).then(|| feed.ask_for_more())
            }
            Resource::Comments(todo) => self.threads.get_mut(todo)?.ask_for_more(pages),
            _ => None,
        }
    }

    /// Whether what is on the wire of it stays there when it is asked for anew.
    pub(super) fn mends(&self, of: &Resource) -> bool {
        matches!(of, Resource::Members(team) if self.members(team).mends())
    }

    /// The pages to ask for when it is asked for anew: the first, or those that failed. Nothing that is `wanted`, and no
    /// list that is fresh, makes room for it.
    pub(super) fn ask(&mut self, of: &Resource, wanted: impl Fn(&Resource) -> bool, now: Now) -> Vec<u32> {
        match of {
            Resource::Account | Resource::Teams => vec![1],
            Resource::Members(team) => {
                self.members.entry(team, |team, _| wanted(&Resource::Members(team.clone()))).ask()
            }
            Resource::OwnMember(team) => {
                self.own.entry(team, |team, _| wanted(&Resource::OwnMember(team.clone())));
                vec![1]
            }
            Resource::Todos(member, which) => {
                let fresh_for = of.fresh_for();
                let stays = |(member, which): &(MemberId, Which), list: &TodoList| {
                    list.todos.age(now).is_some_and(|age| age < fresh_for)
                        || wanted(&Resource::Todos(member.clone(), *which))
                };
                vec![self.lists.entry(&(member.clone(), *which), stays).ask()]
            }
            Resource::Todo(id) => {
                self.todos.entry(id, |id, _| wanted(&Resource::Todo(id.clone())));
                vec![1]
            }
            Resource::Events(team, feed) => {
                let is_wanted = |(team, feed): &(_, _), _: &_| {
                    wanted(&Resource::Events(TeamId::clone(team), Feed::clone(feed)))
                };
                vec![self.feeds.entry(&(team.clone(), feed.clone()), is_wanted).ask()]
            }
            Resource::Report(team, member, period) => {
                let is_wanted = |(team, member, period): &(TeamId, MemberId, Period), _: &_| {
                    wanted(&Resource::Report(team.clone(), member.clone(), *period))
                };
                let reading = self.reports.entry(&(team.clone(), member.clone(), *period), is_wanted);
                reading.ask(team, member, *period)
            }
            Resource::Named(address, team) => {
                let is_wanted = |(address, team): &(TodoAddress, TeamId), _: &_| {
                    wanted(&Resource::Named(address.clone(), team.clone()))
                };
                self.named.entry(&(address.clone(), team.clone()), is_wanted);
                vec![1]
            }
            Resource::Comments(id) => {
                vec![self.threads.entry(id, |id, _| wanted(&Resource::Comments(id.clone()))).ask()]
            }
        }
    }

    /// A page of it was asked for.
    pub(super) fn begin(&mut self, of: &Resource, request: RequestId, now: Now) {
        match of {
            Resource::Account => self.account.begin(request, now),
            Resource::Teams => self.teams.begin(request, now),
            Resource::Members(team) => self.members.change(team, |members| members.begin(request, now)),
            Resource::OwnMember(team) => self.own.change(team, |own| own.begin(request, now)),
            Resource::Todos(member, which) => {
                self.lists.change(&(member.clone(), *which), |list| list.begin(request, now));
            }
            Resource::Todo(id) => self.todos.change(id, |todo| todo.begin(request, now)),
            Resource::Events(team, feed) => {
                self.feeds.change(&(team.clone(), feed.clone()), |feed| feed.begin(request, now));
            }
            Resource::Report(team, member, period) => {
                let key = (team.clone(), member.clone(), *period);
                self.reports.change(&key, |reading| reading.begin(request, now));
            }
            Resource::Named(address, team) => {
                self.named.change(&(address.clone(), team.clone()), |todo| todo.begin(request, now));
            }
            Resource::Comments(id) => self.threads.change(id, |thread| thread.begin(request, now)),
        }
    }

    /// A page of it came, or did not. Returns the pages that are asked for next; none at all where nothing more of it
    /// is waited for. A reply to another call than its own changes nothing.
    pub(super) fn settle(
        &mut self,
        of: &Resource,
        page: u32,
        result: Result<Reply, Failure>,
        now: Now,
        jitter: f64,
    ) -> Option<Vec<u32>> {
        match (of, result) {
            (Resource::Account, Ok(Reply::User(user))) => self.account.arrived(user, now),
            (Resource::Account, Err(why)) => self.account.failed(why, now, jitter),
            (Resource::Teams, Ok(Reply::Teams(teams))) => self.teams.arrived(teams, now),
            (Resource::Teams, Err(why)) => self.teams.failed(why, now, jitter),
            (Resource::Members(team), Ok(Reply::Members(page_came))) => {
                let members = self.members.get_mut(team)?;
                let next = members.settle(page, Ok(page_came), now, jitter);
                self.changes.note_members(members.take_changed());
                return next;
            }
            (Resource::Members(team), Err(why)) => {
                return self.members.get_mut(team)?.settle(page, Err(why), now, jitter);
            }
            (Resource::OwnMember(team), result) => {
                let own = self.own.get_mut(team)?;
                match result {
                    Ok(Reply::OwnMember(Some(member))) => own.arrived(member.id, now),
                    // It is asked for again with the members, and nobody is told.
                    _ => own.give_up(),
                }
            }
            (Resource::Todos(member, which), Ok(Reply::Todos(came))) => {
                let list = self.lists.get_mut(&(member.clone(), *which))?;
                let before = list.todos.value().filter(|_| page == 1).cloned();
                list.settle(page, *which, Ok(came), now, jitter);
                if let (Some(before), Some(after)) = (before, list.todos.value()) {
                    self.changes.note(member, &before, after);
                }
            }
            (Resource::Todos(member, which), Err(why)) => {
                let list = self.lists.get_mut(&(member.clone(), *which))?;
                list.settle(page, *which, Err(why), now, jitter);
            }
            (Resource::Events(team, feed), Ok(Reply::Events(came))) => {
                self.feeds.get_mut(&(team.clone(), feed.clone()))?.settle(page, Ok(came), now, jitter);
            }
            (Resource::Events(team, feed), Err(why)) => {
                self.feeds.get_mut(&(team.clone(), feed.clone()))?.settle(page, Err(why), now, jitter);
            }
            (Resource::Report(team, member, period), result) => {
                let reading = self.reports.get_mut(&(team.clone(), member.clone(), *period))?;
                return reading.settle(page, result, now, jitter);
            }
            (Resource::Todo(id), Ok(Reply::Todo(came))) => self.todos.get_mut(id)?.arrived(*came, now),
            (Resource::Todo(id), Err(why)) => self.todos.get_mut(id)?.failed(why, now, jitter),
            (Resource::Named(address, team), result) => {
                let todo = self.named.get_mut(&(address.clone(), team.clone()))?;
                match result {
                    Ok(Reply::Todo(came)) => {
                        if let TodoAddress::InTeam { team: home, .. } = address {
                            self.homes.insert(home.clone(), team.clone());
                        }
                        todo.arrived(*came, now);
                    }
                    Ok(_) => {}
                    Err(why) => todo.failed(why, now, jitter),
                }
            }
            (Resource::Comments(id), Ok(Reply::Comments(came))) => {
                self.threads.get_mut(id)?.settle(page, Ok(came), now, jitter);
            }
            (Resource::Comments(id), Err(why)) => {
                self.threads.get_mut(id)?.settle(page, Err(why), now, jitter);
            }
            _ => {}
        }
        None
    }

    /// Nobody waits for it any more.
    pub(super) fn give_up(&mut self, of: &Resource) {
        match of {
            Resource::Account => self.account.give_up(),
            Resource::Teams => self.teams.give_up(),
            Resource::Members(team) => self.members.change(team, TeamMembers::give_up),
            Resource::OwnMember(team) => self.own.change(team, Remote::give_up),
            Resource::Todos(member, which) => {
                self.lists.change(&(member.clone(), *which), TodoList::give_up);
            }
            Resource::Todo(id) => self.todos.change(id, Remote::give_up),
            Resource::Events(team, feed) => {
                self.feeds.change(&(team.clone(), feed.clone()), EventFeed::give_up);
            }
            Resource::Report(team, member, period) => {
                self.reports.change(&(team.clone(), member.clone(), *period), ReportReading::give_up);
            }
            Resource::Named(address, team) => {
                self.named.change(&(address.clone(), team.clone()), Remote::give_up);
            }
            Resource::Comments(id) => self.threads.change(id, Thread::give_up),
        }
    }
}

/// A cache of so many things of a kind; the one asked for longest ago is evicted first.
#[derive(Debug)]
struct Kept<K, T> {
    /// Each with how many were asked for before it.
    all: HashMap<K, (u64, T)>,
    asked: u64,
    most: usize,
}

impl<K: Clone + Eq + Hash, T: Default> Kept<K, T> {
    fn of(most: usize) -> Self {
        Self { all: HashMap::new(), asked: 0, most }
    }

    fn get(&self, key: &K) -> Option<&T> {
        self.all.get(key).map(|(_, value)| value)
    }

    fn get_mut(&mut self, key: &K) -> Option<&mut T> {
        self.all.get_mut(key).map(|(_, value)| value)
    }

    fn change(&mut self, key: &K, work: impl FnOnce(&mut T)) {
        if let Some(value) = self.get_mut(key) {
            work(value);
        }
    }

    /// The one of this key, which is asked for now. What `stays` is not evicted.
    fn entry(&mut self, key: &K, stays: impl Fn(&K, &T) -> bool) -> &mut T {
        self.asked += 1;
        if self.all.len() >= self.most && !self.all.contains_key(key) {
            // It holds more than that after a time in which none could be evicted.
            let surplus = self.all.len() + 1 - self.most;
            let others = self.all.iter().filter(|(key, (_, value))| !stays(key, value));
            let mut others: Vec<(u64, K)> = others.map(|(key, (asked, _))| (*asked, key.clone())).collect();
            others.sort_unstable_by_key(|(asked, _)| *asked);
            for (_, oldest) in others.into_iter().take(surplus) {
                self.all.remove(&oldest);
            }
        }
        let (asked, value) = self.all.entry(key.clone()).or_default();
        *asked = self.asked;
        value
    }
}
