//! Projects, to-do lists and to-dos of a team, made up.

use jiff::ToSpan;
use jiff::civil::{Date, Time, time};

use super::characters::BUSY;
use super::rng::Rng;

/// Beyond this many members nobody has anything to do.
const WORKERS: usize = 300;

const PROJECTS: [(&str, &str); 6] = [
    ("移动端", "iOS 与安卓客户端"),
    ("星辰大海", "下一代产品"),
    ("增长", "拉新与留存"),
    ("后端", "服务、接口与数据库"),
    ("管理层", ""),
    ("旧官网 <2016>", "已归档 & 只读"),
];

/// Every project has the first, for to-dos outside lists.
const LISTS: [&str; 3] = ["未归类任务", "登录", "进行中"];

const VERBS: [&str; 8] = ["修复", "设计", "评审", "整理", "升级", "测试", "回复", "准备"];
const THINGS: [&str; 10] = [
    "登录页",
    "成员列表",
    "周报",
    "发布说明",
    "支付接口",
    "图标",
    "缓存",
    "用户反馈 & 建议",
    "季度计划",
    "演示文稿",
];
const PRIORITIES: [&str; 6] = ["normal", "normal", "normal", "low", "lower", "higher"];
const LABELS: [&[&str]; 4] = [&[], &["缺陷"], &["需求", "v12.32"], &[]];

/// A to-do written by hand.
struct Written {
    number: u64,
    content: &'static str,
    priority: &'static str,
    /// The owner's own sorting: 0 new, 1 today, 2 next, 3 later.
    tray: u8,
    /// Days from today and the hour; 24 for the day without a time.
    due: Option<(i64, i8)>,
    /// Places in [`PROJECTS`] and [`LISTS`].
    place: (usize, usize),
    labels: &'static [&'static str],
}

/// What [`BUSY`] has to do.
const WRITTEN: [Written; 7] = [
    written(
        4116,
        "修复登录超时, 用户在两步验证后被登出",
        "highest",
        1,
        Some((0, 18)),
        (0, 1),
        &["缺陷", "v12.32"],
    ),
    written(5077, "测试任务的子任务", "higher", 1, Some((-2, 24)), (1, 2), &[]),
    written(5102, "成员导出 CSV, 含中文姓名与 emoji", "normal", 2, Some((5, 24)), (2, 2), &["需求"]),
    written(5110, "升级 Rails 7.2", "normal", 2, Some((10, 24)), (3, 2), &[]),
    written(3901, "清理旧的 webhook", "lower", 3, None, (3, 0), &[]),
    written(5131, "评审 PR #482", "normal", 0, None, (3, 0), &[]),
    written(5132, "周报", "normal", 0, None, (4, 0), &[]),
];

/// The check list of the first of them; the rest has been done or not.
const STEPS: [(&str, bool); 3] = [("复现", true), ("修复", false), ("回归测试", false)];

const fn written(
    number: u64,
    content: &'static str,
    priority: &'static str,
    tray: u8,
    due: Option<(i64, i8)>,
    place: (usize, usize),
    labels: &'static [&'static str],
) -> Written {
    Written { number, content, priority, tray, due, place, labels }
}

#[derive(Debug, Clone)]
pub(in crate::demo) struct Project {
    pub(in crate::demo) id: String,
    pub(in crate::demo) name: &'static str,
    pub(in crate::demo) desc: &'static str,
    pub(in crate::demo) is_archived: bool,
    pub(in crate::demo) is_pinned: bool,
}

#[derive(Debug, Clone)]
pub(in crate::demo) struct Todolist {
    pub(in crate::demo) id: String,
    pub(in crate::demo) name: &'static str,
    pub(in crate::demo) project: usize,
    /// The place among the lists of its project.
    pub(in crate::demo) position: usize,
}

#[derive(Debug, Clone)]
pub(in crate::demo) struct Todo {
    pub(in crate::demo) id: String,
    pub(in crate::demo) number: u64,
    pub(in crate::demo) content: String,
    pub(in crate::demo) desc: Option<&'static str>,
    pub(in crate::demo) priority: &'static str,
    pub(in crate::demo) tray: u8,
    pub(in crate::demo) due_at: Option<String>,
    pub(in crate::demo) closed_at: Option<String>,
    pub(in crate::demo) created_at: String,
    pub(in crate::demo) labels: &'static [&'static str],
    /// Places in the team's members.
    pub(in crate::demo) creator: usize,
    pub(in crate::demo) assignee: Option<usize>,
    /// Places in [`Work`].
    pub(in crate::demo) list: usize,
    pub(in crate::demo) parent: Option<usize>,
    pub(in crate::demo) comments: usize,
}

/// All work of a team.
#[derive(Debug, Clone, Default)]
pub(in crate::demo) struct Work {
    pub(in crate::demo) projects: Vec<Project>,
    pub(in crate::demo) lists: Vec<Todolist>,
    pub(in crate::demo) todos: Vec<Todo>,
}

/// The work of a team of `people` members; `team` is its place in the list of teams.
pub(in crate::demo) fn work(rng: Rng, today: Date, team: u64, people: usize) -> Work {
    let projects = match (team, people) {
        (0, _) => PROJECTS.len(),
        (_, 0) => 0,
        _ => 2,
    };
    let mut maker = Maker { rng, today, team, work: Work::default() };
    maker.add_projects(projects);
    if team == 0 {
        maker.add_written();
    }
    if projects > 0 {
        (0..people.min(WORKERS)).for_each(|place| maker.add_for(place, people, team == 0 && place == BUSY));
    }
    maker.work
}

/// Tower writes times of its own zone, with milliseconds.
pub(in crate::demo) fn moment(date: Date, time: Time) -> String {
    format!("{date}T{:02}:{:02}:{:02}.000+08:00", time.hour(), time.minute(), time.second())
}

struct Maker {
    rng: Rng,
    today: Date,
    team: u64,
    work: Work,
}

impl Maker {
    fn id(&self, what: &str, n: usize) -> String {
        self.rng.id(what, (self.team << 32) + n as u64)
    }

    fn day(&self, days: i64) -> Date {
        self.today.saturating_add(days.days())
    }

    fn add_projects(&mut self, count: usize) {
        for (project, &(name, desc)) in PROJECTS.iter().take(count).enumerate() {
            let id = self.id("project", project);
            let (is_archived, is_pinned) = (project == 5, project == 0);
            self.work.projects.push(Project { id, name, desc, is_archived, is_pinned });
            for (position, &name) in LISTS.iter().enumerate() {
                let id = self.id("list", project * LISTS.len() + position);
                self.work.lists.push(Todolist { id, name, project, position });
            }
        }
    }

    fn add(&mut self, todo: Todo) {
        let id = self.id("todo", self.work.todos.len());
        self.work.todos.push(Todo { id, ..todo });
    }

    /// An open to-do of middling urgency, to be filled in.
    fn blank(&self, content: String, creator: usize, assignee: Option<usize>) -> Todo {
        let n = self.work.todos.len();
        Todo {
            id: String::new(),
            number: 1000 + n as u64,
            content,
            desc: None,
            priority: "normal",
            tray: 0,
            due_at: None,
            closed_at: None,
            created_at: moment(self.day(-3), time(9, 30, 0, 0)),
            labels: &[],
            creator,
            assignee,
            list: 0,
            parent: None,
            comments: 0,
        }
    }

    fn add_written(&mut self) {
        for written in &WRITTEN {
            let (project, list) = written.place;
            let blank = self.blank(written.content.to_owned(), 0, Some(BUSY));
            self.add(Todo {
                number: written.number,
                priority: written.priority,
                tray: written.tray,
                due_at: written.due.map(|(days, hour)| self.due(days, hour)),
                labels: written.labels,
                list: project * LISTS.len() + list,
                ..blank
            });
        }
        for (content, done) in STEPS {
            let blank = self.blank(content.to_owned(), BUSY, None);
            let closed_at = done.then(|| moment(self.day(-1), time(16, 0, 0, 0)));
            self.add(Todo { closed_at, list: 1, parent: Some(0), ..blank });
        }
        let blank = self.blank("测试任务".to_owned(), 0, None);
        self.add(Todo { number: 5076, list: 5, ..blank });
        let parent = self.work.todos.len() - 1;
        if let Some(child) = self.work.todos.get_mut(1) {
            child.parent = Some(parent);
        }
        if let Some(first) = self.work.todos.first_mut() {
            first.desc = Some("<p>安卓 14 上复现: 输入验证码之后返回登录页。<br>日志见附件。</p>");
            first.comments = 27;
        }
    }

    fn due(&self, days: i64, hour: i8) -> String {
        let date = self.day(days);
        if hour == 24 { moment(date, time(23, 59, 59, 0)) } else { moment(date, time(hour, 0, 0, 0)) }
    }

    /// The generated to-dos of one member; the busy one only gets done ones, more than a page of them.
    fn add_for(&mut self, place: usize, people: usize, busy: bool) {
        let n = (self.team << 32) + place as u64;
        let open = if busy { 0 } else { self.rng.below(5, "open", n) };
        let done = if busy { 27 } else { self.rng.below(4, "done", n) };
        for nth in 0..open + done {
            self.add_generated(place, people, nth, nth >= open);
        }
    }

    fn add_generated(&mut self, place: usize, people: usize, nth: usize, done: bool) {
        let rng = self.rng;
        let n = (self.team << 32) + (place as u64) * 100 + nth as u64;
        let content = format!("{}{}", rng.pick(&VERBS, "verb", n), rng.pick(&THINGS, "thing", n));
        let age = i64::try_from(nth + rng.below(30, "age", n)).unwrap_or(0);
        let blank = self.blank(content, rng.below(people, "creator", n), Some(place));
        self.add(Todo {
            desc: (nth == 1).then_some("<p><p>按约定格式整理, 见 <b>A&amp;B</b></p></p>"),
            priority: rng.pick(&PRIORITIES, "priority", n),
            tray: u8::try_from(rng.below(4, "tray", n)).unwrap_or(0),
            due_at: nth.is_multiple_of(2).then(|| self.due(10 - age, 24)),
            closed_at: done.then(|| moment(self.day(-age), time(17, 20, 0, 0))),
            created_at: moment(self.day(-30 - age), time(10, 0, 0, 0)),
            labels: rng.pick(&LABELS, "labels", n),
            list: rng.below(self.work.lists.len(), "list", n),
            comments: rng.below(3, "comments", n),
            ..blank
        });
    }
}
