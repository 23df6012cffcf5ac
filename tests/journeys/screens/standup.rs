//! A standup: one person after another, read ahead, noted, timed, and told in minutes.

use tower_tui::app::core::preferences::RefreshEvery;
use tower_tui::app::{Effect, Event, Exported, StandupAsked, Startup};
use tower_tui::base::lang::Lang;
use tower_tui::base::text::SafeText;
use tower_tui::base::time::Wall;
use tower_tui::tower::call::{Call, Reply};
use tower_tui::tower::event::{Event as Happening, EventId, EventPage};
use tower_tui::tower::failure::Failure;
use tower_tui::tower::model::{Id, MemberId, MemberRef};
use tower_tui::tower::todo::{Todo, TodoPage, Which};

use crate::answers::safe;
use crate::people;
use crate::pictures::pictures;
use crate::robot::Robot;
use crate::startup::startup;
use crate::todos;

/// 21 September 2026, 10:40 at Tower: a Monday. The Sunday before was worked.
const MONDAY: i64 = 1_789_958_400_000;
const HOUR: i64 = 3_600_000;

fn page(todos: Vec<Todo>) -> Reply {
    Reply::Todos(TodoPage { todos, is_last: true, ..TodoPage::default() })
}

fn feed(events: Vec<Happening>) -> Reply {
    Reply::Events(EventPage { events, unreadable: 0 })
}

fn event(number: u32, title: &str, ago: i64) -> Happening {
    let by = MemberRef { id: MemberId(Id::parse("member-9").expect("an id")), name: Some(safe("王芳")) };
    Happening {
        id: EventId(Id::parse(&number.to_string()).expect("an id")),
        at: Some(Wall(MONDAY - ago)),
        by: Some(by),
        action: safe("评论了任务"),
        title: safe(title),
        place: None,
        place_kind: None,
    }
}

fn done(number: u64, ago: i64) -> Todo {
    let todo = todos::todo(&number.to_string(), &format!("做完 {number}"));
    Todo { is_completed: true, closed: Some(Wall(MONDAY - ago)), number: Some(number), ..todo }
}

/// Whose lists are asked for, and which; and how often the feed is.
fn asked(robot: &Robot) -> Vec<String> {
    let one = |call| match call {
        Call::Todos { member, which, .. } => Some(format!("{} {which:?}", member.0.as_str())),
        Call::Events { .. } => Some("feed".to_owned()),
        _ => None,
    };
    robot.calls().into_iter().filter_map(one).collect()
}

/// Everything that is asked for is answered; how many calls that were.
fn answer(robot: &mut Robot) -> usize {
    let mut count = 0;
    while let Some(next) =
        robot.calls().into_iter().find(|call| matches!(call, Call::Todos { .. } | Call::Events { .. }))
    {
        count += 1;
        match next {
            Call::Todos { which: Which::Done, .. } => {
                robot.tower(page(vec![done(1, HOUR), done(2, 20 * HOUR), done(3, 60 * HOUR)]))
            }
            Call::Todos { .. } => robot.tower(page(todos::open())),
            _ => robot.tower(feed(vec![
                event(9, "周报", HOUR),
                event(8, "别处", HOUR),
                event(7, "周报", 99 * HOUR),
            ])),
        };
    }
    count
}

/// Before the standup of the four in the back end.
pub(super) fn away() -> Robot {
    let mut robot = Robot::waiting_for_todos();
    robot.press("/group:=后端<enter>").rest();
    while asked(&robot).iter().any(|call| call.ends_with("Open")) {
        robot.tower(page(Vec::new()));
    }
    robot.press("U");
    robot
}

pub(super) fn begun() -> Robot {
    let mut robot = away();
    answer(&mut robot);
    robot.press("<enter>");
    answer(&mut robot);
    robot
}

#[test]
fn it_begins_with_who_takes_part_and_reads_the_next_two_ahead() {
    let mut robot = away();
    assert!(robot.says("4 people, what was done since 2026-09-20"), "a worked Sunday: {}", robot.screen());
    assert!(
        robot.says("1 曾国栋") && robot.says("4 林小北") && robot.says("Enter starts"),
        "{}",
        robot.screen()
    );
    let first: Vec<String> = asked(&robot);
    assert_eq!(first.first().map(String::as_str), Some("member-2 Done"), "{first:?}");
    assert!(first.len() <= 6 && first.iter().any(|call| call == "feed"), "{first:?}");
    assert_eq!(answer(&mut robot), 7, "two lists of three, and the feed");
    robot.press("<enter>");
    assert!(robot.says("1/4 曾国栋") && robot.says("next: 单小满, 田中 太郎"), "{}", robot.screen());
    assert_eq!(asked(&robot), [""; 0], "all of it was read ahead");
    robot.press("<enter>");
    assert_eq!(asked(&robot), ["member-13 Done", "member-13 Open"], "the next but one");
    assert!(robot.says("2/4 单小满") && robot.says("Done since"), "{}", robot.screen());
}

#[test]
fn a_turn_tells_what_was_done_since_what_is_for_today_what_is_late_and_what_was_written() {
    let mut robot = begun();
    robot.size(120, 40);
    let screen = robot.screen();
    let at = |text: &str| screen.find(text).unwrap_or_else(|| panic!("{text}: {screen}"));
    let order = [
        "Done since 2026-09-20 (2)",
        "✓ #1 做完 1 (done 2026-09-21)",
        "✓ #2 做完 2 (done 2026-09-20)",
        "Today (1)",
        "#4116",
        "Overdue (1)",
        "#5077",
        "(2 days overdue)",
        "New comments (1)",
        "王芳 评论了任务 周报",
    ];
    assert!(order.map(at).is_sorted(), "{screen}");
    assert!(!robot.says("做完 3") && !robot.says("别处"), "{screen}");
    robot.lang(Lang::Zh);
    assert!(robot.says("自 2026-09-20 起完成 (2)") && robot.says("逾期 (1)"), "{}", robot.screen());
}

#[test]
fn no_more_than_three_calls_a_person_are_made_however_long_it_takes() {
    let mut robot = Robot::browsing_with(|startup| {
        startup.preferences.refresh_every = RefreshEvery::named("30s").expect("a choice");
    });
    robot.world.answers_todos = false;
    robot.press("/group:=后端<enter>").rest();
    while asked(&robot).iter().any(|call| call.ends_with("Open")) {
        robot.tower(page(Vec::new()));
    }
    robot.press("U");
    let mut calls = answer(&mut robot);
    for keys in ["<enter>", "<enter>", "h", "<enter>", "s", "h", "<enter>", "<enter>", "h"] {
        robot.press(keys).wait(61);
        calls += answer(&mut robot);
    }
    assert!(calls <= 3 * 4, "{calls}");
}

#[test]
fn each_has_a_clock_and_it_stops_where_nobody_has_a_turn() {
    let mut robot = begun();
    robot.wait(65);
    assert!(robot.row("1/4 曾国栋").contains("0:01:05"), "{}", robot.screen());
    robot.press("<enter>").wait(10);
    assert!(robot.row("2/4 单小满").contains("0:00:10"), "{}", robot.screen());
    assert!(robot.row("tower-tui").contains("0:01:15"), "{}", robot.screen());
    robot.press("h").wait(5);
    assert!(robot.row("1/4 曾国栋").contains("0:01:10"), "it goes on: {}", robot.screen());
    robot.press("<esc>").wait(600);
    assert!(robot.row("tower-tui").contains("0:01:20"), "{}", robot.screen());
    assert!(robot.row("1 曾国栋").contains("0:01:10") && robot.says("Enter continues"), "{}", robot.screen());
}

#[test]
fn notes_stay_whatever_happens_and_stand_in_the_minutes() {
    let mut robot = begun();
    robot.press("a等接口<enter>");
    assert!(robot.says("Note") && robot.says("等接口"), "{}", robot.screen());
    robot.press("<enter>a周四<esc>");
    assert!(robot.says("2/4 单小满") && robot.says("周四"), "escape keeps it: {}", robot.screen());
    robot.press("s");
    answer(&mut robot);
    robot.press("<esc><esc>");
    assert!(robot.says("group:=后端") && !robot.has_quit(), "{}", robot.screen());
    robot.press("U");
    assert!(
        robot.says("等接口") && robot.row("2 单小满").contains("Did not speak  周四"),
        "{}",
        robot.screen()
    );
    robot.press("<enter>");
    answer(&mut robot);
    assert!(robot.says("3/4 田中 太郎"), "where it was left: {}", robot.screen());
    robot.press("e").size(120, 60);
    assert!(robot.says("# 后端") || robot.says("standup, 2026-09-21"), "{}", robot.screen());
    assert!(robot.says("### Note") && robot.says("- 等接口"), "{}", robot.screen());
    robot.press("G");
    assert!(robot.says("## Did not speak") && robot.says("- 林小北"), "{}", robot.screen());
}

#[test]
fn notes_that_stand_nowhere_else_are_not_lost_by_a_slip_of_the_hand() {
    for keys in ["a等接口<enter><c-c>", "a等接口<c-c>", "a等接口<enter><esc><esc>Q"] {
        let mut robot = begun();
        robot.press(keys);
        assert!(!robot.has_quit() && robot.says("notes"), "{keys}: {}", robot.screen());
        robot.lang(Lang::Zh);
        assert!(robot.says("站会备注"), "{keys}: {}", robot.screen());
        robot.press("<c-c>");
        assert!(robot.has_quit(), "{keys}: asked twice");
    }
    let mut robot = begun();
    robot.press("a等接口<enter><c-c>j<c-c>");
    assert!(!robot.has_quit(), "something else was done in between");
    robot.press("E<c-c>");
    assert!(!robot.has_quit(), "it is not written yet");
    robot.happens(Event::Exported { path: "x.md".into(), result: Ok(None) });
    assert!(robot.has_quit() || robot.press("<c-c>").has_quit(), "{}", robot.screen());
    for keys in ["<c-c>", "a<enter><c-c>", "a等<enter>y<c-c>"] {
        assert!(begun().press(keys).has_quit(), "{keys}: nothing would be lost");
    }
}

#[test]
fn the_minutes_are_written_where_the_system_ends_the_program() {
    let mut robot = begun();
    robot.press("a等接口<enter><esc><esc>").done();
    robot.happens(Event::Terminated);
    let written = |effect: &Effect| matches!(effect, Effect::Export { content: Exported::Text(text), .. } if text.contains("等接口"));
    assert!(robot.done().iter().any(written) && !robot.has_quit());
    robot.happens(Event::Exported { path: "x.md".into(), result: Ok(None) });
    assert!(robot.has_quit());
    let mut robot = begun();
    robot.press("<enter>").done();
    robot.happens(Event::Terminated);
    assert!(robot.has_quit() && !robot.effects.iter().any(|effect| matches!(effect, Effect::Export { .. })));
}

#[test]
fn each_standup_that_was_left_keeps_its_notes() {
    let mut robot = begun();
    robot.press("a等接口<enter><esc><esc><esc>U");
    answer(&mut robot);
    robot.press("<enter>a全队<enter><esc><esc>/group:=后端<enter>U");
    assert!(robot.says("等接口") && !robot.says("全队"), "{}", robot.screen());
    robot.press("<esc><esc>U");
    assert!(robot.says("全队") && !robot.says("等接口"), "{}", robot.screen());
}

#[test]
fn a_team_that_there_is_not_ends_the_run_and_says_which_there_are() {
    let started = |team: &str| {
        let asked = StandupAsked { team: Some(team.to_owned()), group: None };
        let mut robot = Robot::starting(Startup { standup: Some(asked), ..startup() }, None);
        robot.sign_in();
        robot.tower(Reply::User(people::user())).tower(Reply::Teams(people::teams().into()));
        robot
    };
    let mut robot = started("nobody's");
    let which = robot.state.no_team().expect("there is none").clone();
    assert_eq!(which.unknown.as_ref().map(SafeText::as_str), Some("nobody's"));
    assert!(robot.has_quit() && which.choices == people::teams());
    let mut robot = started("a");
    assert!(
        robot.has_quit() && robot.state.no_team().is_some_and(|which| which.unknown.is_none()),
        "several"
    );
    let mut robot = started("API");
    assert!(!robot.has_quit() && robot.says("Standup"), "{}", robot.screen());
}

#[test]
fn the_minutes_are_copied_and_written_and_are_the_same_on_a_replay() {
    let play = || {
        let mut robot = begun();
        robot.wait(61).press("a好<enter><enter>").wait(9).press("<enter>s<enter>");
        answer(&mut robot);
        robot.done();
        robot.press("yE");
        let mut texts = Vec::new();
        for effect in robot.done() {
            match effect {
                Effect::Copy(text) | Effect::CopyNatively { text, .. } => texts.push(text),
                Effect::Export { path, content: Exported::Text(text), .. } => {
                    assert!(path.ends_with("2026-09-21.md"), "{path}");
                    texts.push(text);
                }
                _ => {}
            }
        }
        robot.happens(Event::Exported { path: "x.md".into(), result: Ok(None) });
        assert!(robot.says("wrote x.md"), "{}", robot.screen());
        texts
    };
    let first = play();
    assert_eq!((first.len(), &first[0]), (2, &first[1]));
    assert!(first[0].contains("## 曾国栋 (0:01:01)") && first[0].contains("- [x] #1 做完 1"), "{}", first[0]);
    assert_eq!(first, play());
}

#[test]
fn what_does_not_come_is_told_in_the_turn_and_in_the_minutes() {
    let mut robot = away();
    robot.fails_where(|call| matches!(call, Call::Todos { which: Which::Done, .. }), Failure::Forbidden);
    robot.fails_where(|call| matches!(call, Call::Todos { which: Which::Open, .. }), Failure::Forbidden);
    answer(&mut robot);
    robot.press("<enter>");
    assert!(robot.says("No access to this in Tower (403)"), "{}", robot.screen());
    answer(&mut robot);
    robot.press("<enter>");
    assert!(robot.says("Done since 2026-09-20 (2)"), "{}", robot.screen());
    robot.press("e").size(120, 60);
    assert!(robot.says("### Could not be loaded") && robot.says("- No access to this"), "{}", robot.screen());
}

#[test]
fn a_standup_of_nobody_says_so() {
    let mut robot = Robot::browsing();
    robot.press("/zzz<enter>U");
    assert!(robot.says("There is nobody here."), "{}", robot.screen());
    robot.press("<enter>ase<esc>");
    assert!(robot.says("zzz"), "{}", robot.screen());
}

#[test]
fn a_standup_is_drawn_at_every_size_in_every_state() {
    let minutes = || {
        let mut robot = begun();
        robot.press("e");
        robot
    };
    let noting = || {
        let mut robot = begun();
        robot.press("a很长的备注很长的备注很长的备注很长的备注很长的备注很长的备注很长的备注很长的备注");
        robot
    };
    for mut robot in [away(), begun(), minutes(), noting()] {
        for size in [(20, 5), (40, 10), (80, 24), (120, 40), (300, 100)] {
            for lang in [Lang::En, Lang::Zh, Lang::Pseudo] {
                robot.size(size.0, size.1).lang(lang);
                assert!(!robot.screen().trim().is_empty(), "{size:?}");
            }
        }
    }
}

#[test]
fn whose_turn_it_is_stands_in_the_header_where_there_is_no_border() {
    let mut robot = begun();
    for size in [(20, 5), (40, 10), (80, 10)] {
        robot.size(size.0, size.1);
        let header = robot.screen().lines().next().unwrap_or_default().to_owned();
        assert!(header.contains("1/4 曾") && header.contains("0:00:00"), "{size:?}: {}", robot.screen());
    }
}

#[test]
fn a_screen_reader_goes_through_the_whole_of_it() {
    let mut robot = Robot::listening();
    robot.world.answers_todos = false;
    robot.press("/group:=后端<enter>").rest();
    while asked(&robot).iter().any(|call| call.ends_with("Open")) {
        robot.tower(page(Vec::new()));
    }
    robot.press("U").size(120, 40);
    answer(&mut robot);
    assert!(robot.says("4 people, what was done since 2026-09-20"), "{}", robot.screen());
    robot.press("<enter>");
    answer(&mut robot);
    assert!(robot.says("1/4 曾国栋: 2 done, 1 today, 1 overdue, 1 comments"), "{}", robot.screen());
    let before = robot.screen();
    robot.wait(20);
    assert_eq!(robot.screen().lines().next(), before.lines().next(), "nothing moves by the second");
    robot.press("a好<enter><enter>e");
    assert!(robot.says("## 曾国栋 (0:00:20)") && robot.says("- 好"), "{}", robot.screen());
}

#[test]
fn what_a_standup_looks_like() {
    pictures("standup-away", away);
    pictures("standup", || {
        let mut robot = begun();
        robot.press("a等接口<enter>").wait(65);
        robot
    });
    pictures("standup-note", || {
        let mut robot = begun();
        robot.press("a等接");
        robot
    });
    pictures("standup-minutes", || {
        let mut robot = begun();
        robot.wait(65).press("a等接口<enter><enter>").wait(9).press("e");
        robot
    });
    pictures("accessible-standup", || {
        let mut robot = begun();
        robot.state.look.accessible = true;
        robot.wait(65);
        robot
    });
}
