//! The built-in Tower as a demo uses it.

use std::io;

use crate::base::secret::Secret;
use crate::demo::{BuiltIn, Doorkeeper, Habits, Plan};
use crate::runtime::threads::can_run;
use crate::tower::oauth::{Addresses, App, Client, SecretSource};

/// A demo's token lives this long, so that its renewal can be watched.
const TOKEN_SECONDS: u64 = 90;

/// The built-in Tower as a demo wants it.
fn demo_plan() -> Plan {
    // The generation of Tower's document: a code of 64 hexadecimal digits.
    let habits = Habits { doorkeeper: Doorkeeper::V4_2, ..Habits::default() };
    Plan { expires_in: TOKEN_SECONDS, habits, ..Plan::default() }
}

/// Starts it.
///
/// # Errors
/// When the system gives no descriptors, no thread or no port.
pub(in crate::runtime) fn start() -> io::Result<BuiltIn> {
    can_run()?;
    crate::demo::start(demo_plan())
}

/// How to sign in at a built-in Tower.
pub(in crate::runtime) fn client_of(built_in: &BuiltIn) -> Client {
    let app = App {
        client_id: built_in.client_id().to_owned(),
        client_secret: SecretSource::Known(Secret::new(built_in.client_secret())),
        redirect_uri: built_in.redirect_uri().to_owned(),
    };
    let origin = built_in.origin().to_owned();
    Client { app, addresses: Addresses { token_url: format!("{origin}/oauth/token"), origin } }
}
