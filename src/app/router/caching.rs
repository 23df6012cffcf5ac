//! The cache: what is written for the next start, and when it is dropped.

use crate::app::core::answers::Typed;
use crate::app::core::effect::Effect;
use crate::app::data::disk_cache::CachedAccount;
use crate::app::data::store::Data;
use crate::app::data::team_cache::CachedTeam;
use crate::base::text::SafeText;
use crate::base::time::Now;
use crate::session::{Phase, Session, SignOut, Source};
use crate::tower::model::TeamId;

/// Keeps the account and its teams, once both are there. What comes after a sign-out is not kept.
pub(super) fn account(data: &Data, session: &Session, now: Now) -> Option<Effect> {
    let user = data.account.value().filter(|_| session.is_live() && !data.account.is_cached())?.clone();
    let teams = data.teams.value().filter(|_| !data.teams.is_cached())?.clone();
    Some(Effect::CacheAccount(Box::new(CachedAccount { user, teams, at: now.wall })))
}

/// Keeps the members of a team, once they are all there. What comes after a sign-out is not kept.
pub(super) fn team(
    data: &Data,
    team: &TeamId,
    reader: Option<&SafeText>,
    session: &Session,
    now: Now,
) -> Option<Effect> {
    let reader = reader.filter(|_| session.is_live())?.clone();
    let list = data.members(team).all_if_whole()?;
    Some(Effect::CacheTeam(Box::new(CachedTeam::of(team, reader, data.own_member(team), list, now.wall))))
}

/// A sign-out by a person, here or elsewhere, leaves nothing behind for the next start.
pub(super) fn dropped(session: &Session) -> Option<Effect> {
    match session.phase() {
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

/// Has a typed secret kept once Tower has given a token for it: until then it may be mistyped, and the next start would
/// not ask for it any more.
pub(super) fn proven(unproven: &mut Option<Typed>, session: &Session) -> Option<Effect> {
    let proven = matches!(session.phase(), Phase::Live(live) if live.source == Source::Here);
    Some(match unproven.take_if(|_| proven)? {
        Typed::Secret(secret) => Effect::KeepSecret { profile: session.profile(), secret },
        Typed::TokenKey(key) => Effect::KeepTokenKey(key),
    })
}
