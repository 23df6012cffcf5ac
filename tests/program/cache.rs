//! The cache of the whole program: there in the first picture, private, and gone with the session.

use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use tower_tui::demo::{Fault, What};

use crate::tower::Tower;

fn files(tower: &Tower) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(tower.home().join("state")).expect("a state directory");
    let is_cache =
        |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("cache-"));
    entries.flatten().map(|entry| entry.path()).filter(is_cache).collect()
}

/// A Tower whose first team has been read, and the program has been left.
fn read_before() -> Tower {
    let tower = Tower::small();
    let mut terminal = tower.signed_in();
    terminal.wait_for("API Team").keys("\r").wait_for("张伟").wait_for("updated").keys("q");
    assert_eq!(terminal.end(), 0);
    tower
}

#[test]
fn the_next_start_shows_the_last_list_before_tower_answers() {
    let tower = read_before();
    assert_eq!(files(&tower).len(), 2);
    for file in files(&tower) {
        assert_eq!(std::fs::metadata(&file).expect("a file").permissions().mode() & 0o777, 0o600);
    }

    tower.control().script(Fault::always("/api/*", What::Hold));
    let mut again = tower.open();
    again.wait_for("张伟").wait_for("old").keys("j").wait_for("2/").keys("q");
    assert_eq!(again.end(), 0);
}

#[test]
fn a_damaged_cache_is_no_loss() {
    let tower = read_before();
    for file in files(&tower) {
        std::fs::write(file, "tower-tui cache 4 0000\n{\"half\":").expect("it is ours");
    }
    let mut again = tower.open();
    again.wait_for("张伟").wait_for("updated").keys("q");
    assert_eq!(again.end(), 0);
}

#[test]
fn signing_out_and_switching_it_off_leave_nothing() {
    let tower = read_before();
    let mut terminal = tower.open();
    terminal
        .wait_for("张伟")
        .keys("i")
        .wait_for("sign out")
        .keys("L")
        .wait_for("again to sign out")
        .keys("L");
    terminal.wait_for("you signed out").keys("q");
    assert_eq!(terminal.end(), 0);
    assert!(files(&tower).is_empty());

    let tower = read_before();
    std::fs::write(tower.home().join("config.toml"), "cache = false\n").expect("settings");
    let mut terminal = tower.open();
    terminal.wait_for("张伟").wait_for("updated").keys("q");
    assert_eq!(terminal.end(), 0);
    assert!(files(&tower).is_empty());
}
