//! What is said of a member in the table and in the detail alike.

use crate::base::text::SafeText;
use crate::tower::model::Member;
use crate::ui::words::{Text, Words};

/// A name; `-` where there is nothing to see of one.
pub(in crate::ui) fn name(name: &SafeText) -> &str {
    if name.as_str().trim().is_empty() { "-" } else { name.as_str() }
}

/// What is to be known of a member at a glance.
pub(in crate::ui) fn marks(member: &Member, own: bool, words: Words) -> Vec<Text> {
    let locked = member.is_locked.then(|| words.locked());
    let incomplete = member.is_incomplete.then(|| words.incomplete());
    let own = own.then(|| words.you());
    [locked, incomplete, own].into_iter().flatten().collect()
}
