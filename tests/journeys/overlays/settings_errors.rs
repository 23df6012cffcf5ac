//! The errors in the settings at the start: seen once, read whole on any screen, and kept among the messages.

use tower_tui::app::Startup;
use tower_tui::app::core::settings_error::{SettingsError, SettingsFault};
use tower_tui::app::keys::key::Key;
use tower_tui::app::keys::keymap::KeyFault;
use tower_tui::app::keys::table::Action;
use tower_tui::app::kit::appearance::Look;
use tower_tui::base::lang::Lang;
use tower_tui::base::measure::is_ambiguous;
use tower_tui::ui::words::Words;

use crate::answers::safe;
use crate::robot::Robot;
use crate::startup::startup;

fn error(line: usize, column: usize, fault: SettingsFault) -> SettingsError {
    SettingsError { line, column, fault }
}

/// One of each kind.
fn few() -> Vec<SettingsError> {
    let choices = &["auto", "en", "zh-CN", "zh"];
    let language =
        SettingsFault::Choice { setting: "language", value: safe("fr"), choices, default: Some("auto") };
    let taken = KeyFault::Taken(Key::named("o").expect("a key"), Action::Browse);
    vec![
        error(1, 1, SettingsFault::Name(safe("颜色"), None)),
        error(2, 12, language),
        error(14, 8, SettingsFault::Keys(taken)),
        error(15, 1, SettingsFault::Keys(KeyFault::NoAction(safe("fly"), "members"))),
    ]
}

/// More than a screen holds.
pub(crate) fn many() -> Vec<SettingsError> {
    (0..4).flat_map(|_| few()).collect()
}

/// The program as it starts with these errors in its settings.
pub(crate) fn starting(settings_errors: Vec<SettingsError>) -> Robot {
    Robot::starting(Startup { settings_errors, ..startup() }, None)
}

#[test]
fn they_look_like_this() {
    for lang in [Lang::En, Lang::Zh] {
        for (width, height) in [(80, 24), (120, 40), (40, 10), (20, 5)] {
            let mut robot = starting(few());
            robot.lang(lang).size(width, height);
            let name = format!("mistakes-{width}x{height}-{}", lang.tag());
            insta::assert_snapshot!(name, robot.screen());
        }
    }
}

#[test]
fn enter_and_esc_close_them_and_the_messages_keep_them() {
    for key in ["<enter>", "<esc>", "q"] {
        let mut robot = starting(few());
        assert!(robot.says("Mistakes in the settings") && robot.says("line 2, column 12: "));
        assert!(robot.says("the default is auto"), "{}", robot.screen());
        robot.press(key);
        assert!(!robot.says("Mistakes") && !robot.says("ignored settings"), "{}", robot.screen());
        assert!(robot.says("Sign in"), "{}", robot.screen());
        robot.press("m");
        assert!(robot.says("! ignored settings: unknown 颜色 (line 1)"), "{}", robot.screen());
    }
    let without = Robot::new();
    assert!(without.state.overlays.is_empty());
}

#[test]
fn every_word_of_them_can_be_read_on_any_screen() {
    for lang in [Lang::En, Lang::Zh] {
        let told: String = many().iter().map(|error| Words(lang).settings_error(error)).collect();
        let bare = |text: &str| text.replace([' ', '\n'], "");
        for (width, height) in
            [(20, 5), (20, 60), (39, 5), (40, 10), (60, 12), (80, 24), (120, 40), (200, 60)]
        {
            let mut robot = starting(many());
            robot.lang(lang).size(width, height);
            let (rows, _) = robot.state.settings_errors();
            let mut read = Vec::new();
            for top in 0..rows.len() {
                let (_, at) = robot.state.settings_errors();
                let screen = robot.screen();
                let row = rows.get(at).expect("a row");
                assert!(screen.contains(row.as_str()), "{width}x{height} {row}\n{screen}");
                if at == top {
                    read.push(row.clone());
                } else {
                    break;
                }
                robot.press("j");
            }
            let (_, last) = robot.state.settings_errors();
            let screen = robot.screen();
            for row in rows.iter().skip(last) {
                assert!(screen.contains(row.as_str()), "{width}x{height} {row}\n{screen}");
            }
            read.truncate(last);
            read.extend(rows.iter().skip(last).cloned());
            assert_eq!(bare(&read.concat()), bare(&told), "{width}x{height}");
        }
    }
}

#[test]
fn moving_stops_at_both_ends_and_a_new_size_keeps_it_on_the_screen() {
    let mut robot = starting(many());
    robot.size(40, 10).press("GG");
    let (rows, last) = robot.state.settings_errors();
    assert!(last > 0 && last < rows.len());
    robot.press("k");
    assert_eq!(robot.state.settings_errors().1, last - 1, "no press is lost beyond the end");
    robot.press("gk<c-d>");
    assert!(robot.state.settings_errors().1 > 0);
    robot.press("G").size(200, 60);
    let (rows, top) = robot.state.settings_errors();
    assert!(top < rows.len() && robot.screen().contains("the default keys apply"), "{}", robot.screen());
    // The palette lies over them, and they are there again behind it.
    robot.size(80, 24).press("?");
    assert!(robot.says("Help › mistakes"), "{}", robot.screen());
    robot.press("<esc>");
    assert!(robot.says("Enter closes"), "{}", robot.screen());
}

#[test]
fn on_the_first_run_they_come_first() {
    let mut robot = Robot::starting(Startup { client: None, settings_errors: few(), ..startup() }, None);
    assert!(robot.says("Mistakes in the settings"), "{}", robot.screen());
    robot.press("<enter>");
    assert!(robot.says("You need a Tower application"), "{}", robot.screen());
}

#[test]
fn for_a_screen_reader_the_cursor_stands_on_the_first_and_nothing_is_drawn_but_text() {
    let look = Look { accessible: true, ..Look::default() };
    let robot = Robot::starting(Startup { look, settings_errors: few(), ..startup() }, None);
    let cursor = robot.cursor().expect("the cursor shows");
    let row = robot.screen().lines().nth(cursor.y.into()).unwrap_or_default().to_owned();
    assert!(row.trim_start().starts_with("line 1, column 1: "), "{}", robot.screen());
    let drawn = robot.drawn().0.content.iter().any(|cell| is_ambiguous(cell.symbol()));
    assert!(!drawn, "{}", robot.screen());
}
