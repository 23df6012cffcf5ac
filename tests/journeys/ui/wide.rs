//! Wide and hostile text on a real terminal's terms: what is drawn piece by piece is what is drawn at once, no
//! border breaks, nothing panics, and no byte of a name is obeyed.

use std::cell::RefCell;
use std::io::Write;
use std::num::NonZeroU16;
use std::rc::Rc;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestRunner};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Size;
use ratatui::{TerminalOptions, Viewport};
use tower_tui::base::lang::Lang;
use tower_tui::base::text::SafeText;
use tower_tui::tower::call::{Call, Reply};
use tower_tui::tower::failure::Failure;
use tower_tui::tower::model::{Member, MemberRef};
use tower_tui::tower::todo::{Due, Priority, Step, Todo};
use tower_tui::ui::{self, WideCellRepair};
use vt100::Parser;

use crate::answers::{refused, safe};
use crate::overlays::settings_errors;
use crate::people;
use crate::robot::Robot;
use crate::todos;

/// Names of every width a terminal knows.
const NAMES: [&str; 16] = [
    "张伟",
    "欧阳娜娜",
    "阿卜杜拉·买买提",
    "Ana García",
    "李 Lee Ming",
    "田中 太郎",
    "김민수",
    "ｆｕｌｌｗｉｄｔｈ",
    "𠮷野家",
    "Nguyễn Văn An",
    "e\u{301}e\u{301}e\u{301}",
    "あいうえお",
    "O’Brien, Pat",
    "一个名字特别特别长的人用来测试省略号是否正确显示在这里还要更长一点才够",
    "a",
    "混合 mixed 文字 text",
];

/// Names made to do harm.
const HOSTILE: [&str; 8] = [
    "\u{1b}[31mred\u{1b}[0m",
    "\u{1b}]0;owned\u{7}title",
    "\u{1b}]52;c;cHduZWQ=\u{7}",
    "\u{202e}drow\u{202c}",
    "a\u{200b}b\u{feff}c\u{ad}d",
    "\u{9b}2Jclear",
    "\r\n\ttabs\u{8}\u{7f}",
    "\u{1b}P1$r\u{1b}\\",
];

fn crowd(names: &[&str]) -> Vec<Member> {
    let of = |(number, name): (usize, &&str)| Member {
        name: safe(name),
        note: Some(safe(name)),
        groups: vec![safe(name)],
        ..people::member(number, "x")
    };
    names.iter().enumerate().map(of).collect()
}

/// What a terminal was sent, in the test's hands as well.
#[derive(Clone, Default)]
struct Wire(Rc<RefCell<Vec<u8>>>);

impl Write for Wire {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Draws step by step on one terminal, and at once on a fresh one; both must show the same.
pub(crate) struct Pair {
    drawn: Terminal<CrosstermBackend<Wire>>,
    wire: Wire,
    shown: Parser,
    size: Size,
    halves: WideCellRepair,
}

impl Pair {
    pub(crate) fn new(size: Size) -> Self {
        let wire = Wire::default();
        Self {
            drawn: terminal(size, wire.clone()),
            wire,
            shown: screen(size),
            size,
            halves: WideCellRepair::default(),
        }
    }

    fn draw(&mut self, robot: &Robot) {
        let bytes = self.sent(robot);
        self.shown.process(&bytes);
    }

    /// What the terminal is sent for the next frame.
    pub(crate) fn sent(&mut self, robot: &Robot) -> Vec<u8> {
        let halves = &self.halves;
        let drawn = self.drawn.draw(|frame| {
            ui::draw(&robot.state, frame);
            halves.mend(frame.buffer_mut());
        });
        self.halves.remember(drawn.expect("it draws").buffer);
        self.wire.0.take()
    }

    fn check(&self, robot: &Robot) {
        let mut fresh = Self::new(self.size);
        fresh.draw(robot);
        let shown = fresh.shown;
        if self.shown.screen().contents_formatted() == shown.screen().contents_formatted() {
            return;
        }
        for row in 0..self.size.height {
            for column in 0..self.size.width {
                let (one, two) = (self.shown.screen().cell(row, column), shown.screen().cell(row, column));
                // What cannot be seen may differ: a space is as bold as any other.
                let look = |cell: Option<&vt100::Cell>| {
                    cell.map(|cell| {
                        let text = cell.contents().trim_end().to_owned();
                        let bold = cell.bold() && !text.is_empty();
                        (text, bold, cell.inverse(), cell.underline())
                    })
                };
                assert_eq!(look(one), look(two), "{row},{column}");
            }
        }
    }
}

fn terminal(size: Size, wire: Wire) -> Terminal<CrosstermBackend<Wire>> {
    let area = ratatui::layout::Rect::new(0, 0, size.width, size.height);
    let options = TerminalOptions { viewport: Viewport::Fixed(area) };
    Terminal::with_options(CrosstermBackend::new(wire), options).expect("it opens")
}

fn screen(size: Size) -> Parser {
    let cells = |count: u16| NonZeroU16::new(count).expect("a terminal has cells");
    Parser::new(cells(size.height), cells(size.width), 0)
}

/// A team with people of these names on the screen.
fn showing(members: Vec<Member>) -> Robot {
    let mut robot = Robot::signed_in();
    robot.tower(Reply::User(people::user())).tower(Reply::Teams(people::teams().into())).press("<enter>");
    robot.members(members);
    robot
}

/// Keys that change what is drawn.
const KEYS: [&str; 16] =
    ["j", "k", "G", "g", "<c-d>", "<c-u>", "p", "a", "?", "<esc>", "i", "/张", "<enter>", "t", "z", "<tab>"];

#[test]
fn u02_three_thousand_changes_of_wide_frames_show_what_a_fresh_terminal_shows() {
    let mut runner = TestRunner::new(Config { cases: 100, failure_persistence: None, ..Config::default() });
    let steps = prop::collection::vec((0..KEYS.len(), 0..NAMES.len()), 30);
    let sizes = prop_oneof![
        Just((80_u16, 24_u16)),
        Just((120, 40)),
        (40..130_u16).prop_flat_map(|w| (Just(w), 12..41_u16))
    ];
    let outcome = runner.run(&(steps, sizes), |(steps, (width, height))| {
        let mut robot = showing(crowd(&NAMES));
        robot.size(width, height);
        let mut pair = Pair::new(Size { width, height });
        for (key, turn) in steps {
            if turn % 3 == 0 {
                robot.press("<esc><esc>");
            }
            robot.press(KEYS[key]);
            pair.draw(&robot);
            pair.check(&robot);
        }
        Ok(())
    });
    outcome.expect("no frame differs");
}

#[test]
fn a_marked_wide_name_that_begins_a_cell_before_another_leaves_no_mark_behind_it() {
    let size = Size { width: 40, height: 16 };
    let mut robot = showing(crowd(&["Gao", "田中 太郎", "𠮷野家"]));
    robot.size(size.width, size.height);
    let mut pair = Pair::new(size);
    let place = |robot: &Robot, name: &str| robot.screen().lines().position(|row| row.contains(name));
    robot.press("/");
    pair.draw(&robot);
    let before = place(&robot, "田中");
    robot.press("g");
    pair.draw(&robot);
    assert_eq!(place(&robot, "𠮷野家"), before, "it takes the place of the other");
    pair.check(&robot);
}

#[test]
fn a_row_with_a_character_made_of_several_is_drawn_whole_when_it_changes_and_not_when_it_does_not() {
    let size = Size { width: 80, height: 24 };
    let mut robot = showing(crowd(&["张伟", "王芳", "👨\u{200D}👩\u{200D}👧 小马"]));
    robot.size(size.width, size.height);
    let mut pair = Pair::new(size);
    pair.draw(&robot);
    robot.wait(1);
    assert!(pair.sent(&robot).len() < 100, "the clock alone");
    robot.press("t");
    let sent = String::from_utf8(pair.sent(&robot)).expect("text");
    // Terminals that take the family for three people have what follows further to the right.
    let whole = format!("API Team{}", " ".repeat(40));
    assert!(sent.contains(&whole), "{sent:?}");
}

#[test]
fn u03_an_overlay_over_chinese_rows_keeps_its_borders_wherever_it_stands() {
    let rows = vec!["欧阳娜娜欧阳娜娜欧阳娜娜欧阳娜娜"; 40];
    for width in 60..=130 {
        let mut robot = showing(crowd(&rows));
        for key in ["?", "i"] {
            robot.size(width, 24).press(key);
            let shown = robot.screen();
            let (buffer, _) = robot.drawn();
            let corner = (0..24_u16)
                .flat_map(|y| (0..width).map(move |x| (x, y)))
                .filter(|(x, y)| buffer[(*x, *y)].symbol() == "┌")
                .find(|(x, y)| buffer[(*x + 1, *y)].symbol() == "─" && *x > 0 && *y > 1);
            if let Some((x, y)) = corner {
                let bottom = (y + 1..24).find(|y| buffer[(x, *y)].symbol() == "└").expect("a lower corner");
                for y in y + 1..bottom {
                    assert_eq!(buffer[(x, y)].symbol(), "│", "{width} {key} at {x},{y}:\n{shown}");
                }
            }
            robot.press("<esc>");
        }
    }
}

/// Every screen there is, with these people on those that show some.
fn screens(members: &[Member]) -> Vec<Robot> {
    let with = |keys: &str| {
        let mut robot = showing(members.to_vec());
        robot.press(keys);
        robot
    };
    let mut all: Vec<Robot> =
        ["", "?", "i", "z", "/张", "p", "t", "t?", "iL"].into_iter().map(with).collect();
    let mut failed = Robot::signed_in();
    failed.fails(Failure::AppNotAllowed);
    let mut signed_out = showing(members.to_vec());
    signed_out.wait(6900).token(refused(401, "invalid_grant"));
    let mut two_step = Robot::new();
    two_step.paste("3b9f40aa77c04f0f8e9d1c2b3a4f5e6d").press("<enter>").token(refused(200, "otp_required"));
    let mistaken = settings_errors::starting(settings_errors::many());
    all.extend([Robot::first_run(), Robot::new(), Robot::demo(), failed, signed_out, two_step, mistaken]);
    all
}

/// To-dos with harm in all that is drawn of them.
fn hostile_todos() -> Vec<Todo> {
    let of = |(number, name): (usize, &str)| Todo {
        number: Some(u64::MAX),
        priority: Some(Priority::Other(safe(name))),
        project: Some(safe(name)),
        list: Some(safe(name)),
        creator: Some(MemberRef { id: todos::busy(), name: Some(safe(name)) }),
        description: Some(SafeText::block(&name.repeat(50))),
        labels: vec![safe(name); 9],
        due: Due::parse("-009999-01-01"),
        steps: vec![Step::bare(safe(name), true)],
        ..todos::todo(&number.to_string(), &name.repeat(9))
    };
    HOSTILE.into_iter().enumerate().map(of).collect()
}

/// The screens of to-dos, with nothing, with this and with that on them.
fn to_do_screens(members: &[Member]) -> Vec<Robot> {
    let wide =
        NAMES.map(|name| Todo { project: Some(safe(name)), ..todos::todo(&name.len().to_string(), name) });
    let worlds = [Vec::new(), todos::open(), todos::done(0..200), hostile_todos(), wide.into()];
    let of = |todos: Vec<Todo>| {
        ["", "<enter>", "<enter><enter>", "<enter><tab>?", "<enter>/x", "z"].map(|keys| {
            let mut robot = showing(members.to_vec());
            robot.world.answers_todos = false;
            robot.rest();
            while robot.calls().iter().any(|call| matches!(call, Call::Todos { .. })) {
                robot.tower(todos::page(todos.clone()));
                robot.press(keys);
            }
            if robot.calls().iter().any(|call| matches!(call, Call::Todo(_))) {
                robot.tower(Reply::Todo(Box::new(
                    todos.first().cloned().map_or_else(|| todos::todo("1", ""), todos::whole),
                )));
            }
            robot
        })
    };
    let mut failed = showing(members.to_vec());
    failed.world.answers_todos = false;
    failed.rest().press("<enter>");
    if failed.calls().iter().any(|call| matches!(call, Call::Todos { .. })) {
        failed.fails_todos(Failure::Forbidden);
    }
    worlds.into_iter().flat_map(of).chain([failed]).collect()
}

#[test]
fn u01_every_screen_at_every_size_is_drawn_without_a_panic() {
    let many: Vec<Member> = people::crowd(0..468);
    let worlds = [Vec::new(), people::crowd(0..1), many, crowd(&HOSTILE), crowd(&NAMES)];
    let mut runner = TestRunner::new(Config::default());
    let sizes = (0..=200_u16, 0..=60_u16, any::<bool>());
    let people = worlds.iter().flat_map(|members| screens(members));
    for mut robot in people.chain(to_do_screens(&crowd(&NAMES))) {
        for (width, height) in [(0, 0), (1, 1), (0, 24), (80, 0), (200, 60), (19, 5), (20, 4)] {
            robot.size(width, height).drawn();
        }
        for _ in 0..30 {
            let (width, height, chinese) = sizes.new_tree(&mut runner).expect("a size").current();
            robot.lang(if chinese { Lang::Zh } else { Lang::En }).size(width, height).drawn();
        }
    }
}

#[test]
fn u05_nothing_in_a_name_or_a_to_do_reaches_the_terminal_but_what_can_be_seen() {
    let mut robot = showing(crowd(&HOSTILE));
    robot.size(120, 40);
    let mut pair = Pair::new(Size { width: 120, height: 40 });
    let mut written = Vec::new();
    for keys in ["", "j", "j", "j", "<enter>", "j", "<esc>", "/c", "<esc>"] {
        robot.press(keys);
        written.extend(pair.sent(&robot));
    }
    robot.world.answers_todos = false;
    robot.press("<esc>g").wait(61).press("<enter>").tower(todos::page(hostile_todos()));
    for keys in ["", "j", "<enter>"] {
        robot.press(keys);
        written.extend(pair.sent(&robot));
    }
    robot.tower(Reply::Todo(Box::new(hostile_todos().remove(1))));
    written.extend(pair.sent(&robot));
    let text = String::from_utf8(written).expect("text");
    // Every escape is one of ours: it moves the cursor or sets a style.
    for (at, _) in text.match_indices('\u{1b}') {
        let rest = text.get(at + 1..).unwrap_or_default();
        let ours = rest.strip_prefix('[').is_some_and(|rest| {
            rest.find(|char: char| !char.is_ascii_digit() && char != ';' && char != '?')
                .is_some_and(|end| matches!(rest.as_bytes()[end], b'H' | b'm' | b'h' | b'l'))
        });
        assert!(ours, "{:?}", rest.chars().take(12).collect::<String>());
    }
    for char in text.chars().filter(|char| *char != '\u{1b}') {
        assert!(
            !char.is_control()
                && !matches!(char, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{feff}' | '\u{ad}'),
            "{char:?}"
        );
    }
}
