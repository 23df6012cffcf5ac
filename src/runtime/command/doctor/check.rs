//! One check and its result.

use serde_json::{Value, json};

use crate::ui::words::Text;

/// The result of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CheckStatus {
    Ok,
    /// It works, or will once the person has done something.
    Warn,
    /// Something does not work.
    Fail,
}

/// What was checked, and the result.
#[derive(Debug)]
pub(super) struct Check {
    /// Identical in every language, for scripts.
    pub(super) name: &'static str,
    pub(super) state: CheckStatus,
    pub(super) says: Text,
    /// What to do about it.
    pub(super) remedy: Option<Text>,
}

impl CheckStatus {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Warn => "warn",
            Self::Fail => "fail",
        }
    }
}

impl Check {
    pub(super) fn ok(name: &'static str, says: Text) -> Self {
        Self { name, state: CheckStatus::Ok, says, remedy: None }
    }

    pub(super) fn warn(name: &'static str, says: Text, remedy: Text) -> Self {
        Self { name, state: CheckStatus::Warn, says, remedy: Some(remedy) }
    }

    pub(super) fn fail(name: &'static str, says: Text, remedy: Text) -> Self {
        Self { name, state: CheckStatus::Fail, says, remedy: Some(remedy) }
    }

    pub(super) fn to_json(&self) -> Value {
        json!({ "name": self.name, "state": self.state.word(), "says": self.says, "remedy": self.remedy })
    }
}
