//! The end of a session: by the person, by another window, or by Tower; each with its true reason.

use super::effect::{Effect, FileWork, Outcome, TokenRequest};
use super::fault::{SignOut, Warning};
use super::phase::Phase;
use super::seen::Removed;
use super::step::Session;
use super::stored::Mark;
use crate::base::request::Ids;
use crate::base::secret::Secret;

impl Session {
    /// Ends the session. What the file holds is not touched.
    pub(super) fn end(&mut self, reason: SignOut) -> Outcome {
        if let Phase::Live(live) = &self.phase {
            self.dead = Some(live.on_disk().unwrap_or_else(|| live.version()));
        }
        self.file_warning = None;
        self.offer = None;
        self.phase = Phase::SignedOut { reason, trouble: None };
        Outcome::of(self.file(FileWork::DropLock)).and(self.calls.fail_held())
    }

    /// Ends the session and removes its file, unless that holds something newer by now.
    pub(super) fn give_up(&mut self, reason: SignOut) -> Outcome {
        let Phase::Live(live) = &self.phase else { return Outcome::default() };
        let mark = Mark { login_id: live.login_id.clone(), generation: Some(live.token.generation) };
        // While the lock is still held.
        Outcome::of(self.file(FileWork::Remove(mark))).and(self.end(reason))
    }

    /// The person signs out, here and in every window. Tower is told once the file is gone.
    pub(super) fn sign_out(&mut self) -> Outcome {
        let Phase::Live(live) = &self.phase else { return Outcome::default() };
        let mark = Mark { login_id: live.login_id.clone(), generation: None };
        self.parting = Some(Box::new(self.stored(live, None)));
        let ended = self.end(SignOut::ByYou);
        Outcome::of(self.file(FileWork::Remove(mark))).and(ended)
    }

    /// The file is gone, or could not be removed. Only a person who signs out wants its tokens to die: all other ends
    /// have come from Tower. Another window may have renewed them meanwhile, so what was here dies too.
    pub(super) fn on_removed(&mut self, removed: Removed, ids: &mut Ids) -> Outcome {
        let Some(own) = self.parting.take() else { return Outcome::default() };
        self.file_warning = removed.fault.map(Warning::NotRemoved);
        let held = removed.held.filter(|held| held.access != own.access);
        let [held_refresh, held_access] = held.map_or([None, None], |held| [held.refresh, Some(held.access)]);
        let refresh = own.refresh.filter(|own| Some(own) != held_refresh.as_ref());
        self.revoke([held_refresh, held_access, refresh, Some(own.access)], ids)
    }

    /// Tells Tower that tokens are done with (RFC 7009), through a token server where that keeps the secret.
    pub(super) fn revoke<const N: usize>(&self, tokens: [Option<Secret>; N], ids: &mut Ids) -> Outcome {
        let app = &self.client.app;
        let Some(url) = self.client.addresses.revoke_url() else { return Outcome::default() };
        let word = |token| {
            let mut form = vec![("client_id", Secret::new(app.client_id.as_str())), ("token", token)];
            form.extend(app.client_secret.known().map(|secret| ("client_secret", secret.clone())));
            let secret_command = app.client_secret.command().map(<[String]>::to_vec);
            let token_key = app.client_secret.token_key().cloned();
            TokenRequest {
                request: ids.take(),
                url: url.clone(),
                form,
                secret_command,
                bearer: None,
                token_key,
            }
        };
        Outcome::of(Effect::Revoke(tokens.into_iter().flatten().map(word).collect()))
    }
}
