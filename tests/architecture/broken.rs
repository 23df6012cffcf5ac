//! The rules tried on made-up trees: each break is caught where it stands, and what only looks like
//! one is let through.

use crate::rules::complaints;

const DOC: &str = "//! Made up.\n";

/// What the rules say of these files, each with its `//!` line put before it.
fn judged(files: &[(&str, &str)]) -> Vec<String> {
    let files: Vec<_> = files.iter().map(|(path, code)| (*path, format!("{DOC}{code}"))).collect();
    complaints(files.iter().map(|(path, source)| (*path, source.as_str())))
}

/// The one thing the rules say of a file with this code in it.
fn judged_alone(path: &str, code: &str) -> String {
    judged(&[(path, code)]).join("\n")
}

#[test]
fn a_layer_above_is_refused_however_it_is_named() {
    for code in [
        "use crate::ui::Theme;",
        "pub(crate) use crate::{base::Secret, ui};",
        "use crate::{base::{Secret, time::Now}, ui::{theme::{self, PLAIN}, words}};",
        "use super::super::ui::Theme;",
        "use super::super::{ui::Theme, base::Secret};",
        "fn draw() -> crate::ui::Theme { todo() }",
        "fn draw() { let c = '\"'; crate::ui::draw(); }",
        "fn f<'a>(x: &'a str) { super::super::ui::draw(x) }",
        "fn f<'a>(x: &'a str) -> impl Sized + use<'a> { super::super::ui::draw(x) }",
        "use crate::r#ui::Theme;",
        "const QUOTE: &str = r#\"\"\"#; use crate::ui::Theme;",
        "/* /* nested */ */ use crate::ui::Theme;",
        "#[cfg(test)] mod tests { use super::super::super::ui::Theme; }",
        "#[cfg(test)] mod tests { use super::*; use crate::ui::Theme; }",
    ] {
        let complaint = judged_alone("src/app/cursor.rs", code);
        assert!(
            complaint.starts_with("src/app/cursor.rs:2: `app` may not use `ui`"),
            "{code}: {complaint:?}"
        );
    }
}

#[test]
fn another_name_for_a_layer_above_hides_nothing() {
    let up = "use super::super as up;\nfn draw() { up::ui::draw(); }";
    let root = "use crate as all;\nfn draw() { all::ui::draw(); }";
    for code in [up, root] {
        assert_eq!(
            judged(&[("src/app/cursor.rs", code)]),
            [
                "src/app/cursor.rs:2: imports the whole crate, which hides what it uses",
                "src/app/cursor.rs:3: `app` may not use `ui`"
            ]
        );
    }
}

#[test]
fn a_part_beside_it_and_a_part_nobody_knows_are_refused() {
    for (path, code, rule) in [
        ("src/app/x.rs", "use crate::demo::Tower;", "`app` may not use `demo`"),
        ("src/demo/x.rs", "use crate::{base::Secret, tower::Call};", "`demo` may not use `tower`"),
        ("src/base.rs", "use crate::tower::Call;", "`base` may not use `tower`"),
        ("src/token_server.rs", "use crate::session::Step;", "`token_server` may not use `session`"),
        ("src/session/x.rs", "use crate::runtime::run;", "`session` may not use `runtime`"),
        ("src/main.rs", "fn main() { tower_tui::ui::draw() }", "`main` may not use `ui`"),
        ("src/app/x.rs", "use crate::odds::End;", "`app` may not use `odds`"),
    ] {
        assert_eq!(judged_alone(path, code), format!("{path}:2: {rule}"));
    }
    assert_eq!(
        judged_alone("src/odds/end.rs", ""),
        "src/odds/end.rs:1: `odds` is no part of the crate that the rules know"
    );
}

#[test]
fn a_pure_layer_that_touches_the_world_is_refused() {
    for (code, thing) in [
        ("async fn f() { tokio::time::sleep(x).await }", "tokio"),
        ("#[tokio::main] async fn f() {}", "tokio"),
        ("use reqwest::Client;", "reqwest"),
        ("use axum::Router;", "axum"),
        ("use ::hyper as h;", "hyper"),
        ("use std::{collections::BTreeMap, fs};", "std::fs"),
        ("use std::{time::Duration, io::{self, Write}};", "std::io"),
        ("fn f() { ::std::env::args(); }", "std::env"),
        ("type Address = std::net::SocketAddr;", "std::net"),
        ("use core::net::IpAddr;", "core::net"),
        ("use std::process::Command;", "std::process"),
        ("fn f() { std::thread::sleep(x) }", "std::thread"),
        ("use std::time::{Duration, SystemTime};", "SystemTime"),
        ("use std::time::Instant; fn f() -> Instant { Instant::now() }", "Instant::now"),
        ("use std::time::Instant; fn f(then: Instant) { then.elapsed(); }", "Instant::elapsed"),
        ("fn f() { jiff::Timestamp::now(); }", "Timestamp::now"),
        ("use jiff::Zoned as Moment; fn f() { Moment::now(); }", "Zoned::now"),
        ("fn f() { jiff::tz::TimeZone::system(); }", "TimeZone::system"),
        ("fn f(b: &mut [u8]) { getrandom::fill(b); }", "getrandom"),
        ("fn f() { confy::load_path(x) }", "confy"),
        ("use crossterm::event; fn f() { event::read(); }", "crossterm::event::read"),
        ("use ratatui::crossterm::event::{Event, poll};", "crossterm::event::poll"),
        ("use crossterm::terminal;", "crossterm::terminal"),
        ("use crossterm::{execute, style::Print};", "crossterm::execute"),
        ("fn f(out: W) { crossterm::queue!(out, Print(1)); }", "crossterm::queue"),
    ] {
        for layer in ["base", "tower", "session", "app", "ui"] {
            let path = format!("src/{layer}/x.rs");
            let rule = format!("{path}:2: the pure layer `{layer}` may not name `{thing}`");
            assert_eq!(judged_alone(&path, code), rule, "{code}");
        }
        assert_eq!(judged_alone("src/runtime/x.rs", code), "", "{code}");
    }
    for (file, rule) in [
        ("window", "src/token_server/window.rs:2: the pure layer `token_server` may not name `tokio`"),
        (
            "window/map",
            "src/token_server/window/map.rs:2: the pure layer `token_server` may not name `tokio`",
        ),
        ("serve", ""),
        ("connection", ""),
    ] {
        let path = format!("src/token_server/{file}.rs");
        assert_eq!(judged_alone(&path, "use tokio::time::Instant;"), rule, "{file}");
    }
    let address = "use core::net::IpAddr;";
    assert_eq!(judged_alone("src/token_server/head.rs", address), "");
    let rule = "src/token_server/limits.rs:2: the pure layer `token_server` may not name `core::net`";
    assert_eq!(judged_alone("src/token_server/limits.rs", address), rule);
    let long_way = "use std as s;\nfn f() { s::fs::read(x) }";
    assert_eq!(
        judged_alone("src/app/x.rs", long_way),
        "src/app/x.rs:3: the pure layer `app` may not name `std::fs`"
    );
}

#[test]
fn a_circle_among_the_files_of_a_folder_is_refused_however_it_is_named() {
    let facade = "mod login;\nmod state;\nmod teams;\npub use state::{Mode as Way, State};\npub use self::login::Login;";
    for (login, teams) in [
        ("use super::teams::Teams;", "use super::login::Login;"),
        ("use crate::app::teams::Teams;", "fn f() { super::login::enter() }"),
        ("use super::{teams::{self, Teams}};", "use crate::{app::{login, login::Step}};"),
        ("use super::teams::Teams;", "use super::Login;"),
        ("use super::teams::Teams;", "use crate::app::Login as Entry;"),
        ("use super::teams::Teams;", "use crate::app;\nfn f() { app::Login::enter() }"),
    ] {
        let found =
            judged(&[("src/app.rs", facade), ("src/app/login.rs", login), ("src/app/teams.rs", teams)]);
        let rule =
            "src/app/login.rs:2: `login -> teams -> login` is a circle; give what they share its own file";
        assert_eq!(found, [rule], "{login} {teams}");
    }
    let found = judged(&[
        ("src/app.rs", facade),
        ("src/app/login.rs", "use super::Way;"),
        ("src/app/state.rs", "\nuse super::teams;"),
        ("src/app/teams.rs", "mod list;"),
        ("src/app/teams/list.rs", "use crate::app::login::Login;"),
    ]);
    let rule = "`login -> state -> teams -> login` is a circle; give what they share its own file";
    assert_eq!(found, [format!("src/app/login.rs:2: {rule}")]);
}

#[test]
fn a_circle_deeper_in_the_tree_is_refused() {
    let found = judged(&[
        ("src/ui.rs", "mod words;\npub use words::Msg;"),
        ("src/ui/words.rs", "mod en;\nmod msg;\npub use msg::Msg;"),
        ("src/ui/words/en.rs", "use crate::ui::Msg;"),
        ("src/ui/words/msg.rs", "fn f() { super::en::text() }"),
    ]);
    let rule = "`en -> msg -> en` is a circle; give what they share its own file";
    assert_eq!(found, [format!("src/ui/words/en.rs:2: {rule}")]);
}

#[test]
fn a_circle_of_folders_is_refused() {
    let found = judged(&[
        ("src/app/router/state.rs", "use crate::app::screens::teams::Teams;"),
        ("src/app/screens/teams.rs", "use crate::app::router::workspace::Workspace;"),
        ("src/app/router/workspace.rs", "pub struct Workspace;"),
    ]);
    let rule = "`router -> screens -> router` is a circle; give what they share its own file";
    assert_eq!(found, [format!("src/app/router/state.rs:2: {rule}")]);
}

#[test]
fn a_folder_with_too_many_files_is_refused() {
    for folder in ["src/app/screens", "tests/journeys"] {
        let files = |count: usize| -> Vec<String> {
            let deeper = [format!("{folder}/deeper/x.rs"), format!("{folder}.rs")];
            (0..count).map(|number| format!("{folder}/x{number}.rs")).chain(deeper).collect()
        };
        let judged =
            |paths: Vec<String>| judged(&paths.iter().map(|path| (path.as_str(), "")).collect::<Vec<_>>());
        assert_eq!(judged(files(18)), [""; 0]);
        assert_eq!(judged(files(19)), [format!("{folder}: holds 19 files; a folder has 18 at most")]);
    }
}

#[test]
fn methods_outside_the_folder_of_their_type_are_refused() {
    let list = "pub struct List<T>(T);\nimpl<T> List<T> {}";
    for code in [
        "use crate::app::kit::list::List;\nimpl List<u8> {}",
        "use crate::app::kit::list as l;\nimpl<T: Fn(u8) -> u8> l::List<T> where T: Copy {}",
        "\nimpl<'a> crate::app::kit::List<&'a str> {}",
        "use super::super::kit::List as Rows;\n#[cfg(unix)] impl Rows<u8> {}",
        "fn f() {}\nfn g() { impl crate::app::kit::List<u8> {} }",
    ] {
        let found = judged(&[
            ("src/app/kit.rs", "pub mod list;\npub use list::List;"),
            ("src/app/kit/list.rs", list),
            ("src/app/screens/teams.rs", code),
        ]);
        let name = if code.contains("Rows") { "Rows" } else { "List" };
        let rule = format!("`impl {name}` stands outside the folder of `src/app/kit/list.rs`");
        assert_eq!(found, [format!("src/app/screens/teams.rs:3: {rule}")], "{code}");
    }
    for (path, code) in [
        ("src/app/kit/rows.rs", "use super::list::List;\nimpl List<u8> {}"),
        ("src/app/kit/list/moves.rs", "use super::super::List;\nimpl List<u8> {}"),
        (
            "src/app/screens/teams.rs",
            "struct Own;\nimpl Own {}\nimpl AsRef<u8> for crate::app::kit::List<u8> {}",
        ),
        (
            "src/app/screens/teams.rs",
            "fn f(x: impl Fn(crate::app::kit::List)) -> impl Iterator<Item = u8> { x }",
        ),
        ("src/app/screens/teams.rs", "#[cfg(test)] mod tests { impl crate::app::kit::List<u8> {} }"),
    ] {
        let found = judged(&[
            ("src/app/kit.rs", "pub mod list;\npub use list::List;"),
            ("src/app/kit/list.rs", "pub struct List;"),
            (path, code),
        ]);
        let found: Vec<_> = found.iter().filter(|rule| rule.contains("impl")).collect();
        assert_eq!(found, [""; 0], "{code}");
    }
}

#[test]
fn a_type_name_with_two_meanings_in_a_layer_is_refused() {
    for code in [
        "struct Row;",
        "pub(super) enum Row { A }",
        "pub trait Row {}",
        "type Row = u8;",
        "mod inner { pub(super) struct Row; }",
    ] {
        let found =
            judged(&[("src/ui/kit/page.rs", "pub struct Row<T>(T);"), ("src/ui/screens/teams.rs", code)]);
        let rule = "src/ui/screens/teams.rs:2: `ui` has another type `Row`, in src/ui/kit/page.rs";
        assert_eq!(found, [rule], "{code}");
    }
    for (path, code) in [
        ("src/app/teams.rs", "struct Row;"),
        ("src/ui/screens/teams.rs", "fn f() { struct Row; }"),
        ("src/ui/screens/teams.rs", "#[cfg(test)] mod tests { struct Row; }"),
        ("src/ui/screens/teams/tests.rs", "struct Row;"),
        ("src/ui/screens/teams.rs", "impl Iterator for X { type Row = u8; }\ntrait X { type Row; }"),
    ] {
        assert_eq!(
            judged(&[("src/ui/kit/page.rs", "pub struct Row;"), (path, code)]).join("\n"),
            "",
            "{code}"
        );
    }
    let forms = "#[cfg(unix)] type Row = u8;\n#[cfg(not(unix))] type Row = u16;";
    assert_eq!(judged_alone("src/ui/kit/page.rs", forms), "");
}

#[test]
fn code_in_a_facade_is_refused() {
    for code in [
        "mod x;\nfn start() {}",
        "mod x;\nuse x::X;",
        "mod x;\npub use x::*;",
        "pub use self::x::{Y,\n*};",
        "#[derive(Debug)]\npub struct X;",
        "mod x;\nimpl x::X {}",
        "mod x;\nmod y { pub fn f() {} }",
    ] {
        let complaint = judged(&[("src/app.rs", code), ("src/app/x.rs", "")]).join("\n");
        let rule =
            "src/app.rs:3: a file with a folder holds only `mod`, `pub use` by name, docs and attributes";
        assert_eq!(complaint, rule, "{code}");
    }
    let found = judged(&[("src/lib.rs", "pub mod base;\nstatic X: u8 = 0;"), ("src/base.rs", "")]);
    assert!(found.join("\n").starts_with("src/lib.rs:3: a file with a folder"), "{found:?}");
}

#[test]
fn a_file_too_long_or_without_a_purpose_or_named_mod_is_refused() {
    for folder in ["src/base", "tests"] {
        let path = format!("{folder}/x.rs");
        assert_eq!(judged_alone(&path, &"\n".repeat(499)), "");
        assert_eq!(
            judged_alone(&path, &"\n".repeat(500)),
            format!("{path}:501: has 501 lines; a file has 500 at most")
        );
        assert_eq!(
            complaints([(path.as_str(), "// No purpose.\n")]),
            [format!("{path}:1: must start with a `//!` line that states its purpose")]
        );
        let path = format!("{folder}/x/mod.rs");
        assert_eq!(
            judged_alone(&path, ""),
            format!("{path}:1: is a `mod.rs`; name the file after its module")
        );
    }
}

#[test]
fn what_only_looks_like_a_break_is_let_through() {
    let app = r##"
        //! Never `tokio::spawn` here, see [`crate::ui::draw`].
        /// Not `std::fs`, nor super::super::ui.
        /* use crate::ui::Theme; /* tokio::spawn */ std::fs */
        use std::time::{Duration, Instant};
        use crate::{base::Secret, session, tower::{Call, Failure as Trouble}};
        use super::{Way, state::State};
        const A: &str = "tokio::spawn \" crate::ui::draw";
        const B: &str = r#"std::fs " crate::ui"#;
        const C: &[u8] = br"std::io\"; const D: u8 = b'"'; const E: char = '\''; const F: char = '"';
        fn f<'a>(r#type: &'a str, started: Instant) -> impl Iterator<Item = u8> + use<'a> {
            event::read(tokio_like, Timestamp::of(started), 1..2, queue!(a), a != b)
        }
        #[cfg(test)]
        mod tests {
            use super::*;
            use super::super::login::Login;
            fn fixture() -> String { std::fs::read_to_string("x") }
        }
    "##;
    let found = judged(&[
        ("src/lib.rs", "#![forbid(unsafe_code)]\npub mod app;\n#[doc(hidden)]\npub mod base;"),
        ("src/main.rs", "use std::process::ExitCode;\nfn main() -> ExitCode { tower_tui::runtime::start() }"),
        (
            "src/app.rs",
            "mod login;\npub(crate) mod state;\npub use self::{state::Mode as Way, login::Login};",
        ),
        ("src/app/login.rs", app),
        ("src/app/state.rs", "fn f() {}\n#[cfg(test)] mod tests { use crate::app::login::Login; }"),
        ("src/app/state/tests.rs", "use super::*; use super::super::login::Login; use std::fs;"),
        ("src/demo/server.rs", "use crate::base::Secret; use std::net::TcpListener;"),
        ("src/runtime/run.rs", "use crate::{app, demo::Tower, ui}; fn f() { tokio::spawn(x); }"),
        ("tests/journey.rs", "use tower_tui::{app::State, ui}; use std::fs;"),
    ]);
    assert_eq!(found, [""; 0]);
}
