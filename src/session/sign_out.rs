//! The end of a session: by the person, by another window, or by Tower; each with its true reason.

use super::effect::{Effect, FileWork, Outcome, TokenRequest};
use super::fault::SignOut;
use super::phase::Phase;
use super::step::Session;
use super::stored::Stored;
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
        let removed = live.on_disk().map(|version| self.file(FileWork::Remove { only: Some(version) }));
        let removed = removed.map_or_else(Outcome::default, Outcome::of);
        // While the lock is still held.
        removed.and(self.end(reason))
    }

    /// The person signs out, here and in every window. Tower is told once the file is gone.
    pub(super) fn sign_out(&mut self) -> Outcome {
        if !self.is_live() {
            return Outcome::default();
        }
        let ended = self.end(SignOut::ByYou);
        Outcome::of(self.file(FileWork::Remove { only: None })).and(ended)
    }

    /// The file is gone. Only a person who signs out wants its tokens to die: all other ends have come from
    /// Tower.
    pub(super) fn on_removed(&mut self, held: Option<Box<Stored>>, ids: &mut Ids) -> Outcome {
        let by_you = matches!(&self.phase, Phase::SignedOut { reason: SignOut::ByYou, .. });
        match held.filter(|_| by_you) {
            Some(stored) => self.revoke([stored.refresh, Some(stored.access)], ids),
            None => Outcome::default(),
        }
    }

    /// Tells Tower that tokens are done with (RFC 7009). Needs the application's secret, so not where a token
    /// server keeps it.
    pub(super) fn revoke(&self, tokens: [Option<Secret>; 2], ids: &mut Ids) -> Outcome {
        let app = &self.client.app;
        if app.client_secret.is_token_server() {
            return Outcome::default();
        }
        let word = |token| {
            let mut form = vec![("client_id", Secret::new(app.client_id.as_str())), ("token", token)];
            form.extend(app.client_secret.known().map(|secret| ("client_secret", secret.clone())));
            let secret_command = app.client_secret.command().map(<[String]>::to_vec);
            let url = self.client.addresses.revoke_url();
            TokenRequest { request: ids.take(), url, form, secret_command, bearer: None, token_key: None }
        };
        Outcome::of(Effect::Revoke(tokens.into_iter().flatten().map(word).collect()))
    }
}
