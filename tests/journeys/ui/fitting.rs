//! Every size of screen: what fits is whole, and what does not is left out in the order of its importance.

use tower_tui::tower::call::Reply;
use tower_tui::tower::model::{Id, Member, MemberId, Team};

use crate::answers::safe;
use crate::people;
use crate::robot::Robot;

/// A team with this name opened and these members on the screen.
fn team_of(name: &str, members: Vec<Member>) -> Robot {
    let team = people::teams().into_iter().take(1).map(|team| Team { name: safe(name), ..team });
    let mut robot = Robot::signed_in();
    robot
        .tower(Reply::User(people::user()))
        .tower(Reply::Teams(team.collect::<Vec<_>>().into()))
        .members(members);
    robot
}

#[test]
fn a_detail_on_the_whole_screen_leaves_the_header_and_the_filter_in_place() {
    for (width, height) in [(80, 24), (80, 15), (40, 10), (120, 40)] {
        let mut robot = Robot::browsing();
        robot.press("/后端<enter>").size(width, height).press("z");
        let screen = robot.screen();
        let rows: Vec<&str> = screen.lines().collect();
        assert!(rows[0].contains("云端科技 › Members"), "{screen}");
        assert!(rows[1].starts_with(" / 后端"), "{screen}");
        assert!(screen.contains("曾国栋") && screen.contains("someone@example.com"), "{screen}");
    }
    let mut robot = Robot::browsing();
    robot.press("pz");
    assert!(robot.row("云端科技").contains("› Members"), "{}", robot.screen());
}

#[test]
fn where_no_detail_fits_beside_the_table_p_opens_it_on_the_whole_screen() {
    for (width, height) in [(80, 19), (50, 30)] {
        let mut robot = Robot::browsing();
        robot.size(width, height).press("p");
        assert!(robot.screen().contains("someone@example.com"), "{}", robot.screen());
        robot.press("<esc>").size(80, 24);
        assert!(robot.screen().contains("p hide"), "the choice for larger screens is untouched");
    }
}

#[test]
fn an_id_stands_on_one_row() {
    let id = "c979895c0123456789abcdef1c726872";
    let member = Member { id: MemberId(Id::parse(id).expect("an id")), ..people::member(1, "张伟") };
    let mut robot = team_of("云端科技", vec![member]);
    for size in [(120, 40), (80, 24), (40, 10)] {
        robot.size(size.0, size.1).press("z");
        assert!(robot.screen().contains(id), "{}", robot.screen());
        robot.press("<esc>");
    }
    robot.size(120, 40);
    assert!(robot.screen().contains(id), "{}", robot.screen());
}

#[test]
fn a_name_of_nothing_is_a_dash() {
    let robot = team_of(" 　", vec![people::member(1, "  "), people::member(2, "")]);
    assert!(robot.screen().contains(" - › Members"), "{}", robot.screen());
    assert!(robot.screen().contains("│›- "), "{}", robot.screen());
    assert!(robot.screen().contains("┌─ - ─"), "{}", robot.screen());
}

#[test]
fn a_long_name_of_a_team_gives_way_to_where_the_person_is() {
    let mut robot = team_of(&"很长的名字".repeat(20), people::members());
    for width in [40, 60, 80, 120] {
        robot.size(width, 24);
        assert!(robot.row("很长的").contains("⋯ › Members"), "{}", robot.screen());
    }
    robot.size(80, 24);
    assert!(robot.row("很长的").contains("updated 0s ago  林小北"), "{}", robot.screen());
}

/// The headings of the table, each at its place.
fn headings(robot: &Robot) -> String {
    robot.row("│ Name").split("││").take(1).collect()
}

#[test]
fn columns_stand_still_while_the_person_scrolls() {
    let mut members = people::crowd(0..100);
    members.push(people::member(100, "一个特别特别长的名字放在最后面"));
    for size in [(60, 24), (80, 24), (120, 40)] {
        let mut robot = team_of("云端科技", members.clone());
        robot.size(size.0, size.1);
        let before = headings(&robot);
        robot.press("G");
        assert_eq!(headings(&robot), before, "{}", robot.screen());
        robot.press("/100");
        assert_eq!(headings(&robot), before, "{}", robot.screen());
    }
}

#[test]
fn a_number_is_shown_whole_or_not_at_all() {
    for width in 60..=140 {
        let mut robot = Robot::browsing();
        robot.size(width, 19);
        let row = robot.row("│›张伟");
        assert!(row.contains("138 0013 8000") || !row.contains("138"), "{width}: {row}");
        let has_phone = headings(&robot).contains("Phone");
        assert_eq!(row.contains("138"), has_phone, "{width}: {}", robot.screen());
    }
    let mut robot = Robot::browsing();
    robot.size(60, 19);
    assert!(robot.row("Ana García").contains("+34 600 123 456"), "{}", robot.screen());

    let long = Member { phone: Some(safe(&"138 0013 8000 / ".repeat(4))), ..people::member(1, "张伟") };
    let robot = team_of("云端科技", vec![long]);
    assert!(!robot.row("│›张伟").contains("138"), "{}", robot.screen());
    assert!(robot.row("│›张伟").contains('⋯'), "{}", robot.screen());
}

#[test]
fn the_address_for_mail_has_a_column_from_120_columns_on() {
    let mut robot = Robot::browsing();
    robot.size(120, 40);
    assert!(robot.row("›张伟").contains("someone@example.com"), "{}", robot.screen());
    robot.press("p");
    assert!(robot.row("›张伟").contains("someone@example.com"), "{}", robot.screen());
    robot.size(119, 40);
    assert!(!robot.screen().contains("Email"), "{}", robot.screen());
}

#[test]
fn the_note_goes_before_the_phone_number_does() {
    let mut robot = Robot::browsing();
    robot.size(100, 30);
    assert!(robot.row("│ Name").contains("Phone"), "{}", robot.screen());
    assert!(robot.row("曾国栋").contains("137 0000 1122"), "{}", robot.screen());
}

#[test]
fn u30_a_column_that_is_chosen_shows_or_says_that_it_has_no_room() {
    let mut robot = Robot::browsing();
    robot.size(80, 24).press("c").press("jjjj<enter>jj<enter>j<enter>");
    let menu = robot.screen();
    for (column, is_shown) in [("Email", true), ("Updated", false)] {
        let row = robot.row(&format!("x {column}"));
        assert_eq!(row.contains("no room: widen the window"), !is_shown, "{menu}");
        assert!(row.contains("x "), "{menu}");
    }
    robot.press("<esc>");
    assert!(
        robot.row("Name").contains("Email") && !robot.row("Name").contains("Updated"),
        "{}",
        robot.screen()
    );
}
