//! What `--version` tells beside the number: the commit this was built from, and for which machine. And where in the
//! program the functions stand that every start runs.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
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
    writeln!(out, "cargo::rustc-env=TOWER_TUI_TARGET={target}")?;
    writeln!(out, "cargo::rerun-if-changed={STARTUP}")?;
    match startup_order(&target) {
        Some(script) => writeln!(out, "cargo::rustc-link-arg-bins=-T{}", script.display()),
        None => Ok(()),
    }
}

/// Puts the functions of a start side by side, and says why.
const STARTUP: &str = "assets/startup.ld";

/// The linker script that does so, where programs for this target can be linked by it: some linkers read no scripts, and
/// the program is the same without, but for the memory that it takes.
fn startup_order(target: &str) -> Option<PathBuf> {
    let is_meant = env::var("PROFILE").ok()? == "release" && env::var("CARGO_CFG_TARGET_OS").ok()? == "linux";
    let script = is_meant.then(|| fs::canonicalize(STARTUP).ok())??;
    let flags = env::var("CARGO_ENCODED_RUSTFLAGS").unwrap_or_default();
    let linker = env::var("RUSTC_LINKER").map(|linker| format!("-Clinker={linker}"));
    let mut rustc = Command::new(env::var("RUSTC").ok()?);
    rustc.args(flags.split('\u{1f}').filter(|flag| !flag.is_empty())).args(linker.ok());
    rustc.args(["--crate-type=bin", "--target", target, "-o"]);
    rustc.arg(Path::new(&env::var("OUT_DIR").ok()?).join("linked"));
    rustc.arg(format!("-Clink-arg=-T{}", script.display())).arg("-");
    rustc.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut linking = rustc.spawn().ok()?;
    linking.stdin.take()?.write_all(b"fn main() {}").ok()?;
    linking.wait().ok()?.success().then_some(script)
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
