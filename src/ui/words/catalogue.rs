//! The catalogue itself: one function makes every sentence, and takes both languages.

use std::borrow::Cow;
use std::time::Duration;

use crate::base::lang::Lang;

/// A sentence in the chosen language.
pub type Text = Cow<'static, str>;

/// A text in full-width letters, for the pseudo-language. Text that is full-width already stays as it is.
fn twice_as_wide(text: &str) -> String {
    let wide = |char: char| char::from_u32(u32::from(char) + 0xfee0).unwrap_or(char);
    text.chars().map(|char| if char.is_ascii_alphabetic() { wide(char) } else { char }).collect()
}

/// The catalogue in one language.
#[derive(Clone, Copy, Debug)]
pub struct Words(pub Lang);

impl Words {
    /// Picks the sentence of this language.
    pub(super) fn pick(self, en: impl Into<Text>, zh: impl Into<Text>) -> Text {
        match self.0 {
            Lang::En => en.into(),
            Lang::Zh => zh.into(),
            Lang::Pseudo => twice_as_wide(&en.into()).into(),
        }
    }

    /// A word of the manual.
    pub fn either(self, en: &'static str, zh: &'static str) -> &'static str {
        if self.0 == Lang::Zh { zh } else { en }
    }

    /// Names one after another.
    pub fn listed<T: AsRef<str>>(self, names: &[T]) -> String {
        let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
        names.join(self.either(", ", "、"))
    }

    /// `12s` and `12 秒`; minutes, hours and days for longer.
    pub fn span(self, span: Duration) -> Text {
        let seconds = span.as_secs();
        match seconds {
            0..60 => self.pick(format!("{seconds}s"), format!("{seconds} 秒")),
            60..3600 => self.pick(format!("{}m", seconds / 60), format!("{} 分钟", seconds / 60)),
            3600..86_400 => self.pick(format!("{}h", seconds / 3600), format!("{} 小时", seconds / 3600)),
            _ => self.pick(format!("{}d", seconds / 86_400), format!("{} 天", seconds / 86_400)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::measure::width;

    #[test]
    fn the_language_that_nobody_speaks_is_twice_as_wide_and_no_wider_when_put_together() {
        let words = Words(Lang::Pseudo);
        let text = words.pick("token", "");
        assert_eq!((text.as_ref(), width(&text)), ("ｔｏｋｅｎ", 10));
        assert_eq!(words.pick(format!("{text} 1:59"), ""), "ｔｏｋｅｎ 1:59");
    }
}
