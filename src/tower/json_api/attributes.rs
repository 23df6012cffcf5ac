//! Every attribute of a document's resources as Tower named and wrote it, for a script: nothing cleaned or left out but
//! the signatures of addresses.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::document::text;
use super::json;

/// The attributes of each resource, by its id.
pub(in crate::tower) fn attributes(body: &[u8]) -> serde_json::Result<HashMap<String, Map<String, Value>>> {
    let mut document = json::value(body)?;
    let data = match document.get_mut("data").map(Value::take) {
        Some(Value::Array(many)) => many,
        Some(one) => vec![one],
        None => Vec::new(),
    };
    Ok(data.into_iter().filter_map(of_resource).collect())
}

fn of_resource(mut resource: Value) -> Option<(String, Map<String, Value>)> {
    let id = text(resource.get("id")?)?;
    match resource.get_mut("attributes").map(Value::take) {
        Some(Value::Object(attributes)) => Some((id, attributes)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn every_attribute_is_there_as_tower_wrote_it_but_for_signatures() {
        let found = attributes(
            r#"{"data": [
                {"id": "m1", "type": "members", "attributes": {"nickname": "张伟", "phone": null, "odd": {"x": [1]},
                 "gavatar": "https://a.example/x?Signature=abc"}},
                {"id": 7, "attributes": {"nickname": "七"}}, {"id": "m2"}, 5
            ]}"#
            .as_bytes(),
        )
        .unwrap();
        assert_eq!(found.len(), 2);
        assert_eq!(found["7"]["nickname"], "七");
        let first = json!({ "nickname": "张伟", "phone": null, "odd": { "x": [1] }, "gavatar": "https://a.example/x" });
        assert_eq!(Value::Object(found["m1"].clone()), first);
        assert_eq!(
            attributes(br#"{"data": {"id": "d1", "attributes": {"box": 1}}}"#).unwrap()["d1"]["box"],
            1
        );
    }
}
