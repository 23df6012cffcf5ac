//! The team picker.

use tower_tui::base::lang::Lang;
use tower_tui::tower::call::Reply;
use tower_tui::tower::json_api::MemberPage;

use crate::people;
use crate::robot::Robot;

#[test]
fn the_picker_says_how_many_a_team_has_once_all_of_them_are_known() {
    let first = MemberPage { members: people::members().into(), pages: Some(3), ..MemberPage::default() };
    let mut robot = Robot::signed_in();
    robot
        .tower(Reply::Teams(people::teams().into()))
        .press("<enter>")
        .tower(Reply::Members(first))
        .press("t");
    let heads = robot.row("created");
    assert!(!heads.contains("Members"), "of no team are all known: {}", robot.screen());

    let mut robot = Robot::browsing();
    robot.press("t");
    assert!(robot.row("created").contains("Members  created"), "{}", robot.screen());
    assert!(robot.row("云端科技  ").contains("     13  2014-05-15"), "{}", robot.screen());
    assert!(robot.row("API Team").contains("      2018-04-16"), "{}", robot.screen());
    robot.lang(Lang::Zh);
    assert!(robot.row("创建于").contains("成员  创建于"), "{}", robot.screen());
}
