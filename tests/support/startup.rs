//! What the robot's program knows when it starts.

use tower_tui::app::Startup;
use tower_tui::app::core::answers::{KnownAnswers, SavedAnswers};
use tower_tui::app::kit::clipboard::Clipboard;
use tower_tui::base::secret::Secret;
use tower_tui::session::Process;
use tower_tui::tower::oauth::{Addresses, App, Client, OUT_OF_BAND, SecretSource, TOWER};
use tower_tui::ui::Painter;

/// The application the robot signs in with.
pub(crate) fn client() -> Client {
    Client {
        app: App {
            client_id: "c0ffee0123456789c0ffee0123456789".into(),
            client_secret: SecretSource::Known(Secret::new("made-up-secret")),
            redirect_uri: OUT_OF_BAND.into(),
        },
        addresses: Addresses::new(TOWER, None).expect("tower.im is an address"),
    }
}

/// What the settings know of it: all but the secret.
fn known() -> KnownAnswers {
    let App { client_id, redirect_uri, .. } = client().app;
    let kept = SavedAnswers {
        client_id: Some(client_id),
        redirect_uri: Some(redirect_uri),
        ..SavedAnswers::default()
    };
    KnownAnswers { kept, ..KnownAnswers::default() }
}

/// What the robot's program knows when it starts.
pub(crate) fn startup() -> Startup {
    Startup {
        client: Some(client()),
        known: known(),
        has_browser: true,
        clipboard: Clipboard::Terminal,
        zone: 8 * 3600,
        state_dir: Some("~/.local/state/tower-tui".into()),
        log: Some("~/.local/state/tower-tui/log".into()),
        settings: "~/.config/tower-tui/config.toml".into(),
        ..Startup::bare(Process { pid: 100, host: 1, lasts: true, seed: 0, jitter: 0.0 }, &PAINTER)
    }
}

static PAINTER: Painter = Painter { version: || "1.2.3".to_owned(), moment: |_| "then".to_owned() };
