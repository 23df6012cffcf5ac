//! The cache at the desk: what the start shows before Tower has answered, and what is kept for the next one.

use super::workspace::{At, Workspace};
use crate::app::core::effect::Effect;
use crate::app::data::disk_cache::{CachedAccount, CachedTeam};
use crate::app::data::remote::Remote;
use crate::app::screens::members::screen::Members;
use crate::session::{Phase, SignOut};

impl Workspace {
    /// Shows what is cached, where it is the reader's own. What is somebody else's is dropped.
    pub(super) fn show_cached(&mut self) -> Option<Effect> {
        let cached = self.cached.take()?;
        if self.reader.as_ref() != Some(&cached.account.user.email) {
            return Some(Effect::DropCache);
        }
        let open = cached.open_team();
        let CachedAccount { user, teams, at } = cached.account;
        self.account = Remote::of_cache(user, at);
        self.teams.list = Remote::of_cache(teams, at);
        self.members =
            open.zip(cached.team).map(|(team, cached)| Members::of_cache(team, cached).wished(&self.table));
        None
    }

    /// Keeps the account and its teams, once both are there. What comes after a sign-out is not kept.
    pub(super) fn cache_account(&self, at: At) -> Option<Effect> {
        if !self.session.is_live() {
            return None;
        }
        let user = self.account.value().filter(|_| !self.account.is_cached())?.clone();
        let teams = self.teams.list.value().filter(|_| !self.teams.list.is_cached())?.clone();
        Some(Effect::CacheAccount(Box::new(CachedAccount { user, teams, at: at.now.wall })))
    }

    /// Keeps the members of the open team, once they are all there; likewise.
    pub(super) fn cache_team(&self, at: At) -> Option<Effect> {
        let members = self.members.as_ref().filter(|_| self.session.is_live())?;
        let cached = CachedTeam {
            reader: self.reader.clone()?,
            team: members.team.id.clone(),
            own: members.own.clone(),
            members: members.all_if_whole()?,
            at: at.now.wall,
        };
        Some(Effect::CacheTeam(Box::new(cached)))
    }

    /// A sign-out by a person, here or elsewhere, leaves nothing behind for the next start.
    pub(super) fn drop_cache_if_signed_out(&self) -> Option<Effect> {
        match self.session.phase() {
            Phase::SignedOut {
                reason: SignOut::ByYou | SignOut::Elsewhere | SignOut::OtherAccount { .. },
                ..
            } => Some(Effect::DropCache),
            Phase::SignedOut { .. }
            | Phase::Boot
            | Phase::Exchanging { .. }
            | Phase::TwoStep { .. }
            | Phase::Live(_) => None,
        }
    }
}
