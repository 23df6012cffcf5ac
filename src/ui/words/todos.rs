//! Words of a member's to-dos.

use std::time::Duration;

use jiff::civil::{Date, Time};

use super::{Text, Words};
use crate::app::screens::todos::{Group, Tab, TodoPart};
use crate::app::search::TodoKey;
use crate::base::calendar::{ZONE, at_tower, days_between};
use crate::base::time::{Now, Wall};
use crate::tower::todo::{Due, Priority, Todo, TodoBox};

/// Up to this age a moment is shown as a number of days.
const RECENT: Duration = Duration::from_secs(30 * 86_400);

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

impl Words {
    /// The screen's name.
    pub fn todos(self) -> Text {
        self.pick("To-dos", "任务")
    }

    /// One of a member's lists, on its tab.
    pub fn tab(self, tab: Tab) -> Text {
        match tab {
            Tab::Open => self.pick("Open", "未完成"),
            Tab::Done => self.pick("Done", "已完成"),
            Tab::Created => self.pick("Created", "创建的"),
            Tab::Assigned => self.pick("Assigned", "交办"),
        }
    }

    /// What a member has to do, in the detail.
    pub fn open_todos(self) -> Text {
        self.pick("Open to-dos", "未完成任务")
    }

    /// Hint of a key: switches to another list.
    pub fn switch_tab(self, key: &str) -> Text {
        self.pick(format!("{key} switch"), format!("{key} 切换"))
    }

    /// Hint of a key: opens the to-dos.
    pub fn open_with(self, key: &str) -> Text {
        self.pick(format!("{key} open"), format!("{key} 打开"))
    }

    /// Hint of a key: opens the page in a browser.
    pub fn browser_with(self, key: &str) -> Text {
        self.pick(format!("{key} browser"), format!("{key} 浏览器"))
    }

    /// A list without to-dos.
    pub fn no_todos(self, tab: Tab, key: &str) -> Text {
        match tab {
            Tab::Open => self.pick(
                format!("Nothing to do.  {key} shows completed to-dos"),
                format!("没有未完成的任务。  {key} 查看已完成的"),
            ),
            Tab::Done => self.pick(
                format!("Nothing completed yet.  {key} shows created to-dos"),
                format!("还没有完成的任务。  {key} 查看创建的"),
            ),
            Tab::Created => self.pick(
                format!("No open to-dos created.  {key} shows those assigned to others"),
                format!("没有该成员创建的未完成任务。  {key} 查看交办的"),
            ),
            Tab::Assigned => self.pick(
                format!("Nothing assigned to others.  {key} shows the activity"),
                format!("没有交办给他人的任务。  {key} 查看动态"),
            ),
        }
    }

    /// Why there may be no list where there was one.
    pub fn member_gone(self) -> Text {
        self.pick("This member may have left the team.", "该成员可能已离开团队。")
    }

    /// Why there may be no to-do where one is told of.
    pub fn todo_gone(self) -> Text {
        self.pick("It may have been deleted.", "该任务可能已被删除。")
    }

    /// What to-dos have in common.
    pub fn todo_group(self, group: Group) -> Text {
        match group {
            Group::In(TodoBox::Today) | Group::Today => self.pick("today", "今天"),
            Group::In(TodoBox::Next) => self.pick("next", "接下来"),
            Group::In(TodoBox::Later) | Group::Later => self.pick("later", "以后"),
            Group::In(TodoBox::New) => self.pick("new", "新任务"),
            Group::In(TodoBox::Other) => self.pick("other", "其他"),
            Group::Overdue => self.pick("overdue", "逾期"),
            Group::ThisWeek => self.pick("this week", "本周"),
            Group::NoDate => self.pick("no date", "无日期"),
        }
    }

    /// How many are in a group.
    pub fn todos_in_group(self, group: Group, count: usize) -> Text {
        format!("{} {count}", self.todo_group(group)).into()
    }

    /// The priority, in Tower's own words; an unknown one as Tower sent it.
    pub fn priority_of(self, priority: &Priority) -> Text {
        match priority {
            Priority::Highest => self.pick("highest", "最高"),
            Priority::Higher => self.pick("higher", "较高"),
            Priority::Normal => self.pick("normal", "普通"),
            Priority::Lower => self.pick("lower", "较低"),
            Priority::Other(word) => word.to_string().into(),
        }
    }

    /// When a to-do is due, in a word, where it is `today` at Tower: `2d overdue`, `today`, `28 Aug`.
    pub fn due(self, todo: &Todo, today: Date) -> Text {
        let Some(due) = todo.due else { return "-".into() };
        if todo.is_overdue(today) {
            let days = days_between(due.day, today);
            return self.pick(format!("{days}d overdue"), format!("逾期 {days} 天"));
        }
        if due.day == today { self.pick("today", "今天") } else { self.date(due.day, today) }
    }

    /// When a to-do is due, with the hour where it has one. That is Tower's own where the local time is not, `zone` seconds
    /// ahead of UTC.
    pub fn due_whole(self, todo: &Todo, today: Date, zone: i32) -> Text {
        let word = self.due(todo, today);
        let day = todo.due.filter(|_| todo.is_overdue(today)).map(|due| self.date(due.day, today));
        let hour = todo.due.and_then(|Due { time, .. }| time).map(|time| hour(time, zone));
        let parts: Vec<Text> = [day, hour.map(Text::from)].into_iter().flatten().collect();
        match parts.join(" ") {
            rest if rest.is_empty() => word,
            rest if todo.is_overdue(today) => {
                self.pick(format!("{word} ({rest})"), format!("{word}（{rest}）"))
            }
            rest => format!("{word} {rest}").into(),
        }
    }

    /// A moment of Tower's calendar: `28 Aug`, `today 18:00`.
    pub fn moment(self, at: Due, today: Date, zone: i32) -> String {
        let day = if at.day == today { self.pick("today", "今天") } else { self.date(at.day, today) };
        at.time.map_or_else(|| day.to_string(), |time| format!("{day} {}", hour(time, zone)))
    }

    /// The same of a moment that was counted.
    pub fn moment_of(self, at: Wall, today: Date, zone: i32) -> String {
        let at = at_tower(at);
        self.moment(Due { day: at.date(), time: Some(at.time()) }, today, zone)
    }

    /// The day that a list has for a to-do: when it was done where it is, else when it is due.
    pub fn day_of(self, todo: &Todo, today: Date) -> Text {
        match todo.done().map(|at| at_tower(at).date()) {
            Some(day) if day == today => self.pick("today", "今天"),
            Some(day) => self.date(day, today),
            None if todo.is_completed => "-".into(),
            None => self.due(todo, today),
        }
    }

    /// A day: `28 Aug` and `8月28日`; with its year where that is another one.
    pub fn date(self, day: Date, today: Date) -> Text {
        if day.year() != today.year() {
            return day.to_string().into();
        }
        let month = usize::try_from(day.month()).unwrap_or(0);
        let name = MONTHS.get(month.wrapping_sub(1)).copied().unwrap_or_default();
        self.pick(format!("{} {name}", day.day()), format!("{month}月{}日", day.day()))
    }

    /// How long ago something was; the day where that is long ago.
    pub fn ago(self, at: Wall, now: Now) -> Text {
        let age = now.wall.since(at);
        if age >= RECENT {
            return at_tower(at).date().to_string().into();
        }
        let age = self.span(age);
        self.pick(format!("{age} ago"), format!("{age}前"))
    }

    /// A heading: the priority.
    pub fn priority(self) -> Text {
        self.pick("Priority", "优先级")
    }

    /// A heading: the project and the list it is in.
    pub fn project(self) -> Text {
        self.pick("Project", "项目")
    }

    /// A heading: when it is due.
    pub fn due_on(self) -> Text {
        self.pick("Due", "截止时间")
    }

    /// What is in no project, as a heading.
    pub fn no_project(self) -> Text {
        self.pick("No project", "无项目")
    }

    /// One of them.
    pub fn todo(self) -> Text {
        self.pick("To-do", "任务")
    }

    /// Something of a to-do to copy.
    pub fn todo_part(self, part: TodoPart) -> Text {
        match part {
            TodoPart::Number => self.pick("Number", "编号"),
            TodoPart::Link => self.pick("Link to the page", "页面链接"),
            TodoPart::TowerLine => {
                self.pick("Title and link, as Tower copies them", "标题和链接（与 Tower 复制的一致）")
            }
            TodoPart::Branch => self.pick("Name for a branch", "分支名"),
        }
    }

    /// None of the account's teams has a to-do of this name.
    pub fn no_such_todo(self, name: &str, teams: usize, key: &str) -> Text {
        match teams {
            1 => self.pick(
                format!("There is no {name} in your team.  {key} goes back"),
                format!("你的团队里没有 {name}。  {key} 返回"),
            ),
            _ => self.pick(
                format!("There is no {name} in any of your {teams} teams.  {key} goes back"),
                format!("你的 {teams} 个团队里都没有 {name}。  {key} 返回"),
            ),
        }
    }

    /// What may be typed into the filter of to-dos.
    pub fn todo_filter_hint(self) -> Text {
        let keys = |chinese| {
            let keys = [TodoKey::Is, TodoKey::Due, TodoKey::Project, TodoKey::Label];
            keys.map(|key| format!("{}:", key.word(chinese))).join(" ")
        };
        self.pick(format!("{} !not", keys(false)), format!("{} !排除", keys(true)))
    }

    /// A value in the filter that means nothing, and those that do.
    pub fn unknown_value(self, key: TodoKey, value: &str) -> Text {
        let valid = |chinese| key.values(chinese).join(if chinese { "、" } else { ", " });
        if value.is_empty() {
            let (en, zh) = match key.values(false)[..] {
                [] => (String::new(), String::new()),
                _ => (format!("; valid: {}", valid(false)), format!("，可用：{}", valid(true))),
            };
            return self.pick(
                format!("{}: needs a value{en}", key.word(false)),
                format!("“{}:”缺少值{zh}", key.word(true)),
            );
        }
        self.pick(
            format!("unknown {}:{value}; valid: {}", key.word(false), valid(false)),
            format!("没有“{}:{value}”，可用：{}", key.word(true), valid(true)),
        )
    }

    /// A heading: who is to do it.
    pub fn assignee(self) -> Text {
        self.pick("Assignee", "负责人")
    }

    /// A heading: when it was done, and by whom.
    pub fn done_on(self) -> Text {
        self.pick("Done", "完成于")
    }

    /// It is so, and no more is known.
    pub fn yes(self) -> Text {
        self.pick("yes", "已完成")
    }

    /// A heading: what has become of it.
    pub fn state(self) -> Text {
        self.pick("State", "状态")
    }

    /// It was deleted.
    pub fn deleted(self) -> Text {
        self.pick("deleted", "已删除")
    }

    /// A heading: when it is to be begun.
    pub fn start_on(self) -> Text {
        self.pick("Start", "开始时间")
    }

    /// A heading: what it is a part of.
    pub fn parent(self) -> Text {
        self.pick("Part of", "父任务")
    }

    /// A heading: the files.
    pub fn attachments(self, count: usize) -> Text {
        self.pick(format!("Attachments {count}"), format!("附件 {count}"))
    }

    /// How long a file is.
    pub fn file_size(self, bytes: u64) -> String {
        let mut tenths = bytes.saturating_mul(10);
        let mut unit = "B";
        for larger in ["KB", "MB", "GB", "TB"] {
            if tenths < 10_240 {
                break;
            }
            (tenths, unit) = (tenths.div_ceil(1024), larger);
        }
        if unit == "B" { format!("{bytes} B") } else { format!("{}.{} {unit}", tenths / 10, tenths % 10) }
    }

    /// A heading: the to-dos it is made of, and how many of them are done.
    pub fn subtasks(self, done: usize, all: usize) -> Text {
        self.pick(format!("Subtasks {done}/{all}"), format!("子任务 {done}/{all}"))
    }

    /// A heading: how many comments there are, and how many have come where not all have.
    pub fn comments(self, shown: usize, all: usize) -> Text {
        let count = if shown < all { format!("{shown}/{all}") } else { all.to_string() };
        self.pick(format!("Comments {count}"), format!("评论 {count}"))
    }

    /// A heading: the labels.
    pub fn labels(self) -> Text {
        self.pick("Labels", "标签")
    }

    /// A heading: who made it.
    pub fn creator(self) -> Text {
        self.pick("Creator", "创建人")
    }

    /// A heading: when it was made.
    pub fn created_on(self) -> Text {
        self.pick("Created", "创建于")
    }

    /// A heading: the description.
    pub fn description(self) -> Text {
        self.pick("Description", "描述")
    }

    /// A heading: the check list, and how much of it is done.
    pub fn checklist(self, done: usize, all: usize) -> Text {
        self.pick(format!("Checklist {done}/{all}"), format!("检查项 {done}/{all}"))
    }

    /// In the place of what the end of the session keeps from coming.
    pub fn not_loaded(self) -> Text {
        self.pick("not loaded", "未加载")
    }

    /// Loading, in place of a spinner.
    pub fn on_its_way(self) -> Text {
        self.pick("loading⋯", "加载中⋯")
    }

    /// The key that tries again what failed.
    pub fn retry_with(self, key: &str) -> Text {
        self.pick(format!("{key} retry"), format!("{key} 重试"))
    }

    /// A to-do as a sentence, for a screen reader.
    pub fn todo_aloud(self, todo: &Todo, today: Date) -> String {
        let priority = todo.priority.as_ref().filter(|priority| **priority != Priority::Normal);
        let priority = priority.map(|priority| self.priority_of(priority));
        let has_day = todo.due.is_some() || todo.done().is_some();
        let due = has_day.then(|| self.day_of(todo, today));
        // A status bar cuts from the end, and when it is due matters most.
        let parts = [due, priority, Some(Text::from(todo.name()))];
        self.in_a_row(parts.into_iter().flatten())
    }
}

/// `18:00`, with its time zone where the local one differs.
fn hour(time: Time, zone: i32) -> String {
    let (hour, minute) = (time.hour(), time.minute());
    if zone == ZONE { format!("{hour:02}:{minute:02}") } else { format!("{hour:02}:{minute:02} +08:00") }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::base::lang::Lang;
    use crate::base::text::SafeText;
    use crate::tower::model::Id;
    use crate::tower::todo::TodoId;

    const TODAY: Date = date(2026, 8, 28);

    fn todo(due: &str, is_completed: bool) -> Todo {
        let id = TodoId(Id::parse("d1").unwrap());
        Todo { due: Due::parse(due), is_completed, ..Todo::bare(id, SafeText::line("x", 1)) }
    }

    #[test]
    fn a_due_day_is_a_word() {
        for (due, done, english, chinese) in [
            ("2026-08-26", false, "2d overdue", "逾期 2 天"),
            ("2025-08-28", false, "365d overdue", "逾期 365 天"),
            ("2026-08-26", true, "26 Aug", "8月26日"),
            ("2026-08-28T18:00:00+08:00", false, "today", "今天"),
            ("2026-09-02", false, "2 Sep", "9月2日"),
            ("2027-01-02", false, "2027-01-02", "2027-01-02"),
            ("", false, "-", "-"),
        ] {
            let todo = todo(due, done);
            assert_eq!(Words(Lang::En).due(&todo, TODAY), english);
            assert_eq!(Words(Lang::Zh).due(&todo, TODAY), chinese);
        }
    }

    #[test]
    fn an_hour_is_towers_own_and_says_so_where_another_is_local() {
        let (today, late) =
            (todo("2026-08-28T18:00:00+08:00", false), todo("2026-08-26T09:30:00+08:00", false));
        let words = Words(Lang::En);
        assert_eq!(words.due_whole(&today, TODAY, ZONE), "today 18:00");
        assert_eq!(words.due_whole(&today, TODAY, 0), "today 18:00 +08:00");
        assert_eq!(words.due_whole(&late, TODAY, ZONE), "2d overdue (26 Aug 09:30)");
        assert_eq!(words.due_whole(&todo("", false), TODAY, ZONE), "-");
    }

    #[test]
    fn what_was_long_ago_has_its_day() {
        let now = Now { mono: Duration::ZERO, wall: Wall(1_787_899_331_000) };
        let ago = |days: i64| Words(Lang::Zh).ago(Wall(now.wall.0 - days * 86_400_000), now);
        assert_eq!((ago(3).as_ref(), ago(30).as_ref()), ("3 天前", "2026-07-29"));
        assert_eq!(Words(Lang::En).ago(Wall(i64::MAX), now), "0s ago");
    }
}
