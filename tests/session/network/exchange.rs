//! Codes, tokens and renewals, with both generations of Doorkeeper.

use std::collections::HashSet;
use std::time::Duration;

use tower_tui::base::request::Ids;
use tower_tui::base::secret::Secret;
use tower_tui::base::time::{Now, Wall};
use tower_tui::demo::{Habits, Rotation};
use tower_tui::session::{Effect, Fact, Phase, Process, Seen, Session, Trouble};
use tower_tui::tower::call::Call;
use tower_tui::tower::captcha::read_captcha;
use tower_tui::tower::oauth::{Addresses, Client, SecretSource};
use tower_tui::tower::verdict::Misconfigured;

use crate::bench::{self, Bench};
use crate::disk::Disk;
use crate::driver::{DUE, Driver, TOKEN, generations, plan};

#[test]
fn a_code_buys_a_token_with_the_five_documented_fields() {
    for habits in generations() {
        let driver = Driver::signed_in(plan(habits));

        let asked = driver.control().requests();
        let form: Vec<&str> = asked[0].fields.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(form, ["client_id", "client_secret", "redirect_uri", "grant_type", "code"]);
        assert_eq!((asked[0].path.as_str(), asked[0].query.as_str()), (TOKEN, ""));
        assert_eq!(asked[0].authorization, None);
    }
}

#[test]
fn a_code_handed_in_before_the_file_was_read_is_not_lost() {
    let (client, process) = (bench::client(), Process { pid: 7, host: 1, lasts: true, seed: 0, jitter: 0.0 });
    let code = bench::code(&client);
    let mut session = Session::new(client, process);
    let (now, mut ids) = (Now { mono: Duration::from_secs(1), wall: Wall(bench::START) }, Ids::default());

    let asked = session.step(Fact::CodeGiven(code), now, &mut ids).effects;
    assert!(matches!(asked.as_slice(), [Effect::AskToken(_)]), "{asked:?}");

    let found = Bench::signed_in().disk.read();
    let then = session.step(Fact::FileSeen(Seen { read: found, warning: None }), now, &mut ids).effects;
    assert!(then.is_empty() && matches!(session.phase(), Phase::Exchanging { .. }), "{:?}", session.phase());
    assert!(session.offer().is_some(), "another login does not take its place");
}

#[test]
fn a_sign_in_that_was_given_up_stays_so_and_a_token_that_still_comes_dies() {
    let now = Now { mono: Duration::from_secs(1), wall: Wall(bench::START) };
    let mut bench = Bench::before(Disk::default(), now);
    bench.tokens_wait = true;
    bench.fact(Fact::CodeGiven(bench::code(bench.session.client())));
    bench.fact(Fact::Abandoned);
    let given_up = |bench: &Bench| matches!(bench.session.phase(), Phase::SignedOut { trouble: None, .. });
    assert!(given_up(&bench), "{:?}", bench.session.phase());

    bench.token(Ok(bench::grant(1, 7199)));
    assert!(given_up(&bench), "{:?}", bench.session.phase());
    assert!(bench.said.last().is_some_and(|said| said.contains("Revoke")), "{:?}", bench.said.last());
}

#[test]
fn the_answer_to_a_sign_in_that_was_given_up_is_none_to_the_next() {
    let now = Now { mono: Duration::from_secs(1), wall: Wall(bench::START) };
    let mut bench = Bench::before(Disk::default(), now);
    bench.tokens_wait = true;
    for fact in [Fact::CodeGiven(bench::code(bench.session.client())), Fact::Abandoned] {
        bench.fact(fact);
    }
    bench.fact(Fact::CodeGiven(bench::code(bench.session.client())));
    bench.token(Ok(bench::answer(401, r#"{"error":"invalid_grant"}"#)));
    assert!(matches!(bench.session.phase(), Phase::Exchanging { .. }), "{:?}", bench.session.phase());
    bench.token(Ok(bench::grant(1, 7199)));
    assert!(bench.session.is_live(), "{:?}", bench.session.phase());
}

#[test]
fn a_renewal_has_all_that_a_strict_tower_asks_for() {
    for habits in generations() {
        let mut driver = Driver::signed_in(plan(Habits { strict: true, ..habits }));
        let old = driver.control().access_token().expect("a token");
        driver.wait(DUE);

        assert_eq!(driver.generation(), 2);
        let asked = driver.control().requests();
        let refresh = asked.iter().find(|request| request.field("grant_type") == Some("refresh_token"));
        let refresh = refresh.expect("a renewal");
        assert_eq!(refresh.authorization, Some(format!("Bearer {old}")));
        let form: Vec<&str> = refresh.fields.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(form, ["client_id", "client_secret", "redirect_uri", "grant_type", "refresh_token"]);
        assert!(driver.call(Call::User).is_ok(), "the new token is good");
    }
}

#[test]
fn a_tower_that_gives_no_new_refresh_token_takes_the_old_one_again() {
    let mut driver = Driver::signed_in(plan(Habits { rotation: Rotation::Never, ..Habits::default() }));
    driver.wait(DUE);
    driver.wait(DUE);

    assert_eq!(driver.generation(), 3);
    let sent: Vec<_> = driver.token_calls("refresh_token");
    assert_eq!(sent[0].field("refresh_token"), sent[1].field("refresh_token"));
}

#[test]
fn a_wrong_secret_is_told_from_a_wrong_code() {
    for habits in generations() {
        let built_in = tower_tui::demo::start(plan(habits)).expect("a port");
        let app = tower_tui::tower::oauth::App {
            client_id: built_in.client_id().to_owned(),
            client_secret: SecretSource::Known(Secret::new("not-it")),
            redirect_uri: built_in.redirect_uri().to_owned(),
        };
        let addresses = Addresses::new(built_in.origin(), None).expect("loopback");
        let mut driver = Driver::of(Client { app, addresses }, built_in);
        let code = driver.code();
        driver.fact(Fact::CodeGiven(code));

        let Some(Trouble::Misconfigured(Misconfigured::Refused(word))) = driver.trouble() else {
            panic!("{:?}", driver.phase());
        };
        assert_eq!(word.as_str(), "invalid_client");
    }
}

#[test]
fn a_closed_door_is_not_a_lost_answer() {
    let built_in = tower_tui::demo::start(plan(Habits::default())).expect("a port");
    let gone = tower_tui::demo::start(plan(Habits::default())).expect("another port");
    let app = tower_tui::tower::oauth::App {
        client_id: built_in.client_id().to_owned(),
        client_secret: SecretSource::TokenServer { key: None },
        redirect_uri: built_in.redirect_uri().to_owned(),
    };
    let addresses = Addresses::new(gone.origin(), None).expect("loopback");
    drop(gone);
    let mut driver = Driver::of(Client { app, addresses }, built_in);
    let code = driver.code();

    driver.fact(Fact::CodeGiven(code));

    assert!(matches!(driver.trouble(), Some(Trouble::NotSent(_))), "the same code can be tried again");
}

#[test]
fn every_two_step_code_that_a_sign_in_does_not_take_is_counted() {
    let mut bench = Bench::signed_out();
    bench.server = Box::new(|_, _| Ok(bench::answer(200, r#"{"error":"otp_required"}"#)));
    bench.fact(Fact::CodeGiven(bench::code(bench.session.client())));
    for times in 0..3 {
        let Phase::TwoStep { refused, .. } = bench.session.phase() else {
            panic!("{:?}", bench.session.phase());
        };
        assert_eq!(*refused, times);
        bench.fact(Fact::CaptchaGiven(read_captcha("482913").expect("digits")));
    }
}

#[test]
fn each_login_has_a_name_of_its_own() {
    let mut bench = Bench::signed_in();
    for _ in 0..2 {
        bench.fact(Fact::SignOutWished);
        bench.sign_in();
    }
    let names: HashSet<_> = bench.disk.written.iter().map(|stored| &stored.login_id).collect();
    assert_eq!(names.len(), 3, "what a sign-out gives up is named by its login");
}
