//! Words for the mistakes in the settings, as they are shown at the start.

use super::{Text, Words};
use crate::app::keyboard::KeyFault;
use crate::app::look::Theme;
use crate::app::notice::{Odd, OddSetting};

impl Words {
    /// The heading.
    pub fn mistakes_in_settings(self) -> Text {
        self.pick("Mistakes in the settings", "设置有误")
    }

    /// What is wrong, where, and what holds instead; `theme` is the one that shows.
    pub fn mistake(self, odd: &OddSetting, theme: Theme) -> Text {
        let OddSetting { line, column, what } = odd;
        let what = match what {
            Odd::Name(name) => self.unknown_setting(name.as_str()),
            Odd::Value { setting, value, choices, instead } => {
                let instead = if *setting == "theme" { Some(theme.name()) } else { *instead };
                let what = self.unknown_choice(setting, value.as_str(), choices);
                self.and(&what, &instead.map_or_else(|| self.left_out(), |instead| self.holds(instead)))
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

    fn holds(self, instead: &str) -> Text {
        self.pick(format!("{instead} is used"), format!("改用 {instead}"))
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
    use crate::app::key::Key;
    use crate::app::keymap::Action;
    use crate::base::lang::Lang;
    use crate::base::text::SafeText;

    #[test]
    fn a_mistake_says_where_it_is_what_it_is_and_what_holds_instead() {
        let safe = |text| SafeText::line(text, SafeText::NAME);
        let value = |setting, instead| {
            let (value, choices) = (safe("x"), &["a", "b"][..]);
            Odd::Value { setting, value, choices, instead }
        };
        for (what, en, zh) in [
            (
                Odd::Name(safe("colour")),
                "there is no setting colour; it is ignored",
                "没有设置项 colour, 已忽略",
            ),
            (
                value("language", Some("auto")),
                "there is no language x: it is one of a, b; auto is used",
                "language 没有 x 这一项: 可用 a、b; 改用 auto",
            ),
            (
                value("theme", Some("terminal")),
                "there is no theme x: it is one of a, b; mono is used",
                "theme 没有 x 这一项: 可用 a、b; 改用 mono",
            ),
            (
                value("sort", None),
                "there is no sort x: it is one of a, b; it is left out",
                "sort 没有 x 这一项: 可用 a、b; 已忽略",
            ),
            (
                Odd::Keys(KeyFault::Taken(Key::named("o").unwrap(), Action::Browse)),
                "o is open_browser there already; the usual keys stay",
                "o 在那里已用于 open_browser; 仍用原来的按键",
            ),
            (
                Odd::Keys(KeyFault::NoContext(safe("nowhere"))),
                "there is no place nowhere for keys; it is left out",
                "没有 nowhere 这个按键场合; 已忽略",
            ),
        ] {
            let odd = OddSetting { line: 3, column: 8, what };
            assert_eq!(Words(Lang::En).mistake(&odd, Theme::Mono), format!("line 3, column 8: {en}"));
            assert_eq!(Words(Lang::Zh).mistake(&odd, Theme::Mono), format!("第 3 行第 8 列: {zh}"));
        }
    }
}
