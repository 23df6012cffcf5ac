//! Words of a team's workload.

use super::{Text, Words};
use crate::app::screens::workload::tally::{LoadColumn, Tally, Total};
use crate::tower::work::Workload;

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
}
