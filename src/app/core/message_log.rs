//! Messages: the notice that shows now, and the last hundred messages to read again. None holds a secret, because none
//! of the types they are made of does.

use std::collections::VecDeque;
use std::time::Duration;

use super::notice::Notice;
use crate::app::data::resource::Subject;
use crate::base::time::{Now, Wall};
use crate::session::{Delay, SignOut, Trouble, Warning};
use crate::tower::failure::Failure;
use crate::tower::oauth::Issuer;
use crate::tower::verdict::Misconfigured;

/// How many are kept.
const KEPT: usize = 100;

/// The subject of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MessageKind {
    /// A notice about what just happened.
    Notice(Notice),
    /// Something did not come from Tower.
    NotRead(Subject, Failure),
    /// A new token did not come.
    NotRenewed {
        /// From whom.
        issuer: Issuer,
        /// Why.
        why: Delay,
        /// How many tries have failed.
        failures: u32,
    },
    /// Whoever gives tokens does not take this application.
    Blocked(Issuer, Misconfigured),
    /// Tower wants a two-step code for the renewal.
    TwoStep,
    /// The session ended.
    SignedOut(SignOut),
    /// A try to sign in failed.
    NotSignedIn(Issuer, Trouble),
    /// A warning about a session that works.
    Warning(Warning),
}

impl MessageKind {
    /// Whether it is the same thing again; how long it lasts and how often it was tried may differ.
    pub(in crate::app) fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (
                Self::NotRead(one, Failure::Limited { .. }),
                Self::NotRead(another, Failure::Limited { .. }),
            ) => one == another,
            (
                Self::NotRead(one, Failure::Refused { status, .. }),
                Self::NotRead(another, Failure::Refused { status: again, .. }),
            ) => one == another && status == again,
            (Self::NotRenewed { why: one, .. }, Self::NotRenewed { why: another, .. }) => one == another,
            (Self::Warning(Warning::ClockWrong(_)), Self::Warning(Warning::ClockWrong(_))) => true,
            _ => self == other,
        }
    }

    /// Whether it says that something is wrong.
    fn is_trouble(&self) -> bool {
        if let Self::Notice(notice) = self { notice.is_trouble() } else { true }
    }
}

/// One line of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Its number, unique in this run.
    pub number: u64,
    /// Its subject, as it was the last time.
    pub told: MessageKind,
    /// When it was shown first.
    pub first: Wall,
    /// When it was shown last.
    pub last: Wall,
    /// How many times.
    pub count: u32,
}

/// The notice that shows, if any, and all messages.
#[derive(Debug, Default)]
pub struct MessageLog {
    shown: Option<(Notice, Duration)>,
    /// The newest first.
    log: VecDeque<Message>,
    numbers: u64,
}

impl MessageLog {
    /// Shows a notice from now on.
    pub fn show(&mut self, notice: Notice, now: Now) {
        let until = now.mono.saturating_add(notice.lasts());
        self.tell(MessageKind::Notice(notice.clone()), now);
        self.shown = Some((notice, until));
    }

    /// Shows what the last key did not do. It is worth no place in the log.
    pub(in crate::app) fn hint(&mut self, notice: Notice, now: Now) {
        let until = now.mono.saturating_add(notice.lasts());
        self.shown = Some((notice, until));
    }

    /// Logs what is shown elsewhere on the screen. A problem that comes again counts as the earlier one, wherever that
    /// is in the log; a notice of success counts as a repetition only directly after itself.
    pub fn tell(&mut self, told: MessageKind, now: Now) {
        let reach = if told.is_trouble() { self.log.len() } else { 1 };
        let same = self.log.iter().take(reach).position(|message| message.told.is_same(&told));
        let message = match same.and_then(|place| self.log.remove(place)) {
            Some(before) => Message { told, last: now.wall, count: before.count.saturating_add(1), ..before },
            None => {
                self.numbers += 1;
                Message { number: self.numbers, told, first: now.wall, last: now.wall, count: 1 }
            }
        };
        self.log.push_front(message);
        self.log.truncate(KEPT);
    }

    /// The notice that shows now.
    pub fn current(&self, now: Now) -> Option<&Notice> {
        self.shown.as_ref().filter(|(_, until)| now.mono < *until).map(|(notice, _)| notice)
    }

    /// How many times this notice was shown.
    pub fn times(&self, notice: &Notice) -> u32 {
        let is_it = |message: &&Message| matches!(&message.told, MessageKind::Notice(told) if told == notice);
        self.log.iter().find(is_it).map_or(1, |message| message.count)
    }

    /// The person has seen it.
    pub fn dismiss(&mut self) {
        self.shown = None;
    }

    /// Its problem is over.
    pub(in crate::app) fn settle(&mut self, is_it: impl Fn(&Notice) -> bool) {
        self.shown.take_if(|(notice, _)| is_it(notice));
    }

    /// How long the one that shows will go on doing so.
    pub fn ends_in(&self, now: Now) -> Option<Duration> {
        let (_, until) = self.shown.as_ref()?;
        until.checked_sub(now.mono).filter(|left| *until != Duration::MAX && !left.is_zero())
    }

    /// All messages, the newest first.
    pub fn log(&self) -> &VecDeque<Message> {
        &self.log
    }

    /// The position of a message in the log; that of the newest once it is gone.
    pub fn place(&self, number: u64) -> usize {
        self.log.iter().position(|message| message.number == number).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::core::notice::{Copying, How};

    const COPIED: Notice = Notice::Copied { what: Copying::Asked(None), how: How::Terminal };

    fn at(second: i64) -> Now {
        Now { mono: Duration::ZERO, wall: Wall(second * 1000) }
    }

    fn told(notices: &MessageLog) -> Vec<(u32, &MessageKind)> {
        notices.log().iter().map(|message| (message.count, &message.told)).collect()
    }

    #[test]
    fn a_repeat_counts_and_moves_to_the_front() {
        let mut notices = MessageLog::default();
        let offline =
            |sought| MessageKind::NotRead(sought, Failure::Limited { retry_after: Some(Duration::ZERO) });
        let later = Failure::Limited { retry_after: Some(Duration::from_secs(9)) };
        notices.tell(offline(Subject::Teams), at(1));
        notices.tell(offline(Subject::Members), at(2));
        notices.tell(MessageKind::NotRead(Subject::Teams, later.clone()), at(3));
        let newest = MessageKind::NotRead(Subject::Teams, later);
        assert_eq!(told(&notices), [(2, &newest), (1, &offline(Subject::Members))]);
        let message = notices.log().front().unwrap();
        assert_eq!((message.first, message.last, message.number), (Wall(1000), Wall(3000), 1));
    }

    #[test]
    fn a_word_on_something_done_counts_only_after_itself() {
        let mut notices = MessageLog::default();
        for notice in [COPIED, COPIED, Notice::Mouse(true), COPIED] {
            notices.show(notice, at(1));
        }
        let counts: Vec<u32> = notices.log().iter().map(|message| message.count).collect();
        assert_eq!(counts, [1, 1, 2]);
        assert_eq!(notices.times(&COPIED), 1);
    }

    #[test]
    fn only_the_newest_are_kept() {
        let mut notices = MessageLog::default();
        for (on, second) in [true, false].into_iter().cycle().zip(0..300) {
            notices.show(Notice::Mouse(on), at(second));
        }
        assert_eq!(notices.log().len(), KEPT);
        assert_eq!(notices.log().front().unwrap().last, Wall(299_000));
        assert_eq!(notices.place(1), 0, "it is gone");
    }

    #[test]
    fn what_has_mended_is_no_longer_said() {
        let mut notices = MessageLog::default();
        notices.show(Notice::WhichFormat, at(1));
        notices.settle(|notice| *notice == COPIED);
        assert!(notices.current(at(2)).is_some());
        notices.settle(|notice| *notice == Notice::WhichFormat);
        assert_eq!((notices.current(at(2)), notices.log().len()), (None, 1));
    }
}
