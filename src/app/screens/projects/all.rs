//! The projects of a team: those that are pinned first, and those that were put away where somebody wants to see them.

use crate::app::core::context::Context;
use crate::app::core::notice::Copying;
use crate::app::core::outbox::Outbox;
use crate::app::core::screen::{Destination, FeedOf, Flow, Screen};
use crate::app::data::remote::Remote;
use crate::app::data::resource::{Resource, Want};
use crate::app::data::store::Data;
use crate::app::keys::table::{Action, Mode};
use crate::app::kit::cursor::{Before, Cursor, Motion};
use crate::app::kit::layout::{Areas, PaneRequest};
use crate::app::search::{Filter, ProjectTerm};
use crate::tower::model::{ProjectId, Team};
use crate::tower::project::{Project, ProjectList};

/// The projects of a team.
#[derive(Debug)]
pub struct Projects {
    /// The team.
    pub team: Team,
    /// What is typed to find one.
    pub filter: Filter,
    /// The rows that show, as places in the list.
    pub shown: Vec<usize>,
    /// The selected row and the first that shows.
    pub cursor: Cursor,
    /// Those that were put away show too.
    pub show_archived: bool,
    /// How many were put away.
    pub archived: usize,
    selected: Option<ProjectId>,
    /// What was selected when something began to be looked for.
    before: Before<ProjectId>,
}

impl Projects {
    /// Those of this team.
    pub(in crate::app) fn of(team: Team) -> Self {
        Self {
            team,
            filter: Filter::default(),
            shown: Vec::new(),
            cursor: Cursor::default(),
            show_archived: false,
            archived: 0,
            selected: None,
            before: Before::default(),
        }
    }

    /// What has come of them.
    pub fn list<'a>(&self, data: &'a Data) -> &'a Remote<ProjectList> {
        data.projects(&self.team.id)
    }

    fn all<'a>(&self, data: &'a Data) -> &'a [Project] {
        self.list(data).value().map_or(&[], |list| &list.projects)
    }

    /// The selected project.
    pub fn selected<'a>(&self, data: &'a Data) -> Option<&'a Project> {
        self.all(data).get(*self.shown.get(self.cursor.selected)?)
    }

    /// The projects that show, from the first row on the screen, each with its number.
    pub fn visible<'a>(&'a self, data: &'a Data) -> impl Iterator<Item = (usize, &'a Project)> {
        let rows = self.shown.iter().enumerate().skip(self.cursor.offset);
        rows.filter_map(|(row, place)| Some((row, self.all(data).get(*place)?)))
    }

    fn select_where_the_cursor_is(&mut self, data: &Data) {
        self.selected = self.selected(data).map(|project| project.id.clone());
        self.before = Before::Nothing;
    }
}

impl Screen for Projects {
    fn mode(&self, _cx: &Context<'_>) -> Mode {
        if self.filter.editing { Mode::Filter } else { Mode::Projects }
    }

    fn team(&self) -> Option<&Team> {
        Some(&self.team)
    }

    fn areas(&self, cx: &Context<'_>) -> Areas {
        Areas::todos(cx.size, PaneRequest { filter: self.filter.shows(), detail: false })
    }

    fn wants(&self, _cx: &Context<'_>) -> Vec<Want> {
        vec![Want::of(Resource::Projects(self.team.id.clone()))]
    }

    fn refit(&mut self, cx: &Context<'_>) {
        let all = self.all(cx.data);
        self.archived = all.iter().filter(|project| project.is_archived).count();
        let keeps = |project: &Project| {
            (self.show_archived || !project.is_archived) && self.filter.keeps_name(project.name.as_str())
        };
        let kept = all.iter().enumerate().filter(|(_, project)| keeps(project));
        let mut shown: Vec<(usize, &Project)> = kept.collect();
        shown.sort_by_key(|(_, project)| (project.is_archived, !project.is_pinned));
        self.shown = shown.into_iter().map(|(place, _)| place).collect();
        let is_it = |place: &usize| all.get(*place).map(|project| &project.id) == self.selected.as_ref();
        if let Some(row) = self.selected.as_ref().and_then(|_| self.shown.iter().position(is_it)) {
            self.cursor.selected = row;
        }
        self.cursor.fit(self.shown.len(), self.areas(cx).rows());
        // It may come back where a filter hides it.
        if self.selected.is_none() {
            self.select_where_the_cursor_is(cx.data);
        }
    }

    fn go(&mut self, motion: Motion, cx: &Context<'_>) {
        self.cursor.go(motion, self.shown.len(), self.areas(cx).rows());
        self.select_where_the_cursor_is(cx.data);
    }

    fn select(&mut self, row: usize, cx: &Context<'_>) {
        if row < self.shown.len() {
            self.cursor.selected = row;
            self.cursor.fit(self.shown.len(), self.areas(cx).rows());
            self.select_where_the_cursor_is(cx.data);
        }
    }

    fn first_row(&self) -> usize {
        self.cursor.offset
    }

    fn find(&mut self, cx: &Context<'_>) {
        self.refit(cx);
        if self.filter.is_empty() {
            self.forget_found();
            return self.refit(cx);
        }
        self.before.keep(self.selected.clone());
        let all = self.all(cx.data);
        let rank = |place: &usize| all.get(*place).map(|one| self.filter.rank_of(&[one.name.as_str()]));
        if let Some((row, _)) = self.shown.iter().enumerate().min_by_key(|(_, place)| rank(place)) {
            self.cursor.selected = row;
            self.cursor.fit(self.shown.len(), self.areas(cx).rows());
            self.selected = self.selected(cx.data).map(|project| project.id.clone());
        }
    }

    fn forget_found(&mut self) {
        self.before.give_back(&mut self.selected);
    }

    fn keep_found(&mut self, cx: &Context<'_>) {
        self.select_where_the_cursor_is(cx.data);
    }

    fn filter(&self) -> Option<&Filter> {
        Some(&self.filter)
    }

    fn filter_mut(&mut self) -> Option<&mut Filter> {
        Some(&mut self.filter)
    }

    fn act(&mut self, action: Action, cx: &Context<'_>, out: &mut Outbox) -> Flow {
        if action == Action::Archived {
            self.show_archived = !self.show_archived;
            self.refit(cx);
        }
        let Some(project) = self.selected(cx.data) else { return Flow::Done };
        match action {
            Action::Open => Flow::Open(Destination::Project(project.clone())),
            action => act_on(project, action, cx, out),
        }
    }

    fn lacks(&self, action: Action, cx: &Context<'_>) -> bool {
        match action {
            Action::Archived => self.archived == 0 && !self.show_archived,
            action => is_of_a_project(action) && self.selected(cx.data).is_none(),
        }
    }
}

/// Whether an action is done to a project.
fn is_of_a_project(action: Action) -> bool {
    matches!(
        action,
        Action::Open
            | Action::CopyName
            | Action::Browse
            | Action::Activity
            | Action::People
            | Action::Workload
    )
}

/// What can be done to a project wherever it is at hand.
pub(super) fn act_on(project: &Project, action: Action, cx: &Context<'_>, out: &mut Outbox) -> Flow {
    let filter = || ProjectTerm::for_project(project);
    match action {
        Action::Activity => {
            let of = FeedOf::Project(project.id.clone(), project.name.clone());
            return Flow::Open(Destination::Activity(of));
        }
        Action::People => return Flow::Open(Destination::Members { filter: filter() }),
        Action::Workload => {
            return Flow::Open(Destination::Workload { filter: filter(), show_inactive: false });
        }
        Action::CopyName => {
            let said = Copying::Asked(Some(project.name.clone()));
            out.copy(cx.can.clipboard, project.name.to_string(), said);
        }
        Action::Browse => out.browse(cx.can, project.link(cx.origin())),
        _ => {}
    }
    Flow::Done
}
