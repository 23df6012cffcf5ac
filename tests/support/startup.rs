//! What the robot's program knows when it starts.

use ratatui::layout::Size;
use tower_tui::app::Startup;
use tower_tui::app::keys::keymap::Keymap;
use tower_tui::app::kit::appearance::Look;
use tower_tui::app::kit::clipboard::Clipboard;
use tower_tui::app::screens::members::defaults::Table;
use tower_tui::app::screens::setup::answers::{KnownAnswers, SavedAnswers};
use tower_tui::base::lang::Lang;
use tower_tui::base::secret::Secret;
use tower_tui::session::Process;
use tower_tui::tower::oauth::{Addresses, App, Client, OUT_OF_BAND, SecretSource, TOWER};
use tower_tui::ui;
use tower_tui::ui::words::Words;

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
        base: TOWER.into(),
        lang: Lang::En,
        size: Size { width: 80, height: 24 },
        demo: false,
        has_browser: true,
        clipboard: Clipboard::Terminal,
        hyperlinks: false,
        table: Table::default(),
        last_team: None,
        cached: None,
        process: Process { pid: 100, host: 1, lasts: true, seed: 0, jitter: 0.0 },
        zone: 8 * 3600,
        state_dir: Some("~/.local/state/tower-tui".into()),
        log: Some("~/.local/state/tower-tui/log".into()),
        settings: "~/.config/tower-tui/config.toml".into(),
        keymap: Keymap::default(),
        todo_rows: ui::todo_rows,
        label: |action, lang| Words(lang).action(action),
        mistake: |odd, lang| Words(lang).mistake(odd),
        report: |message, lang| Words(lang).report(message, "1.2.3", "then"),
        look: Look::default(),
        odd_settings: Vec::new(),
    }
}
