//! Leaving, stopping and dying while a renewal is on the wire, and two windows of the real program.

use std::time::{Duration, Instant};

use tower_tui::demo::{Fault, Plan, What};

use crate::terminal::Terminal;
use crate::tower::Tower;

const TOKEN: &str = "/oauth/token";

/// How long the built-in Tower may wait for a request.
const PATIENCE: Duration = Duration::from_secs(20);

/// The program with a renewal on the wire, which Tower holds back.
fn renewing() -> (Tower, Terminal) {
    let tower = Tower::small();
    let mut terminal = tower.signed_in();
    terminal.wait_for("API Team").keys("\r").wait_for("张伟");
    tower.control().script(Fault::once(TOKEN, What::Hold));
    terminal.keys("i").wait_for("renew now").keys("r");
    let asked = |got: &tower_tui::demo::Received| got.field("grant_type") == Some("refresh_token");
    tower.control().wait_for(1, PATIENCE, asked).expect("a renewal");
    (tower, terminal)
}

#[test]
fn t4_16_quitting_in_a_renewal_waits_for_it_with_the_terminal_given_back() {
    let (tower, mut terminal) = renewing();
    terminal.keys("\x1b").wait_gone("renew now").keys("q").wait_for("saving the session");
    tower.control().release();
    assert_eq!(terminal.end(), 0);
    assert_eq!(tower.stored().map(|stored| stored.generation), Some(2));
    assert_eq!(terminal.kept(), Vec::<String>::new());
}

#[test]
fn t4_16_an_answer_that_never_comes_keeps_nobody_and_leaves_a_note() {
    let (tower, mut terminal) = renewing();
    terminal.keys("\x03");
    assert_eq!(terminal.end(), 0);
    let stored = tower.stored().expect("the session");
    assert_eq!(stored.generation, 1);
    assert!(stored.pending.is_some(), "the next start knows what may have happened");
}

#[test]
fn t4_16_asked_twice_it_leaves_at_once() {
    let (tower, mut terminal) = renewing();
    terminal.keys("\x03").wait_for("saving the session").keys("\x03");
    assert_eq!(terminal.end(), 0);
    assert!(tower.stored().is_some_and(|stored| stored.pending.is_some()));
}

#[test]
fn t4_17_a_terminal_that_closes_in_a_renewal_loses_nothing() {
    for signal in ["HUP", "TERM"] {
        let (tower, mut terminal) = renewing();
        terminal.signal(signal).wait_for("saving the session");
        tower.control().release();
        assert_eq!(terminal.end(), 0, "{signal}");
        assert_eq!(tower.stored().map(|stored| stored.generation), Some(2), "{signal}");
    }
}

#[test]
fn a_stop_in_a_renewal_waits_for_it_and_the_screen_comes_back() {
    let (tower, mut terminal) = renewing();
    terminal.keys("\x1b").wait_gone("renew now").keys("\x1a").wait_for("saving the session");
    tower.control().release();
    terminal.wait_written(2, "\x1b[?1049h").wait_for("张伟").keys("q");
    assert_eq!(terminal.end(), 0);
    assert_eq!(tower.stored().map(|stored| stored.generation), Some(2));
}

#[test]
fn a_killed_program_gives_the_lock_back_and_the_next_one_makes_up_for_it() {
    let (tower, mut terminal) = renewing();
    // What was open is noted beside the screen, and the next start shows it.
    let noted = tower.home().join("state/last.json");
    let started = Instant::now();
    while !noted.exists() {
        assert!(started.elapsed() < PATIENCE, "which team is open was not noted");
        std::thread::yield_now();
    }
    terminal.signal("KILL");
    terminal.end();
    assert!(tower.stored().is_some_and(|stored| stored.pending.is_some()));

    // The request it died over is still held, so the refresh token is not spent.
    let mut next = tower.open();
    next.wait_for("张伟")
        .wait_for("token ")
        .keys("i")
        .wait_for("Last renewed")
        .wait_for("1 in all")
        .keys("\x03");
    assert_eq!(next.end(), 0);
    assert_eq!(tower.stored().map(|stored| stored.generation), Some(2));
}

#[test]
fn two_windows_share_one_session_and_one_sign_out() {
    let tower = Tower::small();
    let mut one = tower.signed_in();
    one.wait_for("API Team").keys("\r").wait_for("张伟");
    let mut two = tower.open();
    two.wait_for("张伟").wait_for("token 1:59");

    one.keys("ir").wait_for("1 in all");
    two.keys("i").wait_for("another window (pid").keys("\x1b").wait_gone("Last renewed");

    one.keys("L").wait_for("again to sign out in every window").keys("L").wait_for("you signed out");
    two.wait_for("signed out in another window").wait_for("张伟");
    assert_eq!(tower.stored(), None);
    for window in [&mut one, &mut two] {
        window.keys("q");
        assert_eq!(window.end(), 0);
    }
}

#[test]
fn another_windows_login_is_taken_by_one_that_waits_at_its_sign_in_screen() {
    let tower = Tower::small();
    let mut waiting = tower.open();
    waiting.wait_for("Paste the code");
    let mut other = tower.signed_in();
    other.wait_for("API Team");
    waiting.wait_for("API Team").keys("\x03");
    other.keys("\x03");
    assert_eq!((waiting.end(), other.end()), (0, 0));
}

#[test]
fn u08_a_token_that_is_refused_is_renewed_by_one_of_two_windows() {
    let tower = Tower::new(Plan { members: 30, ..Plan::default() });
    let mut one = tower.signed_in();
    one.wait_for("API Team").keys("\r").wait_for("张伟");
    let mut two = tower.open();
    two.wait_for("张伟");
    tower.control().advance(Duration::from_secs(7200));
    two.keys("r");
    let asked = |got: &tower_tui::demo::Received| got.field("grant_type") == Some("refresh_token");
    tower.control().wait_for(1, PATIENCE, asked).expect("the refused token is renewed");
    one.keys("i").wait_for("another window (pid").keys("\x03");
    two.keys("\x03");
    assert_eq!((one.end(), two.end()), (0, 0));
    assert_eq!(tower.control().requests().into_iter().filter(asked).count(), 1);
}
