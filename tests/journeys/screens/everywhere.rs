//! Every screen of what happened, at every size, in both languages, with colors and without, and for a screen reader.

use ratatui::buffer::Buffer;
use ratatui::style::Color;
use tower_tui::app::kit::appearance::Theme;
use tower_tui::base::lang::Lang;
use tower_tui::base::measure::width;
use tower_tui::tower::call::Reply;
use tower_tui::tower::event::EventPage;

use super::{activity, notifications, projects, report, standup};
use crate::robot::Robot;

const SIZES: [(u16, u16); 14] = [
    (20, 5),
    (20, 24),
    (39, 7),
    (40, 10),
    (59, 24),
    (60, 11),
    (60, 12),
    (80, 24),
    (99, 30),
    (100, 12),
    (120, 40),
    (160, 45),
    (200, 60),
    (300, 100),
];

/// The screens that are read, or have nothing to be on: no row of theirs is the one that somebody is on.
const HAVE_NO_ROW: [&str; 7] =
    ["no activity", "created to-dos", "a report", "a report on its way", "standup", "a turn", "minutes"];

/// A screen: what a header begins with that names it or what it is of, in either language, and how it is reached.
type Row = (&'static str, [&'static str; 2], fn() -> Robot);

fn screens() -> Vec<Row> {
    vec![
        ("activity", ["云端", "云端"], || activity::opened(activity::events(900..1000))),
        ("odd activity", ["云端", "云端"], || activity::opened(activity::odd())),
        ("no activity", ["云端", "云端"], || activity::opened(Reply::Events(EventPage::default()))),
        ("a member's activity", ["曾", "曾"], || {
            pressed(Robot::browsing(), "jj<enter>A", |robot| {
                robot.tower(activity::events(900..1000));
            })
        }),
        ("done to-dos", ["曾", "曾"], || pressed(Robot::browsing(), "jj<enter><tab>", |_| {})),
        ("created to-dos", ["曾", "曾"], || pressed(Robot::browsing(), "jj<enter><tab><tab>", |_| {})),
        ("a report", ["曾", "曾"], || report::answered(report::asking())),
        ("a report on its way", ["曾", "曾"], report::asking),
        ("standup", ["云端", "云端"], standup::away),
        ("a turn", ["1/4", "1/4"], standup::begun),
        ("minutes", ["云端", "云端"], || pressed(standup::begun(), "e", |_| {})),
        ("a note", ["1/4", "1/4"], || pressed(standup::begun(), "a等接口", |_| {})),
        ("notifications", ["Notif", "通知"], notifications::opened),
        ("projects", ["云端", "云端"], projects::projects),
        ("a project", ["移", "移"], projects::opened),
    ]
}

fn pressed(mut robot: Robot, keys: &str, then: impl FnOnce(&mut Robot)) -> Robot {
    robot.press(keys);
    then(&mut robot);
    robot
}

/// Every cell is whole: what takes two has the next one for itself.
fn is_whole(buffer: &Buffer) -> bool {
    let columns = usize::from(buffer.area.width);
    buffer.content.chunks(columns).all(|row| {
        let mut x = 0;
        while let Some(cell) = row.get(x) {
            let cells = width(cell.symbol()).max(1);
            let hidden = row.get(x + 1..x + cells);
            if !hidden.is_some_and(|hidden| hidden.iter().all(|cell| cell.symbol() == " ")) {
                return false;
            }
            x += cells;
        }
        true
    })
}

fn is_drawn(char: char) -> bool {
    matches!(char, '\u{2500}'..='\u{257f}' | '\u{2800}'..='\u{28ff}' | '›')
}

#[test]
fn each_is_whole_and_named_at_every_size() {
    for (name, begins, moment) in screens() {
        let mut robot = moment();
        for ((columns, rows), (lang, begins)) in SIZES
            .into_iter()
            .flat_map(|size| [Lang::En, Lang::Zh].into_iter().zip(begins).map(move |one| (size, one)))
        {
            robot.lang(lang).size(columns, rows);
            for keys in ["", "G", "kg"] {
                if name != "a note" {
                    robot.press(keys);
                }
                let screen = robot.screen();
                let told = format!("{name}, {columns}x{rows}, {lang:?}, {keys}:\n{screen}");
                assert!(is_whole(&robot.drawn().0), "{told}");
                assert_eq!(screen.lines().count(), usize::from(rows), "{told}");
                let header = screen.lines().next().unwrap_or_default();
                assert!(header.contains(begins) || header.contains("云端"), "{told}");
                assert!(!screen.lines().last().unwrap_or_default().trim().is_empty(), "{told}");
            }
        }
    }
}

#[test]
fn each_has_the_same_words_without_a_color() {
    for (name, _, moment) in screens() {
        let mut robot = moment();
        for (columns, rows) in SIZES {
            robot.size(columns, rows).state.look.theme = Theme::Terminal;
            let with = robot.screen();
            robot.state.look.theme = Theme::Mono;
            assert_eq!(robot.screen(), with, "{name}, {columns}x{rows}");
            let (buffer, _) = robot.drawn();
            let is_plain = |color: Color| color == Color::Reset;
            assert!(
                buffer.content.iter().all(|cell| is_plain(cell.fg) && is_plain(cell.bg)),
                "{name}, {columns}x{rows}"
            );
        }
    }
}

#[test]
fn each_is_read_from_border_to_border_by_a_screen_reader() {
    for (name, _, moment) in screens() {
        let mut robot = moment();
        robot.state.look.accessible = true;
        for ((columns, rows), lang) in
            SIZES.into_iter().flat_map(|size| [Lang::En, Lang::Zh].map(|lang| (size, lang)))
        {
            robot.lang(lang).size(columns, rows);
            let screen = robot.screen();
            let told = format!("{name}, {columns}x{rows}, {lang:?}:\n{screen}");
            assert!(is_whole(&robot.drawn().0), "{told}");
            assert_eq!(screen.chars().find(|char| is_drawn(*char)), None, "{told}");
            let cursor = robot.cursor();
            assert!(cursor.is_none_or(|at| at.x < columns && at.y < rows), "{cursor:?} {told}");
            assert!(cursor.is_some() != HAVE_NO_ROW.contains(&name), "{cursor:?} {told}");
        }
    }
}
