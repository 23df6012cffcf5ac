//! What is said of a member in the table and in the detail alike.

use super::words::{Text, Words};
use crate::base::text::SafeText;
use crate::tower::model::Member;

/// A name; `-` where there is nothing to see of one.
pub(super) fn name(name: &SafeText) -> &str {
    if name.as_str().trim().is_empty() { "-" } else { name.as_str() }
}

/// What is to be known of a member at a glance.
pub(super) fn marks(member: &Member, own: bool, words: Words) -> Vec<Text> {
    let locked = member.is_locked.then(|| words.locked());
    let incomplete = member.is_incomplete.then(|| words.incomplete());
    let own = own.then(|| words.you());
    [locked, incomplete, own].into_iter().flatten().collect()
}
