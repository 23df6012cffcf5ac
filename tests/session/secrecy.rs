//! T8: no secret in anything that a log, a panic or a reader of types could show.

use std::time::Duration;

use tower_tui::demo::{Habits, Plan};
use tower_tui::session::Fact;
use tower_tui::tower::call::Call;

use crate::bench::{Bench, answer, grant};
use crate::driver::{DUE, Driver, plan};

/// What must be nowhere: the made-up secrets of the bench.
const MARKERS: [&str; 4] = ["access-", "refresh-", "made-up-secret", "3b9f40aa77c04f0f"];

#[test]
fn t8_02_no_fact_no_effect_and_no_state_shows_a_secret() {
    let mut bench = Bench::signed_in();
    bench.call();
    bench.live_through(Duration::from_secs(7000));
    bench.server = Box::new(|_, _| Ok(answer(200, r#"{"error":"otp_required"}"#)));
    bench.fact(Fact::RenewalWished);
    bench.server = Box::new(|_, nth| Ok(grant(nth, 60)));
    let captcha = tower_tui::tower::captcha::read_captcha("482913").expect("digits");
    bench.fact(Fact::CaptchaGiven(captcha));
    bench.fact(Fact::SignOutWished);
    bench.said.push(format!("{:?}", bench.session));
    bench.said.push(format!("{:?} {:?}", bench.session.view(bench.now), bench.session.details(bench.now)));
    bench.said.push(format!("{:?}", bench.disk.written));

    assert!(bench.said.len() > 20);
    for said in &bench.said {
        for marker in MARKERS.iter().chain(&["482913"]) {
            assert!(!said.contains(marker), "{marker}: {said}");
        }
    }
}

#[test]
fn t8_03_and_04_secrets_travel_in_bodies_and_headers_to_one_place_only() {
    let elsewhere = Driver::at(plan(Habits::default()));
    let mut driver = Driver::signed_in(Plan { members: 3, ..plan(Habits::default()) });
    driver.call(Call::User).expect("an answer");
    driver.wait(DUE);
    driver.call(Call::Teams).expect("an answer");
    driver.fact(Fact::SignOutWished);

    let stored: Vec<String> = driver
        .control()
        .requests()
        .iter()
        .flat_map(|got| got.fields.clone())
        .filter(|(name, _)| ["client_secret", "refresh_token", "code", "token"].contains(&name.as_str()))
        .map(|(_, value)| value)
        .collect();
    assert!(stored.len() >= 5);
    for got in driver.control().requests() {
        let line = format!("{} {}?{}", got.method, got.path, got.query);
        assert!(stored.iter().all(|secret| !line.contains(secret)), "{line}");
    }
    assert!(elsewhere.control().requests().is_empty());
}
