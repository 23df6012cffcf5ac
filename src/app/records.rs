//! What commands print and screens export: each thing is a record of named fields, in one shape everywhere.

mod field;
pub mod named;
mod record;
mod selection;
mod text;
mod thing;

pub use field::{FieldName, nearest};
pub use record::{Comments, Record};
pub use selection::{Selection, UnknownField};
pub use text::{RecordFormat, Sheet, flat, heading, line};
pub use thing::Thing;
