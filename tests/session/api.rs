//! Calls of the API: what is read of each answer, and what each failure is taken for.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::time::Duration;

use tower_tui::base::secret::Secret;
use tower_tui::base::text::SafeText;
use tower_tui::demo::{Fault, Habits, Plan, What};
use tower_tui::runtime::network::http::Api;
use tower_tui::session::{ApiRequest, Phase};
use tower_tui::tower::call::{Call, Reply};
use tower_tui::tower::failure::{Failure, Unreadable};
use tower_tui::tower::json_api::{MemberPage, Roster};
use tower_tui::tower::model::{Member, Role, Team, TeamId};

use crate::driver::{Driver, plan};

fn teams(driver: &mut Driver) -> Vec<Team> {
    match driver.call(Call::Teams) {
        Ok(Reply::Teams(list)) => list.teams,
        other => panic!("{other:?}"),
    }
}

fn page(driver: &mut Driver, team: &TeamId, page: u32) -> MemberPage {
    match driver.call(Call::Members { team: team.clone(), page }) {
        Ok(Reply::Members(page)) => page,
        other => panic!("{other:?}"),
    }
}

fn named(members: &Roster, name: &str) -> Member {
    members.iter().find(|member| member.name.as_str() == name).expect("somebody of that name")
}

#[test]
fn the_account_its_teams_and_their_members_are_read() {
    let mut driver = Driver::signed_in(plan(Habits::default()));
    let Ok(Reply::User(user)) = driver.call(Call::User) else { panic!("no user") };
    assert_eq!((user.nickname.as_str(), user.email.as_str()), ("林小北", "lin@example.com"));

    let teams = teams(&mut driver);
    assert_eq!(teams[0].name.as_str(), "云端科技");
    assert_eq!(teams[0].created, Some(jiff::civil::date(2014, 5, 15)));

    let members = page(&mut driver, &teams[0].id, 1).members;
    let zhang = named(&members, "张伟");
    assert_eq!(zhang.role, Role::Owner);
    assert_eq!(zhang.groups.iter().map(SafeText::as_str).collect::<Vec<_>>(), ["管理层"]);
    assert_eq!(zhang.phone.as_ref().map(SafeText::as_str), Some("138 0013 8000"));
    assert_eq!(named(&members, "赵六 (离职)").is_active, Some(false));
    assert_eq!(named(&members, "任盈盈").phone, None);

    let Ok(Reply::OwnMember(Some(own))) = driver.call(Call::OwnMember(teams[0].id.clone())) else {
        panic!("no member of my own")
    };
    assert_eq!(own.id, named(&members, "林小北").id);
}

#[test]
fn every_page_of_a_team_is_read_to_its_end() {
    let mut driver = Driver::signed_in(Plan { members: 450, ..plan(Habits::default()) });
    let team = teams(&mut driver)[0].id.clone();
    let pages: Vec<MemberPage> = (1..=3).map(|number| page(&mut driver, &team, number)).collect();

    assert_eq!(pages.iter().map(|page| page.members.len()).collect::<Vec<_>>(), [200, 200, 50]);
    assert_eq!(pages.iter().map(|page| page.is_last).collect::<Vec<_>>(), [false, false, true]);
    assert!(pages.iter().all(|page| page.pages == Some(3)));
}

#[test]
fn no_text_of_the_awkward_members_can_reach_the_terminal_raw() {
    let mut driver = Driver::signed_in(Plan { members: 200, ..plan(Habits::default()) });
    let team = teams(&mut driver)[0].id.clone();
    let members = page(&mut driver, &team, 1).members;

    let texts =
        members.iter().flat_map(|member| [Some(member.name), member.phone, member.note, member.email]);
    for text in texts.flatten() {
        assert!(!text.as_str().chars().any(char::is_control), "{text:?}");
        assert!(!text.as_str().contains(['\u{202e}', '\u{2066}', '\u{feff}']), "{text:?}");
        assert!(text.as_str().chars().count() <= SafeText::TITLE);
    }
    assert!(
        members.iter().any(|member| matches!(&member.role, Role::Other(role) if role.as_str() == "visitor"))
    );
    assert!(
        members.iter().any(|member| member.is_locked) && members.iter().any(|member| member.is_incomplete)
    );
}

#[test]
fn a_token_that_dies_on_the_way_costs_one_renewal_and_no_page() {
    let mut driver = Driver::signed_in(plan(Habits::default()));
    let team = teams(&mut driver)[0].id.clone();
    driver.wait(60);
    driver.control().script(Fault::once("/api/v1/teams/*", What::ExpireAllTokens));

    assert!(!page(&mut driver, &team, 1).members.is_empty());
    let renewals = |driver: &Driver| {
        driver
            .control()
            .requests()
            .iter()
            .filter(|got| got.field("grant_type") == Some("refresh_token"))
            .count()
    };
    assert_eq!(renewals(&driver), 1);
}

#[test]
fn each_failure_is_taken_for_what_it_is() {
    let status = |status| What::Status { status, headers: Vec::new(), body: String::new() };
    let limited =
        What::Status { status: 429, headers: vec![("Retry-After".into(), "34".into())], body: String::new() };
    let busy =
        What::Status { status: 503, headers: vec![("Retry-After".into(), "7".into())], body: String::new() };
    let json = What::Status { status: 200, headers: Vec::new(), body: "{\"data\": 7}".into() };
    for (what, failure) in [
        (status(403), Failure::Forbidden),
        (status(404), Failure::AppNotAllowed),
        (status(502), Failure::Refused { status: 502, retry_after: None }),
        (busy, Failure::Refused { status: 503, retry_after: Some(Duration::from_secs(7)) }),
        (limited, Failure::Limited { retry_after: Some(Duration::from_secs(34)) }),
        (What::Html("<p>hotel".into()), Failure::Unreadable(Unreadable::WebPage)),
        (json, Failure::Unreadable(Unreadable::NotTheFormat { at: (1, 10) })),
    ] {
        let mut driver = Driver::signed_in(plan(Habits::default()));
        driver.control().script(Fault::always("/api/v1/*", what));
        assert_eq!(driver.call(Call::Teams), Err(failure));
        assert!(matches!(driver.phase(), Phase::Live(_)), "no failure of a call ends the session");
    }
}

#[test]
fn a_team_that_is_not_there_is_gone_and_not_forbidden() {
    let mut driver = Driver::signed_in(plan(Habits::default()));
    let team = TeamId(tower_tui::tower::model::Id::parse("0123456789abcdef").expect("an id"));
    assert_eq!(driver.call(Call::Members { team, page: 1 }), Err(Failure::Gone));
}

#[test]
fn half_an_answer_is_none() {
    for what in [What::Cut { after: 10 }, What::HangUp, What::LoseAnswer] {
        let mut driver = Driver::signed_in(plan(Habits::default()));
        driver.control().script(Fault::always("/api/v1/*", what));
        assert!(matches!(driver.call(Call::Teams), Err(Failure::NoAnswer(_))));
    }
}

#[test]
fn a_tower_that_refuses_every_token_is_not_asked_for_one_after_another() {
    let mut driver = Driver::signed_in(plan(Habits::default()));
    driver.control().script(Fault::always(
        "/api/v1/*",
        What::Status { status: 401, headers: Vec::new(), body: String::new() },
    ));
    driver.wait(30);
    for _ in 0..20 {
        assert_eq!(driver.call(Call::Teams), Err(Failure::Unauthorized));
    }
    let renewals = driver.control().requests();
    let renewals = renewals.iter().filter(|got| got.field("grant_type") == Some("refresh_token")).count();
    assert_eq!(renewals, 1);
    assert!(driver.session.is_live());
}

#[test]
fn a_redirect_is_not_followed_with_the_token() {
    let elsewhere = Driver::at(plan(Habits::default()));
    let mut driver = Driver::signed_in(plan(Habits::default()));
    let location = format!("{}/api/v1/teams", elsewhere.built_in().origin());
    driver.control().script(Fault::always(
        "/api/v1/*",
        What::Status { status: 302, headers: vec![("Location".into(), location)], body: String::new() },
    ));

    assert_eq!(
        driver.call(Call::Teams),
        Err(Failure::Redirected(Some(SafeText::line("127.0.0.1", SafeText::NAME))))
    );
    assert!(elsewhere.control().requests().is_empty());
}

#[test]
fn the_token_is_in_the_header_and_never_in_the_address() {
    let mut driver = Driver::signed_in(plan(Habits::default()));
    teams(&mut driver);
    let token = driver.control().access_token().expect("a token");
    for request in driver.control().requests() {
        let address = format!("{}?{}", request.path, request.query);
        assert!(
            !address.contains(&token) && !address.contains(driver.built_in().client_secret()),
            "{address}"
        );
    }
}

#[test]
fn json_is_asked_for_and_may_come_compressed() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let origin = format!("http://{}", listener.local_addr().expect("an address"));
    let server = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("a connection");
        let lines = BufReader::new(stream.try_clone().expect("a clone")).lines();
        let head: Vec<String> = lines.map_while(Result::ok).take_while(|line| !line.is_empty()).collect();
        stream.write_all(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n").expect("an answer");
        head.join("\n").to_lowercase()
    });
    let world = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let request = ApiRequest {
        request: tower_tui::base::request::Ids::default().take(),
        url: format!("{origin}/api/v1/user"),
        access: Secret::new("made-up"),
        call: Call::User,
        again: false,
    };
    let answer = world.block_on(Api::default().read(&request)).expect("an answer");

    assert_eq!(answer.status, 204);
    let head = server.join().expect("the server ends");
    for line in [
        "accept: application/json",
        "accept-encoding: gzip",
        "authorization: bearer made-up",
        "user-agent: tower-tui/",
    ] {
        assert!(head.contains(line), "{line} in {head}");
    }
}
