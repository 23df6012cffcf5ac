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
use crate::app::kit::cursor::{Cursor, Motion};
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
    /// The lines, headings and all.
    pub lines: Vec<NewsLine>,
    /// The selected line and the first that shows.
    pub cursor: Cursor,
    /// Of how many teams it has come.
    pub come: usize,
    /// Of how many it does not come.
    pub failed: usize,
    /// The most pages of a team that are wanted.
    pages: u32,
    /// The person did not want to wait.
    stopped: bool,
    selected: Option<NotificationId>,
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

    fn is_item(self) -> bool {
        matches!(self, Self::Item { .. })
    }
}

fn teams(data: &Data) -> &[Team] {
    data.teams.value().map_or(&[], Vec::as_slice)
}

/// One in one line, as it is copied and found.
fn told(team: &Team, one: &Notification) -> String {
    let parts =
        [one.by.as_ref(), one.action.as_ref(), one.title.as_ref(), one.text.as_ref(), Some(&team.name)];
    parts.into_iter().flatten().map(SafeText::as_str).collect::<Vec<_>>().join(" ").replace('\n', " ")
}

impl Notifications {
    /// All of them, as opened from a team or from none.
    pub(in crate::app) fn of(team: Option<Team>) -> Self {
        Self {
            team,
            filter: Filter::default(),
            lines: Vec::new(),
            cursor: Cursor::default(),
            come: 0,
            failed: 0,
            pages: 1,
            stopped: false,
            selected: None,
        }
    }

    /// The selected one, and the team it is of.
    pub fn selected<'a>(&self, data: &'a Data) -> Option<(&'a Team, &'a Notification)> {
        self.lines.get(self.cursor.selected)?.item(data)
    }

    /// How many show.
    pub fn count(&self) -> usize {
        self.items().count()
    }

    /// Where among them the selected one is, counted from 0.
    pub fn position(&self) -> usize {
        self.lines.iter().take(self.cursor.selected).filter(|line| line.is_item()).count()
    }

    /// The lines that show, from the first on the screen, each with whether it is the selected one.
    pub fn visible(&self) -> impl Iterator<Item = (NewsLine, bool)> {
        let lines = self.lines.iter().enumerate().skip(self.cursor.offset);
        lines.map(|(at, line)| (*line, line.is_item() && at == self.cursor.selected))
    }

    /// How many teams there are.
    pub fn all_teams(&self, data: &Data) -> usize {
        teams(data).len()
    }

    /// Whether the person did not want to wait for what is missing.
    pub fn is_stopped(&self) -> bool {
        self.stopped
    }

    fn items(&self) -> impl Iterator<Item = usize> {
        self.lines.iter().enumerate().filter(|(_, line)| line.is_item()).map(|(at, _)| at)
    }

    fn select_line(&mut self, line: usize, cx: &Context<'_>) {
        let one = self.lines.get(line).and_then(|line| line.item(cx.data)).map(|(_, one)| one.id.clone());
        if one.is_some() {
            self.selected = one;
            self.cursor.selected = line;
            self.fit(cx);
        }
    }

    /// Keeps the selected line on the screen, and the heading above it where there is room for both.
    fn fit(&mut self, cx: &Context<'_>) {
        let rows = self.areas(cx).rows();
        self.cursor.fit(self.lines.len(), rows);
        let above = self.cursor.selected.checked_sub(1).and_then(|above| self.lines.get(above));
        let is_below_a_heading = above.is_some_and(|line| !line.is_item());
        if is_below_a_heading && rows > 1 && self.cursor.offset == self.cursor.selected {
            self.cursor.offset -= 1;
        }
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
        self.cursor.selected + self.areas(cx).rows() >= self.lines.len()
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
        let before = self.position();
        self.lines = self.lines_of(cx.data);
        let is_selected = |line: &NewsLine| {
            let one = line.item(cx.data).map(|(_, one)| &one.id);
            self.selected.is_some() && one == self.selected.as_ref()
        };
        let last = self.count().saturating_sub(1);
        let line = self.lines.iter().position(is_selected);
        self.cursor.selected = line.or_else(|| self.items().nth(before.min(last))).unwrap_or(0);
        self.fit(cx);
    }

    fn go(&mut self, motion: Motion, cx: &Context<'_>) {
        let mut among = Cursor { selected: self.position(), offset: 0 };
        among.go(motion, self.count(), self.areas(cx).rows());
        let line = self.items().nth(among.selected);
        if let Some(line) = line {
            self.select_line(line, cx);
        }
        self.waits(true, cx);
    }

    fn select(&mut self, row: usize, cx: &Context<'_>) {
        self.select_line(row, cx);
        self.waits(true, cx);
    }

    fn first_row(&self) -> usize {
        self.cursor.offset
    }

    fn keep_found(&mut self, cx: &Context<'_>) {
        self.select_line(self.cursor.selected, cx);
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
