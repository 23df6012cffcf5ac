//! The ways between the screens: to another, to another team, and back.

use super::stack::Stack;
use super::workspace::Workspace;
use crate::app::core::context::At;
use crate::app::core::effect::Effect;
use crate::app::core::outbox::Outbox;
use crate::app::core::screen::{Destination, StandupAsked, StandupOf};
use crate::app::screens::any::AnyScreen;
use crate::app::screens::members::screen::Members;
use crate::app::search::Filter;
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
            self.standup = Some(standup);
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
            if let Some(standup) = self.standup.take_if(|left| left.goes_on(team, of, today)) {
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
            let members = self.recent.take(&team).unwrap_or_else(|| Members::of(team, &self.table));
            let mut left = std::mem::replace(&mut self.stack, Stack::opened(members, &self.table));
            left.top_mut().screen_mut().leave(&mut self.habits);
            if let AnyScreen::Members(members) = left.into_root() {
                self.recent.put(members);
            }
            // A reply for the team that was left must not end up in this one; of its members it is kept.
            self.data.forget_todos();
            self.attend(at);
            let orders = self.loader.drop_unwanted(&mut self.data);
            self.carry_out(orders, at, out);
        }
        self.refit(at);
        if let Some(asked) = self.asked.take() {
            let of = asked.group.map_or(StandupOf::Everybody, StandupOf::Group);
            self.go_to(Destination::Standup(of), at, out);
        }
    }

    /// Leads to the standup that this run was started for, once it is known which team is meant. Where that is not said,
    /// it waits for the person to open one.
    pub(super) fn open_what_was_asked(&mut self, at: At, out: &mut Outbox) {
        let named = |name: &str| {
            let all = self.data.teams.value().into_iter().flatten();
            let is_it = |team: &&Team| team.id.0.as_str() == name || team.name.as_str() == name.trim();
            let filter = Filter::of(name);
            let part = || all.clone().filter(|team| filter.keeps_name(team.name.as_str()));
            all.clone().find(is_it).or_else(|| part().next().filter(|_| part().count() == 1)).cloned()
        };
        let team = match &self.asked {
            None => return,
            Some(StandupAsked { team: Some(name), .. }) => named(name),
            Some(StandupAsked { team: None, .. }) => self.team().cloned().or_else(|| self.team_to_open()),
        };
        if let Some(team) = team {
            self.open_team(team, at, out);
        }
    }
}
