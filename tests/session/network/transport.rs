//! T2: what is lost on the way to the token endpoint and back.

use std::time::Duration;

use tower_tui::demo::{Fault, Habits, Rotation, What, start};
use tower_tui::session::{Delay, Fact, Renewal, SignOut, Trouble};
use tower_tui::tower::call::Call;
use tower_tui::tower::verdict::Transient;

use crate::driver::{DUE, Driver, Route, TOKEN, generations, on_both_routes, plan};

on_both_routes! {
    t2_01_a_door_that_does_not_open_costs_one_try_and_no_session,
    t2_01_a_server_that_speaks_no_tls_is_not_reached_and_there_is_no_way_round_it,
    t2_02_a_lost_answer_is_healed_where_the_old_token_lives_until_the_new_one_is_used,
    t2_03_where_the_old_token_dies_at_once_the_loss_is_told_as_what_it_is,
    t2_05_a_code_whose_answer_is_lost_is_not_sent_again,
    t2_07_an_answer_cut_anywhere_is_never_half_a_token,
    t2_07_nor_is_one_whose_connection_ends_in_its_middle,
    t2_08_an_hour_without_network_costs_at_most_thirty_calls_and_ends_with_the_first_reply,
    t2_09_the_token_endpoint_gets_a_connection_of_its_own_each_time,
    t2_10_a_proxy_that_wants_a_password_is_not_tower,
}

/// The address of a Tower that has been shut down.
fn gone() -> String {
    let tower = start(plan(Habits::default())).expect("a port");
    tower.origin().to_owned()
}

fn t2_01_a_door_that_does_not_open_costs_one_try_and_no_session(route: Route) {
    let built_in = start(plan(Habits::default())).expect("a port");
    for nowhere in [gone(), "http://localhost:1".to_owned()] {
        let client = route.client_to(&nowhere, &built_in);
        let mut driver = Driver::of(client, start(plan(Habits::default())).expect("a port"));
        let code = driver.code();
        driver.fact(Fact::CodeGiven(code));
        assert!(matches!(driver.trouble(), Some(Trouble::NotSent(_))), "the same code can be tried again");
    }
}

fn t2_01_a_server_that_speaks_no_tls_is_not_reached_and_there_is_no_way_round_it(route: Route) {
    let built_in = start(plan(Habits::default())).expect("a port");
    let origin = built_in.origin().replace("http://", "https://");
    let client = route.client_to(&origin, &built_in);
    let mut driver = Driver::of(client, built_in);
    let code = driver.code();
    driver.fact(Fact::CodeGiven(code));
    assert!(matches!(driver.trouble(), Some(Trouble::NotSent(_))));
    assert!(driver.control().requests().is_empty());
}

fn t2_02_a_lost_answer_is_healed_where_the_old_token_lives_until_the_new_one_is_used(route: Route) {
    let mut driver = route.signed_in(plan(Habits { rotation: Rotation::OnUse, ..Habits::default() }));
    driver.control().script(Fault::once(TOKEN, What::LoseAnswer));
    driver.wait(DUE);
    driver.wait(1);

    assert_eq!((driver.refreshes(), driver.generation()), (2, 2));
    assert!(driver.call(Call::User).is_ok());
}

fn t2_03_where_the_old_token_dies_at_once_the_loss_is_told_as_what_it_is(route: Route) {
    for habits in generations() {
        let mut driver = route.signed_in(plan(habits));
        driver.control().script(Fault::once(TOKEN, What::LoseAnswer));
        driver.wait(DUE);
        let cut_off = driver.now.wall;
        driver.wait(1);

        assert_eq!(*driver.reason(), SignOut::CutOff { at: cut_off }, "not: expired");
    }
}

fn t2_05_a_code_whose_answer_is_lost_is_not_sent_again(route: Route) {
    let mut driver = route.driver(plan(Habits::default()));
    driver.control().script(Fault::once(TOKEN, What::LoseAnswer));
    let code = driver.code();
    driver.fact(Fact::CodeGiven(code));
    driver.live_through(Duration::from_secs(3600));

    assert_eq!(driver.trouble(), Some(&Trouble::AnswerLost));
    assert_eq!(driver.token_calls("authorization_code").len(), 1);
}

#[test]
#[ignore = "waits forty seconds of real time"]
fn t2_06_an_answer_after_nineteen_seconds_is_used_and_one_after_twenty_one_is_lost() {
    let habits = Habits { rotation: Rotation::OnUse, ..Habits::default() };
    let mut driver = Driver::signed_in(plan(habits));
    driver.control().script(Fault::once(TOKEN, What::Late(Duration::from_secs(19))));
    driver.wait(DUE);
    assert_eq!(driver.generation(), 2);

    driver.control().script(Fault::once(TOKEN, What::Late(Duration::from_secs(21))));
    driver.wait(DUE);
    assert!(matches!(driver.renewal(), Renewal::Pausing { .. }), "{:?}", driver.phase());
    driver.wait(1);
    assert_eq!(driver.generation(), 3, "the same token is asked with once more");
}

fn t2_07_an_answer_cut_anywhere_is_never_half_a_token(route: Route) {
    let whole =
        r#"{"access_token":"made-up","token_type":"bearer","expires_in":7199,"refresh_token":"next"}"#;
    let mut driver = route.signed_in(plan(Habits::default()));
    let before = driver.stored().access;
    for cut in 0..whole.len() {
        let what = What::Status {
            status: 200,
            headers: vec![("Content-Type".into(), "application/json".into())],
            body: whole.chars().take(cut).collect(),
        };
        driver.control().script(Fault::once(TOKEN, what.clone()));
        driver.control().script(Fault::once(TOKEN, what));
        driver.fact(Fact::RenewalWished);
        driver.wait(1);
        assert!(matches!(driver.renewal(), Renewal::Waiting { .. }), "{cut}: {:?}", driver.phase());
        assert_eq!((driver.generation(), &driver.stored().access), (1, &before), "{cut}");
    }
}

fn t2_07_nor_is_one_whose_connection_ends_in_its_middle(route: Route) {
    for after in [0, 1, 20, 100] {
        let mut driver = route.signed_in(plan(Habits { rotation: Rotation::OnUse, ..Habits::default() }));
        driver.control().script(Fault::once(TOKEN, What::Cut { after }));
        driver.wait(DUE);
        assert!(matches!(driver.renewal(), Renewal::Pausing { .. }), "{after}: {:?}", driver.phase());
        driver.wait(1);
        assert_eq!(driver.generation(), 2, "{after}");
    }
}

fn t2_08_an_hour_without_network_costs_at_most_thirty_calls_and_ends_with_the_first_reply(route: Route) {
    let mut driver = route.signed_in(plan(Habits::default()));
    driver.control().script(Fault::always(TOKEN, What::HangUp));
    driver.wait(DUE);
    driver.live_through(Duration::from_secs(240));
    driver.control().clear_script();
    assert!(matches!(driver.renewal(), Renewal::Waiting { .. }));

    assert!(driver.call(Call::User).is_ok(), "the token still lives, and Tower answers");
    assert_eq!(driver.generation(), 2, "so the renewal does not wait for its time");

    // The API answers all the time, and the token endpoint never.
    driver.control().script(Fault::always(TOKEN, What::HangUp));
    let before = driver.refreshes();
    driver.wait(DUE);
    for _ in 0..240 {
        driver.live_through(Duration::from_secs(1));
        assert!(driver.call(Call::User).is_ok(), "the token lives");
    }
    driver.live_through(Duration::from_secs(3600 - 240));
    let asked = driver.refreshes() - before;
    assert!((20..=30).contains(&asked), "{asked}");
    assert!(driver.session.is_live());

    driver.control().clear_script();
    driver.fact(Fact::RetryWished);
    assert_eq!(driver.generation(), 3, "a person need not wait");
}

fn t2_09_the_token_endpoint_gets_a_connection_of_its_own_each_time(route: Route) {
    let mut driver = route.signed_in(plan(Habits::default()));
    driver
        .control()
        .script(Fault::once(TOKEN, What::Status { status: 503, headers: Vec::new(), body: String::new() }));
    driver.wait(DUE);
    driver.wait(5);
    assert_eq!(driver.generation(), 2);
    let peers: Vec<_> = driver.token_calls("refresh_token").iter().map(|got| got.peer).collect();
    assert_ne!(peers[0], peers[1], "nothing that may have died in a sleep is used again");
}

fn t2_10_a_proxy_that_wants_a_password_is_not_tower(route: Route) {
    let mut driver = route.signed_in(plan(Habits::default()));
    driver
        .control()
        .script(Fault::once(TOKEN, What::Status { status: 407, headers: Vec::new(), body: "<html>".into() }));
    driver.wait(DUE);
    assert!(
        matches!(driver.renewal(), Renewal::Waiting { why: Delay::Passing(Transient::WebPage(407)), .. }),
        "{:?}",
        driver.phase()
    );
}
