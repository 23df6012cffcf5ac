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
        ("en", "what they do", ["p ", "detail pane", "members, to-dos, my day, one to-do"]),
        ("zh-CN", "作用", ["p ", "详情面板", "成员、任务、我的一天、任务详情"]),
    ] {
        let (code, out, err) = run(tool(home.path(), &["keys", "--lang", lang]));
        assert_eq!((code, err.as_str()), (Some(0), ""));
        let column = |line: &str, of: &str| line.find(of).map(|at| line.split_at(at).0.width());
        let first = out.lines().next().expect("a heading");
        let shown = out.lines().find(|shown| shown.starts_with(line[0])).expect("the key p");
        assert!(column(first, heading).is_some(), "{first}");
        assert_eq!(column(shown, line[1]), column(first, heading), "{first}\n{shown}");
        assert!(shown.ends_with(line[2]), "{shown}");
    }
    assert!(home.path().read_dir().expect("a home").next().is_none(), "nothing was made");
}

#[test]
fn the_keys_in_force_are_listed_and_those_that_cannot_be_are_named() {
    let home = tempfile::tempdir().expect("a home");
    let path = home.path().join("config.toml");
    std::fs::write(&path, "[keys.members]\ncopy = [\"x\", \"ctrl-y\"]\nopen_browser = \"x\"\n")
        .expect("settings");
    let run_with = |arguments: &[&str]| {
        let mut command = tool(home.path(), arguments);
        command.args(["--lang", "en", "--config"]).arg(&path);
        run(command)
    };
    let (code, out, _) = run_with(&["keys"]);
    let words = |name: &str| {
        let lines = out.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
        lines.filter(|line| line.contains(name)).collect::<Vec<_>>()
    };
    assert_eq!(code, Some(0));
    assert_eq!(words(" copy member"), ["x Ctrl-y copy the name or title copy members"]);
    assert_eq!(
        words(" copy one"),
        [
            "y copy the name or title copy one member, to-dos, one to-do, workload, my day, projects, project, notifications, activity, report, standup"
        ]
    );
    assert_eq!(
        words(" open_browser "),
        [
            "o open in browser open_browser members, one member, to-dos, one to-do, workload, my day, projects, project, notifications"
        ]
    );

    let (code, out, _) = run_with(&["config", "check"]);
    assert_eq!(code, Some(1));
    assert!(out.trim().ends_with(":3:16: x is already bound to copy there"), "{out}");
}

#[test]
fn the_version_names_the_commit_and_the_target() {
    let home = tempfile::tempdir().expect("a home");
    let (code, out, _) = run(tool(home.path(), &["--version"]));
    let lines: Vec<&str> = out.lines().collect();
    let [name, commit, target] = lines[..] else { panic!("{out}") };
    assert_eq!((code, name), (Some(0), concat!("tower-tui ", env!("CARGO_PKG_VERSION"))));
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let git = Command::new("git").args(["rev-parse", "--short=12", "HEAD"]).current_dir(root).output();
    let head = git.ok().filter(|said| root.join(".git").exists() && said.status.success());
    let head = head.map(|said| format!("commit {}", String::from_utf8_lossy(&said.stdout).trim()));
    assert!(commit.starts_with("commit ") && head.is_none_or(|head| head == commit), "{commit}");
    assert!(target.contains(std::env::consts::ARCH) && target.starts_with("target "), "{target}");

    let (_, short, _) = run(tool(home.path(), &["-V"]));
    assert_eq!(short.trim(), name);
}

#[test]
fn a_shell_is_told_the_programs_place_only_where_its_name_leads_nowhere() {
    let home = tempfile::tempdir().expect("a home");
    let script = |path: &Path| {
        let mut command = tool(home.path(), &["completions", "bash"]);
        run({
            command.env("PATH", path);
            command
        })
        .1
    };
    let place = Path::new(env!("CARGO_BIN_EXE_tower-tui"));
    assert!(script(home.path()).contains(&format!("program='{}'", place.display())));
    assert!(script(place.parent().expect("a folder")).contains("program='tower-tui'"));
}

#[test]
fn every_shell_is_told_every_command() {
    let home = tempfile::tempdir().expect("a home");
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let (code, out, err) = run(tool(home.path(), &["completions", shell]));
        assert_eq!((code, err.as_str()), (Some(0), ""), "{shell}");
        assert!(out.contains("tower-tui"), "{shell}: {out}");
    }
    assert_eq!(run(tool(home.path(), &["completions", "tcl"])).0, Some(2));
    let script = run(tool(home.path(), &["completions", "bash"])).1;
    let read = Command::new("bash").args(["-n", "-c", &script]).status();
    assert!(read.is_ok_and(|status| status.success()), "bash reads it");
    for (typed, offered) in [
        ("tower-tui mem", "members"),
        ("tower-tui members --", "--csv"),
        ("tower-tui completions ", "zsh"),
        ("tower-tui config ", "check"),
        ("tower-tui token-server --l", "--listen"),
        ("tower-tui token-server ", "key"),
        ("tower-tui --lang ", "zh-CN"),
        ("tower-tui --theme ", "tower"),
        ("tower-tui --lang en status --", "--json"),
    ] {
        let words: Vec<&str> = typed.split(' ').collect();
        let ask = "source /dev/stdin; name=$(complete -p tower-tui | sed 's/.*-F \\([^ ]*\\).*/\\1/'); \
                   compopt() { :; }; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); COMP_LINE=\"$*\"; COMP_POINT=${#COMP_LINE}; \
                   \"$name\" \"$1\" \"${COMP_WORDS[COMP_CWORD]}\" \"${COMP_WORDS[COMP_CWORD - 1]}\"; echo \" ${COMPREPLY[*]} \"";
        let mut bash = Command::new("bash");
        let programs = Path::new(env!("CARGO_BIN_EXE_tower-tui")).parent().expect("a directory");
        let path = format!("{}:/usr/bin:/bin", programs.display());
        bash.args(["-c", ask, "bash"]).args(&words).env_clear().env("PATH", path).env("HOME", home.path());
        bash.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut bash = bash.spawn().expect("bash");
        std::io::Write::write_all(&mut bash.stdin.take().expect("its input"), script.as_bytes())
            .expect("it reads");
        let out = bash.wait_with_output().expect("it ends").stdout;
        let out = String::from_utf8_lossy(&out).into_owned();
        assert!(out.contains(&format!(" {offered} ")), "{typed}<Tab>: {out}");
    }
}

#[test]
fn the_manual_has_a_page_for_the_program_and_one_for_each_command() {
    let home = tempfile::tempdir().expect("a home");
    let (code, out, _) = run(tool(home.path(), &["man"]));
    assert_eq!(code, Some(0));
    for text in [
        ".TH tower-tui 1",
        ".SH SYNOPSIS",
        "tower\\-tui\\-members(1)",
        "\\-\\-config",
        ".SH KEYS",
        ".SH \"EXIT STATUS\"",
        ".SH ENVIRONMENT",
        "TOWER_TUI_STATE_DIR",
        "with separate files",
        ".SH FILES",
        ".SH EXAMPLES",
        "signed_out",
    ] {
        assert!(out.contains(text), "{text}: {out}");
    }
    let (_, out, _) = run(tool(home.path(), &["man", "members"]));
    assert!(out.contains(".TH tower-tui-members 1") && out.contains("\\-\\-filter"), "{out}");

    let (_, out, _) = run(tool(home.path(), &["man", "members", "--lang", "zh-CN"]));
    for text in [".SH 名称", ".SH 选项", ".SH 退出状态", ".SH 示例", "列出团队成员"] {
        assert!(out.contains(text), "{text}: {out}");
    }

    let (code, out, err) = run(tool(home.path(), &["man", "nonsense", "--lang", "en"]));
    assert_eq!((code, out.as_str()), (Some(2), ""));
    assert!(err.contains("no command nonsense"), "{err}");
}

#[test]
fn settings_are_made_once_and_checked_by_line_and_column() {
    let home = tempfile::tempdir().expect("a home");
    let path = home.path().join("settings/config.toml");
    let config = |what: &str| {
        let mut command = tool(home.path(), &["config", what, "--lang", "en", "--config"]);
        command.arg(&path);
        run(command)
    };
    assert_eq!(config("path").1.trim(), path.display().to_string());
    let (code, out, _) = config("check");
    assert!(code == Some(0) && out.contains("no such file"), "{out}");

    assert_eq!(config("init").0, Some(0));
    let made = std::fs::read_to_string(&path).expect("settings");
    assert!(made.contains("# client_id = "), "{made}");
    let (code, out, _) = config("check");
    assert!(code == Some(0) && out.contains("no mistakes"), "{out}");

    std::fs::write(&path, "cache = 1\nlanguage = \"marker\nclient_secret = \"marker\"\n")
        .expect("it is ours");
    let (code, out, err) = config("check");
    assert_eq!((code, err.trim()), (Some(1), "tower-tui: 3 mistakes in the settings."));
    let places: Vec<_> = out.lines().map(|line| line.replace(&path.display().to_string(), "")).collect();
    let begins = |at: usize, with| places[at].starts_with(with);
    assert!(begins(0, ":1:9: ") && begins(1, ":2:") && begins(2, ":3:1: "), "{out}");
    assert!(!out.contains("marker"), "a secret may be there by mistake: {out}");

    let (code, _, err) = config("init");
    assert!(code == Some(1) && err.contains("was not changed"), "{err}");
    assert!(std::fs::read_to_string(&path).expect("settings").starts_with("cache = 1"));
}

#[cfg(unix)]
#[test]
fn u22_new_settings_go_where_a_link_leads_and_what_is_in_the_way_is_named() {
    let home = tempfile::tempdir().expect("a home");
    let init = |path: &str| {
        let mut command = tool(home.path(), &["config", "init", "--lang", "en", "--config", path]);
        command.current_dir(home.path());
        run(command)
    };
    std::os::unix::fs::symlink("dotfiles/tower.toml", home.path().join("config.toml")).expect("a link");
    assert_eq!(init("config.toml").0, Some(0));
    assert!(home.path().join("dotfiles/tower.toml").is_file());
    let (code, _, err) = init("dotfiles/tower.toml/config.toml");
    assert!(code == Some(1) && err.contains("dotfiles/tower.toml/config.toml could not be written"), "{err}");
}

#[cfg(unix)]
#[test]
fn the_settings_open_in_the_persons_editor_and_are_checked_afterwards() {
    let home = tempfile::tempdir().expect("a home");
    let path = home.path().join("config.toml");
    let edit = |variables: &[(&str, &str)]| {
        let mut command = tool(home.path(), &["config", "edit", "--lang", "zh-CN"]);
        command.env("TOWER_TUI_CONFIG", &path).env("PATH", "/usr/bin:/bin");
        command.envs(variables.iter().copied());
        run(command)
    };
    let (code, out, _) = edit(&[("EDITOR", "sh -c 'echo colour = 1 >> \"$0\"'")]);
    assert!(code == Some(1) && out.contains("没有设置项 colour"), "{out}");
    let edited = std::fs::read_to_string(&path).expect("settings");
    assert!(edited.contains("# language = "), "it began with the commented file: {edited}");

    let (code, ..) = edit(&[("VISUAL", "sh -c 'echo cache = true > \"$0\"'"), ("EDITOR", "false")]);
    assert_eq!(code, Some(0));
    for editor in ["false", "no-such-editor"] {
        let (code, _, err) = edit(&[("EDITOR", editor)]);
        assert!(code == Some(1) && err.contains(editor), "{err}");
    }
    assert_eq!(std::fs::read_to_string(&path).expect("settings"), "cache = true\n");
}
