//! The commands about the program itself, which need no session and no application.

use std::path::Path;
use std::process::{Command, Stdio};

use unicode_width::UnicodeWidthStr;

/// The program with nothing of this machine's around it.
fn tool(home: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tower-tui"));
    command.args(arguments).env_clear().env("HOME", home).stdin(Stdio::null());
    command
}

/// Exit code, standard output and standard error.
fn run(mut command: Command) -> (Option<i32>, String, String) {
    let output = command.output().expect("the program starts");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

#[test]
fn keys_are_listed_in_columns_in_either_language() {
    let home = tempfile::tempdir().expect("a home");
    for (lang, heading, line) in [
        ("en", "what they do", ["p ", "detail pane", "members"]),
        ("zh-CN", "作用", ["p ", "详情面板", "成员"]),
    ] {
        let (code, out, err) = run(tool(home.path(), &["keys", "--lang", lang]));
        assert_eq!((code, err.as_str()), (Some(0), ""));
        let column = |line: &str, of: &str| line.find(of).map(|at| line[..at].width());
        let first = out.lines().next().expect("a heading");
        let shown = out.lines().find(|shown| shown.starts_with(line[0])).expect("the key p");
        assert!(column(first, heading).is_some(), "{first}");
        assert_eq!(column(shown, line[1]), column(first, heading), "{first}\n{shown}");
        assert!(shown.ends_with(line[2]), "{shown}");
    }
    assert!(home.path().read_dir().expect("a home").next().is_none(), "nothing was made");
}
