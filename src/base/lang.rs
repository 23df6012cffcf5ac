//! The two languages of the interface, and one that nobody speaks.

/// A language the whole interface speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Simplified Chinese.
    Zh,
    /// English in letters that are twice as wide, to see where a longer language would not fit.
    Pseudo,
}

impl Lang {
    /// The name of the language that nobody speaks; of those reserved for private use.
    pub const PSEUDO: &str = "qps";

    /// The language a person asked for by name: `en`, `zh`, `zh-CN` and their like.
    pub fn named(name: &str) -> Option<Self> {
        let name = name.trim().to_ascii_lowercase();
        match name.split(['-', '_', '.']).next() {
            Some("en") => Some(Self::En),
            Some("zh") => Some(Self::Zh),
            _ => None,
        }
    }

    /// The language for a system locale such as `zh_CN.UTF-8`; English for one we do not speak.
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
