//! What the runtime has been asked for and has not reported yet: while there is any of it, leaving may lose a token.

use std::collections::HashSet;

use super::effect::{Effect, FileWork};
use super::fact::Fact;
use crate::base::request::RequestId;

/// Work under way whose end somebody has to hear of. Kept by the one door through which facts come in and effects go
/// out, so that no part of the session can forget it.
#[derive(Debug, Default)]
pub(super) struct UnderWay {
    /// Requests for a token, also those whose answer nobody waits for any more: it may bring a pair.
    tokens: HashSet<RequestId>,
    revocations: HashSet<RequestId>,
    saves: u32,
    removals: u32,
}

impl UnderWay {
    /// Whether all that was asked for has been reported.
    pub(super) fn is_over(&self) -> bool {
        self.tokens.is_empty() && self.revocations.is_empty() && self.saves == 0 && self.removals == 0
    }

    /// This was asked for.
    pub(super) fn ask(&mut self, effects: &[Effect]) {
        for effect in effects {
            match effect {
                Effect::AskToken(request) => drop(self.tokens.insert(request.request)),
                Effect::Revoke(requests) => {
                    self.revocations.extend(requests.iter().map(|request| request.request));
                }
                Effect::File { work: FileWork::Save { .. }, .. } => self.saves += 1,
                Effect::File { work: FileWork::Remove(_), .. } => self.removals += 1,
                Effect::Send(_) | Effect::File { .. } => {}
            }
        }
    }

    /// This was reported.
    pub(super) fn report(&mut self, fact: &Fact) {
        match fact {
            Fact::TokenAnswered { request, .. } => drop(self.tokens.remove(request)),
            Fact::Revoked { request } => drop(self.revocations.remove(request)),
            Fact::Saved { .. } => self.saves = self.saves.saturating_sub(1),
            Fact::Removed(_) => self.removals = self.removals.saturating_sub(1),
            _ => {}
        }
    }
}
