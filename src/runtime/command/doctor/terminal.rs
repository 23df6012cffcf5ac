//! Checks of the terminal: by its environment variables, and by its own answers.

use super::asking::{NotAsked, QueryResult, TerminalAnswers};
use super::check::Check;
use crate::app::kit::clipboard::Clipboard;
use crate::app::kit::layout::SMALLEST;
use crate::base::text::SafeText;
use crate::runtime::terminal::background;
use crate::runtime::terminal::replies::Color;
use crate::ui::words::{Text, Words};

/// Those of these variables that are set, as `NAME=value` in a row.
fn told(names: &[&str], variable: impl Fn(&str) -> Option<String>) -> String {
    let one =
        |name: &&str| Some(format!("{name}={}", SafeText::line(&variable(name)?, SafeText::NAME).as_str()));
    names.iter().filter_map(one).collect::<Vec<_>>().join(" ")
}

/// Everything about the terminal; `size` in cells, width first.
pub(super) fn look(
    variable: impl Fn(&str) -> Option<String>,
    size: Option<(u16, u16)>,
    reached: Clipboard,
    said: TerminalAnswers,
    words: Words,
) -> Vec<Check> {
    let is_set = |name: &str| variable(name).is_some();
    let told = |names: &[&str]| told(names, &variable);
    let multiplexers = [("TMUX", "tmux"), ("STY", "screen"), ("ZELLIJ", "zellij")];
    let multiplexer = multiplexers.iter().find(|(name, _)| is_set(name)).map(|(_, program)| *program);
    let ssh = is_set("SSH_CONNECTION") || is_set("SSH_TTY");
    vec![
        kind(&told(&["TERM", "TERM_PROGRAM"]), variable("TERM").as_deref(), size, words),
        Check::ok("colors", words.colors(&told(&["COLORTERM", "NO_COLOR"]))),
        background(said.backdrop, &variable, words),
        ambiguous(said.wide, words),
        paste(said.paste, words),
        Check::ok("multiplexer", words.multiplexer(multiplexer)),
        Check::ok("ssh", words.over_ssh(ssh)),
        locale(&variable, words),
        match reached {
            Clipboard::Native => Check::ok("clipboard", words.copies_natively()),
            Clipboard::Off => Check::ok("clipboard", words.copies_not()),
            Clipboard::Terminal => by_terminal(multiplexer, &variable, words),
        },
    ]
}

/// The background color: by the terminal's answer, else by its environment.
fn background(said: QueryResult<Color>, variable: impl Fn(&str) -> Option<String>, words: Words) -> Check {
    let told = background::told(variable);
    let or_told = |words_first: Text| match told {
        Some(light) => format!("{words_first}; COLORFGBG: {}", words.light_or_dark(light)).into(),
        None => words_first,
    };
    Check::ok(
        "background",
        match said {
            QueryResult::Is(color) => {
                let [red, green, blue] = color.0.map(|part| part >> 8);
                format!("{} (#{red:02x}{green:02x}{blue:02x})", words.light_or_dark(color.is_light())).into()
            }
            QueryResult::None => or_told(words.no_answer()),
            QueryResult::NotAsked(why) => or_told(not_asked(why, words)),
        },
    )
}

/// How wide characters such as `│` are.
fn ambiguous(said: QueryResult<bool>, words: Words) -> Check {
    let says = match said {
        QueryResult::Is(wide) => words.border_takes(wide),
        QueryResult::None => words.no_answer(),
        QueryResult::NotAsked(why) => not_asked(why, words),
    };
    Check::ok("ambiguous", says)
}

/// Whether a paste can be distinguished from typing.
fn paste(said: QueryResult<bool>, words: Words) -> Check {
    let name = "paste";
    match said {
        QueryResult::Is(true) => Check::ok(name, words.pastes_are_marked()),
        QueryResult::Is(false) => {
            Check::warn(name, words.pastes_are_not_marked(), words.paste_all_the_same())
        }
        QueryResult::None => Check::ok(name, words.no_answer()),
        QueryResult::NotAsked(why) => Check::ok(name, not_asked(why, words)),
    }
}

fn not_asked(why: NotAsked, words: Words) -> Text {
    match why {
        NotAsked::NoTerminal => words.no_terminal_to_ask(),
        NotAsked::Deaf => words.terminal_not_to_ask(),
        NotAsked::Reader => words.reader_not_to_disturb(),
    }
}

fn kind(told: &str, term: Option<&str>, size: Option<(u16, u16)>, words: Words) -> Check {
    let name = "terminal";
    let says = match size {
        Some((width, height)) => format!("{width}x{height} {told}"),
        None => words.size_unknown(told).into_owned(),
    };
    let says = says.trim_end().to_owned().into();
    let too_small = size.is_some_and(|(width, height)| width < SMALLEST.width || height < SMALLEST.height);
    match term {
        _ if too_small => Check::warn(name, says, words.enlarge()),
        None | Some("dumb") if cfg!(unix) => Check::warn(name, says, words.set_term()),
        _ => Check::ok(name, says),
    }
}

/// The first of these that is set decides (POSIX).
fn locale(variable: impl Fn(&str) -> Option<String>, words: Words) -> Check {
    let name = "locale";
    let set = ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(|name| Some((*name, variable(name)?)));
    let shown = set.as_ref().map_or_else(|| "-".to_owned(), |(name, _)| told(&[name], &variable));
    let decides = set.as_ref().map_or("LANG", |(name, _)| name);
    let plain =
        set.as_ref().map(|(_, value)| value.to_ascii_lowercase().replace('-', "")).unwrap_or_default();
    if plain.contains("utf8") || cfg!(windows) {
        Check::ok(name, shown.into())
    } else {
        Check::warn(name, words.not_utf8(&shown), words.set_utf8(decides))
    }
}

/// Copying through the terminal (OSC 52), which not every multiplexer passes on.
fn by_terminal(multiplexer: Option<&str>, variable: impl Fn(&str) -> Option<String>, words: Words) -> Check {
    let name = "clipboard";
    let is = |name: &str, value: &str| variable(name).is_some_and(|found| found == value);
    let deaf = is("TERM_PROGRAM", "Apple_Terminal") || is("TERM", "linux") || is("TERM", "dumb");
    match multiplexer {
        _ if deaf => Check::warn(
            name,
            words.copies_nowhere(&told(&["TERM", "TERM_PROGRAM"], variable)),
            words.select_by_mouse(),
        ),
        Some("tmux") => Check::ok(name, words.copies_through_tmux()),
        _ => Check::ok(name, words.copies()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::lang::Lang;
    use crate::runtime::command::doctor::check::CheckStatus;

    const SAID: TerminalAnswers = TerminalAnswers {
        backdrop: QueryResult::NotAsked(NotAsked::NoTerminal),
        wide: QueryResult::NotAsked(NotAsked::NoTerminal),
        paste: QueryResult::NotAsked(NotAsked::NoTerminal),
    };

    #[test]
    fn what_the_terminal_says_of_itself_is_told_in_both_languages() {
        for lang in [Lang::En, Lang::Zh] {
            let words = Words(lang);
            let on = |variables: &[(&str, &str)], said| {
                let of = |wanted: &str| {
                    variables.iter().find(|(name, _)| *name == wanted).map(|(_, value)| (*value).to_owned())
                };
                background(said, of, words).says.into_owned()
            };
            let dark = on(&[], QueryResult::Is(Color([0x1e1e, 0x1e1e, 0x2e2e])));
            assert!(dark.contains("(#1e1e2e)") && dark.contains(&*words.light_or_dark(false)), "{dark}");
            let light = on(&[("COLORFGBG", "0;15")], QueryResult::None);
            assert!(light.contains("COLORFGBG") && light.ends_with(&*words.light_or_dark(true)), "{light}");
            assert_eq!(on(&[], QueryResult::None), words.no_answer());
            assert_ne!(words.border_takes(true), words.border_takes(false));
            assert_eq!(paste(QueryResult::Is(false), words).state, CheckStatus::Warn);
        }
    }

    /// The warnings for a terminal with these variables, and the other results in a row.
    fn warned(variables: &[(&str, &str)], size: Option<(u16, u16)>) -> (Vec<&'static str>, String) {
        let variable = |name: &str| {
            variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
        };
        let checks = look(variable, size, Clipboard::Terminal, SAID, Words(Lang::En));
        assert!(checks.iter().all(|check| (check.state == CheckStatus::Ok) == check.remedy.is_none()));
        let warned = checks.iter().filter(|check| check.state == CheckStatus::Warn).map(|check| check.name);
        (warned.collect(), checks.iter().map(|check| check.says.as_ref()).collect::<Vec<_>>().join("\n"))
    }

    #[cfg(unix)]
    #[test]
    fn what_keeps_a_terminal_from_showing_everything_is_told() {
        let good = [("TERM", "xterm-256color"), ("LANG", "zh_CN.UTF-8")];
        let with = |more: (&'static str, &'static str)| warned(&[more, good[0], good[1]], Some((80, 24))).0;
        assert_eq!(warned(&good, Some((80, 24))).0, [""; 0]);
        assert_eq!(warned(&good, None).0, [""; 0]);
        assert_eq!(warned(&good, Some((80, 4))).0, ["terminal"]);
        assert_eq!(warned(&[], None).0, ["terminal", "locale"]);
        assert_eq!(with(("TERM", "dumb")), ["terminal", "clipboard"]);
        assert_eq!(with(("LC_ALL", "C")), ["locale"]);
        for name in ["LC_ALL", "LC_CTYPE", "LANG"] {
            let of = |wanted: &str| (wanted == name).then(|| "zh_CN.GB18030".to_owned());
            let helps = locale(of, Words(Lang::En)).remedy;
            assert!(helps.is_some_and(|helps| helps.contains(&format!("export {name}=C.UTF-8"))), "{name}");
        }
        assert_eq!(with(("TERM_PROGRAM", "Apple_Terminal")), ["clipboard"]);
        assert_eq!(with(("TMUX", "/tmp/tmux")), [""; 0]);
    }

    #[test]
    fn what_is_told_is_safe_and_says_where_the_program_runs() {
        let variables = [
            ("TERM", "x\u{1b}[2J"),
            ("SSH_CONNECTION", "192.0.2.1 1 192.0.2.2 22"),
            ("TMUX", "/tmp/tmux,1,0"),
        ];
        let (_, said) = warned(&variables, Some((120, 40)));
        assert!(said.contains("120x40") && said.contains("tmux") && said.contains("over SSH"), "{said}");
        assert!(!said.contains('\u{1b}') && !said.contains("192.0.2"), "{said}");
    }
}
