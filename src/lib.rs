//! `tower-tui`: a terminal client for Tower (tower.im).
//!
//! # The map
//!
//! ```text
//! base ← tower ← session ← app ← ui ← runtime ← main
//!   ├──── demo, the built-in Tower ─────┤
//!   └──── token_server, above tower ────┘
//! ```
//!
//! | layer | what it is | may touch |
//! |---|---|---|
//! | [`base`] | words every layer shares: text made safe, cells, secrets, moments | nothing |
//! | [`tower`] | what Tower says and how to ask it; sends nothing | `base` |
//! | [`session`] | one login and its token: when it is renewed, what each answer means | `tower` |
//! | [`app`] | what the program knows and decides, screen by screen | `session` |
//! | [`ui`] | how it looks, and every sentence in two languages | reads `app` |
//! | [`runtime`] | terminal, network, disk, clock; decides nothing | the world |
//! | [`token_server`] | keeps the application's secret for a team; pure but for the files that serve | `tower` |
//! | [`demo`] | the built-in Tower: a real HTTP server for `--demo` and for the tests | the world |
//!
//! Everything below `runtime` is pure: a fact goes in, effects come out. `tests/architecture.rs` holds the
//! code to this.
//!
//! # Three words
//!
//! * An *event* ([`app::Event`], [`session::Fact`]) is a fact that has happened.
//! * An *action* ([`app::keys::table::Action`]) is what the person wants.
//! * An *effect* ([`app::Effect`], [`session::Effect`]) is work for the runtime.
//!
//! # The journey of a key
//!
//! The input thread posts an event; [`app::State::update`] looks the key up in the table of keys, acts, and
//! returns effects; the runtime starts them on tasks of their own and [`ui::draw`] draws the new state. A
//! task that ends posts an event in turn. There is one channel and no lock.

pub mod app;
pub mod base;
pub mod demo;
pub mod runtime;
pub mod session;
pub mod token_server;
pub mod tower;
pub mod ui;
