//! A lenient JSON reader: what JSON allows and a strict reader refuses costs one value, never the rest of the document.
//!
//! An unpaired surrogate becomes U+FFFD, as does whatever is no UTF-8; of a key that stands twice the last counts;
//! a number out of range, and what is nested too deep, is null. What is no JSON is repaired where that costs a value and
//! not the order of the document; only a text that is none at all is an error.
//!
//! No signed address gets further than this.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::repair::repaired;
use super::signed::without_signatures;

/// How deep a value is read; each level is looked at once more than the one below it.
const DEPTH: usize = 24;

/// Reads a whole text.
pub(in crate::tower) fn value(body: &[u8]) -> serde_json::Result<Value> {
    let text = String::from_utf8_lossy(body);
    // RFC 8259, section 8.1: a byte order mark may be ignored. Some pad with zeros.
    let text = text.trim_matches(['\u{feff}', '\0', ' ', '\t', '\r', '\n']);
    let strict = match serde_json::from_str::<&RawValue>(text) {
        Ok(raw) => return Ok(read(raw, DEPTH)),
        Err(strict) => strict,
    };
    if !text.starts_with(['{', '[']) {
        return Err(strict);
    }
    match serde_json::from_str::<&RawValue>(&repaired(text)) {
        Ok(raw) => Ok(read(raw, DEPTH)),
        Err(error) => Err(if error.is_eof() { error } else { strict }),
    }
}

fn read(raw: &RawValue, depth: usize) -> Value {
    let Some(below) = depth.checked_sub(1) else { return Value::Null };
    let json = raw.get();
    match json.as_bytes().first() {
        Some(b'{') => {
            let fields = serde_json::from_str(json).map(|Fields(fields)| fields).unwrap_or_default();
            let field = |(Text(key), raw): (Text<'_>, &RawValue)| (key.into_owned(), read(raw, below));
            Value::Object(fields.into_iter().map(field).collect::<Map<_, _>>())
        }
        Some(b'[') => {
            let items = serde_json::from_str(json).map(|Items(items)| items).unwrap_or_default();
            Value::Array(items.into_iter().map(|raw| read(raw, below)).collect())
        }
        Some(b'"') => {
            let string = |Text(text)| Value::String(without_signatures(text).into_owned());
            serde_json::from_str(json).map_or(Value::Null, string)
        }
        _ => serde_json::from_str(json).unwrap_or_default(),
    }
}

/// The fields of an object in their order, the same key as often as it stands there.
struct Fields<'a>(Vec<(Text<'a>, &'a RawValue)>);

/// The items of an array.
struct Items<'a>(Vec<&'a RawValue>);

/// A string, read lossily.
struct Text<'a>(Cow<'a, str>);

impl<'de> Deserialize<'de> for Fields<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct FieldsVisitor;
        impl<'de> Visitor<'de> for FieldsVisitor {
            type Value = Fields<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Self::Value, M::Error> {
                let mut fields = Vec::new();
                while let Some(field) = map.next_entry()? {
                    fields.push(field);
                }
                Ok(Fields(fields))
            }
        }
        deserializer.deserialize_map(FieldsVisitor)
    }
}

impl<'de> Deserialize<'de> for Items<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ItemsVisitor;
        impl<'de> Visitor<'de> for ItemsVisitor {
            type Value = Items<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an array")
            }
            fn visit_seq<S: SeqAccess<'de>>(self, mut seq: S) -> Result<Self::Value, S::Error> {
                let mut items = Vec::new();
                while let Some(item) = seq.next_element()? {
                    items.push(item);
                }
                Ok(Items(items))
            }
        }
        deserializer.deserialize_seq(ItemsVisitor)
    }
}

impl<'de> Deserialize<'de> for Text<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TextVisitor;
        impl<'de> Visitor<'de> for TextVisitor {
            type Value = Text<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }
            fn visit_borrowed_bytes<E>(self, bytes: &'de [u8]) -> Result<Self::Value, E> {
                Ok(Text(lossy(bytes)))
            }
            fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Self::Value, E> {
                Ok(Text(Cow::Owned(lossy(bytes).into_owned())))
            }
        }
        // Asked for bytes, `serde_json` passes halves of surrogate pairs on, three bytes each.
        deserializer.deserialize_bytes(TextVisitor)
    }
}

fn lossy(bytes: &[u8]) -> Cow<'_, str> {
    const HALF: usize = 3;
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => {
            let mut text = String::new();
            let mut skipped = 0;
            for chunk in bytes.utf8_chunks() {
                text.push_str(chunk.valid());
                skipped = if chunk.valid().is_empty() { skipped } else { 0 };
                // The standard library tells each byte of a half by itself.
                for _ in chunk.invalid() {
                    if skipped % HALF == 0 {
                        text.push(char::REPLACEMENT_CHARACTER);
                    }
                    skipped += 1;
                }
            }
            Cow::Owned(text)
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn read_text(json: &str) -> Value {
        value(json.as_bytes()).unwrap()
    }

    #[test]
    fn what_a_strict_reader_refuses_costs_one_value() {
        let deep = format!("{}{}", "[".repeat(200), "]".repeat(200));
        for (json, wanted) in [
            (r#"{"a": "李四\ud83d", "b": 1}"#.to_owned(), json!({ "a": "李四\u{fffd}", "b": 1 })),
            (r#""\ude00\ud83dx\ud83d\ude00\ud83d""#.to_owned(), json!("\u{fffd}\u{fffd}x😀\u{fffd}")),
            (r#"{"\ud83d": 1}"#.to_owned(), json!({ "\u{fffd}": 1 })),
            (r#"{"a": 1e400, "b": [-1e400, 2]}"#.to_owned(), json!({ "a": null, "b": [null, 2] })),
            (r#"{"a": 1, "a": 2}"#.to_owned(), json!({ "a": 2 })),
            (r" [ true , null , 1.5 ] ".to_owned(), json!([true, null, 1.5])),
        ] {
            assert_eq!(read_text(&json), wanted, "{json}");
        }
        let beside = read_text(&format!(r#"{{"x": {deep}, "y": 1}}"#));
        assert_eq!((&beside["y"], beside["x"].is_array()), (&json!(1), true));
        for padded in ["\u{feff}[1]", " \n\u{feff}[1]\n", "[1]\0\0"] {
            assert_eq!(read_text(padded), json!([1]), "{padded:?}");
        }
        let unruly = "{\"data\": [{\"a\": \"李\t四\", \"b\": NaN, \"c\": \"\\x\"}, {\"a\": 1},]}";
        assert_eq!(
            read_text(unruly),
            json!({ "data": [{ "a": "李\t四", "b": null, "c": "x" }, { "a": 1 }] })
        );
        assert_eq!(value(b"{\"a\": \"\xff\", \"b\": 1}").unwrap(), json!({ "a": "\u{fffd}", "b": 1 }));
    }

    #[test]
    fn what_is_no_json_is_an_error() {
        for text in ["<html>", "{\"a\" 1}", "[1 2]", "1 2", "\"\\x\"", "{1: 2}", "[<html>, <p>] x", "[]]"] {
            assert!(value(text.as_bytes()).is_err_and(|error| !error.is_eof()), "{text}");
        }
        for text in ["", "{", "nul", "[1,", "\"a", "[\"a\tb", "[NaN"] {
            assert!(value(text.as_bytes()).is_err_and(|error| error.is_eof()), "cut off: {text}");
        }
    }

    #[test]
    fn a_million_brackets_take_no_stack() {
        let deep = format!("{}{}", "[".repeat(1_000_000), "]".repeat(1_000_000));
        assert!(read_text(&deep).is_array());
    }

    fn any_json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<String>().prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 32, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
                prop::collection::btree_map(any::<String>(), inner, 0..6)
                    .prop_map(|map| Value::Object(map.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn what_a_strict_reader_takes_is_read_the_same(json in any_json()) {
            prop_assert_eq!(value(json.to_string().as_bytes()).unwrap(), json);
        }

        #[test]
        fn nothing_stops_it(body in any::<Vec<u8>>()) {
            let strict = serde_json::from_slice::<Value>(&body);
            prop_assert!(strict.is_err() || value(&body).ok() == strict.ok());
        }
    }
}
