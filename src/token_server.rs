//! The token server: RFC 6749's token endpoint, and RFC 7009's for giving tokens back, without the `client_secret`, which
//! it alone knows and adds.
//!
//! A team runs it once, and no member's machine holds the application's secret. It keeps nothing on any disk:
//! a form comes in, is checked, goes on to Tower once, and Tower's answer goes back as it came.
//!
//! An answer with a token stays in memory for a minute. Whoever lost it, or renewed at the same moment in
//! another window, gets the same answer again instead of spending the refresh token twice.
//!
//! ```text
//! serve ── the socket, the thread, the end          tls
//!   └ connection ── one request each                 └ gate ── the words for what is no HTTP
//!       └ service ── from head to answer, flights to Tower
//!           └ admission ── who may: request, keys, limits, replay_cache     reply, refusal, log ── what is said
//! ```
//!
//! All but `serve`, `tls`, `connection`, `gate` and `service` is pure: time is handed in.

mod admission;
mod connection;
mod connections;
mod gate;
mod head;
mod keys;
mod limits;
mod log;
mod refusal;
mod replay_cache;
mod reply;
mod request;
mod rules;
mod serve;
mod service;
mod tls;

pub use keys::{BadKeys, Keys};
pub use request::{Asked, MOST_FORM, read_form};
pub use rules::{App, Limits, Rules};
pub use serve::{Plan, Running, start};
pub use service::{Endpoint, Log, Posting, Upstream};
pub use tls::{BadTls, Tls};
