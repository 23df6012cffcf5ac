//! `status`: what the session file of this machine says, for people and, as JSON, for scripts. It sends
//! nothing, changes nothing, and prints no token.

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use crate::base::text::SafeText;
use crate::base::time::Wall;
use crate::runtime::clock;
use crate::runtime::exit_error::ExitError;
use crate::runtime::run_context::{RunContext, profile_of};
use crate::session::{SignOut, StoreFault, Stored};
use crate::ui::words::Words;

/// Says how the session stands. Exit code 0 signed in, also where the token waits for its renewal; 3 signed out.
pub(in crate::runtime) fn status(context: &RunContext, as_json: bool) -> Result<(), ExitError> {
    let Some(client) = &context.client else {
        if as_json {
            // The same object, in which nothing is known.
            let keys = ["email", "seconds_left", "expires_at", "generation", "store", "token_server"];
            let unknown = keys.map(|key| (key.to_owned(), Value::Null));
            let known = [
                ("state", json!("not_set_up")),
                ("reason", json!("not_set_up")),
                ("profile", json!(context.profile)),
            ];
            let known = known.map(|(key, value)| (key.to_owned(), value));
            let said: Map<String, Value> = unknown.into_iter().chain(known).collect();
            writeln!(io::stdout(), "{}", Value::Object(said))?;
        }
        return context.client().map(drop);
    };
    let read = context.store.session(&profile_of(client)).read;
    let stored = read.map(|found| found.session().filter(|stored| stored.belongs_to(client)));
    let now = clock::wall();
    let reason = match &stored {
        Ok(Some(_)) => None,
        Ok(None) => Some(SignOut::Never),
        Err(fault) => Some(SignOut::StoreUnusable(fault.clone())),
    };
    let session = stored.ok().flatten();
    let left = session.as_ref().and_then(|stored| seconds_left(stored, now));
    let mut out = io::stdout();
    if as_json {
        let said = json!({
            "state": state(session.as_deref(), left),
            "email": session.as_ref().and_then(|stored| stored.email.as_ref()).map(SafeText::as_str),
            "seconds_left": left,
            "expires_at": session.as_ref().and_then(|stored| ends(stored)).and_then(clock::rfc3339),
            "generation": session.as_ref().map(|stored| stored.generation),
            "store": context.session_file(),
            "token_server": client.app.client_secret.is_token_server(),
            "reason": reason.as_ref().map(word),
            "profile": context.profile,
        });
        writeln!(out, "{said}")?;
    } else if let Some(stored) = &session {
        let words = Words(context.lang);
        let email = stored.email.as_ref().map_or("-", SafeText::as_str);
        writeln!(out, "{}", words.signed_in_as(email))?;
        if let Some(profile) = &context.profile {
            writeln!(out, "{}", words.profile_is(profile))?;
        }
        writeln!(out, "{}", words.token_left(left))?;
        let through = client.app.client_secret.is_token_server();
        let source = words.source_of(&client.addresses.origin, through);
        let kept = words.kept(context.session_file().as_deref());
        for (label, said) in [(words.comes_from(), source), (words.kept_in(), kept)] {
            writeln!(out, "{}", words.under(&label.to_lowercase(), &said))?;
        }
    }
    match reason {
        // The JSON has said why.
        Some(reason) => Err(ExitError::SignedOut(reason)),
        None => Ok(()),
    }
}

fn ends(stored: &Stored) -> Option<Wall> {
    Some(stored.obtained_at.plus(std::time::Duration::from_secs(stored.expires_in?)))
}

/// Seconds that are left of the token; none where Tower gave no end.
pub(super) fn seconds_left(stored: &Stored, now: Wall) -> Option<u64> {
    Some(stored.left(now)?.as_secs())
}

fn state(session: Option<&Stored>, left: Option<u64>) -> &'static str {
    match (session, left) {
        (None, _) => "signed_out",
        (Some(_), Some(0)) => "expired",
        (Some(_), _) => "signed_in",
    }
}

/// Why there is no session, in one word for scripts.
fn word(reason: &SignOut) -> &'static str {
    match reason {
        SignOut::Never => "never",
        SignOut::ByYou => "you_logged_out",
        SignOut::Elsewhere => "logged_out_elsewhere",
        SignOut::EndedByServer => "ended_by_server",
        SignOut::Replaced => "replaced",
        SignOut::CutOff { .. } => "refresh_cut_off",
        SignOut::OtherAccount { .. } => "other_account",
        SignOut::NotRenewable => "not_renewable",
        SignOut::StoreUnusable(StoreFault::Newer { .. }) => "store_newer",
        SignOut::StoreUnusable(
            StoreFault::Unreadable { .. } | StoreFault::NotOurs { .. } | StoreFault::Damaged { .. },
        ) => "store_unreadable",
    }
}
