//! The cache: the lists read last are in the first frame, and only for the same account.

use std::sync::Arc;
use std::time::Duration;

use tower_tui::app::data::disk_cache::{Cached, CachedAccount};
use tower_tui::app::data::member_list::{Block, ColumnWidths};
use tower_tui::app::data::team_cache::{CachedPart, CachedTeam};
use tower_tui::app::search::Speller;
use tower_tui::app::{Effect, Event};
use tower_tui::base::time::Wall;
use tower_tui::tower::call::{Call, Reply};
use tower_tui::tower::failure::Failure;
use tower_tui::tower::json_api::MemberPage;
use tower_tui::tower::wire::TransportError;

use crate::answers::{refused, safe};
use crate::people;
use crate::robot::Robot;

/// When the robot's time begins, less an hour.
const AN_HOUR_AGO: Wall = Wall(1_790_000_000_000 - 3_600_000);

fn cached() -> Cached {
    let teams = people::teams();
    let block = Block::of(people::members().into(), &mut Speller::default());
    let team = CachedTeam {
        reader: safe("lin@example.com"),
        team: teams.first().expect("a team").id.clone(),
        own: None,
        all: 14,
        inactive: 1,
        widest: ColumnWidths::default(),
        members: vec![Arc::new(block)],
        at: AN_HOUR_AGO,
    };
    Cached { account: CachedAccount { user: people::user(), teams, at: AN_HOUR_AGO }, team: Some(team) }
}

/// What the program wants cached.
fn kept(robot: &mut Robot) -> (Vec<CachedAccount>, Vec<CachedTeam>) {
    let (mut accounts, mut teams) = (Vec::new(), Vec::new());
    for effect in robot.done() {
        match effect {
            Effect::CacheAccount(account) => accounts.push(*account),
            Effect::CacheTeam(team) => teams.push(*team),
            _ => {}
        }
    }
    (accounts, teams)
}

#[test]
fn the_first_picture_has_the_last_list_with_its_age() {
    let robot = Robot::again(&Robot::signed_in(), cached());
    let screen = robot.screen();
    assert!(screen.contains("云端科技 › Members") && screen.contains("张伟"), "{screen}");
    assert!(robot.row("tower-tui").contains("1h old"), "{screen}");
    assert!(robot.row("tower-tui").contains("林小北"), "{screen}");
}

#[test]
fn it_is_asked_for_anew_and_stays_until_the_new_list_is_whole() {
    let mut robot = Robot::again(&Robot::signed_in(), cached());
    robot.rest();
    assert!(robot.calls().iter().any(|call| matches!(call, Call::Members { page: 1, .. })));
    robot.press("jj");
    robot.page(
        1,
        Ok(MemberPage {
            members: people::crowd(1000..1200).into(),
            pages: Some(2),
            is_last: false,
            ..MemberPage::default()
        }),
    );
    assert!(robot.row("曾国栋 ").starts_with("│›"), "{}", robot.screen());

    robot.page(
        2,
        Ok(MemberPage {
            members: people::members().into(),
            pages: Some(2),
            is_last: true,
            ..MemberPage::default()
        }),
    );
    assert!(robot.row("曾国栋 ").starts_with("│›"), "the selection is a member: {}", robot.screen());
    assert!(robot.row("tower-tui").contains("updated"), "{}", robot.screen());
}

#[test]
fn offline_the_dashboard_opens_all_the_same_and_says_so() {
    let mut robot = Robot::again(&Robot::signed_in(), cached());
    robot.rest();
    while !robot.calls().is_empty() {
        robot.fails_any(Failure::Unreachable(safe("connection refused")));
    }
    let screen = robot.screen();
    assert!(
        screen.contains("张伟") && screen.contains("1h old") && screen.contains("offline, retry"),
        "{screen}"
    );
}

#[test]
fn an_expired_token_without_a_network_shows_it_too() {
    let mut before = Robot::signed_in();
    before.another_window_writes(|stored| stored.obtained_at = Wall(stored.obtained_at.0 - 90_000_000));
    let mut robot = Robot::again(&before, cached());
    robot.no_token(TransportError::NotSent("no network".into()));
    let screen = robot.screen();
    assert!(screen.contains("张伟") && screen.contains("token expired ! retry"), "{screen}");
}

#[test]
fn what_has_come_whole_is_cached_once_it_is() {
    let mut robot = Robot::signed_in();
    robot.tower(Reply::User(people::user())).tower(Reply::Teams(people::teams().into())).press("<enter>");
    robot.page(
        1,
        Ok(MemberPage {
            members: people::crowd(0..200).into(),
            pages: Some(2),
            is_last: false,
            ..MemberPage::default()
        }),
    );
    let (accounts, teams) = kept(&mut robot);
    assert_eq!((accounts.len(), accounts[0].teams.len(), teams.len()), (1, 5, 0), "half a list is not kept");

    robot.page(
        2,
        Ok(MemberPage {
            members: people::crowd(200..250).into(),
            pages: Some(2),
            is_last: true,
            ..MemberPage::default()
        }),
    );
    let (_, teams) = kept(&mut robot);
    assert_eq!((teams.len(), teams[0].all), (1, 250));
    assert_eq!(teams[0].reader, safe("lin@example.com"));
}

#[test]
fn a_cache_is_shown_to_its_own_reader_only_and_dropped_before_anyone_else() {
    let mut theirs = cached();
    theirs.account.user.email = safe("wang@example.com");
    let mut robot = Robot::again(&Robot::signed_in(), theirs);
    assert!(!robot.screen().contains("张伟"), "{}", robot.screen());
    assert!(robot.done().contains(&Effect::DropCache));
}

#[test]
fn without_a_session_a_cache_is_not_shown() {
    let robot = Robot::again(&Robot::new(), cached());
    let screen = robot.screen();
    assert!(screen.contains("Sign in") && !screen.contains("张伟"), "{screen}");
}

#[test]
fn a_sign_out_drops_it_and_an_end_by_tower_does_not() {
    let mut robot = Robot::browsing();
    robot.done();
    robot.press("iLL");
    assert!(robot.done().contains(&Effect::DropCache));

    let mut robot = Robot::browsing();
    robot.done();
    robot.another_window_signs_out();
    assert!(robot.done().contains(&Effect::DropCache), "signed out elsewhere");

    let mut robot = Robot::browsing();
    robot.wait(6900).done();
    robot.token(refused(400, "invalid_grant"));
    assert!(!robot.done().contains(&Effect::DropCache));
}

#[test]
fn what_comes_after_a_sign_out_is_not_kept() {
    let mut robot = Robot::browsing();
    robot.press("r").done();
    robot.press("iLL");
    assert!(robot.done().contains(&Effect::DropCache));
    robot.members(people::members());
    assert_eq!(kept(&mut robot), (Vec::new(), Vec::new()));
}

#[test]
fn what_is_read_behind_the_first_picture_is_searched_as_it_comes_and_says_how_far_it_is() {
    let mut begun = cached();
    let team = begun.team.as_mut().expect("a team");
    (team.all, team.inactive) = (214, 1);
    let id = team.team.clone();
    let mut robot = Robot::again(&Robot::signed_in(), begun);
    assert!(robot.done().contains(&Effect::ReadCache));
    assert!(robot.screen().contains("1/213"), "it is known how many there will be: {}", robot.screen());
    let more = |robot: &mut Robot, part| {
        robot.happens(Event::CacheRead { team: id.clone(), part });
    };

    robot.press("/zhang");
    assert!(robot.screen().contains("searched 13 of 213"), "{}", robot.screen());
    let block = Block::of(people::crowd(100..300).into(), &mut Speller::default());
    more(&mut robot, CachedPart::Members(vec![Arc::new(block)]));
    assert!(robot.screen().contains("searched 213 of 213"), "{}", robot.screen());
    robot.press("<esc>/299");
    assert!(robot.screen().contains("成员 299"), "{}", robot.screen());
    more(&mut robot, CachedPart::End);
    assert!(!robot.screen().contains("searched"), "{}", robot.screen());
}

#[test]
fn tower_is_asked_once_the_first_keys_had_their_turn_and_the_cache_is_read_or_is_too_slow() {
    let begun = || {
        let mut begun = cached();
        begun.team.as_mut().expect("a team").all = 300;
        begun
    };
    let id = people::teams().first().expect("a team").id.clone();
    let asks = |robot: &mut Robot| robot.calls().iter().any(|call| matches!(call, Call::Members { .. }));

    let (just_before, just_then) = (Duration::from_millis(99), Duration::from_millis(1));

    let mut robot = Robot::again(&Robot::signed_in(), begun());
    robot.happens(Event::CacheRead { team: id.clone(), part: CachedPart::End });
    robot.wait_exactly(just_before);
    assert!(!asks(&mut robot), "whoever looks for somebody types at once");
    robot.wait_exactly(just_then);
    assert!(asks(&mut robot));

    let mut robot = Robot::again(&Robot::signed_in(), begun());
    robot.rest();
    assert!(!asks(&mut robot), "what is cached comes first");
    robot.happens(Event::CacheRead { team: id, part: CachedPart::End });
    assert!(asks(&mut robot));

    let mut robot = Robot::again(&Robot::signed_in(), begun());
    robot.rest();
    assert!(!asks(&mut robot));
    robot.wait(1);
    assert!(asks(&mut robot), "a disk that does not answer holds nothing up");
}

#[test]
fn a_cache_that_turns_out_to_be_damaged_is_not_shown_any_longer_and_what_tower_says_is() {
    let mut begun = cached();
    let team = begun.team.as_mut().expect("a team");
    team.all = 300;
    let id = team.team.clone();
    let mut robot = Robot::again(&Robot::signed_in(), begun);
    robot.happens(Event::CacheRead { team: id.clone(), part: CachedPart::Damaged });
    assert!(!robot.screen().contains("张伟"), "{}", robot.screen());
    robot.members(people::crowd(0..3));
    assert!(robot.screen().contains("成员 2"), "{}", robot.screen());
    robot.happens(Event::CacheRead { team: id, part: CachedPart::End });
    assert!(robot.screen().contains("成员 2"), "what comes too late changes nothing: {}", robot.screen());
}
