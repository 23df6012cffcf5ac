//! What is asked of Tower about to-dos and when: what the person looks at, once the selection rests on it.

use std::time::Duration;

use ratatui::layout::Size;

use super::workspace::{At, Screen, Workspace};
use crate::app::core::effect::Effect;
use crate::app::core::message_log::{MessageKind, Subject};
use crate::app::data::remote::Fetch;
use crate::app::screens::members::screen::Members;
use crate::app::screens::todos::Want;
use crate::base::calendar::day_at_tower;
use crate::base::request::RequestId;
use crate::tower::call::Reply;
use crate::tower::failure::Failure;
use crate::tower::todo::Which;

impl Workspace {
    /// What of to-dos shows: the list first, then what hangs on the selected row.
    fn todos_that_show(&self, size: Size) -> [Option<Want>; 2] {
        match (self.screen(), &self.members, &self.todos.opened) {
            (Screen::Members, Some(members), _) => {
                let shown = members.zoomed || !self.areas(size).detail.is_empty();
                let member = members.selected().filter(|_| shown);
                [None, member.map(|member| Want::List(member.id.clone(), Which::Open))]
            }
            (Screen::Todos, _, Some(opened)) => {
                let shown = opened.zoomed || !self.areas(size).detail.is_empty();
                let todo = self.todos.selected().filter(|_| shown);
                let list = Want::List(opened.member.clone(), opened.which);
                [Some(list), todo.map(|todo| Want::Todo(todo.id.clone()))]
            }
            _ => [None, None],
        }
    }

    /// What is being done about what of to-dos shows.
    pub fn todo_fetches(&self, size: Size) -> impl Iterator<Item = &Fetch> {
        self.todos_that_show(size).into_iter().flatten().filter_map(|want| self.todos.fetch(&want))
    }

    /// Whether the list on the screen of a member's to-dos is on its way.
    pub(super) fn is_loading_todos(&self) -> bool {
        let list = self.todos.opened_list().filter(|_| self.screen() == Screen::Todos);
        list.is_some_and(|list| list.todos.request().is_some())
    }

    /// Asks for the list on the screen, unless what is there is fresh.
    pub(super) fn load_opened_todos(&mut self, at: At) -> Vec<Effect> {
        let [list, _] = self.todos_that_show(at.size);
        self.load_if_due(list, at)
    }

    /// Asks for what hangs on the selected row without waiting for it to rest.
    pub(super) fn load_selected_todo(&mut self, at: At) -> Vec<Effect> {
        let [_, todo] = self.todos_that_show(at.size);
        self.load_if_due(todo, at)
    }

    fn load_if_due(&mut self, want: Option<Want>, at: At) -> Vec<Effect> {
        let want = want.filter(|want| self.todos.is_due(want, at.now));
        let asked = want.map(|want| self.todos.ask(want, false, &mut self.ids, at.now));
        asked.map_or_else(Vec::new, |asked| self.ask(asked, at))
    }

    /// Asks anew for what shows.
    pub(super) fn refresh_todos(&mut self, at: At) -> Vec<Effect> {
        self.todos.wish_for_more();
        self.ask_again_for(at, |_| true)
    }

    /// A new token is there: asks again for what had to do without.
    pub(super) fn load_todos_that_lacked_a_token(&mut self, at: At) -> Vec<Effect> {
        self.ask_again_for(at, |fetch| matches!(fetch, Some(Fetch::Failed { why: Failure::NoToken, .. })))
    }

    fn ask_again_for(&mut self, at: At, which: impl Fn(Option<&Fetch>) -> bool) -> Vec<Effect> {
        let mut effects = Vec::new();
        for want in self.todos_that_show(at.size).into_iter().flatten() {
            if which(self.todos.fetch(&want)) {
                let asked = self.todos.ask_again(want, &mut self.ids, at.now);
                effects.extend(self.ask(asked, at));
            }
        }
        effects
    }

    /// Time has passed: asks for what the selection rests on, for more of a list whose end is near, and again for
    /// what is due.
    pub(super) fn load_todos_in_time(&mut self, at: At) -> Vec<Effect> {
        if self.todos.turn_to(day_at_tower(at.now.wall)) {
            self.refit(at.size);
        }
        let [_, resting] = self.todos_that_show(at.size);
        self.todos.rest_on(resting, at.now);
        let mut effects = Vec::new();
        if !self.session.is_live() {
            return effects;
        }
        let settled = self.todos.settled(at.now);
        effects.extend(self.load_if_due(settled, at));
        let more = self.todos.wants_more(self.areas(at.size).rows());
        if let Some(want) = more.filter(|_| self.screen() == Screen::Todos) {
            let asked = self.todos.ask(want, true, &mut self.ids, at.now);
            effects.extend(self.ask(asked, at));
        }
        let is_due = |fetch: Option<&Fetch>| {
            let retry = fetch.and_then(Fetch::retry_at);
            retry.is_some_and(|retry| retry <= at.now.mono)
        };
        effects.extend(self.ask_again_for(at, is_due));
        effects
    }

    /// When something of to-dos is due next, on the monotonic clock; never where there is nobody to ask for.
    pub(super) fn todos_due_at(&self, size: Size) -> Option<Duration> {
        if !self.session.is_live() {
            return None;
        }
        let retry = self.todo_fetches(size).filter_map(Fetch::retry_at);
        retry.chain(self.todos.rests_until()).min()
    }

    /// What was asked for came, or did not.
    pub(super) fn on_todos(&mut self, request: RequestId, result: Result<Reply, Failure>, at: At) {
        if let Err(why) = &result {
            self.untold.push(MessageKind::NotRead(Subject::Todos, why.clone()));
        }
        self.todos.on_reply(request, result, at.now, self.place.jitter);
        if self.screen() == Screen::Todos {
            self.refit(at.size);
        }
    }

    /// Stops waiting for the list on the screen of a member's to-dos.
    pub(super) fn give_up_todos(&mut self, size: Size) -> Vec<RequestId> {
        let [list, _] = self.todos_that_show(size);
        list.and_then(|list| self.todos.give_up(&list)).into_iter().collect()
    }

    /// Forgets all of them. Returns the requests that nobody waits for any more.
    pub(super) fn forget_todos(&mut self) -> Vec<RequestId> {
        self.todos.clear()
    }

    /// Opens the to-dos of the selected member.
    pub(super) fn open_todos(&mut self, at: At) -> Vec<Effect> {
        let Some(member) = self.members.as_ref().and_then(Members::selected) else { return Vec::new() };
        self.todos.open(member, day_at_tower(at.now.wall));
        self.refit(at.size);
        self.load_opened_todos(at)
    }
}
