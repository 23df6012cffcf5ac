//! Words of a standup.

use jiff::civil::Date;

use crate::base::text::SafeText;
use crate::ui::words::{Text, Words};

impl Words {
    /// The screen's name.
    pub fn standup(self) -> Text {
        self.pick("Standup", "站会")
    }

    /// Who takes part, and from which day on what was done is told.
    pub fn standup_of(self, people: usize, since: Date) -> Text {
        let persons = if people == 1 { "person" } else { "people" };
        self.pick(
            format!("{people} {persons}, what was done since {since}"),
            format!("{people} 人，自 {since} 起完成的任务"),
        )
    }

    /// How it begins, or goes on.
    pub fn standup_begins(self, key: &str, goes_on: bool) -> Text {
        if goes_on {
            self.pick(
                format!("{key} continues; notes and times are kept"),
                format!("{key} 继续，备注和计时均已保留"),
            )
        } else {
            self.pick(format!("{key} starts"), format!("{key} 开始"))
        }
    }

    /// Nobody takes part.
    pub fn nobody_stands_up(self, group: Option<&SafeText>, groups: &[&SafeText]) -> Text {
        let groups: Vec<&str> = groups.iter().map(|group| group.as_str()).collect();
        let groups = self.listed(&groups);
        match group {
            Some(group) => self.pick(
                format!("Nobody is in a group called {group}. Groups: {groups}"),
                format!("没有成员在名为 {group} 的分组中。现有分组：{groups}"),
            ),
            None => self.pick("There is nobody here.", "这里没有成员。"),
        }
    }

    /// Whose turn it is, of how many.
    pub fn standup_turn(self, at: usize, of: usize, name: &str) -> Text {
        self.pick(format!("{}/{of} {name}", at + 1), format!("{}/{of} {name}", at + 1))
    }

    /// Who comes next.
    pub fn standup_next(self, names: &str) -> Text {
        self.pick(format!("next: {names}"), format!("接下来：{names}"))
    }

    /// Nobody does.
    pub fn standup_last(self) -> Text {
        self.pick("the last one", "最后一位")
    }

    /// A heading: what was done since a day.
    pub fn standup_done(self, since: Date, count: usize) -> Text {
        self.pick(format!("Done since {since} ({count})"), format!("自 {since} 起完成 ({count})"))
    }

    /// A heading: what is for today.
    pub fn standup_today(self, count: usize) -> Text {
        self.pick(format!("Today ({count})"), format!("今天 ({count})"))
    }

    /// A heading: what is late.
    pub fn standup_late(self, count: usize) -> Text {
        self.pick(format!("Overdue ({count})"), format!("逾期 ({count})"))
    }

    /// A heading: what was written of late.
    pub fn standup_comments(self, count: usize, all_read: bool) -> Text {
        let more = if all_read { "" } else { "+" };
        self.pick(format!("New comments ({count}{more})"), format!("新评论 ({count}{more})"))
    }

    /// The feed of the team was not read as far back as that.
    pub fn feed_not_read(self) -> Text {
        self.pick("comments: the activity was not loaded back to that day", "评论：动态未读到起始日")
    }

    /// A heading: what was noted.
    pub fn standup_note(self) -> Text {
        self.pick("Note", "备注")
    }

    /// So many minutes.
    pub fn whole_minutes(self, minutes: u64) -> Text {
        self.pick(format!("{minutes} min"), format!("{minutes} 分钟"))
    }

    /// What is on its way.
    pub fn standup_coming(self) -> Text {
        self.pick("loading⋯", "正在加载⋯")
    }

    /// The minutes.
    pub fn minutes(self) -> Text {
        self.pick("Minutes", "纪要")
    }

    /// The heading of the minutes.
    pub fn minutes_title(self, of: &str, today: Date) -> Text {
        self.pick(format!("{of} standup, {today}"), format!("{of} 站会，{today}"))
    }

    /// How many took part, and how long it took.
    pub fn minutes_of(self, people: usize, took: &str) -> Text {
        let persons = if people == 1 { "person" } else { "people" };
        self.pick(format!("{people} {persons}, {took}"), format!("{people} 人，用时 {took}"))
    }

    /// A heading: who had no turn.
    pub fn not_heard(self) -> Text {
        self.pick("Did not speak", "未发言")
    }

    /// How much a turn tells, for a screen reader.
    pub fn standup_aloud(self, who: &str, done: usize, today: usize, late: usize, comments: usize) -> Text {
        self.pick(
            format!("{who}: {done} done, {today} today, {late} overdue, {comments} comments"),
            format!("{who}：完成 {done}，今天 {today}，逾期 {late}，新评论 {comments}"),
        )
    }
}
