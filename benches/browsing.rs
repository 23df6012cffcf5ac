//! What a key costs with ten thousand members, beside the same with a hundred: `cargo bench --bench browsing`.
//!
//! Times of one machine are no test. The ratios are what the goals are about: only the rows that show are drawn, so
//! a move costs the same however many there are, and a letter typed into the filter looks at every member once.

#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "no person's data comes here, and it prints what it measures"
)]

#[path = "../tests/support/answers.rs"]
#[expect(dead_code, reason = "the tests use the rest")]
mod answers;
#[path = "support/crowd.rs"]
#[expect(dead_code, reason = "the other benches use the rest")]
mod crowd;
#[path = "../tests/support/disk.rs"]
mod disk;
#[path = "../tests/support/keys.rs"]
mod keys;
#[path = "../tests/support/people.rs"]
#[expect(dead_code, reason = "the tests use the rest")]
mod people;
#[path = "../tests/support/robot.rs"]
#[expect(dead_code, reason = "the tests use the rest")]
mod robot;
#[path = "../tests/support/startup.rs"]
mod startup;
#[path = "../tests/support/todos.rs"]
mod todos;

use std::time::{Duration, Instant};

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use tower_tui::tower::call::{Call, Reply};
use tower_tui::tower::event::EventPage;
use tower_tui::tower::json_api::MemberPage;
use tower_tui::tower::model::Member;
use tower_tui::ui;

use answers::safe;
use robot::Robot;

const GROUPS: [&str; 8] = ["后端", "前端", "设计", "增长", "运维", "销售", "内容", "客服"];

/// How often each thing is done; the median counts.
const TIMES: usize = 61;

fn member(number: usize) -> Member {
    let group = GROUPS.get(number / 3 % GROUPS.len()).copied().unwrap_or_default();
    Member {
        groups: vec![safe(group)],
        phone: Some(crowd::phone(number)),
        email: Some(safe(&format!("someone{number}@example.com"))),
        ..people::member(number, &crowd::name(number))
    }
}

/// The program with so many members on the screen.
fn browsing(members: usize) -> Robot {
    let mut robot = Robot::signed_in();
    robot.tower(Reply::User(people::user())).tower(Reply::Teams(people::teams().into())).press("<enter>");
    robot.members((0..members).map(member).collect());
    robot.size(120, 40);
    robot
}

/// Drawn to the cells and no further, as the program draws.
fn draw(robot: &Robot, terminal: &mut Terminal<TestBackend>) {
    terminal.draw(|frame| ui::draw(&robot.state, frame)).expect("it always draws");
}

/// The median of doing this and drawing what comes of it; `undo` is not counted.
fn median(robot: &mut Robot, act: impl Fn(&mut Robot), undo: impl Fn(&mut Robot)) -> Duration {
    let mut terminal = Terminal::new(TestBackend::new(120, 40)).expect("it always opens");
    let mut times: Vec<Duration> = (0..TIMES)
        .map(|_| {
            draw(robot, &mut terminal);
            let since = Instant::now();
            act(robot);
            draw(robot, &mut terminal);
            let took = since.elapsed();
            undo(robot);
            took
        })
        .collect();
    times.sort_unstable();
    times.get(TIMES / 2).copied().unwrap_or_default()
}

fn press(keys: &'static str) -> impl Fn(&mut Robot) {
    move |robot| {
        robot.press(keys);
    }
}

fn main() {
    let things: [(&str, &str, &str, &str); 10] = [
        ("j", "", "j", ""),
        ("page down", "", "<pgdn>", ""),
        ("last row", "", "G", "g"),
        ("filter: w", "/", "w", "<backspace>"),
        ("filter: wangw", "/wang", "w", "<backspace>"),
        ("filter: 王", "/", "王", "<backspace>"),
        ("filter: group:sj 138", "/group:sj 13", "8", "<backspace>"),
        ("filter: backspace", "/w", "<backspace>", "w"),
        ("sort by name", "", "s", "sssssss"),
        ("facets", "", "f", "<esc>"),
    ];
    println!("{:<24}{:>14}{:>14}{:>9}", "to the cells, median", "100 members", "10,000", "ratio");
    for (name, before, keys, after) in things {
        let [few, many] = [100, 10_000].map(|members| {
            let mut robot = browsing(members);
            robot.press(before);
            median(&mut robot, press(keys), press(after))
        });
        let ratio = many.as_secs_f64() / few.as_secs_f64().max(f64::EPSILON);
        println!("{name:<24}{few:>14.0?}{many:>14.0?}{ratio:>9.1}");
    }
    let [few, many] = [100, 10_000].map(|members| {
        let whole: Vec<Member> = (0..members).map(member).collect();
        let refresh = |robot: &mut Robot| {
            robot.press("r").members(whole.clone());
        };
        median(&mut browsing(members), refresh, |_| ())
    });
    let ratio = many.as_secs_f64() / few.as_secs_f64().max(f64::EPSILON);
    println!("{:<24}{few:>14.0?}{many:>14.0?}{ratio:>9.1}", "refresh, all at once");
    refreshing();
    while_it_fills();
    standing_up();
}

/// What a refresh of a hundred thousand members of whom nobody has changed costs the screen: what is read of Tower's pages
/// comes from the thread of the network.
fn refreshing() {
    const PAGES: usize = 500;
    const PAGE: usize = 200;
    let page = |page: usize| MemberPage {
        members: (page * PAGE..(page + 1) * PAGE).map(member).collect(),
        pages: u32::try_from(PAGES).ok(),
        is_last: page + 1 == PAGES,
        ..MemberPage::default()
    };
    let mut robot = browsing(0);
    robot.press("r");
    for at in 0..PAGES {
        robot.tower(Reply::Members(page(at)));
    }
    let mut terminal = Terminal::new(TestBackend::new(120, 40)).expect("a terminal");
    let rest = median(&mut robot, press("j"), |_| ());
    let (mut pieces, mut keys, mut taken_in) = (Vec::new(), Vec::new(), Duration::ZERO);
    robot.press("r");
    for at in 0..PAGES {
        let page = Reply::Members(page(at));
        let since = Instant::now();
        robot.tower(page);
        taken_in += since.elapsed();
        draw(&robot, &mut terminal);
        pieces.push(since.elapsed());
        let since = Instant::now();
        robot.press("j");
        draw(&robot, &mut terminal);
        keys.push(since.elapsed());
    }
    assert!(!robot.calls().iter().any(|call| matches!(call, Call::Members { .. })), "it is over");
    let all: Duration = pieces.iter().sum();
    let most = pieces.iter().max().copied().unwrap_or_default();
    keys.sort_unstable();
    let key = keys.get(PAGES / 2).copied().unwrap_or_default();
    println!("\n{:<24}{:>14}{:>14}{:>14}{:>9}", "refresh of 100,000", "taken in", "with frames", "most", "j");
    let ratio = key.as_secs_f64() / rest.as_secs_f64().max(f64::EPSILON);
    println!("{:<24}{taken_in:>14.0?}{all:>14.0?}{most:>14.0?}{ratio:>9.1}", format!("{PAGES} pages"));
}

/// What a step to the next person of a standup costs, where every answer takes 200 ms: from the key to the cells of a
/// page that has all it shows, as it was read ahead. And how many calls that takes.
fn standing_up() {
    const PEOPLE: usize = 40;
    let latency = Duration::from_millis(200);
    let mut robot = browsing(PEOPLE);
    robot.world.answers_todos = false;
    robot.press("U");
    let mut calls = 0;
    let mut answer = |robot: &mut Robot| {
        robot.wait_exactly(latency);
        while let Some(call) = robot.calls().into_iter().find(|call| !matches!(call, Call::OwnMember(_))) {
            calls += 1;
            match call {
                Call::Todos { .. } => robot.tower(todos::page(todos::open())),
                Call::Events { .. } => robot.tower(Reply::Events(EventPage::default())),
                _ => break,
            };
        }
    };
    answer(&mut robot);
    let mut terminal = Terminal::new(TestBackend::new(120, 40)).expect("a terminal");
    robot.size(120, 40);
    let mut steps: Vec<Duration> = Vec::new();
    for turn in 0..PEOPLE {
        let start = Instant::now();
        robot.press("<enter>");
        draw(&robot, &mut terminal);
        steps.push(start.elapsed());
        assert!(robot.says("Done since"), "{turn}: {}", robot.screen());
        answer(&mut robot);
    }
    steps.sort_unstable();
    let at = |percent: usize| steps.get(steps.len() * percent / 100).copied().unwrap_or_default();
    println!("\n{:<24}{:>14}{:>14}{:>9}", "standup, 200 ms away", "median", "p95", "calls");
    let each = f64::from(u32::try_from(calls).unwrap_or(u32::MAX)) / 40.0;
    println!("{:<24}{:>14.0?}{:>14.0?}{each:>9.1}", format!("{PEOPLE} steps"), at(50), at(95));
}

/// What `j` costs on a team's workload while its lists come, beside the same once they are there.
fn while_it_fills() {
    println!("\n{:<24}{:>14}{:>14}{:>9}", "workload, median of j", "full", "filling", "ratio");
    for members in [30, 500] {
        let mut robot = browsing(members);
        robot.press("w");
        let full = median(&mut robot, press("j"), |_| ());

        let mut robot = browsing(members);
        robot.world.answers_todos = false;
        robot.press("w");
        // The next answer comes after each key.
        let answer = |robot: &mut Robot| {
            if !robot.todos_asked().is_empty() {
                robot.tower(todos::page(todos::open()));
            }
        };
        let filling = median(&mut robot, press("j"), answer);
        let ratio = filling.as_secs_f64() / full.as_secs_f64().max(f64::EPSILON);
        println!("{:<24}{full:>14.0?}{filling:>14.0?}{ratio:>9.1}", format!("{members} members"));
    }
}
