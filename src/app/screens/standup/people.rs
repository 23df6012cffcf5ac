//! Who takes part in a standup, how far it has come, and how long each has had.

use std::time::Duration;

use crate::app::kit::text_field::TextField;
use crate::base::text::SafeText;
use crate::tower::model::MemberId;

/// How far a standup has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StandupStage {
    /// It has not begun, or is interrupted: who takes part shows.
    #[default]
    Away,
    /// It is this person's turn, counted from 0.
    At(usize),
    /// It is over: the minutes show.
    Minutes,
}

/// Somebody who takes part.
#[derive(Debug)]
pub struct Attendee {
    /// Who.
    pub member: MemberId,
    /// Their name.
    pub name: SafeText,
    /// What was noted.
    pub note: TextField,
    /// Their turn has come.
    pub seen: bool,
    /// They were passed over, and their turn has not come since.
    pub skipped: bool,
    /// How long their turns took, those that are over.
    spent: Duration,
}

impl Attendee {
    fn of(member: MemberId, name: SafeText) -> Self {
        let note = TextField::default();
        Self { member, name, note, seen: false, skipped: false, spent: Duration::ZERO }
    }
}

/// The people of a standup, and whose clock runs.
#[derive(Debug, Default)]
pub(super) struct Round {
    pub(super) people: Vec<Attendee>,
    pub(super) stage: StandupStage,
    /// Whose turn it was last.
    last: usize,
    /// Since when the clock of whose turn it is runs, on the monotonic clock.
    since: Option<Duration>,
}

impl Round {
    /// These take part, as long as it has not begun.
    pub(super) fn invite(&mut self, people: impl IntoIterator<Item = (MemberId, SafeText)>) {
        if !self.has_begun() {
            self.people = people.into_iter().map(|(member, name)| Attendee::of(member, name)).collect();
        }
    }

    /// Whether anybody's turn has come.
    pub(super) fn has_begun(&self) -> bool {
        self.people.iter().any(|one| one.seen || one.skipped)
    }

    /// Whose turn it is.
    pub(super) fn at(&self) -> Option<usize> {
        match self.stage {
            StandupStage::At(at) => Some(at),
            StandupStage::Away | StandupStage::Minutes => None,
        }
    }

    /// Those whose lists are wanted: whose turn it is, or would be, and the two after them.
    pub(super) fn near(&self) -> impl Iterator<Item = &Attendee> {
        let from = match self.stage {
            StandupStage::At(at) => at,
            StandupStage::Away => self.last,
            StandupStage::Minutes => self.people.len(),
        };
        self.people.iter().skip(from).take(3)
    }

    /// How long somebody has had, this turn included.
    pub(super) fn spent(&self, at: usize, now: Duration) -> Duration {
        let running = self.since.filter(|_| self.at() == Some(at)).map(|since| now.saturating_sub(since));
        let before = self.people.get(at).map_or(Duration::ZERO, |one| one.spent);
        before.saturating_add(running.unwrap_or_default())
    }

    /// How long all of them have had.
    pub(super) fn total(&self, now: Duration) -> Duration {
        (0..self.people.len()).map(|at| self.spent(at, now)).sum()
    }

    /// The next one's turn; after the last one's it is over. Whoever is passed over has had no turn.
    pub(super) fn next(&mut self, skips: bool, now: Duration) {
        match self.stage {
            StandupStage::Away if self.people.is_empty() => {}
            StandupStage::Away => self.turn_to(self.last, now),
            StandupStage::At(at) => {
                self.stop(now);
                if let Some(one) = self.people.get_mut(at) {
                    (one.skipped, one.seen) = (skips, !skips);
                }
                self.turn_to(at + 1, now);
            }
            StandupStage::Minutes => {}
        }
    }

    /// The turn of the one before.
    pub(super) fn back(&mut self, now: Duration) {
        match self.stage {
            StandupStage::Away => {}
            StandupStage::At(at) => {
                self.stop(now);
                self.turn_to(at.saturating_sub(1), now);
            }
            StandupStage::Minutes => self.turn_to(self.people.len().saturating_sub(1), now),
        }
    }

    /// Nobody's turn for now.
    pub(super) fn pause(&mut self, now: Duration) {
        self.stop(now);
        self.stage = StandupStage::Away;
    }

    /// It is over, whoever is left.
    pub(super) fn end(&mut self, now: Duration) {
        self.stop(now);
        self.stage = StandupStage::Minutes;
    }

    fn turn_to(&mut self, at: usize, now: Duration) {
        let Some(one) = self.people.get_mut(at) else {
            self.stage = StandupStage::Minutes;
            return;
        };
        (one.seen, one.skipped) = (true, false);
        self.last = at;
        self.stage = StandupStage::At(at);
        self.since = Some(now);
    }

    fn stop(&mut self, now: Duration) {
        let running = self.since.take().map(|since| now.saturating_sub(since));
        if let (Some(running), Some(at)) = (running, self.at())
            && let Some(one) = self.people.get_mut(at)
        {
            one.spent = one.spent.saturating_add(running);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tower::model::Id;

    fn seconds(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    fn round(names: &[&str]) -> Round {
        let mut round = Round::default();
        let one = |name: &&str| (MemberId(Id::parse(name).unwrap()), SafeText::line(name, 9));
        round.invite(names.iter().map(one));
        round
    }

    fn spent(round: &Round, now: u64) -> Vec<u64> {
        (0..round.people.len()).map(|at| round.spent(at, seconds(now)).as_secs()).collect()
    }

    #[test]
    fn each_has_a_clock_that_runs_while_it_is_their_turn() {
        let mut round = round(&["a", "b", "c"]);
        assert_eq!((round.at(), round.has_begun()), (None, false));
        round.next(false, seconds(100));
        assert_eq!((round.at(), spent(&round, 130)), (Some(0), vec![30, 0, 0]));
        round.next(false, seconds(160));
        round.next(true, seconds(165));
        assert_eq!((round.at(), spent(&round, 170)), (Some(2), vec![60, 5, 5]));
        assert!(round.people[1].skipped && !round.people[1].seen);
        round.back(seconds(175));
        assert!(!round.people[1].skipped && round.people[1].seen, "their turn has come after all");
        round.pause(seconds(180));
        assert_eq!((round.at(), spent(&round, 999)), (None, vec![60, 10, 10]));
        round.next(false, seconds(1000));
        assert_eq!(round.at(), Some(1), "it goes on where it was");
        round.next(false, seconds(1001));
        round.next(false, seconds(1003));
        assert_eq!((round.stage, spent(&round, 9999)), (StandupStage::Minutes, vec![60, 11, 12]));
        assert_eq!(round.total(seconds(9999)), seconds(83));
        round.back(seconds(2000));
        assert_eq!(round.at(), Some(2));
    }

    #[test]
    fn the_next_two_are_near_and_nobody_comes_in_late() {
        let mut round = round(&["a", "b", "c", "d"]);
        let near = |round: &Round| round.near().map(|one| one.name.to_string()).collect::<String>();
        assert_eq!(near(&round), "abc");
        round.next(false, seconds(0));
        round.next(false, seconds(0));
        assert_eq!(near(&round), "bcd");
        round.invite([]);
        assert_eq!(round.people.len(), 4);
        round.end(seconds(0));
        assert_eq!(near(&round), "");
    }

    #[test]
    fn a_standup_of_nobody_does_not_begin() {
        let mut round = round(&[]);
        round.next(false, seconds(0));
        round.back(seconds(0));
        assert_eq!((round.stage, round.total(seconds(9))), (StandupStage::Away, Duration::ZERO));
    }
}
