//! A to-do that somebody named by its number or its address, on the whole screen: in which team it is, and what is
//! known of it.

use super::reading::Reading;
use crate::app::core::context::Context;
use crate::app::core::outbox::Outbox;
use crate::app::core::screen::{Flow, Screen};
use crate::app::data::remote::Remote;
use crate::app::data::resource::{Resource, Want};
use crate::app::data::store::Data;
use crate::app::keys::table::Action;
use crate::app::keys::table::Mode;
use crate::app::kit::cursor::Motion;
use crate::app::kit::layout::{Areas, PaneRequest};
use crate::tower::model::{Team, TeamId};
use crate::tower::todo::Todo;
use crate::tower::todo_address::TodoAddress;

/// A to-do that somebody named.
#[derive(Debug)]
pub struct OneTodo {
    /// How.
    pub address: TodoAddress,
    /// The team that was open then.
    pub team: Option<Team>,
    /// How it is read: always on the whole screen.
    pub reading: Reading,
}

/// How far the search for it has come.
#[derive(Debug)]
pub enum Standing<'a> {
    /// It is in this team.
    Found(&'a Remote<Todo>, TeamId),
    /// It may be in this one; none before anything is known of the account's teams.
    Asked(Option<&'a Remote<Todo>>),
    /// It is in none of so many teams.
    Nowhere(usize),
}

impl OneTodo {
    /// The to-do of this name.
    pub fn of(team: Option<Team>, address: TodoAddress) -> Self {
        Self { address, team, reading: Reading { zoomed: true, ..Reading::default() } }
    }

    /// The teams in which it may be.
    fn candidates(&self, data: &Data) -> Vec<TeamId> {
        let home = match &self.address {
            TodoAddress::InTeam { team, .. } => data.home_of(team),
            TodoAddress::Number(_) | TodoAddress::InProject { .. } | TodoAddress::Itself { .. } => None,
        };
        let all = data.teams.value().into_iter().flatten().map(|team| team.id.clone());
        self.address.may_be_in(home, self.team.as_ref().map(|team| &team.id), all)
    }

    /// The teams that were searched, up to the one where it is or may be; and how far the search has come.
    fn sought<'a>(&self, data: &'a Data) -> (Vec<TeamId>, Standing<'a>) {
        let candidates = self.candidates(data);
        let mut sought = Vec::new();
        for team in candidates {
            sought.push(team.clone());
            let remote = data.named(&self.address, &team);
            let Some(known) = remote else { return (sought, Standing::Asked(None)) };
            match (known.value(), known.failure()) {
                (Some(_), _) => return (sought, Standing::Found(known, team)),
                (None, Some(why)) if self.address.goes_on_after(why) => {}
                (None, _) => return (sought, Standing::Asked(Some(known))),
            }
        }
        let count = sought.len();
        let knows_all = data.teams.value().is_some() && count > 0;
        (sought, if knows_all { Standing::Nowhere(count) } else { Standing::Asked(None) })
    }

    /// How far the search has come.
    pub fn standing<'a>(&self, data: &'a Data) -> Standing<'a> {
        self.sought(data).1
    }

    /// The to-do, once it has been found.
    pub fn found<'a>(&self, data: &'a Data) -> Option<&'a Todo> {
        match self.standing(data) {
            Standing::Found(todo, _) => todo.value(),
            Standing::Asked(_) | Standing::Nowhere(_) => None,
        }
    }
}

impl Screen for OneTodo {
    fn mode(&self, _cx: &Context<'_>) -> Mode {
        if self.reading.menu.is_some() { Mode::Menu } else { Mode::Todo }
    }

    fn areas(&self, cx: &Context<'_>) -> Areas {
        Areas::todos(cx.size, PaneRequest { filter: false, detail: false })
    }

    fn wants(&self, cx: &Context<'_>) -> Vec<Want> {
        let (sought, _) = self.sought(cx.data);
        let named = sought.into_iter().map(|team| Want::of(Resource::Named(self.address.clone(), team)));
        let todo = self.found(cx.data);
        let thread = todo.and_then(|todo| self.reading.reader.want(todo, self.areas(cx), cx));
        named.chain(thread).collect()
    }

    fn refit(&mut self, _cx: &Context<'_>) {}

    fn go(&mut self, motion: Motion, cx: &Context<'_>) {
        self.reading.go(motion, self.found(cx.data), self.areas(cx), cx);
    }

    fn select(&mut self, row: usize, cx: &Context<'_>) {
        self.reading.select(row, cx);
    }

    fn rows(&self, _cx: &Context<'_>) -> usize {
        self.reading.rows()
    }

    fn act(&mut self, action: Action, cx: &Context<'_>, out: &mut Outbox) -> Flow {
        if !matches!(action, Action::Open | Action::Zoom | Action::Detail) {
            self.reading.act(self.found(cx.data), action, cx, out);
        }
        Flow::Done
    }

    fn is_inside(&self) -> bool {
        self.reading.menu.is_some()
    }

    fn close(&mut self, _cx: &Context<'_>) {
        self.reading.menu = None;
    }

    fn waits(&mut self, waits: bool, _cx: &Context<'_>) {
        self.reading.reader.waits(waits);
    }

    fn lacks(&self, action: Action, cx: &Context<'_>) -> bool {
        match action {
            // It has no list beside it, and it is no member's screen.
            Action::Zoom | Action::Detail | Action::Activity | Action::Report => true,
            Action::CopyName | Action::Browse | Action::Menu(_) | Action::Go(_) => {
                self.found(cx.data).is_none()
            }
            _ => false,
        }
    }
}
