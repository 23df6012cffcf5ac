//! Whether the terminal is known to support hyperlinks (OSC 8). One that does not may print the sequence.

use std::env;

/// Whether this terminal does.
pub(in crate::runtime) fn are_known() -> bool {
    known(|name| env::var(name).ok().filter(|value| !value.is_empty()))
}

fn known(variable: impl Fn(&str) -> Option<String>) -> bool {
    let is_set = |name| variable(name).is_some();
    let term = variable("TERM").unwrap_or_default();
    let program = variable("TERM_PROGRAM").unwrap_or_default();
    let vte = variable("VTE_VERSION").and_then(|version| version.parse().ok()).unwrap_or(0);
    // The variables of the terminal outside show through a multiplexer, which may know nothing of links.
    let between = is_set("TMUX") || is_set("STY");
    let plain = matches!(term.as_str(), "dumb" | "linux");
    let by_term =
        matches!(term.as_str(), "xterm-kitty" | "xterm-ghostty" | "alacritty") || term.starts_with("foot");
    let by_program = matches!(program.as_str(), "iTerm.app" | "WezTerm" | "vscode" | "ghostty");
    // The library of GNOME Terminal and others; its 0.50.0, the first with links, crashes on them.
    let by_vte = vte > 5000;
    let by_other = is_set("WT_SESSION") || is_set("KONSOLE_VERSION");
    !between && !plain && (by_term || by_program || by_vte || by_other)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_terminal(variables: &[(&str, &str)]) -> bool {
        known(|name| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned()))
    }

    #[test]
    fn terminals_known_to_make_links_are_recognized() {
        for variable in [
            ("TERM_PROGRAM", "iTerm.app"),
            ("TERM_PROGRAM", "WezTerm"),
            ("TERM_PROGRAM", "vscode"),
            ("TERM_PROGRAM", "ghostty"),
            ("TERM", "xterm-kitty"),
            ("TERM", "xterm-ghostty"),
            ("TERM", "alacritty"),
            ("TERM", "foot-extra"),
            ("VTE_VERSION", "7600"),
            ("WT_SESSION", "8b6a"),
            ("KONSOLE_VERSION", "240802"),
        ] {
            assert!(in_terminal(&[variable]), "{variable:?}");
        }
    }

    #[test]
    fn any_other_terminal_gets_plain_text() {
        for variables in [
            &[][..],
            &[("TERM", "xterm-256color")],
            &[("TERM_PROGRAM", "Apple_Terminal")],
            &[("VTE_VERSION", "5000")],
            &[("VTE_VERSION", "new")],
            &[("TERM", "dumb"), ("WT_SESSION", "8b6a")],
            &[("TERM", "linux"), ("VTE_VERSION", "7600")],
            &[("TERM", "tmux-256color"), ("TMUX", "/tmp/tmux"), ("VTE_VERSION", "7600")],
        ] {
            assert!(!in_terminal(variables), "{variables:?}");
        }
    }
}
