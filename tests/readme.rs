//! The README and the guide keep to the program: the tables of keys and the pictures are what the program prints.

#![expect(clippy::expect_used, reason = "a test that cannot go on stops")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The pictures in `docs/pictures`, and what of `snapshot` each is.
const PICTURES: [(&str, &[&str]); 8] = [
    ("members-zh.svg", &["members", "--size", "120x34", "--lang", "zh-CN", "--theme", "tower-dark"]),
    ("members.svg", &["members", "--size", "80x24", "--lang", "en", "--theme", "tower-dark"]),
    ("filter.svg", &["filter", "--size", "80x24", "--lang", "en", "--theme", "tower-dark"]),
    ("workload-zh.svg", &["workload", "--size", "120x26", "--lang", "zh-CN", "--theme", "tower-dark"]),
    ("my-day.svg", &["my-day", "--size", "120x26", "--lang", "en", "--theme", "tower-dark"]),
    ("todos.svg", &["todos", "--size", "120x26", "--lang", "en", "--theme", "tower-dark"]),
    ("login.svg", &["login", "--size", "80x24", "--lang", "en", "--theme", "tower-dark"]),
    ("session.svg", &["session", "--size", "80x24", "--lang", "en", "--theme", "tower-light"]),
];

/// Those that are drawn by hand.
const DRAWN: [&str; 2] = ["register.svg", "register-zh.svg"];

/// The moving pictures in `assets`, which show these screens one after the other.
const TOURS: [(&str, &str); 2] = [("tour.svg", "en"), ("tour-zh.svg", "zh-CN")];
const TOUR: [&str; 6] = ["login", "teams", "filter", "workload", "my-day", "renewing"];

/// How long a screen of the tour stands, in seconds.
const STANDS: usize = 3;

/// What draws them anew.
const REDRAW: &str = "cargo test --test readme -- --ignored pictures";

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).expect(path)
}

/// Every page that a person reads, whole.
fn pages() -> String {
    let mut all = read("README.md") + &read("README.zh-CN.md");
    for folder in ["docs/en", "docs/zh-CN"] {
        for page in root().join(folder).read_dir().expect("there are pages").flatten() {
            all += &fs::read_to_string(page.path()).expect("a page");
        }
    }
    all
}

fn printed(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_tower-tui"))
        .args(arguments)
        .env_clear()
        .output()
        .expect("it starts");
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("it prints UTF-8")
}

fn picture(arguments: &[&str]) -> String {
    printed(&[&["snapshot"], arguments, &["--demo", "--svg"]].concat())
}

/// The screens of the tour in one picture, each shown in its turn. The first stays where nothing can move.
fn tour(lang: &str) -> String {
    let whole = STANDS * TOUR.len();
    let share = 100.0 / f64::from(u32::try_from(TOUR.len()).expect("few"));
    let style = format!(
        "<style>.turn{{visibility:hidden;animation:turn {whole}s step-end infinite}}\
         .turn:first-of-type{{visibility:visible}}\
         @keyframes turn{{0%{{visibility:visible}}{share:.3}%{{visibility:hidden}}100%{{visibility:hidden}}}}\
         @media(prefers-reduced-motion:reduce){{.turn{{animation:none}}}}</style>"
    );
    let frames =
        TOUR.map(|screen| picture(&[screen, "--size", "100x28", "--lang", lang, "--theme", "tower-dark"]));
    let frames = frames.each_ref().map(|frame| frame.split_once('\n').expect("a head"));
    let turns = frames.iter().enumerate().map(|(turn, (_, rest))| {
        let body = rest.trim_end().strip_suffix("</svg>").expect("an end");
        format!("<g class=\"turn\" style=\"animation-delay:{}s\">\n{body}</g>", turn * STANDS)
    });
    let head = frames.first().expect("a screen").0;
    let parts: Vec<_> = [head.to_owned(), style].into_iter().chain(turns).collect();
    format!("{}\n</svg>\n", parts.join("\n"))
}

/// Where every picture is, and what it has to be.
fn all_pictures() -> Vec<(PathBuf, String)> {
    let guide =
        PICTURES.iter().map(|(name, arguments)| (Path::new("docs/pictures").join(name), picture(arguments)));
    let tours = TOURS.iter().map(|(name, lang)| (Path::new("assets").join(name), tour(lang)));
    guide.chain(tours).collect()
}

fn is_picture(path: &Path) -> bool {
    path.extension().is_some_and(|end| end == "svg")
}

#[test]
fn u12_the_tables_of_keys_are_the_programs_own() {
    for (page, lang) in [("docs/en/keys.md", "en"), ("docs/zh-CN/keys.md", "zh-CN")] {
        let page_text = read(page);
        let shown = page_text.split("<!-- keys").nth(1).and_then(|rest| rest.split_once("-->"));
        let shown = shown.and_then(|(_, rest)| rest.split("<!-- /keys -->").next()).unwrap_or_default();
        let printed = printed(&["keys", "--markdown", "--lang", lang]);
        assert!(printed.lines().count() > 2, "{printed}");
        assert_eq!(shown.trim(), printed.trim(), "put this between the marks in {page}:\n{printed}");
    }
}

#[test]
fn the_pictures_are_the_programs_own() {
    let pages = pages();
    for (path, expected) in all_pictures() {
        let shown = fs::read_to_string(root().join(&path)).unwrap_or_default();
        // A checkout may have other line ends.
        let is_current = shown.lines().eq(expected.lines());
        assert!(is_current, "{} is out of date; `{REDRAW}` draws it anew", path.display());
    }
    for name in PICTURES.map(|(name, _)| name).into_iter().chain(TOURS.map(|(name, _)| name)).chain(DRAWN) {
        assert!(pages.contains(&format!("/{name})")), "no page shows {name}");
    }
    assert!(read("docs/testing.md").contains(REDRAW), "docs/testing.md does not say how they are drawn anew");
    for (folder, count) in [("docs/pictures", PICTURES.len() + DRAWN.len()), ("assets", TOURS.len())] {
        let there = root().join(folder).read_dir().expect("there are pictures").flatten();
        assert_eq!(
            there.filter(|entry| is_picture(&entry.path())).count(),
            count,
            "{folder}: nothing draws one"
        );
    }
}

#[test]
fn the_readme_is_short_and_both_languages_have_the_same_pages() {
    for readme in ["README.md", "README.zh-CN.md"] {
        assert!(read(readme).lines().count() <= 150, "{readme} is for those who arrive");
    }
    let contents = read("docs/SUMMARY.md");
    let names = |folder: &str| {
        let pages = root().join("docs").join(folder).read_dir().expect("there are pages").flatten();
        let mut names: Vec<_> = pages.map(|page| page.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        for name in &names {
            assert!(
                contents.contains(&format!("]({folder}/{name})")),
                "docs/SUMMARY.md has no {folder}/{name}"
            );
        }
        names
    };
    assert_eq!(names("en"), names("zh-CN"));
    for document in root().join("docs").read_dir().expect("there are documents").flatten() {
        let name = document.file_name().to_string_lossy().into_owned();
        let is_page = document.path().extension().is_some_and(|end| end == "md") && name != "SUMMARY.md";
        assert!(!is_page || contents.contains(&format!("]({name})")), "docs/SUMMARY.md has no {name}");
    }
}

#[test]
#[ignore = "writes the pictures"]
fn pictures() {
    for (path, picture) in all_pictures() {
        fs::write(root().join(path), picture).expect("the picture is written");
    }
}
