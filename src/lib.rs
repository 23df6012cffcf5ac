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
//! # The folders
//!
//! A folder is a concept, and the same concept has the same name in every layer: `app::screens::todos` decides,
//! `ui::screens::todos` draws, `ui::words::todos` says it.
//!
//! | folder | what is in it |
//! |---|---|
//! | `app/router` | the state as a whole: which screen is open, what an action does, what is loaded when |
//! | `app/core` | events, effects, notices and messages, and what a screen is |
//! | `app/data` | what Tower has said, with its age and its copy on disk; resources, loader and pager |
//! | `app/screens`, `ui/screens` | first run, sign-in, teams, members, to-dos |
//! | `app/overlays`, `ui/overlays` | what stands over a screen: palette, session, messages, settings errors |
//! | `app/keys` | actions, the table of keys, the person's own keys |
//! | `app/search` | filters, facets, sorting, pinyin |
//! | `app/kit`, `ui/kit` | parts that screens share: cursor, text field, layout; panes, rows, headers |
//! | `ui/theme`, `ui/filters` | colors; passes over a finished picture: screen reader, wide cells |
//! | `ui/screenshot` | a picture as text or SVG |
//! | `ui/words` | every sentence, in both languages or it does not compile |
//! | `runtime/dashboard` | the event loop and the tasks it starts |
//! | `runtime/terminal`, `files`, `network`, `desktop` | the world, a folder for each part of it |
//! | `runtime/settings`, `log`, `command`, `demo` | settings file, log file, the other commands, `--demo` and scenes |
//!
//! # The journey of a key
//!
//! The input thread posts an event; [`app::State::update`] looks the key up in the table of keys, acts, and
//! returns effects; the runtime starts them on tasks of their own and [`ui::draw`] draws the new state. A
//! task that ends posts an event in turn. There is one channel and no lock.
//!
//! # Glossary
//!
//! | word | meaning |
//! |---|---|
//! | account | who signed in; in each team the account *is* a member, with another id |
//! | action | what the person wants, whatever key it is on ([`app::keys::table::Action`]) |
//! | adopt | to take over a token that another window has saved |
//! | built-in Tower | an HTTP server with made-up people, for `--demo` and the tests ([`demo`]) |
//! | block | members that came on one page, as they are kept and as they are searched ([`app::data::member_list`]) |
//! | call, reply | one read of Tower's API, and what it brings ([`tower::call`]) |
//! | captcha | Tower's name for the two-step code that it sends to the person |
//! | debounce | to wait until the selection rests before its details are asked for |
//! | effect | work for the runtime, as data ([`app::Effect`], [`session::Effect`]) |
//! | event, fact | something that has happened ([`app::Event`]; to a session, [`session::Fact`]) |
//! | facet | a role, a mark or a group with its count, as a filter to choose |
//! | fault | what the built-in Tower does wrong on purpose, scripted by a test |
//! | filter, term | the text after `/`, and each of its parts, which must all hold |
//! | fuzzy match | a name found though `zh` was typed as `z`, `ng` as `n` and the like (模糊音) |
//! | generation | counts the tokens of one sign-in, so that a refusal is laid at the right one's door |
//! | jitter | a random delay, so that windows and machines do not act in step |
//! | journey | a test that plays a person with the robot |
//! | keymap | the table of keys with the person's own keys in it |
//! | loader | asks for what the screen shows, retries, cancels, and keeps it fresh |
//! | lock | held by the one window that renews the token, from before it asks until after it saved |
//! | margin | how much is left of a token when it is renewed |
//! | mode | where a key is looked up: a screen, an overlay, a text field |
//! | notice, message | a word in the status bar; a line in the list of the last hundred of them |
//! | overlay | what stands over a screen and is closed first |
//! | pager | the way through the pages of a list |
//! | pending note | what the session file says while a renewal is under way |
//! | profile | one application at one Tower; each has files of its own |
//! | presenter | the one port through which the core measures the picture ([`app::core::context::Presenter`]) |
//! | preferences | the settings that the core itself goes by |
//! | remote | something of Tower's: not asked for, loading, here, or failed, and how old it is |
//! | renewal | getting a new token with the refresh token |
//! | replay cache | the token server gives a lost answer again for a minute |
//! | resource | something at Tower that a screen names and the loader asks for |
//! | robot | plays the program without a terminal: keys in, screen out |
//! | `SafeText` | text from elsewhere that is safe to draw |
//! | roster | very many members as one text, a row for each ([`tower::json_api::Roster`]) |
//! | scene | a way to a screen with made-up people, for `tower-tui snapshot` |
//! | `Secret` | text that is never printed, logged or compared by accident |
//! | screen | a value that says what it wants of Tower, where its parts are, and what its keys do |
//! | session | one sign-in at Tower and the token it holds |
//! | stack | the open screens, one above the other: back closes the top one and leaves the rest as they were |
//! | token server | adds the application's secret for a team, so that no member's machine holds it |
//! | verdict | what an answer of the token endpoint means for the session |

pub mod app;
pub mod base;
pub mod demo;
pub mod runtime;
pub mod session;
pub mod token_server;
pub mod tower;
pub mod ui;
