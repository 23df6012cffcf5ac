//! What `--version` tells beside the number: the commit this was built from, and for which machine.

use std::io::{self, Write};
use std::path::Path;
use std::process::Command;
use std::{env, fs};

fn main() -> io::Result<()> {
    let commit = given().or_else(packed).or_else(checked_out);
    let target = env::var("TARGET").unwrap_or_default();
    let mut out = io::stdout();
    writeln!(out, "cargo::rerun-if-changed=build.rs")?;
    writeln!(out, "cargo::rerun-if-env-changed=TOWER_TUI_COMMIT")?;
    let moves = git(&["rev-parse", "--git-path", "logs/HEAD"]);
    if let Some(moves) = moves.filter(|_| given().is_none()) {
        writeln!(out, "cargo::rerun-if-changed={moves}")?;
    }
    writeln!(out, "cargo::rustc-env=TOWER_TUI_COMMIT={}", commit.as_deref().unwrap_or("unknown"))?;
    writeln!(out, "cargo::rustc-env=TOWER_TUI_TARGET={target}")
}

/// Who builds from a plain archive may say it.
fn given() -> Option<String> {
    env::var("TOWER_TUI_COMMIT").ok().filter(|commit| !commit.is_empty())
}

/// `cargo package` leaves it in the archive.
fn packed() -> Option<String> {
    let info = fs::read_to_string(".cargo_vcs_info.json").ok()?;
    let commit = info.split_once(r#""sha1": ""#)?.1.split('"').next()?;
    commit.get(..12).map(str::to_owned)
}

fn checked_out() -> Option<String> {
    git(&["rev-parse", "--short=12", "HEAD"])
}

/// Only where this is the top of a repository: one around it has commits of its own.
fn git(arguments: &[&str]) -> Option<String> {
    Path::new(".git").exists().then_some(())?;
    let said = Command::new("git").args(arguments).output().ok().filter(|said| said.status.success())?;
    String::from_utf8(said.stdout).ok().map(|said| said.trim().to_owned())
}
