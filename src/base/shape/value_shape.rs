//! The form of a value of JSON, and of several of them taken together.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::names::{Place, kind_of};
use super::text_form::{Length, TextForm};

/// What is behind the name of a key that not every object has.
const SOMETIMES: char = '?';

/// A value that nothing more is told of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Scalar {
    Null,
    Flag,
    Whole,
    /// Another number.
    Decimal,
}

impl Scalar {
    /// None for a text, a list and an object.
    pub(super) fn of(value: &Value) -> Option<Self> {
        match value {
            Value::Null => Some(Self::Null),
            Value::Bool(_) => Some(Self::Flag),
            Value::Number(number) if number.is_f64() => Some(Self::Decimal),
            Value::Number(_) => Some(Self::Whole),
            Value::String(_) | Value::Array(_) | Value::Object(_) => None,
        }
    }
}

/// The form of a value; of several, whatever any of them may be.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Shape {
    /// What else it may be.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub(super) is: BTreeSet<Scalar>,
    /// It may be a text of these forms.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub(super) text: BTreeSet<TextForm>,
    /// It may be a list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) list: Option<ListShape>,
    /// It may be an object.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) object: Option<ObjectShape>,
}

/// The form of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct ListShape {
    /// How many it may have, by class.
    pub(super) lengths: BTreeSet<String>,
    /// What it may have, by the type of a resource; what is none stands under the empty name.
    pub(super) of: BTreeMap<String, Shape>,
}

/// The form of an object.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct ObjectShape {
    /// Its keys; one that is not always there has a `?` behind it.
    pub(super) keys: BTreeMap<String, Shape>,
    /// It has keys besides that may be somebody's words, and are not told.
    #[serde(skip_serializing_if = "is_false")]
    pub(super) others: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "what serde calls")]
fn is_false(flag: &bool) -> bool {
    !flag
}

impl Shape {
    /// The form of an answer.
    pub fn of(answer: &Value) -> Self {
        Self::at(answer, Place::Frame)
    }

    fn at(value: &Value, place: Place) -> Self {
        let mut shape = Self { is: Scalar::of(value).into_iter().collect(), ..Self::default() };
        match value {
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
            Value::String(text) => shape.text = BTreeSet::from([TextForm::of(text)]),
            Value::Array(items) => shape.list = Some(ListShape::at(items, place)),
            Value::Object(object) => shape.object = Some(ObjectShape::at(object, place)),
        }
        shape
    }

    /// The form of either.
    #[must_use]
    pub fn or(mut self, other: Self) -> Self {
        self.is.extend(other.is);
        self.text.extend(other.text);
        self.list = either(self.list, other.list, ListShape::or);
        self.object = either(self.object, other.object, ObjectShape::or);
        self
    }
}

fn either<T>(one: Option<T>, other: Option<T>, both: impl FnOnce(T, T) -> T) -> Option<T> {
    match (one, other) {
        (Some(one), Some(other)) => Some(both(one, other)),
        (one, other) => one.or(other),
    }
}

impl ListShape {
    fn at(items: &[Value], place: Place) -> Self {
        let length: &str = Length::of(items.len()).into();
        let mut of = BTreeMap::<String, Shape>::new();
        for item in items {
            let kind =
                item.as_object().and_then(kind_of).filter(|_| place == Place::Frame).unwrap_or_default();
            let known = of.remove(kind).unwrap_or_default();
            of.insert(kind.to_owned(), known.or(Shape::at(item, place)));
        }
        Self { lengths: BTreeSet::from([length.to_owned()]), of }
    }

    fn or(mut self, other: Self) -> Self {
        self.lengths.extend(other.lengths);
        for (kind, shape) in other.of {
            let known = self.of.remove(&kind).unwrap_or_default();
            self.of.insert(kind, known.or(shape));
        }
        self
    }
}

impl ObjectShape {
    fn at(object: &Map<String, Value>, place: Place) -> Self {
        let (told, others): (Vec<_>, Vec<_>) = object.iter().partition(|(key, _)| place.names(key));
        let keys = told.into_iter().map(|(key, value)| (key.clone(), Shape::at(value, place.below(key))));
        Self { keys: keys.collect(), others: !others.is_empty() }
    }

    /// The names of the keys, and whether each is always there.
    pub(super) fn named(&self) -> impl Iterator<Item = (&str, bool, &Shape)> {
        self.keys.iter().map(|(key, shape)| match key.strip_suffix(SOMETIMES) {
            Some(key) => (key, false, shape),
            None => (key.as_str(), true, shape),
        })
    }

    fn or(self, other: Self) -> Self {
        let others = self.others || other.others;
        let owned = |object: Self| -> BTreeMap<String, (bool, Shape)> {
            object.named().map(|(key, always, shape)| (key.to_owned(), (always, shape.clone()))).collect()
        };
        let (mut mine, theirs) = (owned(self), owned(other));
        let names: BTreeSet<String> = mine.keys().chain(theirs.keys()).cloned().collect();
        let mut theirs = theirs;
        let keys = names.into_iter().map(|name| {
            let (one, another) = (mine.remove(&name), theirs.remove(&name));
            let always =
                [&one, &another].iter().all(|known| known.as_ref().is_some_and(|(always, _)| *always));
            let shape = either(one.map(|(_, shape)| shape), another.map(|(_, shape)| shape), Shape::or);
            let mark = if always { String::new() } else { SOMETIMES.to_string() };
            (name + &mark, shape.unwrap_or_default())
        });
        Self { keys: keys.collect(), others }
    }
}
