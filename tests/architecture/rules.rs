//! The rules of the architecture, checked on any list of paths and sources.

use std::collections::{BTreeMap, BTreeSet};

use crate::items::{Items, items};
use crate::source::{Path, Token, paths, tokens};

/// What each part of the crate may use of the others: everything below it, nothing above or beside it.
const MAY_USE: [(&str, &[&str]); 9] = [
    ("base", &[]),
    ("tower", &["base"]),
    ("session", &["base", "tower"]),
    ("app", &["base", "tower", "session"]),
    ("ui", &["base", "tower", "session", "app"]),
    ("demo", &["base"]),
    ("token_server", &["base", "tower"]),
    ("runtime", &["base", "tower", "session", "app", "ui", "demo", "token_server"]),
    ("main", &["runtime"]),
];

/// The layers that decide and draw; all that happens reaches them as values.
const PURE: [&str; 5] = ["base", "tower", "session", "app", "ui"];

/// Parts that are pure but for a thin shell: the part, and the files of it that may touch the world.
const SHELLS: [(&str, &[&str]); 1] = [("token_server", &["connection", "gate", "serve", "service", "tls"])];

/// The world outside, which only the other parts may touch: socket, file, clock, thread, terminal, chance.
const WORLD: [&str; 28] = [
    "Instant::elapsed",
    "Instant::now",
    "SystemTime",
    "TimeZone::system",
    "TimeZone::try_system",
    "Timestamp::now",
    "Zoned::now",
    "axum",
    "confy",
    "core::net",
    "crossterm::cursor::position",
    "crossterm::event::poll",
    "crossterm::event::read",
    "crossterm::execute",
    "crossterm::queue",
    "crossterm::terminal",
    "getrandom",
    "hyper",
    "reqwest",
    "std::env",
    "std::fs",
    "std::io",
    "std::net",
    "std::os",
    "std::process",
    "std::thread",
    "tokio",
    "tokio_util",
];

/// What single files of pure parts may name all the same: the file, and the thing. An address is data; `core::net` has
/// addresses and no sockets.
const EXCEPTIONS: [(&str, &str); 1] = [("src/token_server/head.rs", "core::net")];

/// The crate as `main.rs` names it.
const CRATE: &str = "tower_tui";

/// A file of this name holds the unit tests of the file whose folder it is in.
const TESTS: &str = "tests";

/// Longer than this and nobody holds a file in their head.
const MOST_LINES: usize = 500;

/// More files than this side by side and the folder is no concept.
const MOST_FILES: usize = 18;

/// One sentence for everything in `files`, pairs of path and source, that breaks a rule.
pub(super) fn complaints<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Vec<String> {
    let files: Vec<_> = files.into_iter().collect();
    let tree = Tree::new(&files);
    let mut found: Vec<_> = files.iter().flat_map(|(path, source)| shape(path, source)).collect();
    for file in &tree.files {
        found.extend(layers(file, &tree));
        found.extend(world(file, &tree));
        found.extend(facade(file, &tree));
    }
    found.extend(circles(&tree));
    found.extend(crowds(files.iter().map(|(path, _)| *path)));
    found.extend(scattered(&tree));
    found.extend(homonyms(&tree));
    found.dedup();
    found
}

/// A source file of the crate.
struct File<'a> {
    path: &'a str,
    /// Its module, from the root of the crate.
    module: Vec<&'a str>,
    tokens: Vec<Token<'a>>,
    paths: Vec<Path<'a>>,
    items: Items<'a>,
}

/// The crate: its files, and what the names in them stand for.
struct Tree<'a> {
    files: Vec<File<'a>>,
    modules: BTreeSet<Vec<&'a str>>,
    /// Where every name that a `use` brings into a module leads.
    imports: BTreeMap<Vec<&'a str>, Vec<&'a str>>,
}

impl<'a> Tree<'a> {
    fn new(files: &[(&'a str, &'a str)]) -> Self {
        let files: Vec<_> = files.iter().filter_map(|(path, source)| File::new(path, source)).collect();
        let modules = files.iter().map(|file| file.module.clone()).collect();
        let mut imports = BTreeMap::new();
        for file in &files {
            for path in &file.paths {
                if let Some(name) = path.import {
                    let home = [&file.module[..], &path.inside, &[name]].concat();
                    imports.insert(home, file.absolute(path));
                }
            }
        }
        Self { files, modules, imports }
    }

    /// Follows imports and re-exports to the place where the thing itself stands.
    fn follow(&self, mut path: Vec<&'a str>) -> Vec<&'a str> {
        // Names may lead round in a circle; no honest chain is as long as this.
        for _ in 0..8 {
            let step = (1..=path.len()).map(|end| path.split_at(end)).find_map(|(name, rest)| {
                let target = self.imports.get(name).filter(|_| !self.modules.contains(name))?;
                Some([target, rest].concat())
            });
            match step {
                Some(next) => path = next,
                None => break,
            }
        }
        path
    }

    /// The file that holds what `path` leads to.
    fn file_of<'p>(&self, path: &'p [&'a str]) -> &'p [&'a str] {
        let mut module = path;
        while !self.modules.contains(module) {
            let Some((_, parent)) = module.split_last() else { break };
            module = parent;
        }
        module
    }
}

impl<'a> File<'a> {
    /// `None` for a file outside `src`.
    fn new(path: &'a str, source: &'a str) -> Option<Self> {
        let name = path.strip_prefix("src/")?.strip_suffix(".rs")?;
        let module: Vec<_> = if name == "lib" { Vec::new() } else { name.split('/').collect() };
        let tokens = tokens(source);
        let mut paths = paths(&tokens);
        for path in &mut paths {
            path.test |= module.last() == Some(&TESTS);
        }
        let items = if module.last() == Some(&TESTS) { Items::default() } else { items(&tokens) };
        Some(Self { path, module, tokens, paths, items })
    }

    /// `path` from the root of the crate; one that starts with another crate seems to start here.
    fn absolute(&self, path: &Path<'a>) -> Vec<&'a str> {
        let mut module = [&self.module[..], &path.inside].concat();
        let mut rest = &path.segments[..];
        while let [first, after @ ..] = rest {
            match *first {
                "crate" | CRATE => module.clear(),
                "super" => drop(module.pop()),
                "self" => {}
                _ => break,
            }
            rest = after;
        }
        [&module[..], rest].concat()
    }

    fn complaint(&self, line: usize, rule: &str) -> String {
        complaint(self.path, line, rule)
    }
}

fn complaint(path: &str, line: usize, rule: &str) -> String {
    format!("{path}:{line}: {rule}")
}

fn shape(path: &str, source: &str) -> Vec<String> {
    let lines = source.lines().count();
    let long = format!("has {lines} lines; a file has {MOST_LINES} at most");
    [
        (lines > MOST_LINES, MOST_LINES + 1, long.as_str()),
        (path.ends_with("/mod.rs"), 1, "is a `mod.rs`; name the file after its module"),
        (!source.starts_with("//!"), 1, "must start with a `//!` line that states its purpose"),
    ]
    .into_iter()
    .filter(|(broken, ..)| *broken)
    .map(|(_, line, rule)| complaint(path, line, rule))
    .collect()
}

/// No part uses one above it or beside it.
fn layers(file: &File<'_>, tree: &Tree<'_>) -> Vec<String> {
    let Some(own) = file.module.first() else { return Vec::new() };
    let Some((_, below)) = MAY_USE.iter().find(|(part, _)| part == own) else {
        return vec![file.complaint(1, &format!("`{own}` is no part of the crate that the rules know"))];
    };
    let mut found = Vec::new();
    for path in &file.paths {
        let written = file.absolute(path);
        let reached = tree.follow(written.clone());
        // What a lower layer passes on is its own affair; a name of this layer is looked through.
        let used = if written.first() == Some(own) { &reached } else { &written };
        match used.first() {
            None if path.import.is_some() => {
                found.push(file.complaint(path.line, "imports the whole crate, which hides what it uses"));
            }
            Some(other) if other != own && !below.contains(other) => {
                found.push(file.complaint(path.line, &format!("`{own}` may not use `{other}`")));
            }
            _ => {}
        }
    }
    found
}

fn is_pure(module: &[&str]) -> bool {
    let shell = SHELLS.iter().find(|(part, _)| module.first() == Some(part)).map(|(_, files)| files);
    match (shell, module) {
        (Some(files), [_, file, ..]) => !files.contains(file),
        (Some(_), _) => true,
        (None, _) => module.first().is_some_and(|part| PURE.contains(part)),
    }
}

/// A pure layer never names the world; its unit tests may.
fn world(file: &File<'_>, tree: &Tree<'_>) -> Vec<String> {
    let Some(own) = file.module.first().filter(|_| is_pure(&file.module)) else { return Vec::new() };
    let mut found = Vec::new();
    for path in file.paths.iter().filter(|path| !path.test) {
        let reached = tree.follow(file.absolute(path));
        let names = |thing: &&&str| {
            let thing: Vec<_> = thing.split("::").collect();
            reached.windows(thing.len()).any(|part| part == thing)
        };
        let thing = WORLD.iter().find(names).filter(|thing| !EXCEPTIONS.contains(&(file.path, **thing)));
        if let Some(thing) = thing {
            found.push(file.complaint(path.line, &format!("the pure layer `{own}` may not name `{thing}`")));
        }
    }
    found
}

/// A file with a folder of its own only declares what is in it and passes names on: code there would
/// use its children while they use it.
fn facade(file: &File<'_>, tree: &Tree<'_>) -> Option<String> {
    let has_folder = tree.modules.iter().any(|module| {
        module.split_last().is_some_and(|(name, folder)| *name != TESTS && folder == file.module)
    });
    let line = stray(&file.tokens).filter(|_| has_folder)?;
    Some(
        file.complaint(line, "a file with a folder holds only `mod`, `pub use` by name, docs and attributes"),
    )
}

/// The line of the first thing that has no place in a facade.
fn stray(mut rest: &[Token<'_>]) -> Option<usize> {
    let mut is_public = false;
    while let [(line, _), ..] = rest {
        rest = match rest {
            [(_, "#"), (_, "!"), after @ ..] | [(_, "#"), after @ ..] => after_brackets(after),
            [(_, "pub"), after @ ..] => {
                is_public = true;
                if after.first().is_some_and(|(_, text)| *text == "(") {
                    after_brackets(after)
                } else {
                    after
                }
            }
            [(_, "mod"), _, (_, ";"), after @ ..] => {
                is_public = false;
                after
            }
            [(_, "use"), after @ ..] if is_public => {
                is_public = false;
                let end = after.iter().position(|(_, text)| matches!(*text, ";" | "*"))?;
                match after.split_at(end).1 {
                    [(_, ";"), after @ ..] => after,
                    glob => return glob.first().map(|(line, _)| *line),
                }
            }
            _ => return Some(*line),
        };
    }
    None
}

/// What follows the brackets that `rest` starts with.
fn after_brackets<'t, 'a>(rest: &'t [Token<'a>]) -> &'t [Token<'a>] {
    let mut depth = 0_usize;
    let end = rest.iter().position(|(_, text)| {
        match *text {
            "(" | "[" => depth += 1,
            ")" | "]" => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0
    });
    end.map_or(&[], |end| rest.split_at(end + 1).1)
}

/// Who uses whom among the files of one folder, and where it says so first.
type Uses<'a> = BTreeMap<&'a str, BTreeMap<&'a str, (&'a str, usize)>>;

/// No file uses another of its folder that leads back to it.
fn circles(tree: &Tree<'_>) -> Vec<String> {
    let mut folders: BTreeMap<&[&str], Uses<'_>> = BTreeMap::new();
    let reached: Vec<_> = tree
        .files
        .iter()
        .flat_map(|file| file.paths.iter().filter(|path| !path.test).map(move |path| (file, path)))
        .map(|(file, path)| (file, path.line, tree.follow(file.absolute(path))))
        .collect();
    for (file, line, target) in &reached {
        let other = tree.file_of(target);
        let shared = file.module.iter().zip(other).take_while(|(one, two)| one == two).count();
        let (folder, rest) = file.module.split_at(shared);
        // The root is the layers' business.
        if let (Some(user), Some(used), false) = (rest.first(), other.get(shared), folder.is_empty()) {
            let uses = folders.entry(folder).or_default().entry(*user).or_default();
            uses.entry(*used).or_insert((file.path, *line));
        }
    }
    let mut found = Vec::new();
    for uses in folders.values() {
        for (start, first) in uses {
            if let Some((circle, (path, line))) = first.iter().find_map(|(next, place)| {
                let circle = way_back(uses, start, next, &mut BTreeSet::new())?;
                Some((circle, place))
            }) {
                let circle = format!("`{start} -> {circle}` is a circle; give what they share its own file");
                found.push(complaint(path, *line, &circle));
            }
        }
    }
    found
}

/// The way from `at` back to `start`, through later names only, so that a circle is told once.
fn way_back<'a>(uses: &Uses<'a>, start: &str, at: &'a str, seen: &mut BTreeSet<&'a str>) -> Option<String> {
    if at == start {
        return Some(at.to_owned());
    }
    if at < start || !seen.insert(at) {
        return None;
    }
    let way = uses.get(at)?.keys().find_map(|next| way_back(uses, start, next, seen))?;
    Some(format!("{at} -> {way}"))
}

/// No folder holds more files than a person takes in at a glance.
fn crowds<'a>(paths: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut folders: BTreeMap<&str, usize> = BTreeMap::new();
    for path in paths {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        *folders.entry(folder).or_default() += 1;
    }
    folders.retain(|_, count| *count > MOST_FILES);
    let crowded = folders.into_iter();
    crowded
        .map(|(folder, count)| format!("{folder}: holds {count} files; a folder has {MOST_FILES} at most"))
        .collect()
}

/// What a type can do stands in its own file, or in the folder of that file: nobody looks elsewhere.
fn scattered(tree: &Tree<'_>) -> Vec<String> {
    let mut found = Vec::new();
    for file in &tree.files {
        for block in &file.items.impls {
            let target = tree.follow(file.absolute(block));
            let home = tree.file_of(&target);
            let folder = home.split_last().map_or(home, |(_, folder)| folder);
            if !file.module.starts_with(folder) {
                let (name, home) = (block.segments.last().copied().unwrap_or_default(), home.join("/"));
                let rule = format!("`impl {name}` stands outside the folder of `src/{home}.rs`");
                found.push(file.complaint(block.line, &rule));
            }
        }
    }
    found
}

/// One name, one meaning: no two types of a layer are called the same. In one module the compiler sees to
/// that, and what stands there twice are forms of one type for different systems.
fn homonyms(tree: &Tree<'_>) -> Vec<String> {
    let mut first: BTreeMap<(&str, &str), (&str, Vec<&str>)> = BTreeMap::new();
    let mut found = Vec::new();
    for file in &tree.files {
        for item in &file.items.types {
            let (Some(layer), Some(name)) = (file.module.first(), item.segments.last()) else { continue };
            let module = [&file.module[..], &item.inside].concat();
            let (path, other) = first.entry((layer, name)).or_insert_with(|| (file.path, module.clone()));
            if *other != module {
                let rule = format!("`{layer}` has another type `{name}`, in {path}");
                found.push(file.complaint(item.line, &rule));
            }
        }
    }
    found
}
