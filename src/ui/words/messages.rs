//! Words for what was told: the list of it, and one of them as a report.

use std::fmt::Display;

use super::failure::within;
use super::{Text, Words};
use crate::app::core::message_log::{Message, MessageKind};
use crate::app::data::resource::Subject;
use crate::app::keys::keymap::Keymap;
use crate::app::keys::steps::LoginAction;
use crate::app::keys::table::{Action, Mode};
use crate::base::time::time_of_day;

impl Words {
    /// The heading of the list.
    pub fn messages(self) -> Text {
        self.pick("Messages", "消息")
    }

    /// In the list's place.
    pub fn no_messages(self) -> Text {
        self.pick("No messages yet.", "还没有消息。")
    }

    /// What was told, where the local time is `zone` seconds ahead of UTC.
    pub fn told(self, told: &MessageKind, zone: i32, keymap: &Keymap) -> Text {
        match told {
            // The keys it names are those of the screen that it was told on.
            MessageKind::Notice(notice) => self.notice(notice, Mode::LoginAddress, keymap),
            MessageKind::NotRead(sought, why) => {
                let (sought, why) = (self.sought(*sought), self.failure(why));
                self.pick(format!("! {sought}: {}", within(why.clone())), format!("! {sought}：{why}"))
            }
            MessageKind::NotRenewed { issuer, why, failures } => self.renewal_failed(*issuer, why, *failures),
            MessageKind::Blocked(issuer, what) => alarm(&self.misconfigured(*issuer, what)),
            MessageKind::TwoStep => alarm(&self.renewal_two_step()),
            MessageKind::SignedOut(reason) => alarm(&self.reason(reason, zone)),
            MessageKind::NotSignedIn(issuer, trouble) => {
                let again = keymap.name(Mode::LoginCode, Action::Login(LoginAction::Submit));
                alarm(&self.trouble(*issuer, trouble, again.as_deref(), None))
            }
            MessageKind::Warning(warning) => alarm(&self.warning(warning)),
        }
    }

    /// Why it came to that and what helps, where more is known than was told.
    pub fn told_more(self, told: &MessageKind) -> Option<Text> {
        if let MessageKind::NotRead(_, why) = told { Some(self.remedy(why)) } else { None }
    }

    /// `3 of 128: 曾国栋, admin`: the selected row, for a screen reader; places are counted from 0. More
    /// than have come are `25+`.
    pub fn place_in_list(self, place: usize, count: impl Display, row: &str) -> Text {
        let place = place + 1;
        self.pick(format!("{place} of {count}: {row}"), format!("第 {place} 行，共 {count} 行：{row}"))
    }

    /// One part after another, for a screen reader; what is empty is left out.
    pub fn in_a_row<T: AsRef<str>>(self, parts: impl IntoIterator<Item = T>) -> String {
        let parts = parts.into_iter().map(|part| part.as_ref().to_owned()).filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join(&self.pick(", ", "，"))
    }

    /// What stands under a name, for a screen reader.
    pub fn under(self, name: &str, said: &str) -> Text {
        self.pick(format!("{name}: {said}"), format!("{name}：{said}"))
    }

    /// A choice that is chosen, for a screen reader.
    pub fn is_chosen(self, choice: &str) -> Text {
        self.pick(format!("{choice}, chosen"), format!("{choice}，已选"))
    }

    /// A column that is chosen and does not show, for a screen reader.
    pub fn is_chosen_without_room(self, choice: &str) -> Text {
        let no_room = self.no_room();
        self.pick(format!("{choice}, chosen, {no_room}"), format!("{choice}，已选，{no_room}"))
    }

    /// How many times, and since when; none for once.
    pub fn repeated(self, message: &Message, zone: i32) -> Option<Text> {
        let (count, since) = (message.count, time_of_day(message.first, zone));
        (count > 1)
            .then(|| self.pick(format!("{count} times since {since}"), format!("{since} 起共 {count} 次")))
    }

    /// A message as a report: which program, when, what, and why.
    pub fn report(self, message: &Message, version: &str, at: &str) -> String {
        let head = format!("tower-tui {version}, {at}{}", times(message.count));
        let told = self.told(&message.told, 0, &Keymap::default());
        let more = self.told_more(&message.told);
        [Some(head.into()), Some(told), more].into_iter().flatten().collect::<Vec<Text>>().join("\n")
    }

    fn sought(self, sought: Subject) -> Text {
        match sought {
            Subject::Account => self.pick("account", "账号"),
            Subject::Teams => self.pick("teams", "团队"),
            Subject::Members => self.pick("members", "成员"),
            Subject::Todos => self.pick("to-dos", "任务"),
            Subject::Events => self.pick("activity", "动态"),
            Subject::Report => self.pick("report", "报告"),
            Subject::Comments => self.pick("comments", "评论"),
            Subject::Notifications => self.pick("notifications", "通知"),
            Subject::Projects => self.pick("projects", "项目"),
        }
    }
}

/// ` (x3)`; nothing for once.
pub fn times(count: u32) -> String {
    if count > 1 { format!(" (x{count})") } else { String::new() }
}

fn alarm(text: &str) -> Text {
    format!("! {text}").into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::core::notice::{Copying, How};

    const COPIED: Notice = Notice::Copied { what: Copying::Asked(None), how: How::Terminal };

    use crate::app::core::notice::Notice;
    use crate::base::lang::Lang;
    use crate::base::time::Wall;
    use crate::tower::failure::Failure;

    #[test]
    fn a_report_says_which_program_when_what_and_why() {
        let message = |told, count| Message { number: 1, told, first: Wall(0), last: Wall(0), count };
        let forbidden = message(MessageKind::NotRead(Subject::Members, Failure::Forbidden), 3);
        let report = Words(Lang::En).report(&forbidden, "1.2.3 (abc)", "2026-01-02T03:04:05Z");
        assert_eq!(
            report,
            "tower-tui 1.2.3 (abc), 2026-01-02T03:04:05Z (x3)\n! members: no access to this in Tower (403)\n\
             The API may require the team's Pro plan, or an admin's approval of the app."
        );
        let copied = message(MessageKind::Notice(COPIED), 1);
        assert_eq!(
            Words(Lang::Zh).report(&copied, "1.2.3", "now"),
            "tower-tui 1.2.3, now\n已发送到终端剪贴板 (OSC 52)"
        );
    }
}
