//! T4: several windows over one session file, in one process: each has its own session worker, and so its own lock.

use std::fs::{self, File};
use std::path::PathBuf;
use std::time::Duration;

use tower_tui::base::text::SafeText;
use tower_tui::demo::{Fault, Habits, Rotation, What};
use tower_tui::session::{Countdown, Fact, Renewal, SignOut, Source};
use tower_tui::tower::call::Call;

use crate::driver::{DUE, Driver, TOKEN, plan};

fn two() -> (Driver, Driver) {
    let one = Driver::signed_in(plan(Habits::default()));
    let two = one.another();
    (one, two)
}

fn lock_file(driver: &Driver) -> PathBuf {
    driver.file().with_extension("lock")
}

/// Another process that holds the lock.
fn grab(driver: &Driver) -> File {
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(lock_file(driver))
        .expect("a lock file");
    file.set_len(0).expect("ours");
    fs::write(lock_file(driver), "4711").expect("ours");
    file.try_lock().expect("nobody has it");
    file
}

#[test]
fn t4_03_a_burst_of_64_refusals_makes_one_renewal() {
    let mut driver = Driver::signed_in(plan(Habits::default()));
    driver.wait(60);
    driver.control().expire_all_tokens();
    let asked: Vec<_> = (0..64).map(|_| driver.call_later(Call::User)).collect();
    driver.let_calls_go();

    let good = driver.settled.iter().filter(|(_, result)| result.is_ok()).count();
    assert_eq!((asked.len(), good, driver.refreshes()), (64, 64, 1));
}

#[test]
fn t4_04_a_refusal_of_an_older_token_renews_nothing() {
    let mut driver = Driver::signed_in(plan(Habits::default()));
    driver.wait(60);
    let late = driver.call_later(Call::User);
    driver.fact(Fact::RenewalWished);
    assert_eq!(driver.generation(), 2);
    driver.wait(60);
    driver.let_calls_go();

    assert!(driver.settled.iter().any(|(request, result)| *request == late && result.is_ok()));
    assert_eq!(driver.refreshes(), 1);
}

#[test]
fn t4_05_a_token_that_another_window_has_renewed_is_taken_from_the_file() {
    let (mut one, mut two) = two();
    one.wait(60);
    two.wait(60);
    one.fact(Fact::RenewalWished);

    assert!(two.call(Call::User).is_ok(), "the person sees nothing");
    assert_eq!((one.refreshes(), two.generation()), (1, 2));
    assert_eq!(two.live().source, Source::File { writer: 100 });
}

#[test]
fn t4_01_windows_that_fall_due_together_make_one_renewal() {
    for rotation in [Rotation::AtOnce, Rotation::OnUse] {
        let one = Driver::signed_in(plan(Habits { rotation, ..Habits::default() }));
        let mut windows: Vec<Driver> = (0..3).map(|_| one.another()).collect();
        windows.push(one);
        for round in 1..=4 {
            for window in &mut windows {
                window.wait(DUE);
            }
            assert!(windows.iter().all(|window| window.generation() == round + 1), "{rotation:?}");
            assert_eq!(windows[0].refreshes() as u64, round, "{rotation:?}");
        }
    }
}

#[test]
fn t4_06_a_holder_that_stands_still_is_named_and_nobody_goes_past_it() {
    let mut driver = Driver::signed_in(plan(Habits::default()));
    let held = grab(&driver);
    driver.wait(DUE);
    driver.wait(60);
    let seen = driver.session.view(driver.now).countdown;
    assert!(
        matches!(seen, Countdown::Queued { holder: Some(4711), left: Some(left) } if !left.is_zero()),
        "{seen:?}"
    );
    assert!(driver.call(Call::User).is_ok(), "the token is used for as long as it lives");

    driver.live_through(Duration::from_secs(400));
    assert_eq!(driver.refreshes(), 0, "never without the lock");
    drop(held);
    driver.hear();
    assert_eq!((driver.refreshes(), driver.generation()), (1, 2));
}

#[test]
fn t4_08_a_lock_file_taken_away_costs_one_renewal_at_most_and_no_session() {
    let (mut one, mut two) = two();
    one.control().script(Fault::once(TOKEN, What::HangUp));
    one.wait(DUE);
    assert!(matches!(one.renewal(), Renewal::Pausing { .. }), "{:?}", one.phase());
    fs::remove_file(lock_file(&one)).expect("it is there");
    two.wait(DUE);
    assert_eq!(two.generation(), 2);

    one.wait(1);
    assert!(one.session.is_live(), "the file has a newer token than the one refused: {:?}", one.phase());
    assert_eq!(one.generation(), 2);
}

#[test]
fn t4_08_nor_does_a_no_that_comes_before_the_others_answer() {
    let (mut one, mut two) = two();
    one.pass(Duration::from_secs(DUE));
    one.begin(Fact::Ticked);
    one.drive();
    while one.refreshes() == 0 {
        one.take_next();
        one.drive();
    }
    // Tower has answered, and that is not taken in yet.
    fs::remove_file(lock_file(&one)).expect("it is there");
    two.wait(DUE);
    assert!(matches!(two.renewal(), Renewal::Doubting { .. }), "{:?}", two.phase());

    while one.take_next() {}
    assert_eq!((one.generation(), one.stored().generation), (2, 2));
    two.wait(1);
    assert_eq!((two.generation(), two.renewal()), (2, &Renewal::Idle));
}

#[test]
fn t4_10_a_sign_out_in_one_window_is_one_in_all() {
    let (mut one, mut two) = two();
    one.fact(Fact::SignOutWished);
    assert_eq!(*one.reason(), SignOut::ByYou);
    two.look();
    assert_eq!(*two.reason(), SignOut::Elsewhere);

    let revoked = one.control().requests().into_iter().filter(|got| got.path == "/oauth/revoke").count();
    assert_eq!(revoked, 2, "both tokens are given back");
}

#[test]
fn t4_11_another_account_is_told_and_can_be_taken() {
    let (one, mut two) = two();
    let mut stored = one.stored();
    stored.email = Some(SafeText::line("wang@example.com", 100));
    stored.login_id = "another".into();
    fs::write(one.file(), stored.to_json()).expect("it is ours");
    two.look();

    assert!(matches!(two.reason(), SignOut::OtherAccount { email } if email.as_str() == "wang@example.com"));
    two.fact(Fact::OfferTaken);
    assert_eq!(two.live().email.as_ref().map(SafeText::as_str), Some("wang@example.com"));
}

#[test]
fn t4_11_a_new_login_of_the_same_account_is_taken_over() {
    let (mut one, mut two) = two();
    one.wait(5);
    two.wait(5);
    one.fact(Fact::SignOutWished);
    two.look();
    one.sign_in();
    two.look();
    assert!(two.session.offer().is_some());
    two.fact(Fact::OfferTaken);
    assert!(two.call(Call::User).is_ok());
}

#[test]
fn t4_12_a_login_made_while_a_renewal_is_on_the_wire_wins() {
    let (mut one, mut two) = two();
    two.control().script(Fault::once(TOKEN, What::LoseAnswer));
    two.wait(DUE);
    assert!(matches!(two.renewal(), Renewal::Pausing { .. }));
    let mut login = one.stored();
    login.login_id = "of the other window".into();
    login.pending = None;
    one.wait(DUE + 1);
    login.obtained_at = one.now.wall;
    fs::write(one.file(), login.to_json()).expect("it is ours");

    two.wait(1);
    assert_eq!(two.live().login_id, "of the other window");
    assert_eq!(two.stored().login_id, "of the other window", "and is not written over");
}

#[test]
fn t4_13_and_14_a_no_is_not_believed_while_the_file_has_something_newer() {
    let mut driver = Driver::signed_in(plan(Habits::default()));
    let mut newer = driver.stored();
    newer.generation = 2;
    let file = driver.file();
    driver.control().script(Fault::once(
        TOKEN,
        What::Status { status: 400, headers: Vec::new(), body: r#"{"error":"invalid_grant"}"#.into() },
    ));
    driver.before_token(move || fs::write(&file, newer.to_json()).expect("it is ours"));
    driver.fact(Fact::RenewalWished);

    assert_eq!((driver.generation(), driver.renewal()), (2, &Renewal::Idle));
    assert!(driver.is_stored());
}
