//! Words for the mistakes in the settings, as they are shown at the start.

use super::{Text, Words};
use crate::app::core::notice::{Odd, OddSetting};
use crate::app::keys::keymap::KeyFault;

impl Words {
    /// The heading of the overlay.
    pub fn mistakes_in_settings(self) -> Text {
        self.pick("Mistakes in the settings", "设置有误")
    }

    /// What is wrong, where, and what is usual instead.
    pub fn mistake(self, odd: &OddSetting) -> Text {
        let OddSetting { line, column, what } = odd;
        let what = match what {
            Odd::Name(name) => self.unknown_setting(name.as_str()),
            Odd::Value { setting, value, choices, usual } => {
                let what = self.unknown_choice(setting, value.as_str(), choices);
                self.and(&what, &usual.map_or_else(|| self.left_out(), |usual| self.usual(usual)))
            }
            Odd::Keys(fault) => self.and(&self.key_fault(fault), &self.instead_of_keys(fault)),
        };
        self.pick(
            format!("line {line}, column {column}: {what}"),
            format!("第 {line} 行第 {column} 列: {what}"),
        )
    }

    fn and(self, what: &str, instead: &str) -> Text {
        self.pick(format!("{what}; {instead}"), format!("{what}; {instead}"))
    }

    fn left_out(self) -> Text {
        self.pick("it is left out", "已忽略")
    }

    fn usual(self, usual: &str) -> Text {
        self.pick(format!("it is left out, {usual} is usual"), format!("已忽略, 默认为 {usual}"))
    }

    fn instead_of_keys(self, fault: &KeyFault) -> Text {
        match fault {
            KeyFault::NoContext(_) | KeyFault::NoAction(..) | KeyFault::NoTable => self.left_out(),
            KeyFault::NotKeys | KeyFault::NoKey | KeyFault::IsText | KeyFault::Taken(..) => {
                self.pick("the usual keys stay", "仍用原来的按键")
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
    fn a_mistake_says_where_it_is_what_it_is_and_what_holds_instead() {
        let safe = |text| SafeText::line(text, SafeText::NAME);
        let value = |setting, usual| {
            let (value, choices) = (safe("x"), &["a", "b"][..]);
            Odd::Value { setting, value, choices, usual }
        };
        for (what, en, zh) in [
            (
                Odd::Name(safe("colour")),
                "there is no setting colour; it is ignored",
                "没有设置项 colour, 已忽略",
            ),
            (
                value("language", Some("auto")),
                "language cannot be x: it is one of a, b; it is left out, auto is usual",
                "language 的值 x 无效: 可用 a、b; 已忽略, 默认为 auto",
            ),
            (
                value("theme", Some("terminal")),
                "theme cannot be x: it is one of a, b; it is left out, terminal is usual",
                "theme 的值 x 无效: 可用 a、b; 已忽略, 默认为 terminal",
            ),
            (
                value("sort", None),
                "sort cannot be x: it is one of a, b; it is left out",
                "sort 的值 x 无效: 可用 a、b; 已忽略",
            ),
            (
                Odd::Keys(KeyFault::Taken(Key::named("o").unwrap(), Action::Browse)),
                "o is open_browser there already; the usual keys stay",
                "o 在该处已绑定到 open_browser; 仍用原来的按键",
            ),
            (
                Odd::Keys(KeyFault::NoContext(safe("nowhere"))),
                "there is no place nowhere for keys; it is left out",
                "没有名为 nowhere 的按键上下文; 已忽略",
            ),
        ] {
            let odd = OddSetting { line: 3, column: 8, what };
            assert_eq!(Words(Lang::En).mistake(&odd), format!("line 3, column 8: {en}"));
            assert_eq!(Words(Lang::Zh).mistake(&odd), format!("第 3 行第 8 列: {zh}"));
        }
    }
}
