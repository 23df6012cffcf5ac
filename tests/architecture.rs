//! The architecture as a test: which part of the crate may use which, what the pure layers may not
//! touch, and how files are cut. It reads the sources as text, so a macro could fool it.

#[path = "architecture/broken.rs"]
mod broken;
#[path = "architecture/items.rs"]
mod items;
#[path = "architecture/rules.rs"]
mod rules;
#[path = "architecture/source.rs"]
mod source;
#[path = "architecture/wording.rs"]
mod wording;

use std::{fs, io, path::Path};

#[test]
fn the_sources_keep_the_rules() {
    let files = rust_files(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the sources can be read");
    assert!(files.iter().any(|(path, _)| path == "src/lib.rs"), "found only {} files", files.len());

    let complaints = rules::complaints(files.iter().map(|(path, source)| (path.as_str(), source.as_str())));

    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

#[test]
fn nothing_turns_but_in_the_module_of_motion() {
    let files = rust_files(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the sources can be read");
    let turns =
        |text: &str| text.contains(|char| matches!(char, '\u{2800}'..='\u{28ff}' | '◐'..='◓' | '◴'..='◷'));
    let turning = files.iter().filter(|(path, text)| path.starts_with("src/") && turns(text));
    assert_eq!(turning.map(|(path, _)| path.as_str()).collect::<Vec<_>>(), ["src/ui/kit/spinner.rs"]);
}

#[test]
fn u26_what_is_said_is_said_in_the_words_and_marks_of_its_language() {
    let files = rust_files(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the sources can be read");
    let words = files.iter().filter(|(path, _)| path.starts_with("src/ui/words"));
    let mut texts: Vec<String> = words.flat_map(|(_, text)| wording::texts(text)).collect();
    assert!(texts.len() > 500, "found only {}", texts.len());
    // The log is read by whoever mends the program.
    let spoken =
        |path: &str| path.starts_with("src/runtime/") && !path.contains("/log/") && !path.contains("tests");
    let spoken = files.iter().filter(|(path, _)| spoken(path) || path.starts_with("src/token_server/"));
    let spoken = spoken.flat_map(|(_, text)| wording::texts(text));
    // The names of the commands stay as they are.
    texts.extend(spoken.filter(|text| !text.starts_with("todo")));
    texts.extend(include_str!("../src/ui/words/tools/settings-zh-CN.toml").lines().map(str::to_owned));
    texts.extend(include_str!("../src/ui/words/tools/settings-en.toml").lines().map(str::to_owned));

    let complaints: Vec<String> = texts.iter().flat_map(|text| wording::complaints(text)).collect();

    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

/// Every `.rs` file of `src` and `tests`: its path from `root`, with slashes, and its text.
fn rust_files(root: &Path) -> io::Result<Vec<(String, String)>> {
    let mut files = Vec::new();
    let mut folders = vec!["src".to_owned(), "tests".to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(root.join(&folder))? {
            let entry = entry?;
            let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
            if entry.file_type()?.is_dir() {
                folders.push(path);
            } else if entry.path().extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(entry.path())?;
                files.push((path, text));
            }
        }
    }
    files.sort();
    Ok(files)
}
