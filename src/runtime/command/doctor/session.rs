//! The application, its token, and this machine's clock.

use super::check::Check;
use crate::base::time::Wall;
use crate::runtime::command::status::seconds_left;
use crate::runtime::run_context::{RunContext, profile_of};
use crate::session::{SKEW, Stored, Warning};
use crate::tower::oauth::SecretSource;
use crate::ui::words::Words;

/// The application, and where its secret comes from.
pub(super) fn application(context: &RunContext, words: Words) -> Check {
    let name = "application";
    let Some(client) = &context.client else {
        return Check::warn(name, words.no_application(), words.not_set_up(None));
    };
    let says = match &client.app.client_secret {
        SecretSource::Known(_) if context.known.fixed.secret.is_some() => {
            words.secret_in("TOWER_TUI_CLIENT_SECRET")
        }
        SecretSource::Known(_) => words.secret_in("client-*.json"),
        SecretSource::Command(_) => words.secret_in("client_secret_command"),
        SecretSource::TokenServer { key: Some(_) } => words.secret_at_server(),
        SecretSource::TokenServer { key: None } => words.secret_at_server_without_key(),
    };
    Check::ok(name, says)
}

/// The token in the session file; the session too, if there is one.
pub(super) fn token(context: &RunContext, now: Wall, words: Words) -> Option<(Check, Option<Box<Stored>>)> {
    let name = "token";
    let client = context.client.as_ref()?;
    let seen = context.store.session(&profile_of(client));
    let stored = match seen.read.map(|found| found.session().filter(|stored| stored.belongs_to(client))) {
        Ok(Some(stored)) => stored,
        Ok(None) => {
            return Some((Check::warn(name, words.nobody_signed_in(), words.run("tower-tui login")), None));
        }
        Err(fault) => {
            return Some((Check::fail(name, words.store_fault(&fault), words.sign_in_anew()), None));
        }
    };
    let left = seconds_left(&stored, now);
    let says = words.token_left(left);
    let check = if left == Some(0) && stored.refresh.is_none() {
        Check::warn(name, words.token_over(), words.run("tower-tui login"))
    } else {
        Check::ok(name, says)
    };
    Some((check, Some(stored)))
}

/// This machine's clock against the server's, in seconds since 1970, or else against the last token's time.
pub(super) fn clock(server: Option<i64>, stored: Option<&Stored>, now: Wall, words: Words) -> Check {
    let name = "clock";
    let ahead = match (server, stored) {
        (Some(server), _) => now.0 / 1000 - server,
        (None, Some(stored)) if stored.obtained_at > now => (now.0 - stored.obtained_at.0) / 1000,
        (None, _) => return Check::ok(name, words.clock_not_compared()),
    };
    if ahead.abs() > SKEW {
        return Check::warn(name, words.warning(&Warning::ClockWrong(ahead)), words.set_the_clock());
    }
    Check::ok(name, words.clock_difference(ahead))
}
