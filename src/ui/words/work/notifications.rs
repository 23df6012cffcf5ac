//! Words of what the account was told.

use crate::ui::words::{Text, Words};

impl Words {
    /// The screen's name.
    pub fn notifications(self) -> Text {
        self.pick("Notifications", "通知")
    }

    /// So many are unread; `3+` while more may come.
    pub fn unread(self, count: usize, is_whole: bool) -> Text {
        let more = if is_whole { "" } else { "+" };
        self.pick(format!("{count}{more} unread"), format!("未读 {count}{more}"))
    }

    /// A heading.
    pub fn news_heading(self, is_read: bool, count: usize) -> Text {
        if is_read {
            self.pick(format!("read {count}"), format!("已读 {count}"))
        } else {
            self.pick(format!("unread {count}"), format!("未读 {count}"))
        }
    }

    /// Tower does not learn that they were read.
    pub fn marks_nothing(self) -> Text {
        self.pick("Reading here does not mark anything as read in Tower", "在这里阅读不会在 Tower 上标为已读")
    }

    /// Nobody told the account anything.
    pub fn no_notifications(self) -> Text {
        self.pick("There are no notifications.", "没有通知。")
    }

    /// How many of the teams have come, and the key that stops waiting for the others.
    pub fn news_come(self, come: usize, all: usize, key: &str) -> Text {
        self.pick(
            format!("{come}/{all} teams⋯  {key} stop"),
            format!("已加载 {come}/{all} 个团队⋯  {key} 停止"),
        )
    }

    /// The same where the others do not come, or are not waited for.
    pub fn news_missing(self, come: usize, all: usize, key: &str) -> Text {
        self.pick(
            format!("! only {come} of {all} teams  {key} retry"),
            format!("! 只加载了 {come}/{all} 个团队  {key} 重试"),
        )
    }

    /// One that is unread, for a screen reader.
    pub fn unread_aloud(self, said: &str) -> Text {
        self.pick(format!("unread, {said}"), format!("未读，{said}"))
    }
}
