//! Small screens: the sign-in and the first run show what the person is at, whatever else has to go.

use tower_tui::app::Stage;
use tower_tui::app::screens::setup::form::FormItem;
use tower_tui::base::lang::Lang;

use crate::answers::refused;
use crate::robot::Robot;

const CODE: &str = "3b9f40aa77c04f0f8e9d1c2b3a4f5e6d7c8b9a0f1e2d3c4b5a69788796a5b4e1";
const SIZES: [(u16, u16); 4] = [(40, 10), (80, 12), (60, 24), (40, 8)];
const BOTH: [Lang; 2] = [Lang::En, Lang::Zh];

/// The row on which the terminal's cursor stands.
fn row_of_cursor(robot: &Robot) -> String {
    let y = robot.cursor().expect("the cursor shows").y;
    robot.screen().lines().nth(y.into()).expect("a row").to_owned()
}

fn focus(robot: &Robot) -> FormItem {
    match &robot.state.stage {
        Stage::Setup(setup) => Some(setup.focus),
        Stage::Workspace(_) => None,
    }
    .expect("the first run")
}

#[test]
fn the_first_run_shows_where_the_focus_is_and_what_is_wrong_there() {
    for ((width, height), lang) in SIZES.into_iter().flat_map(|size| BOTH.map(|lang| (size, lang))) {
        let mut robot = Robot::first_run();
        robot.lang(lang).size(width, height);
        for _ in 0..8 {
            let at = focus(&robot);
            let screen = robot.screen();
            match at {
                FormItem::ClientId | FormItem::Secret | FormItem::Callback => {
                    let row = row_of_cursor(&robot);
                    assert!(row.contains('›') && row.contains('['), "{row}\n{screen}");
                }
                FormItem::Source | FormItem::Language => assert!(screen.contains("›"), "{screen}"),
                _ => assert!(screen.contains("[ Continue ]") || screen.contains("[ 继续 ]"), "{screen}"),
            }
            robot.press("<tab>");
        }

        let mut robot = Robot::first_run();
        robot.lang(lang).size(width, height).press("short<enter>");
        let screen = robot.screen();
        assert!(screen.contains("! ") && screen.contains("[ short"), "{screen}");
        assert!(row_of_cursor(&robot).contains("[ short"), "{screen}");
        robot.press("<tab>");
        assert!(robot.screen().contains("! "), "{}", robot.screen());
        assert!(row_of_cursor(&robot).contains('›'), "{}", robot.screen());
    }
}

#[test]
fn signing_in_shows_the_step_at_hand_its_field_and_what_went_wrong() {
    for ((width, height), lang) in SIZES.into_iter().flat_map(|size| BOTH.map(|lang| (size, lang))) {
        let mut robot = Robot::new();
        robot.lang(lang).size(width, height);
        assert!(robot.screen().contains("\n1  "), "{}", robot.screen());

        robot.press("<enter>");
        let screen = robot.screen();
        assert!(screen.contains("\n2  "), "{screen}");
        assert!(row_of_cursor(&robot).contains("   [ "), "{screen}");

        robot.paste("https://tower.im/teams");
        let screen = robot.screen();
        assert!(screen.contains("\n2  ") && screen.contains("   ! "), "{screen}");
        assert!(row_of_cursor(&robot).contains("   [ "), "{screen}");

        robot.paste(CODE).press("<enter>").token(refused(401, "invalid_grant"));
        let screen = robot.screen();
        assert!(screen.contains("3b9f40aa⋯e1") && screen.contains("   ! "), "{screen}");
        assert!(row_of_cursor(&robot).contains("3b9f40aa"), "{screen}");

        robot.press("<enter>");
        assert!(robot.screen().contains("⠋"), "{}", robot.screen());
        robot.token(refused(200, "otp_required"));
        let screen = robot.screen();
        assert!(screen.contains("\n3  "), "{screen}");
        robot.press("12<enter>");
        let screen = robot.screen();
        assert!(screen.contains("   ! ") && row_of_cursor(&robot).contains("   [ 12"), "{screen}");
    }
}

#[test]
fn hints_go_before_anything_scrolls() {
    let mut robot = Robot::new();
    robot.size(80, 12).press("<enter>");
    assert!(
        robot.screen().contains("valid for about 10 minutes") && robot.screen().contains("\n1  "),
        "{}",
        robot.screen()
    );

    robot.size(80, 10);
    let screen = robot.screen();
    assert!(!screen.contains("You can paste the whole address"), "{screen}");
    assert!(screen.contains("\n1  ") && screen.contains("\n2  "), "{screen}");
}

#[test]
fn nothing_is_drawn_where_there_is_no_room_at_any_size() {
    for (width, height) in (18..=90).step_by(3).flat_map(|width| (3..=26).map(move |height| (width, height)))
    {
        for lang in BOTH {
            let mut first = Robot::first_run();
            first.lang(lang).size(width, height).press("short<enter>").screen();
            let mut login = Robot::new();
            login.lang(lang).size(width, height).press("<enter>").paste("https://tower.im/teams").screen();
        }
    }
}

#[test]
fn nobody_signs_out_by_a_question_that_was_not_seen() {
    for ((width, height), lang) in
        [(40, 10), (20, 5), (60, 10), (80, 12)].into_iter().flat_map(|size| BOTH.map(|lang| (size, lang)))
    {
        let mut robot = Robot::browsing();
        robot.lang(lang).size(width, height);
        let bar =
            robot.screen().lines().last().expect("a status bar").split_whitespace().last().map(str::to_owned);
        robot.press("i");
        let screen = robot.screen();
        assert!(screen.contains("L sign out") || screen.contains("L 退出登录"), "{screen}");
        assert!(
            screen.lines().last().is_some_and(|row| row.trim_end().ends_with(&bar.unwrap_or_default())),
            "{screen}"
        );

        robot.press("L");
        let asked: String = robot.screen().split([' ', '\n', '│']).collect();
        assert!(
            asked.contains("Lagaintosignoutineverywindow;Esccancels")
                || asked.contains("L再按一次，在所有窗口退出；Esc取消"),
            "{}",
            robot.screen()
        );
    }
}

#[test]
fn all_of_the_session_panel_can_be_read_where_it_has_no_room() {
    for ((width, height), lang) in SIZES.into_iter().flat_map(|size| BOTH.map(|lang| (size, lang))) {
        let mut robot = Robot::browsing();
        robot.lang(lang).size(width, height).press("i");
        let mut read = robot.screen();
        for _ in 0..20 {
            read.push_str(&robot.press("j").screen());
        }
        assert_eq!(robot.press("j").screen(), robot.press("G").screen(), "the last one stays");
        let all = match lang {
            Lang::En => {
                ["Account", "Token", "Renewal", "Lifetime", "Last renewed", "Source", "Kept in", "lock"]
            }
            _ => ["账号", "令牌", "续期", "有效期", "上次续期", "来源", "存放", "0600"],
        };
        for part in all {
            assert!(read.contains(part), "{part} in {read}");
        }
        robot.press("g");
        assert!(read.starts_with(&robot.screen()), "{}", robot.screen());
    }
}

#[test]
fn what_an_export_may_be_named_is_said_whole() {
    for lang in BOTH {
        for size in [(40, 10), (60, 20), (80, 24), (120, 40)] {
            let mut robot = Robot::browsing();
            robot.lang(lang).size(size.0, size.1).press("E");
            let is_said = |char: &char| !char.is_whitespace() && *char != '│';
            let said: String = robot.screen().chars().filter(is_said).collect();
            assert!(
                said.contains("nofileisoverwritten") || said.contains("不会覆盖已有文件"),
                "{}",
                robot.screen()
            );
        }
    }
}
