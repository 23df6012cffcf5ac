//! Words of what was done: the feed, and the report of a period.

use jiff::civil::Date;

use crate::base::text::SafeText;
use crate::tower::model::Id;
use crate::tower::project::Project;
use crate::tower::work::{Gap, Period, Source};
use crate::ui::words::failure::within;
use crate::ui::words::{Text, Words};

/// No more than these are listed where something has to be chosen.
const MOST_CHOICES: usize = 12;

impl Words {
    /// Beside a project: that it is pinned, or was put away; else nothing.
    pub fn project_state(self, is_pinned: bool, is_archived: bool) -> Text {
        match (is_archived, is_pinned) {
            (true, _) => self.pick("archived", "已归档"),
            (false, true) => self.pick("pinned", "已置顶"),
            (false, false) => Text::default(),
        }
    }

    /// A heading: what has no moment.
    pub fn undated(self) -> Text {
        self.pick("no date", "没有日期")
    }

    /// Somebody Tower does not name.
    pub fn somebody(self) -> Text {
        self.pick("somebody", "某人")
    }

    /// Something without a title.
    pub fn untitled(self) -> Text {
        self.pick("(untitled)", "(无标题)")
    }

    /// What happened.
    pub fn activity(self) -> Text {
        self.pick("Activity", "动态")
    }

    /// A feed in which nothing stands.
    pub fn no_activity(self) -> Text {
        self.pick("No activity yet.", "这里还没有动态。")
    }

    /// The report of a member.
    pub fn member_report(self) -> Text {
        self.pick("Report", "报告")
    }

    /// A heading: whose report, and of which days.
    pub fn report_title(self, whose: &str, period: Period) -> Text {
        let Period { since, until } = period;
        self.pick(format!("{whose}, {since} to {until}"), format!("{whose}，{since} 至 {until}"))
    }

    /// How much of each kind is in a report.
    pub fn report_counts(self, done: usize, overdue: usize, open: usize, created: usize) -> Text {
        self.pick(
            format!("{done} done, {overdue} overdue, {open} open, {created} created for others"),
            format!("已完成 {done}，逾期 {overdue}，未完成 {open}，为他人创建 {created}"),
        )
    }

    /// A heading: what happened besides the to-dos of a report.
    pub fn other_activity(self) -> Text {
        self.pick("Other activity", "其他动态")
    }

    /// A report in which nothing stands.
    pub fn empty_report(self) -> Text {
        self.pick("Nothing in this period.", "这段时间没有内容。")
    }

    /// Beside a to-do: the day it was done.
    pub fn done_on_day(self, day: Date) -> Text {
        self.pick(format!("done {day}"), format!("{day} 完成"))
    }

    /// Beside a to-do: by how many days it is late.
    pub fn days_overdue(self, days: i32) -> Text {
        let plural = if days == 1 { "day" } else { "days" };
        self.pick(format!("{days} {plural} overdue"), format!("逾期 {days} 天"))
    }

    /// Beside a to-do: the day it is due.
    pub fn due_day(self, day: Date) -> Text {
        self.pick(format!("due {day}"), format!("{day} 截止"))
    }

    /// Beside a to-do: for whom it was made, and when.
    pub fn created_for(self, whom: &str, day: Option<Date>) -> Text {
        match day {
            Some(day) => self.pick(format!("created for {whom} {day}"), format!("{day} 为 {whom} 创建")),
            None => self.pick(format!("created for {whom}"), format!("为 {whom} 创建")),
        }
    }

    /// A heading: what a report should have and does not.
    pub fn not_read(self) -> Text {
        self.pick("Could not be loaded", "未能加载")
    }

    /// What is missing of a list.
    pub fn gap(self, source: Source, gap: &Gap) -> Text {
        let list = match source {
            Source::Done => self.pick("to-dos done", "已完成的任务"),
            Source::Open => self.pick("open to-dos", "未完成的任务"),
            Source::Created => self.pick("to-dos created", "创建的任务"),
            Source::Events => self.pick("activity", "动态"),
        };
        match gap {
            Gap::Failed(failure) => {
                let why = self.failure(failure);
                self.pick(format!("{list}: {}", within(why.clone())), format!("{list}：{why}"))
            }
            Gap::Unreadable(count) => {
                self.pick(format!("{list}: {count} unreadable"), format!("{list}：有 {count} 项无法识别"))
            }
            Gap::Cut => {
                self.pick(format!("{list}: too many, not all loaded"), format!("{list}：太多，未全部加载"))
            }
        }
    }

    /// No project, or several, are called so: these can be chosen.
    pub fn which_project(self, asked: &SafeText, choices: &[Project]) -> Text {
        if choices.is_empty() {
            return self.pick(format!("no project is called {asked}."), format!("没有名为 {asked} 的项目。"));
        }
        let list = list(choices.iter().map(|project| (&project.name, &project.id.0)));
        self.pick(
            format!("which project is {asked}? Give the ID of one:{list}"),
            format!("{asked} 是哪个项目？请给出其中一个的 ID：{list}"),
        )
    }

    /// Nobody is in a group of this name: these groups there are.
    pub fn no_such_group(self, asked: &SafeText, groups: &[SafeText]) -> Text {
        let groups: Vec<&str> = groups.iter().map(SafeText::as_str).collect();
        let groups = groups.join(&self.pick(", ", "、"));
        self.pick(
            format!("no member is in a group called {asked}. Groups: {groups}"),
            format!("没有成员在名为 {asked} 的分组中。现有分组：{groups}"),
        )
    }

    /// The last day comes before the first.
    pub fn empty_period(self) -> Text {
        self.pick("the last day is before the first.", "结束日期早于开始日期。")
    }
}

fn list<'a>(choices: impl Iterator<Item = (&'a SafeText, &'a Id)>) -> String {
    let line = |(name, id): (&SafeText, &Id)| format!("\n  {name}  {}", id.as_str());
    choices.take(MOST_CHOICES).map(line).collect()
}
