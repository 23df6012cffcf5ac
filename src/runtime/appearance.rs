//! The theme the program starts with: from the command line, the settings, and what the terminal can show.

use std::env;

use super::cli::{Cli, When};
use super::settings::values::Settings;
use super::terminal::background;
use crate::app::kit::appearance::{Clusters, Colors, Look, Theme, ThemeChoice};

/// The appearance that was asked for.
pub(super) struct Wanted {
    pub(super) look: Look,
    /// The theme depends on the terminal's background color, which the terminal can be asked for.
    pub(super) by_backdrop: bool,
}

/// The appearance asked for, within the colors the terminal has.
pub(super) fn wanted(cli: &Cli, settings: &Settings) -> Wanted {
    let colors = colors(cli.options.color, variable);
    let (theme, by_backdrop) = theme(cli.options.theme.or_else(|| settings.theme()), colors, variable);
    let look = Look {
        theme,
        colors,
        mouse: settings.mouse.unwrap_or(false),
        wide: settings.ambiguous().unwrap_or(false),
        clusters: if is_multiplexed(variable) { Clusters::Agreed } else { Clusters::Whole },
        accessible: is_for_a_reader(cli, Some(settings)),
        countdown: settings.countdown().unwrap_or_default(),
    };
    Wanted { look, by_backdrop }
}

/// Whether a screen reader listens.
pub(super) fn is_for_a_reader(cli: &Cli, settings: Option<&Settings>) -> bool {
    let set = || settings.is_some_and(Settings::is_accessible);
    cli.options.accessible || is_accessible(variable) || set()
}

/// The theme to start with, and whether the terminal's background may change it. Most terminals are dark.
fn theme(
    wish: Option<ThemeChoice>,
    colors: Colors,
    variable: impl Fn(&str) -> Option<String>,
) -> (Theme, bool) {
    match wish {
        Some(ThemeChoice::Theme(theme)) => (theme, false),
        Some(ThemeChoice::Tower) if colors == Colors::Any => {
            let light = background::told(&variable).unwrap_or(false);
            (ThemeChoice::by_backdrop(light), background::may_be_asked(variable))
        }
        // Without true color neither of our own themes looks right, and nobody asked for one.
        Some(ThemeChoice::Tower) | None => (colors.themes().first().copied().unwrap_or(Theme::Mono), false),
    }
}

/// Whether this is a terminal without cursor movement (`TERM=dumb`).
pub(super) fn is_dumb() -> bool {
    variable("TERM").is_some_and(|term| term == "dumb")
}

/// An environment variable; an empty one counts as unset.
pub(super) fn variable(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}

/// Whether `ACCESSIBLE` is set to anything but nothing and 0, as other programs read it.
fn is_accessible(variable: impl Fn(&str) -> Option<String>) -> bool {
    variable("ACCESSIBLE").is_some_and(|value| value != "0")
}

/// Whether GNU screen is between the program and the terminal.
fn is_in_screen(variable: impl Fn(&str) -> Option<String>) -> bool {
    let is_its_own = |term: String| term.starts_with("screen");
    variable("TMUX").is_none() && (variable("STY").is_some() || variable("TERM").is_some_and(is_its_own))
}

/// Whether a program between this one and the terminal draws what is shown once more. The variables of such a program do not
/// come along over SSH; its name for the terminal does.
fn is_multiplexed(variable: impl Fn(&str) -> Option<String>) -> bool {
    let is_its_own = |term: String| term.starts_with("screen") || term.starts_with("tmux");
    ["TMUX", "STY", "ZELLIJ"].into_iter().any(|name| variable(name).is_some())
        || variable("TERM").is_some_and(is_its_own)
}

fn colors(when: When, variable: impl Fn(&str) -> Option<String>) -> Colors {
    // no-color.org: set to anything but the empty text.
    let unwanted = when == When::Never || (when == When::Auto && variable("NO_COLOR").is_some());
    let colorterm = variable("COLORTERM");
    match colorterm.as_deref() {
        _ if unwanted => Colors::None,
        // The variable is that of the terminal outside, and screen in between draws other colors.
        _ if is_in_screen(variable) => Colors::Palette,
        Some("truecolor" | "24bit") => Colors::Any,
        _ => Colors::Palette,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_screen_reader_is_asked_for_by_any_value_but_zero() {
        for (value, is) in [(Some("1"), true), (Some("yes"), true), (Some("0"), false), (None, false)] {
            assert_eq!(is_accessible(|_| value.map(str::to_owned)), is, "{value:?}");
        }
    }

    #[test]
    fn a_theme_that_goes_by_the_terminal_begins_with_what_the_environment_says() {
        let with = |colors, variables: &[(&str, &str)]| {
            let of = |wanted: &str| {
                variables.iter().find(|(name, _)| *name == wanted).map(|(_, value)| (*value).to_owned())
            };
            theme(Some(ThemeChoice::Tower), colors, of)
        };
        let xterm = ("TERM", "xterm-256color");
        assert_eq!(with(Colors::Any, &[xterm]), (Theme::TowerDark, true));
        assert_eq!(with(Colors::Any, &[xterm, ("COLORFGBG", "0;15")]), (Theme::TowerLight, true));
        assert_eq!(with(Colors::Any, &[("TERM", "dumb")]), (Theme::TowerDark, false));
        assert_eq!(with(Colors::Palette, &[xterm]), (Theme::Terminal, false), "neither can be drawn");
        let none = |_: &str| None;
        assert_eq!(theme(Some(ThemeChoice::Theme(Theme::Mono)), Colors::Any, none), (Theme::Mono, false));
        assert_eq!(theme(None, Colors::Any, none), (Theme::Terminal, false), "nobody is asked for it");
    }

    #[test]
    fn the_command_line_wins_over_no_color_and_the_terminal_says_what_it_has() {
        let all = |name: &str| match name {
            "NO_COLOR" => Some("1".to_owned()),
            "COLORTERM" => Some("truecolor".to_owned()),
            _ => None,
        };
        let bits = |name: &str| (name == "COLORTERM").then(|| "24bit".to_owned());
        let none = |_: &str| None;
        assert_eq!(colors(When::Auto, all), Colors::None);
        assert_eq!(colors(When::Always, all), Colors::Any);
        assert_eq!(colors(When::Auto, bits), Colors::Any);
        assert_eq!(colors(When::Never, bits), Colors::None);
        assert_eq!(colors(When::Auto, none), Colors::Palette);
        assert_eq!(colors(When::Always, none), Colors::Palette);
    }

    #[test]
    fn screen_draws_none_but_those_of_the_palette() {
        for (inside, seen) in [
            (&[("STY", "1.pts-0"), ("TERM", "xterm")][..], Colors::Palette),
            (&[("TERM", "screen.xterm-256color")], Colors::Palette),
            (&[("TERM", "screen-256color"), ("TMUX", "/tmp/tmux")], Colors::Any),
            (&[("TERM", "xterm")], Colors::Any),
        ] {
            let variables = [inside, &[("COLORTERM", "truecolor")]].concat();
            let of = |wanted: &str| {
                variables.iter().find(|(name, _)| *name == wanted).map(|(_, value)| (*value).to_owned())
            };
            assert_eq!(colors(When::Auto, of), seen, "{inside:?}");
        }
    }

    #[test]
    fn who_draws_for_the_terminal_is_known_by_its_variable_or_its_name() {
        for (inside, is) in [
            (&[("TERM", "xterm-256color")][..], false),
            (&[("TERM", "xterm-256color"), ("TMUX", "/tmp/tmux")], true),
            (&[("TERM", "xterm"), ("STY", "1.pts-0")], true),
            (&[("TERM", "xterm"), ("ZELLIJ", "0")], true),
            (&[("TERM", "tmux-256color"), ("SSH_TTY", "/dev/pts/1")], true),
            (&[("TERM", "screen.xterm-256color")], true),
            (&[], false),
        ] {
            let of = |wanted: &str| {
                inside.iter().find(|(name, _)| *name == wanted).map(|(_, value)| (*value).to_owned())
            };
            assert_eq!(is_multiplexed(of), is, "{inside:?}");
        }
    }
}
