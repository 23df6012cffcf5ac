//! The status bar in every language, and in one that is twice as wide: what it must say is whole.

use tower_tui::base::lang::Lang;
use tower_tui::base::measure::width;
use tower_tui::tower::wire::TransportError;

use crate::answers::{granted, refused};
use crate::robot::Robot;

const ALL: [Lang; 3] = [Lang::En, Lang::Zh, Lang::Pseudo];
const COLUMNS: usize = 80;

/// The last row of the screen.
fn bar(robot: &Robot) -> String {
    robot.screen().lines().last().unwrap_or_default().to_owned()
}

type Moment = fn() -> Robot;

fn renewing() -> Robot {
    let mut robot = Robot::browsing();
    robot.wait(6900);
    robot
}

fn renewed() -> Robot {
    let mut robot = renewing();
    robot.token(granted(7199));
    robot
}

fn failing() -> Robot {
    let mut robot = renewing();
    robot.no_token(TransportError::NotSent("no network".into()));
    robot
}

fn expired() -> Robot {
    let mut robot = failing();
    robot.sleep(400).no_token(TransportError::NotSent("no network".into()));
    robot
}

fn ended() -> Robot {
    let mut robot = renewing();
    robot.token(refused(401, "invalid_grant"));
    robot
}

#[test]
fn u13_the_token_is_whole_whatever_becomes_of_it() {
    let moments: [(Moment, [&str; 3]); 8] = [
        (Robot::browsing, ["token 1:59:59", "令牌 1:59:59", "ｔｏｋｅｎ 1:59:59"]),
        (renewing, ["renewing", "续期中", "ｒｅｎｅｗｉｎｇ"]),
        (renewed, ["token ✓ 1:59:59", "令牌 ✓ 1:59:59", "ｔｏｋｅｎ ✓ 1:59:59"]),
        (failing, ["! retry 1s", "! 1 秒后重试", "! ｒｅｔｒｙ 1ｓ"]),
        (expired, ["token expired ! retry", "令牌已过期 !", "ｔｏｋｅｎ ｅｘｐｉｒｅｄ ! ｒｅｔｒｙ"]),
        (ended, ["signed out  L sign in", "未登录  L 登录", "ｓｉｇｎｅｄ ｏｕｔ  Ｌ ｓｉｇｎ ｉｎ"]),
        (Robot::new, ["signed out", "未登录", "ｓｉｇｎｅｄ ｏｕｔ"]),
        (Robot::demo, ["signed out", "未登录", "ｓｉｇｎｅｄ ｏｕｔ"]),
    ];
    for (moment, said) in moments {
        for (lang, said) in ALL.into_iter().zip(said) {
            let mut robot = moment();
            robot.lang(lang);
            let bar = bar(&robot);
            assert!(bar.contains(said), "{said}: {}", robot.screen());
            assert!(width(&bar) <= COLUMNS, "{bar}");
        }
    }
}

#[test]
fn u13_every_hint_bar_has_its_first_key_and_its_help() {
    let places: [(Moment, &str); 17] = [
        (Robot::browsing, ""),
        (Robot::browsing, "t"),
        (Robot::browsing, "z"),
        (Robot::browsing, "jj<enter>"),
        (Robot::browsing, "jj<enter><enter>"),
        (Robot::browsing, "jj<enter>/"),
        (Robot::browsing, "/"),
        (Robot::browsing, "f"),
        (Robot::browsing, "E"),
        (Robot::browsing, "?"),
        (Robot::browsing, "i"),
        (Robot::browsing, "m"),
        (Robot::new, ""),
        (Robot::new, "<tab>"),
        (Robot::first_run, ""),
        (Robot::demo, ""),
        (Robot::listening, ""),
    ];
    for (place, keys) in places {
        for lang in ALL {
            let mut robot = place();
            robot.lang(lang).press(keys);
            let bar = bar(&robot);
            let help = ["help", "close", "帮助", "关闭", "ｈｅｌｐ", "ｃｌｏｓｅ"];
            assert!(help.iter().any(|help| bar.contains(help)), "{keys}: {}", robot.screen());
            assert!(width(&bar) <= COLUMNS, "{bar}");
            // In our own languages nothing of it is cut.
            assert!(lang == Lang::Pseudo || !bar.contains('⋯'), "{keys}: {}", robot.screen());
        }
    }
}
