//! Events and notifications of a team, made up.

use jiff::ToSpan;
use jiff::civil::time;

use super::projects::moment;
use super::teams::Team;

const EVENTS: u64 = 45;
const NOTIFICATIONS: u64 = 30;
const ACTIONS: [(&str, &str); 4] = [
    ("完成了任务", "todo_complete"),
    ("创建了任务", "todo_add"),
    ("回复了讨论", "message_comment"),
    ("添加了讨论", "message_add"),
];

/// Something that happened: an event of the team, and the stuff of a notification.
pub(in crate::demo) struct Happening {
    pub(in crate::demo) id: String,
    /// Places in the team's members and projects.
    pub(in crate::demo) creator: usize,
    pub(in crate::demo) project: usize,
    pub(in crate::demo) action: &'static str,
    pub(in crate::demo) code: &'static str,
    pub(in crate::demo) title: String,
    pub(in crate::demo) created_at: String,
    /// Its place from the newest.
    pub(in crate::demo) age: u64,
}

/// The events of a team, newest first; none where there is nobody.
pub(in crate::demo) fn events(team: &Team) -> Vec<Happening> {
    happenings(team, EVENTS, 20_000_000)
}

/// What the account was told about, newest first.
pub(in crate::demo) fn notifications(team: &Team) -> Vec<Happening> {
    happenings(team, NOTIFICATIONS, 30_000_000)
}

fn happenings(team: &Team, count: u64, ids_from: u64) -> Vec<Happening> {
    let (people, projects) = (team.people().len(), team.work().projects.len());
    if people == 0 {
        return Vec::new();
    }
    let happening = |age: u64| {
        let n = (team.place << 32) + age;
        let (action, code) = team.rng.pick(&ACTIONS, "action", n);
        let day = team.today.saturating_sub(i64::try_from(age / 4).unwrap_or(0).days());
        let hour = i8::try_from(20 - 2 * (age % 4)).unwrap_or(0);
        Happening {
            id: (ids_from + team.place * 100_000 + count - age).to_string(),
            creator: team.rng.below(people.min(60), "actor", n),
            project: team.rng.below(projects, "scene", n),
            action,
            code,
            title: team
                .rng
                .pick(&["登录页改版", "周报 & 计划", "发布说明 <草稿>", "成员导出"], "title", n)
                .to_owned(),
            created_at: moment(day, time(hour, 15, 0, 0)),
            age,
        }
    };
    (0..count).map(happening).collect()
}
