//! The answers of the first run: those known before, and the result.

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

/// The answers from the environment. They win over the settings, and the form does not ask for them.
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
    /// The access key to the token server.
    pub token_key: Option<Secret>,
}

/// The answers that are known already.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KnownAnswers {
    /// From the settings.
    pub kept: SavedAnswers,
    /// From the environment.
    pub fixed: FromEnvironment,
    /// The access key to the token server, from either; the form needs no other.
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

/// The result of the first run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answers {
    /// The application and its Tower.
    pub client: Client,
    /// What goes to the settings.
    pub kept: SavedAnswers,
    /// What is kept in a private file once it has proved right.
    pub typed: Option<Typed>,
}

/// What was typed on the form and belongs in a private file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Typed {
    /// The application's secret.
    Secret(Secret),
    /// The access key to a token server.
    TokenKey(Secret),
}
