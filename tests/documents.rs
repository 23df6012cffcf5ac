//! The documents are true of the repository: every id a test carries has a row in `docs/faults.md`, every row names its
//! tests, and every file that a document names is there.

#![expect(clippy::expect_used, reason = "a test that cannot go on stops")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::{fs, io};

const TABLE: &str = include_str!("../docs/faults.md");

/// Id of a row, and the tests it names.
fn rows() -> BTreeMap<String, BTreeSet<String>> {
    let mut rows = BTreeMap::new();
    for line in TABLE.lines() {
        let cells: Vec<_> = line.split('|').map(str::trim).collect();
        let [_, id, .., tests, _] = &cells[..] else { continue };
        if is_id(id) {
            let named = tests.split('`').skip(1).step_by(2).map(str::to_owned);
            assert!(rows.insert((*id).to_owned(), named.collect()).is_none(), "{id} has two rows");
        }
    }
    rows
}

/// `T4-02`, `U08`.
fn is_id(text: &str) -> bool {
    match text.strip_prefix('U') {
        Some(number) => is_number(number),
        None => {
            text.strip_prefix('T').and_then(|rest| rest.split_once('-')).is_some_and(|(group, number)| {
                group.len() == 1 && is_number(&format!("0{group}")) && is_number(number)
            })
        }
    }
}

fn is_number(text: &str) -> bool {
    text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The ids at the start of a name: `t4_13_and_14_…` has two, `u08_t4_07_…` as well.
fn ids(name: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut group = None;
    for part in name.split('_') {
        match (part.strip_prefix('t'), part.strip_prefix('u'), group) {
            (Some(number), ..) if is_number(&format!("0{number}")) => group = Some(number),
            (_, Some(number), _) if is_number(number) => found.push(format!("U{number}")),
            (.., Some(group)) if is_number(part) => found.push(format!("T{group}-{part}")),
            (.., Some(_)) if part == "and" => {}
            _ => break,
        }
    }
    found
}

/// The name of every function and inline module below `folder`.
fn names(folder: &Path, found: &mut BTreeSet<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            names(&entry.path(), found)?;
        } else if entry.path().extension().is_some_and(|extension| extension == "rs") {
            for line in fs::read_to_string(entry.path())?.lines() {
                let mut words = line.split_whitespace().skip_while(|word| !matches!(*word, "fn" | "mod"));
                let name = words.nth(1).unwrap_or_default();
                let end = name.find(|letter: char| !letter.is_alphanumeric() && letter != '_');
                found.insert(name.split_at(end.unwrap_or(name.len())).0.to_owned());
            }
        }
    }
    Ok(())
}

fn all_names() -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = BTreeSet::new();
    for folder in ["src", "tests"] {
        names(&root.join(folder), &mut found).expect("the sources can be read");
    }
    found
}

#[test]
fn every_id_of_a_test_is_a_row_that_names_it() {
    let rows = rows();
    for name in all_names() {
        let ids = ids(&name);
        let looks_like_one = |rest: &str| rest.starts_with(|letter: char| letter.is_ascii_digit());
        if name.strip_prefix(['t', 'u']).is_some_and(looks_like_one) {
            assert!(!ids.is_empty(), "{name} carries half an id");
        }
        for id in ids {
            let row = rows.get(&id).unwrap_or_else(|| panic!("docs/faults.md has no row {id}, for {name}"));
            assert!(row.contains(&name), "row {id} of docs/faults.md does not name {name}");
        }
    }
}

#[test]
fn every_row_names_tests_that_there_are() {
    let (rows, names) = (rows(), all_names());
    assert!(rows.len() > 100, "only {} rows were found", rows.len());
    for (id, tests) in rows {
        assert!(!tests.is_empty(), "row {id} of docs/faults.md names no test");
        for test in tests {
            assert!(names.contains(&test), "row {id} of docs/faults.md names {test}, which is nowhere");
        }
    }
}

#[test]
fn a_name_is_read_as_the_ids_it_starts_with() {
    for (name, expected) in [
        ("t2_06_an_answer_after_19", &["T2-06"][..]),
        ("t4_13_and_14_a_no", &["T4-13", "T4-14"]),
        ("u08_t4_07_the_lock", &["U08", "T4-07"]),
        ("t1_a_tower", &[]),
        ("the_t1_01", &[]),
        ("utf8_01", &[]),
    ] {
        assert_eq!(ids(name), expected, "{name}");
    }
}

/// The documents, by their paths from the root.
fn documents(root: &Path) -> Vec<String> {
    let named = |folder: &str| {
        let entries = root.join(folder).read_dir().expect("the folder can be read").flatten();
        let paths = entries.map(|entry| format!("{folder}{}", entry.file_name().to_string_lossy()));
        paths.filter(|path| Path::new(path).extension().is_some_and(|end| end == "md")).collect::<Vec<_>>()
    };
    [named(""), named("docs/"), named("docs/en/"), named("docs/zh-CN/"), vec!["src/lib.rs".to_owned()]]
        .concat()
}

/// What links to the headings of a document say, as forges and mdBook write them.
fn headings(path: &Path) -> BTreeSet<String> {
    let text = fs::read_to_string(path).expect("the document can be read");
    let headings = text.lines().filter(|line| line.starts_with('#'));
    headings
        .map(|line| {
            let words = line.trim_start_matches('#').trim().to_lowercase().replace(' ', "-");
            words.chars().filter(|letter| letter.is_alphanumeric() || "-_".contains(*letter)).collect()
        })
        .collect()
}

#[test]
fn every_file_that_a_document_names_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = 0;
    for document in documents(root) {
        let text = fs::read_to_string(root.join(&document)).expect("the document can be read");
        let folder = Path::new(&document).parent().expect("a document has a folder");
        // What the worked example would add is not there.
        for line in text.lines().filter(|line| !line.contains("<!-- new -->")) {
            let in_code = line.split('`').skip(1).step_by(2).filter(|code| {
                let is_plain = |letter: char| letter.is_alphanumeric() || "/_.-".contains(letter);
                ["src/", "tests/", "docs/", "assets/", ".ci/"].iter().any(|start| code.starts_with(start))
                    && code.chars().all(is_plain)
            });
            let linked =
                line.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(link, _)| link);
            let linked = linked.filter(|link| !link.contains("://") && !link.starts_with('#'));
            let linked = linked.map(|link| {
                let (file, heading) = link.split_once('#').unwrap_or((link, ""));
                (root.join(folder).join(file), heading.to_owned())
            });
            for (path, heading) in in_code.map(|code| (root.join(code), String::new())).chain(linked) {
                assert!(path.exists(), "{document} names {}, which is not there", path.display());
                let is_there = heading.is_empty() || headings(&path).contains(&heading);
                assert!(is_there, "{document} names {heading} of {}, which is not there", path.display());
                found += 1;
            }
        }
    }
    assert!(found > 50, "only {found} names were found");
}
