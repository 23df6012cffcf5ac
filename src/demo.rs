//! The built-in Tower: a real HTTP server that plays tower.im on loopback.
//!
//! [`start`] binds a port of 127.0.0.1 and serves, on a thread of its own, the sign-in pages, the token
//! endpoint and the reading half of Tower's API over a made-up world. The demo mode and the tests talk to it
//! over the same sockets, with the same client, as they would to tower.im.
//!
//! Its token endpoint answers as Doorkeeper does (the OAuth library Tower uses), in the version and with the
//! habits that [`Habits`] names. Tests reach behind the scenes through [`Control`]: they script faults, read
//! what came in, and end tokens early.
//!
//! ```text
//! serve ── threads, sockets, faults
//!   └ routes ┬ oauth ─ grants ─ tokens      sign-in pages, token endpoint
//!            └ api ─ resources ─ world      teams, members, to-dos
//! ```

mod api;
mod cast;
mod control;
mod dice;
mod document;
mod faults;
mod grants;
mod journal;
mod news;
mod oauth;
mod pages;
mod params;
mod people;
mod plan;
mod reply;
mod resources;
mod routes;
mod serve;
mod site;
mod tokens;
mod work;
mod world;

pub use api::document;
pub use control::Control;
pub use faults::{Fault, What};
pub use journal::{Received, TooFew};
pub use plan::{App, Apps, Doorkeeper, Habits, MemberTodos, Plan, Rotation, TWO_STEP_CODE};
pub use serve::{BuiltIn, announce, start};
