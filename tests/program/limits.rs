//! Short of threads or descriptors, the program goes on or says so and ends: it never panics.

use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::terminal::{Terminal, command};

/// A limit of the shell, and how the program names it.
const DESCRIPTORS: &str = "打开的文件太多 (ulimit -n)";
const THREADS: &str = "系统不再允许新的进程或线程 (ulimit -u)";

/// From too few to start with, to enough for all.
const FROM_NONE_TO_ENOUGH: std::ops::Range<u32> = 4..26;

fn limited(home: &Path, limit: &str, arguments: &str) -> Command {
    let exe = env!("CARGO_BIN_EXE_tower-tui");
    let mut shell = Command::new("bash");
    shell.args(["-c", &format!("{limit} && exec {exe} {arguments}")]);
    shell.env_clear().env("PATH", "/usr/bin:/bin").env("HOME", home).env("LC_ALL", "zh_CN.UTF-8");
    for (name, value) in [("CLIENT_ID", "1"), ("CLIENT_SECRET", "2"), ("BASE_URL", "http://127.0.0.1:1")] {
        shell.env(format!("TOWER_TUI_{name}"), value);
    }
    shell.current_dir(home).stdin(Stdio::null());
    shell
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn u31_short_of_descriptors_a_command_says_so_or_does_its_work() {
    let home = tempfile::tempdir().expect("a home");
    // Where there is enough, a server finds its port taken.
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = taken.local_addr().expect("its address");
    let server = format!("token-server --no-key --listen {address}");
    for arguments in ["members", "logout", "login", "doctor", &server] {
        let mut ends = Vec::new();
        for most in FROM_NONE_TO_ENOUGH {
            let output =
                limited(home.path(), &format!("ulimit -n {most}"), arguments).output().expect("bash");
            let said = said(&output);
            assert!(!said.contains("panicked") && !said.contains("os error"), "{most} {arguments}: {said}");
            assert!(output.status.code().is_some(), "{most} {arguments}: {said}");
            ends.push(said.contains(DESCRIPTORS));
        }
        assert_eq!((ends.first(), ends.last()), (Some(&true), Some(&false)), "{arguments}");
    }
}

#[test]
fn u31_short_of_descriptors_the_dashboard_says_so_or_goes_on() {
    let home = tempfile::tempdir().expect("a home");
    let mut ends = Vec::new();
    for most in FROM_NONE_TO_ENOUGH {
        let script =
            format!("ulimit -n {most} && exec {} --demo --lang zh-CN", env!("CARGO_BIN_EXE_tower-tui"));
        let mut terminal = Terminal::start(command("/bin/sh", home.path(), &["-c", &script]), 100, 24);
        let is_open = terminal.wait_for_one(&[DESCRIPTORS, "粘贴"]) == 1;
        if is_open {
            terminal.keys("\r").keys("\r").keys("\x03");
        }
        assert_eq!(terminal.end(), u32::from(!is_open), "{most}: {}", terminal.screen());
        let bytes = String::from_utf8_lossy(&terminal.bytes()).into_owned();
        assert!(!bytes.contains("panicked") && !bytes.contains("os error"), "{most}: {bytes}");
        if is_open {
            assert_eq!(terminal.kept(), Vec::<String>::new(), "{most}");
        }
        ends.push(is_open);
    }
    assert_eq!((ends.first(), ends.last()), (Some(&false), Some(&true)));
}

/// The limit of threads does not hold for root: the program then runs as somebody else, from a place that is open to
/// everybody.
#[cfg(target_os = "linux")]
fn as_an_ordinary_user(home: &Path, arguments: &str) -> Command {
    use std::os::unix::fs::PermissionsExt;

    if !rustix::process::geteuid().is_root() {
        return limited(home, "ulimit -u 0", arguments);
    }
    let exe = home.join("tower-tui");
    if !exe.exists() {
        std::fs::copy(env!("CARGO_BIN_EXE_tower-tui"), &exe).expect("a copy");
        std::fs::set_permissions(home, PermissionsExt::from_mode(0o777)).expect("a home for everybody");
    }
    let usual = limited(home, "true", "");
    let script = format!("ulimit -u 0 && exec {} {arguments}", exe.display());
    let mut user = Command::new("setpriv");
    user.args(["--reuid=65534", "--regid=65534", "--clear-groups", "bash", "-c", &script]);
    user.env_clear().envs(usual.get_envs().filter_map(|(name, value)| Some((name, value?))));
    user.current_dir(home).stdin(Stdio::null());
    user
}

#[cfg(target_os = "linux")]
#[test]
fn u31_without_a_thread_a_command_says_so_or_does_its_work() {
    let home = tempfile::tempdir().expect("a home");
    for (arguments, is_short) in [
        ("members", true),
        ("logout", true),
        ("login", true),
        ("demo-server --listen 127.0.0.1:0", true),
        ("token-server --no-key --listen 127.0.0.1:0", true),
        ("status", false),
        ("doctor", false),
    ] {
        let output = as_an_ordinary_user(home.path(), arguments).output().expect("an ordinary user");
        let said = said(&output);
        assert!(!said.contains("panicked") && !said.contains("os error"), "{arguments}: {said}");
        assert_eq!(said.contains(THREADS), is_short, "{arguments}: {said}");
        assert!(output.status.code().is_some_and(|code| code != 0 && code < 100), "{arguments}: {said}");
    }
}
