//! Layer 2: what Tower says and how to ask it. Sends nothing.

pub mod call;
pub mod captcha;
pub mod comment;
pub mod error_word;
pub mod event;
pub mod failure;
pub mod html;
pub mod json_api;
pub mod model;
pub mod notification;
pub mod oauth;
pub mod pasted;
pub mod project;
pub mod todo;
pub mod todo_address;
pub mod verdict;
pub mod wire;
pub mod work;
