//! The filter of a member's to-dos, and the list of what they have given to others.

use tower_tui::base::lang::Lang;
use tower_tui::tower::model::{Id, MemberId, MemberRef};
use tower_tui::tower::todo::Todo;

use crate::answers::safe;
use crate::robot::Robot;
use crate::todos;

/// The numbers and titles that show.
fn shown(robot: &Robot) -> Vec<String> {
    let screen = robot.screen();
    let numbers = screen.lines().filter_map(|row| row.split_once('#')?.1.split_whitespace().next());
    numbers.map(str::to_owned).collect()
}

#[test]
fn the_work_that_presses_is_filtered_out_of_a_list() {
    for (typed, numbers) in [
        ("is:overdue", &["5077"][..]),
        ("状态:逾期", &["5077"]),
        ("due:today", &["4116"]),
        ("due:<2026-09-22", &["4116", "5077"]),
        ("due:<2026-09-22 !is:overdue", &["4116"]),
        ("project:hd due:none", &["3901", "5131"]),
        ("priority:hi", &["4116", "5077"]),
        ("label:缺陷", &[]),
        ("due:week", &["4116", "5102"]),
    ] {
        let mut robot = Robot::browsing();
        robot.press("jj<enter>/").press(typed);
        assert_eq!(shown(&robot), numbers, "{typed}: {}", robot.screen());
    }
}

#[test]
fn a_value_that_means_nothing_is_told_with_those_that_do() {
    let mut robot = Robot::browsing();
    robot.press("jj<enter>/is:foo");
    assert!(robot.says("unknown is:foo; valid: overdue, open, done"), "{}", robot.screen());
    robot.lang(Lang::Zh);
    assert!(robot.says("没有“状态:foo”，可用：逾期、未完成、已完成"), "{}", robot.screen());
    robot.lang(Lang::En).press("<esc>/due:<2026");
    assert!(robot.says("unknown due:<2026; valid: today, tomorrow"), "{}", robot.screen());
    robot.press("-09-22");
    assert_eq!(shown(&robot), ["4116", "5077"], "it is a day now: {}", robot.screen());
    robot.press("<esc>/");
    assert!(robot.row("Enter").contains("is: due: project: label: !not"), "{}", robot.screen());
}

#[test]
fn what_somebody_has_given_to_others_is_a_list_of_its_own() {
    let of = |number: u64, whose: Option<(&str, &str)>| Todo {
        number: Some(number),
        assignee: whose.map(|(id, name)| MemberRef {
            id: MemberId(Id::parse(id).expect("an id")),
            name: Some(safe(name)),
        }),
        ..todos::todo(&number.to_string(), "周报")
    };
    let mut robot = Robot::waiting_for_todos();
    robot.press("jj<enter>").tower(todos::page(Vec::new())).press("<tab><tab>");
    robot.tower(todos::page(Vec::new()));
    robot.tower(todos::page(vec![
        of(1, Some(("member-2", "曾国栋"))),
        of(2, Some(("member-0", "张伟"))),
        of(3, None),
        of(4, Some(("member-7", "司马相如"))),
    ]));
    assert_eq!(shown(&robot), ["1", "2", "3", "4"], "{}", robot.screen());
    robot.press("<tab>");
    assert!(robot.screen().contains("[Assigned 2]"), "{}", robot.screen());
    assert_eq!(shown(&robot), ["2", "4"], "{}", robot.screen());
    assert!(robot.row("#4").contains("司马相如"), "who has it: {}", robot.screen());
    assert_eq!(robot.todos_asked(), [""; 0], "it is the same list of Tower's");
    robot.press("/smxr");
    assert_eq!(shown(&robot), ["4"], "found by who has it: {}", robot.screen());
    robot.lang(Lang::Zh);
    assert!(robot.screen().contains("[交办 2]"), "{}", robot.screen());
}
