//! To-dos as the client reads them from the built-in Tower.

use jiff::civil::{date, time};
use tower_tui::base::text::SafeText;
use tower_tui::demo::{Habits, MemberTodos, Plan};
use tower_tui::tower::call::{Call, Reply};
use tower_tui::tower::failure::Failure;
use tower_tui::tower::model::{Id, MemberId, TeamList};
use tower_tui::tower::todo::{Due, Priority, Todo, TodoBox, TodoId, TodoPage, Which};

use crate::driver::{Driver, plan};

fn signed_in(member_todos: MemberTodos) -> Driver {
    let habits = Habits { member_todos, ..Habits::default() };
    Driver::signed_in(Plan { today: date(2026, 8, 23), ..plan(habits) })
}

fn page(driver: &mut Driver, member: &MemberId, which: Which, page: u32) -> TodoPage {
    match driver.call(Call::Todos { member: member.clone(), which, page }) {
        Ok(Reply::Todos(page)) => page,
        other => panic!("{other:?}"),
    }
}

/// The member of the first team whose to-dos are written by hand.
fn busy(driver: &mut Driver) -> MemberId {
    let Ok(Reply::Teams(TeamList { teams, .. })) = driver.call(Call::Teams) else { panic!("no teams") };
    let call = Call::Members { team: teams[0].id.clone(), page: 1 };
    let Ok(Reply::Members(page)) = driver.call(call) else { panic!("nobody") };
    page.members.get(2).expect("a member").id
}

fn said(text: Option<&SafeText>) -> Option<&str> {
    text.map(SafeText::as_str)
}

#[test]
fn a_members_to_dos_are_read_with_all_that_comes() {
    let mut driver = signed_in(MemberTodos::Full);
    let member = busy(&mut driver);
    let TodoPage { todos, is_last, .. } = page(&mut driver, &member, Which::Open, 1);
    assert!(!is_last, "all of them come at once, and nothing says so");
    let names: Vec<String> = todos.iter().map(Todo::name).collect();
    assert_eq!((names.len(), names[0].as_str()), (7, "#4116 修复登录超时, 用户在两步验证后被登出"));
    let boxes: Vec<_> = todos.iter().filter_map(|todo| todo.todo_box).collect();
    assert_eq!(
        boxes,
        [
            TodoBox::Today,
            TodoBox::Today,
            TodoBox::Next,
            TodoBox::Next,
            TodoBox::Later,
            TodoBox::New,
            TodoBox::New
        ]
    );
    assert_eq!(todos[0].due, Some(Due { day: date(2026, 8, 23), time: Some(time(18, 0, 0, 0)) }));
    assert_eq!(todos[1].due, Some(Due { day: date(2026, 8, 21), time: None }));
    assert_eq!(said(todos[0].project.as_ref()), Some("移动端"));

    let first = page(&mut driver, &member, Which::Done, 1);
    let second = page(&mut driver, &member, Which::Done, 2);
    assert_eq!((first.todos.len(), first.is_last), (25, false));
    assert_eq!((second.todos.len(), second.is_last), (2, true));
    assert!(first.todos.iter().chain(&second.todos).all(|todo| todo.is_completed));
    let created = page(&mut driver, &member, Which::Created, 1);
    assert!(created.todos.iter().all(|todo| !todo.is_completed));
}

#[test]
fn one_that_is_opened_tells_the_rest_even_where_the_list_told_little() {
    for member_todos in [MemberTodos::Full, MemberTodos::Slim] {
        let mut driver = signed_in(member_todos);
        let member = busy(&mut driver);
        let listed = page(&mut driver, &member, Which::Open, 1).todos;
        if member_todos == MemberTodos::Slim {
            assert_eq!((&listed[0].number, &listed[0].project), (&None, &None));
            assert_eq!(listed[0].todo_box, Some(TodoBox::Today));
        }
        let Ok(Reply::Todo(todo)) = driver.call(Call::Todo(listed[0].id.clone())) else { panic!("no to-do") };
        assert_eq!((todo.number, &todo.priority), (Some(4116), &Some(Priority::Highest)));
        assert_eq!(said(todo.list.as_ref()), Some("登录"));
        assert_eq!(said(todo.creator.as_ref().and_then(|creator| creator.name.as_ref())), Some("张伟"));
        let described = "安卓 14 上复现: 输入验证码之后返回登录页。\n日志见附件。";
        assert_eq!(said(todo.description.as_ref()), Some(described));
        let steps: Vec<_> = todo.steps.iter().map(|step| (step.title.as_str(), step.is_completed)).collect();
        assert_eq!(steps, [("复现", true), ("修复", false), ("回归测试", false)]);
        assert!(todo.link("https://tower.im").is_some());
    }
}

#[test]
fn a_to_do_that_is_gone_is_no_reason_to_doubt_the_application() {
    let mut driver = signed_in(MemberTodos::Full);
    let call = Call::Todo(TodoId(Id::parse("nowhere").expect("an id")));
    assert_eq!(driver.call(call), Err(Failure::Gone));
}
