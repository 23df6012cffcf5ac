//! The pictures of the README, drawn from the real program's screen.

use std::path::Path;

use crate::svg;
use crate::terminal::{Terminal, program};

/// Draws them anew: `cargo test --test program -- --ignored pictures`.
#[test]
#[ignore = "writes the pictures in assets/"]
fn pictures() {
    for (lang, name) in [("en", "members.svg"), ("zh-CN", "members-zh.svg")] {
        let home = tempfile::tempdir().expect("a home");
        let mut terminal = Terminal::start(program(home.path(), &["--demo", "--lang", lang]), 110, 30);
        terminal.wait_for("Tower").keys("\r").wait_for("64 ").keys("\r");
        terminal.wait_for("API Team").keys("\r").wait_for("阿卜杜拉").keys("jj").wait_for("›曾国栋");
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets").join(name);
        std::fs::write(path, terminal.look(svg::draw)).expect("the picture is written");
    }
}
