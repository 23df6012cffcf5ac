//! Layer 1: the words every layer shares. Uses nothing else of the crate.

pub mod calendar;
pub mod digest;
mod family_names;
pub mod lang;
pub mod measure;
pub mod phrases;
pub mod pinyin;
pub mod request;
pub mod safe_table;
pub mod secret;
pub mod shape;
pub mod simplified;
pub mod text;
pub mod time;
pub mod workday;
