//! Failures: what the screen says, and that the lists stay on it.

use tower_tui::base::lang::Lang;
use tower_tui::tower::call::{Call, Reply};
use tower_tui::tower::failure::Failure;
use tower_tui::tower::json_api::MemberPage;
use tower_tui::tower::model::{Id, Team, TeamId};

use crate::answers::{granted, granted_to, refused, safe};
use crate::people;
use crate::robot::Robot;

/// A team that was opened and whose members have not come yet.
fn opened() -> Robot {
    let mut robot = Robot::signed_in();
    robot.tower(Reply::Teams(people::teams().into())).press("<enter>");
    robot
}

#[test]
fn a_known_cause_is_told_in_the_language_of_the_screen_and_another_as_it_came() {
    let mut robot = opened();
    robot.lang(Lang::Zh).fails(Failure::Unreachable(safe("Connection refused (os error 111)")));
    let screen = robot.screen();
    assert!(screen.contains("该地址拒绝连接") && !screen.contains("os error"), "{screen}");

    let mut robot = opened();
    robot.lang(Lang::Zh).fails(Failure::Unreachable(safe("something new")));
    assert!(robot.screen().contains("网络出错（something new）"), "{}", robot.screen());
}

fn first_page() -> Reply {
    Reply::Members(MemberPage {
        members: people::members().into(),
        pages: Some(3),
        is_last: false,
        ..MemberPage::default()
    })
}

/// The renewal is refused: the session is over.
fn signed_out(mut robot: Robot) -> Robot {
    robot.wait(6900).token(refused(401, "invalid_grant"));
    robot
}

fn column(row: &str, word: &str) -> usize {
    row.split(word).next().map_or(0, |before| before.chars().count())
}

#[test]
fn a_pane_without_data_promises_nothing_once_the_session_is_over() {
    let robot = signed_out(opened());
    let screen = robot.screen();
    assert!(screen.contains("! Signed out") && screen.contains("L  sign in"), "{screen}");
    assert!(screen.contains("t  choose another team") && !screen.contains("renewal"), "{screen}");
}

#[test]
fn a_list_cut_short_by_the_end_of_the_session_offers_to_sign_in_and_not_to_retry() {
    let mut robot = opened();
    robot.tower(first_page());
    let mut robot = signed_out(robot);
    let border = robot.row("loaded 14");
    assert!(border.contains("signed out  L sign in") && !border.contains("retry"), "{border}");
    robot.lang(Lang::Zh);
    assert!(robot.row("已加载 14").contains("L 登录"), "{}", robot.screen());
}

#[test]
fn the_bar_and_the_pane_count_down_to_the_same_moment() {
    let mut robot = Robot::signed_in();
    robot.tower(Reply::Teams(people::teams().into())).press("r");
    for seconds in [1, 2, 4] {
        robot.fails(Failure::Unreachable(safe("dns error"))).wait(seconds);
    }
    robot.fails(Failure::Unreachable(safe("dns error")));
    assert!(!robot.screen().contains("retry 1s"), "the teams wait for longer: {}", robot.screen());

    robot.press("<enter>").fails(Failure::Unreachable(safe("dns error")));
    let screen = robot.screen();
    assert!(screen.contains("Next try in 1s") && screen.contains("offline, retry 1s"), "{screen}");
}

#[test]
fn a_list_that_was_not_waited_for_says_how_to_get_it() {
    let mut robot = Robot::signed_in();
    robot.press("<esc>");
    assert!(robot.screen().contains("canceled  r loads"), "{}", robot.screen());
    assert!(!robot.screen().contains("Teams 0"), "nobody knows how many there are");

    let mut robot = opened();
    robot.press("<esc>");
    assert!(robot.screen().contains("canceled  r loads"), "{}", robot.screen());
    robot.lang(Lang::Zh).size(40, 10);
    assert!(robot.screen().contains("已取消  r 重新加载"), "{}", robot.screen());
    robot.press("r").members(people::members());
    assert!(robot.screen().contains("张伟"), "{}", robot.screen());
}

#[test]
fn a_page_that_was_not_waited_for_leaves_what_has_come_and_is_asked_for_again() {
    let mut robot = opened();
    robot.tower(first_page()).press("<esc>");
    assert!(robot.row("loaded 14").contains("canceled  r loads"), "{}", robot.screen());
    robot.press("r");
    assert!(robot.calls().iter().any(|call| matches!(call, Call::Members { page: 2, .. })));
}

#[test]
fn a_renewal_moves_nothing_on_the_screen() {
    for lang in [Lang::En, Lang::Zh] {
        let mut robot = Robot::browsing();
        let word = if lang == Lang::En { "online" } else { "在线" };
        robot.lang(lang).wait(6890);
        let before = column(&robot.row(word), word);
        robot.wait(10);
        let during = column(&robot.row(word), word);
        robot.token(granted(7199));
        let after = column(&robot.row(word), word);
        assert!(robot.screen().contains('✓') && before == during && during == after, "{}", robot.screen());
    }
}

#[test]
fn those_who_do_not_show_are_counted() {
    let mut robot = Robot::browsing();
    assert!(robot.screen().contains("1 inactive hidden  a shows them"), "{}", robot.screen());
    robot.press("a");
    assert!(robot.screen().contains("1 inactive shown  a hides them"), "{}", robot.screen());

    let mut robot = opened();
    robot.tower(first_page());
    let border = robot.row("loaded 14, page 1 of 3");
    assert!(border.contains("1 inactive hidden"), "{}", robot.screen());
}

#[test]
fn a_filter_that_leaves_no_team_says_so() {
    let mut robot = Robot::signed_in();
    robot.tower(Reply::Teams(people::teams().into())).press("/qqq");
    let screen = robot.screen();
    assert!(screen.contains("no match for \"qqq\"") && !screen.contains("1/0"), "{screen}");
    robot.size(40, 10);
    assert!(robot.screen().contains("no match for \"qqq\""), "{}", robot.screen());
}

#[test]
fn the_mark_of_the_last_team_is_explained_only_where_it_shows_and_is_true() {
    let explained = |robot: &Robot| robot.screen().contains("* last used");
    let mut robot = Robot::signed_in();
    assert!(!explained(&robot), "while it loads");
    robot.tower(Reply::Teams(people::teams().into()));
    assert!(!explained(&robot), "no team has the mark: {}", robot.screen());
    robot.press("<enter>t");
    assert!(explained(&robot), "{}", robot.screen());
    robot.press("/api");
    assert!(!explained(&robot), "the one with the mark is filtered away: {}", robot.screen());
    robot.press("<esc>").size(70, 24);
    assert!(!explained(&robot), "it does not fit whole: {}", robot.screen());
}

#[test]
fn a_team_read_before_shows_at_once_and_stays_whatever_fails() {
    let mut robot = Robot::browsing();
    robot.press("/端<enter>jj").wait(180);
    robot.press("tj<enter>").fails(Failure::Unreachable(safe("dns error")));
    assert!(!robot.screen().contains("单小满"), "{}", robot.screen());

    robot.press("t").press("k<enter>");
    assert!(
        robot.row("田中 太郎").starts_with("│›"),
        "filter and selection are as they were: {}",
        robot.screen()
    );
    assert!(robot.row("tower-tui").contains("3m ago"), "{}", robot.screen());
    robot.fails(Failure::Unreachable(safe("dns error")));
    assert!(robot.row("tower-tui").contains("3m old"), "{}", robot.screen());
    assert!(robot.screen().contains("单小满"), "{}", robot.screen());
}

#[test]
fn a_team_read_before_is_read_anew() {
    let mut robot = Robot::browsing();
    robot.press("tj<enter>").members(people::crowd(900..903)).press("tk<enter>");
    assert!(robot.calls().iter().any(|call| matches!(call, Call::Members { page: 1, .. })));
    robot.members(people::crowd(0..3));
    assert!(!robot.screen().contains("张伟") && robot.screen().contains("成员 2"), "{}", robot.screen());
}

#[test]
fn no_more_than_eight_teams_are_kept() {
    let teams = (0..10).map(|number| Team {
        id: TeamId(Id::parse(&format!("t{number}")).expect("an id")),
        name: safe(&format!("团队 {number}")),
        created: None,
    });
    let mut robot = Robot::signed_in();
    robot.tower(Reply::Teams(teams.collect::<Vec<_>>().into())).press("<enter>").members(people::members());
    for number in 1..10 {
        robot.press("tj<enter>").members(people::crowd(number * 10..number * 10 + 3));
    }
    robot.press("tg<enter>");
    assert!(!robot.screen().contains("张伟"), "left longest ago: {}", robot.screen());
    robot.press("tjj<enter>");
    assert!(robot.screen().contains("成员 22"), "{}", robot.screen());
}

#[test]
fn what_is_kept_is_not_for_another_account() {
    let mut robot = Robot::browsing();
    robot.press("tj<enter>").members(people::crowd(900..903)).wait(6900).token(refused(401, "invalid_grant"));
    robot
        .press("L")
        .paste("4c9f40aa77c04f0f8e9d1c2b3a4f5e6d7c8b9a0f1e2d3c4b5a69788796a5b4e1")
        .press("<enter>");
    robot
        .token(granted_to("wang@example.com"))
        .tower(Reply::Teams(people::teams().into()))
        .press("tk<enter>");
    assert!(robot.screen().contains("云端科技 › Members"), "{}", robot.screen());
    assert!(!robot.screen().contains("张伟"), "{}", robot.screen());
}
