//! What is said when something does not come, and what stays on the screen all the same.

use tower_tui::base::lang::Lang;
use tower_tui::tower::call::Reply;
use tower_tui::tower::failure::Failure;

use crate::people;
use crate::robot::{Robot, safe};

/// A team that was opened and whose members have not come yet.
fn opened() -> Robot {
    let mut robot = Robot::signed_in();
    robot.tower(Reply::Teams(people::teams())).press("<enter>");
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
    assert!(robot.screen().contains("网络出错 (something new)"), "{}", robot.screen());
}
