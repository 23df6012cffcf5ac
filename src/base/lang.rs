//! The two languages of the interface, and a pseudo-language for tests.

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Simplified Chinese.
    Zh,
    /// A pseudo-language: English at twice its width, to see where a longer language would not fit.
    Pseudo,
}

impl Lang {
    /// The tag of the pseudo-language, from the range reserved for private use.
    pub const PSEUDO: &str = "qps";

    /// Parses a language tag: `en`, `zh`, `zh-CN` and variants.
    pub fn named(name: &str) -> Option<Self> {
        let name = name.trim().to_ascii_lowercase();
        match name.split(['-', '_', '.']).next() {
            Some("en") => Some(Self::En),
            Some("zh") => Some(Self::Zh),
            _ => None,
        }
    }

    /// The language for a system locale such as `zh_CN.UTF-8`; English for any other language.
    pub fn from_locale(locale: &str) -> Self {
        Self::named(locale).unwrap_or_default()
    }

    /// Its tag by BCP 47.
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Zh => "zh-CN",
            Self::Pseudo => Self::PSEUDO,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locales_and_names_are_read() {
        for (name, lang) in [("zh_CN.UTF-8", Lang::Zh), ("zh-Hans-CN", Lang::Zh), ("en_GB", Lang::En)] {
            assert_eq!(Lang::named(name), Some(lang), "{name}");
        }
        assert_eq!(Lang::named("auto"), None);
        assert_eq!(Lang::from_locale("C.UTF-8"), Lang::En);
        assert_eq!(Lang::named(Lang::Zh.tag()), Some(Lang::Zh));
    }
}
