//! The form of what Tower answers, without any of its values: names of keys, kinds, lengths by class, status codes.
//!
//! A person with an account has `doctor --shapes` write it, and can show it: no name, no text, no id and no number of
//! theirs is in it. `demo-server --shapes` answers in that form with made-up values. Two accounts whose answers have
//! the same form give the same bytes.
//!
//! ```text
//! Shapes ── of every endpoint and status ── Body ── Shape ── TextForm
//! ```

mod conform;
mod names;
mod shapes;
mod text_form;
mod value_shape;

pub use shapes::{Body, Made, Shapes, ShapesFault};
pub use text_form::{Length, TextForm, TextKind};
pub use value_shape::Shape;
