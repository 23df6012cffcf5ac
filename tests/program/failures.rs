//! A Tower that does not do as it should: each ends in words, with every key still working.

use tower_tui::demo::{Fault, What};

use crate::terminal::Terminal;
use crate::tower::Tower;

fn status(status: u16) -> What {
    What::Status { status, headers: Vec::new(), body: String::new() }
}

/// Signs in, opens the first team with this fault on its members, and waits for words.
fn members(what: What, words: &str) -> (Tower, Terminal) {
    let tower = Tower::small();
    tower.control().script(Fault::always("/api/v1/teams/*", what));
    let mut terminal = tower.signed_in();
    terminal.wait_for("API Team").keys("\r").wait_for(words);
    (tower, terminal)
}

fn leave(terminal: &mut Terminal) {
    terminal.keys("?").wait_for("Esc closes").keys("\x1b").wait_gone("Esc closes").keys("q");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn an_unreachable_tower() {
    let tower = Tower::small();
    let closed = Tower::small();
    let origin = closed.built_in.origin().to_owned();
    drop(closed);
    let mut terminal = tower.open_at(&origin);
    terminal.wait_for("Paste the code").paste(&"c".repeat(64)).wait_for("characters)").keys("\r");
    terminal.wait_for("Tower cannot be reached; the code was not sent.").wait_for("cccccccc⋯cc");
    terminal.keys("\x03");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn a_web_page_instead_of_tower() {
    let (_tower, mut terminal) =
        members(What::Html("<html>hotel</html>".into()), "A web page answered instead of Tower");
    leave(&mut terminal);
}

#[test]
fn a_team_that_may_not_be_seen_and_one_that_is_gone() {
    let (_tower, mut terminal) = members(status(403), "No access to this in Tower (403)");
    leave(&mut terminal);
    let (_tower, mut terminal) = members(status(404), "This is no longer in Tower (404)");
    terminal.keys("t").wait_for("Choose a team").wait_for("API Team").keys("\x1b").wait_gone("API Team");
    leave(&mut terminal);
}

#[test]
fn an_app_that_may_nothing() {
    let tower = Tower::small();
    tower.control().script(Fault::always("/api/*", status(404)));
    let mut terminal = tower.signed_in();
    terminal.wait_for("404 to everything").wait_for("scopes (read write)");
    leave(&mut terminal);
}

#[test]
fn half_an_answer() {
    let (_tower, mut terminal) = members(What::Cut { after: 100 }, "Tower's answer was cut off");
    leave(&mut terminal);
}

#[test]
fn a_tower_that_never_answers_keeps_no_key_waiting() {
    let (_tower, mut terminal) = members(What::Hold, "loading members");
    terminal.keys("?").wait_for("Esc closes").keys("\x1b").wait_gone("Esc closes");
    terminal.keys("t").wait_for("Choose a team").keys("\x1b").wait_gone("Choose a team");
    terminal.wait_for("loading members");
    terminal.keys("q");
    assert_eq!(terminal.end(), 0, "leaving waits for nobody");
}
