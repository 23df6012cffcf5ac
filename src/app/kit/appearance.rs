//! How the screen looks: the theme, and what the terminal can show of it.

/// A theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// The terminal's own 16 colors, and its attributes.
    Terminal,
    /// Nothing dim, and nothing in a color that a palette may make faint.
    HighContrast,
    /// Attributes only.
    Mono,
    /// Our own colors on a dark background.
    TowerDark,
    /// Our own colors on a light background.
    TowerLight,
}

impl Theme {
    /// All themes.
    pub const ALL: [Self; 5] =
        [Self::Terminal, Self::HighContrast, Self::Mono, Self::TowerDark, Self::TowerLight];

    /// Its name in the settings, on the command line and on the screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Terminal => "terminal",
            Self::HighContrast => "high-contrast",
            Self::Mono => "mono",
            Self::TowerDark => "tower-dark",
            Self::TowerLight => "tower-light",
        }
    }

    /// The theme of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.name() == name)
    }
}

/// The theme a person has chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ThemeChoice {
    /// A theme by its name.
    Theme(Theme),
    /// One of our own, dark or light as the terminal is.
    Tower,
}

impl ThemeChoice {
    /// The name of the choice that depends on the terminal.
    pub const TOWER: &str = "tower";

    /// The choice of this name.
    pub fn named(name: &str) -> Option<Self> {
        if name == Self::TOWER { Some(Self::Tower) } else { Theme::named(name).map(Self::Theme) }
    }

    /// Our theme for a terminal whose background is light, or dark.
    pub fn by_backdrop(light: bool) -> Theme {
        if light { Theme::TowerLight } else { Theme::TowerDark }
    }
}

/// Which colors may be sent to the terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colors {
    /// None: the person wants none.
    None,
    /// The 16 of the terminal's palette.
    Palette,
    /// Any: the terminal says that it has 24 bits for them.
    Any,
}

impl Colors {
    /// The themes that can be drawn with them; the first is the one to begin with.
    pub fn themes(self) -> &'static [Theme] {
        const PALETTE: &[Theme] = &[Theme::Terminal, Theme::HighContrast, Theme::Mono];
        match self {
            Self::None => &[Theme::Mono],
            Self::Palette => PALETTE,
            Self::Any => &Theme::ALL,
        }
    }
}

/// How precisely the countdown is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pace {
    /// To the second.
    #[default]
    Seconds,
    /// To the minute.
    Minutes,
    /// Not at all, as long as nothing is wrong.
    Off,
}

impl Pace {
    /// The pace of this name in the settings.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "seconds" => Some(Self::Seconds),
            "minutes" => Some(Self::Minutes),
            "off" => Some(Self::Off),
            _ => None,
        }
    }
}

/// How the clusters are drawn that terminals have different widths for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Clusters {
    /// As they are.
    #[default]
    Whole,
    /// By what all terminals agree on: tmux or screen draws what is shown once more, for one that may measure otherwise.
    Agreed,
}

/// How the screen looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// The theme.
    pub theme: Theme,
    /// The colors there are for it.
    pub colors: Colors,
    /// Mouse reports are on: the wheel moves and the button selects, and the terminal selects no text.
    pub mouse: bool,
    /// The terminal draws characters of ambiguous width, such as `│`, over two cells.
    pub wide: bool,
    /// How a joined emoji and the like is drawn.
    pub clusters: Clusters,
    /// For a screen reader: no animation, no borders, and the terminal's cursor on the selected row.
    pub accessible: bool,
    /// How precisely the countdown is shown without a screen reader.
    pub countdown: Pace,
}

impl Default for Look {
    /// For a terminal that nothing is known of.
    fn default() -> Self {
        Self {
            theme: Theme::Terminal,
            colors: Colors::Palette,
            mouse: false,
            wide: false,
            clusters: Clusters::default(),
            accessible: false,
            countdown: Pace::default(),
        }
    }
}

impl Look {
    /// How precisely the countdown is shown: a screen reader would read out every second.
    pub fn pace(self) -> Pace {
        match self.countdown {
            Pace::Seconds if self.accessible => Pace::Minutes,
            pace => pace,
        }
    }

    /// This appearance, in another theme where the terminal lacks the colors for it.
    pub(in crate::app) fn as_possible(self) -> Self {
        match self.colors.themes() {
            [instead, ..] if !self.colors.themes().contains(&self.theme) => Self { theme: *instead, ..self },
            _ => self,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_theme_without_its_colors_gives_way() {
        let wanted = Theme::TowerDark;
        for (colors, instead) in [(Colors::None, Theme::Mono), (Colors::Palette, Theme::Terminal)] {
            let look = Look { theme: wanted, colors, ..Look::default() };
            assert_eq!(look.as_possible(), Look { theme: instead, ..look });
        }
        let possible = Look { theme: wanted, colors: Colors::Any, ..Look::default() };
        assert_eq!(possible.as_possible(), possible);
    }

    #[test]
    fn every_theme_has_a_name() {
        for theme in Theme::ALL {
            assert_eq!(Theme::named(theme.name()), Some(theme));
        }
        assert_eq!(Theme::named("solarized"), None);
        assert_eq!(Theme::named(ThemeChoice::TOWER), None, "it is no theme of its own");
        assert_eq!(ThemeChoice::named("tower"), Some(ThemeChoice::Tower));
        assert_eq!(ThemeChoice::named("mono"), Some(ThemeChoice::Theme(Theme::Mono)));
    }
}
