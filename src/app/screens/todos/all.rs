//! All that is known of to-dos, and what of it the person looks at.

use std::time::Duration;

use jiff::civil::Date;

use super::opened::{More, Opened};
use super::shelf::{List, TodoStore, Want};
use crate::app::data::remote::{Fetch, Remote};
use crate::app::kit::cursor::Motion;
use crate::app::screens::members::screen::Requests;
use crate::base::request::{Ids, RequestId};
use crate::base::time::Now;
use crate::tower::call::Reply;
use crate::tower::failure::Failure;
use crate::tower::model::{Member, MemberId};
use crate::tower::todo::{Todo, TodoId, Which};

/// The lists, in the order of their tabs.
pub const TABS: [Which; 3] = [Which::Open, Which::Done, Which::Created];

/// How long the selection has to rest before anything is asked for it: whoever scrolls past two hundred people asks
/// for nothing.
const REST: Duration = Duration::from_millis(250);

/// The to-dos of the open team's members.
#[derive(Debug)]
pub struct Todos {
    /// The screen with those of one member.
    pub opened: Option<Opened>,
    /// The selected to-do stands beside the list where there is room.
    pub detail: bool,
    shelf: TodoStore,
    rest: Option<Debounce>,
}

/// What the selection rests on.
#[derive(Debug)]
struct Debounce {
    want: Want,
    /// On the monotonic clock.
    since: Duration,
    /// It has rested long enough, and whoever asks for it has been told.
    over: bool,
}

impl Default for Todos {
    fn default() -> Self {
        Self { opened: None, detail: true, shelf: TodoStore::default(), rest: None }
    }
}

impl Todos {
    /// Forgets all of it. Returns the requests that nobody waits for any more.
    pub(in crate::app) fn clear(&mut self) -> Vec<RequestId> {
        let dropped = self.shelf.on_wire();
        *self = Self { detail: self.detail, ..Self::default() };
        dropped
    }

    /// One of a member's lists, if it was asked for.
    pub fn list(&self, member: &MemberId, which: Which) -> Option<&List> {
        self.shelf.list(member, which)
    }

    /// A to-do with all that belongs to it, if it was asked for.
    pub fn todo(&self, id: &TodoId) -> Option<&Remote<Todo>> {
        self.shelf.todo(id)
    }

    /// Why no more is known of a to-do than its list told.
    pub fn missing(&self, id: &TodoId) -> Option<&Failure> {
        self.shelf.todo(id).filter(|todo| todo.value().is_none())?.failure()
    }

    /// The list on the screen of a member's to-dos.
    pub fn opened_list(&self) -> Option<&List> {
        let opened = self.opened.as_ref()?;
        self.shelf.list(&opened.member, opened.which)
    }

    fn opened_todos(&self) -> &[Todo] {
        self.opened_list().and_then(|list| list.todos.value()).map_or(&[], Vec::as_slice)
    }

    /// The selected to-do on that screen as its list has it.
    pub fn selected(&self) -> Option<&Todo> {
        self.opened_todos().get(self.opened.as_ref()?.selected()?)
    }

    /// The same with all that belongs to it, once that has come.
    pub fn selected_whole(&self) -> Option<&Todo> {
        let listed = self.selected()?;
        Some(self.shelf.todo(&listed.id).and_then(Remote::value).unwrap_or(listed))
    }

    /// Opens the to-dos of a member.
    pub(in crate::app) fn open(&mut self, member: &Member, today: Date) {
        self.opened = Some(Opened::of(member, today));
    }

    /// Shows another of the member's lists.
    pub(in crate::app) fn switch(&mut self, which: Which) {
        if let Some(opened) = &mut self.opened {
            opened.switch(which);
        }
    }

    /// Works on the screen that is open, beside the to-dos of its list.
    fn at_opened<T>(&mut self, work: impl FnOnce(&mut Opened, &[Todo]) -> T) -> Option<T> {
        let opened = self.opened.as_mut()?;
        let list = self.shelf.list(&opened.member, opened.which);
        let todos = list.and_then(|list| list.todos.value()).map_or(&[][..], Vec::as_slice);
        Some(work(opened, todos))
    }

    pub(in crate::app) fn refit(&mut self, rows: usize) {
        self.at_opened(|opened, todos| opened.refit(todos, rows));
    }

    pub(in crate::app) fn fit(&mut self, rows: usize) {
        self.at_opened(|opened, _| opened.fit(rows));
    }

    pub(in crate::app) fn go(&mut self, motion: Motion, rows: usize) {
        self.wish_for_more();
        self.at_opened(|opened, todos| opened.go(motion, todos, rows));
    }

    /// The selected to-do stays selected when others show again.
    pub(in crate::app) fn keep_found(&mut self, rows: usize) {
        self.at_opened(|opened, todos| opened.select_line(opened.cursor.selected, todos, rows));
    }

    /// Selects the to-do on a row of the screen, counted from the first that shows.
    pub(in crate::app) fn select_row(&mut self, below: usize, rows: usize) {
        self.wish_for_more();
        self.at_opened(|opened, todos| opened.select_line(opened.cursor.offset + below, todos, rows));
    }

    /// It is this day at Tower. Whether the lines on the screen were of another one.
    pub(in crate::app) fn turn_to(&mut self, today: Date) -> bool {
        self.opened.as_mut().is_some_and(|opened| opened.turn_to(today))
    }

    /// The person wants what follows the list, should its end be near.
    pub(in crate::app) fn wish_for_more(&mut self) {
        if let Some(opened) = &mut self.opened {
            opened.more = More::Wished;
        }
    }

    /// The list of which more is to be asked for, and can be.
    pub(in crate::app) fn wants_more(&mut self, rows: usize) -> Option<Want> {
        let opened = self.opened.as_mut()?;
        let more = opened.wants_more(rows) && self.shelf.has_more(&opened.member, opened.which);
        more.then(|| Want::List(opened.member.clone(), opened.which))
    }

    /// The selection is on this now.
    pub(in crate::app) fn rest_on(&mut self, want: Option<Want>, now: Now) {
        if self.rest.as_ref().map(|rest| &rest.want) != want.as_ref() {
            self.rest = want.map(|want| Debounce { want, since: now.mono, over: false });
        }
    }

    /// What the selection has rested on long enough, once.
    pub(in crate::app) fn settled(&mut self, now: Now) -> Option<Want> {
        let rest = self.rest.as_mut().filter(|rest| !rest.over && rest.since + REST <= now.mono)?;
        rest.over = true;
        Some(rest.want.clone())
    }

    /// When the selection will have rested long enough, on the monotonic clock.
    pub(in crate::app) fn rests_until(&self) -> Option<Duration> {
        self.rest.as_ref().filter(|rest| !rest.over).map(|rest| rest.since + REST)
    }

    /// What is being done about something.
    pub(in crate::app) fn fetch(&self, want: &Want) -> Option<&Fetch> {
        self.shelf.fetch(want)
    }

    pub(in crate::app) fn is_due(&self, want: &Want, now: Now) -> bool {
        self.shelf.is_due(want, now)
    }

    pub(in crate::app) fn ask(&mut self, want: Want, more: bool, ids: &mut Ids, now: Now) -> Requests {
        self.shelf.ask(want, more, ids, now)
    }

    pub(in crate::app) fn ask_again(&mut self, want: Want, ids: &mut Ids, now: Now) -> Requests {
        self.shelf.ask_again(want, ids, now)
    }

    pub(in crate::app) fn waits_for(&self, request: RequestId) -> bool {
        self.shelf.waits_for(request)
    }

    pub(in crate::app) fn on_reply(
        &mut self,
        request: RequestId,
        result: Result<Reply, Failure>,
        now: Now,
        jitter: f64,
    ) {
        self.shelf.on_reply(request, result, now, jitter);
    }

    /// The person does not want to wait for something, nor for what would follow it.
    pub(in crate::app) fn give_up(&mut self, want: &Want) -> Option<RequestId> {
        let request = self.shelf.give_up(want)?;
        if let Some(opened) = &mut self.opened {
            opened.more = More::Stopped;
        }
        Some(request)
    }
}
