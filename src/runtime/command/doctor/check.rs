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
        Self { name, state: CheckStatus::Ok, says: as_entry(says), remedy: None }
    }

    pub(super) fn warn(name: &'static str, says: Text, remedy: Text) -> Self {
        Self { name, state: CheckStatus::Warn, says: as_entry(says), remedy: Some(as_entry(remedy)) }
    }

    pub(super) fn fail(name: &'static str, says: Text, remedy: Text) -> Self {
        Self { name, state: CheckStatus::Fail, says: as_entry(says), remedy: Some(as_entry(remedy)) }
    }

    pub(super) fn to_json(&self) -> Value {
        json!({ "name": self.name, "state": self.state.word(), "says": self.says, "remedy": self.remedy })
    }
}

/// An entry of a list has no full stop, though it may be a sentence elsewhere.
fn as_entry(text: Text) -> Text {
    match text.strip_suffix(['.', '。']) {
        Some(entry) if !entry.ends_with('.') => entry.to_owned().into(),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn u26_no_entry_of_the_report_has_a_full_stop() {
        let made = [
            Check::ok("a", "none: the defaults hold.".into()),
            Check::warn("a", "写不进去。".into(), "请换一个目录。".into()),
            Check::fail("a", "it waits...".into(), "set it".into()),
        ];
        let texts = made.iter().flat_map(|check| [Some(&check.says), check.remedy.as_ref()]);
        let texts: Vec<&str> = texts.flatten().map(|text| &**text).collect();
        assert_eq!(texts, ["none: the defaults hold", "写不进去", "请换一个目录", "it waits...", "set it"]);
    }
}
