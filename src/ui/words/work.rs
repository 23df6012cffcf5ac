//! Words of what there is to do and what was done: a team's workload, my day, the feed, and the report of a period.

use jiff::civil::{Date, Weekday};

use super::{Text, Words};
use crate::app::screens::my_day::screen::TeamsCome;
use crate::app::screens::workload::tally::{LoadColumn, Tally, Total};
use crate::base::text::SafeText;
use crate::tower::model::Id;
use crate::tower::project::Project;
use crate::tower::work::{Gap, Period, Section, Source, Workload};

/// No more than these are listed where something has to be chosen.
const MOST_CHOICES: usize = 12;

impl Words {
    /// The screen's name.
    pub fn workload(self) -> Text {
        self.pick("Workload", "工作量")
    }

    /// The heading of a column.
    pub fn load_column(self, column: LoadColumn) -> Text {
        match column {
            LoadColumn::Overdue => self.pick("Overdue", "逾期"),
            LoadColumn::Open => self.pick("Open", "未完成"),
            LoadColumn::Today => self.pick("Today", "今天"),
            LoadColumn::Week => self.pick("7 days", "7 天内"),
            LoadColumn::NoDate => self.pick("No date", "无日期"),
            LoadColumn::Done => self.pick("Done/7d", "7天完成"),
            LoadColumn::Name => self.name(),
        }
    }

    /// What a team has to do, on the frame.
    pub fn load_total(self, load: &Workload) -> Text {
        let more = if load.partial { "+" } else { "" };
        let Workload { open, overdue, due_today, due_in_7_days, no_date, .. } = load;
        self.pick(
            format!(
                "{open}{more} open  {overdue}{more} overdue  {due_today}{more} today  \
                 {due_in_7_days}{more} in 7d  {no_date}{more} no date"
            ),
            format!(
                "未完成 {open}{more}  逾期 {overdue}{more}  今天 {due_today}{more}  \
                 7 天内 {due_in_7_days}{more}  无日期 {no_date}{more}"
            ),
        )
    }

    /// How many of the lists have come, and the key that stops waiting for the others.
    pub fn lists_come(self, total: &Total, key: &str) -> Text {
        let Total { come, rows, .. } = total;
        self.pick(
            format!("{come}/{rows} lists⋯  {key} stop"),
            format!("已载入 {come}/{rows} 份⋯  {key} 停止"),
        )
    }

    /// The same where nobody waits for the others, and the key that asks for them.
    pub fn lists_missing(self, total: &Total, key: &str) -> Text {
        let Total { come, rows, .. } = total;
        self.pick(
            format!("! {come}/{rows} lists, stopped  {key} loads the rest"),
            format!("! 已停止, 共载入 {come}/{rows} 份  {key} 载入其余"),
        )
    }

    /// So many of the lists failed, and the key that tries them again.
    pub fn lists_failed(self, total: &Total, key: &str) -> Text {
        let Total { failed, rows, .. } = total;
        self.pick(
            format!("! {failed} of {rows} lists failed  {key} retry"),
            format!("! {rows} 份中有 {failed} 份失败  {key} 重试"),
        )
    }

    /// The totals are not of the whole team: not all of its members have come.
    pub fn members_missing(self) -> Text {
        self.pick("! not all members have come", "! 成员尚未全部载入")
    }

    /// What the cells of the coming days mean.
    pub fn heat_legend(self, free: char, light: char, busy: char, full: char, off: char) -> Text {
        let steps = format!("{free} 0  {light} 1  {busy} 2-3  {full} 4+");
        self.pick(format!("{steps}  {off} day off"), format!("{steps}  {off} 休息日"))
    }

    /// Of a year's holidays nothing is known.
    pub fn weekends_only(self, year: i16) -> Text {
        self.pick(format!("{year}: weekends only"), format!("{year} 年仅按周末"))
    }

    /// A member's row, for a screen reader.
    pub fn load_aloud(self, name: &str, tally: &Tally) -> Text {
        let Some(load) = tally.load else { return name.to_owned().into() };
        let more = if load.partial { "+" } else { "" };
        let Workload { open, overdue, due_today, due_in_7_days, .. } = load;
        self.pick(
            format!(
                "{name}, {open}{more} open, {overdue} overdue, {due_today} today, {due_in_7_days} in 7 days"
            ),
            format!("{name}, 未完成 {open}{more}, 逾期 {overdue}, 今天 {due_today}, 7 天内 {due_in_7_days}"),
        )
    }

    /// The screen's name.
    pub fn my_day(self) -> Text {
        self.pick("My day", "我的一天")
    }

    /// A section of a day's work.
    pub fn section(self, section: Section) -> Text {
        match section {
            Section::Overdue => self.pick("overdue", "逾期"),
            Section::Today => self.pick("today", "今天"),
            Section::Next => self.pick("next", "接下来"),
            Section::Later => self.pick("later", "以后"),
            Section::New => self.pick("new", "新任务"),
            Section::None => self.pick("no date", "无日期"),
        }
    }

    /// Nothing is open in any team.
    pub fn nothing_to_do(self) -> Text {
        self.pick("Nothing to do in any of your teams.", "你在所有团队里都没有未完成的任务。")
    }

    /// How many of the teams have told what there is to do, and the key that stops waiting for the others.
    pub fn teams_come(self, teams: TeamsCome, key: &str) -> Text {
        let TeamsCome { come, all, .. } = teams;
        self.pick(
            format!("{come}/{all} teams⋯  {key} stop"),
            format!("已载入 {come}/{all} 个团队⋯  {key} 停止"),
        )
    }

    /// The same where the others are not waited for, or do not come; and the key that asks for them.
    pub fn teams_missing(self, teams: TeamsCome, key: &str) -> Text {
        let TeamsCome { come, all, .. } = teams;
        self.pick(
            format!("! only {come} of {all} teams  {key} retry"),
            format!("! 只载入了 {come}/{all} 个团队  {key} 重试"),
        )
    }

    /// `2026-08-28 Fri`: a day as a heading.
    pub fn day_heading(self, day: Date) -> Text {
        let (english, chinese) = match day.weekday() {
            Weekday::Monday => ("Mon", "周一"),
            Weekday::Tuesday => ("Tue", "周二"),
            Weekday::Wednesday => ("Wed", "周三"),
            Weekday::Thursday => ("Thu", "周四"),
            Weekday::Friday => ("Fri", "周五"),
            Weekday::Saturday => ("Sat", "周六"),
            Weekday::Sunday => ("Sun", "周日"),
        };
        self.pick(format!("{day} {english}"), format!("{day} {chinese}"))
    }

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
        self.pick("Nothing has happened here.", "这里还没有动态。")
    }

    /// How many events could not be read.
    pub fn events_left_out(self, count: usize) -> Text {
        self.pick(format!("! {count} left out"), format!("! {count} 项无法识别"))
    }

    /// The report of a member.
    pub fn member_report(self) -> Text {
        self.pick("Report", "报告")
    }

    /// A heading: whose report, and of which days.
    pub fn report_title(self, whose: &str, period: Period) -> Text {
        let Period { since, until } = period;
        self.pick(format!("{whose}, {since} to {until}"), format!("{whose}, {since} 至 {until}"))
    }

    /// How much of each kind is in a report.
    pub fn report_counts(self, done: usize, overdue: usize, open: usize, created: usize) -> Text {
        self.pick(
            format!("{done} done, {overdue} overdue, {open} open, {created} created for others"),
            format!("已完成 {done}, 逾期 {overdue}, 未完成 {open}, 为他人创建 {created}"),
        )
    }

    /// A heading: what happened besides the to-dos of a report.
    pub fn other_activity(self) -> Text {
        self.pick("Other activity", "其他动态")
    }

    /// A report in which nothing stands.
    pub fn empty_report(self) -> Text {
        self.pick("Nothing in these days.", "这段时间没有内容。")
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
        self.pick("Could not be read", "未能读取")
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
                self.pick(format!("{list}: {why}"), format!("{list}: {why}"))
            }
            Gap::Unreadable(count) => {
                self.pick(format!("{list}: {count} left out"), format!("{list}: 有 {count} 项无法识别"))
            }
            Gap::Cut => {
                self.pick(format!("{list}: too many, not all read"), format!("{list}: 太多, 未全部读取"))
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
            format!("which project is {asked}? Give the id of one:{list}"),
            format!("{asked} 是哪个项目? 请给出其中一个的 ID:{list}"),
        )
    }

    /// Nobody is in a group of this name: these groups there are.
    pub fn no_such_group(self, asked: &SafeText, groups: &[SafeText]) -> Text {
        let groups: Vec<&str> = groups.iter().map(SafeText::as_str).collect();
        let groups = groups.join(", ");
        self.pick(
            format!("nobody is in a group called {asked}. Groups: {groups}"),
            format!("没有成员在名为 {asked} 的分组中。现有分组: {groups}"),
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
