//! A to-do that somebody named: by its number in the palette, by an address or Tower's line that is pasted on a list.

use tower_tui::app::Effect;
use tower_tui::base::lang::Lang;
use tower_tui::tower::call::{Call, Reply};
use tower_tui::tower::failure::Failure;
use tower_tui::tower::todo::Todo;

use crate::robot::Robot;
use crate::todos;

/// The calls for a to-do by name: `team-0 4116`, or the id of one.
fn asked(robot: &Robot) -> Vec<String> {
    let one = |call| match call {
        Call::TodoByNumber { team, number } => Some(format!("{} {number}", team.0.as_str())),
        Call::Todo(id) => Some(id.0.as_str().to_owned()),
        _ => None,
    };
    robot.calls().into_iter().filter_map(one).collect()
}

fn comes(robot: &mut Robot) {
    robot.tower(Reply::Todo(Box::new(todos::whole(todos::open().remove(0)))));
}

#[test]
fn a_number_in_the_palette_opens_the_to_do_in_the_team_that_is_open() {
    for keys in ["#4116<enter>", ":4116<enter>", ":#4116<enter>", "?＃４１１６<enter>", "<c-p>4116<enter>"]
    {
        let mut robot = Robot::waiting_for_todos();
        robot.press(keys);
        assert_eq!(asked(&robot), ["team-0 4116"], "{keys}: {}", robot.screen());
        robot.wait(1);
        assert!(robot.screen().contains("─ #4116 ─"), "{}", robot.screen());
        comes(&mut robot);
        assert!(robot.row("tower-tui").contains("云端科技 › Members › #4116"), "{}", robot.screen());
        assert!(robot.screen().contains("修复登录超时") && robot.screen().contains("Checklist 1/3"));
        robot.press("<esc>");
        assert!(robot.screen().contains("曾国栋"), "back to the members: {}", robot.screen());
    }
}

#[test]
fn what_is_pasted_on_any_list_opens_the_to_do_that_it_names() {
    let line = "Tower 任务: 周报 (终稿) ( https://tower.im/teams/630122/todos/4116/ )";
    for (keys, text, wanted) in [
        ("", "4116", "team-0 4116"),
        ("", "#4116\n", "team-0 4116"),
        ("", line, "team-0 4116"),
        ("", "https://tower.im/teams/630122/todos/4116/", "team-0 4116"),
        ("", "https://tower.im/projects/p1/todos/d9/", "d9"),
        ("jj<enter>", line, "team-0 4116"),
        ("t", line, "team-0 4116"),
        ("/zg", line, "team-0 4116"),
        ("i", line, "team-0 4116"),
    ] {
        let mut robot = Robot::waiting_for_todos();
        robot.press(keys).paste(text);
        assert_eq!(asked(&robot), [wanted], "{keys} {text}: {}", robot.screen());
        comes(&mut robot);
        assert!(robot.screen().contains("┌─ #4116 ─"), "{}", robot.screen());
    }
    for (keys, text) in
        [("/", "4116"), ("E", line), ("", "周报"), ("", "https://example.com/teams/1/todos/2")]
    {
        let mut robot = Robot::waiting_for_todos();
        robot.press(keys).paste(text);
        assert_eq!(asked(&robot), [""; 0], "{keys} {text}: {}", robot.screen());
    }
}

#[test]
fn it_is_sought_in_the_open_team_and_then_in_the_others_and_remembered() {
    let address = "https://tower.im/teams/630122/todos/4116/";
    let mut robot = Robot::waiting_for_todos();
    robot.paste(address);
    assert_eq!(asked(&robot), ["team-0 4116"]);
    robot.fails_todos(Failure::Gone);
    assert_eq!(asked(&robot), ["team-1 4116"]);
    assert!(!robot.says("no longer at Tower"), "nobody is told of a team it is not in: {}", robot.screen());
    comes(&mut robot);
    let head = robot.row("tower-tui");
    assert!(head.contains("› #4116") && !head.contains("云端科技"), "its own team: {}", robot.screen());
    robot.press("<esc>").paste("https://tower.im/teams/630122/todos/77/");
    assert_eq!(asked(&robot), ["team-1 77"], "where the last one was");

    let mut robot = Robot::waiting_for_todos();
    robot.paste("#4116");
    for _ in 0..5 {
        robot.fails_todos(Failure::Gone);
    }
    assert!(robot.says("There is no #4116 in any of your 5 teams. h goes back"), "{}", robot.screen());
    robot.lang(Lang::Zh);
    assert!(robot.says("你的 5 个团队里都没有 #4116。 h 返回"), "{}", robot.screen());
    robot.lang(Lang::En).press("r");
    assert_eq!(asked(&robot), (0..5).map(|team| format!("team-{team} 4116")).collect::<Vec<_>>());
    comes(&mut robot);
    assert!(robot.screen().contains("修复登录超时"), "{}", robot.screen());
    robot.press("<esc>");
    assert!(robot.screen().contains("曾国栋"), "{}", robot.screen());
}

#[test]
fn what_stands_in_the_way_is_told_and_leads_to_no_other_team() {
    for why in [Failure::Forbidden, Failure::Refused { status: 500, retry_after: None }] {
        let mut robot = Robot::waiting_for_todos();
        robot.paste("#4116").fails_todos(why.clone());
        assert_eq!(asked(&robot), [""; 0], "{}", robot.screen());
        assert!(robot.screen().contains('!') && robot.screen().contains("r "), "{}", robot.screen());
        robot.press("r");
        assert_eq!(asked(&robot), ["team-0 4116"]);
    }
    let mut robot = Robot::waiting_for_todos();
    robot.paste("#4116").wait(1).press("<esc>");
    assert!(robot.says("r "), "not waited for: {}", robot.screen());
    robot.wait(9);
    assert_eq!(asked(&robot), [""; 0]);
    robot.press("<esc>");
    assert!(robot.screen().contains("曾国栋"), "{}", robot.screen());
}

#[test]
fn a_part_of_a_to_do_is_copied_from_a_menu() {
    let parts = [
        "#4116",
        "https://tower.im/projects/project-1/todos/todo-4116/",
        "Tower 任务: 修复登录超时, 用户在两步验证后被登出 ( https://tower.im/projects/project-1/todos/todo-4116/ )",
        "4116-xiu-fu-deng-lu-chao-shi-yong-hu-zai-liang-bu",
    ];
    for (row, part) in parts.iter().enumerate() {
        for keys in ["jj<enter>Y", "jj<enter><enter>Y", "#4116<enter>Y", "djY", "dj<enter>Y"] {
            let mut robot = Robot::browsing();
            let opens = keys.trim_end_matches('Y');
            if let Some(keys) = opens.strip_prefix('d') {
                robot.press("d").own_member(0).press(keys);
            } else {
                robot.press(opens);
            }
            if keys.starts_with('#') {
                comes(&mut robot);
            }
            robot.press("Y");
            assert!(
                robot.screen().contains("› #4116") && robot.screen().contains("Name for a branch"),
                "{}",
                robot.screen()
            );
            robot.done();
            robot.press(&"j".repeat(row)).press("<enter>");
            let copied = robot.done().into_iter().find_map(|effect| match effect {
                Effect::Copy(text) => Some(text),
                _ => None,
            });
            assert_eq!(copied.as_deref(), Some(*part), "{keys}");
            assert!(!robot.screen().contains("Name for a branch"), "{}", robot.screen());
        }
    }
    let mut robot = Robot::waiting_for_todos();
    robot.press("jj<enter>").tower(todos::page(vec![Todo { number: None, ..todos::todo("1", "周报") }]));
    robot.press("Y");
    assert!(robot.says("Name for a branch") && !robot.says("Link to the page"), "{}", robot.screen());
    robot.press("<esc>");
    assert!(robot.screen().contains("[Open 1]"), "{}", robot.screen());
    robot.press("Yq");
    assert!(robot.screen().contains("[Open 1]"), "{}", robot.screen());
}

#[test]
fn what_does_nothing_with_a_to_do_that_was_named_is_not_offered() {
    let mut robot = Robot::browsing();
    robot.press("#4116<enter>");
    comes(&mut robot);
    let rows = |robot: &Robot| robot.screen().lines().take(23).map(str::to_owned).collect::<Vec<_>>();
    let screen = rows(&robot);
    robot.press("zpAR");
    assert_eq!(rows(&robot), screen, "the status bar alone says why not");
    robot.size(120, 60).press("?");
    let offered = robot.screen();
    assert!(offered.contains(" open_browser "), "{offered}");
    for action in ["zoom", "detail", "activity", "report"] {
        assert!(!offered.contains(&format!(" {action} ")), "{offered}");
    }
}
