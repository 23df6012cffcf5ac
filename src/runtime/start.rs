//! The start: runs what the command line asks for, and turns its result into an exit code.

use std::io::{self, IsTerminal, Write};
use std::panic;
use std::path::Path;
use std::process::ExitCode;

use super::cli::{self, Cli, Command, DemoServerArgs, TokenServerArgs, TokenServerTool, Tool};
use super::dashboard::start;
use super::dashboard::start::Left;
use super::exit_error::{ExitError, as_json};
use super::log::{LogEntry, LogHandle, panics};
use super::run_context;
use super::run_context::{BaseContext, RunContext, system_lang};
use super::settings::file::SettingsFile;
use super::{appearance, clock, command, core_dumps, threads};
use crate::app::StandupAsked;
use crate::app::core::ErrorCode;
use crate::base::lang::Lang;
use crate::base::shape::Shapes;
use crate::base::text::SafeText;
use crate::demo::{self, Plan};
use crate::ui::words::Words;

/// Runs the program and returns its exit code: 0 success, 1 an error, 2 a wrong call or no terminal,
/// 3 signed out, 4 without a network.
pub fn start() -> ExitCode {
    if command::answer() {
        return ExitCode::SUCCESS;
    }
    let mut cli = match cli::read() {
        Ok(cli) => cli,
        Err(error) => return refuse(&error),
    };
    if holds_secrets(&cli) {
        core_dumps::forbid();
    }
    let file = SettingsFile::of(cli.options.config.as_deref());
    let mut lang = cli.options.lang.unwrap_or_else(system_lang);
    let mut log = LogHandle::default();
    let result = match &cli.command {
        Some(Command::DemoServer(server)) => serve_demo(server),
        Some(command) if cli.options.demo && !matches!(command, Command::Standup(_)) => {
            Err(ExitError::NotInDemo)
        }
        Some(Command::Tool(Tool::Doctor { shapes: Some(path), .. })) => {
            RunContext::of(&cli, &file).and_then(|context| {
                lang = context.lang;
                command::shapes(context, path)
            })
        }
        Some(Command::Tool(tool)) => {
            lang = run_context::lang(&cli, &file);
            run_tool(tool, &cli, &file, lang)
        }
        Some(Command::TokenServer(TokenServerArgs { tool: Some(TokenServerTool::Key { name }), .. })) => {
            command::token_server_key(name)
        }
        Some(Command::TokenServer(server)) => BaseContext::of(&cli, &file).and_then(|base_context| {
            lang = base_context.lang;
            command::token_server(server, &base_context)
        }),
        None | Some(Command::Standup(_)) if !start::has_terminal() => Err(ExitError::NoTerminal),
        None | Some(Command::Standup(_)) if appearance::is_dumb() => Err(ExitError::DumbTerminal),
        _ => with_session(&mut cli, file, &mut lang, &mut log),
    };
    let code = match result {
        Ok(()) => {
            log.note(&LogEntry::Ended);
            ExitCode::SUCCESS
        }
        // Whoever reads on behind a pipe has read enough: nothing to tell, and no fault.
        Err(error) if error.is_unread() => {
            log.note(&LogEntry::Ended);
            ExitCode::SUCCESS
        }
        Err(error) => {
            let code = error.code();
            log.note(&LogEntry::Failed(code.name()));
            let (words, zone) = (Words(lang), clock::zone());
            tell(code, &error.say(words, zone), words);
            ExitCode::from(code.exit())
        }
    };
    log.settle();
    code
}

/// Says why the program does not do what it was asked for: to a program in JSON, where it asked for JSON.
fn tell(code: ErrorCode, why: &str, words: Words) {
    let said = if cli::wants_json() { as_json(code, why, words) } else { format!("tower-tui: {why}") };
    // Nobody may be listening any more.
    drop(writeln!(io::stderr(), "{said}"));
}

/// Answers a command line that asks for help, or cannot be read, in the language of whoever typed it.
fn refuse(error: &clap::Error) -> ExitCode {
    let lang = cli::lang_asked()
        .unwrap_or_else(|| run_context::lang_of(&SettingsFile::of(cli::config_asked().as_deref())));
    let again = cli::read_in(lang).err();
    let error = again.as_ref().unwrap_or(error);
    if !error.use_stderr() {
        // Elsewhere clap knows best how the terminal takes styles.
        drop(if lang == Lang::Zh {
            let is_styled =
                cfg!(unix) && io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
            write!(io::stdout(), "{}", cli::chinese_help(error, is_styled))
        } else {
            error.print()
        });
        return ExitCode::SUCCESS;
    }
    let why = cli::usage_error(error, lang);
    if cli::wants_json() {
        tell(ErrorCode::Usage, &why, Words(lang));
    } else {
        let help = Words(lang).see_help();
        drop(writeln!(io::stderr(), "tower-tui: {why}\n\n{help}"));
    }
    ExitCode::from(ErrorCode::Usage.exit())
}

/// Whether a token, a key or the application's secret comes into this run's memory. Where none does, core dumps stay
/// allowed.
fn holds_secrets(cli: &Cli) -> bool {
    match &cli.command {
        Some(Command::Tool(tool)) => matches!(tool, Tool::Doctor { .. }),
        Some(Command::DemoServer(_)) => false,
        Some(Command::Standup(_)) | None => !cli.options.demo,
        Some(_) => true,
    }
}

/// Runs what works with a session; where the person then goes on with another profile, all of it is made anew.
fn with_session(
    cli: &mut Cli,
    mut file: SettingsFile,
    lang: &mut Lang,
    log: &mut LogHandle,
) -> Result<(), ExitError> {
    loop {
        let mut context = RunContext::of(cli, &file)?;
        *lang = context.lang;
        if let Some(run) = name(cli.command.as_ref()) {
            context.start_log(cli.options.log_level, run);
        }
        *log = context.log.clone();
        panics::listen(log, *lang);
        let Left::GoOn(profile) = run(cli.command.as_ref(), context)? else { return Ok(()) };
        log.note(&LogEntry::Ended);
        log.settle();
        drop(panic::take_hook());
        cli.command = None;
        cli.options.profile = Some(profile.unwrap_or_default());
        // The window may have written to it. A pipe is empty by now.
        if file.path().is_some_and(Path::is_file) {
            file = SettingsFile::of(cli.options.config.as_deref());
        }
    }
}

/// Runs a window, or a command that works with a session.
fn run(asked: Option<&Command>, context: RunContext) -> Result<Left, ExitError> {
    match asked {
        Some(Command::Standup(standup)) => {
            let group = standup.group.as_deref().map(|group| SafeText::line(group.trim(), SafeText::NAME));
            start::run(context, Some(StandupAsked { team: standup.team.team.clone(), group }))
        }
        Some(Command::DemoServer(_) | Command::TokenServer(_) | Command::Tool(_)) | None => {
            match &context.profile {
                // The first run would write its answers outside of the profile.
                Some(name) if context.client.is_none() => Err(ExitError::ProfileIncomplete(name.clone())),
                _ => start::run(context, None),
            }
        }
        Some(command) => run_command(command, context).map(|()| Left::Quit),
    }
}

/// Runs a command that works with a session.
fn run_command(asked: &Command, context: RunContext) -> Result<(), ExitError> {
    match asked {
        Command::Login => command::login(context),
        Command::Logout => command::logout(context),
        Command::Teams(teams) => command::teams(context, &teams.output),
        Command::Members(members) => command::members(context, members),
        Command::Activity(activity) => command::activity(context, activity),
        Command::Report(report) => command::report(context, report),
        Command::Projects(projects) => command::projects(context, projects),
        Command::Workload(workload) => command::workload(context, workload),
        Command::Today(today) => command::today(context, today),
        Command::Todos(todos) => command::todos(context, todos),
        Command::Todo(todo) => command::todo(context, todo),
        Command::Status(status) => command::status(&context, status.json),
        // They have a window.
        Command::Standup(_) | Command::DemoServer(_) | Command::TokenServer(_) | Command::Tool(_) => Ok(()),
    }
}

/// Its name in the log; none for a command that only reads, and may run at every prompt of a shell.
fn name(asked: Option<&Command>) -> Option<&'static str> {
    Some(match asked {
        Some(Command::Login) => "login",
        Some(Command::Logout) => "logout",
        Some(Command::Teams(_)) => "teams",
        Some(Command::Members(_)) => "members",
        Some(Command::Activity(_)) => "activity",
        Some(Command::Report(_)) => "report",
        Some(Command::Projects(_)) => "projects",
        Some(Command::Workload(_)) => "workload",
        Some(Command::Today(_)) => "today",
        Some(Command::Todos(_)) => "todos",
        Some(Command::Todo(_)) => "todo",
        Some(Command::Standup(_)) => "standup",
        Some(Command::Status(_)) => return None,
        Some(Command::DemoServer(_) | Command::TokenServer(_) | Command::Tool(_)) | None => "dashboard",
    })
}

fn run_tool(tool: &Tool, cli: &Cli, file: &SettingsFile, lang: Lang) -> Result<(), ExitError> {
    match tool {
        Tool::Keys(keys) => {
            let (keymap, views) = run_context::keymap(file);
            command::keys(&keymap, &views, lang, keys.markdown)
        }
        Tool::Config(config) => command::config(config, file, lang),
        Tool::Snapshot(asked) => command::snapshot(asked, lang),
        Tool::Doctor { json, .. } => command::doctor(cli, file, lang, *json),
        Tool::Commands { json } => command::commands(*json, lang),
        Tool::Skill => command::skill(),
        Tool::Completions { shell } => command::completions(*shell, lang),
        Tool::Man { command } => command::man(command, lang),
    }
}

fn serve_demo(server: &DemoServerArgs) -> Result<(), ExitError> {
    let plan = Plan {
        listen: server.listen,
        members: server.members,
        expires_in: server.expires_in,
        latency: server.latency,
        ..Plan::default()
    };
    let shapes = server.shapes.as_deref().map_or_else(|| Ok(Shapes::default()), read_shapes)?;
    threads::can_run().map_err(ExitError::Demo)?;
    let built_in = demo::start_in_shape(plan, shapes).map_err(ExitError::Demo)?;
    let mut out = io::stdout();
    writeln!(out, "{}", demo::announce(&built_in))?;
    out.flush()?;
    loop {
        std::thread::park();
    }
}

fn read_shapes(path: &Path) -> Result<Shapes, ExitError> {
    let read = std::fs::read(path).map_err(|error| error.to_string());
    let shapes = read.and_then(|text| Shapes::from_json(&text).map_err(|fault| fault.to_string()));
    shapes.map_err(|why| ExitError::BadShapes { path: path.display().to_string(), why })
}
