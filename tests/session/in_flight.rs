//! Calls, renewals and work on the file that are on their way together: whatever comes back first, whoever leaves as the
//! session lets them leaves nothing behind.

use std::time::Duration;

use tower_tui::demo::{Fault, Habits, Rotation, What};
use tower_tui::session::Fact;
use tower_tui::tower::call::Call;

use crate::driver::{DUE, Driver, Route, TOKEN, on_both_routes, plan};

on_both_routes! {
    a_window_left_in_its_renewal_has_stored_what_came_of_it,
    t9_08_a_window_left_after_a_sign_out_has_given_everything_back,
}

fn rotations() -> [Habits; 2] {
    [Rotation::AtOnce, Rotation::OnUse].map(|rotation| Habits { rotation, ..Habits::default() })
}

fn a_window_left_in_its_renewal_has_stored_what_came_of_it(route: Route) {
    for habits in rotations() {
        for seed in 0..24 {
            let mut driver = route.signed_in(plan(habits));
            driver.shuffle(seed);
            driver.pass(Duration::from_secs(DUE));
            driver.begin(Fact::Ticked);
            driver.begin_call(Call::User);
            driver.begin_call(Call::Teams);
            for _ in 0..seed % 8 {
                driver.take_next();
            }
            driver.leave();

            driver.reopen();
            assert!(driver.session.is_live(), "{habits:?} {seed}: {:?}", driver.phase());
            driver.fact(Fact::RenewalWished);
            assert!(driver.call(Call::User).is_ok(), "{habits:?} {seed}: {:?}", driver.phase());
        }
    }
}

fn t9_08_a_window_left_after_a_sign_out_has_given_everything_back(route: Route) {
    for seed in 0..12 {
        let mut driver = route.signed_in(plan(Habits::default()));
        driver.shuffle(seed);
        driver.begin(Fact::RenewalWished);
        for _ in 0..seed % 6 {
            driver.take_next();
        }
        driver.begin(Fact::SignOutWished);
        driver.leave();

        assert!(!driver.is_stored(), "{seed}");
        assert_eq!(driver.control().access_token(), None, "{seed}: no token lives on unseen");
    }
}

#[test]
fn a_code_that_was_given_up_brings_no_token_that_lives_on() {
    for seed in 0..4 {
        let mut driver = Driver::at(plan(Habits::default()));
        driver.shuffle(seed);
        let code = driver.code();
        driver.begin(Fact::CodeGiven(code));
        driver.begin(Fact::Abandoned);
        driver.leave();
        assert_eq!(driver.control().access_token(), None);
    }
}

#[test]
fn an_answer_that_is_lost_is_asked_for_once_more_before_leaving() {
    let mut driver = Driver::signed_in(plan(Habits { rotation: Rotation::OnUse, ..Habits::default() }));
    driver.control().script(Fault::once(TOKEN, What::LoseAnswer));
    driver.begin(Fact::RenewalWished);
    while driver.refreshes() == 0 {
        driver.take_next();
    }
    driver.leave();
    driver.reopen();
    assert_eq!((driver.generation(), driver.refreshes()), (2, 2));
}
