//! Which fields of a thing are wanted: `id,assignee.name`.

use serde_json::{Map, Value};

use super::field::nearest;
use super::{FieldName, Record, Thing};

/// The fields that are wanted of a thing, in the order in which they were asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection(Vec<(FieldName, Option<&'static str>)>);

/// A field that a thing does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownField {
    /// As it was asked for.
    pub asked: String,
    /// The one that may have been meant.
    pub nearest: Option<String>,
    /// All there are.
    pub all: String,
}

impl Selection {
    /// These fields.
    pub fn of(fields: &[FieldName]) -> Self {
        Self(fields.iter().map(|field| (*field, None)).collect())
    }

    /// The fields that are asked for by name.
    pub fn read(thing: Thing, asked: &[String]) -> Result<Self, UnknownField> {
        let named = asked.iter().map(|one| one.trim()).filter(|one| !one.is_empty());
        let fields: Vec<_> = named.map(|one| read(thing, one)).collect::<Result<_, _>>()?;
        // Nothing but commas asks for nothing, which is no answer.
        if fields.is_empty() && !asked.is_empty() { Err(unknown(thing, "")) } else { Ok(Self(fields)) }
    }

    /// The names of the columns.
    pub fn names(&self) -> impl Iterator<Item = String> {
        self.0.iter().map(|(field, part)| match part {
            Some(part) => format!("{}.{part}", field.name()),
            None => field.name().to_owned(),
        })
    }

    /// The fields.
    pub fn fields(&self) -> impl Iterator<Item = FieldName> {
        self.0.iter().map(|(field, _)| *field)
    }

    /// The parts of fields that are asked for: none where it is the whole field.
    pub fn parts(&self) -> impl Iterator<Item = Option<&'static str>> {
        self.0.iter().map(|(_, part)| *part)
    }

    /// The wanted values of a record, a column each.
    pub fn columns(&self, record: &Record) -> Vec<Value> {
        let column = |(field, part): &(FieldName, Option<&'static str>)| match part {
            None => record.get(*field).clone(),
            Some(part) => below(record.get(*field), |object| object.get(*part).cloned().unwrap_or_default()),
        };
        self.0.iter().map(column).collect()
    }

    /// The wanted values of a record as one object, a part within what it is a part of.
    pub fn object(&self, record: &Record) -> Vec<(&'static str, Value)> {
        let mut object: Vec<(&'static str, Value)> = Vec::new();
        for (field, _) in &self.0 {
            if object.iter().any(|(name, _)| *name == field.name()) {
                continue;
            }
            let asked: Vec<Option<&str>> =
                self.0.iter().filter(|(other, _)| other == field).map(|(_, part)| *part).collect();
            let value = record.get(*field);
            let value = if asked.contains(&None) {
                value.clone()
            } else {
                let is_asked = |name: &&String| asked.contains(&Some(name.as_str()));
                below(value, |object| {
                    let some = object.iter().filter(|(name, _)| is_asked(name));
                    Value::Object(some.map(|(name, value)| (name.clone(), value.clone())).collect())
                })
            };
            object.push((field.name(), value));
        }
        object
    }
}

/// Something of an object, or of each object of a list.
fn below(value: &Value, part: impl Fn(&Map<String, Value>) -> Value) -> Value {
    match value {
        Value::Object(object) => part(object),
        Value::Array(list) => list.iter().filter_map(Value::as_object).map(part).collect(),
        _ => Value::Null,
    }
}

fn read(thing: Thing, asked: &str) -> Result<(FieldName, Option<&'static str>), UnknownField> {
    let (name, part) = asked.split_once('.').map_or((asked, None), |(name, part)| (name, Some(part)));
    let field = thing.fields().iter().find(|field| field.name() == name);
    let known = field.and_then(|field| match part {
        None => Some((*field, None)),
        Some(part) => field.parts().iter().find(|known| **known == part).map(|part| (*field, Some(*part))),
    });
    known.ok_or_else(|| unknown(thing, asked))
}

/// What may be meant instead: in a field that there is, one of its parts.
fn unknown(thing: Thing, asked: &str) -> UnknownField {
    let name = asked.split_once('.').map_or(asked, |(name, _)| name);
    let names: Vec<String> = match thing.fields().iter().find(|field| field.name() == name) {
        Some(field) if !field.parts().is_empty() => {
            field.parts().iter().map(|part| format!("{name}.{part}")).collect()
        }
        Some(field) => vec![field.name().to_owned()],
        None => thing.fields().iter().map(|field| field.name().to_owned()).collect(),
    };
    UnknownField {
        asked: asked.to_owned(),
        nearest: nearest(asked, names.iter().map(String::as_str)).map(str::to_owned),
        all: names.join(", "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::text::SafeText;
    use crate::tower::model::{Id, MemberId, MemberRef};
    use crate::tower::todo::{Todo, TodoId};

    fn asked(names: &[&str]) -> Result<Selection, UnknownField> {
        Selection::read(Thing::Todo, &names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>())
    }

    fn todo() -> Record {
        let safe = |text: &str| SafeText::line(text, SafeText::NAME);
        let id = |text: &str| Id::parse(text).unwrap();
        let assignee = MemberRef { id: MemberId(id("m1")), name: Some(safe("张伟")) };
        Record::todo(&Todo { assignee: Some(assignee), ..Todo::bare(TodoId(id("d1")), safe("周报")) })
    }

    #[test]
    fn a_part_of_a_name_means_it_and_commas_alone_mean_nothing() {
        let nearest = |name: &str| asked(&[name]).unwrap_err().nearest;
        assert_eq!(nearest("wide_id").as_deref(), Some("team_wide_id"));
        assert_eq!(asked(&["id", "", " "]).unwrap().names().collect::<Vec<_>>(), ["id"]);
        let why = asked(&["", " "]).unwrap_err();
        assert_eq!((why.asked.as_str(), why.nearest), ("", None));
    }

    #[test]
    fn fields_come_as_asked_for_and_a_part_within_its_field() {
        let selection = asked(&["content", "assignee.name", " id", "creator.name"]).unwrap();
        assert_eq!(selection.names().collect::<Vec<_>>(), ["content", "assignee.name", "id", "creator.name"]);
        let object = selection.object(&todo());
        let said: Vec<String> = object.iter().map(|(name, value)| format!("{name}={value}")).collect();
        assert_eq!(said, ["content=\"周报\"", "assignee={\"name\":\"张伟\"}", "id=\"d1\"", "creator=null"]);
        assert_eq!(selection.columns(&todo())[1], "张伟");
        let both = asked(&["assignee.name", "assignee.id"]).unwrap().object(&todo());
        assert_eq!(both.len(), 1, "one field, two parts: {both:?}");
    }

    #[test]
    fn a_field_that_is_not_there_is_named_with_the_nearest_one() {
        for (name, near) in [
            ("contents", Some("content")),
            ("due", Some("due_at")),
            ("assigne", Some("assignee")),
            ("assignee.nmae", Some("assignee.name")),
            ("content.x", Some("content")),
            ("", None),
            ("zzz", None),
        ] {
            assert_eq!(asked(&[name]).unwrap_err().nearest.as_deref(), near, "{name}");
        }
        assert!(asked(&["zzz"]).unwrap_err().all.starts_with("id, team_wide_id, content"));
    }
}
