//! A document of JSON:API 1.0, as far as Tower uses it: resources read one by one. What cannot be read of one is
//! absent, one that cannot be read at all is left out and counted, and the page is never lost for it.

use std::borrow::Cow;
use std::collections::HashMap;

use jiff::civil::Date;
use serde::Deserialize;
use serde::de::{DeserializeOwned, Error, IgnoredAny};
use serde_json::{Map, Value};

use super::json;
use crate::base::text::SafeText;
use crate::base::time::Wall;
use crate::tower::model::{Id, MemberId, MemberRef};
use crate::tower::todo::wall;

/// A resource: its id, attributes and relationships.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Resource {
    pub(super) id: Id,
    pub(super) attributes: Map<String, Value>,
    relationships: Map<String, Value>,
}

/// What came along with the resources, by type and id. A relationship may lead to nothing of it.
#[derive(Debug, Default)]
pub(super) struct Included {
    by_id: HashMap<(String, Id), Resource>,
    /// The same in Tower's order.
    order: Vec<(String, Id)>,
}

/// What a list says of its own pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Paging {
    /// How many pages there are: a hint.
    pub(super) pages: Option<u32>,
    /// It says that no page follows, or is empty and says nothing of one that does.
    pub(super) is_last: bool,
    /// It says that a page follows.
    pub(super) has_next: bool,
}

/// A document with a list.
#[derive(Debug)]
pub(super) struct List {
    pub(super) resources: Vec<Resource>,
    pub(super) included: Included,
    pub(super) paging: Paging,
    /// How many of the list could not be read.
    pub(super) unreadable: usize,
}

/// A document with one resource.
#[derive(Debug)]
pub(super) struct Single {
    pub(super) resource: Resource,
    pub(super) included: Included,
}

impl List {
    pub(super) fn read(body: &[u8]) -> serde_json::Result<Self> {
        let mut document = json::value(body)?;
        let paging = document.get("links").map(Paging::of).unwrap_or_default();
        let Some(Value::Array(data)) = document.get_mut("data").map(Value::take) else {
            return Err(misshapen::<Vec<IgnoredAny>>(body));
        };
        let count = data.len();
        let paging = Paging { is_last: paging.is_last || count == 0 && !paging.has_next, ..paging };
        let resources: Vec<Resource> = data.into_iter().filter_map(Resource::of).collect();
        let unreadable = count - resources.len();
        Ok(Self { resources, included: Included::of(&mut document), paging, unreadable })
    }
}

impl Single {
    /// Reads a document whose resource has an id that can be used.
    pub(super) fn read(body: &[u8]) -> serde_json::Result<Self> {
        Self::any(body)?.ok_or_else(|| serde_json::Error::custom("`data` has no id that can be used"))
    }

    /// The same; none where its id cannot be used.
    pub(super) fn any(body: &[u8]) -> serde_json::Result<Option<Self>> {
        let mut document = json::value(body)?;
        let data = document.get_mut("data").map(Value::take).filter(Value::is_object);
        let resource = Resource::of(data.ok_or_else(|| misshapen::<Object>(body))?);
        Ok(resource.map(|resource| Self { resource, included: Included::of(&mut document) }))
    }

    /// The attributes alone, where nobody needs the id.
    pub(super) fn attributes(body: &[u8]) -> serde_json::Result<Resource> {
        let mut document = json::value(body)?;
        let data = document.get_mut("data").and_then(Value::as_object_mut);
        let object = data.and_then(|data| {
            data.insert("id".to_owned(), Value::from("-"));
            Resource::of(Value::Object(std::mem::take(data)))
        });
        object.ok_or_else(|| misshapen::<Object>(body))
    }
}

type Object = Map<String, Value>;

/// Why a body is no document with such data, and where in it that shows.
fn misshapen<T: DeserializeOwned>(body: &[u8]) -> serde_json::Error {
    #[derive(Deserialize)]
    struct Document<T> {
        #[serde(rename = "data")]
        _data: T,
    }
    let strict = serde_json::from_slice::<Document<T>>(body);
    strict.err().unwrap_or_else(|| serde_json::Error::custom("`data` is not what it should be"))
}

impl Paging {
    fn of(links: &Value) -> Self {
        // A list ends only where it says so: a link that is not there says nothing.
        Self {
            pages: links.get("last").and_then(address).and_then(page_number),
            is_last: links.get("next").is_some_and(leads_nowhere),
            has_next: links
                .get("next")
                .and_then(address)
                .is_some_and(|link| !link.trim().is_empty() && number_in(link).as_deref() != Some("")),
        }
    }

    /// How many pages there are, by what page `number` says: where one follows it, at least that one more.
    pub(super) fn pages_from(self, number: u32) -> Option<u32> {
        let next = number.saturating_add(1);
        match self.pages {
            Some(pages) if self.has_next => Some(pages.max(next)),
            pages => pages,
        }
    }
}

/// A link: an address, or an object with one (JSON:API 1.0, "Document Links").
fn address(link: &Value) -> Option<&str> {
    link.as_str().or_else(|| link.get("href")?.as_str())
}

/// Whether a link is there and says that there is nothing to lead to.
fn leads_nowhere(link: &Value) -> bool {
    let is_none = |link: &Value| link.is_null() || link.as_str().is_some_and(|link| link.trim().is_empty());
    is_none(link) || link.get("href").is_some_and(is_none)
}

/// The page number in a link such as `…?page%5Bnumber%5D=3&page%5Bsize%5D=200`. The link itself is never followed: it
/// may name another host.
fn page_number(link: &str) -> Option<u32> {
    number_in(link)?.parse().ok()
}

/// The same as it stands there. Past the end of a list it is empty, and no page follows.
fn number_in(link: &str) -> Option<Cow<'_, str>> {
    let (_, query) = link.split_once('?')?;
    let mut pairs = url::form_urlencoded::parse(query.as_bytes());
    pairs.find(|(key, _)| key == "page[number]").map(|(_, number)| number)
}

impl Resource {
    fn of(value: Value) -> Option<Self> {
        let Value::Object(mut fields) = value else { return None };
        let id = fields.get("id").and_then(text).and_then(|id| Id::parse(&id))?;
        let mut object = |name| match fields.remove(name) {
            Some(Value::Object(object)) => object,
            _ => Map::new(),
        };
        Some(Self { id, attributes: object("attributes"), relationships: object("relationships") })
    }

    /// An attribute as text: a string, or a number as one.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        text(self.attributes.get(name)?)
    }

    pub(super) fn flag(&self, name: &str) -> Option<bool> {
        self.attributes.get(name)?.as_bool()
    }

    pub(super) fn number(&self, name: &str) -> Option<u64> {
        self.text(name)?.parse().ok()
    }

    /// The day of a moment, as it is written: in the zone Tower wrote it in.
    pub(super) fn day(&self, name: &str) -> Option<Date> {
        self.text(name)?.get(..10)?.parse().ok()
    }

    /// A moment, where the text says its zone.
    pub(super) fn moment(&self, name: &str) -> Option<Wall> {
        wall(&self.text(name)?)
    }

    /// A name, which may be empty.
    pub(super) fn name(&self, name: &str) -> SafeText {
        SafeText::line(&self.text(name).unwrap_or_default(), SafeText::NAME)
    }

    /// A title, which may be empty.
    pub(super) fn title(&self, name: &str) -> SafeText {
        SafeText::line(&self.text(name).unwrap_or_default(), SafeText::TITLE)
    }

    /// A line, where there is something to see of it.
    pub(super) fn filled(&self, name: &str) -> Option<SafeText> {
        self.attributes.get(name).and_then(filled)
    }

    /// The ids that a relationship names, to one or to many.
    pub(super) fn related(&self, relationship: &str) -> Vec<Id> {
        match self.relationships.get(relationship).and_then(|related| related.get("data")) {
            Some(Value::Array(many)) => many.iter().filter_map(linked).collect(),
            Some(one) => linked(one).into_iter().collect(),
            None => Vec::new(),
        }
    }

    /// The first of them.
    pub(super) fn related_one(&self, relationship: &str) -> Option<Id> {
        self.related(relationship).into_iter().next()
    }
}

fn linked(one: &Value) -> Option<Id> {
    Id::parse(&text(one.get("id")?)?)
}

impl Included {
    fn of(document: &mut Value) -> Self {
        let Some(Value::Array(all)) = document.get_mut("included").map(Value::take) else {
            return Self::default();
        };
        let by_type = |one: Value| {
            let kind = one.get("type")?.as_str()?.to_owned();
            let resource = Resource::of(one)?;
            Some(((kind, resource.id.clone()), resource))
        };
        let mut included = Self::default();
        for (key, resource) in all.into_iter().filter_map(by_type) {
            if included.by_id.insert(key.clone(), resource).is_none() {
                included.order.push(key);
            }
        }
        included
    }

    pub(super) fn find(&self, kind: &str, id: &Id) -> Option<&Resource> {
        self.by_id.get(&(kind.to_owned(), id.clone()))
    }

    /// All of a type, in Tower's order.
    pub(super) fn of_type(&self, kind: &str) -> impl Iterator<Item = &Resource> {
        self.order.iter().filter(move |(of, _)| of == kind).filter_map(|key| self.by_id.get(key))
    }

    /// What a relationship leads to, as far as it came along.
    pub(super) fn all<'a>(
        &'a self,
        resource: &Resource,
        relationship: &str,
        kind: &'a str,
    ) -> impl Iterator<Item = &'a Resource> {
        resource.related(relationship).into_iter().filter_map(move |id| self.find(kind, &id))
    }

    /// The member that a relationship leads to, by name where it came along.
    pub(super) fn member(&self, resource: &Resource, relationship: &str) -> Option<MemberRef> {
        let id = resource.related_one(relationship)?;
        let name = self.find("members", &id).and_then(|member| member.filled("nickname"));
        Some(MemberRef { id: MemberId(id), name })
    }
}

/// A string, or a number read as one.
pub(super) fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

/// One line of such a text, where there is something to see of it.
pub(super) fn filled(value: &Value) -> Option<SafeText> {
    let text = SafeText::line(&text(value)?, SafeText::TITLE);
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_ends_only_where_it_says_that_it_ends() {
        for (links, is_last, has_next) in [
            (r#"{"next": null}"#, true, false),
            (r#"{"next": "https://elsewhere/?page%5Bnumber%5D=2"}"#, false, true),
            (r#"{"next": {"href": "/x?page%5Bnumber%5D=2"}}"#, false, true),
            (r#"{"next": "/x?page%5Bnumber%5D=&page%5Bsize%5D=200"}"#, false, false),
            (r#"{"next": ""}"#, true, false),
            (r#"{"next": {"href": null}}"#, true, false),
            (r#"{"next": {"href": " "}}"#, true, false),
            (r#"{"next": {}}"#, false, false),
            (r#"{"next": 7}"#, false, false),
            (r#"{"self": "x"}"#, false, false),
            ("{}", false, false),
            ("null", false, false),
            ("[]", false, false),
            ("7", false, false),
        ] {
            let list = List::read(format!(r#"{{"data": [null], "links": {links}}}"#).as_bytes()).unwrap();
            assert_eq!((list.paging.is_last, list.paging.has_next), (is_last, has_next), "{links}");
            let empty = List::read(format!(r#"{{"data": [], "links": {links}}}"#).as_bytes()).unwrap();
            assert_eq!(empty.paging.is_last, !has_next, "an empty page goes on where it says so: {links}");
        }
        assert_eq!(List::read(br#"{"data": [null]}"#).unwrap().paging, Paging::default());
    }

    #[test]
    fn a_page_that_another_follows_is_not_the_last_of_any_count() {
        let paging = |links: &str| {
            List::read(format!(r#"{{"data": [], "links": {links}}}"#).as_bytes()).unwrap().paging
        };
        let both = paging(r#"{"next": "x", "last": {"href": "https://tower.im/?page%5Bnumber%5D=3"}}"#);
        assert_eq!([both.pages_from(1), both.pages_from(3)], [Some(3), Some(4)]);
        assert_eq!(paging(r#"{"next": "x"}"#).pages_from(1), None, "one more, and nobody knows how many");
        assert_eq!(paging(r#"{"next": null, "last": "x?page%5Bnumber%5D=3"}"#).pages_from(3), Some(3));
    }

    #[test]
    fn what_cannot_be_read_is_left_out_and_counted() {
        let body = br#"{"data": [{"id": "a"}, null, 7, [], "x", {"id": null}, {"id": "../b"}, {"id": 42}],
            "included": [null, 7, {"id": "g"}, {"id": "g", "type": "subgroups", "attributes": null}]}"#;
        let list = List::read(body).unwrap();
        let ids: Vec<_> = list.resources.iter().map(|one| one.id.as_str()).collect();
        assert_eq!((ids, list.unreadable), (vec!["a", "42"], 6));
        assert!(list.included.find("subgroups", &Id::parse("g").unwrap()).is_some());
    }

    #[test]
    fn what_is_no_document_is_an_error() {
        for body in ["", "[]", "7", "<html>", r#"{"data": 7}"#, r#"{"errors": []}"#, r#"{"data": null}"#] {
            assert!(List::read(body.as_bytes()).is_err(), "{body}");
            assert!(Single::read(body.as_bytes()).is_err(), "{body}");
        }
    }
}
