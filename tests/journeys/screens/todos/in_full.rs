//! One to-do with all that belongs to it: what is known and nothing else, its files, and what people wrote below it.

use tower_tui::base::lang::Lang;
use tower_tui::base::text::SafeText;
use tower_tui::base::time::Wall;
use tower_tui::tower::call::{Call, Reply};
use tower_tui::tower::comment::{Attachment, Comment, CommentId, CommentPage};
use tower_tui::tower::failure::{Failure, Unreadable};
use tower_tui::tower::model::{Id, MemberId, MemberRef};
use tower_tui::tower::todo::{CustomField, Due, Step, Todo, TodoBox, TodoId, TodoPage, TodoRef};

use crate::answers::safe;
use crate::robot::Robot;
use crate::todos;

/// The robot's time: a Monday, a quarter past ten in the evening at Tower.
const NOW: i64 = 1_790_000_000_000;
const HOUR: i64 = 3_600_000;

fn id(text: &str) -> Id {
    Id::parse(text).expect("an id")
}

fn member(number: usize, name: &str) -> MemberRef {
    MemberRef { id: MemberId(id(&format!("member-{number}"))), name: Some(safe(name)) }
}

fn file(name: &str, bytes: Option<u64>, kind: Option<&str>) -> Attachment {
    Attachment { id: id("file"), name: safe(name), bytes, kind: kind.map(safe) }
}

fn comment(number: usize, text: &str) -> Comment {
    Comment {
        id: CommentId(id(&format!("c{number}"))),
        author: Some(member(0, "张伟")),
        created: Some(Wall(NOW - HOUR)),
        text: Some(SafeText::block(text)),
        attachments: Vec::new(),
    }
}

/// A to-do of which everything is known.
fn full() -> Todo {
    Todo {
        assignee: Some(member(2, "曾国栋")),
        closer: Some(member(0, "张伟")),
        closed: Some(Wall(NOW - 24 * HOUR)),
        is_completed: true,
        start: Due::parse("2026-09-18"),
        fields: vec![CustomField {
            name: safe("迭代"),
            kind: safe("select"),
            values: vec![safe("S12"), safe("S13")],
        }],
        parent: Some(TodoRef { id: TodoId(id("p")), title: Some(safe("登录改版")) }),
        steps: vec![
            Step {
                todo: Some(TodoId(id("s"))),
                assignee: Some(member(1, "王芳")),
                due: Due::parse("2026-09-22"),
                ..Step::bare(safe("服务端"), true)
            },
            Step::bare(safe("回归测试"), false),
        ],
        attachments: vec![file("登录日志.txt", Some(18_204), Some("text/plain")), file("a", None, None)],
        comment_count: 2,
        comments: vec![
            Comment {
                attachments: vec![file("截图.png", Some(900), None)],
                ..comment(1, "@林小北 请看一下\n第二行")
            },
            Comment { author: None, created: None, ..comment(2, "好的") },
        ],
        ..todos::whole(todos::open().remove(0))
    }
}

/// The first of a member's to-dos on the whole screen, as its document tells it.
fn reading(todo: Todo) -> Robot {
    let mut robot = Robot::waiting_for_todos();
    robot.size(120, 60).press("jj<enter>").tower(todos::page(todos::open())).press("<enter>");
    robot.tower(Reply::Todo(Box::new(todo)));
    robot
}

#[test]
fn everything_that_is_known_of_a_to_do_stands_on_it() {
    let robot = reading(full());
    for said in [
        "Assignee  曾国栋",
        "Done      20 Sep 22:13 ∙ 张伟",
        "Priority  highest !!",
        "Project   移动端 › 登录",
        "Start     18 Sep",
        "Labels    缺陷  v12.32",
        "迭代      S12, S13",
        "Part of   登录改版",
        "Creator   张伟",
        "Subtasks 1/1",
        "[x] 服务端  王芳 ∙ 22 Sep",
        "Checklist 0/1",
        "Attachments 2",
        "登录日志.txt  17.8 KB  text/plain",
        "Comments 2",
        "张伟  1h",
        "  @林小北 请看一下",
        "  第二行",
        "  截图.png  900 B",
        " somebody",
    ] {
        assert!(robot.screen().contains(said), "{said}: {}", robot.screen());
    }
    let asks = robot.calls().iter().any(|call| matches!(call, Call::Comments { .. }));
    assert!(!asks, "its document has all the comments");
}

#[test]
fn what_is_not_known_takes_no_row() {
    let mut robot = reading(Todo { title: safe("周报"), ..todos::todo("4116", "周报") });
    for lang in [Lang::En, Lang::Zh] {
        robot.lang(lang);
        let screen = robot.screen();
        let filled: Vec<&str> = screen
            .lines()
            .filter(|row| row.contains('│'))
            .map(|row| row.trim_matches(['│', ' ']))
            .filter(|row| !row.is_empty())
            .collect();
        assert_eq!(filled, ["周报"], "{screen}");
    }
}

#[test]
fn a_done_to_do_of_which_no_more_is_known_is_done_nevertheless() {
    let bare = Todo { is_completed: true, ..todos::todo("4116", "周报") };
    let robot = reading(bare);
    assert!(robot.screen().contains("Done  yes"), "{}", robot.screen());
    let open = Todo { closed: Some(Wall(NOW)), ..todos::todo("4116", "周报") };
    let robot = reading(Todo { closer: Some(member(0, "张伟")), ..open });
    assert!(!robot.screen().contains("Done"), "it was closed before: {}", robot.screen());
}

#[test]
fn done_lists_have_the_day_of_it_and_its_order() {
    let done = |number: &str, closed: Option<i64>| Todo {
        is_completed: true,
        closed: closed.map(Wall),
        due: Due::parse("2026-09-01"),
        ..todos::todo(number, number)
    };
    let mut robot = Robot::waiting_for_todos();
    robot.press("jj<enter>").tower(todos::page(todos::open())).press("<tab>");
    robot.tower(todos::page(vec![
        done("one", Some(NOW - 72 * HOUR)),
        done("two", None),
        done("three", Some(NOW)),
        done("three", Some(NOW)),
    ]));
    let screen = robot.screen();
    let rows = screen.lines().filter(|row| row.starts_with('│')).map(str::split_whitespace);
    let rows: Vec<String> = rows.map(|words| words.collect::<Vec<_>>().join(" ")).take(3).collect();
    assert_eq!(rows, ["│› three today │", "│ one 18 Sep │", "│ two - │"], "{screen}");
}

#[test]
fn comments_that_did_not_come_along_come_page_by_page_as_they_are_read() {
    let page = |numbers: std::ops::Range<usize>, is_last| {
        let comments = numbers.map(|number| comment(number, &format!("第 {number} 条"))).collect();
        let unreadable = usize::from(is_last);
        Reply::Comments(CommentPage { comments, is_last, unreadable, ..CommentPage::default() })
    };
    let pages = |robot: &Robot| {
        let asked = robot.calls().into_iter().filter_map(|call| match call {
            Call::Comments { page, .. } => Some(page),
            _ => None,
        });
        asked.collect::<Vec<u32>>()
    };
    let mut robot = reading(Todo { comment_count: 60, comments: Vec::new(), ..full() });
    assert_eq!(pages(&robot), [1]);
    assert!(
        robot.screen().contains("Comments 0/60") && robot.screen().contains("loading⋯"),
        "{}",
        robot.screen()
    );
    robot.tower(page(0..25, false));
    assert!(robot.screen().contains("Comments 25/60"), "{}", robot.screen());
    robot.size(120, 24);
    assert_eq!(pages(&robot), [2], "the screen was so high that its end was near");
    robot.tower(page(25..50, false)).press("<pgdn>");
    assert_eq!(pages(&robot), [0; 0], "the end is far off");
    robot.press("G");
    assert_eq!(pages(&robot), [3]);
    robot.tower(page(49..60, true)).press("G");
    assert!(robot.screen().contains("第 59 条"), "{}", robot.screen());
    assert!(robot.screen().contains("! 1 unreadable"), "{}", robot.screen());
    robot.press("jjG");
    assert_eq!(pages(&robot), [0; 0]);
    robot.press("r");
    assert_eq!(pages(&robot), [1], "it is read anew");
    robot.tower(page(0..25, false));
    assert!(robot.screen().contains("第 59 条"), "nothing moves meanwhile: {}", robot.screen());
}

#[test]
fn comments_that_do_not_come_say_why_and_leave_the_rest_in_place() {
    let html = Failure::Unreadable(Unreadable::WebPage);
    for (why, said) in [
        (Failure::Forbidden, "No access to this"),
        (Failure::Gone, "404"),
        (Failure::Refused { status: 500, retry_after: None }, "500"),
        (html, "A web page answered"),
    ] {
        let mut robot = reading(Todo { comment_count: 9, ..full() });
        robot.fails_todos(why);
        for said in [said, "Comments 2/9", "@林小北 请看一下", "Assignee", "r retry"] {
            assert!(robot.screen().contains(said), "{said}: {}", robot.screen());
        }
        robot.press("r");
        assert!(robot.calls().iter().any(|call| matches!(call, Call::Comments { .. })));
    }
}

#[test]
fn whatever_tower_sends_there_is_a_screen() {
    let huge = comment(1, &"很长的评论。".repeat(60_000));
    let odd = Todo {
        due: Due::parse("9999-12-31T23:59:59Z"),
        start: Due::parse("2026-09-18T09:30:00.123Z"),
        created: Some(Wall(i64::MAX)),
        closed: Some(Wall(i64::MIN)),
        is_completed: true,
        todo_box: Some(TodoBox::of_box("77")),
        comments: vec![huge],
        comment_count: 1,
        ..todos::todo("4116", "周报")
    };
    let mut robot = reading(odd);
    assert!(robot.screen().contains("9999-12-31"), "{}", robot.screen());
    assert!(robot.screen().contains("很长的评论。很长的评论。"), "{}", robot.screen());
    robot.press("G");
    assert!(robot.screen().contains('⋯') || robot.screen().contains("很长的评论"), "{}", robot.screen());

    let many: Vec<Todo> =
        (0..3000).map(|number| todos::todo(&number.to_string(), &format!("任务 {number}"))).collect();
    let twice: Vec<Todo> = many.iter().chain(&many).cloned().collect();
    let mut robot = Robot::waiting_for_todos();
    robot.press("jj<enter>").tower(Reply::Todos(TodoPage {
        todos: twice,
        is_last: true,
        ..TodoPage::default()
    }));
    robot.press("G");
    assert!(robot.screen().contains("3000/3000"), "{}", robot.screen());
}
