//! The built-in Tower: a real HTTP server that plays tower.im on loopback.
//!
//! [`start`] binds a port of 127.0.0.1 and serves, on a thread of its own, the sign-in pages, the token
//! endpoint and the reading half of Tower's API over a made-up world. The demo mode and the tests talk to it
//! over the same sockets, with the same client, as they would to tower.im.
//!
//! Its token endpoint answers as Doorkeeper does (the OAuth library Tower uses), in the version and with the
//! behavior that [`Habits`] names. Tests control it through [`Control`]: they script faults, read
//! what came in, and end tokens early.
//!
//! ```text
//! server ── threads, sockets, faults, routes
//!   ├ oauth ── tokens       sign-in pages, token endpoint
//!   └ api ── world          teams, members, to-dos, events
//! ```

mod api;
mod control;
mod faults;
mod journal;
mod oauth;
mod pages;
mod params;
mod plan;
mod server;
mod site;
mod tokens;
mod world;

pub use api::document;
pub use control::Control;
pub use faults::{Fault, What};
pub use journal::{Received, TooFew};
pub use plan::{App, Apps, Doorkeeper, Habits, MemberTodos, Plan, Rotation, TWO_STEP_CODE};
pub use server::{BuiltIn, announce, start, start_in_shape};
