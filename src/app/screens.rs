//! The screens, a folder or a file each.
//!
//! # How to add a screen
//!
//! Say it is to be `Groups`, and shows the groups of the open team and how many members each has.
//!
//! 1. **What Tower says** lies in `data/`. If a call is new, `tower` has it first. Then `data/resource.rs` gets a
//!    variant of [`Resource`](super::data::resource::Resource), which says what is called and what a message calls it,
//!    and `data/store.rs` keeps what comes. A list that has pages goes through
//!    [`Pager`](super::data::pager::Pager). Nothing else is written to ask, try again, cancel or keep fresh. The
//!    groups need none of it: `Resource::Members` is there.
//! 2. **The screen** is a value in `screens/groups.rs`: what of the data shows, and where in it the person is. It
//!    implements [`Screen`](super::core::screen::Screen): `mode`, `areas`, `refit`, and `wants`, the most wanted first.
//!    The loader sends six at once in that order, names what is still wanted after every event, and drops what is not.
//!    The router moves, filters, refreshes, gives up and goes back by itself; `act` does what only this screen does,
//!    and says where it leads.
//! 3. **The way to it** is a [`Visit`](super::keys::table::Visit) with its line of keys, or where it needs to know of
//!    what, a [`Destination`](super::core::screen::Destination) that another screen leads to. A line in the table of
//!    modes ([`MODES`](super::keys::table::MODES)) gives it by its kind alone the keys that move, filter, refresh and
//!    leave, and a place in the settings. `screens/any.rs` knows all screens.
//! 4. **The picture** is in `ui/screens/groups.rs` and implements `Picture`: `draw`, `crumb` for the line at the top,
//!    `spoken` for a screen reader. `ui/screens/any.rs` knows all pictures. Its sentences are in
//!    `ui/words/work/groups.rs`, its names of the action and the mode in `ui/words/keys.rs`.
//! 5. **The tests**: a journey with the robot, and a scene for `tower-tui snapshot`.

pub mod activity;
pub mod any;
pub mod in_projects;
pub mod members;
pub mod my_day;
pub mod notifications;
pub mod projects;
pub mod report;
pub mod setup;
pub mod sign_in;
pub mod standup;
pub mod teams;
pub mod todos;
pub mod workload;
