//! Finding a person or a team by what is typed.

use ratatui::style::Modifier;
use tower_tui::base::lang::Lang;
use tower_tui::base::measure::width;
use tower_tui::tower::call::Reply;

use crate::people;
use crate::robot::Robot;

/// What stands out as found on the screen, row by row.
fn found(robot: &Robot) -> Vec<String> {
    let (buffer, _) = robot.drawn();
    let rows = (0..buffer.area.height).map(|y| {
        let mut row = String::new();
        let mut x = 0;
        while x < buffer.area.width {
            let cell = &buffer[(x, y)];
            if cell.modifier.contains(Modifier::BOLD | Modifier::UNDERLINED) {
                row.push_str(cell.symbol());
            }
            x += u16::try_from(width(cell.symbol()).max(1)).expect("a cell is narrow");
        }
        row
    });
    rows.filter(|row| !row.is_empty()).collect()
}

#[test]
fn a_number_and_a_name_are_found_however_they_are_spaced() {
    for typed in ["13700001122", "1370000 1122", "137 0000 1122"] {
        let mut robot = Robot::browsing();
        robot.press("/").paste(typed);
        assert!(robot.row("曾国栋").starts_with("│›") && robot.screen().contains("1/1 "), "{typed}");
    }
    for typed in ["拉买买", "拉·买买", "李lee"] {
        let mut robot = Robot::browsing();
        robot.press("/").paste(typed);
        assert!(robot.screen().contains("1/1 "), "{typed}: {}", robot.screen());
    }
}

#[test]
fn what_is_typed_always_has_cells() {
    let mut robot = Robot::browsing();
    robot.press("/后端").size(20, 5);
    assert!(robot.screen().contains("/ 后端"), "{}", robot.screen());
    robot.lang(Lang::Zh);
    assert!(robot.screen().contains("/ 后端"), "{}", robot.screen());
    robot.size(80, 24);
    assert!(robot.row("/ 后端").ends_with("4/13  Esc 清除"), "{}", robot.screen());
}

#[test]
fn a_pasted_line_break_parts_words() {
    let mut robot = Robot::browsing();
    robot.press("/").paste("后端\n137");
    assert!(robot.screen().contains("/ 后端 137"), "{}", robot.screen());
}

#[test]
fn the_filter_says_what_it_looks_at() {
    for (width, height) in [(80, 24), (120, 40)] {
        let mut robot = Robot::browsing();
        robot.press("/").size(width, height);
        let bar = robot.row("F1 help");
        assert!(bar.starts_with(" name, role, group, phone, note  Enter keep"), "{}", robot.screen());
        robot.lang(Lang::Zh);
        assert!(robot.row("F1 帮助").starts_with(" 姓名, 角色, 分组, 电话, 备注  Enter 保留"));
    }
    let mut robot = Robot::browsing();
    robot.press("/").size(76, 24);
    assert!(robot.row(" name, role").starts_with(" name, role, group, phone, note  Enter keep   "));
    robot.size(60, 24);
    assert!(robot.row("Enter keep").contains("F1 help"), "the keys go first: {}", robot.screen());
}

#[test]
fn what_was_found_stands_out() {
    let mut robot = Robot::signed_in();
    robot.tower(Reply::Teams(people::teams())).press("/API");
    assert_eq!(found(&robot), ["API"]);

    let mut robot = Robot::browsing();
    robot.press("/后端 运维");
    assert_eq!(found(&robot), ["后端运维"]);
    robot.press("<esc>/1380013");
    assert_eq!(found(&robot), ["138 0013"]);
}
