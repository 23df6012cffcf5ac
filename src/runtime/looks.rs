//! What the look of the screen begins with: the command line, the settings, and what the terminal can show.

use std::env;

use super::cli::{Cli, When};
use super::settings::Settings;
use crate::app::look::{Colors, Look, Theme};

/// The look that is asked for, and the colors there are.
pub(super) fn wanted(cli: &Cli, settings: &Settings) -> Look {
    let colors = colors(cli.color, variable);
    let first = colors.themes().first().copied().unwrap_or(Theme::Mono);
    Look {
        theme: cli.theme.or_else(|| settings.theme()).unwrap_or(first),
        colors,
        mouse: settings.mouse.unwrap_or(false),
        wide: settings.ambiguous().unwrap_or(false),
        accessible: cli.accessible || is_accessible(variable) || settings.accessible.unwrap_or(false),
        countdown: settings.countdown().unwrap_or_default(),
    }
}

/// Whether this is a terminal that can only write line by line.
pub(super) fn is_dumb() -> bool {
    variable("TERM").is_some_and(|term| term == "dumb")
}

fn variable(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}

/// Whether the environment asks for it, as other programs have it: set to anything but nothing and 0.
fn is_accessible(variable: impl Fn(&str) -> Option<String>) -> bool {
    variable("ACCESSIBLE").is_some_and(|value| value != "0")
}

fn colors(when: When, variable: impl Fn(&str) -> Option<String>) -> Colors {
    // no-color.org: set to anything but the empty text.
    let unwanted = when == When::Never || (when == When::Auto && variable("NO_COLOR").is_some());
    match variable("COLORTERM").as_deref() {
        _ if unwanted => Colors::None,
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
}
