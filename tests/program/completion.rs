//! What a shell's Tab key offers: names from the cache, and nothing where there is none.

use crate::tower::Tower;

/// What is offered for the last of these words.
fn offered(tower: &Tower, shell: &str, words: &[&str]) -> Vec<String> {
    let mut command = tower.command(&[]);
    command.env("TOWER_TUI_COMPLETE", shell).arg("--").arg("tower-tui").args(words);
    let output = command.output().expect("it starts");
    assert!(output.status.success() && output.stderr.is_empty(), "{words:?}: {output:?}");
    String::from_utf8_lossy(&output.stdout).lines().map(str::to_owned).collect()
}

/// Somebody has looked at their first team, and its members are cached.
fn looked() -> Tower {
    let tower = Tower::small();
    let mut window = tower.signed_in();
    window.wait_for("云端科技").keys("\r").wait_for("欧阳娜娜").keys("q");
    window.end();
    tower
}

#[test]
fn names_are_completed_by_their_pinyin_without_a_network() {
    let tower = looked();
    let before = tower.control().requests().len();
    assert_eq!(offered(&tower, "zsh", &["todos", "zw"]), ["张伟\t管理层"]);
    assert_eq!(offered(&tower, "zsh", &["members", "yd"]), ["云端科技"]);
    assert_eq!(offered(&tower, "zsh", &["todos", "Ana"]), ["Ana García\t设计"]);
    assert_eq!(offered(&tower, "powershell", &["report", "zgd"]), ["曾国栋\t后端"]);
    assert_eq!(
        offered(&tower, "fish", &["todos", "zw"]),
        ["zhangwei\t张伟"],
        "fish keeps what is typed alike"
    );
    assert_eq!(offered(&tower, "fish", &["todos", "张"])[0], "张伟\t管理层");
    assert_eq!(offered(&tower, "zsh", &["members", "--filter", "group:hd"]), ["group:后端"]);
    assert_eq!(offered(&tower, "zsh", &["todos", "--filter", "due:t"]), ["due:today", "due:tomorrow"]);
    assert_eq!(offered(&tower, "zsh", &["members", "--fields", "id,ph"]), ["id,phone"]);
    assert_eq!(offered(&tower, "zsh", &["--theme", "tower-d"]), ["tower-dark"]);
    assert!(offered(&tower, "zsh", &["wor"])[0].starts_with("workload\t"));
    assert_eq!(offered(&tower, "zsh", &["members", "--team", "yd"]), ["云端科技"]);
    assert_eq!(offered(&tower, "zsh", &["--lang", "zh", "--log-level", "o"]), ["off\t不记录"]);
    assert_eq!(tower.control().requests().len(), before, "nothing was asked");
}

#[test]
fn nothing_is_offered_from_a_cache_that_is_broken_gone_or_another_s() {
    let tower = looked();
    std::fs::write(
        tower.home().join("config.toml"),
        format!("[profiles.work]\nclient_id = \"{}\"\n", tower.built_in.client_id()),
    )
    .expect("settings");
    assert_eq!(offered(&tower, "zsh", &["--profile", "w"]), ["work"]);
    assert_eq!(offered(&tower, "zsh", &["--profile", "work", "todos", "zw"]), [""; 0], "another's");
    assert_eq!(offered(&tower, "zsh", &["--profile", "../x", "todos", "zw"]), [""; 0]);
    for file in std::fs::read_dir(tower.home().join("state")).expect("a state").flatten() {
        if file.file_name().to_string_lossy().starts_with("cache-") {
            std::fs::write(file.path(), b"tower-tui cache 2\n{\xff").expect("it is ours");
        }
    }
    assert_eq!(offered(&tower, "zsh", &["todos", "zw"]), [""; 0], "broken");

    let tower = looked();
    assert!(tower.command(&["logout"]).output().expect("it starts").status.success());
    assert_eq!(offered(&tower, "zsh", &["todos", "zw"]), [""; 0], "signed out");
}
