//! Runs the person's own command that prints the application's secret, such as `pass show tower`.

use std::process::Stdio;
use std::time::Duration;

use tokio::io::AsyncReadExt;
use tokio::process::{Child, Command};
use tokio::sync::Mutex;
use tokio::time::timeout;

use crate::base::secret::Secret;
use crate::base::text::bare;
use crate::runtime::settings::environment::withhold_secrets;
use crate::tower::oauth::has_secret;
use crate::tower::wire::NoSecret;

/// How long the command may take: long enough to type a passphrase somewhere else.
const LIMIT: Duration = Duration::from_secs(10);

/// How much of what it prints is read.
const MOST: u64 = 64 * 1024;

/// What the command printed. It is run when a token is first asked for, and again only where Tower does not take that.
#[derive(Debug, Default)]
pub(super) struct SecretCommand(Mutex<Option<Secret>>);

impl SecretCommand {
    /// The secret, from the command or from memory; never the one that was refused, unless the command prints it again.
    pub(in crate::runtime) async fn secret(
        &self,
        command: &[String],
        refused: Option<&Secret>,
    ) -> Result<Secret, NoSecret> {
        let mut known = self.0.lock().await;
        if let Some(secret) = known.as_ref().filter(|known| Some(*known) != refused) {
            return Ok(secret.clone());
        }
        let secret = run(command, LIMIT).await?;
        *known = Some(secret.clone());
        Ok(secret)
    }
}

/// The first line that a command prints with something in it, without the blanks and quotes around it. It runs without a shell, and is killed when it takes too long.
async fn run(command: &[String], limit: Duration) -> Result<Secret, NoSecret> {
    let mut child = start(command)?;
    match timeout(limit, first_line(&mut child)).await {
        Ok(result) => result,
        Err(_) => {
            // It may have ended by itself this very moment.
            drop(child.kill().await);
            Err(NoSecret::TimedOut)
        }
    }
}

fn start(command: &[String]) -> Result<Child, NoSecret> {
    let [program, arguments @ ..] = command else { return Err(NoSecret::Empty) };
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    withhold_secrets(command.as_std_mut());
    // The system then stops one that asks on the terminal, instead of giving it the keys typed here.
    #[cfg(unix)]
    command.process_group(0);
    let started = command.kill_on_drop(true).spawn();
    // No program is called like a secret, which somebody may have put in its place.
    let named = if has_secret(program) { String::new() } else { format!("{program}: ") };
    started.map_err(|error| NoSecret::NotStarted(format!("{named}{error}")))
}

async fn first_line(child: &mut Child) -> Result<Secret, NoSecret> {
    let mut said = Vec::new();
    if let Some(out) = child.stdout.take() {
        // To the end and not to the first line's: one that finds nobody reading would fail.
        let read = out.take(MOST).read_to_end(&mut said).await;
        read.map_err(|error| NoSecret::NotStarted(error.to_string()))?;
    }
    let status = child.wait().await.map_err(|error| NoSecret::NotStarted(error.to_string()))?;
    if !status.success() {
        return Err(NoSecret::Failed(status.code()));
    }
    let mut lines = str::from_utf8(&said).unwrap_or_default().lines().map(bare);
    lines.find(|line| !line.is_empty()).map(Secret::new).ok_or(NoSecret::Empty)
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;

    fn run_shell(script: &str, limit: Duration) -> Result<Secret, NoSecret> {
        run_command(&["sh", "-c", script], limit)
    }

    fn run_command(command: &[&str], limit: Duration) -> Result<Secret, NoSecret> {
        let command: Vec<String> = command.iter().map(|word| (*word).to_owned()).collect();
        let world = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        world.block_on(run(&command, limit))
    }

    #[test]
    fn the_first_line_is_the_secret() {
        let secret = run_shell("printf 'made-up-secret\\r\\nlogin: me\\n'; echo noise >&2", LIMIT).unwrap();
        assert_eq!(secret.expose(), "made-up-secret");
    }

    #[test]
    fn what_nobody_sees_around_the_secret_is_no_part_of_it() {
        for printed in [
            "\\r\\nmade-up\\r\\n",
            "\\357\\273\\277made-up\\342\\200\\213",
            "\"made-up\"\\n",
            "\\n\\n made-up",
        ] {
            let secret = run_shell(&format!("printf '{printed}'"), LIMIT).unwrap();
            assert_eq!(secret.expose(), "made-up", "{printed}");
        }
    }

    #[test]
    fn nothing_is_typed_into_it_and_no_shell_reads_it() {
        assert_eq!(run_shell("cat", LIMIT), Err(NoSecret::Empty));
        assert_eq!(run_command(&["echo", "$HOME;", "x"], LIMIT).unwrap().expose(), "$HOME; x");
    }

    #[test]
    fn a_command_that_fails_gives_no_secret_whatever_it_printed() {
        assert_eq!(run_shell("echo half; exit 3", LIMIT), Err(NoSecret::Failed(Some(3))));
        assert_eq!(run_shell("kill -9 $$", LIMIT), Err(NoSecret::Failed(None)));
    }

    #[test]
    fn a_command_that_takes_too_long_is_killed() {
        let dir = tempfile::tempdir().unwrap();
        let pid = dir.path().join("pid");
        let script = format!("echo $$ > '{}'; echo half; exec sleep 1000", pid.display());

        assert_eq!(run_shell(&script, Duration::from_millis(500)), Err(NoSecret::TimedOut));

        let pid = std::fs::read_to_string(pid).unwrap();
        let alive =
            std::process::Command::new("kill").args(["-0", pid.trim()]).stderr(Stdio::null()).status();
        assert!(!alive.unwrap().success(), "it is gone");
    }

    #[test]
    fn a_command_that_is_not_there_is_named() {
        let Err(NoSecret::NotStarted(why)) = run_command(&["no-such-program", "show"], LIMIT) else {
            panic!("it started");
        };
        assert!(why.starts_with("no-such-program: "), "{why}");
        assert_eq!(run_command(&[], LIMIT), Err(NoSecret::Empty));
        let secret = "ab12".repeat(16);
        let Err(NoSecret::NotStarted(why)) = run_command(&[&secret], LIMIT) else { panic!("it started") };
        assert!(!why.contains(&secret) && !why.is_empty(), "{why}");
    }

    #[test]
    fn a_command_that_prints_without_end_ends_and_fails() {
        assert_eq!(run_command(&["yes"], LIMIT), Err(NoSecret::Failed(None)));
    }
}
