//! What happened: in a team and by a member, by day, further back as one scrolls.

use tower_tui::app::Effect;
use tower_tui::base::lang::Lang;
use tower_tui::base::time::Wall;
use tower_tui::tower::call::{Call, Reply};
use tower_tui::tower::event::{Event, EventId, EventPage, Feed};
use tower_tui::tower::failure::Failure;
use tower_tui::tower::model::{Id, MemberId, MemberRef};

use crate::answers::safe;
use crate::pictures::pictures;
use crate::robot::Robot;

/// 28 August 2026, 10:40 at Tower.
const MORNING: i64 = 1_787_884_800_000;
const HOUR: i64 = 3_600_000;

fn event(number: u32, at: Option<i64>, by: Option<&str>, action: &str, title: &str) -> Event {
    let member =
        |name: &str| MemberRef { id: MemberId(Id::parse("m1").expect("an id")), name: Some(safe(name)) };
    Event {
        id: EventId(Id::parse(&number.to_string()).expect("an id")),
        at: at.map(Wall),
        by: by.map(member),
        action: safe(action),
        title: safe(title),
        place: Some(safe("移动端")),
        place_kind: None,
    }
}

/// Events of these numbers, the newest first, three hours apart.
pub(super) fn events(numbers: std::ops::Range<u32>) -> Reply {
    let one = |number: u32| {
        let at = MORNING - (1000 - i64::from(number)) * 3 * HOUR;
        event(number, Some(at), Some("张伟"), "完成了任务", &format!("任务 {number}"))
    };
    Reply::Events(EventPage { events: numbers.rev().map(one).collect(), unreadable: 0 })
}

/// What is odd: in the future, without a creator, a word, a title or a moment.
pub(super) fn odd() -> Reply {
    let mut nowhere = event(1, None, None, "", "");
    nowhere.place = None;
    let events = vec![
        event(9, Some(MORNING + 900 * 24 * HOUR), Some("张伟"), "预定了会议", "将来"),
        event(8, Some(MORNING), None, "做了没听说过的事", "一对一: 本月"),
        event(7, Some(MORNING - 11 * HOUR), Some("欧阳娜娜"), "评论了任务", "登录页改版: 交互走查"),
        nowhere,
    ];
    Reply::Events(EventPage { events, unreadable: 2 })
}

fn asked(robot: &Robot) -> Vec<(Feed, Option<String>)> {
    let of = |call| match call {
        Call::Events { feed, after, .. } => Some((feed, after.map(|id: EventId| id.0.as_str().to_owned()))),
        _ => None,
    };
    robot.calls().into_iter().filter_map(of).collect()
}

pub(super) fn opened(reply: Reply) -> Robot {
    let mut robot = Robot::browsing();
    robot.press("jjA").tower(reply);
    robot
}

#[test]
fn what_happened_in_a_team_stands_by_day_and_back_leads_to_the_same_row() {
    let mut robot = Robot::browsing();
    robot.press("jjA");
    assert_eq!(asked(&robot), [(Feed::Team, None)]);
    assert!(robot.row("tower-tui").contains("云端科技 › Members › Activity"), "{}", robot.screen());
    robot.wait(4);
    assert!(robot.screen().contains("loading activity⋯ 4s  Esc cancel"), "{}", robot.screen());
    robot.tower(events(900..1000));
    assert!(robot.row("任务 999").contains("› 07:40  张伟"), "{}", robot.screen());
    assert!(robot.says("2026-08-28 Fri") && robot.says("2026-08-27 Thu"), "{}", robot.screen());
    robot.lang(Lang::Zh);
    assert!(robot.says("2026-08-28 周五") && robot.says("动态"), "{}", robot.screen());
    robot.lang(Lang::En).press("<esc>");
    assert!(robot.row("曾国栋 ").starts_with("│›"), "{}", robot.screen());
    assert!(!robot.has_quit());
}

#[test]
fn more_comes_as_the_end_comes_near_until_the_cursor_brings_nothing_new() {
    let mut robot = opened(events(950..1000));
    assert_eq!(asked(&robot), []);
    robot.press("G");
    assert_eq!(asked(&robot), [(Feed::Team, Some("950".to_owned()))]);
    robot.tower(events(900..951)).press("G");
    assert!(robot.says("100/100+"), "{}", robot.screen());
    assert_eq!(asked(&robot), [(Feed::Team, Some("900".to_owned()))]);
    robot.tower(events(900..951));
    assert!(robot.says("100/100 "), "a cursor that stands still: {}", robot.screen());
    robot.press("kG");
    assert_eq!(asked(&robot), []);
}

#[test]
fn a_part_that_fails_leaves_what_has_come_and_is_asked_for_again() {
    let mut robot = opened(events(950..1000));
    robot.press("G");
    robot.fails_events(Failure::Forbidden);
    assert!(robot.says("任务 950") && robot.says("No access to this in Tower (403)"), "{}", robot.screen());
    robot.press("r");
    assert_eq!(asked(&robot), [(Feed::Team, Some("950".to_owned()))]);
}

#[test]
fn what_is_new_comes_above_and_the_selection_stays() {
    let mut robot = opened(events(950..1000));
    robot.press("j");
    assert!(robot.row("任务 998").contains('›'), "{}", robot.screen());
    robot.press("r").tower(events(960..1004));
    assert!(robot.row("任务 998").contains('›'), "{}", robot.screen());
    assert!(robot.says("6/54+"), "{}", robot.screen());
}

#[test]
fn a_member_has_a_feed_of_their_own() {
    for (keys, back) in [("jj<enter>A", "Members"), ("jj<enter><s-tab>", "Members"), ("jjzA", "曾国栋")] {
        let mut robot = Robot::browsing();
        robot.press(keys);
        let [(Feed::Member(member), None)] = &asked(&robot)[..] else { panic!("{:?}", asked(&robot)) };
        assert_eq!(member.0.as_str(), "member-2");
        robot.tower(events(900..1000));
        assert!(
            robot.says("曾国栋 › Activity")
                && robot.says("[Activity 100+]")
                && !robot.row("任务 999").contains("张伟"),
            "{}",
            robot.screen()
        );
        robot.press("<esc>");
        assert!(robot.says(back), "{keys}: {}", robot.screen());
    }
}

#[test]
fn a_members_feed_is_a_tab_beside_their_to_dos() {
    let mut robot = Robot::browsing();
    robot.press("jj<enter><tab><tab><tab>");
    assert!(robot.says("[Assigned"), "{}", robot.screen());
    robot.press("<tab>").tower(events(900..1000));
    assert!(
        robot.says("Open Done Created Assigned [Activity 100+]") && robot.says("Tab switch"),
        "{}",
        robot.screen()
    );
    robot.press("<tab>");
    assert!(robot.says("[Open 7]"), "{}", robot.screen());
    robot.press("<s-tab>");
    assert!(robot.says("[Activity 100+]") && asked(&robot).is_empty(), "it is fresh: {}", robot.screen());
    robot.press("<s-tab>");
    assert!(robot.says("[Assigned"), "{}", robot.screen());
    robot.press("<esc>");
    assert!(robot.row("曾国栋 ").starts_with("│›"), "{}", robot.screen());
}

#[test]
fn u52_what_was_found_in_a_feed_stays_selected() {
    let mut robot = opened(events(900..1000));
    robot.press("/990<enter><esc>");
    assert!(robot.row("任务 990").contains("│›"), "{}", robot.screen());
}

#[test]
fn the_feed_of_a_team_has_no_tabs() {
    let mut robot = opened(events(900..1000));
    robot.press("<tab><s-tab>");
    assert!(robot.says("not possible here") && !robot.says("[Activity"), "{}", robot.screen());
    assert!(robot.row("任务 999").starts_with("│›"), "{}", robot.screen());
}

#[test]
fn ten_thousand_events_of_one_second_are_read_to_their_end() {
    let second = |numbers: std::ops::Range<u32>| {
        let one = |number: u32| event(number, Some(MORNING), Some("张伟"), "完成了任务", "一起");
        Reply::Events(EventPage { events: numbers.rev().map(one).collect(), unreadable: 0 })
    };
    let mut robot = opened(second(19_950..20_000));
    for part in 1..200 {
        robot.press("G");
        let [(Feed::Team, Some(after))] = &asked(&robot)[..] else { panic!("{part}: {:?}", asked(&robot)) };
        let after: u32 = after.parse().expect("a number");
        robot.tower(second(after - 50..after));
    }
    robot.press("G").tower(Reply::Events(EventPage::default()));
    assert!(robot.says("10000/10000 ") && robot.row("10000/10000").contains('─'), "{}", robot.screen());
    assert_eq!(robot.screen().matches("2026-08-28").count(), 0, "its day stands far above");
    robot.press("g");
    assert!(robot.says("2026-08-28 Fri") && robot.says("1/10000 "), "{}", robot.screen());
    assert_eq!(asked(&robot), []);
}

#[test]
fn an_event_is_found_and_copied() {
    let mut robot = opened(events(900..1000));
    robot.press("/998<enter>");
    assert!(robot.says("1/100") && robot.row("任务 998").contains('›'), "{}", robot.screen());
    robot.done();
    robot.press("y");
    let copied = robot.done().into_iter().any(|effect| {
        let (Effect::Copy(text) | Effect::CopyNatively { text, .. }) = effect else { return false };
        text == "张伟 完成了任务 任务 998 移动端"
    });
    assert!(copied, "{}", robot.screen());
}

#[test]
fn a_feed_that_may_not_be_seen_or_is_empty_says_so() {
    let mut robot = Robot::browsing();
    robot.press("A").fails_events(Failure::Forbidden);
    assert!(robot.says("No access to this in Tower (403)"), "{}", robot.screen());
    let robot = opened(Reply::Events(EventPage::default()));
    assert!(robot.says("No activity yet."), "{}", robot.screen());
}

#[test]
fn odd_events_are_drawn_at_every_size() {
    let mut robot = opened(odd());
    assert!(
        robot.says("2 unreadable") && robot.says("no date") && robot.says("somebody"),
        "{}",
        robot.screen()
    );
    for size in [(20, 5), (40, 10), (80, 24), (120, 40), (300, 100)] {
        for lang in [Lang::En, Lang::Zh, Lang::Pseudo] {
            robot.size(size.0, size.1).lang(lang).press("Gkg");
            assert!(!robot.screen().trim().is_empty(), "{size:?}");
        }
    }
    pictures("activity-odd", || opened(odd()));
}

#[test]
fn the_feed_of_a_team_and_of_a_member() {
    pictures("activity", || opened(events(900..1000)));
    pictures("activity-member", || {
        let mut robot = Robot::browsing();
        robot.press("jj<enter>A").tower(events(900..1000));
        robot
    });
}

#[test]
fn a_screen_reader_hears_where_it_is_and_what_happened() {
    let mut robot = Robot::listening();
    robot.press("jjA").tower(events(900..1000)).press("j");
    assert!(robot.says("2 of 100+: 2026-08-28 04:40, 张伟, 完成了任"), "{}", robot.screen());
}
