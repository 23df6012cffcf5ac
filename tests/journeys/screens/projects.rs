//! The projects of a team: listed, read, and as a filter of members and of the workload.

use tower_tui::app::Effect;
use tower_tui::base::lang::Lang;
use tower_tui::tower::call::{Call, Reply};
use tower_tui::tower::failure::Failure;
use tower_tui::tower::json_api::MemberPage;
use tower_tui::tower::model::{Id, MemberRef, ProjectId, TodolistId};
use tower_tui::tower::project::{Project, ProjectList, Todolist, Todolists};
use tower_tui::tower::todo::{Due, Todo};

use crate::answers::safe;
use crate::people;
use crate::pictures::pictures;
use crate::robot::Robot;
use crate::todos;

fn id(text: &str) -> Id {
    Id::parse(text).expect("an id")
}

fn project(number: usize, name: &str, description: &str) -> Project {
    Project {
        id: ProjectId(id(&format!("project-{number}"))),
        name: safe(name),
        description: (!description.is_empty()).then(|| safe(description)),
        is_pinned: number == 3,
        is_archived: number == 1,
    }
}

fn all() -> Reply {
    let projects = vec![
        project(0, "移动端", "iOS 与安卓客户端"),
        project(1, "旧官网 <2016>", "已归档 & 只读"),
        project(2, "", ""),
        project(
            3,
            "星辰大海",
            "下一代产品, 说来话长, 所以这一行要在表格的右边被截断, 无论屏幕有多宽都如此如此如此",
        ),
    ];
    Reply::Projects(ProjectList { projects, ..ProjectList::default() })
}

fn lists() -> Reply {
    let whom = |number: usize, name: &str| {
        let member = people::member(number, name);
        Some(MemberRef { id: member.id, name: Some(member.name) })
    };
    let list = |number: usize, name: &str, todos: Vec<Todo>, missing: usize| Todolist {
        id: TodolistId(id(&format!("list-{number}"))),
        name: safe(name),
        is_default: number == 0,
        is_archived: number == 2,
        todos,
        missing,
    };
    let late = Todo { due: Due::parse("2026-09-18"), ..todos::todo("late", "登录页改版: 交互走查") };
    let done = Todo { is_completed: true, ..todos::todo("done", "已经做完的事") };
    let open = Todo { assignee: whom(2, "曾国栋"), ..late };
    let open = Todo { project_id: Some(ProjectId(id("project-0"))), list: Some(safe("登录")), ..open };
    let alone = Todo {
        assignee: whom(4, "阿卜杜拉·买买提"), ..todos::todo("alone", "办公室搬迁清单")
    };
    let lists = vec![
        list(0, "未归类任务", vec![alone], 0),
        list(1, "登录", vec![done, open], 2),
        list(2, "空的清单", Vec::new(), 0),
    ];
    Reply::Todolists(Todolists { lists, ..Todolists::default() })
}

fn some(members: std::ops::Range<usize>) -> Reply {
    let members = people::members().into_iter().skip(members.start).take(members.len()).collect();
    Reply::Members(MemberPage { members, pages: Some(1), is_last: true, ..MemberPage::default() })
}

/// What is asked for, but for which member the account's own is.
fn asked(robot: &Robot) -> Vec<Call> {
    robot.calls().into_iter().filter(|call| !matches!(call, Call::OwnMember(_))).collect()
}

pub(super) fn projects() -> Robot {
    let mut robot = Robot::browsing();
    robot.press("jjP").tower(all());
    robot
}

pub(super) fn opened() -> Robot {
    let mut robot = projects();
    robot.press("j<enter>").tower(lists()).tower(some(0..3));
    robot
}

#[test]
fn what_is_pinned_comes_first_and_what_was_put_away_on_wish() {
    let mut robot = Robot::browsing();
    robot.press("jjP");
    assert!(matches!(asked(&robot)[..], [Call::Projects(_)]), "{:?}", robot.calls());
    robot.wait(4);
    assert!(robot.says("loading projects⋯ 4s"), "{}", robot.screen());
    robot.tower(all());
    assert!(robot.row("星辰大海").contains("› 星辰大海"), "{}", robot.screen());
    assert!(robot.row("星辰大海").contains("pinned") && robot.says("(untitled)"), "{}", robot.screen());
    assert!(!robot.says("旧官网") && robot.says("1 archived a show"), "{}", robot.screen());
    robot.press("a");
    assert!(robot.row("旧官网").contains("archived") && robot.says("a hide"), "{}", robot.screen());
    robot.press("/yd<enter>");
    assert!(robot.row("移动端").contains('›') && !robot.says("星辰大海"), "{}", robot.screen());
    robot.press("<esc><esc>");
    assert!(robot.row("曾国栋 ").starts_with("│›"), "{}", robot.screen());
}

#[test]
fn a_project_that_is_loaded_is_found_among_what_can_be_done_and_opened() {
    let mut robot = projects();
    robot.press("<esc>:").paste("ydd");
    assert!(robot.says("project 移动端") && !robot.says("project 星辰大海"), "{}", robot.screen());
    robot.press("<enter>");
    assert!(robot.says("Members › 移动端"), "{}", robot.screen());
    robot.lang(Lang::Zh).press("<esc>:").paste("星辰");
    assert!(robot.says("项目 星辰大海"), "{}", robot.screen());
}

#[test]
fn a_project_is_drawn_with_one_call_for_its_lists_and_one_for_its_people() {
    let mut robot = projects();
    robot.press("j<enter>");
    let calls = asked(&robot);
    assert!(matches!(&calls[..], [Call::Todolists(_), Call::ProjectMembers { page: 1, .. }]), "{calls:?}");
    robot.tower(lists()).tower(some(0..3));
    assert!(robot.says("移动端 2 open, 1 done") && robot.says("3 members"), "{}", robot.screen());
    assert!(robot.says("▾ 登录 1 open, 1 done ! 2 not included"), "{}", robot.screen());
    assert!(robot.says("▾ 空的清单 0 open archived"), "{}", robot.screen());
    assert!(robot.row("已经做完的事").contains("✓ "), "{}", robot.screen());
    robot.press("j<enter>");
    assert!(matches!(&asked(&robot)[..], [] | [Call::Todo(_)]), "{:?}", robot.calls());
    robot.press("<esc><esc>");
    assert!(robot.row("登录页改版").contains('›'), "back is where it was: {}", robot.screen());
    robot.done();
    robot.press("o");
    let opened = |effect: &Effect| matches!(effect, Effect::OpenBrowser(url) if url.ends_with("/projects/project-0/todos/todo-late/"));
    assert!(robot.done().iter().any(opened), "{}", robot.screen());
    robot.press("<esc><esc>");
    assert!(robot.row("曾国栋 ").starts_with("│›"), "{}", robot.screen());
}

#[test]
fn a_project_that_may_not_be_seen_says_so_and_its_people_too() {
    let mut robot = projects();
    robot.press("j<enter>");
    robot.fails_where(|call| matches!(call, Call::Todolists(_)), Failure::Forbidden);
    robot.fails_where(|call| matches!(call, Call::ProjectMembers { .. }), Failure::Forbidden);
    assert!(robot.says("No access to this in Tower (403)"), "{}", robot.screen());
    assert!(robot.says("members unknown"), "{}", robot.screen());
    robot.press("r").tower(lists()).tower(some(0..3));
    assert!(robot.says("3 members") && robot.says("办公室搬迁清单"), "{}", robot.screen());
}

#[test]
fn projects_that_may_not_be_seen_say_so_and_are_not_counted() {
    let mut robot = Robot::browsing();
    robot.press("P");
    robot.fails_where(|call| matches!(call, Call::Projects(_)), Failure::Forbidden);
    assert!(robot.says("No access to this in Tower (403)"), "{}", robot.screen());
    assert!(!robot.says("Projects 0"), "{}", robot.screen());
    robot.press("r").tower(all());
    assert!(robot.says("Projects 3"), "{}", robot.screen());
}

#[test]
fn the_people_of_a_project_are_a_filter_of_members_and_of_the_workload() {
    let mut robot = opened();
    robot.press("f");
    assert!(robot.says("project:=移动端") && robot.says("3/13"), "{}", robot.screen());
    assert!(robot.says("曾国栋") && !robot.says("单小满"), "{}", robot.screen());
    robot.press("<esc><esc>");
    assert!(robot.says("▾ 登录"), "back leads to the project: {}", robot.screen());
    robot.press("w");
    assert!(robot.says("Workload") && robot.says("project:=移动端"), "{}", robot.screen());
    assert!(robot.says("曾国栋") && !robot.says("单小满"), "{}", robot.screen());

    let mut robot = Robot::browsing();
    robot.press("/project:yd");
    let is_projects = |call: &Call| matches!(call, Call::Projects(_));
    assert!(robot.calls().iter().any(is_projects), "{:?}", robot.calls());
    assert!(robot.says("loading the project's members"), "{}", robot.screen());
    robot.tower(all()).tower(some(4..6));
    assert!(robot.says("2/13") && robot.says("阿卜杜拉"), "{}", robot.screen());
    robot.press("<c-u>!project:yd");
    assert!(robot.says("11/13") && !robot.says("阿卜杜拉"), "{}", robot.screen());
    robot.press("<c-u>project:没有");
    assert!(robot.says("unknown project:没有; valid: ") && robot.says("0/13"), "{}", robot.screen());
    robot.press("<c-u>project:x<tab>");
    assert!(robot.says("project:星辰大海"), "{}", robot.screen());
    robot.fails_where(|call| matches!(call, Call::ProjectMembers { .. }), Failure::Forbidden);
    assert!(robot.says("! project: No access to this in Tower"), "{}", robot.screen());
}

#[test]
fn what_happened_in_a_project_and_its_page_are_asked_for_there() {
    for keys in ["jA", "j<enter>A"] {
        let mut robot = projects();
        robot.press(keys);
        let of = |call: &Call| {
            matches!(call, Call::Events { feed: tower_tui::tower::event::Feed::Project(_), .. })
        };
        assert!(robot.calls().iter().any(of), "{keys}: {:?}", robot.calls());
        assert!(robot.says("移动端 › Activity"), "{keys}: {}", robot.screen());
    }
    let mut robot = projects();
    robot.done();
    robot.press("jo");
    let opened =
        |effect: &Effect| matches!(effect, Effect::OpenBrowser(url) if url.ends_with("/projects/project-0/"));
    assert!(robot.done().iter().any(opened), "{}", robot.screen());
}

#[test]
fn an_empty_team_and_an_empty_project_say_so() {
    let mut robot = Robot::browsing();
    robot.press("P").tower(Reply::Projects(ProjectList::default()));
    assert!(robot.says("This team has no projects."), "{}", robot.screen());
    let mut robot = projects();
    robot.press("<enter>").tower(Reply::Todolists(Todolists::default()));
    assert!(robot.says("There are no lists in this project."), "{}", robot.screen());
}

#[test]
fn projects_are_drawn_at_every_size() {
    for mut robot in [projects(), opened()] {
        for size in [(20, 5), (40, 10), (80, 24), (120, 40), (300, 100)] {
            for lang in [Lang::En, Lang::Zh, Lang::Pseudo] {
                robot.size(size.0, size.1).lang(lang).press("aGkg");
                assert!(!robot.screen().trim().is_empty(), "{size:?}");
            }
        }
    }
}

#[test]
fn a_screen_reader_hears_the_project_and_the_list() {
    let mut robot = Robot::listening();
    robot.press("P").tower(all());
    assert!(robot.says("1 of 3: 星辰大海, pinned"), "{}", robot.screen());
    robot.press("j<enter>").tower(lists()).press("j");
    assert!(robot.says("2 of 3: 登录: 3d overdue, 登录页改版"), "{}", robot.screen());
}

#[test]
fn what_projects_look_like() {
    pictures("projects", projects);
    pictures("project", opened);
}

#[test]
fn u27_no_border_names_a_key_that_is_text_while_something_is_typed() {
    for (keys, hints) in [
        ("", ["a shows them", "p hide"]),
        ("jj<enter>", ["Tab switch", "o browser"]),
        ("P", ["1 archived  a show", "a show"]),
    ] {
        let mut robot = Robot::browsing();
        robot.size(110, 40).press(keys);
        if keys == "P" {
            robot.tower(all());
        }
        let borders = |robot: &Robot| {
            let screen = robot.screen();
            screen.lines().filter(|row| row.starts_with(['┌', '└'])).map(str::to_owned).collect::<String>()
        };
        assert!(hints.iter().all(|hint| borders(&robot).contains(hint)), "{keys}: {}", robot.screen());
        robot.press("/");
        assert!(!hints.iter().any(|hint| borders(&robot).contains(hint)), "{keys}: {}", robot.screen());
    }
}
