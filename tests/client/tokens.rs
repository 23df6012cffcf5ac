//! Codes, tokens and renewals, with both generations of Doorkeeper.

use tower_tui::base::secret::Secret;
use tower_tui::demo::{Fault, Habits, Rotation, TWO_STEP_CODE, What};
use tower_tui::session::{Delay, Fact, Phase, Renewal, SignOut, Trouble};
use tower_tui::tower::call::Call;
use tower_tui::tower::captcha::read_captcha;
use tower_tui::tower::oauth::{Addresses, Client, SecretSource};
use tower_tui::tower::verdict::{Misconfigured, Transient};

use crate::driver::{Driver, generations, plan};

const TOKEN: &str = "/oauth/token";

fn renewal(driver: &Driver) -> &Renewal {
    match driver.phase() {
        Phase::Live(live) => &live.renewal,
        phase => panic!("{phase:?}"),
    }
}

fn trouble(driver: &Driver) -> Option<&Trouble> {
    match driver.phase() {
        Phase::SignedOut { trouble, .. } => trouble.as_ref(),
        phase => panic!("{phase:?}"),
    }
}

fn generation(driver: &Driver) -> Option<u64> {
    match driver.phase() {
        Phase::Live(live) => Some(live.token.generation),
        _ => None,
    }
}

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
fn a_renewal_has_all_that_a_strict_tower_asks_for() {
    for habits in generations() {
        let mut driver = Driver::signed_in(plan(Habits { strict: true, ..habits }));
        let old = driver.control().access_token().expect("a token");
        driver.wait(6900);

        assert_eq!(generation(&driver), Some(2));
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
    driver.wait(6900);
    driver.wait(6900);

    assert_eq!(generation(&driver), Some(3));
    assert_eq!(driver.stored[0].refresh, driver.stored[2].refresh);
}

#[test]
fn a_used_code_is_refused_and_said_so() {
    for habits in generations() {
        let mut driver = Driver::at(plan(habits));
        let code = driver.code();
        driver.fact(Fact::CodeGiven(code.clone()));
        assert!(driver.session.is_live());
        driver.forget();
        driver.fact(Fact::CodeGiven(code));

        assert_eq!(trouble(&driver), Some(&Trouble::CodeNotTaken));
    }
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

        let Some(Trouble::Misconfigured(Misconfigured::Refused(word))) = trouble(&driver) else {
            panic!("{:?}", driver.phase());
        };
        assert_eq!(word.as_str(), "invalid_client");
    }
}

#[test]
fn a_two_step_code_goes_with_the_first_code() {
    for habits in generations() {
        let mut driver = Driver::at(plan(Habits { two_step: true, ..habits }));
        let code = driver.code();
        driver.fact(Fact::CodeGiven(code));
        assert!(matches!(driver.phase(), Phase::TwoStep { refused: 0, .. }), "{:?}", driver.phase());

        driver.fact(Fact::CaptchaGiven(read_captcha("1111").expect("digits")));
        assert!(matches!(driver.phase(), Phase::TwoStep { refused: 1, .. }), "{:?}", driver.phase());

        driver.fact(Fact::CaptchaGiven(read_captcha(TWO_STEP_CODE).expect("digits")));
        assert!(driver.session.is_live());
    }
}

#[test]
fn a_lost_answer_is_healed_where_the_old_token_still_lives() {
    let mut driver = Driver::signed_in(plan(Habits { rotation: Rotation::OnUse, ..Habits::default() }));
    driver.control().script(Fault::once(TOKEN, What::LoseAnswer));
    driver.wait(6900);

    assert_eq!(generation(&driver), Some(2));
    assert!(driver.call(Call::User).is_ok());
}

#[test]
fn a_lost_answer_ends_the_session_where_the_old_token_died_at_once() {
    let mut driver = Driver::signed_in(plan(Habits::default()));
    driver.control().script(Fault::once(TOKEN, What::LoseAnswer));
    driver.wait(6900);

    assert!(
        matches!(driver.phase(), Phase::SignedOut { reason: SignOut::EndedByServer, .. }),
        "{:?}",
        driver.phase()
    );
}

#[test]
fn no_answer_keeps_the_session() {
    let faults = [
        What::Html("<html>Please sign in to the hotel</html>".into()),
        What::Status { status: 503, headers: Vec::new(), body: String::new() },
        What::Status { status: 404, headers: Vec::new(), body: "<html>".into() },
    ];
    for what in faults {
        let mut driver = Driver::signed_in(plan(Habits::default()));
        driver.control().script(Fault::always(TOKEN, what.clone()));
        driver.wait(6900);
        assert!(matches!(renewal(&driver), Renewal::Waiting { failures: 1, .. }), "{what:?}");
        assert!(driver.call(Call::User).is_ok(), "the old token is good for its time");

        driver.control().clear_script();
        driver.wait(61);
        assert_eq!(generation(&driver), Some(2), "{what:?}");
    }
}

#[test]
fn a_tower_that_hangs_up_is_asked_once_more_and_then_later() {
    let mut driver = Driver::signed_in(plan(Habits::default()));
    driver.control().script(Fault::always(TOKEN, What::HangUp));
    driver.wait(6900);

    assert!(
        matches!(renewal(&driver), Renewal::Waiting { why: Delay::Unanswered, .. }),
        "{:?}",
        driver.phase()
    );
    let asked = driver.control().requests().iter().filter(|got| got.path == TOKEN).count();
    assert_eq!(asked, 3, "the exchange, the renewal, and once more");
}

#[test]
fn a_closed_door_is_not_a_lost_answer() {
    let built_in = tower_tui::demo::start(plan(Habits::default())).expect("a port");
    let gone = tower_tui::demo::start(plan(Habits::default())).expect("another port");
    let app = tower_tui::tower::oauth::App {
        client_id: built_in.client_id().to_owned(),
        client_secret: SecretSource::TokenServer,
        redirect_uri: built_in.redirect_uri().to_owned(),
    };
    let addresses = Addresses::new(gone.origin(), None).expect("loopback");
    drop(gone);
    let mut driver = Driver::of(Client { app, addresses }, built_in);
    let code = driver.code();

    driver.fact(Fact::CodeGiven(code));

    assert_eq!(trouble(&driver), Some(&Trouble::NotSent), "the same code can be tried again");
}

#[test]
fn a_redirect_is_not_followed_and_names_the_host() {
    let elsewhere = Driver::at(plan(Habits::default()));
    let mut driver = Driver::signed_in(plan(Habits::default()));
    let location = format!("{}/oauth/token", elsewhere.built_in().origin());
    driver.control().script(Fault::always(
        TOKEN,
        What::Status { status: 302, headers: vec![("Location".into(), location)], body: String::new() },
    ));
    driver.wait(6900);

    let Renewal::Blocked(Misconfigured::Redirected(Some(host))) = renewal(&driver) else {
        panic!("{:?}", driver.phase());
    };
    assert_eq!(host.as_str(), "127.0.0.1");
    assert!(elsewhere.control().requests().is_empty());
}

#[test]
fn retry_after_is_kept_to() {
    let mut driver = Driver::signed_in(plan(Habits::default()));
    driver.control().script(Fault::once(
        TOKEN,
        What::Status { status: 429, headers: vec![("Retry-After".into(), "7".into())], body: String::new() },
    ));
    driver.wait(6900);
    assert!(matches!(renewal(&driver), Renewal::Waiting { why: Delay::Passing(Transient::Status(429)), .. }));

    driver.wait(6);
    assert_eq!(generation(&driver), Some(1));
    driver.wait(1);
    assert_eq!(generation(&driver), Some(2));
}
