//! The catalogue itself: one maker of sentences, which wants both languages.

use std::borrow::Cow;
use std::time::Duration;

use crate::base::lang::Lang;

/// What is said, in the language chosen.
pub type Text = Cow<'static, str>;

/// The catalogue in one language.
#[derive(Clone, Copy, Debug)]
pub struct Words(pub Lang);

impl Words {
    /// The one maker of sentences.
    pub(super) fn pick(self, en: impl Into<Text>, zh: impl Into<Text>) -> Text {
        match self.0 {
            Lang::En => en.into(),
            Lang::Zh => zh.into(),
        }
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
