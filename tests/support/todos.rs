//! Made-up to-dos for the robot.

use tower_tui::base::time::Wall;
use tower_tui::tower::call::{Call, Reply};
use tower_tui::tower::model::{Id, MemberId, MemberRef, ProjectId};
use tower_tui::tower::todo::{Due, Priority, Step, Todo, TodoBox, TodoId, TodoPage, Which};

use super::answers::safe;

/// Number, title, priority, box, when it is due, project. The robot's time begins on 21 September 2026, a Monday.
const OPEN: [(u64, &str, Priority, TodoBox, &str, &str); 7] = [
    (
        4116,
        "修复登录超时, 用户在两步验证后被登出",
        Priority::Highest,
        TodoBox::Today,
        "2026-09-21T18:00:00.000+08:00",
        "移动端",
    ),
    (5077, "测试任务的子任务", Priority::Higher, TodoBox::Today, "2026-09-19T23:59:59.000+08:00", "星辰大海"),
    (
        5102,
        "成员导出 CSV, 含中文姓名与 emoji",
        Priority::Normal,
        TodoBox::Next,
        "2026-09-26T23:59:59.000+08:00",
        "增长",
    ),
    (5110, "升级 Rails 7.2", Priority::Normal, TodoBox::Next, "2026-10-01T23:59:59.000+08:00", "后端"),
    (3901, "清理旧的 webhook", Priority::Lower, TodoBox::Later, "", "后端"),
    (5131, "评审 PR #482", Priority::Normal, TodoBox::New, "", "后端"),
    (5132, "周报", Priority::Normal, TodoBox::New, "", "管理层"),
];

/// What the third member of the first team has to do.
pub(crate) fn open() -> Vec<Todo> {
    let of =
        |(number, title, priority, todo_box, due, project): (u64, &str, Priority, TodoBox, &str, &str)| {
            Todo {
                number: Some(number),
                priority: Some(priority),
                todo_box: Some(todo_box),
                due: Due::parse(due),
                project: Some(safe(project)),
                project_id: Id::parse("project-1").map(ProjectId),
                ..todo(&number.to_string(), title)
            }
        };
    OPEN.into_iter().map(of).collect()
}

/// A to-do of which only the title is known.
pub(crate) fn todo(id: &str, title: &str) -> Todo {
    Todo::bare(TodoId(Id::parse(&format!("todo-{id}")).expect("an id")), safe(title))
}

/// As many to-dos that are done as asked for, with numbers for titles.
pub(crate) fn done(numbers: std::ops::Range<usize>) -> Vec<Todo> {
    let of =
        |number: usize| Todo { is_completed: true, ..todo(&number.to_string(), &format!("任务 {number}")) };
    numbers.map(of).collect()
}

/// A list that is all on one page.
pub(crate) fn page(todos: Vec<Todo>) -> Reply {
    Reply::Todos(TodoPage { todos, is_last: true, ..TodoPage::default() })
}

/// The third member of the first team.
pub(crate) fn busy() -> MemberId {
    MemberId(Id::parse("member-2").expect("an id"))
}

/// One of them with all that belongs to it.
pub(crate) fn whole(todo: Todo) -> Todo {
    Todo {
        labels: vec![safe("缺陷"), safe("v12.32")],
        list: Some(safe("登录")),
        creator: Some(MemberRef {
            id: MemberId(Id::parse("member-0").expect("an id")),
            name: Some(safe("张伟")),
        }),
        created: Some(Wall(1_789_700_000_000)),
        description: Some(tower_tui::base::text::SafeText::block(
            "安卓 14 上复现: 输入验证码之后返回登录页。\n日志见附件。",
        )),
        steps: [("复现", true), ("修复", false), ("回归测试", false)]
            .map(|(title, is_completed)| Step::bare(safe(title), is_completed))
            .into(),
        ..todo
    }
}

/// What Tower answers when it is asked for to-dos: the third member is busy, nobody else has anything to do.
pub(crate) fn answer(call: &Call) -> Option<Reply> {
    match call {
        Call::Todos { member, which, .. } if *member == busy() => Some(page(match which {
            Which::Open => open(),
            Which::Done => done(0..27),
            Which::Created => Vec::new(),
        })),
        Call::Todos { .. } => Some(page(Vec::new())),
        Call::Todo(id) => {
            let found = open().into_iter().chain(done(0..27)).find(|todo| todo.id == *id);
            found.map(|todo| Reply::Todo(Box::new(whole(todo))))
        }
        _ => None,
    }
}
