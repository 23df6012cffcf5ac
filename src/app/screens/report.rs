//! The report of a member: what they did in a week and have left to do, to read, to copy and to write to a file.

use jiff::ToSpan;

use crate::app::core::context::Context;
use crate::app::core::effect::{Effect, Exported};
use crate::app::core::notice::Copying;
use crate::app::core::outbox::Outbox;
use crate::app::core::screen::{Flow, Screen};
use crate::app::data::remote::Remote;
use crate::app::data::resource::{Resource, Want};
use crate::app::data::store::Data;
use crate::app::keys::table::Action;
use crate::app::keys::table::Mode;
use crate::app::kit::cursor::{Cursor, Motion};
use crate::app::kit::file_name::file_name;
use crate::app::kit::layout::{Areas, PaneRequest};
use crate::base::measure::wrap;
use crate::base::text::SafeText;
use crate::tower::model::{MemberId, Team};
use crate::tower::work::{Gathering, Period};

/// The most characters of a name in the name of a file.
const NAME: usize = 40;

/// A member's report.
#[derive(Debug)]
pub struct MemberReport {
    /// The team they are a member of.
    pub team: Team,
    /// Whose report it is.
    pub member: MemberId,
    /// That member's name.
    pub name: SafeText,
    /// The week it is of.
    pub period: Period,
    /// The first of its rows that shows.
    pub scroll: usize,
}

impl MemberReport {
    /// The report of this week.
    pub(super) fn of(team: Team, member: MemberId, name: SafeText, week: Period) -> Self {
        Self { team, member, name, period: week, scroll: 0 }
    }

    /// What has come of it.
    pub fn report<'a>(&self, data: &'a Data) -> &'a Remote<Gathering> {
        data.report(&self.team.id, &self.member, self.period)
    }

    /// Its Markdown, once it has come.
    fn text(&self, cx: &Context<'_>) -> Option<String> {
        let gathering = self.report(cx.data).value()?;
        Some(cx.can.presenter.member_report(&self.name, gathering, self.period, cx))
    }

    /// Its rows, each of at most so many cells.
    pub fn rows_in(&self, cells: usize, cx: &Context<'_>) -> Vec<String> {
        let text = self.text(cx).unwrap_or_default();
        let rows = |line: &str| if line.is_empty() { vec![String::new()] } else { wrap(line, cells) };
        text.lines().flat_map(rows).collect()
    }

    /// The cells and the rows of its text: within a border there is a space beside it.
    pub fn room(&self, cx: &Context<'_>) -> (usize, usize) {
        let areas = self.areas(cx);
        let inside = Areas::inside(areas.whole, areas.bordered);
        let beside = if areas.bordered { 2 } else { 0 };
        (usize::from(inside.width.saturating_sub(beside)), usize::from(inside.height))
    }

    /// The week so many weeks later, or earlier; not one that is all to come.
    fn turn(&mut self, weeks: i64, cx: &Context<'_>) {
        let day = self.period.since.saturating_add(weeks.weeks());
        if day <= cx.today() {
            self.period = Period::week_of(day);
            self.scroll = 0;
        }
    }

    /// The name of a file for it, with the dates.
    fn file(&self) -> String {
        let name = file_name(self.name.as_str(), NAME);
        let name = if name.is_empty() { "report" } else { &name };
        let Period { since, until } = self.period;
        format!("{name} {since} {until}.md")
    }
}

impl Screen for MemberReport {
    fn mode(&self, _cx: &Context<'_>) -> Mode {
        Mode::Report
    }

    fn team(&self) -> Option<&Team> {
        Some(&self.team)
    }

    fn areas(&self, cx: &Context<'_>) -> Areas {
        Areas::todos(cx.size, PaneRequest { filter: false, detail: false })
    }

    fn wants(&self, _cx: &Context<'_>) -> Vec<Want> {
        vec![Want::of(Resource::Report(self.team.id.clone(), self.member.clone(), self.period))]
    }

    /// It may have become shorter than where it was scrolled to.
    fn refit(&mut self, cx: &Context<'_>) {
        let (cells, height) = self.room(cx);
        if self.report(cx.data).value().is_some() {
            self.scroll = self.scroll.min(self.rows_in(cells, cx).len().saturating_sub(height));
        }
    }

    fn go(&mut self, motion: Motion, cx: &Context<'_>) {
        let (cells, height) = self.room(cx);
        let rows = self.rows_in(cells, cx).len();
        let mut top = Cursor { selected: self.scroll, offset: 0 };
        // Every row that may be the first one.
        top.go(motion, rows.saturating_sub(height) + 1, height);
        self.scroll = top.selected;
    }

    fn act(&mut self, action: Action, cx: &Context<'_>, out: &mut Outbox) -> Flow {
        match action {
            Action::EarlierWeek => self.turn(-1, cx),
            Action::LaterWeek => self.turn(1, cx),
            Action::CopyName => {
                if let Some(text) = self.text(cx) {
                    let Period { since, until } = self.period;
                    let said = format!("{} {since} {until}", self.name);
                    let said = SafeText::line(&said, SafeText::NAME);
                    out.copy(cx.can.clipboard, text, Copying::Asked(Some(said)));
                }
            }
            Action::Export => {
                if let Some(text) = self.text(cx) {
                    out.run(Effect::Export { path: self.file(), content: Exported::Text(text), count: None });
                }
            }
            _ => {}
        }
        Flow::Done
    }

    fn lacks(&self, action: Action, cx: &Context<'_>) -> bool {
        match action {
            Action::CopyName | Action::Export | Action::Go(_) => self.report(cx.data).value().is_none(),
            Action::LaterWeek => self.period.until >= cx.today(),
            _ => false,
        }
    }
}
