//! Saved views: a screen, a filter and an order by name.

use crate::terminal::{Terminal, program};
use crate::tower::Tower;

#[test]
fn a_team_opens_as_the_view_says_and_one_that_is_not_there_is_named() {
    let tower = Tower::small();
    std::fs::write(
        tower.home().join("config.toml"),
        "[views.\"后端\"]\nfilter = \"group:=后端\"\nsort = \"name\"\n[views.load]\nscreen = \"workload\"\nfilter = \"group:后端\"\n",
    )
    .expect("settings");
    let open = |view: &str| {
        let mut command = program(tower.home(), &["--lang", "en", "--view", view]);
        command.env("TOWER_TUI_CONFIG", tower.home().join("config.toml"));
        command.env("TOWER_TUI_BASE_URL", tower.built_in.origin());
        command.env("TOWER_TUI_CLIENT_ID", tower.built_in.client_id());
        command.env("TOWER_TUI_CLIENT_SECRET", tower.built_in.client_secret());
        Terminal::start(command, 100, 30)
    };
    let mut window = open("后端");
    window.wait_for("Paste the code").paste(&tower.control().issue_code()).wait_for("characters)").keys("\r");
    window.wait_for("云端科技").keys("\r").wait_for("group:=后端").wait_for("曾国栋");
    assert!(!window.screen().contains("张伟"), "{}", window.screen());
    window.keys("q");
    window.end();
    let mut window = open("load");
    window.wait_for("Workload").wait_for("group:后端");
    window.keys("\u{3}");
    window.end();

    let output =
        tower.command(&["--view", "laod", "teams", "--json", "--lang", "en"]).output().expect("it starts");
    let err = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.code() == Some(2) && err.contains("Did you mean load?") && err.contains("\"view\""),
        "{err}"
    );
}
