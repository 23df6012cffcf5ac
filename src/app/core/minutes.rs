//! What the picture makes text of for a standup: what one person's turn tells, and the minutes of all of them.

use std::time::Duration;

use jiff::civil::Date;

use crate::base::text::SafeText;
use crate::tower::failure::Failure;
use crate::tower::work::{Gap, Source, Standing};

/// What a person's turn tells.
#[derive(Debug)]
pub struct StandupTurn<'a> {
    /// The day from which on what was done is told.
    pub since: Date,
    /// The day it is.
    pub today: Date,
    /// What they have done and have to do; none where it has not come.
    pub standing: Option<Standing<'a>>,
    /// What is missing of it.
    pub gaps: &'a [(Source, Gap)],
    /// Why it does not come, or not anew.
    pub failure: Option<&'a Failure>,
    /// The feed of the team has been read as far back.
    pub all_read: bool,
    /// What was noted.
    pub note: &'a str,
}

/// What the minutes say of a person.
#[derive(Debug)]
pub struct MinutesOf<'a> {
    /// Their name.
    pub name: &'a SafeText,
    /// How long their turn took.
    pub spent: Duration,
    /// They were passed over, or never had a turn.
    pub skipped: bool,
    /// What it told.
    pub turn: StandupTurn<'a>,
}

/// The minutes of a standup.
#[derive(Debug)]
pub struct Minutes<'a> {
    /// The group, or the team.
    pub of: &'a SafeText,
    /// The day it was.
    pub today: Date,
    /// The day from which on what was done is told.
    pub since: Date,
    /// How long it took.
    pub total: Duration,
    /// Everybody, in their order.
    pub people: Vec<MinutesOf<'a>>,
}
