//! `snapshot`: every screen prints, at the size asked for, as text or as a picture.

use std::process::{Command, Output};

use tower_tui::base::measure::width;

fn snapshot(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tower-tui"));
    command.arg("snapshot").args(arguments).env_clear().output().expect("the program starts")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The rows of a screen.
pub(crate) fn rows(screen: &str, size: &str, lang: &str) -> Vec<String> {
    let output = snapshot(&[screen, "--size", size, "--lang", lang, "--demo"]);
    let said = text(&output.stderr);
    assert!(output.status.success() && said.is_empty(), "{screen} {size} {lang}: {said}");
    text(&output.stdout).lines().map(str::to_owned).collect()
}

/// The names that the command takes.
fn screens() -> Vec<String> {
    let refused = text(&snapshot(&["-", "--lang", "en"]).stderr);
    let names = refused.split_once("[possible values: ").and_then(|(_, rest)| rest.split_once(']'));
    let names: Vec<_> =
        names.map(|(names, _)| names.split(", ").map(str::to_owned).collect()).unwrap_or_default();
    assert!(names.len() > 20, "{refused}");
    names
}

#[test]
fn every_screen_prints_within_its_size_in_both_languages() {
    for screen in screens() {
        for (size, columns, height) in [("80x24", 80, 24), ("120x40", 120, 40)] {
            let both = ["en", "zh-CN"].map(|lang| rows(&screen, size, lang));
            for rows in &both {
                let shown = rows.join("\n");
                assert!(rows.iter().all(|row| width(row) <= columns), "{screen} {size}\n{shown}");
                assert_eq!(rows.len(), if screen == "too-small" { 3 } else { height }, "{screen}\n{shown}");
                assert!(rows.first().is_some_and(|row| row.contains("tower-tui")), "{screen}\n{shown}");
                assert!(rows.last().is_some_and(|row| !row.trim().is_empty()), "{screen}\n{shown}");
            }
            assert!(screen == "too-small" || both[0] != both[1], "{screen}: both languages look alike");
        }
    }
}

#[test]
fn the_same_command_prints_the_same_picture() {
    for form in ["--svg", "--color=always"] {
        let once = snapshot(&["session", form]).stdout;
        assert!(!once.is_empty() && once == snapshot(&["session", form]).stdout, "{form}");
    }
}

#[test]
fn text_has_styles_where_they_are_asked_for() {
    let styled = |when: &str| text(&snapshot(&["filter", "--lang", "zh-CN", "--color", when]).stdout);
    assert!(styled("always").contains("\u{1b}[1m\u{1b}[4m诸葛"), "{}", styled("always"));
    for when in ["auto", "never"] {
        assert!(!styled(when).contains('\u{1b}'), "this is no terminal");
    }
}

#[test]
fn a_picture_keeps_every_wide_character_in_its_cells() {
    let svg = text(&snapshot(&["filter", "--lang", "zh-CN", "--size", "80x24", "--svg"]).stdout);
    assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>\n"), "{svg}");
    assert!(
        svg.contains("width=\"744\" height=\"504\""),
        "80 cells of 9 and 24 of 20, and the margin: {svg}"
    );
    // In the columns 2 and 4 of row 5: what the filter found.
    assert!(
        svg.contains("<text x=\"30 48\" y=\"127\" font-weight=\"bold\" text-decoration=\"underline\">诸葛<"),
        "{svg}"
    );
    assert!(svg.len() < 10_000, "{} bytes", svg.len());
    for theme in ["tower-light", "tower-dark"] {
        assert_ne!(svg, text(&snapshot(&["filter", "--lang", "zh-CN", "--svg", "--theme", theme]).stdout));
    }
}

#[test]
fn what_cannot_be_drawn_is_refused() {
    for wrong in [&["members", "--size", "0x24"][..], &["members", "--size", "80"], &["topics"], &[]] {
        assert_eq!(snapshot(wrong).status.code(), Some(2), "{wrong:?}");
    }
}
