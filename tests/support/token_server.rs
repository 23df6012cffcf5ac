//! A token server in the test, in front of a built-in Tower.

use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::sync::{Arc, Mutex};

use tower_tui::base::secret::Secret;
use tower_tui::demo::BuiltIn;
use tower_tui::runtime::network::http::Api;
use tower_tui::token_server::{
    App, Endpoint, Keys, Limits, Log, Plan, Posting, Rules, Running, Upstream, start,
};
use tower_tui::tower::oauth::{Addresses, App as ClientApp, Client, SecretSource};

/// A key that the token server knows as `lin`.
pub(crate) const KEY: &str = "made-up-key-of-lin";

/// Another one, of `wang`.
pub(crate) const OTHER_KEY: &str = "made-up-key-of-wang";

/// A running token server, and what it has logged.
pub(crate) struct TokenServer {
    pub(crate) running: Running,
    pub(crate) log: Arc<Mutex<Vec<String>>>,
}

impl TokenServer {
    /// One for this Tower, at a free port, that takes as much as comes.
    pub(crate) fn of(tower: &BuiltIn) -> Self {
        Self::at(loopback(), plan(tower), ask(tower.origin()))
    }

    pub(crate) fn at(listen: SocketAddr, plan: Plan, upstream: Upstream) -> Self {
        let log = Arc::new(Mutex::new(Vec::new()));
        let lines = Arc::clone(&log);
        let log_to = Log::new(move |line| lines.lock().expect("no panic").push(line.to_owned()));
        let running = start(Plan { listen, ..plan }, upstream, log_to).expect("a port");
        Self { running, log }
    }

    /// The address for a client.
    pub(crate) fn url(&self) -> String {
        format!("http://{}/oauth/token", self.running.address())
    }

    /// A client of it, whose API calls go to this Tower.
    pub(crate) fn client(&self, tower: &BuiltIn) -> Client {
        client(tower, &self.url(), KEY)
    }
}

pub(crate) fn loopback() -> SocketAddr {
    SocketAddr::from(([127, 0, 0, 1], 0))
}

/// A client of the token server at `url`.
pub(crate) fn client(tower: &BuiltIn, url: &str, key: &str) -> Client {
    let app = ClientApp {
        client_id: tower.client_id().to_owned(),
        client_secret: SecretSource::TokenServer { key: Some(Secret::new(key)) },
        redirect_uri: tower.redirect_uri().to_owned(),
    };
    Client { app, addresses: Addresses::new(tower.origin(), Some(url)).expect("loopback is safe") }
}

/// Asks the Tower at this origin, as the program does.
pub(crate) fn ask(origin: &str) -> Upstream {
    let (api, origin) = (Api::default(), origin.to_owned());
    Upstream::new(move |Posting { endpoint, form, authorization }| {
        let path = match endpoint {
            Endpoint::Token => "token",
            Endpoint::Revocation => "revoke",
        };
        let (api, url) = (api.clone(), format!("{origin}/oauth/{path}"));
        async move { api.pass_on(&url, &form, authorization.as_ref()).await }
    })
}

pub(crate) fn plan(tower: &BuiltIn) -> Plan {
    let keys = format!("lin = \"{KEY}\"\nwang = \"{OTHER_KEY}\"\n");
    let much = NonZeroU32::new(1_000_000).expect("not zero");
    Plan {
        listen: loopback(),
        rules: Rules {
            app: App {
                client_id: tower.client_id().to_owned(),
                client_secret: Secret::new(tower.client_secret()),
                redirect_uri: tower.redirect_uri().to_owned(),
            },
            keys: Keys::read(&keys).expect("keys"),
            limits: Limits { per_key: much, per_address: much },
            replay: Rules::REPLAY,
        },
        behind_proxy: false,
        tls: None,
        connections: 256,
    }
}
