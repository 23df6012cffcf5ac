//! The keys of terms, and how a word is parted: `role:=admin|owner`, `!group:设计`.

use super::folding::folded;

/// The key of a term, before its colon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TermKey {
    /// `role:`
    Role,
    /// `group:`
    Group,
    /// `phone:`
    Phone,
    /// `is:`
    Is,
    /// `project:`
    Project,
}

/// The keys as they may be typed.
pub(super) const KEYS: [(TermKey, &str, &str); 5] = [
    (TermKey::Role, "role", "角色"),
    (TermKey::Group, "group", "分组"),
    (TermKey::Phone, "phone", "电话"),
    (TermKey::Is, "is", "状态"),
    (TermKey::Project, "project", "项目"),
];

impl TermKey {
    /// Every key.
    pub fn all() -> [Self; 5] {
        KEYS.map(|(key, ..)| key)
    }

    /// As it is typed in English.
    pub fn word(self) -> &'static str {
        self.named(false)
    }

    /// As it is typed, in English or Chinese.
    pub fn named(self, chinese: bool) -> &'static str {
        let found = KEYS.iter().find(|(key, ..)| *key == self);
        found.map_or("", |(_, latin, han)| if chinese { han } else { latin })
    }
}

/// The key and the value of a word that has them.
pub(super) fn keyed(word: &str) -> Option<(TermKey, &str)> {
    let (typed, value) = word.split_once([':', '：'])?;
    let typed = folded(typed);
    let (key, ..) = KEYS.iter().find(|(_, latin, chinese)| typed == *latin || typed == *chinese)?;
    Some((*key, value))
}

/// What says that a value is the whole of what stands in a place, as it may be typed.
pub(super) const EXACTLY: [char; 2] = ['=', '＝'];
/// What parts those of which one has to hold.
pub(super) const OR: [char; 2] = ['|', '｜'];
/// What asks for the contrary.
pub(super) const NOT: [char; 2] = ['!', '！'];
/// What stands between the items of a list, as it is pasted from elsewhere.
pub(super) const SEPARATORS: [char; 10] = [',', '，', '、', ';', '；', '､', '﹐', '﹑', '﹔', '‚'];
