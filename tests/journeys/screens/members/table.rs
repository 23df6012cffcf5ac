//! Browsing: choosing a team, moving in its members, finding one, reading one.

use std::time::Duration;

use tower_tui::app::Effect;
use tower_tui::base::lang::Lang;
use tower_tui::tower::call::{Call, Reply};
use tower_tui::tower::failure::Failure;
use tower_tui::tower::json_api::MemberPage;
use tower_tui::tower::model::{Member, TeamList};

use crate::answers::{granted_to, refused, safe};
use crate::people;
use crate::robot::Robot;

fn page(members: Vec<Member>, is_last: bool) -> Reply {
    Reply::Members(MemberPage { members: members.into(), pages: Some(3), is_last, ..MemberPage::default() })
}

fn pages_asked(robot: &Robot) -> Vec<u32> {
    let page = |call| if let Call::Members { page, .. } = call { Some(page) } else { None };
    robot.calls().into_iter().filter_map(page).collect()
}

/// A team of two pages of which the first has come.
fn half_loaded() -> Robot {
    let mut robot = Robot::signed_in();
    robot.tower(Reply::Teams(people::teams().into())).press("<enter>");
    robot.tower(page(people::crowd(0..200), false));
    robot
}

#[test]
fn the_only_team_is_opened_without_a_question() {
    let mut robot = Robot::signed_in();
    robot.tower(Reply::Teams(people::teams().into_iter().take(1).collect::<Vec<_>>().into()));
    robot.members(people::members());

    assert!(robot.screen().contains("云端科技 › Members"), "{}", robot.screen());
}

#[test]
fn the_team_opened_last_is_opened_straight_away_and_remembered() {
    let mut robot = Robot::signed_in();
    robot.tower(Reply::Teams(people::teams().into())).press("j<enter>");
    let id = people::teams()[1].id.clone();
    assert!(robot.done().contains(&Effect::RememberTeam(id.clone())));

    let mut next = Robot::with_last_team(id);
    next.tower(Reply::Teams(people::teams().into()));
    assert!(next.screen().contains("API Team › Members"), "{}", next.screen());
}

#[test]
fn another_team_is_a_key_away_and_the_open_one_is_marked() {
    let mut robot = Robot::browsing();
    robot.press("t");
    assert!(robot.row("云端科技").contains('*'), "{}", robot.screen());

    robot.press("<esc>");
    assert!(robot.screen().contains("云端科技 › Members"));

    robot.press("tjj<enter>");
    assert!(robot.screen().contains("艾泽拉斯大事件 › Members"));
}

#[test]
fn opening_another_team_drops_the_fetch_under_way() {
    let mut robot = half_loaded();
    robot.press("tj<enter>");

    assert_eq!(pages_asked(&robot), [1], "only the new team's first page is on the wire");
    robot.members(people::crowd(900..903));
    assert!(robot.screen().contains("成员 900"), "{}", robot.screen());
    assert!(!robot.screen().contains("成员 1 "));
}

#[test]
fn the_selection_moves_with_the_keys() {
    let mut robot = Robot::browsing();
    assert!(robot.row("张伟").starts_with("│›"));

    robot.press("jj");
    assert!(robot.row("曾国栋").starts_with("│›"));
    robot.press("G");
    assert!(robot.screen().contains("13/13"), "{}", robot.screen());
    robot.press("g<c-d>");
    assert!(robot.screen().contains("6/13"));
}

#[test]
fn pages_are_shown_as_they_come_and_counted_not_followed() {
    let mut robot = half_loaded();
    assert!(robot.screen().contains("成员 0"));
    assert!(robot.screen().contains("loaded 200, page 1 of 3"), "{}", robot.screen());
    assert_eq!(pages_asked(&robot), [2, 3]);

    robot.tower(page(people::crowd(200..400), false));
    assert!(robot.screen().contains("loaded 400, page 2 of 3"), "{}", robot.screen());
    robot.tower(page(people::crowd(400..468), true));

    assert!(robot.screen().contains("1/468"), "{}", robot.screen());
    assert!(pages_asked(&robot).is_empty());
}

/// A page of a crowd.
fn page_of(
    numbers: std::ops::Range<usize>,
    pages: Option<u32>,
    is_last: bool,
    unreadable: usize,
) -> MemberPage {
    MemberPage { members: people::crowd(numbers).into(), pages, is_last, unreadable, ..MemberPage::default() }
}

fn of_fifty(number: u32) -> MemberPage {
    let number = usize::try_from(number).expect("a page");
    let members = people::crowd((number - 1) * 200..number * 200);
    MemberPage { members: members.into(), pages: Some(50), is_last: number == 50, ..MemberPage::default() }
}

/// A team of fifty pages of which the first has come.
fn of_ten_thousand() -> Robot {
    let mut robot = Robot::signed_in();
    robot.tower(Reply::Teams(people::teams().into())).press("<enter>");
    robot.page(1, Ok(of_fifty(1)));
    robot
}

#[test]
fn six_pages_are_on_the_wire_at_once_and_shown_in_order() {
    let mut robot = of_ten_thousand();
    assert_eq!(pages_asked(&robot), [2, 3, 4, 5, 6, 7]);

    robot.page(4, Ok(of_fifty(4))).page(3, Ok(of_fifty(3)));
    assert!(robot.screen().contains("loaded 200, page 1 of 50"), "{}", robot.screen());
    assert_eq!(pages_asked(&robot), [2, 5, 6, 7, 8, 9]);

    robot.page(2, Ok(of_fifty(2)));
    assert!(robot.screen().contains("loaded 800, page 4 of 50"), "{}", robot.screen());
    assert_eq!(pages_asked(&robot), [5, 6, 7, 8, 9, 10]);
}

#[test]
fn fifty_pages_come_whole_whatever_their_order() {
    let mut robot = of_ten_thousand();
    while let Some(last) = pages_asked(&robot).pop() {
        robot.page(last, Ok(of_fifty(last)));
    }
    assert!(robot.screen().contains("1/10000"), "{}", robot.screen());
    robot.press("G");
    assert!(robot.screen().contains("成员 9999"), "{}", robot.screen());
}

#[test]
fn a_list_that_has_grown_is_followed_to_its_new_end_and_one_that_shrank_to_its_own() {
    let mut robot = half_loaded();
    robot.page(2, Ok(page_of(200..400, Some(4), false, 0)));
    assert_eq!(pages_asked(&robot), [3, 4]);
    robot.page(3, Ok(page_of(400..600, Some(4), false, 0)));
    robot.page(4, Ok(page_of(600..610, Some(4), true, 0)));
    assert!(robot.screen().contains("1/610"), "{}", robot.screen());

    let mut robot = half_loaded();
    robot.page(2, Ok(page_of(200..210, Some(2), true, 0)));
    assert!(robot.screen().contains("1/210"), "{}", robot.screen());
    assert!(pages_asked(&robot).is_empty(), "what is past the end is not waited for");
}

#[test]
fn a_tower_that_does_not_say_how_many_pages_there_are_is_asked_for_one_at_a_time() {
    let mut robot = Robot::signed_in();
    robot.tower(Reply::Teams(people::teams().into())).press("<enter>");
    robot.page(1, Ok(page_of(0..200, None, false, 0)));
    assert_eq!(pages_asked(&robot), [2]);
    robot.page(2, Ok(MemberPage { is_last: true, ..MemberPage::default() }));
    assert!(robot.screen().contains("1/200"), "{}", robot.screen());
    assert!(pages_asked(&robot).is_empty());
}

#[test]
fn a_member_on_two_pages_is_one_member_and_a_page_without_news_ends_the_walk() {
    let mut robot = half_loaded();
    robot.tower(page(people::crowd(199..250), false));
    robot.tower(page(people::crowd(0..200), false));

    assert!(robot.screen().contains("1/250"), "{}", robot.screen());
    assert!(pages_asked(&robot).is_empty(), "a Tower that starts over does not keep us");
}

#[test]
fn u20_nobody_is_lost_behind_a_page_of_which_nothing_can_be_read() {
    for unreadable in [0, 200] {
        let mut robot = half_loaded();
        robot.tower(Reply::Members(MemberPage { unreadable, ..MemberPage::default() }));
        robot.tower(page(people::crowd(200..210), true));
        assert!(robot.screen().contains("1/210"), "{unreadable}: {}", robot.screen());
    }
}

#[test]
fn a_list_of_empty_pages_without_end_is_left() {
    let mut robot = half_loaded();
    for _ in 0..3 {
        robot.tower(Reply::Members(MemberPage::default()));
    }
    assert!(robot.screen().contains("1/200"), "{}", robot.screen());
    assert!(pages_asked(&robot).is_empty());
}

#[test]
fn a_page_that_fails_is_named_and_retried_alone() {
    let mut robot = of_ten_thousand();
    robot.page(3, Err(Failure::Refused { status: 500, retry_after: None }));
    assert!(robot.screen().contains("! page 3 failed  r retry"), "{}", robot.screen());
    assert!(robot.screen().contains("成员 3"), "what has come stays");

    robot.page(2, Ok(of_fifty(2))).page(4, Ok(of_fifty(4)));
    assert!(robot.screen().contains("loaded 400"), "what comes after it waits: {}", robot.screen());
    assert_eq!(pages_asked(&robot), [5, 6, 7]);

    robot.press("r");
    assert_eq!(pages_asked(&robot), [5, 6, 7, 3, 8, 9], "the others are as good as before");
    robot.page(3, Ok(of_fifty(3)));
    assert!(robot.screen().contains("loaded 800"), "{}", robot.screen());
}

#[test]
fn a_page_that_fails_for_the_network_is_tried_again_by_itself() {
    let mut robot = half_loaded();
    robot.page(3, Err(Failure::Unreachable(safe("connection refused"))));
    robot.wait(2);
    assert_eq!(pages_asked(&robot), [2, 3]);
}

#[test]
fn leaving_the_team_drops_every_page_on_the_wire() {
    let mut robot = of_ten_thousand();
    robot.press("tj<enter>");
    assert_eq!(pages_asked(&robot), [1], "the other team's first page");
}

#[test]
fn a_failed_refresh_keeps_the_rows_and_says_how_old_they_are() {
    let mut robot = Robot::browsing();
    robot.wait(180).press("r");
    robot.fails(Failure::NoAnswer(safe("timed out")));

    assert!(robot.row("张伟").contains("owner"));
    assert!(robot.row("tower-tui").contains("3m old"), "{}", robot.screen());
    assert!(robot.screen().contains("offline, retry 1s"));
}

#[test]
fn what_failed_for_the_network_is_tried_again_by_itself() {
    let mut robot = Robot::browsing();
    robot.press("r").fails(Failure::Unreachable(safe("connection refused")));
    assert!(pages_asked(&robot).is_empty());

    robot.wait(2);
    assert_eq!(pages_asked(&robot), [1]);
}

#[test]
fn what_is_forbidden_is_not_tried_again_by_itself() {
    let mut robot = Robot::signed_in();
    robot.tower(Reply::Teams(people::teams().into())).press("<enter>");
    robot.fails(Failure::Forbidden);
    assert!(robot.screen().contains("No access to this in Tower (403)"), "{}", robot.screen());

    robot.wait(600);
    assert!(pages_asked(&robot).is_empty());
    assert!(robot.screen().contains("token"), "a 403 is no reason to sign out");
}

#[test]
fn a_refresh_keeps_the_selected_member_wherever_it_has_moved() {
    let mut robot = Robot::browsing();
    robot.press("jjr");
    let mut members = people::members();
    members.insert(0, people::member(77, "新来的"));
    members.remove(1);
    members.swap(1, 2);
    robot.members(members);

    assert!(robot.row("曾国栋 ").starts_with("│›"), "{}", robot.screen());
}

#[test]
fn a_selected_member_who_is_gone_leaves_the_selection_to_the_nearest() {
    let mut robot = Robot::browsing();
    robot.press("Gr").members(people::members().into_iter().take(3).collect());

    assert!(robot.row("曾国栋 ").starts_with("│›"), "{}", robot.screen());
}

#[test]
fn an_old_list_stays_whole_while_the_new_one_comes() {
    let mut robot = Robot::browsing();
    robot.press("r").tower(page(people::crowd(0..200), false));
    assert!(robot.row("张伟").contains("owner"), "{}", robot.screen());

    robot.tower(page(people::crowd(200..300), true));
    assert!(robot.screen().contains("1/300"));
}

#[test]
fn typing_leaves_the_rows_that_match() {
    let mut robot = Robot::browsing();
    robot.press("/");
    assert_eq!(robot.cursor().map(|at| (at.x, at.y)), Some((3, 1)), "the input method appears at the caret");

    robot.press("后端 2");
    assert!(robot.screen().contains("1/13"), "{}", robot.screen());
    assert!(robot.row("曾国栋").starts_with("│›"));
    assert!(!robot.screen().contains("张伟"));

    robot.press("<enter>j");
    assert!(robot.cursor().is_none(), "keys move again");
    robot.press("<esc>");
    assert!(robot.screen().contains("张伟"));
}

#[test]
fn letters_are_text_while_the_filter_is_typed() {
    let mut robot = Robot::browsing();
    robot.press("/qlt");
    assert!(!robot.has_quit());
    assert!(robot.screen().contains("no match for \"qlt\"  Esc clears the filter"), "{}", robot.screen());
}

#[test]
fn the_filter_survives_a_refresh() {
    let mut robot = Robot::browsing();
    robot.press("/anag<enter>r").members(people::members());
    assert!(robot.screen().contains("1/1"), "{}", robot.screen());
    assert!(robot.row("Ana García").starts_with("│›"));
}

#[test]
fn members_who_left_show_when_asked_for() {
    let mut robot = Robot::browsing();
    assert!(!robot.screen().contains("赵六"));
    robot.press("aG");
    assert!(robot.screen().contains("14/14"));
    assert!(robot.row("赵六").contains("inactive"), "{}", robot.screen());
}

#[test]
fn the_own_row_says_so() {
    let mut robot = Robot::browsing();
    let own = people::members().into_iter().find(|member| member.name == safe("林小北"));
    robot.tower(Reply::OwnMember(own.map(Box::new))).press("G").size(120, 40);
    assert!(robot.row("›林小北").contains("you"), "{}", robot.screen());
}

#[test]
fn a_detail_opens_on_the_whole_screen_and_the_keys_go_through_the_people() {
    let mut robot = Robot::browsing();
    robot.press("jz");
    assert!(robot.screen().contains("someone@example.com"));
    assert!(!robot.screen().contains("张伟"));

    robot.press("j");
    assert!(robot.screen().contains("─ 曾国栋 ─"), "{}", robot.screen());
    robot.press("<esc>");
    assert!(robot.row("曾国栋 ").starts_with("│›"));
}

#[test]
fn the_detail_pane_can_be_put_away() {
    let mut robot = Robot::browsing();
    assert!(robot.screen().contains("p hide"));
    robot.press("p");
    assert!(!robot.screen().contains("p hide"));
    assert!(robot.screen().contains("林小北"), "the table has its rows: {}", robot.screen());
}

#[test]
fn waiting_can_be_given_up() {
    let mut robot = Robot::signed_in();
    robot.tower(Reply::Teams(people::teams().into())).press("<enter>").wait(4);
    assert!(robot.screen().contains("loading members⋯ 4s  Esc cancel"), "{}", robot.screen());

    robot.press("<esc>");
    assert!(pages_asked(&robot).is_empty());
    assert!(!robot.screen().contains("loading"));
}

#[test]
fn a_list_that_comes_at_once_shows_no_spinner() {
    let mut robot = Robot::signed_in();
    robot.tower(Reply::Teams(people::teams().into())).press("<enter>");
    robot.wait_exactly(Duration::from_millis(100));
    assert!(!robot.screen().contains("loading"));
    robot.wait_exactly(Duration::from_millis(100));
    assert!(robot.screen().contains("loading members"));
}

#[test]
fn an_app_that_may_nothing_is_told_what_to_check() {
    let mut robot = Robot::signed_in();
    robot.fails(Failure::AppNotAllowed);
    let screen = robot.screen();
    assert!(screen.contains("404 to everything") && screen.contains("scopes (read write)"), "{screen}");
    robot.lang(Lang::Zh);
    assert!(robot.screen().contains("请检查应用的 Scopes (read write) 和团队版本"));
}

#[test]
fn an_empty_team_and_an_account_without_teams_say_what_to_do() {
    let mut robot = Robot::signed_in();
    robot.tower(Reply::Teams(people::teams().into())).press("<enter>").members(Vec::new());
    assert!(robot.screen().contains("This team has no members yet.  t switches team"), "{}", robot.screen());

    let mut robot = Robot::signed_in();
    robot.tower(Reply::Teams(Vec::new().into()));
    assert!(robot.screen().contains("This account is in no team."), "{}", robot.screen());
}

#[test]
fn a_small_screen_keeps_the_keys() {
    let mut robot = Robot::browsing();
    robot.size(16, 3);
    assert_eq!(robot.screen(), "tower-tui\n16x3 < 20x5\nq quit\n");
    robot.press("j").size(20, 5);
    assert!(robot.row("欧阳娜娜").starts_with('›'), "{}", robot.screen());
    robot.press("q");
    assert!(robot.has_quit());
}

#[test]
fn escape_never_leaves_the_program_and_q_at_the_root_does() {
    let mut robot = Robot::browsing();
    robot.press("<esc><esc><esc>");
    assert!(!robot.has_quit());
    robot.press("q");
    assert!(robot.has_quit());
}

#[test]
fn ten_thousand_members_move_like_ten() {
    let mut robot = Robot::signed_in();
    robot.tower(Reply::Teams(people::teams().into())).press("<enter>");
    robot.members(people::crowd(0..10_000)).press("G");
    assert!(robot.screen().contains("10000/10000"), "{}", robot.screen());
    robot.press("/999<enter>");
    assert!(robot.screen().contains("/19 "), "{}", robot.screen());
}

#[test]
fn another_account_does_not_see_what_the_one_before_has_read() {
    let mut robot = Robot::browsing();
    robot.wait(6900).token(refused(401, "invalid_grant"));
    assert!(robot.screen().contains("张伟"), "the data stays for who read it");

    robot
        .press("L")
        .paste("4c9f40aa77c04f0f8e9d1c2b3a4f5e6d7c8b9a0f1e2d3c4b5a69788796a5b4e1")
        .press("<enter>");
    robot.token(granted_to("wang@example.com"));

    assert!(!robot.screen().contains("张伟"), "{}", robot.screen());
}

#[test]
fn q_leaves_whatever_is_loading_or_filtered() {
    let mut robot = Robot::browsing();
    robot.press("/ana<enter>r").wait(1).press("q");
    assert!(robot.has_quit());
}

#[test]
fn u20_entries_that_nobody_could_read_are_counted_beside_the_list() {
    let mut robot = Robot::signed_in();
    robot.tower(Reply::Teams(people::teams().into())).press("<enter>");
    robot.page(1, Ok(page_of(0..200, Some(2), false, 1)));
    assert!(robot.screen().contains("! 1 unreadable"), "{}", robot.screen());
    robot.page(2, Ok(page_of(200..210, Some(2), true, 2)));
    assert!(robot.screen().contains("! 3 unreadable"), "{}", robot.screen());
}

#[test]
fn u20_a_team_that_nobody_could_read_is_counted_and_does_not_make_another_the_only_one() {
    let mut robot = Robot::signed_in();
    let teams: Vec<_> = people::teams().into_iter().take(1).collect();
    robot.tower(Reply::Teams(TeamList { teams, unreadable: 1, has_next: false }));
    let screen = robot.screen();
    assert!(screen.contains("Choose a team") && screen.contains("! 1 unreadable"), "{screen}");
    let mut robot = Robot::signed_in();
    robot.tower(Reply::Teams(TeamList { unreadable: 2, ..TeamList::default() }));
    let screen = robot.screen();
    assert!(screen.contains("! 2 unreadable") && !screen.contains("is in no team"), "{screen}");
}
