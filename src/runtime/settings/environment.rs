//! What the environment says. A secret may stand here or in a private file, never in the arguments, which
//! everyone on the machine can read.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use crate::base::secret::Secret;

const CLIENT_SECRET: &str = "TOWER_TUI_CLIENT_SECRET";
const TOKEN_KEY: &str = "TOWER_TUI_TOKEN_KEY";

/// Keeps the secrets of this program's environment out of the environment of a program that it starts.
pub(in crate::runtime) fn withhold_secrets(child: &mut Command) {
    child.env_remove(CLIENT_SECRET).env_remove(TOKEN_KEY);
}

/// The variables this program reads. Each has its prefix: plain `TOWER_…` names belong to other products.
#[derive(Debug)]
pub(in crate::runtime) struct Environment {
    /// The origin of a Tower other than tower.im.
    pub(in crate::runtime) base_url: Option<String>,
    /// The whole address of a token server.
    pub(in crate::runtime) token_url: Option<String>,
    /// The key to the token server.
    pub(in crate::runtime) token_key: Option<Secret>,
    /// The application's id.
    pub(in crate::runtime) client_id: Option<String>,
    /// The application's secret.
    pub(in crate::runtime) client_secret: Option<Secret>,
    /// The application's callback.
    pub(in crate::runtime) redirect_uri: Option<String>,
    /// The directory for state.
    pub(in crate::runtime) state_dir: Option<PathBuf>,
}

impl Environment {
    pub(in crate::runtime) fn read() -> Self {
        let set = |name: &str| env::var(name).ok().filter(|value| !value.trim().is_empty());
        Self {
            base_url: set("TOWER_TUI_BASE_URL"),
            token_url: set("TOWER_TUI_TOKEN_URL"),
            token_key: set(TOKEN_KEY).map(Secret::new),
            client_id: set("TOWER_TUI_CLIENT_ID"),
            client_secret: set(CLIENT_SECRET).map(Secret::new),
            redirect_uri: set("TOWER_TUI_REDIRECT_URI"),
            state_dir: set("TOWER_TUI_STATE_DIR").map(PathBuf::from),
        }
    }
}
