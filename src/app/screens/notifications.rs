//! What the account was told in all its teams: what is unread first. Nothing is marked as read by reading it here, as
//! Tower has no call for that.

use crate::app::core::context::Context;
use crate::app::core::notice::Copying;
use crate::app::core::outbox::Outbox;
use crate::app::core::screen::{Destination, Flow, Screen};
use crate::app::data::notifications::TeamNotifications;
use crate::app::data::remote::Fetch;
use crate::app::data::resource::{Resource, Want};
use crate::app::data::store::Data;
use crate::app::keys::table::{Action, Mode};
use crate::app::kit::cursor::Motion;
use crate::app::kit::headed::{Headed, HeadedLine};
use crate::app::kit::layout::{Areas, PaneRequest};
use crate::app::search::Filter;
use crate::base::text::SafeText;
use crate::tower::model::Team;
use crate::tower::notification::{Notification, NotificationId};
use crate::tower::todo_address::TodoAddress;

/// What the account was told.
#[derive(Debug)]
pub struct Notifications {
    /// The team that was open before.
    team: Option<Team>,
    /// What is typed to find something.
    pub filter: Filter,
    /// The lines, and the selected one.
    pub shown: Headed<NewsLine, NotificationId>,
    /// Of how many teams it has come.
    pub come: usize,
    /// Of how many it does not come.
    pub failed: usize,
    /// The most pages of a team that are wanted.
    pages: u32,
    /// The person did not want to wait.
    stopped: bool,
}

/// A line of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NewsLine {
    /// What follows was read, or not; and how many that are.
    Heading {
        /// It was.
        is_read: bool,
        /// So many.
        count: usize,
    },
    /// What stands at this place of what came of this team.
    Item {
        /// Its place among the account's teams.
        team: usize,
        /// The place in what has come.
        place: usize,
    },
}

impl NewsLine {
    /// The team and the notification, if it is one.
    pub fn item(self, data: &Data) -> Option<(&Team, &Notification)> {
        let Self::Item { team, place } = self else { return None };
        let team = teams(data).get(team)?;
        Some((team, data.notifications(&team.id).rows().get(place)?))
    }
}

impl HeadedLine for NewsLine {
    fn is_heading(&self) -> bool {
        matches!(self, Self::Heading { .. })
    }
}

/// The key of a line.
fn key<'d>(data: &'d Data) -> impl Fn(&NewsLine) -> Option<&'d NotificationId> {
    move |line| line.item(data).map(|(_, one)| &one.id)
}

fn teams(data: &Data) -> &[Team] {
    data.teams.value().map_or(&[], Vec::as_slice)
}

/// What it says.
fn parts<'a>(team: &'a Team, one: &'a Notification) -> Vec<&'a str> {
    let parts =
        [one.by.as_ref(), one.action.as_ref(), one.title.as_ref(), one.text.as_ref(), Some(&team.name)];
    parts.into_iter().flatten().map(SafeText::as_str).collect()
}

/// One in one line, as it is copied and found.
fn told(team: &Team, one: &Notification) -> String {
    parts(team, one).join(" ").replace('\n', " ")
}

impl Notifications {
    /// All of them, as opened from a team or from none.
    pub(in crate::app) fn of(team: Option<Team>) -> Self {
        Self {
            team,
            filter: Filter::default(),
            shown: Headed::default(),
            come: 0,
            failed: 0,
            pages: 1,
            stopped: false,
        }
    }

    /// The selected one, and the team it is of.
    pub fn selected<'a>(&self, data: &'a Data) -> Option<(&'a Team, &'a Notification)> {
        self.shown.selected()?.item(data)
    }

    /// How many teams there are.
    pub fn all_teams(&self, data: &Data) -> usize {
        teams(data).len()
    }

    /// Whether the person did not want to wait for what is missing.
    pub fn is_stopped(&self) -> bool {
        self.stopped
    }

    /// What is unread and then what was read, the newest first, whichever team it is of.
    fn lines_of(&self, data: &Data) -> Vec<NewsLine> {
        let mut all = Vec::new();
        for (at, team) in teams(data).iter().enumerate() {
            let rows = data.notifications(&team.id).rows().iter().enumerate();
            let kept =
                rows.filter(|(_, one)| self.filter.is_empty() || self.filter.keeps_name(&told(team, one)));
            all.extend(kept.map(|(place, one)| (one, NewsLine::Item { team: at, place })));
        }
        // What has no moment stands last; of two at once Tower's order counts.
        all.sort_by_key(|(one, _)| (one.is_read, std::cmp::Reverse(one.at)));
        let mut lines = Vec::with_capacity(all.len() + 2);
        for part in all.chunk_by(|(one, _), (other, _)| one.is_read == other.is_read) {
            if let Some((first, _)) = part.first() {
                lines.push(NewsLine::Heading { is_read: first.is_read, count: part.len() });
            }
            lines.extend(part.iter().map(|(_, line)| *line));
        }
        lines
    }

    fn take_stock(&mut self, data: &Data) {
        self.come = data.news().filter(|told| told.list.value().is_some()).count();
        self.failed = data.news().filter(|told| told.list.failure().is_some()).count();
    }

    fn is_near_the_end(&self, cx: &Context<'_>) -> bool {
        self.shown.cursor.selected + self.areas(cx).rows() >= self.shown.lines.len()
    }
}

impl Screen for Notifications {
    fn mode(&self, _cx: &Context<'_>) -> Mode {
        if self.filter.editing { Mode::Filter } else { Mode::Notifications }
    }

    fn team(&self) -> Option<&Team> {
        self.team.as_ref()
    }

    fn areas(&self, cx: &Context<'_>) -> Areas {
        Areas::todos(cx.size, PaneRequest { filter: self.filter.shows(), detail: false })
    }

    fn wants(&self, cx: &Context<'_>) -> Vec<Want> {
        let of = |team: &Team| Want::of(Resource::Notifications(team.id.clone())).pages(self.pages);
        let asks = if self.stopped { 0 } else { usize::MAX };
        let told = teams(cx.data).iter().map(of).take(asks);
        std::iter::once(Want::of(Resource::Teams)).chain(told).collect()
    }

    fn refit(&mut self, cx: &Context<'_>) {
        self.take_stock(cx.data);
        self.shown.replace(self.lines_of(cx.data), self.areas(cx).rows(), key(cx.data));
    }

    fn go(&mut self, motion: Motion, cx: &Context<'_>) {
        self.shown.go(motion, self.areas(cx).rows(), key(cx.data));
        self.waits(true, cx);
    }

    fn select(&mut self, row: usize, cx: &Context<'_>) {
        self.shown.select_line(row, self.areas(cx).rows(), key(cx.data));
        self.waits(true, cx);
    }

    fn first_row(&self) -> usize {
        self.shown.cursor.offset
    }

    fn find(&mut self, cx: &Context<'_>) {
        self.refit(cx);
        let filter = &self.filter;
        let rank = |line: &NewsLine| line.item(cx.data).map(|(team, one)| filter.rank_of(&parts(team, one)));
        let rows = Areas::todos(cx.size, PaneRequest { filter: filter.shows(), detail: false }).rows();
        self.shown.find(!filter.is_empty(), rows, rank, key(cx.data));
    }

    fn forget_found(&mut self) {
        self.shown.forget_found();
    }

    fn keep_found(&mut self, cx: &Context<'_>) {
        self.shown.select_line(self.shown.cursor.selected, self.areas(cx).rows(), key(cx.data));
    }

    fn filter(&self) -> Option<&Filter> {
        Some(&self.filter)
    }

    fn filter_mut(&mut self) -> Option<&mut Filter> {
        Some(&mut self.filter)
    }

    fn act(&mut self, action: Action, cx: &Context<'_>, out: &mut Outbox) -> Flow {
        let Some((team, one)) = self.selected(cx.data) else { return Flow::Done };
        match action {
            Action::Open => match &one.todo {
                Some(todo) => {
                    let (team, todo) = (team.id.clone(), todo.clone());
                    return Flow::Open(Destination::Todo(TodoAddress::Itself { team, todo }));
                }
                // Whatever else it is about has a page, and no screen.
                None => out.browse(cx.can, one.link(cx.origin(), &team.id)),
            },
            Action::Browse => out.browse(cx.can, one.link(cx.origin(), &team.id)),
            Action::CopyName => {
                let text = told(team, one);
                let said = SafeText::line(&text, SafeText::NAME);
                out.copy(cx.can.clipboard, text, Copying::Asked(Some(said)));
            }
            _ => {}
        }
        Flow::Done
    }

    fn waits(&mut self, waits: bool, cx: &Context<'_>) {
        self.stopped = !waits;
        let is_idle = cx.data.news().all(|told| !matches!(told.list.fetch, Fetch::Loading { .. }));
        // A filter that leaves little asks for a page more each time somebody moves.
        if waits && is_idle && self.is_near_the_end(cx) {
            self.pages = cx.data.news().map(TeamNotifications::pages).max().unwrap_or(0).saturating_add(1);
        }
        self.refit(cx);
    }

    fn lacks(&self, action: Action, cx: &Context<'_>) -> bool {
        let of_one = matches!(action, Action::Open | Action::CopyName | Action::Browse);
        of_one && self.selected(cx.data).is_none()
    }
}
