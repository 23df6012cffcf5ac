//! Towers to test with, the application as they know it, and where its session is kept.

use std::path::Path;
use std::sync::mpsc::{Receiver, channel};

use tower_tui::base::secret::Secret;
use tower_tui::demo::{BuiltIn, Doorkeeper, Habits, Plan};
use tower_tui::runtime::files::session_worker::SessionWorker;
use tower_tui::session::Fact;
use tower_tui::tower::oauth::{Addresses, App, Client, SecretSource};
use tower_tui::tower::pasted::{Code, Expected, read_pasted};

/// The plan of a small Tower with these habits.
pub(crate) fn plan(habits: Habits) -> Plan {
    Plan { members: 30, habits, ..Plan::default() }
}

/// Both generations of Doorkeeper.
pub(crate) fn generations() -> [Habits; 2] {
    [Doorkeeper::V4_2, Doorkeeper::V5].map(|doorkeeper| Habits { doorkeeper, ..Habits::default() })
}

/// The application as this Tower knows it.
pub(crate) fn client_of(built_in: &BuiltIn) -> Client {
    let app = App {
        client_id: built_in.client_id().to_owned(),
        client_secret: SecretSource::Known(Secret::new(built_in.client_secret())),
        redirect_uri: built_in.redirect_uri().to_owned(),
    };
    Client { app, addresses: Addresses::new(built_in.origin(), None).expect("loopback is safe") }
}

/// A code in what the page shows.
pub(crate) fn code_in(text: &str, client: &Client) -> Code {
    let expected = Expected {
        authorize_url: &client.authorize_url().parse().expect("an address"),
        redirect_uri: &client.app.redirect_uri,
        state: None,
        client_id: &client.app.client_id,
        client_secret: client.app.client_secret.known(),
    };
    read_pasted(text, &expected).expect("a code")
}

pub(crate) fn is_json(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "json")
}

pub(crate) fn session_worker(home: &Path) -> (SessionWorker, Receiver<Fact>) {
    let (sender, facts) = channel();
    // Nobody listens to a keeper that is being replaced.
    let session_worker =
        SessionWorker::of_dir(Some(&home.join("state")), move |fact| drop(sender.send(fact)));
    (session_worker, facts)
}
