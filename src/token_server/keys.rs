//! Who may use a token server: keys with names, of which only hashes are kept.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};
use subtle::{ConditionallySelectable, ConstantTimeEq};

use super::head::Header;
use super::refusal::Refusal;
use crate::base::secret::Secret;

/// The fewest characters of a key: a random one of 16 cannot be found by trying, however fast.
const FEWEST: usize = 16;
const MOST: usize = 256;
const LONGEST_NAME: usize = 64;

/// Who is let in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Keys {
    /// Everyone who can reach the server. Good for one machine alone.
    Open,
    /// Whoever has one of these.
    Named(Vec<Key>),
}

/// One key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    name: String,
    hash: [u8; 32],
}

/// Somebody who was let in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Caller {
    /// The name of the key; none where none is asked for.
    pub(super) key: Option<String>,
}

/// Why a text does not say which keys there are. The text itself is not repeated: it is full of secrets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BadKeys {
    /// This line, counted from 1, is not `name = "key"`.
    Line(usize),
    /// There is no key in it.
    None,
    /// The key of this name is shorter than 16 characters or longer than 256, or has others than printable
    /// ASCII without spaces.
    Weak(String),
    /// These two names have the same key.
    Same(String, String),
    /// A name of more than 64 characters, or with others than letters, digits, `-`, `_` and `.`.
    Name,
}

impl Keys {
    /// Keys from a text with one `name = "key"` a line (TOML).
    pub fn read(text: &str) -> Result<Self, BadKeys> {
        let pairs: BTreeMap<String, String> = toml::from_str(text).map_err(|error| {
            let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
            BadKeys::Line(before.matches('\n').count() + 1)
        })?;
        let pairs = pairs.into_iter().map(|(name, key)| (name, Secret::new(key)));
        let mut keys: Vec<Key> = Vec::new();
        for (name, key) in pairs {
            if !is_name(&name) {
                return Err(BadKeys::Name);
            }
            if !is_strong(key.expose()) {
                return Err(BadKeys::Weak(name));
            }
            let hash = hash(key.expose());
            if let Some(same) = keys.iter().find(|other| other.hash == hash) {
                return Err(BadKeys::Same(same.name.clone(), name));
            }
            keys.push(Key { name, hash });
        }
        if keys.is_empty() { Err(BadKeys::None) } else { Ok(Self::Named(keys)) }
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        match self {
            Self::Open => 0,
            Self::Named(keys) => keys.len(),
        }
    }

    /// Who presents this key. Takes the same time for every key, so that none can be found letter by letter.
    pub(super) fn admit(&self, presented: Header<'_>) -> Result<Caller, Refusal> {
        let Self::Named(keys) = self else { return Ok(Caller { key: None }) };
        let Header::One(presented) = presented else { return Err(Refusal::Key) };
        let hash = hash(presented);
        let mut found = u64::MAX;
        for (place, key) in (0_u64..).zip(keys) {
            found = u64::conditional_select(&found, &place, key.hash.ct_eq(&hash));
        }
        let place = usize::try_from(found).map_err(|_| Refusal::Key)?;
        let key = keys.get(place).ok_or(Refusal::Key)?;
        Ok(Caller { key: Some(key.name.clone()) })
    }

    /// A line for the file of keys, with a key made of `chance` for someone of this name; none where that is no
    /// name.
    pub fn new_line(name: &str, chance: [u8; 32]) -> Option<Secret> {
        if !is_name(name) {
            return None;
        }
        let key: String = chance
            .iter()
            .flat_map(|byte| [byte >> 4, byte & 15])
            .filter_map(|half| char::from_digit(half.into(), 16))
            .collect();
        // A bare name with dots would be a table in a table.
        let name = if name.contains('.') { format!("\"{name}\"") } else { name.to_owned() };
        Some(Secret::new(format!("{name} = \"{key}\"")))
    }
}

fn hash(key: &str) -> [u8; 32] {
    Sha256::digest(key).into()
}

fn is_name(name: &str) -> bool {
    (1..=LONGEST_NAME).contains(&name.len())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
}

fn is_strong(key: &str) -> bool {
    (FEWEST..=MOST).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# the team\nlin = \"made-up-key-of-lin\"\nwang = 'made-up-key-of-wang'\n";

    #[test]
    fn a_key_lets_in_whoever_has_it_by_its_name() {
        let keys = Keys::read(TEXT).unwrap();
        assert_eq!(keys.count(), 2);
        for (key, name) in [("made-up-key-of-lin", "lin"), ("made-up-key-of-wang", "wang")] {
            assert_eq!(keys.admit(Header::One(key)).unwrap().key.as_deref(), Some(name));
        }
        for other in [
            Header::Absent,
            Header::Unclear,
            Header::One(""),
            Header::One("made-up-key-of-li"),
            Header::One("made-up-key-of-lin "),
        ] {
            assert_eq!(keys.admit(other), Err(Refusal::Key), "{other:?}");
        }
        assert_eq!(Keys::Open.admit(Header::Absent), Ok(Caller { key: None }));
    }

    #[test]
    fn a_new_line_is_one_that_is_read_and_other_chance_is_another_key() {
        for name in ["lin", "lin.wang", "9", "a-b_c"] {
            let [one, two] = [1, 2].map(|byte| Keys::new_line(name, [byte; 32]).unwrap());
            assert_ne!(one, two);
            let Keys::Named(keys) = Keys::read(one.expose()).unwrap() else { panic!("open") };
            assert_eq!(keys[0].name, name);
        }
        for bad in ["", "\u{6797}", "a b", "a\"b", &"a".repeat(65)] {
            assert_eq!(Keys::new_line(bad, [1; 32]), None, "{bad}");
        }
    }

    #[test]
    fn what_is_no_list_of_keys_is_named_without_repeating_it() {
        for (text, why) in [
            ("", BadKeys::None),
            ("# nothing\n", BadKeys::None),
            ("lin = \"made-up-key-of-lin\"\nwang = made-up-key-of-wang\n", BadKeys::Line(2)),
            ("lin = \"made-up-key-of-lin\"\nlin = \"made-up-key-of-two\"\n", BadKeys::Line(2)),
            ("lin = 5\n", BadKeys::Line(1)),
            ("lin = \"short\"\n", BadKeys::Weak("lin".into())),
            ("lin = \"with a space in it\"\n", BadKeys::Weak("lin".into())),
            ("\"\u{6797}\" = \"made-up-key-of-lin\"\n", BadKeys::Name),
            (
                "a = \"made-up-key-of-both\"\nb = \"made-up-key-of-both\"\n",
                BadKeys::Same("a".into(), "b".into()),
            ),
        ] {
            let bad = Keys::read(text).unwrap_err();
            assert_eq!(bad, why, "{text}");
            assert!(!format!("{bad:?}").contains("made-up"));
        }
        assert!(!format!("{:?}", Keys::read(TEXT)).contains("made-up"));
    }
}
