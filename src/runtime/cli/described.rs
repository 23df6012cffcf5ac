//! The command line as it describes itself, in either language: for help, manual, completion and programs.

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Arg, ArgAction, Command, CommandFactory};

use super::arguments::Cli;
use super::tips::sensible;
use super::told::{in_language, told};
use crate::app::records::Thing;
use crate::base::lang::Lang;

/// Options of every command.
const GLOBAL: [&str; 5] = ["profile", "lang", "log_level", "config", "help"];

/// What a command prints; none for a command that lists nothing.
pub(in crate::runtime) fn thing_of(command: &str) -> Option<Thing> {
    Some(match command {
        "teams" => Thing::Team,
        "members" => Thing::Member,
        "workload" => Thing::Load,
        "today" => Thing::DayTodo,
        "todos" => Thing::Todo,
        "todo" => Thing::WholeTodo,
        "activity" => Thing::Event,
        "report" => Thing::ReportItem,
        "projects" => Thing::Project,
        _ => return None,
    })
}

/// The names of a thing's fields, each with its parts: `id, assignee{id,name}`.
pub(in crate::runtime) fn fields_of(thing: Thing) -> String {
    let one = |field: &crate::app::records::FieldName| match field.parts() {
        [] => field.name().to_owned(),
        parts => format!("{}{{{}}}", field.name(), parts.join(",")),
    };
    thing.fields().iter().map(one).collect::<Vec<_>>().join(", ")
}

/// The command line in this language.
pub(in crate::runtime) fn command(lang: Lang) -> Command {
    in_language(lang, || {
        let command = Cli::command()
            .disable_help_flag(true)
            .disable_help_subcommand(true)
            .disable_version_flag(true)
            .arg(
                Arg::new("version")
                    .short('V')
                    .long("version")
                    .action(ArgAction::Version)
                    .help(told("Print the version", "打印版本")),
            )
            .arg(
                Arg::new("help")
                    .short('h')
                    .long("help")
                    .action(ArgAction::Help)
                    .global(true)
                    .help(told("Print help; -h prints less", "打印帮助；-h 较简短")),
            );
        let mut command = dressed(command);
        command.build();
        explained(if lang == Lang::Zh { chinese(command) } else { command })
    })
}

/// A command and those below it, with headings, and with the fields of what it prints.
fn dressed(command: Command) -> Command {
    let names: Vec<String> = command.get_subcommands().map(|below| below.get_name().to_owned()).collect();
    let mut command = names.into_iter().fold(command, |command, name| command.mut_subcommand(name, dressed));
    if let Some(thing) = thing_of(command.get_name()) {
        let fields = told("Fields: ", "字段：");
        command = command.after_long_help(format!("{fields}{}", fields_of(thing)));
    }
    command.mut_args(|arg| {
        let heading = if GLOBAL.contains(&arg.get_id().as_str()) {
            told("Global options", "全局选项")
        } else if arg.is_positional() {
            told("Arguments", "参数")
        } else {
            told("Options", "选项")
        };
        arg.help_heading(heading)
    })
}

/// Options that the short help leaves out are explained in the long one, and in the manual.
fn explained(command: Command) -> Command {
    let names: Vec<String> = command.get_subcommands().map(|below| below.get_name().to_owned()).collect();
    let command = names.into_iter().fold(command, |command, name| command.mut_subcommand(name, explained));
    command.mut_args(|arg| {
        let help = arg.get_help().cloned().filter(|_| arg.is_hide_short_help_set());
        match help {
            Some(help) => arg.long_help(help),
            None => arg,
        }
    })
}

/// What clap itself would say in English.
fn chinese(command: Command) -> Command {
    const TEMPLATE: &str = "{before-help}{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}";
    let names: Vec<String> = command.get_subcommands().map(|below| below.get_name().to_owned()).collect();
    let mut command = names.into_iter().fold(command, |command, name| command.mut_subcommand(name, chinese));
    let usage = command.render_usage().to_string();
    let usage = usage.strip_prefix("Usage: ").unwrap_or(&usage);
    let usage =
        usage.replace("[OPTIONS]", "[选项]").replace("[COMMAND]", "[命令]").replace("<COMMAND>", "<命令>");
    let mut command = command
        .help_template(TEMPLATE)
        .override_usage(usage)
        .subcommand_help_heading("命令")
        .subcommand_value_name("命令");
    command = command.mut_args(|arg| {
        let mut help = arg.get_help().map(ToString::to_string).unwrap_or_default();
        let takes_value = arg.get_action().takes_values();
        let values: Vec<String> = if arg.is_hide_possible_values_set() || !takes_value {
            Vec::new()
        } else {
            arg.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect()
        };
        let defaults: Vec<String> =
            arg.get_default_values().iter().map(|value| value.to_string_lossy().into_owned()).collect();
        if takes_value && !defaults.is_empty() {
            help.extend([" [默认：", &defaults.join("、"), "]"]);
        }
        if !values.is_empty() {
            help.extend([" [可选：", &values.join("、"), "]"]);
        }
        if let Some(name) = arg.get_env() {
            help.extend([" [环境变量：", &name.to_string_lossy(), "]"]);
        }
        arg.help(help).hide_default_value(true).hide_possible_values(true).hide_env(true)
    });
    command
}

/// Reads the command line again, for what clap has to say of it in this language.
pub(in crate::runtime) fn read_in(lang: Lang) -> Result<(), clap::Error> {
    in_language(lang, || command(lang).try_get_matches().map(drop).map_err(sensible))
}

/// Whether a program reads what is printed. It is asked for before anything is understood.
pub(in crate::runtime) fn wants_json() -> bool {
    words().any(|word| word == "--json")
}

/// The language that the command line names, also where it cannot be read.
pub(in crate::runtime) fn lang_asked() -> Option<Lang> {
    Lang::named(value_of("--lang")?.to_str()?)
}

/// The settings file that the command line or the environment names, also where the former cannot be read.
pub(in crate::runtime) fn config_asked() -> Option<PathBuf> {
    value_of("--config").or_else(|| env::var_os("TOWER_TUI_CONFIG")).map(PathBuf::from)
}

/// The words of the command line up to one that says that no options follow.
fn words() -> impl Iterator<Item = OsString> {
    env::args_os().skip(1).take_while(|word| word != "--")
}

/// What follows an option.
fn value_of(option: &str) -> Option<OsString> {
    let mut words = words();
    while let Some(word) = words.next() {
        if word == option {
            return words.next();
        }
        let value = word.to_str().and_then(|word| word.strip_prefix(option)?.strip_prefix('='));
        if let Some(value) = value {
            return Some(value.into());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn each(command: &Command, all: &mut Vec<String>) {
        all.extend(command.get_about().map(ToString::to_string));
        let shown = command.get_arguments().filter(|arg| !arg.is_hide_set());
        all.extend(shown.filter_map(|arg| arg.get_help()).map(ToString::to_string));
        command.get_subcommands().for_each(|below| each(below, all));
    }

    #[test]
    fn everything_is_described_in_both_languages() {
        for lang in [Lang::En, Lang::Zh] {
            let mut all = Vec::new();
            let mut command = command(lang);
            each(&command, &mut all);
            assert!(all.len() > 90, "{}", all.len());
            let is_chinese = |text: &String| text.chars().any(|char| char > '\u{4e00}');
            for text in &all {
                assert!(is_chinese(text) == (lang == Lang::Zh) || text == "Markdown", "{text}");
            }
            let help = command.find_subcommand_mut("members").unwrap().render_long_help().to_string();
            for english in ["Usage", "Options", "possible", "default:"] {
                assert_eq!(
                    help.contains(english),
                    lang == Lang::En && english != "possible",
                    "{english}: {help}"
                );
            }
        }
    }

    #[test]
    fn options_of_every_command_are_out_of_each_command_s_way() {
        let mut command = command(Lang::En);
        let members = command.find_subcommand_mut("members").unwrap();
        let (short, long) = (members.render_help().to_string(), members.render_long_help().to_string());
        assert!(!short.contains("--log-level") && long.contains("Global options:"), "{short}\n{long}");
        assert!(short.lines().count() < 20 && long.contains("Fields: id, nickname, role"), "{short}");
    }
}
