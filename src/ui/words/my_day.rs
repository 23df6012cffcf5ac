//! Words of my day.

use super::{Text, Words};
use crate::app::screens::my_day::screen::TeamsCome;
use crate::tower::work::Section;

impl Words {
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
}
