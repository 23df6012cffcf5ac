//! A secret that a command prints: run when a token is first asked for, and lost by nothing that it does.

use tower_tui::demo::{BuiltIn, Habits, start};
use tower_tui::session::{Fact, Phase, Trouble};
use tower_tui::tower::oauth::{Addresses, App, Client, SecretSource};
use tower_tui::tower::verdict::Transient;
use tower_tui::tower::wire::NoSecret;

use crate::driver::{Driver, plan};

/// A session at a built-in Tower whose secret this command prints.
fn driver(command: &[&str], built_in: BuiltIn) -> Driver {
    let app = App {
        client_id: built_in.client_id().to_owned(),
        client_secret: SecretSource::Command(command.iter().map(|word| (*word).to_owned()).collect()),
        redirect_uri: built_in.redirect_uri().to_owned(),
    };
    let addresses = Addresses::new(built_in.origin(), None).expect("loopback is safe");
    Driver::of(Client { app, addresses }, built_in)
}

#[test]
fn what_the_command_prints_signs_in_and_renews_and_is_asked_for_once() {
    let dir = tempfile::tempdir().expect("a folder");
    let path = dir.path().join("secret");
    let built_in = start(plan(Habits::default())).expect("a port");
    std::fs::write(&path, format!("{}\nlogin: someone\n", built_in.client_secret())).expect("a file");
    let mut driver = driver(&["cat", path.to_str().expect("a name")], built_in);

    let code = driver.code();
    driver.fact(Fact::CodeGiven(code));
    std::fs::remove_file(&path).expect("it is there");
    driver.wait(6900);

    assert!(driver.session.is_live(), "{:?}", driver.phase());
    let asked = driver.control().requests();
    let grants: Vec<_> = asked.iter().map(|got| got.field("grant_type")).collect();
    assert_eq!(grants, [Some("authorization_code"), Some("refresh_token")]);
    let secret = driver.built_in().client_secret();
    for got in &asked {
        let fields = got.fields.iter().filter(|(name, _)| name == "client_secret");
        assert_eq!(fields.map(|(_, value)| value.as_str()).collect::<Vec<_>>(), [secret]);
    }
}

#[test]
fn a_command_that_fails_sends_nothing_and_the_same_code_goes_later() {
    let dir = tempfile::tempdir().expect("a folder");
    let path = dir.path().join("secret");
    let built_in = start(plan(Habits::default())).expect("a port");
    let secret = built_in.client_secret().to_owned();
    let mut driver = driver(&["cat", path.to_str().expect("a name")], built_in);
    let code = driver.code();
    driver.fact(Fact::CodeGiven(code.clone()));

    let Phase::SignedOut { trouble: Some(Trouble::Passing(Transient::NoSecret(why))), .. } = driver.phase()
    else {
        panic!("{:?}", driver.phase());
    };
    assert_eq!(*why, NoSecret::Failed(Some(1)));
    assert!(driver.control().requests().is_empty());

    std::fs::write(&path, secret).expect("a file");
    driver.fact(Fact::CodeGiven(code));
    assert!(driver.session.is_live(), "{:?}", driver.phase());
}

#[test]
fn a_secret_that_was_changed_is_fetched_anew_where_tower_refuses_the_old_one() {
    let dir = tempfile::tempdir().expect("a folder");
    let path = dir.path().join("secret");
    let built_in = start(plan(Habits::default())).expect("a port");
    let right = built_in.client_secret().to_owned();
    std::fs::write(&path, "the-old-one").expect("a file");
    let mut driver = driver(&["cat", path.to_str().expect("a name")], built_in);
    let code = driver.code();
    driver.fact(Fact::CodeGiven(code.clone()));
    assert_eq!(driver.control().requests().len(), 1, "the same secret is not sent twice");
    assert!(!driver.session.is_live());

    std::fs::write(&path, right).expect("a file");
    driver.fact(Fact::CodeGiven(code));
    assert!(driver.session.is_live(), "{:?}", driver.phase());
    assert_eq!(driver.control().requests().len(), 3);
}
