//! Answers a shell: what the word before the cursor may become.

use std::env;
use std::ffi::{OsStr, OsString};
use std::io::{self, Write};
use std::sync::Arc;

use clap::{Arg, Command};
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate, complete};
use pinyin::ToPinyin;

use super::known::Known;
use crate::base::lang::Lang;
use crate::runtime::cli;
use crate::runtime::settings::file::SettingsFile;

/// The variable by which a shell asks, and which says what kind of shell it is.
const ASKS: &str = "TOWER_TUI_COMPLETE";

/// What a POSIX shell would take for more than a letter.
const SPECIAL: &str = " \t!\"#$&'()*;<>?[\\]^`{|}~";

/// Answers, if it is a shell that asks.
pub(in crate::runtime) fn answer() -> bool {
    let Some(shell) = env::var_os(ASKS).filter(|shell| !shell.is_empty()) else { return false };
    // A shell in the middle of a line has no use for what is wrong.
    drop(print(&shell));
    true
}

fn print(shell: &OsStr) -> io::Result<()> {
    let (words, cut) = if shell == "bash" { of_line() } else { (handed_over(), String::new()) };
    let Some(last) = words.last().map(|word| word.to_string_lossy().into_owned()) else { return Ok(()) };
    let asked = words.iter().skip_while(|word| *word != "--lang").nth(1).and_then(|word| word.to_str());
    let lang = asked.and_then(Lang::named).unwrap_or_else(|| {
        crate::runtime::run_context::lang_of(&SettingsFile::of(cli::config_asked().as_deref()))
    });
    let known = Arc::new(Known::of(words.clone()));
    let mut command = knowing(cli::command(lang), &known);
    command.build();
    let index = words.len().saturating_sub(1);
    let found = complete(&mut command, words, index, env::current_dir().ok().as_deref())?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    for candidate in &found {
        writeln!(out, "{}", line(candidate, shell, &last, &cut))?;
    }
    out.flush()
}

/// The words that a shell hands over behind `--`; the last is the one before the cursor.
fn handed_over() -> Vec<OsString> {
    env::args_os().skip_while(|word| word != "--").skip(1).collect()
}

/// The words of bash's line, which splits words at colons as well; and what of the last word stays as it is.
fn of_line() -> (Vec<OsString>, String) {
    let text = |name: &str| env::var(name).unwrap_or_default();
    let line = text("TOWER_TUI_COMPLETE_LINE");
    let words = words(&line);
    let last = words.last().cloned().unwrap_or_default();
    let cut = last.strip_suffix(&text("TOWER_TUI_COMPLETE_WORD")).unwrap_or_default().to_owned();
    (words.into_iter().map(OsString::from).collect(), cut)
}

/// The words of a line as a POSIX shell splits it; the last one is empty behind a space, and may lack its closing quote.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    let mut chars = line.chars();
    while let Some(char) = chars.next() {
        match quote {
            Some(open) if open == char => quote = None,
            Some('"') | None if char == '\\' => word.get_or_insert_default().extend(chars.next()),
            None if matches!(char, '\'' | '"') => {
                quote = Some(char);
                word.get_or_insert_default();
            }
            None if char.is_whitespace() => words.extend(word.take()),
            _ => word.get_or_insert_default().push(char),
        }
    }
    words.push(word.unwrap_or_default());
    words
}

/// A candidate as this shell takes it.
fn line(candidate: &CompletionCandidate, shell: &OsStr, typed: &str, cut: &str) -> String {
    let value = candidate.get_value().to_string_lossy();
    let help = candidate.get_help().map(ToString::to_string).unwrap_or_default();
    let help = help.lines().next().unwrap_or_default();
    if shell == "bash" {
        let rest = value.strip_prefix(cut).unwrap_or(&value);
        let is_quoted = env::var_os("TOWER_TUI_COMPLETE_QUOTED").is_some_and(|quoted| !quoted.is_empty());
        return if is_quoted { rest.to_owned() } else { escaped(rest) };
    }
    // Fish offers only what is written like the typed word: a name is offered as it is read.
    let typed = typed.rsplit(['=', ',']).next().unwrap_or(typed);
    let is_alike = value.to_lowercase().contains(&typed.to_lowercase());
    let (value, help) = match spelled(&value) {
        Some(read) if shell == "fish" && !is_alike => (read, value.as_ref()),
        _ => (value.to_string(), help),
    };
    if help.is_empty() { value } else { format!("{value}\t{help}") }
}

fn escaped(text: &str) -> String {
    text.chars().flat_map(|char| SPECIAL.contains(char).then_some('\\').into_iter().chain([char])).collect()
}

/// A Chinese name in letters, as it is usually read; none where there is none in it.
fn spelled(name: &str) -> Option<String> {
    let read = |char: char| char.to_pinyin().map_or_else(|| char.to_string(), |read| read.plain().to_owned());
    let spelled: String = name.chars().map(read).collect();
    (spelled != name).then_some(spelled)
}

/// The command line, whose values know what may be offered for them.
fn knowing(command: Command, known: &Arc<Known>) -> Command {
    let names: Vec<String> = command.get_subcommands().map(|below| below.get_name().to_owned()).collect();
    let command = names
        .into_iter()
        .fold(command, |command, name| command.mut_subcommand(name, |below| knowing(below, known)));
    let name = command.get_name().to_owned();
    command.mut_args(|arg| offering(arg, &name, known))
}

fn offering(arg: Arg, command: &str, known: &Arc<Known>) -> Arg {
    let by = |offer: fn(&Known, &OsStr) -> Vec<CompletionCandidate>| {
        let known = Arc::clone(known);
        ArgValueCompleter::new(move |typed: &OsStr| offer(&known, typed))
    };
    match arg.get_id().as_str() {
        "team" | "team_option" => arg.add(by(Known::teams)),
        "member" => arg.add(by(Known::members)),
        "group" => arg.add(by(Known::groups)),
        "profile" => arg.add(by(Known::profiles)),
        "view" => arg.add(by(Known::views)),
        "filter" if command == "todos" => {
            arg.add(ArgValueCompleter::new(|typed: &OsStr| Known::todo_terms(typed)))
        }
        "filter" => arg.add(by(Known::member_terms)),
        "fields" => match cli::thing_of(command) {
            Some(thing) => arg.add(ArgValueCompleter::new(move |typed: &OsStr| Known::fields(thing, typed))),
            None => arg,
        },
        _ => arg,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_split_as_a_shell_does_and_its_end_may_be_open() {
        for (line, split) in [
            ("tower-tui ", &["tower-tui", ""][..]),
            ("t --filter group:hd", &["t", "--filter", "group:hd"]),
            ("t \"Ana G", &["t", "Ana G"]),
            ("t Ana\\ G", &["t", "Ana G"]),
            ("", &[""]),
        ] {
            assert_eq!(words(line), split, "{line}");
        }
    }

    #[test]
    fn a_name_is_one_word_to_a_shell() {
        assert_eq!(escaped("O’Brien, Pat $(x)"), "O’Brien,\\ Pat\\ \\$\\(x\\)");
        assert_eq!((spelled("张伟").as_deref(), spelled("Ana")), (Some("zhangwei"), None));
    }
}
