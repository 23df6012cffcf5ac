//! Whatever Tower said of what is printed: asked for along with it, where a program wants every attribute.

use std::collections::HashMap;

use serde_json::{Map, Value};

use crate::app::records::Record;
use crate::tower::call::{Call, Reply};

/// The attributes of what came, by its id; none where nobody wants them.
pub(super) struct Attributes(Option<HashMap<String, Map<String, Value>>>);

impl Attributes {
    /// Collects them, or does not.
    pub(super) fn of(are_wanted: bool) -> Self {
        Self(are_wanted.then(HashMap::new))
    }

    /// The call to make.
    pub(super) fn along(&self, call: Call) -> Call {
        if self.0.is_some() { Call::WithAttributes(Box::new(call)) } else { call }
    }

    /// Takes them out of a reply.
    pub(super) fn out_of(&mut self, reply: Reply) -> Reply {
        match (&mut self.0, reply) {
            (Some(all), Reply::WithAttributes { attributes, of }) => {
                all.extend(attributes);
                *of
            }
            (_, reply) => reply,
        }
    }

    /// The record of the thing with this id, with all of them.
    pub(super) fn complete(&mut self, id: &str, record: Record) -> Record {
        match self.0.as_mut().and_then(|all| all.remove(id)) {
            Some(attributes) => record.with_all(attributes),
            None => record,
        }
    }
}
