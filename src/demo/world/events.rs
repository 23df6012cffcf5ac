//! What happened in a team: the events of its last month, and the notifications of the account.

use jiff::ToSpan;
use jiff::civil::{Date, time};

use super::projects::{Todo, moment};
use super::talk::{author, written_at};
use super::teams::Team;

/// How far back the events go, in days.
const LENGTH: i64 = 30;
/// Events of discussions, of which there is one every so many hours.
const DISCUSSIONS: u64 = 45;
const NOTIFICATIONS: u64 = 30;

const ACTIONS: [(&str, &str); 4] = [
    ("完成了任务", "todo_complete"),
    ("创建了任务", "todo_add"),
    ("回复了讨论", "message_comment"),
    ("添加了讨论", "message_add"),
];
const TITLES: [&str; 4] = ["登录页改版", "周报 & 计划", "发布说明 <草稿>", "成员导出"];

/// Something that happened: it makes an event of the team, and maybe a notification.
pub(in crate::demo) struct Happening {
    pub(in crate::demo) id: String,
    /// Places in the team's members and projects.
    pub(in crate::demo) creator: usize,
    pub(in crate::demo) project: usize,
    pub(in crate::demo) action: &'static str,
    pub(in crate::demo) code: &'static str,
    pub(in crate::demo) title: String,
    /// The to-do it is about, where it is about one that is still there.
    pub(in crate::demo) target: Option<String>,
    /// What was written.
    pub(in crate::demo) text: &'static str,
    pub(in crate::demo) created_at: String,
    /// Its place from the newest.
    pub(in crate::demo) age: u64,
}

/// The events of a team's last month, newest first; none where there is nobody.
pub(in crate::demo) fn events(team: &Team) -> Vec<Happening> {
    let mut events = discussions(team, DISCUSSIONS, &ACTIONS[2..]);
    events.extend(team.work().todos.iter().flat_map(|todo| of_todo(team, todo)));
    let since = moment(team.today.saturating_sub(LENGTH.days()), time(0, 0, 0, 0));
    events.retain(|event| event.created_at >= since);
    // The newest first; of two at once always the same.
    events.sort_by(|one, another| {
        let key = |event: &Happening| (event.created_at.clone(), event.title.clone(), event.age);
        key(another).cmp(&key(one))
    });
    let count = events.len() as u64;
    for (age, event) in (0..).zip(&mut events) {
        event.age = age;
        event.id = (20_000_000 + team.place * 100_000 + count - age).to_string();
    }
    events
}

/// The events of one to-do: it was created, somebody wrote below it, and it was completed.
fn of_todo(team: &Team, todo: &Todo) -> Vec<Happening> {
    let project = team.work().lists.get(todo.list).map_or(0, |list| list.project);
    let happening = |(action, code): (&'static str, &'static str), creator, at: &str| Happening {
        id: String::new(),
        creator,
        project,
        action,
        code,
        title: todo.content.clone(),
        target: Some(todo.id.clone()),
        text: "",
        created_at: at.to_owned(),
        age: todo.number,
    };
    let made = happening(("创建了任务", "todo_add"), todo.creator, &todo.created_at);
    let closer = todo.closer.or(todo.assignee).unwrap_or(todo.creator);
    let done = todo.closed_at.as_deref().map(|at| happening(("完成了任务", "todo_complete"), closer, at));
    let comment = |nth| {
        let at = written_at(todo, nth);
        happening(("评论了任务", "todo_comment"), author(team, todo, nth), &at)
    };
    [made].into_iter().chain((0..todo.comments).map(comment)).chain(done).collect()
}

/// What the account was told about, newest first.
pub(in crate::demo) fn notifications(team: &Team) -> Vec<Happening> {
    let mut all = discussions(team, NOTIFICATIONS, &ACTIONS);
    let todos = &team.work().todos;
    for news in all.iter_mut().filter(|news| news.code.starts_with("todo")) {
        let n = (team.place << 32) + news.age;
        // Some notifications are about something that has been deleted.
        if let Some(todo) =
            todos.get(team.rng.below(todos.len(), "news", n)).filter(|_| team.rng.below(6, "gone", n) != 0)
        {
            news.title.clone_from(&todo.content);
            news.target = Some(todo.id.clone());
        }
    }
    for news in all.iter_mut().filter(|news| news.code == "message_comment") {
        news.text = "<p>看过了, <b>没有</b>问题 &amp; 可以发布</p>";
    }
    let count = all.len() as u64;
    for (age, news) in (0..).zip(&mut all) {
        news.id = (30_000_000 + team.place * 100_000 + count - age).to_string();
    }
    all
}

fn discussions(team: &Team, count: u64, actions: &[(&'static str, &'static str)]) -> Vec<Happening> {
    let (people, projects) = (team.people().len(), team.work().projects.len());
    if people == 0 {
        return Vec::new();
    }
    let happening = |age: u64| {
        let n = (team.place << 32) + age;
        let (action, code) = team.rng.pick(actions, "action", n);
        // Yesterday and before: nothing has happened that is still to come, whatever the time is.
        let day: Date = team.today.saturating_sub(i64::try_from(1 + age / 4).unwrap_or(1).days());
        let hour = i8::try_from(20 - 2 * (age % 4)).unwrap_or(0);
        Happening {
            id: String::new(),
            creator: team.rng.below(people.min(60), "actor", n),
            project: team.rng.below(projects, "scene", n),
            action,
            code,
            title: team.rng.pick(&TITLES, "title", n).to_owned(),
            target: None,
            text: "",
            created_at: moment(day, time(hour, 15, 0, 0)),
            age,
        }
    };
    (0..count).map(happening).collect()
}
