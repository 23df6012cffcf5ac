//! The background color: from the terminal's answer, else from its environment.

use super::replies::Color;

/// The query.
pub(in crate::runtime) const QUESTION: &str = "\x1b]11;?\x1b\\";

impl Color {
    /// Whether dark text is more legible on it than light text.
    pub(in crate::runtime) fn is_light(self) -> bool {
        let Self([red, green, blue]) = self;
        // How bright it is (WCAG 2.2, relative luminance), the curve of its parts taken for a square.
        let square = |part: u16| u64::from(part) * u64::from(part);
        let bright = 2126 * square(red) + 7152 * square(green) + 722 * square(blue);
        bright > 10_000 * square(u16::MAX) / 4
    }
}

/// Whether the terminal can be asked: screen passes the answer on after those to later questions, and others draw the
/// question.
pub(in crate::runtime) fn may_be_asked(variable: impl Fn(&str) -> Option<String>) -> bool {
    let term = variable("TERM").unwrap_or_default();
    let in_screen = variable("STY").is_some() || (term.starts_with("screen") && variable("TMUX").is_none());
    !in_screen && !matches!(term.as_str(), "" | "dumb" | "linux")
}

/// Whether the environment says that it is light; none where it does not say. The last part of `COLORFGBG` is a
/// color of the palette.
pub(in crate::runtime) fn told(variable: impl Fn(&str) -> Option<String>) -> Option<bool> {
    let told = variable("COLORFGBG")?;
    let color: u8 = told.rsplit(';').next()?.parse().ok()?;
    (color < 16).then_some(color == 7 || color > 8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_color_is_light_or_dark_as_the_eye_has_it() {
        for (color, light) in [
            ([0, 0, 0], false),
            ([0xffff, 0xffff, 0xffff], true),
            ([0xfdfd, 0xf6f6, 0xe3e3], true),
            ([0, 0x2b2b, 0x3636], false),
            ([0, 0, 0xffff], false),
            ([0, 0xffff, 0], true),
            ([0x7070, 0x7070, 0x7070], false),
        ] {
            assert_eq!(Color(color).is_light(), light, "{color:?}");
        }
    }

    #[test]
    fn the_environment_tells_by_the_number_of_a_color() {
        for (value, light) in [
            (Some("15;0"), Some(false)),
            (Some("0;15"), Some(true)),
            (Some("0;default;7"), Some(true)),
            (Some("7;8"), Some(false)),
            (Some("15;default"), None),
            (Some("0;231"), None),
            (Some(""), None),
            (None, None),
        ] {
            assert_eq!(told(|_| value.map(str::to_owned)), light, "{value:?}");
        }
    }

    #[test]
    fn nobody_is_asked_who_would_not_answer() {
        let asked = |variables: &[(&str, &str)]| {
            may_be_asked(|wanted| {
                variables.iter().find(|(name, _)| *name == wanted).map(|(_, value)| (*value).to_owned())
            })
        };
        assert!(asked(&[("TERM", "xterm-256color")]));
        assert!(asked(&[("TERM", "screen-256color"), ("TMUX", "/tmp/tmux")]));
        for variables in [
            &[("TERM", "dumb")][..],
            &[("TERM", "screen.xterm-256color")],
            &[("TERM", "xterm"), ("STY", "1.pts-0")],
            &[("TERM", "linux")],
            &[],
        ] {
            assert!(!asked(variables), "{variables:?}");
        }
    }
}
