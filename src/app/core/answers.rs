//! What the first run asks for: what is known of it before, and what came of it.

use crate::base::lang::Lang;
use crate::base::secret::Secret;
use crate::tower::oauth::Client;

/// What the settings file keeps. Never the secret.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SavedAnswers {
    /// The application's id.
    pub client_id: Option<String>,
    /// Its callback.
    pub redirect_uri: Option<String>,
    /// The address of a token server.
    pub token_server: Option<String>,
    /// The command that prints the application's secret.
    pub secret_command: Option<Vec<String>>,
    /// The language chosen; none follows the system.
    pub lang: Option<Lang>,
}

/// What the environment says. It wins over the settings, and nobody is asked for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FromEnvironment {
    /// The application's id.
    pub client_id: Option<String>,
    /// Its callback.
    pub redirect_uri: Option<String>,
    /// The address of a token server.
    pub token_server: Option<String>,
    /// The application's secret.
    pub secret: Option<Secret>,
}

/// What is known of the answers already.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KnownAnswers {
    /// By the settings.
    pub kept: SavedAnswers,
    /// By the environment.
    pub fixed: FromEnvironment,
    /// The key to the token server, from either; it is asked for nowhere.
    pub token_key: Option<Secret>,
}

impl KnownAnswers {
    /// The application's id.
    pub fn client_id(&self) -> Option<&str> {
        self.fixed.client_id.as_deref().or(self.kept.client_id.as_deref())
    }

    /// Its callback.
    pub fn redirect_uri(&self) -> Option<&str> {
        self.fixed.redirect_uri.as_deref().or(self.kept.redirect_uri.as_deref())
    }

    /// The address of a token server.
    pub fn token_server(&self) -> Option<&str> {
        self.fixed.token_server.as_deref().or(self.kept.token_server.as_deref())
    }
}

/// What the first run found out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answers {
    /// The application and its Tower.
    pub client: Client,
    /// What goes to the settings.
    pub kept: SavedAnswers,
    /// The secret as it was typed, for a private file.
    pub secret: Option<Secret>,
}
