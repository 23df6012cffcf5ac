//! T4 and A1: windows that fall due together, a holder that stands still, and one that dies.

use std::io::Write;
use std::process::{Command, Stdio};
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use tower_tui::demo::{Fault, Rotation, What};
use tower_tui::runtime::files::session_worker::SessionWorker;
use tower_tui::session::{Fact, FileWork};

use crate::child::{Guard, Orders, Report};
use crate::home::Home;

/// Lets windows live together through some renewals: how many signed out, and how many tokens were asked for.
fn together(home: &Home, windows: usize, expiries: u64, guard: Guard) -> (usize, u64) {
    home.sign_in();
    let orders = Orders::Live { generation: 1 + expiries, guard };
    let mut running: Vec<_> = (0..windows).map(|_| home.window(&orders)).collect();
    let ends: Vec<Report> = running.iter_mut().map(crate::home::Window::end).collect();
    let out = ends.iter().filter(|end| matches!(end, Report::SignedOut { .. })).count();
    (out, home.refreshes())
}

#[test]
fn t4_01_eight_windows_renew_once_an_expiry_and_nobody_is_signed_out() {
    for rotation in [Rotation::AtOnce, Rotation::OnUse] {
        let (out, asked) = together(&Home::new(rotation), 8, 4, Guard::Whole);
        assert_eq!(out, 0, "{rotation:?}");
        assert!(asked <= 4 + 1, "{rotation:?}: {asked}");
    }
}

#[test]
#[ignore = "the long form of the test above"]
fn a1_eight_windows_over_24_expiries() {
    for rotation in [Rotation::AtOnce, Rotation::OnUse] {
        let (out, asked) = together(&Home::new(rotation), 8, 24, Guard::Whole);
        writeln!(std::io::stderr(), "A1 {rotation:?}: {asked} token calls, {out} signed out")
            .expect("somebody reads");
        assert_eq!(out, 0, "{rotation:?}");
        assert!(asked <= 25, "{rotation:?}: {asked}");
    }
}

#[test]
fn t4_02_without_the_lock_it_is_noticed() {
    let home = Home::new(Rotation::AtOnce);
    // So slow that every window has read the file before the first new token is in it.
    home.control().script(Fault::always("/oauth/token", What::Late(Duration::from_millis(150))));
    let (out, asked) = together(&home, 8, 2, Guard::NoLock);
    assert!(out > 0 || asked > 3, "{out} signed out, {asked} asked");
}

#[test]
fn t4_02_without_reading_again_under_the_lock_it_is_noticed() {
    let (out, asked) = together(&Home::new(Rotation::AtOnce), 8, 2, Guard::Blind);
    assert!(out > 0 || asked > 3, "{out} signed out, {asked} asked");
}

#[test]
fn t9_04_eight_windows_without_locks_behind_a_token_server_ask_tower_once_an_expiry() {
    let (out, asked) = together(&Home::behind_token_server(Rotation::AtOnce), 8, 2, Guard::NoLock);
    assert_eq!((out, asked), (0, 2));
}

#[test]
fn t4_06_a_stopped_holder_keeps_the_lock_and_the_token_is_used_on() {
    let home = Home::new(Rotation::AtOnce);
    home.sign_in();
    let mut holder = home.window(&Orders::Hold);
    assert_eq!(holder.report(), Some(Report::Ready));
    holder.signal("-STOP");
    assert_eq!(std::fs::read_to_string(home.lock_file()).expect("a lock"), holder.pid().to_string());

    let mut other = home.window(&Orders::Call);
    assert_eq!(other.end(), Report::Answered);
    assert_eq!(home.refreshes(), 0);
    holder.signal("-CONT");
    holder.kill();
}

#[test]
fn u08_t4_07_the_lock_of_a_killed_holder_is_free() {
    let home = Home::new(Rotation::AtOnce);
    home.sign_in();
    let mut holder = home.window(&Orders::Hold);
    assert_eq!(holder.report(), Some(Report::Ready));
    let mut waiting = home.window(&Orders::Live { generation: 2, guard: Guard::Whole });
    holder.kill();
    assert_eq!(waiting.end(), Report::SignedIn { generation: 2 });
}

#[test]
fn t4_15_a_browser_does_not_inherit_the_lock() {
    let home = Home::new(Rotation::AtOnce);
    home.sign_in();
    let (post, facts) = channel();
    let worker = SessionWorker::of_dir(Some(home.dir()), move |fact| drop(post.send(fact)));
    worker.order(home.profile(), FileWork::TakeLock);
    assert!(matches!(facts.recv(), Ok(Fact::Locked { unsupported: None, .. })));
    let mut browser = Command::new("sleep").arg("60").stdout(Stdio::null()).spawn().expect("a child");
    worker.finish();

    let since = Instant::now();
    let mut window = home.window(&Orders::Live { generation: 2, guard: Guard::Whole });
    assert_eq!(window.end(), Report::SignedIn { generation: 2 });
    assert!(since.elapsed() < Duration::from_secs(30), "the child still runs");
    browser.kill().expect("it runs");
    browser.wait().expect("it ends");
}
