//! The ways between the screens: to another, to another team, and back.

use super::stack::Stack;
use super::workspace::Workspace;
use crate::app::core::context::At;
use crate::app::core::effect::Effect;
use crate::app::core::outbox::Outbox;
use crate::app::core::screen::{Destination, FeedOf, StandupOf};
use crate::app::core::view::{View, ViewOf};
use crate::app::keys::table::Visit;
use crate::app::records::named;
use crate::app::screens::any::AnyScreen;
use crate::app::screens::members::screen::Members;
use crate::app::screens::workload::tally::LoadSort;
use crate::app::search::Sort;
use crate::base::calendar::day_at_tower;
use crate::tower::model::Team;

impl Workspace {
    /// One step back: closes what is open in the screen, else clears the filter, else stops waiting, and last closes
    /// the screen itself. Whether there was nothing to go back from.
    pub(super) fn back(&mut self, step_by_step: bool, at: At, out: &mut Outbox) -> bool {
        if self.is_signing_in() {
            return !std::mem::take(&mut self.signing_in);
        }
        let closed = self.with(at, |screen, cx| {
            let inside = screen.is_inside();
            if inside {
                screen.close(cx);
            } else if let Some(filter) = screen.filter_mut().filter(|filter| step_by_step && filter.shows()) {
                filter.clear();
                screen.forget_found();
                screen.refit(cx);
                return true;
            }
            inside
        });
        if closed || (step_by_step && self.give_up(at, out)) {
            return false;
        }
        let left = self.leave_top();
        if left {
            self.refit(at);
        }
        !left
    }

    /// Closes the screen that shows, if another is below it. Whether one is.
    pub(super) fn leave_top(&mut self) -> bool {
        let Some(mut left) = self.stack.pop() else { return false };
        left.screen_mut().leave(&mut self.habits);
        if let AnyScreen::Standup(standup) = left {
            self.left.put(standup);
        }
        true
    }

    /// Leads to another screen.
    pub(super) fn go_to(&mut self, to: Destination, at: At, out: &mut Outbox) {
        if let Destination::Team(team) = to {
            return self.open_team(team, at, out);
        }
        let team = self.team().cloned();
        if let (Destination::Standup(of), Some(team)) = (&to, &team) {
            let today = day_at_tower(at.now.wall);
            // What was noted stays, for as long as it is the same standup.
            if let Some(standup) = self.left.take(team, of, today) {
                self.stack.push(AnyScreen::Standup(standup));
                return self.refit(at);
            }
        }
        if let Some(screen) =
            AnyScreen::at(to, team.as_ref(), &self.table, day_at_tower(at.now.wall), &mut self.habits)
        {
            self.stack.push(screen);
            self.refit(at);
        }
    }

    /// Opens a team, or goes back to it if it is open already.
    pub(super) fn open_team(&mut self, team: Team, at: At, out: &mut Outbox) {
        while self.leave_top() {}
        if self.team().is_none_or(|open| open.id != team.id) {
            self.remembered = Some(team.id.clone());
            out.run(Effect::RememberTeam(team.id.clone()));
            let was_open = self.recent.take(&team);
            let is_new = was_open.is_none();
            let members = was_open.unwrap_or_else(|| Members::of(team, &self.table));
            let mut left = std::mem::replace(&mut self.stack, Stack::of(AnyScreen::Members(members)));
            left.top_mut().screen_mut().leave(&mut self.habits);
            if let AnyScreen::Members(members) = left.into_root() {
                self.recent.put(members);
            }
            // A reply for the team that was left must not end up in this one; of its members it is kept.
            self.data.forget_todos();
            self.attend(at);
            let orders = self.loader.drop_unwanted(&mut self.data);
            self.carry_out(orders, at, out);
            if is_new {
                self.show_first_view(at, out);
            }
        }
        self.refit(at);
        if let Some(asked) = self.asked.take() {
            let of = asked.group.map_or(StandupOf::Everybody, StandupOf::Group);
            self.go_to(Destination::Standup(of), at, out);
        }
    }

    /// Whether a saved view can be shown now.
    pub(super) fn can_show(&self, view: &View) -> bool {
        !self.is_signing_in() && (view.is_of_account() || self.team().is_some())
    }

    /// Shows the view that this run was started with, where it can be: one of a team whenever a team opens, and any
    /// other once.
    pub(super) fn show_first_view(&mut self, at: At, out: &mut Outbox) {
        let Some(view) = self.view.clone().filter(|view| self.can_show(view)) else { return };
        self.view.take_if(|view| view.is_of_account());
        self.show_view(&view, at, out);
    }

    /// Shows a saved view: its screen above the members of the open team, or these, with its filter and its order.
    pub(super) fn show_view(&mut self, view: &View, at: At, out: &mut Outbox) {
        if !self.can_show(view) {
            return;
        }
        while self.leave_top() {}
        let show_inactive = match self.stack.root() {
            AnyScreen::Members(members) => members.show_inactive,
            _ => self.table.show_inactive,
        };
        if let Some(to) = destination(view.of, show_inactive) {
            self.go_to(to, at, out);
        }
        match (self.stack.top_mut(), view.of) {
            (AnyScreen::Members(members), ViewOf::Members(by)) => {
                let by = by.map_or(self.table.sort.by, Some);
                members.sort = Sort { by, reversed: false };
            }
            (AnyScreen::Workload(load), ViewOf::Workload(by)) => {
                load.sort = LoadSort { by: by.unwrap_or_default(), reversed: false };
            }
            _ => {}
        }
        self.with(at, |screen, cx| {
            while screen.is_inside() {
                screen.close(cx);
            }
            if let Some(filter) = screen.filter_mut() {
                filter.clear();
                filter.insert(&view.filter);
            }
            screen.forget_found();
            screen.refit(cx);
        });
    }

    /// Leads to the standup that this run was started for, once it is known which team is meant. Where there is no such
    /// team the run is over, and where none is named it waits for the person to open one.
    pub(super) fn open_what_was_asked(&mut self, at: At, out: &mut Outbox) {
        let Some(asked) = &self.asked else { return };
        let teams = self.data.teams.value().map_or(&[][..], Vec::as_slice);
        let team = match &asked.team {
            Some(name) => match named::team(teams, Some(name), None) {
                Ok(team) => Some(team),
                Err(which) => {
                    self.no_team = Some(which);
                    None
                }
            },
            None => self.team().cloned().or_else(|| self.team_to_open()),
        };
        if let Some(team) = team {
            self.open_team(team, at, out);
        }
    }
}

/// Where a view of this leads from the members of a team, which show those who left as said; none to them themselves.
fn destination(of: ViewOf, show_inactive: bool) -> Option<Destination> {
    Some(match of {
        ViewOf::Members(_) => return None,
        ViewOf::Workload(_) => Destination::Workload { filter: String::new(), show_inactive },
        ViewOf::MyDay => Destination::Visit(Visit::MyDay),
        ViewOf::Activity => Destination::Activity(FeedOf::Team),
        ViewOf::Projects => Destination::Visit(Visit::Projects),
        ViewOf::Notifications => Destination::Visit(Visit::Notifications),
    })
}
