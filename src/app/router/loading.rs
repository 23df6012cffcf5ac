//! What is asked of Tower and when: every call the dashboard makes and where its reply goes.

use std::time::Duration;

use ratatui::layout::Size;

use super::workspace::{At, Screen, Workspace};
use crate::app::core::effect::Effect;
use crate::app::core::message_log::{MessageKind, Subject};
use crate::app::data::remote::Remote;
use crate::app::screens::members::recent_teams::RecentTeams;
use crate::app::screens::members::screen::{Members, Requests};
use crate::app::screens::sign_in::login::Login;
use crate::app::screens::teams::Teams;
use crate::base::request::RequestId;
use crate::session::{Fact, Outcome, Stored, is_same_account};
use crate::tower::call::{Call, Reply};
use crate::tower::failure::Failure;
use crate::tower::model::{Team, TeamId};

impl Workspace {
    /// Takes in a fact about the session, and whatever follows from it.
    pub(super) fn on_fact(&mut self, fact: Fact, at: At) -> Vec<Effect> {
        let was_live = self.session.is_live();
        let may_bring_a_token = !matches!(fact, Fact::Ticked | Fact::Replied { .. });
        let outcome = self.session.step(fact, at.now, &mut self.ids);
        let mut effects = self.absorb(outcome, at);
        if self.takes_offer() {
            let outcome = self.session.step(Fact::OfferTaken, at.now, &mut self.ids);
            effects.extend(self.absorb(outcome, at));
        }
        if self.session.is_live() && !was_live {
            self.signing_in = false;
            self.login = Login::default();
            self.forget_another_account();
            effects.extend(self.show_cached());
            self.refit(at.size);
            effects.extend(self.load_all(at));
        } else if may_bring_a_token && self.session.has_token(at.now) {
            effects.extend(self.load_what_lacked_a_token(at));
        } else if was_live && !self.session.is_live() {
            effects.extend(self.drop_cache_if_signed_out());
        }
        effects
    }

    /// Whether the login that another window has made is taken without a question: it is for the account whose
    /// data shows, and nobody is typing a code of their own.
    fn takes_offer(&self) -> bool {
        let typing = self.screen() == Screen::Login && self.login.is_begun();
        let same = |offer: &Stored| match (&self.reader, &offer.email) {
            (Some(reader), Some(email)) => is_same_account(reader, email),
            (Some(_), None) => false,
            (None, _) => true,
        };
        !typing && self.session.offer().is_some_and(same)
    }

    /// What another account has read is not for this one to see; nor is it where Tower has not said whose
    /// session this is.
    fn forget_another_account(&mut self) {
        let reader = self.session.email();
        let both = self.reader.as_ref().zip(reader.as_ref());
        if !both.is_some_and(|(old, new)| is_same_account(old, new)) {
            self.account = Remote::default();
            self.teams = Teams::default();
            self.members = None;
            // Their answers come to nobody.
            self.forget_todos();
            self.shelf = RecentTeams::default();
        }
        self.reader = reader;
    }

    /// Hands settled calls to where they belong; that may make more calls.
    fn absorb(&mut self, outcome: Outcome, at: At) -> Vec<Effect> {
        let mut effects: Vec<Effect> = outcome.effects.into_iter().map(Effect::Session).collect();
        for (request, result) in outcome.settled {
            effects.extend(self.on_reply(request, result, at));
        }
        effects
    }

    fn call(&mut self, request: RequestId, call: Call, at: At) -> Vec<Effect> {
        let outcome = self.session.send(request, call, at.now);
        self.absorb(outcome, at)
    }

    pub(in crate::app) fn ask(&mut self, asked: Requests, at: At) -> Vec<Effect> {
        let dropped = asked.dropped.into_iter().flat_map(|request| self.drop_call(Some(request)));
        let mut effects: Vec<Effect> = dropped.collect();
        for (request, call) in asked.calls {
            effects.extend(self.call(request, call, at));
        }
        effects
    }

    fn drop_call(&mut self, request: Option<RequestId>) -> Vec<Effect> {
        let Some(request) = request else { return Vec::new() };
        self.session.forget(request);
        vec![Effect::Cancel(request)]
    }

    /// Asks for everything that shows.
    fn load_all(&mut self, at: At) -> Vec<Effect> {
        let mut effects = self.load_account(at);
        effects.extend(self.load_teams(at));
        effects.extend(self.load_members(at));
        effects.extend(self.load_todos_that_lacked_a_token(at));
        effects
    }

    /// Asks anew for what the screen shows.
    pub(in crate::app) fn refresh(&mut self, at: At) -> Vec<Effect> {
        let outcome = self.session.step(Fact::RetryWished, at.now, &mut self.ids);
        let mut effects = self.absorb(outcome, at);
        effects.extend(match self.screen() {
            Screen::Members => self.load_members(at),
            Screen::Teams | Screen::Login => self.load_teams(at),
            Screen::Todos => Vec::new(),
        });
        effects.extend(self.refresh_todos(at));
        effects
    }

    fn load_account(&mut self, at: At) -> Vec<Effect> {
        let request = self.ids.take();
        let replaced = self.account.begin(request, at.now);
        let mut effects = self.drop_call(replaced);
        effects.extend(self.call(request, Call::User, at));
        effects
    }

    fn load_teams(&mut self, at: At) -> Vec<Effect> {
        let request = self.ids.take();
        let replaced = self.teams.list.begin(request, at.now);
        let mut effects = self.drop_call(replaced);
        effects.extend(self.call(request, Call::Teams, at));
        effects
    }

    fn load_members(&mut self, at: At) -> Vec<Effect> {
        let Some(members) = &mut self.members else { return Vec::new() };
        let asked = members.load(&mut self.ids, at.now);
        let team = members.team.id.clone();
        let asks_own = members.own.is_none() && self.own.is_none();
        let mut effects = self.ask(asked, at);
        if asks_own {
            let own = self.ids.take();
            self.own = Some(own);
            effects.extend(self.call(own, Call::OwnMember(team), at));
        }
        effects
    }

    /// Opens a team, or goes back to it if it is open already.
    pub(in crate::app) fn open_team(&mut self, team: Team, at: At) -> Vec<Effect> {
        self.picking = false;
        self.teams.filter.editing = false;
        self.todos.opened = None;
        let mut effects = Vec::new();
        if self.members.as_ref().is_none_or(|open| open.team.id != team.id) {
            effects.extend(self.leave_team());
            self.remembered = Some(team.id.clone());
            effects.push(Effect::RememberTeam(team.id.clone()));
            self.members =
                Some(self.shelf.take(&team).unwrap_or_else(|| Members::of(team).wished(&self.table)));
            effects.extend(self.load_members(at));
        }
        self.refit(at.size);
        effects
    }

    /// Leaves the open team. A reply for it must not end up in another one; what has come of it is kept.
    fn leave_team(&mut self) -> Vec<Effect> {
        let own = self.own.take();
        let mut effects = self.drop_call(own);
        let todos = self.forget_todos();
        effects.extend(todos.into_iter().flat_map(|request| self.drop_call(Some(request))));
        if let Some(mut members) = self.members.take() {
            let dropped = members.give_up();
            effects.extend(dropped.into_iter().flat_map(|request| self.drop_call(Some(request))));
            self.shelf.put(members);
        }
        effects
    }

    /// Stops waiting for what the screen shows. Whether there was anything to stop.
    pub(in crate::app) fn give_up(&mut self, size: Size) -> Option<Vec<Effect>> {
        let dropped = match (self.screen(), &mut self.members) {
            (Screen::Members, Some(members)) => members.give_up(),
            (Screen::Todos, _) => self.give_up_todos(size),
            _ => self.teams.list.give_up().into_iter().collect(),
        };
        let some = !dropped.is_empty();
        some.then(|| dropped.into_iter().flat_map(|request| self.drop_call(Some(request))).collect())
    }

    fn on_reply(&mut self, request: RequestId, result: Result<Reply, Failure>, at: At) -> Vec<Effect> {
        if self.own == Some(request) {
            self.own = None;
            if let (Ok(Reply::OwnMember(Some(own))), Some(members)) = (result, &mut self.members) {
                members.own = Some(own.id);
                return self.cache_team(at).into_iter().collect();
            }
            return Vec::new();
        }
        if self.account.waits_for(request) {
            match result {
                Ok(Reply::User(user)) => {
                    self.account.arrived(user, at.now);
                    return self.cache_account(at).into_iter().collect();
                }
                Ok(_) => {}
                Err(why) => {
                    self.untold.push(MessageKind::NotRead(Subject::Account, why.clone()));
                    self.account.failed(why, at.now, self.place.jitter);
                }
            }
            return Vec::new();
        }
        if self.teams.list.waits_for(request) {
            return self.on_teams(result, at);
        }
        if self.todos.waits_for(request) {
            self.on_todos(request, result, at);
            return Vec::new();
        }
        self.on_members(request, result, at)
    }

    fn on_teams(&mut self, result: Result<Reply, Failure>, at: At) -> Vec<Effect> {
        match result {
            Ok(Reply::Teams(teams)) => self.teams.list.arrived(teams, at.now),
            Ok(_) => return Vec::new(),
            Err(why) => {
                self.untold.push(MessageKind::NotRead(Subject::Teams, why.clone()));
                self.teams.list.failed(why, at.now, self.place.jitter);
            }
        }
        let first_sight = self.members.is_none() && !self.picking;
        self.teams.refit(self.areas(at.size).rows());
        let mut effects: Vec<Effect> = self.cache_account(at).into_iter().collect();
        if let Some(team) = self.team_to_open().filter(|_| first_sight) {
            effects.extend(self.open_team(team, at));
        }
        effects
    }

    /// The only team, or the one that was open last.
    fn team_to_open(&self) -> Option<Team> {
        let teams = self.teams.list.value()?;
        let last = |id: &TeamId| self.teams.find(id).cloned();
        match teams.as_slice() {
            [only] => Some(only.clone()),
            _ => self.remembered.as_ref().and_then(last),
        }
    }

    fn on_members(&mut self, request: RequestId, result: Result<Reply, Failure>, at: At) -> Vec<Effect> {
        let Some(members) = self.members.as_mut().filter(|members| members.waits_for(request)) else {
            return Vec::new();
        };
        let page = match result {
            Ok(Reply::Members(page)) => Ok(page),
            Ok(_) => return Vec::new(),
            Err(why) => {
                self.untold.push(MessageKind::NotRead(Subject::Members, why.clone()));
                Err(why)
            }
        };
        let came = page.is_ok();
        let asked = members.on_page(request, page, &mut self.ids, at.now, self.place.jitter);
        self.refit(at.size);
        let mut effects = self.ask(asked, at);
        effects.extend(came.then(|| self.cache_team(at)).flatten());
        effects
    }

    /// Time has passed: tries again what is due.
    pub(super) fn on_time(&mut self, at: At) -> Vec<Effect> {
        let mut effects = self.on_fact(Fact::Ticked, at);
        let is_due = |due: Option<Duration>| due.is_some_and(|due| due <= at.now.mono);
        if is_due(self.account.retry_at()) {
            effects.extend(self.load_account(at));
        }
        if is_due(self.teams.list.retry_at()) {
            effects.extend(self.load_teams(at));
        }
        if is_due(self.members.as_ref().and_then(|members| members.list.retry_at())) {
            effects.extend(self.load_members(at));
        }
        effects.extend(self.load_todos_in_time(at));
        effects
    }

    /// Whether a spinner turns somewhere.
    pub fn is_loading(&self) -> bool {
        let members = self.members.as_ref().is_some_and(Members::is_loading);
        members || self.teams.list.request().is_some() || self.is_loading_todos()
    }

    /// When the next try is due, on the monotonic clock.
    pub(in crate::app) fn retry_at(&self, size: Size) -> Option<Duration> {
        let members = self.members.as_ref().and_then(|members| members.list.retry_at());
        let due = [self.account.retry_at(), self.teams.list.retry_at(), members, self.todos_due_at(size)];
        due.into_iter().flatten().min()
    }

    /// A new token is there: asks again for what had to do without.
    fn load_what_lacked_a_token(&mut self, at: At) -> Vec<Effect> {
        let mut effects = Vec::new();
        if lacked(&self.account) {
            effects.extend(self.load_account(at));
        }
        if lacked(&self.teams.list) {
            effects.extend(self.load_teams(at));
        }
        if self.members.as_ref().is_some_and(|members| lacked(&members.list)) {
            effects.extend(self.load_members(at));
        }
        effects.extend(self.load_todos_that_lacked_a_token(at));
        effects
    }
}

fn lacked<T>(remote: &Remote<T>) -> bool {
    remote.failure() == Some(&Failure::NoToken)
}
