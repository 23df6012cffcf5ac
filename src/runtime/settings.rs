//! The settings file and the environment.

mod checks;
pub(super) mod diagnostics;
mod encoding;
pub(super) mod environment;
pub(super) mod file;
mod formats;
pub(super) mod keys;
pub(super) mod load;
pub(super) mod locale;
pub(super) mod profiles;
mod punctuation;
mod saving;
pub(super) mod values;
mod views;
