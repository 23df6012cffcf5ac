//! Throws bytes at the token server's reading of a form: `cargo +nightly fuzz run token_form`.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tower_tui::base::secret::Secret;
use tower_tui::token_server::{App, Asked, read_form};

fuzz_target!(|body: &[u8]| {
    let app = App {
        client_id: "c0ffee".into(),
        client_secret: Secret::new("s3cret"),
        redirect_uri: "urn:ietf:wg:oauth:2.0:oob".into(),
    };
    if let Ok(asked) = read_form(body, &app) {
        let token = match &asked {
            Asked::Code { code, .. } => code,
            Asked::Refresh { refresh, .. } => refresh,
            Asked::Revocation { token } => token,
        };
        assert!(!token.expose().is_empty() && token.expose().bytes().all(|byte| (b' '..=b'~').contains(&byte)));
    }
});
