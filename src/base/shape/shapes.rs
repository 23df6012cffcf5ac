//! The forms of everything that Tower answers: a file that a person can read and show.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::conform::Count;
use super::value_shape::Shape;

/// The version of the file.
const VERSION: u32 = 1;

/// The form of every answer, by endpoint and status.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shapes {
    tower_tui_shapes: u32,
    endpoints: BTreeMap<String, BTreeMap<u16, Body>>,
}

/// The form of a body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Body {
    /// JSON.
    Json(Shape),
    /// A page for people.
    Html,
    /// Nothing.
    Empty,
    /// Something else.
    Other,
}

/// An answer in a form.
#[derive(Clone, Debug, PartialEq)]
pub struct Made {
    /// Its status.
    pub status: u16,
    /// JSON; none where the form is something else.
    pub json: Option<Value>,
    /// What else it is.
    pub is_html: bool,
}

/// Why a file of shapes cannot be used.
#[derive(Debug)]
pub enum ShapesFault {
    /// It is no such file; what the parser said.
    Malformed(String),
    /// It is of another version of this program.
    OtherVersion(u32),
}

impl fmt::Display for ShapesFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed(why) => write!(f, "it is no file of shapes: {why}"),
            Self::OtherVersion(version) => {
                write!(f, "it is of version {version}; this program knows {VERSION}")
            }
        }
    }
}

impl Default for Shapes {
    fn default() -> Self {
        Self { tower_tui_shapes: VERSION, endpoints: BTreeMap::new() }
    }
}

impl Body {
    /// The form of a body. `content_type` is the header of that name.
    pub fn of(content_type: Option<&str>, body: &[u8]) -> Self {
        let is_html = || content_type.is_some_and(|kind| kind.contains("html"));
        match serde_json::from_slice(body) {
            Ok(value) => Self::Json(Shape::of(&value)),
            Err(_) if body.is_empty() => Self::Empty,
            Err(_) if is_html() => Self::Html,
            Err(_) => Self::Other,
        }
    }

    fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Json(one), Self::Json(other)) => Self::Json(one.or(other)),
            (json @ Self::Json(_), _) | (_, json @ Self::Json(_)) => json,
            (one, _) => one,
        }
    }

    fn made(&self, status: u16, document: Option<Value>) -> Made {
        let mut count = Count::default();
        let json = match (self, document) {
            (Self::Json(shape), Some(document)) => Some(shape.conform(document, &mut count)),
            (Self::Json(shape), None) => Some(shape.made(&mut count)),
            (Self::Html | Self::Empty | Self::Other, _) => None,
        };
        Made { status, json, is_html: *self == Self::Html }
    }
}

impl Shapes {
    /// Takes in an answer to a path below the API's root.
    pub fn add(&mut self, path: &str, status: u16, body: Body) {
        let answers = self.endpoints.entry(endpoint(path)).or_default();
        let known = answers.remove(&status);
        answers.insert(
            status,
            match known {
                Some(known) => known.or(body),
                None => body,
            },
        );
    }

    /// What this Tower answers to a path where another would answer with `document`; none where nothing is known of it.
    /// One that never answered otherwise than with an error does so here.
    pub fn answer(&self, path: &str, document: impl FnOnce() -> Value) -> Option<Made> {
        let answers = self.endpoints.get(&endpoint(path))?;
        match answers.get(&200) {
            Some(body) => Some(body.made(200, Some(document()))),
            None => answers.first_key_value().map(|(status, body)| body.made(*status, None)),
        }
    }

    /// The file.
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).map_or_else(|_| String::new(), |text| text + "\n")
    }

    /// Reads the file.
    pub fn from_json(text: &[u8]) -> Result<Self, ShapesFault> {
        let shapes: Self =
            serde_json::from_slice(text).map_err(|why| ShapesFault::Malformed(why.to_string()))?;
        if shapes.tower_tui_shapes == VERSION {
            Ok(shapes)
        } else {
            Err(ShapesFault::OtherVersion(shapes.tower_tui_shapes))
        }
    }
}

/// A path with a `{}` for each id. In Tower's paths every second part is one.
fn endpoint(path: &str) -> String {
    let parts = path.trim_start_matches('/').split('/').enumerate();
    parts.map(|(place, part)| if place % 2 == 0 { format!("/{part}") } else { "/{}".to_owned() }).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn shapes(document: &Value) -> Shapes {
        let mut shapes = Shapes::default();
        shapes.add("/teams/t1/members", 200, Body::Json(Shape::of(document)));
        shapes
    }

    fn members(names: [&str; 2], note: &Value, fields: &Value) -> Value {
        json!({
            "data": names.map(|name| json!({
                "id": "6bfcc00879c6794b8b578a10d33fafd9",
                "type": "members",
                "attributes": { "nickname": name, "comment": note, "fields": fields },
            })),
            "links": { "next": null },
        })
    }

    #[test]
    fn two_worlds_of_one_form_give_the_same_bytes_and_nothing_of_either_is_in_them() {
        let one = members(["林小北", "张伟"], &json!("创始人"), &json!({ "预算": 3, "color": "red" }));
        let other = members(["王芳", "欧阳娜娜"], &json!("在休假"), &json!({ "客户": 7, "color": "blue" }));
        let text = shapes(&one).to_json();
        assert_eq!(text, shapes(&other).to_json());
        for marker in ["林小北", "张伟", "创始人", "预算", "red", "6bfcc"] {
            assert!(!text.contains(marker), "{marker} is in {text}");
        }
        assert!(
            text.contains("nickname") && text.contains("words 2-10") && text.contains("/teams/{}/members")
        );
    }

    #[test]
    fn what_differs_in_form_is_told_apart() {
        let full = members(["林小北", "张伟"], &json!("创始人"), &json!({}));
        for other in [
            members(["林小北", "张"], &json!("创始人"), &json!({})),
            members(["林小北", "张伟"], &json!(null), &json!({})),
            members(["林小北", "张伟"], &json!("创始人"), &json!({ "color": "red" })),
            members(["林小北", "张伟"], &json!(4), &json!({})),
            members(["林小北", "张伟"], &json!("创始人"), &json!({ "预算": 1 })),
        ] {
            assert_ne!(shapes(&full).to_json(), shapes(&other).to_json(), "{other}");
        }
    }

    #[test]
    fn a_key_that_is_not_always_there_is_marked_whatever_comes_first() {
        let (with, without) = (json!({ "data": { "box": "today" } }), json!({ "data": {} }));
        for order in [[&with, &without], [&without, &with]] {
            let mut all = Shapes::default();
            for document in order {
                all.add("/todos/1", 200, Body::Json(Shape::of(document)));
            }
            assert!(all.to_json().contains("\"box?\""), "{}", all.to_json());
        }
    }

    #[test]
    fn a_file_is_read_as_it_was_written_and_no_other() {
        let all = shapes(&members(["林小北", "张伟"], &json!(1.5), &json!([true, null])));
        assert_eq!(Shapes::from_json(all.to_json().as_bytes()).ok(), Some(all));
        assert!(matches!(Shapes::from_json(b"{}"), Err(ShapesFault::Malformed(_))));
        let newer = br#"{"tower_tui_shapes": 9, "endpoints": {}}"#;
        assert!(matches!(Shapes::from_json(newer), Err(ShapesFault::OtherVersion(9))));
    }

    #[test]
    fn an_answer_in_a_form_has_it_and_keeps_what_leads_on() {
        let theirs = ["张伟", "李四"].map(|name| {
            json!({ "id": "abcdefabcdefabcdefabcdefabcdefab", "type": "members", "attributes": {
                "nickname": name, "phone": 138, "extra": "something that is here alone", "left": null } })
        });
        let theirs = json!({ "data": theirs });
        let ours = members(["林小北", "王芳"], &json!("管理"), &json!({}));
        let made = shapes(&theirs).answer("/teams/t2/members", || ours).unwrap();
        let json = made.json.unwrap();
        assert_eq!((made.status, Shape::of(&json).or(Shape::of(&theirs))), (200, Shape::of(&json)));
        assert_eq!(json["data"][0]["attributes"]["nickname"], "林小北");
        assert_eq!(json["data"][0]["id"], "6bfcc00879c6794b8b578a10d33fafd9");
        assert!(json["data"][0]["attributes"].get("comment").is_none() && json.get("links").is_none());
        assert_eq!(shapes(&theirs).answer("/teams", || json!({})), None);
    }

    #[test]
    fn a_list_that_is_made_up_is_of_the_types_that_are_told() {
        let theirs = json!({ "data": { "id": "t1", "type": "todos", "relationships": {
            "check_items": { "data": [{ "id": "c1", "type": "todos_check_items" }] } } } });
        let mut all = Shapes::default();
        all.add("/todos/t1", 200, Body::Json(Shape::of(&theirs)));
        let made = all.answer("/todos/t2", || json!({ "data": {} })).unwrap().json.unwrap();
        assert_eq!(made["data"]["relationships"]["check_items"]["data"][0]["type"], "todos_check_items");
    }

    #[test]
    fn a_tower_that_only_refuses_does_so() {
        let mut all = Shapes::default();
        all.add("/teams/t1/events", 403, Body::of(Some("text/html; charset=utf-8"), b"<p>no</p>"));
        let made = all.answer("/teams/t2/events", || json!({})).unwrap();
        assert_eq!((made.status, made.json, made.is_html), (403, None, true));
    }
}
