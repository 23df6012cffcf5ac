//! Words for the errors in the settings.

use super::{Text, Words};
use crate::app::core::settings_error::{SettingsError, SettingsFault, ValueType};
use crate::app::keys::keymap::KeyFault;

impl Words {
    /// The heading of the overlay.
    pub fn errors_in_settings(self) -> Text {
        self.pick("Mistakes in the settings", "设置有误")
    }

    /// What is wrong, where, and what holds instead.
    pub fn settings_error(self, error: &SettingsError) -> Text {
        let SettingsError { line, column, fault } = error;
        let what = self.settings_fault(fault);
        let what = self.instead(fault).map_or_else(|| what.clone(), |instead| self.and(&what, &instead));
        self.pick(
            format!("line {line}, column {column}: {what}"),
            format!("第 {line} 行第 {column} 列：{what}"),
        )
    }

    /// What is wrong, with the file and the place in it.
    pub fn settings_error_in(self, path: &str, error: &SettingsError) -> String {
        format!("{path}:{}:{}: {}", error.line, error.column, self.settings_fault(&error.fault))
    }

    /// What is wrong.
    pub fn settings_fault(self, fault: &SettingsFault) -> Text {
        match fault {
            SettingsFault::Syntax(why) => self.no_toml(why),
            SettingsFault::Punctuation { found, wanted } => self.mark_of_chinese(*found, *wanted),
            SettingsFault::Name(name) => self.unknown_setting(name.as_str()),
            SettingsFault::Filter(mark) => self.unknown_mark(mark.as_str()),
            SettingsFault::ProfileName(name) => self.unknown_profile(name, true, None, ""),
            SettingsFault::Choice { setting, value, choices, .. } => {
                self.unknown_choice(setting, value.as_str(), choices)
            }
            SettingsFault::Type(name, ValueType::Flag) => self.wants_a_flag(name),
            SettingsFault::Type(name, ValueType::Text) => self.wants_a_text(name),
            SettingsFault::Type(name, ValueType::List) => self.wants_a_list(name),
            SettingsFault::Address(name, bad) => self.bad_address(name, *bad),
            SettingsFault::Callback(name, bad) => self.bad_callback(name, *bad),
            SettingsFault::Keys(fault) => self.key_fault(fault),
        }
    }

    /// What holds instead; none where that is said already, or where nothing does.
    fn instead(self, fault: &SettingsFault) -> Option<Text> {
        match fault {
            SettingsFault::Choice { default, .. } => {
                Some(default.map_or_else(|| self.left_out(), |default| self.usual(default)))
            }
            SettingsFault::Keys(fault) => Some(self.instead_of_keys(fault)),
            SettingsFault::Name(_)
            | SettingsFault::ProfileName(_)
            | SettingsFault::Filter(_)
            | SettingsFault::Syntax(_)
            | SettingsFault::Punctuation { .. }
            | SettingsFault::Type(..)
            | SettingsFault::Address(..)
            | SettingsFault::Callback(..) => None,
        }
    }

    fn and(self, what: &str, instead: &str) -> Text {
        self.pick(format!("{what}; {instead}"), format!("{what}；{instead}"))
    }

    fn left_out(self) -> Text {
        self.pick("ignored", "已忽略")
    }

    fn usual(self, usual: &str) -> Text {
        self.pick(format!("ignored; the default is {usual}"), format!("已忽略，默认为 {usual}"))
    }

    fn instead_of_keys(self, fault: &KeyFault) -> Text {
        match fault {
            KeyFault::NoContext(_) | KeyFault::NoAction(..) | KeyFault::NoTable => self.left_out(),
            KeyFault::NotKeys | KeyFault::NoKey | KeyFault::IsText | KeyFault::Taken(..) => {
                self.pick("the default keys apply", "仍用原来的按键")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::keys::key::Key;
    use crate::app::keys::table::Action;
    use crate::base::lang::Lang;
    use crate::base::text::SafeText;

    #[test]
    fn an_error_says_where_it_is_what_it_is_and_what_holds_instead() {
        let safe = |text| SafeText::line(text, SafeText::NAME);
        let value = |setting, default| {
            let (value, choices) = (safe("x"), &["a", "b"][..]);
            SettingsFault::Choice { setting, value, choices, default }
        };
        for (fault, en, zh) in [
            (
                SettingsFault::Name(safe("colour")),
                "there is no setting colour; ignored",
                "没有设置项 colour，已忽略",
            ),
            (
                value("language", Some("auto")),
                "language cannot be x: it is one of a, b; ignored; the default is auto",
                "language 的值 x 无效：可用 a、b；已忽略，默认为 auto",
            ),
            (
                value("theme", Some("terminal")),
                "theme cannot be x: it is one of a, b; ignored; the default is terminal",
                "theme 的值 x 无效：可用 a、b；已忽略，默认为 terminal",
            ),
            (
                value("sort", None),
                "sort cannot be x: it is one of a, b; ignored",
                "sort 的值 x 无效：可用 a、b；已忽略",
            ),
            (
                SettingsFault::Keys(KeyFault::Taken(Key::named("o").unwrap(), Action::Browse)),
                "o is already bound to open_browser there; the default keys apply",
                "o 在该处已绑定到 open_browser；仍用原来的按键",
            ),
            (
                SettingsFault::Keys(KeyFault::NoContext(safe("nowhere"))),
                "there is no context nowhere for keys; ignored",
                "没有名为 nowhere 的按键上下文；已忽略",
            ),
        ] {
            let error = SettingsError { line: 3, column: 8, fault };
            assert_eq!(Words(Lang::En).settings_error(&error), format!("line 3, column 8: {en}"));
            assert_eq!(Words(Lang::Zh).settings_error(&error), format!("第 3 行第 8 列：{zh}"));
        }
    }
}
