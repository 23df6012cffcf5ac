//! Words of what there is to do: a team's workload, and my day.

use jiff::civil::{Date, Weekday};

use crate::app::core::view::LoadColumn;
use crate::app::screens::my_day::screen::TeamsCome;
use crate::app::screens::workload::tally::{Tally, Total};
use crate::tower::work::{Section, Workload};
use crate::ui::words::{Text, Words};

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
            LoadColumn::Done => self.pick("Done/7d", "7 天完成"),
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
            format!("已加载 {come}/{rows} 份⋯  {key} 停止"),
        )
    }

    /// The same where nobody waits for the others, and the key that asks for them.
    pub fn lists_missing(self, total: &Total, key: &str) -> Text {
        let Total { come, rows, .. } = total;
        self.pick(
            format!("! {come}/{rows} lists, stopped  {key} loads the rest"),
            format!("! 已停止，共加载 {come}/{rows} 份  {key} 加载其余"),
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
        self.pick("! not all members are loaded yet", "! 成员尚未全部加载")
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
            format!("{name}，未完成 {open}{more}，逾期 {overdue}，今天 {due_today}，7 天内 {due_in_7_days}"),
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
            format!("已加载 {come}/{all} 个团队⋯  {key} 停止"),
        )
    }

    /// The same where the others are not waited for, or do not come; and the key that asks for them.
    pub fn teams_missing(self, teams: TeamsCome, key: &str) -> Text {
        let TeamsCome { come, all, .. } = teams;
        self.pick(
            format!("! only {come} of {all} teams  {key} retry"),
            format!("! 只加载了 {come}/{all} 个团队  {key} 重试"),
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
}
