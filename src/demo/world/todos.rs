//! The to-dos of a team, made up: a few written by hand, a month of its founders' work, and a handful for everybody else.

use jiff::ToSpan;
use jiff::civil::{Date, time};

use super::characters::BUSY;
use super::month::month;
use super::projects::{LISTS, PROJECTS, Project, Todo, Todolist, Work, moment};
use super::rng::Rng;

/// The number of the first to-do of the month.
const MONTH: u64 = 6001;

/// Beyond this many members nobody has anything to do.
const WORKERS: usize = 300;

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
    in_box: u8,
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

/// The lines of the third's own check list.
const CHECK_LIST: [(&str, bool); 3] = [("字段顺序", true), ("公式转义", true), ("一万人的团队", false)];

const fn written(
    number: u64,
    content: &'static str,
    priority: &'static str,
    in_box: u8,
    due: Option<(i64, i8)>,
    place: (usize, usize),
    labels: &'static [&'static str],
) -> Written {
    Written { number, content, priority, in_box, due, place, labels }
}

/// The work of a team of `people` members, of whom the busiest has `done` to-dos of the past; `team` is its place in the
/// list of teams.
pub(in crate::demo) fn work(rng: Rng, today: Date, team: u64, people: usize, done: usize) -> Work {
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
        let busy = |place| (team == 0 && place == BUSY).then_some(done);
        (0..people.min(WORKERS)).for_each(|place| maker.add_for(place, people, busy(place)));
    }
    if team == 0 {
        for (nth, todo) in (0..).zip(month(rng, today, people)) {
            maker.add(Todo { number: MONTH + nth, ..todo });
        }
    }
    maker.work
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

    /// An open to-do of normal priority, as a base for others.
    fn blank(&self, content: String, creator: usize, assignee: Option<usize>) -> Todo {
        let n = self.work.todos.len();
        Todo {
            number: 1000 + n as u64,
            content,
            priority: "normal",
            created_at: moment(self.day(-3), time(9, 30, 0, 0)),
            creator,
            assignee,
            ..Todo::default()
        }
    }

    fn add_written(&mut self) {
        for written in &WRITTEN {
            let (project, list) = written.place;
            let blank = self.blank(written.content.to_owned(), 0, Some(BUSY));
            self.add(Todo {
                number: written.number,
                priority: written.priority,
                in_box: written.in_box,
                due_at: written.due.map(|(days, hour)| self.due(days, hour)),
                labels: written.labels,
                list: project * LISTS.len() + list,
                ..blank
            });
        }
        if let Some(export) = self.work.todos.get_mut(2) {
            export.check_items = &CHECK_LIST;
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
            first.attachments = 2;
        }
    }

    fn due(&self, days: i64, hour: i8) -> String {
        let date = self.day(days);
        if hour == 24 { moment(date, time(23, 59, 59, 0)) } else { moment(date, time(hour, 0, 0, 0)) }
    }

    /// The generated to-dos of one member; the busy one only gets done ones, so many of them.
    fn add_for(&mut self, place: usize, people: usize, busy: Option<usize>) {
        let n = (self.team << 32) + place as u64;
        let open = if busy.is_some() { 0 } else { self.rng.below(5, "open", n) };
        let done = busy.unwrap_or_else(|| self.rng.below(4, "done", n));
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
            in_box: u8::try_from(rng.below(4, "tray", n)).unwrap_or(0),
            due_at: nth.is_multiple_of(2).then(|| self.due(10 - age, 24)),
            closed_at: done.then(|| moment(self.day(-age.max(1)), time(17, 20, 0, 0))),
            created_at: moment(self.day(-30 - age), time(10, 0, 0, 0)),
            labels: rng.pick(&LABELS, "labels", n),
            list: rng.below(self.work.lists.len(), "list", n),
            comments: rng.below(3, "comments", n),
            ..blank
        });
    }
}
