//! The report: runs every check and prints the results, for people and, as JSON, for a bug report.

use std::env;
use std::io::{self, Write};

use serde_json::{Value, json};

use super::check::{Check, CheckStatus};
use super::{asking, files, network, session, terminal};
use crate::base::lang::Lang;
use crate::base::measure::{pad, width};
use crate::runtime::cli::{Cli, LONG_VERSION};
use crate::runtime::desktop::clipboard;
use crate::runtime::exit_error::ExitError;
use crate::runtime::files::paths;
use crate::runtime::run_context::RunContext;
use crate::runtime::settings::environment::Environment;
use crate::runtime::settings::file::SettingsFile;
use crate::runtime::settings::load;
use crate::runtime::settings::profiles::is_name;
use crate::runtime::settings::values::Settings;
use crate::runtime::threads;
use crate::runtime::{appearance, clock};
use crate::tower::oauth::Addresses;
use crate::ui::words::Words;

/// Runs every check. Exit code 1 where one fails.
pub(in crate::runtime) fn doctor(
    cli: &Cli,
    file: &SettingsFile,
    lang: Lang,
    as_json: bool,
) -> Result<(), ExitError> {
    let words = Words(lang);
    let checks = look(cli, file, words)?;
    let mut out = io::stdout();
    if as_json {
        let checks: Vec<Value> = checks.iter().map(Check::to_json).collect();
        writeln!(out, "{}", json!({ "checks": checks }))?;
    } else {
        let widest = checks.iter().map(|check| width(&words.check_name(check.name))).max().unwrap_or(0);
        let indent = " ".repeat(widest + "fail".len() + 4);
        for check in &checks {
            let lines = check.says.lines().map(str::to_owned);
            let remedy = check.remedy.iter().map(|remedy| format!("→ {remedy}"));
            let text = lines.chain(remedy).collect::<Vec<_>>().join(&format!("\n{indent}"));
            let (state, name) = (words.check_state(check.state.word()), words.check_name(check.name));
            writeln!(out, "{}  {}  {text}", pad(&state, "fail".len()), pad(&name, widest))?;
        }
    }
    match checks.iter().filter(|check| check.state == CheckStatus::Fail).count() {
        0 => Ok(()),
        failed => Err(ExitError::Unwell(failed)),
    }
}

fn look(cli: &Cli, file: &SettingsFile, words: Words) -> Result<Vec<Check>, ExitError> {
    let set = |name: &str| env::var(name).ok().filter(|value| !value.is_empty());
    let settings = load::load(file).ok().map(|loaded| loaded.settings);
    // First of all: nothing else may come between query and answer.
    let said = asking::ask(set, appearance::is_for_a_reader(cli, settings.as_ref())).map_err(|error| {
        if error.kind() == io::ErrorKind::Interrupted { ExitError::Interrupted } else { error.into() }
    })?;
    let wanted = settings.as_ref().and_then(Settings::log_level);
    let level = cli.options.log_level.or(wanted).unwrap_or_default();
    let dir = paths::state_dir(Environment::state_dir().as_deref());
    let profile = cli.options.profile.as_deref().filter(|name| is_name(name));
    let dir = dir.map(|dir| paths::of_profile(dir, profile));
    let mut checks = vec![
        Check::ok("version", LONG_VERSION.replace('\n', ", ").into()),
        files::settings_file(file, words),
    ];
    checks.extend(files::state(dir.as_deref(), level, words));
    match RunContext::of(cli, file) {
        Ok(context) => checks.extend(at_work(&context, words)?),
        // What is wrong with them is reported above, without the line itself, which may hold a secret.
        Err(ExitError::Settings(_)) => {
            checks.push(Check::warn("application", words.settings_come_first(), words.edit_settings()));
        }
        Err(hindrance) => {
            checks.push(Check::fail(
                "application",
                hindrance.say(words, clock::zone()),
                words.mend_and_retry(),
            ));
        }
    }
    let size = crossterm::terminal::size().ok().filter(|(width, height)| *width > 0 && *height > 0);
    checks.extend(terminal::look(set, size, clipboard::reached(), said, words));
    Ok(checks)
}

/// The checks that need to know which Tower is meant.
fn at_work(context: &RunContext, words: Words) -> Result<Vec<Check>, ExitError> {
    let now = clock::wall();
    let token_server = context.known.token_server();
    let setting = "TOWER_TUI_BASE_URL / base_url";
    let addresses =
        Addresses::new(&context.base, token_server).map_err(|bad| ExitError::Address { bad, setting })?;
    let key = token_server.map(|_| network::TokenKey(context.known.token_key.as_ref()));
    let runtime = threads::runtime()?;
    let found = runtime.block_on(network::look(&addresses, key, words));
    // Does not wait for a name that is still being resolved.
    runtime.shutdown_background();
    let (token, stored) = session::token(context, now, words).unzip();
    let clock = session::clock(found.server_time, stored.flatten().as_deref(), clock::wall(), words);
    let mut checks = vec![session::application(context, words)];
    checks.extend(token);
    checks.push(clock);
    checks.extend(found.checks);
    Ok(checks)
}
