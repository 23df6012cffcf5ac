//! JSON:API documents as Tower writes them: key order, page links, escapes.

use serde::ser::{Serialize, Serializer};
use serde_json::{Value, json};
use url::form_urlencoded;

use crate::demo::params::Params;

const NUMBER: &str = "page[number]";
const SIZE: &str = "page[size]";

/// Names and values in the order they are written.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::demo) struct Fields(pub(in crate::demo) Vec<(&'static str, Value)>);

impl Fields {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for Fields {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

/// One resource. The id is text, but for one member whose id is a number.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub(in crate::demo) struct Resource {
    pub(in crate::demo) id: Value,
    #[serde(rename = "type")]
    pub(in crate::demo) kind: &'static str,
    pub(in crate::demo) attributes: Fields,
    #[serde(skip_serializing_if = "Fields::is_empty")]
    pub(in crate::demo) relationships: Fields,
}

impl Resource {
    pub(in crate::demo) fn new(kind: &'static str, id: &str, attributes: Vec<(&'static str, Value)>) -> Self {
        Self { id: json!(id), kind, attributes: Fields(attributes), relationships: Fields::default() }
    }

    pub(in crate::demo) fn related(self, relationships: Vec<(&'static str, Value)>) -> Self {
        Self { relationships: Fields(relationships), ..self }
    }
}

/// A relationship to one resource.
pub(in crate::demo) fn one(kind: &str, id: &str) -> Value {
    json!({ "data": { "id": id, "type": kind } })
}

/// A relationship to one resource or to none.
pub(in crate::demo) fn one_or_none(kind: &str, id: Option<&str>) -> Value {
    id.map_or_else(|| json!({ "data": null }), |id| one(kind, id))
}

/// A relationship to several resources.
pub(in crate::demo) fn many(kind: &str, ids: impl IntoIterator<Item = String>) -> Value {
    let data: Vec<Value> = ids.into_iter().map(|id| json!({ "id": id, "type": kind })).collect();
    json!({ "data": data })
}

#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[serde(untagged)]
enum Data {
    One(Resource),
    Many(Vec<Resource>),
}

/// A whole reply.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub(in crate::demo) struct Document {
    data: Data,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    included: Vec<Resource>,
    jsonapi: Fields,
    #[serde(skip_serializing_if = "Option::is_none")]
    links: Option<Links>,
}

impl Document {
    pub(in crate::demo) fn one(resource: Resource) -> Self {
        Self::new(Data::One(resource))
    }

    pub(in crate::demo) fn list(resources: impl IntoIterator<Item = Resource>) -> Self {
        Self::new(Data::Many(resources.into_iter().collect()))
    }

    fn new(data: Data) -> Self {
        Self { data, included: Vec::new(), jsonapi: Fields(vec![("version", json!("1.0"))]), links: None }
    }

    /// Side-loads resources, each once.
    pub(in crate::demo) fn including(mut self, resources: impl IntoIterator<Item = Resource>) -> Self {
        for resource in resources {
            if !self.included.iter().any(|known| (known.kind, &known.id) == (resource.kind, &resource.id)) {
                self.included.push(resource);
            }
        }
        self
    }

    pub(in crate::demo) fn linked(self, links: Links) -> Self {
        Self { links: Some(links), ..self }
    }

    /// The same as a value.
    pub(in crate::demo) fn to_value(&self) -> Value {
        json!(self)
    }

    /// The JSON text, with the characters escaped that Rails escapes because of HTML and JavaScript.
    pub(in crate::demo) fn write(&self) -> String {
        serde_json::to_string(self)
            .unwrap_or_default()
            .replace('&', "\\u0026")
            .replace('<', "\\u003c")
            .replace('>', "\\u003e")
            .replace('\u{2028}', "\\u2028")
            .replace('\u{2029}', "\\u2029")
    }
}

/// The links of a page.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub(in crate::demo) struct Links {
    #[serde(rename = "self")]
    this: String,
    first: String,
    prev: Option<String>,
    next: Option<String>,
    last: String,
}

/// One page of a list: which, how long, out of how many entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::demo) struct Page {
    number: usize,
    size: usize,
    total: usize,
}

impl Page {
    /// The page a query asks for; whatever is not a number from 1 means the first.
    pub(in crate::demo) fn of(query: &Params, size: usize, total: usize) -> Self {
        let asked = query.get(NUMBER).and_then(|number| number.parse().ok());
        Self { number: asked.filter(|&number| number > 0).unwrap_or(1), size, total }
    }

    /// The same, where the query may choose the size too.
    pub(in crate::demo) fn of_any_size(query: &Params, size: usize, total: usize) -> Self {
        let asked = query.get(SIZE).and_then(|size| size.parse().ok()).filter(|&size| size > 0);
        Self::of(query, asked.unwrap_or(size), total)
    }

    /// The entries on the page.
    pub(in crate::demo) fn cut<T>(self, entries: impl IntoIterator<Item = T>) -> impl Iterator<Item = T> {
        entries.into_iter().skip((self.number - 1).saturating_mul(self.size)).take(self.size)
    }

    /// Links as `active_model_serializers` 0.10 writes them: past the end, `prev` and `next` name no page, and
    /// that is page 1 again.
    pub(in crate::demo) fn links(self, url: &str, query: &Params) -> Links {
        let pages = self.total.div_ceil(self.size);
        let to = |number: Option<usize>| {
            let number = number.map_or_else(String::new, |number| number.to_string());
            format!("{url}?{}", self.query(query, &number))
        };
        let inside = self.number <= pages;
        Links {
            this: to(Some(self.number)),
            first: to(Some(1)),
            prev: (self.number > 1).then(|| to(inside.then_some(self.number.saturating_sub(1)))),
            next: (pages > 0 && self.number != pages)
                .then(|| to(inside.then_some(self.number.saturating_add(1)))),
            last: to(Some(pages.max(1))),
        }
    }

    /// The query with this page in it, sorted as `Hash#to_query` does.
    fn query(self, query: &Params, number: &str) -> String {
        let size = self.size.to_string();
        let kept = query.pairs().filter(|(name, _)| *name != NUMBER && *name != SIZE);
        let mut parts: Vec<String> = kept
            .chain([(NUMBER, number), (SIZE, &size)])
            .map(|(name, value)| {
                form_urlencoded::Serializer::new(String::new()).append_pair(name, value).finish()
            })
            .collect();
        parts.sort();
        parts.join("&")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(query: &str, total: usize) -> Links {
        let query = Params::of_query(query);
        Page::of(&query, 200, total).links("http://t/m", &query)
    }

    fn url(number: &str) -> String {
        format!("http://t/m?page%5Bnumber%5D={number}&page%5Bsize%5D=200")
    }

    #[test]
    fn the_ends_of_a_list_have_no_neighbors() {
        let middle = links("page[number]=2", 450);
        assert_eq!((middle.prev, middle.next, middle.last), (Some(url("1")), Some(url("3")), url("3")));
        assert_eq!(links("", 450).prev, None);
        assert_eq!(links("page[number]=3", 450).next, None);
        assert_eq!(links("page[number]=1", 200).next, None);
        assert_eq!(links("page[number]=1", 201).next, Some(url("2")));
    }

    #[test]
    fn what_is_no_page_number_means_the_first() {
        for number in ["0", "-1", "abc", ""] {
            assert_eq!(links(&format!("page[number]={number}"), 450), links("", 450));
        }
    }

    #[test]
    fn past_the_end_the_neighbors_name_no_page() {
        let past = links("page[number]=4", 450);
        assert_eq!((past.prev, past.next), (Some(url("")), Some(url(""))));
    }

    #[test]
    fn an_empty_list_has_one_page_and_no_neighbors() {
        let empty = links("", 0);
        assert_eq!((empty.prev, empty.next, empty.last), (None, None, url("1")));
    }

    #[test]
    fn other_keys_of_the_query_are_kept_in_sorted_order() {
        let links = links("z=1&page[number]=1&a=%26", 1);
        assert_eq!(links.this, "http://t/m?a=%26&page%5Bnumber%5D=1&page%5Bsize%5D=200&z=1");
    }

    #[test]
    fn text_is_escaped_as_rails_does() {
        let text = "<a&b>\u{2028}";
        let document = Document::one(Resource::new("users", "1", vec![("nickname", json!(text))]));
        assert_eq!(
            document.write(),
            r#"{"data":{"id":"1","type":"users","attributes":{"nickname":"\u003ca\u0026b\u003e\u2028"}},"jsonapi":{"version":"1.0"}}"#
        );
    }
}
