//! `commands`: every command, option, field and error code, for people and, as JSON, for programs.

use std::io::{self, Write};

use clap::{Arg, Command};
use serde_json::{Value, json};

use crate::app::core::ErrorCode;
use crate::base::lang::Lang;
use crate::base::measure::{pad, width};
use crate::runtime::cli;
use crate::runtime::exit_error::ExitError;
use crate::ui::words::Words;

/// Describes the command line.
pub(in crate::runtime) fn commands(as_json: bool, lang: Lang) -> Result<(), ExitError> {
    let program = cli::command(lang);
    let mut out = io::BufWriter::new(io::stdout().lock());
    if as_json {
        writeln!(out, "{}", described(&program, Words(lang)))?;
    } else {
        let all = leaves(&program, "");
        let widest = all.iter().map(|(name, _)| width(name)).max().unwrap_or(0);
        for (name, command) in &all {
            writeln!(out, "{}  {}", pad(name, widest), about(command))?;
        }
    }
    Ok(out.flush()?)
}

/// The commands that do something, each by the whole way to it.
fn leaves<'a>(command: &'a Command, above: &str) -> Vec<(String, &'a Command)> {
    let mut found = Vec::new();
    for below in command.get_subcommands() {
        let name = format!("{above}{}", below.get_name());
        let deeper = leaves(below, &format!("{name} "));
        if deeper.is_empty() || !below.is_subcommand_required_set() {
            found.push((name, below));
        }
        found.extend(deeper);
    }
    found
}

fn about(command: &Command) -> String {
    command.get_about().map(ToString::to_string).unwrap_or_default()
}

fn described(program: &Command, words: Words) -> Value {
    let is_global = |arg: &&Arg| arg.is_global_set();
    let commands: Vec<Value> = leaves(program, "")
        .into_iter()
        .map(|(name, command)| {
            let own = command.get_arguments().filter(|arg| !is_global(arg) && !arg.is_hide_set());
            let (arguments, options): (Vec<&Arg>, Vec<&Arg>) = own.partition(|arg| arg.is_positional());
            let thing = cli::thing_of(&name);
            json!({
                "name": name,
                "about": about(command),
                "arguments": arguments.into_iter().map(argument).collect::<Vec<_>>(),
                "options": options.into_iter().map(argument).collect::<Vec<_>>(),
                "fields": thing.map(|thing| {
                    let one = |field: &crate::app::records::FieldName| {
                        let about = words.field_heading(*field, None);
                        json!({ "name": field.name(), "parts": field.parts(), "about": about })
                    };
                    thing.fields().iter().map(one).collect::<Vec<_>>()
                }),
            })
        })
        .collect();
    let global = program.get_arguments().filter(is_global).map(argument);
    let errors = ErrorCode::ALL.iter().map(|&code| {
        json!({ "code": code.name(), "exit": code.exit(), "hint": words.error_hint(code), "next": code.next() })
    });
    json!({
        "program": "tower-tui",
        "version": env!("CARGO_PKG_VERSION"),
        "options": program.get_arguments().filter(|arg| !is_global(arg)).map(argument).collect::<Vec<_>>(),
        "commands": commands,
        "global_options": global.collect::<Vec<_>>(),
        "errors": errors.collect::<Vec<_>>(),
    })
}

fn argument(arg: &Arg) -> Value {
    let takes_value = arg.get_action().takes_values();
    let value = arg.get_value_names().filter(|_| takes_value).and_then(<[_]>::first);
    let values: Vec<String> = if takes_value {
        arg.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect()
    } else {
        Vec::new()
    };
    json!({
        "name": arg.get_long().map_or_else(|| arg.get_id().to_string(), |long| format!("--{long}")),
        "value": value.map(ToString::to_string),
        "values": values,
        "required": arg.is_required_set(),
        "about": arg.get_help().map(ToString::to_string),
    })
}
