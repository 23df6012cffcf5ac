//! T6: refusals of the API. None of them signs anyone out.

use std::time::Duration;

use tower_tui::base::text::SafeText;
use tower_tui::demo::{Fault, Habits, What};
use tower_tui::session::Fact;
use tower_tui::tower::call::{Call, Reply};
use tower_tui::tower::failure::Failure;

use crate::bench::Bench;
use crate::driver::{Driver, plan};

fn refused(headers: &[(&str, &str)]) -> What {
    let headers = headers.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect();
    What::Status { status: 401, headers, body: String::new() }
}

fn settled_in() -> Driver {
    let mut driver = Driver::signed_in(plan(Habits::default()));
    driver.wait(60);
    driver
}

#[test]
fn t6_01_one_refusal_costs_one_renewal_and_nobody_sees_it() {
    let mut driver = settled_in();
    driver.control().expire_all_tokens();
    assert!(driver.call(Call::User).is_ok());
    assert_eq!(driver.refreshes(), 1);
}

#[test]
fn t6_02_one_path_that_always_refuses_is_that_panes_affair() {
    let mut driver = settled_in();
    driver.control().script(Fault::always("/api/v1/teams", refused(&[])));
    assert_eq!(driver.call(Call::Teams), Err(Failure::Unauthorized));
    assert!(driver.call(Call::User).is_ok());
    assert_eq!(driver.call(Call::Teams), Err(Failure::Unauthorized));
    assert_eq!(driver.refreshes(), 1);
    assert!(driver.session.is_live());
}

#[test]
fn t6_03_a_tower_that_refuses_every_token_is_asked_for_three_and_no_more() {
    let mut bench = Bench::signed_in();
    bench.api = Box::new(|_| Err(Failure::Unauthorized));
    for _ in 0..120 {
        bench.live_through(Duration::from_secs(1));
        bench.call();
    }
    assert_eq!(bench.asked - 1, 3, "renewals");
    assert!(bench.session.is_live());

    bench.fact(Fact::RetryWished);
    bench.call();
    assert_eq!(bench.asked - 1, 4, "a person may try again");
}

#[test]
fn t6_03_and_at_most_once_in_ten_seconds() {
    let mut bench = Bench::signed_in();
    bench.api = Box::new(|_| Err(Failure::Unauthorized));
    bench.live_through(Duration::from_secs(20));
    bench.call();
    bench.live_through(Duration::from_secs(9));
    bench.call();
    assert_eq!(bench.asked - 1, 1);
    bench.live_through(Duration::from_secs(1));
    bench.call();
    assert_eq!(bench.asked - 1, 2);
}

#[test]
fn t6_03_one_good_reply_makes_up_for_it() {
    let mut bench = Bench::signed_in();
    for _ in 0..5 {
        bench.api = Box::new(|_| Err(Failure::Unauthorized));
        bench.live_through(Duration::from_secs(20));
        bench.call();
        bench.api = Box::new(|_| Ok(Reply::Teams(Vec::new().into())));
        bench.call();
    }
    assert_eq!(bench.asked - 1, 5);
}

#[test]
fn t6_04_a_403_never_renews() {
    let mut driver = settled_in();
    driver.control().script(Fault::once(
        "/api/v1/user",
        What::Status { status: 403, headers: Vec::new(), body: String::new() },
    ));
    assert_eq!(driver.call(Call::User), Err(Failure::Forbidden));
    assert_eq!(driver.refreshes(), 0);
}

#[test]
fn t6_05_whatever_a_refusal_says_it_is_one() {
    for challenge in ["", "Bearer error=\"invalid_token\", error_description=\"____\"", "Basic realm=x"] {
        let mut driver = settled_in();
        driver.control().script(Fault::once("/api/v1/user", refused(&[("WWW-Authenticate", challenge)])));
        assert!(driver.call(Call::User).is_ok(), "{challenge}");
        assert_eq!(driver.refreshes(), 1);
    }
}

#[test]
fn t6_07_a_redirect_is_not_followed_with_the_token() {
    let elsewhere = Driver::at(plan(Habits::default()));
    let mut driver = settled_in();
    let location = format!("{}/api/v1/user", elsewhere.built_in().origin());
    driver.control().script(Fault::once(
        "/api/v1/user",
        What::Status { status: 302, headers: vec![("Location".into(), location)], body: String::new() },
    ));
    assert_eq!(
        driver.call(Call::User),
        Err(Failure::Redirected(Some(SafeText::line("127.0.0.1", SafeText::NAME))))
    );
    assert!(elsewhere.control().requests().is_empty());
}
