//! To-dos as the client reads them from the built-in Tower, by the addresses that it asks for.
#![expect(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a reply without the expected parts stops the test at once"
)]

use jiff::civil::{date, time};
use tower_tui::base::text::SafeText;
use tower_tui::demo::{BuiltIn, Habits, MemberTodos};
use tower_tui::tower::call::{Call, Reply};
use tower_tui::tower::model::{MemberId, TeamId};
use tower_tui::tower::todo::{Due, Priority, Todo, TodoPage, Tray, Which};
use tower_tui::tower::wire::Answer;

use crate::wire::{V5, get, sign_in, tower};

fn read(tower: &BuiltIn, access: &str, call: &Call) -> Reply {
    let query = call.query().map_or_else(String::new, |(name, value)| format!("?{name}={value}"));
    let came = get(tower, access, &format!("{}{query}", call.path().trim_start_matches('/')));
    call.read(Ok(Answer { status: came.status, body: came.body, ..Answer::default() }), 0).unwrap()
}

fn page(tower: &BuiltIn, access: &str, member: &MemberId, which: Which, page: u32) -> TodoPage {
    match read(tower, access, &Call::Todos { member: member.clone(), which, page }) {
        Reply::Todos(page) => page,
        other => panic!("{other:?}"),
    }
}

/// The member of the first team whose to-dos are written by hand.
fn busy(tower: &BuiltIn, access: &str) -> MemberId {
    let Reply::Teams(teams) = read(tower, access, &Call::Teams) else { panic!("no teams") };
    let team = TeamId(teams[0].id.0.clone());
    let Reply::Members(page) = read(tower, access, &Call::Members { team, page: 1 }) else {
        panic!("nobody")
    };
    page.members[2].id.clone()
}

fn said(text: Option<&SafeText>) -> Option<&str> {
    text.map(SafeText::as_str)
}

#[test]
fn a_members_to_dos_are_read_with_all_that_comes() {
    let tower = tower(V5);
    let (access, _) = sign_in(&tower);
    let member = busy(&tower, &access);
    let TodoPage { todos, is_last } = page(&tower, &access, &member, Which::Open, 1);
    assert!(!is_last, "all of them come at once, and nothing says so");
    let names: Vec<String> = todos.iter().map(Todo::name).collect();
    assert_eq!((names.len(), names[0].as_str()), (7, "#4116 修复登录超时, 用户在两步验证后被登出"));
    let trays: Vec<_> = todos.iter().filter_map(|todo| todo.tray).collect();
    assert_eq!(trays, [Tray::Today, Tray::Today, Tray::Next, Tray::Next, Tray::Later, Tray::New, Tray::New]);
    assert_eq!(todos[0].due, Some(Due { day: date(2026, 8, 23), time: Some(time(18, 0, 0, 0)) }));
    assert_eq!(todos[1].due, Some(Due { day: date(2026, 8, 21), time: None }));
    assert_eq!(said(todos[0].project.as_ref()), Some("移动端"));

    let first = page(&tower, &access, &member, Which::Done, 1);
    let second = page(&tower, &access, &member, Which::Done, 2);
    assert_eq!((first.todos.len(), first.is_last), (25, false));
    assert_eq!((second.todos.len(), second.is_last), (2, true));
    assert!(first.todos.iter().chain(&second.todos).all(|todo| todo.is_completed));
    let created = page(&tower, &access, &member, Which::Created, 1);
    assert!(created.todos.iter().all(|todo| !todo.is_completed));
}

#[test]
fn one_that_is_opened_tells_the_rest_even_where_the_list_told_little() {
    let habits = Habits { member_todos: MemberTodos::Slim, ..V5 };
    for habits in [V5, habits] {
        let tower = tower(habits);
        let (access, _) = sign_in(&tower);
        let member = busy(&tower, &access);
        let listed = page(&tower, &access, &member, Which::Open, 1).todos;
        if habits.member_todos == MemberTodos::Slim {
            assert_eq!((&listed[0].number, &listed[0].project), (&None, &None));
            assert_eq!(listed[0].tray, Some(Tray::Today));
        }
        let Reply::Todo(Some(todo)) = read(&tower, &access, &Call::Todo(listed[0].id.clone())) else {
            panic!("no to-do")
        };
        assert_eq!((todo.number, &todo.priority), (Some(4116), &Some(Priority::Highest)));
        assert_eq!(said(todo.list.as_ref()), Some("登录"));
        assert_eq!(said(todo.creator.as_ref()), Some("张伟"));
        let described = "安卓 14 上复现: 输入验证码之后返回登录页。\n日志见附件。";
        assert_eq!(said(todo.description.as_ref()), Some(described));
        let steps: Vec<_> = todo.steps.iter().map(|step| (step.title.as_str(), step.is_completed)).collect();
        assert_eq!(steps, [("复现", true), ("修复", false), ("回归测试", false)]);
        assert!(todo.link("https://tower.im").is_some());
    }
}
