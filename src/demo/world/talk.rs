//! Who wrote the comments below a to-do, and when.

use jiff::ToSpan;
use jiff::civil::DateTime;

use super::projects::{Todo, moment};
use super::teams::Team;

/// The creator and the assignee by turns.
pub(in crate::demo) fn author(team: &Team, todo: &Todo, nth: usize) -> usize {
    let assignee = todo.assignee.unwrap_or(todo.creator);
    match nth % 3 {
        0 => todo.creator,
        1 => assignee,
        _ => team.own_place(),
    }
}

/// Some hours after one another, from when the to-do was made.
pub(in crate::demo) fn written_at(todo: &Todo, nth: usize) -> String {
    let hours = i64::try_from(nth).unwrap_or(0) * 2 + 1;
    let made = todo.created_at.split('.').next().and_then(|made| made.parse::<DateTime>().ok());
    let at = made.map(|made| made.saturating_add(hours.hours()));
    at.map_or_else(|| todo.created_at.clone(), |at| moment(at.date(), at.time()))
}
