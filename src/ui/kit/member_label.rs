//! A member's name and marks, for the table and the detail.

use crate::base::text::SafeText;
use crate::tower::model::Member;
use crate::ui::words::{Text, Words};

/// A name; `-` where it has no visible characters.
pub(in crate::ui) fn name(name: &SafeText) -> &str {
    if name.as_str().trim().is_empty() { "-" } else { name.as_str() }
}

/// The marks of a member, such as "inactive".
pub(in crate::ui) fn marks(member: &Member, own: bool, words: Words) -> Vec<Text> {
    let locked = member.is_locked.then(|| words.locked());
    let incomplete = member.is_incomplete.then(|| words.incomplete());
    let own = own.then(|| words.you());
    [locked, incomplete, own].into_iter().flatten().collect()
}
