//! Which keys are words of Tower's, and which may be somebody's: a map from names to values has names for keys.

use serde_json::{Map, Value};

/// The longest name of a key that is taken for one of Tower's.
const LONGEST: usize = 40;

/// The keys that are named inside of an attribute, where Tower may have maps that people fill: those that this program
/// reads, or that stand in Tower's document.
const KNOWN: [&str; 34] = [
    "avatar",
    "checked",
    "color",
    "content_type",
    "count",
    "created_at",
    "desc",
    "due_at",
    "field_type",
    "file_name",
    "file_size",
    "gavatar",
    "id",
    "is_completed",
    "kind",
    "label",
    "link",
    "mime_type",
    "name",
    "nickname",
    "number",
    "options",
    "position",
    "size",
    "start_at",
    "status",
    "text",
    "title",
    "type",
    "updated_at",
    "url",
    "user_id",
    "value",
    "values",
];

/// Where in an answer a value stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// In what every answer has: `data`, `included`, `links`, and the resources in them.
    Frame,
    /// The attributes of a resource, and what is told about an answer (`meta`).
    Attributes,
    /// Inside of an attribute.
    Inside,
}

impl Place {
    /// Where the value of a key here stands.
    pub(super) fn below(self, key: &str) -> Self {
        match self {
            // Who answers may put counts by name into `meta`.
            Self::Frame if matches!(key, "attributes" | "meta") => Self::Attributes,
            Self::Frame => Self::Frame,
            Self::Attributes | Self::Inside => Self::Inside,
        }
    }

    /// Whether this key may be told.
    pub(super) fn names(self, key: &str) -> bool {
        match self {
            Self::Frame | Self::Attributes => is_word(key),
            Self::Inside => KNOWN.contains(&key),
        }
    }
}

/// Whether it looks like a word of an API: Latin letters and underlines, and not an id.
pub(super) fn is_word(text: &str) -> bool {
    let letters = |letter: u8| letter.is_ascii_lowercase() || b"_-".contains(&letter);
    text.len() <= LONGEST
        && text.starts_with(|first: char| first.is_ascii_lowercase())
        && text.bytes().all(letters)
}

/// The `type` of a resource; none for anything else.
pub(super) fn kind_of(object: &Map<String, Value>) -> Option<&str> {
    object.get("type")?.as_str().filter(|kind| object.contains_key("id") && is_word(kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_of_an_api_is_told_and_nothing_else() {
        for (key, is_told) in [
            ("due_at", true),
            ("sub-groups", true),
            ("张伟", false),
            ("Budget", false),
            ("6bfcc00879c6794b8b578a10d33fafd9", false),
            ("4116", false),
            ("lin@example.com", false),
            ("", false),
        ] {
            assert_eq!(Place::Attributes.names(key), is_told, "{key}");
        }
        assert!(!Place::Inside.names("budget") && Place::Inside.names("color"));
        for map in ["attributes", "meta"] {
            let place = Place::Frame.below("data").below(map);
            assert!(place.names("unread") && !place.below("unread").names("zhangwei"), "{map}");
        }
    }
}
