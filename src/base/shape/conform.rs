//! Brings a made-up value into a form: what it has of the form stays, the rest is taken away or made up.

use serde_json::{Map, Value, json};

use super::names::kind_of;
use super::text_form::TextForm;
use super::value_shape::{ListShape, ObjectShape, Scalar, Shape};

/// Where a value that may be null is, and a key that is only sometimes there is not: at every so many.
const EVERY: usize = 3;

/// Counts what was made, so that not everything is alike; the same request is answered the same way.
#[derive(Debug, Default)]
pub(super) struct Count(usize);

impl Count {
    fn next(&mut self) -> usize {
        self.0 += 1;
        self.0
    }

    fn is_turn(&mut self) -> bool {
        self.next().is_multiple_of(EVERY)
    }
}

impl Shape {
    /// The value in this form. What leads from one answer to another (ids, types, links) stays as it is.
    pub(super) fn conform(&self, value: Value, count: &mut Count) -> Value {
        if self.is.contains(&Scalar::Null) && self.is_more_than_null() && count.is_turn() {
            return Value::Null;
        }
        match (value, &self.list, &self.object) {
            (Value::Array(items), Some(list), _) => Value::Array(list.conform(items, count)),
            (Value::Object(object), _, Some(shape)) => Value::Object(shape.conform(object, count)),
            (value, ..) if self.has(&value) => value,
            _ => self.made(count),
        }
    }

    fn is_more_than_null(&self) -> bool {
        self.is.len() > 1 || !self.text.is_empty() || self.list.is_some() || self.object.is_some()
    }

    fn has(&self, value: &Value) -> bool {
        match value {
            Value::String(text) => self.text.contains(&TextForm::of(text)),
            value => Scalar::of(value).is_some_and(|scalar| self.is.contains(&scalar)),
        }
    }

    /// A value of this form.
    pub(super) fn made(&self, count: &mut Count) -> Value {
        let number = count.next();
        if let Some(object) = &self.object {
            Value::Object(object.conform(Map::new(), count))
        } else if let Some(list) = &self.list {
            Value::Array(list.made(count))
        } else if let Some(form) = self.text.iter().cycle().nth(number % self.text.len().max(1)) {
            Value::String(form.made(number))
        } else {
            match self.is.last() {
                Some(Scalar::Flag) => Value::Bool(number.is_multiple_of(2)),
                Some(Scalar::Whole) => json!(number),
                Some(Scalar::Decimal) => json!(1.5),
                Some(Scalar::Null) | None => Value::Null,
            }
        }
    }
}

impl ListShape {
    fn conform(&self, items: Vec<Value>, count: &mut Count) -> Vec<Value> {
        let formed = |item: Value| {
            let kind = item.as_object().and_then(kind_of).unwrap_or_default();
            let shape = self.of.get(kind).or_else(|| self.of.get(""))?;
            Some(shape.conform(item, count))
        };
        items.into_iter().filter_map(formed).collect()
    }

    fn made(&self, count: &mut Count) -> Vec<Value> {
        let made = |(kind, shape): (&String, &Shape)| {
            let mut item = shape.made(count);
            // What is told of a resource by its type has that type.
            if let Some(told) = item.as_object_mut().and_then(|object| object.get_mut("type"))
                && !kind.is_empty()
            {
                *told = json!(kind);
            }
            item
        };
        self.of.iter().map(made).collect()
    }
}

impl ObjectShape {
    fn conform(&self, mut object: Map<String, Value>, count: &mut Count) -> Map<String, Value> {
        let mut formed = Map::new();
        for (key, always, shape) in self.named() {
            let value = match (object.remove(key), key) {
                (Some(value), "id" | "type") if value.is_string() => Some(value),
                (Some(value), _) if always || !count.is_turn() => Some(shape.conform(value, count)),
                (None, _) if always || count.is_turn() => Some(shape.made(count)),
                _ => None,
            };
            formed.extend(value.map(|value| (key.to_owned(), value)));
        }
        formed
    }
}
