//! The person's browser.

use std::env;
use std::ffi::OsString;
use std::process::{Command, Stdio};
use std::time::Duration;

use tokio::time::timeout;

use crate::app::core::notice::NoBrowser;
use crate::app::kit::command_line;
use crate::runtime::settings::environment::withhold_secrets;
use crate::tower::oauth::is_secure;

/// How long an opener may take before the screen says that nothing opened.
const PATIENCE: Duration = Duration::from_secs(3);

/// Whether a browser started here would be visible: not over SSH, and not without a display on Linux.
pub(in crate::runtime) fn is_near() -> bool {
    near(|name| env::var_os(name))
}

fn near(variable: impl Fn(&str) -> Option<OsString>) -> bool {
    let set = |name: &str| variable(name).is_some_and(|value| !value.is_empty());
    let remote = set("SSH_CONNECTION") || set("SSH_TTY");
    let display = cfg!(not(target_os = "linux")) || set("DISPLAY") || set("WAYLAND_DISPLAY");
    !remote && display
}

/// Opens an address with the first program that can, those of `BROWSER` before the system's.
pub(in crate::runtime) async fn open(url: &str) -> Result<(), NoBrowser> {
    open_as_asked(url, |name| env::var_os(name)).await
}

async fn open_as_asked(url: &str, variable: impl Fn(&str) -> Option<OsString>) -> Result<(), NoBrowser> {
    if !is_secure(url) {
        return Err(NoBrowser::NotStarted);
    }
    let own = variable("BROWSER").and_then(|browser| browser.into_string().ok()).unwrap_or_default();
    let programs = asked_for(&own, url).into_iter().chain(open::commands(url));
    try_each(programs, PATIENCE).await
}

/// The programs of `BROWSER`: separated by colons, `%s` in them stands for the address, which else comes last.
/// No shell reads them.
fn asked_for(browser: &str, url: &str) -> Vec<Command> {
    // On Windows a colon is part of a path.
    let colon = |char| char == ':' && !cfg!(windows);
    browser.split(colon).filter_map(|line| program(line, url)).collect()
}

fn program(line: &str, url: &str) -> Option<Command> {
    let words = command_line::split(line)?;
    let (program, arguments) = words.split_first()?;
    let mut command = Command::new(program);
    command.args(arguments.iter().map(|argument| argument.replace("%s", url)));
    if !arguments.iter().any(|argument| argument.contains("%s")) {
        command.arg(url);
    }
    Some(command)
}

async fn try_each(programs: impl Iterator<Item = Command>, patience: Duration) -> Result<(), NoBrowser> {
    let tries = async {
        for program in programs {
            if starts(program).await {
                return Ok(());
            }
        }
        Err(NoBrowser::NotStarted)
    };
    // One that has not ended by then is left alone: it may be the browser.
    timeout(patience, tries).await.unwrap_or(Err(NoBrowser::Silent))
}

/// Whether a program started and exited well. It gets no terminal, because its output would be drawn over the screen,
/// and a process group of its own, so that it outlives this program.
async fn starts(mut program: Command) -> bool {
    program.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    withhold_secrets(&mut program);
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut program, 0);
    let Ok(mut child) = tokio::process::Command::from(program).spawn() else { return false };
    // The exit code of the opener of Windows means nothing.
    child.wait().await.is_ok_and(|status| status.success() || cfg!(windows))
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;

    const URL: &str = "https://tower.im/oauth/authorize?client_id=a&response_type=code";

    /// An environment of these variables.
    fn with(variables: &[(&str, &str)]) -> impl Fn(&str) -> Option<OsString> {
        let variables: Vec<(String, OsString)> =
            variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).into())).collect();
        move |wanted| variables.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.clone())
    }

    fn run(programs: &[&str], patience: Duration) -> Result<(), NoBrowser> {
        let world = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let programs: Vec<_> = programs.iter().filter_map(|line| program(line, URL)).collect();
        world.block_on(try_each(programs.into_iter(), patience))
    }

    fn words(command: &Command) -> Vec<String> {
        let words = [command.get_program()].into_iter().chain(command.get_args());
        words.map(|word| word.to_str().unwrap().to_owned()).collect()
    }

    #[test]
    fn t7_06_a_program_that_is_missing_or_fails_gives_way_to_the_next() {
        assert_eq!(run(&["no-such-program", "false", "true"], PATIENCE), Ok(()));
        assert_eq!(run(&["no-such-program", "false"], PATIENCE), Err(NoBrowser::NotStarted));
        assert_eq!(run(&[], PATIENCE), Err(NoBrowser::NotStarted));
    }

    #[test]
    fn t7_06_a_program_that_hangs_is_told_after_a_while_and_left_alone() {
        let dir = tempfile::tempdir().unwrap();
        let mark = dir.path().join("mark");
        let script = format!("sh -c 'sleep 1; : > \"{}\"'", mark.display());

        assert_eq!(run(&[&script, "true"], Duration::from_millis(50)), Err(NoBrowser::Silent));

        let since = std::time::Instant::now();
        while !mark.exists() {
            assert!(since.elapsed() < Duration::from_secs(20), "it was stopped");
            std::thread::yield_now();
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn t7_06_what_a_program_says_goes_nowhere_and_nothing_is_typed_into_it() {
        let script = "sh -c 'echo noise; echo noise >&2; for fd in 0 1 2; do \
                      [ /proc/self/fd/$fd -ef /dev/null ] || exit 1; done'";
        assert_eq!(run(&[script], PATIENCE), Ok(()));
    }

    #[test]
    fn t7_06_the_persons_own_browser_comes_first_and_no_shell_reads_it() {
        let programs = asked_for("w3m -o 'a b':open --new=%s;x::", URL);
        let programs: Vec<_> = programs.iter().map(words).collect();
        assert_eq!(
            programs,
            [
                ["w3m", "-o", "a b", URL].map(String::from).to_vec(),
                ["open", &format!("--new={URL};x")].map(String::from).to_vec(),
            ]
        );
        assert!(asked_for("", URL).is_empty());
        let world = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        assert_eq!(world.block_on(open_as_asked(URL, with(&[("BROWSER", "true")]))), Ok(()));
    }

    #[test]
    fn only_what_tokens_may_travel_to_is_opened() {
        let world = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        for url in ["http://tower.example.com", "file:///etc/passwd", "javascript:alert(1)", "--version"] {
            let opened = world.block_on(open_as_asked(url, with(&[("BROWSER", "true")])));
            assert_eq!(opened, Err(NoBrowser::NotStarted), "{url}");
        }
    }

    #[test]
    fn t7_07_no_browser_is_near_over_ssh_or_without_a_display() {
        let display = ("DISPLAY", ":0");
        assert!(near(with(&[display])));
        assert!(near(with(&[("WAYLAND_DISPLAY", "wayland-0")])));
        assert!(near(with(&[display, ("SSH_TTY", "")])), "an empty variable says nothing");
        assert!(!near(with(&[display, ("SSH_CONNECTION", "10.0.0.1 1 10.0.0.2 22")])));
        assert!(!near(with(&[display, ("SSH_TTY", "/dev/pts/0"), ("BROWSER", "true")])));
        assert_eq!(near(with(&[])), cfg!(not(target_os = "linux")));
    }
}
