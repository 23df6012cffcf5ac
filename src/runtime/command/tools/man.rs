//! `man`: the manual page of the program, or of one of its commands.

use std::io::{self, Write};

use clap::Command;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use crate::app::core::ErrorCode;
use crate::app::keys::keymap::Keymap;
use crate::base::lang::Lang;
use crate::runtime::cli;
use crate::runtime::exit_error::ExitError;
use crate::ui::words::Words;

/// The footer of every page.
const SOURCE: &str = concat!("tower-tui ", env!("CARGO_PKG_VERSION"));

/// What the generator calls its sections, and what a Chinese page does.
const SECTIONS: [(&str, &str); 7] = [
    ("NAME", "名称"),
    ("SYNOPSIS", "概述"),
    ("DESCRIPTION", "描述"),
    ("SUBCOMMANDS", "命令"),
    ("OPTIONS", "选项"),
    ("VERSION", "版本"),
    ("EXTRA", "附注"),
];

/// Prints the page; `names` is the path to a command, as in `config check`.
pub(in crate::runtime) fn man(names: &[String], lang: Lang) -> Result<(), ExitError> {
    let below = |command: Command, name: &String| command.find_subcommand(name).cloned();
    let command = names.iter().try_fold(cli::command(lang), below);
    let command = command.ok_or_else(|| ExitError::NoSuchCommand(names.join(" ")))?;
    let mut page = Vec::new();
    Man::new(command).source(SOURCE).render(&mut page)?;
    let mut page = String::from_utf8_lossy(&page).into_owned();
    if lang == Lang::Zh {
        for (english, chinese) in SECTIONS {
            page = page.replace(&format!("\n.SH {english}\n"), &format!("\n.SH {chinese}\n"));
        }
    }
    let more = sections(names, Words(lang)).to_roff();
    Ok(write!(io::stdout(), "{page}{more}")?)
}

/// What follows on every page; variables, files and keys on the program's own alone.
fn sections(names: &[String], words: Words) -> Roff {
    let manual = cli::manual(words.0);
    let mut roff = Roff::new();
    let mut section = |heading: (&'static str, &'static str), entries: Vec<(String, String)>| {
        roff.control("SH", [words.either(heading.0, heading.1)]);
        for (name, about) in entries {
            roff.control("TP", []);
            roff.text([bold(name)]);
            roff.text([roman(about)]);
        }
    };
    let text = |(name, about): (&str, &str)| (name.to_owned(), about.to_owned());
    if names.is_empty() {
        section(
            ("KEYS", "按键"),
            Keymap::default()
                .lines()
                .iter()
                .map(|line| {
                    let keys: Vec<String> = line.keys.iter().map(|key| key.name()).collect();
                    (keys.join(" "), words.action(line.action).into_owned())
                })
                .collect(),
        );
    }
    let exits = manual.exit_codes.into_iter().map(|(code, about)| (code.to_string(), about.to_owned()));
    section(("EXIT STATUS", "退出状态"), exits.collect());
    let errors = ErrorCode::ALL.into_iter().map(|code| {
        let next = code.next().map(|next| format!(" ({next})")).unwrap_or_default();
        (format!("{}  {}", code.name(), code.exit()), format!("{}{next}", words.error_hint(code)))
    });
    if names.is_empty() {
        section(("ERRORS", "错误码"), errors.collect());
        section(("ENVIRONMENT", "环境变量"), manual.environment.into_iter().map(text).collect());
        section(("FILES", "文件"), manual.files.into_iter().map(text).collect());
    }
    let command = names.join(" ");
    let is_here = |line: &str| {
        names.is_empty()
            || line
                .split(" --")
                .next()
                .is_some_and(|of| of == command || of.starts_with(&format!("{command} ")))
    };
    let examples = manual.examples.into_iter().filter(|example| is_here(example.line));
    let example = |one: cli::Example| (format!("tower-tui {}", one.line), one.question.to_owned());
    let examples: Vec<_> = examples.map(example).collect();
    if !examples.is_empty() {
        section(("EXAMPLES", "示例"), examples);
    }
    roff
}
