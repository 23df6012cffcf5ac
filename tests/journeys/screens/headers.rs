//! The top line: on every screen it tells of its list in the same words, in the same place, and once.

use tower_tui::tower::call::Reply;
use tower_tui::tower::event::EventPage;
use tower_tui::tower::failure::Failure;
use tower_tui::tower::json_api::MemberPage;
use tower_tui::tower::project::ProjectList;
use tower_tui::tower::todo::TodoPage;

use crate::answers::safe;
use crate::people;
use crate::robot::Robot;
use crate::todos;

/// The screens with one list, by the key that leads there, with that list of which two entries could not be read.
fn screens() -> [(&'static str, Reply); 4] {
    let todos = TodoPage { todos: todos::open(), is_last: true, unreadable: 2, ..TodoPage::default() };
    [
        (
            "r",
            Reply::Members(MemberPage {
                members: people::members().into(),
                is_last: true,
                unreadable: 2,
                ..MemberPage::default()
            }),
        ),
        ("<enter>", Reply::Todos(todos)),
        ("P", Reply::Projects(ProjectList { unreadable: 2, ..ProjectList::default() })),
        ("A", Reply::Events(EventPage { events: Vec::new(), unreadable: 2 })),
    ]
}

fn opened(keys: &str, reply: Reply) -> Robot {
    let mut robot = Robot::waiting_for_todos();
    robot.press("j").calls.clear();
    robot.size(99, 30).press(keys).tower(reply);
    robot
}

#[test]
fn u61_what_could_not_be_read_stands_in_every_header_and_once() {
    for (keys, reply) in screens() {
        let mut robot = opened(keys, reply);
        let screen = robot.screen();
        assert!(robot.row("tower-tui").contains("! 2 unreadable  updated 0s ago"), "{keys}: {screen}");
        assert_eq!(screen.matches("unreadable").count(), 1, "{keys}: {screen}");
        let narrow = robot.size(50, 12).screen();
        assert!(narrow.lines().next().is_some_and(|head| head.contains("! ")), "{keys}: {narrow}");
    }
}

#[test]
fn u61_why_there_is_nothing_newer_stands_in_every_header_and_once() {
    for (keys, reply) in screens() {
        let mut robot = opened(keys, reply);
        robot.calls.clear();
        robot.wait(40).press("r").fails_any(Failure::Unreachable(safe("connection refused")));
        let screen = robot.screen();
        assert!(
            robot.row("tower-tui").contains("old ! Cannot reach Tower  ! 2 unreadable"),
            "{keys}: {screen}"
        );
        assert_eq!(screen.matches("Cannot reach Tower").count(), 1, "{keys}: {screen}");
        assert!(robot.says("r retry"), "{keys}: {screen}");
    }
}
