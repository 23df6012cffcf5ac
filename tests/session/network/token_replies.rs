//! T1: what each answer of the token endpoint does to a session, with both generations of Doorkeeper.

use std::time::Duration;

use tower_tui::demo::{Fault, Habits, Rotation, TWO_STEP_CODE, What};
use tower_tui::session::{Delay, Fact, Phase, Renewal, SignOut, Trouble, Warning};
use tower_tui::tower::call::Call;
use tower_tui::tower::captcha::read_captcha;
use tower_tui::tower::verdict::{Misconfigured, Transient};

use crate::driver::{DUE, Driver, Route, TOKEN, generations, on_both_routes, plan};

on_both_routes! {
    t1_01_and_02_invalid_grant_ends_the_session_whatever_its_status,
    t1_03_temporarily_unavailable_keeps_the_session,
    t1_04_invalid_client_waits_for_a_person,
    t1_05_invalid_request_is_asked_once_more,
    t1_06_otp_required_asks_for_the_code_and_sends_the_same_form_with_it,
    t1_07_the_documented_sample_with_its_comma_too_many_is_understood,
    t1_08_wrong_two_step_codes_are_counted_and_the_code_is_kept,
    t1_09_a_renewal_that_wants_a_two_step_code_keeps_the_session_and_lets_the_lock_go,
    t1_10_success_without_a_token_keeps_the_session,
    t1_11_expires_in_is_read_in_every_shape,
    t1_12_a_token_of_another_type_is_not_used,
    t1_13_a_reply_without_a_refresh_token_keeps_the_old_one,
    t1_14_the_margin_follows_a_changed_lifetime_at_once,
    t1_15_tokens_that_hardly_live_make_no_storm,
    t1_16_a_redirect_is_not_followed_and_names_the_host,
    t1_17_nor_is_one_to_the_same_host,
    t1_18_a_captive_portal_is_no_answer,
    t1_19_an_endless_answer_is_cut_and_asked_for_once_more,
    t1_20_retry_after_is_kept_to_in_every_shape,
    t1_21_the_challenge_speaks_where_the_body_is_silent,
    t1_22_a_refused_header_is_left_out_once,
    t1_23_a_description_decides_nothing_and_is_kept_nowhere,
    t1_24_created_at_has_no_say_in_the_countdown,
    t1_25_a_changed_address_is_the_same_account_and_is_taken_over,
    t1_26_an_unknown_word_that_keeps_coming_is_shown_and_waits_for_a_person,
    t1_27_a_code_that_is_not_taken_leaves_an_older_session_alone,
    t1_28_a_tower_that_does_not_rotate_is_renewed_again_and_again,
}

fn says(status: u16, body: &str) -> What {
    What::Status {
        status,
        headers: vec![("Content-Type".into(), "application/json".into())],
        body: body.into(),
    }
}

fn with_headers(status: u16, headers: &[(&str, &str)], body: &str) -> What {
    let headers = headers.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect();
    What::Status { status, headers, body: body.into() }
}

/// A session at its renewal, with the next answers of the token endpoint scripted.
fn renewing(route: Route, script: impl IntoIterator<Item = What>) -> Driver {
    let mut driver = route.signed_in(plan(Habits::default()));
    for what in script {
        driver.control().script(Fault::once(TOKEN, what));
    }
    driver.wait(DUE);
    driver
}

/// The session is as good as before: its token, and its file but for the note that a refresh is under way.
fn keeps(driver: &mut Driver) {
    assert_eq!(driver.generation(), 1, "{:?}", driver.phase());
    assert_eq!(driver.stored().pending, None);
    assert!(driver.call(Call::User).is_ok(), "the old token is good for its time");
}

fn waits(driver: &Driver) -> (Duration, &Delay) {
    match driver.renewal() {
        Renewal::Waiting { until, why, .. } => (until.saturating_sub(driver.now.mono), why),
        renewal => panic!("{renewal:?}"),
    }
}

/// Tokens of another answer, as JSON.
fn tokens(more: &str) -> String {
    format!(
        r#"{{"access_token":"made-up-access","refresh_token":"made-up-refresh","token_type":"bearer"{more}}}"#
    )
}

fn t1_01_and_02_invalid_grant_ends_the_session_whatever_its_status(route: Route) {
    for status in [400, 401] {
        let mut driver = route.signed_in(plan(Habits::default()));
        driver.control().script(Fault::once(TOKEN, says(status, r#"{"error":"invalid_grant"}"#)));
        driver.wait(DUE);

        assert_eq!(*driver.reason(), SignOut::EndedByServer);
        assert!(!driver.is_stored(), "the file is gone");
        driver.reopen();
        assert_eq!(*driver.reason(), SignOut::Never);
    }
}

fn t1_03_temporarily_unavailable_keeps_the_session(route: Route) {
    let mut driver = renewing(route, [says(401, r#"{"error":"temporarily_unavailable"}"#)]);
    assert!(waits(&driver).0 <= Duration::from_secs(1));
    keeps(&mut driver);
}

fn t1_04_invalid_client_waits_for_a_person(route: Route) {
    let mut driver = renewing(route, [says(401, r#"{"error":"invalid_client"}"#)]);
    assert!(
        matches!(driver.renewal(), Renewal::Blocked(Misconfigured::Refused(word)) if word.as_str() == "invalid_client")
    );
    keeps(&mut driver);

    driver.live_through(Duration::from_secs(200));
    assert_eq!(driver.refreshes(), 1, "no further call without a key");
    driver.fact(Fact::RetryWished);
    assert_eq!((driver.refreshes(), driver.generation()), (2, 2));
}

fn t1_05_invalid_request_is_asked_once_more(route: Route) {
    let driver = renewing(route, [says(401, r#"{"error":"invalid_request"}"#)]);
    assert_eq!((driver.refreshes(), driver.generation()), (2, 2));
    assert_eq!(*driver.renewal(), Renewal::Idle);
}

fn t1_06_otp_required_asks_for_the_code_and_sends_the_same_form_with_it(route: Route) {
    for habits in generations() {
        let mut driver = route.driver(plan(Habits { two_step: true, ..habits }));
        let code = driver.code();
        driver.fact(Fact::CodeGiven(code));
        assert!(matches!(driver.phase(), Phase::TwoStep { refused: 0, .. }), "{:?}", driver.phase());

        driver.fact(Fact::CaptchaGiven(read_captcha(TWO_STEP_CODE).expect("digits")));
        assert!(driver.session.is_live());
        let sent = driver.token_calls("authorization_code");
        let (first, second) = (&sent[0].fields, &sent[1].fields);
        assert_eq!(second[..first.len()], first[..]);
        assert_eq!(second[first.len()..], [("captcha".to_owned(), TWO_STEP_CODE.to_owned())]);
    }
}

fn t1_07_the_documented_sample_with_its_comma_too_many_is_understood(route: Route) {
    let sample = "{\n  \"error\": \"otp_required\",\n  \"error_description\": \"\",\n}";
    let mut driver = route.driver(plan(Habits::default()));
    driver.control().script(Fault::once(TOKEN, says(200, sample)));
    let code = driver.code();
    driver.fact(Fact::CodeGiven(code));
    assert!(matches!(driver.phase(), Phase::TwoStep { .. }), "{:?}", driver.phase());
}

fn t1_08_wrong_two_step_codes_are_counted_and_the_code_is_kept(route: Route) {
    let mut driver = route.driver(plan(Habits { two_step: true, ..Habits::default() }));
    let code = driver.code();
    driver.fact(Fact::CodeGiven(code));
    for wrong in ["1111", "2222", "3333"] {
        driver.fact(Fact::CaptchaGiven(read_captcha(wrong).expect("digits")));
    }
    assert!(matches!(driver.phase(), Phase::TwoStep { refused: 3, .. }), "{:?}", driver.phase());
    let sent = driver.token_calls("authorization_code");
    assert!(sent.iter().all(|got| got.field("code") == sent[0].field("code")));
}

fn t1_09_a_renewal_that_wants_a_two_step_code_keeps_the_session_and_lets_the_lock_go(route: Route) {
    let mut driver = renewing(route, [says(200, r#"{"error":"otp_required"}"#)]);
    assert_eq!(*driver.renewal(), Renewal::TwoStep { refused: 0 });
    keeps(&mut driver);
    assert_eq!(driver.another().generation(), 2, "the lock is free for another window's renewal");

    let mut driver = renewing(route, [says(200, r#"{"error":"otp_required"}"#)]);
    driver.fact(Fact::CaptchaGiven(read_captcha("482913").expect("digits")));
    assert_eq!(driver.generation(), 2);
    assert_eq!(driver.token_calls("refresh_token")[1].field("captcha"), Some("482913"));
}

fn t1_10_success_without_a_token_keeps_the_session(route: Route) {
    let mut driver = renewing(route, [says(200, r#"{"token_type":"bearer"}"#)]);
    assert_eq!(*waits(&driver).1, Delay::Passing(Transient::NoToken));
    keeps(&mut driver);
}

fn t1_11_expires_in_is_read_in_every_shape(route: Route) {
    for (shape, seconds) in [
        ("\"7199\"", Some(7199)),
        ("7199.0", Some(7199)),
        ("0", Some(0)),
        ("-5", Some(0)),
        ("null", None),
        ("1e300", None),
        ("{}", None),
    ] {
        let driver = renewing(route, [says(200, &tokens(&format!(",\"expires_in\":{shape}")))]);
        assert_eq!(driver.live().token.lifetime, seconds.map(Duration::from_secs), "{shape}");
    }
    let driver = renewing(route, [says(200, &tokens(""))]);
    assert_eq!((driver.live().token.lifetime, driver.generation()), (None, 2), "absent");
}

fn t1_12_a_token_of_another_type_is_not_used(route: Route) {
    for good in ["Bearer", "BEARER"] {
        let body = format!(r#"{{"access_token":"a","token_type":"{good}"}}"#);
        assert_eq!(renewing(route, [says(200, &body)]).generation(), 2, "{good}");
    }
    assert_eq!(renewing(route, [says(200, r#"{"access_token":"a"}"#)]).generation(), 2, "absent");

    let mut driver = renewing(route, [says(200, r#"{"access_token":"a","token_type":"mac"}"#)]);
    assert!(matches!(driver.renewal(), Renewal::Blocked(Misconfigured::TokenType(_))));
    keeps(&mut driver);
}

fn t1_13_a_reply_without_a_refresh_token_keeps_the_old_one(route: Route) {
    for more in ["", r#","refresh_token":"""#, r#","refresh_token":null"#] {
        let mut driver = route.signed_in(plan(Habits::default()));
        let old = driver.live().token.refresh.clone();
        let body = format!(r#"{{"access_token":"a","token_type":"bearer"{more}}}"#);
        driver.control().script(Fault::once(TOKEN, says(200, &body)));
        driver.wait(DUE);

        assert_eq!((driver.generation(), &driver.live().token.refresh), (2, &old), "{more}");
        assert_eq!(driver.stored().refresh, old);
    }
}

fn t1_14_the_margin_follows_a_changed_lifetime_at_once(route: Route) {
    let mut driver = route.signed_in(plan(Habits::default()));
    let mut due = Duration::from_secs(DUE);
    for (lifetime, margin) in [(600, 60), (86_400, 300)] {
        driver.control().set_expires_in(lifetime);
        driver.wait_exactly(due);
        assert_eq!(driver.live().token.lifetime, Some(Duration::from_secs(lifetime)));
        due = Duration::from_secs(lifetime - margin);
        assert_eq!(driver.session.details(driver.now).and_then(|details| details.renewal), Some(due));
    }
}

fn t1_15_tokens_that_hardly_live_make_no_storm(route: Route) {
    let mut driver = route.signed_in(plan(Habits::default()));
    driver.control().set_expires_in(5);
    driver.wait(DUE);
    driver.live_through(Duration::from_secs(30));

    assert_eq!(driver.refreshes(), 3);
    assert!(driver.session.view(driver.now).warnings.contains(&Warning::ShortLives));
    driver.control().expire_all_tokens();
    for _ in 0..20 {
        driver.start_call(Call::User);
        driver.wait(1);
    }
    assert!(driver.refreshes() <= 3 + 2, "one in ten seconds at most: {}", driver.refreshes());
}

fn t1_16_a_redirect_is_not_followed_and_names_the_host(route: Route) {
    let elsewhere = route.driver(plan(Habits::default()));
    let location = format!("{}/oauth/token", elsewhere.built_in().origin());
    let mut driver = renewing(route, [with_headers(302, &[("Location", &location)], "")]);

    assert!(
        matches!(driver.renewal(), Renewal::Blocked(Misconfigured::Redirected(Some(host))) if host.as_str() == "127.0.0.1")
    );
    assert!(elsewhere.control().requests().is_empty(), "not a byte went there");
    keeps(&mut driver);
}

fn t1_17_nor_is_one_to_the_same_host(route: Route) {
    let mut driver = renewing(route, [with_headers(307, &[("Location", "/oauth/token?again")], "")]);
    assert!(matches!(driver.renewal(), Renewal::Blocked(Misconfigured::Redirected(Some(_)))));
    assert_eq!(driver.refreshes(), 1);
    keeps(&mut driver);
}

fn t1_18_a_captive_portal_is_no_answer(route: Route) {
    let mut driver = renewing(route, [What::Html("<html>Please sign in to the hotel</html>".into())]);
    assert_eq!(*waits(&driver).1, Delay::Passing(Transient::WebPage(200)));
    keeps(&mut driver);
}

fn t1_19_an_endless_answer_is_cut_and_asked_for_once_more(route: Route) {
    let long = format!("{{\"access_token\":\"{}", "a".repeat(2 * 1024 * 1024));
    let mut driver = renewing(route, [says(200, &long), says(200, &long)]);
    assert!(matches!(driver.renewal(), Renewal::Pausing { .. }));
    driver.wait(1);
    assert_eq!(*waits(&driver).1, Delay::Unanswered);
    assert_eq!((driver.refreshes(), driver.generation()), (2, 1));
}

fn t1_20_retry_after_is_kept_to_in_every_shape(route: Route) {
    let date = "Tue, 01 Jan 2030 00:00:10 GMT";
    let now = "Tue, 01 Jan 2030 00:00:00 GMT";
    for (headers, seconds) in [
        (vec![("Retry-After", "7")], 7),
        (vec![("Retry-After", date), ("Date", now)], 10),
        (vec![("Retry-After", "99999")], 600),
    ] {
        let driver = renewing(route, [with_headers(429, &headers, "")]);
        assert_eq!(waits(&driver).0, Duration::from_secs(seconds), "{headers:?}");
    }
    let driver = renewing(route, [with_headers(429, &[("Retry-After", "soon")], "")]);
    assert!(waits(&driver).0 <= Duration::from_secs(1), "rubbish: as if it were not there");
    let driver = renewing(route, [with_headers(503, &[("Retry-After", "0")], "")]);
    assert!(waits(&driver).0 >= Duration::from_millis(500), "nobody is asked without a pause");
}

fn t1_21_the_challenge_speaks_where_the_body_is_silent(route: Route) {
    let challenge = r#"Bearer realm="Doorkeeper", error="invalid_grant", error_description="x, y""#;
    let driver = renewing(route, [with_headers(401, &[("WWW-Authenticate", challenge)], "")]);
    assert_eq!(*driver.reason(), SignOut::EndedByServer);
}

fn t1_22_a_refused_header_is_left_out_once(route: Route) {
    let challenge = r#"Bearer error="invalid_token""#;
    let driver = renewing(route, [with_headers(401, &[("WWW-Authenticate", challenge)], "")]);
    let sent = driver.token_calls("refresh_token");
    assert!(sent[0].authorization.is_some());
    assert_eq!((sent.len(), sent[1].authorization.as_deref(), driver.generation()), (2, None, 2));
}

fn t1_23_a_description_decides_nothing_and_is_kept_nowhere(route: Route) {
    let long = "_".repeat(512 * 1024);
    for text in ["\\u001b[31mred\\u001b]0;owned\\u0007", long.as_str(), "____"] {
        let body = format!(r#"{{"error":"temporarily_unavailable","error_description":"{text}"}}"#);
        let mut driver = renewing(route, [says(400, &body)]);
        assert!(matches!(waits(&driver).1, Delay::Passing(Transient::Busy(_))));
        assert!(!format!("{:?}", driver.phase()).contains("owned"));
        keeps(&mut driver);
    }
}

fn t1_24_created_at_has_no_say_in_the_countdown(route: Route) {
    for created in ["4102444800", "-5", "\"yesterday\"", "{}"] {
        let driver =
            renewing(route, [says(200, &tokens(&format!(",\"expires_in\":600,\"created_at\":{created}")))]);
        let left = driver.session.details(driver.now).and_then(|details| details.left);
        assert_eq!(left, Some(Duration::from_secs(600)), "{created}");
    }
}

fn t1_25_a_changed_address_is_the_same_account_and_is_taken_over(route: Route) {
    for address in ["Lin@Example.com ", "lin.new@example.com"] {
        let email = format!(r#","email":"{address}""#);
        let mut driver = renewing(route, [says(200, &tokens(&email))]);
        assert_eq!((driver.generation(), driver.stored().generation), (2, 2), "{address}");
        let stored = driver.stored().email;
        assert_eq!(stored.as_ref().map(|email| email.as_str().trim()), Some(address.trim()));
        driver.reopen();
        assert!(driver.session.is_live(), "{address}");
    }
}

fn t1_26_an_unknown_word_that_keeps_coming_is_shown_and_waits_for_a_person(route: Route) {
    let mut driver = renewing(route, (0..5).map(|_| says(400, r#"{"error":"foo"}"#)));
    for _ in 0..4 {
        assert!(matches!(waits(&driver).1, Delay::Passing(Transient::Unknown(_))));
        driver.wait(60);
    }
    assert!(
        matches!(driver.renewal(), Renewal::Blocked(Misconfigured::Refused(word)) if word.as_str() == "foo")
    );
    assert_eq!(driver.refreshes(), 5);
}

fn t1_27_a_code_that_is_not_taken_leaves_an_older_session_alone(route: Route) {
    for habits in generations() {
        let mut driver = route.driver(plan(habits));
        let code = driver.code();
        driver.fact(Fact::CodeGiven(code.clone()));
        driver.fact(Fact::SignOutWished);
        // Within a minute, a token server takes a code that is sent twice for an answer that was lost.
        driver.restart_token_server();
        driver.fact(Fact::CodeGiven(code));
        assert_eq!(driver.trouble(), Some(&Trouble::CodeNotTaken));
    }
}

fn t1_28_a_tower_that_does_not_rotate_is_renewed_again_and_again(route: Route) {
    let mut driver = route.signed_in(plan(Habits { rotation: Rotation::Never, ..Habits::default() }));
    driver.wait(DUE);
    driver.wait(DUE);
    assert_eq!(driver.generation(), 3);
}
