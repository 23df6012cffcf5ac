//! `keys`: the table of keys, for people and, in Markdown, for the guide.

use std::borrow::Cow;
use std::io::{self, Write};

use crate::app::core::view::View;
use crate::app::keys::keymap::{Bound, Keymap};
use crate::app::keys::table::Mode;
use crate::app::keys::table::OF_VIEWS;
use crate::base::lang::Lang;
use crate::base::measure::{pad, width};
use crate::runtime::exit_error::ExitError;
use crate::ui::words::Words;

/// Prints the table, and the keys of saved views below it.
pub(in crate::runtime) fn keys(
    keymap: &Keymap,
    views: &[View],
    lang: Lang,
    as_markdown: bool,
) -> Result<(), ExitError> {
    let words = Words(lang);
    let heading = words.headings_of_keys().map(Cow::into_owned);
    let key = |name: String| if as_markdown { format!("`{name}`") } else { name };
    let row = |line: &Bound| {
        let keys: Vec<String> = line.keys.iter().map(|one| key(one.name())).collect();
        [
            keys.join(" "),
            words.action(line.action).into_owned(),
            key(line.action.name().to_owned()),
            places(line, words),
        ]
    };
    let of_view = |view: &View| {
        let places: Vec<_> = OF_VIEWS.iter().map(|mode| words.place(*mode)).collect();
        let name = view.name.as_str();
        Some([
            key(view.key?.name()),
            words.view_called(name).into_owned(),
            String::new(),
            words.listed(&places),
        ])
    };
    let lines = merged(keymap);
    let rows = lines.iter().map(row).chain(views.iter().filter_map(of_view));
    let mut out = io::BufWriter::new(io::stdout().lock());
    if as_markdown {
        writeln!(out, "| {} |\n|---|---|---|---|", heading.join(" | "))?;
        for row in rows {
            writeln!(out, "| {} |", row.join(" | "))?;
        }
    } else {
        let rows: Vec<[String; 4]> = std::iter::once(heading).chain(rows).collect();
        let widest =
            |of: fn(&[String; 4]) -> &String| rows.iter().map(|row| width(of(row))).max().unwrap_or(0);
        let (keys, does, names) =
            (widest(|[keys, ..]| keys), widest(|[_, does, ..]| does), widest(|[.., name, _]| name));
        for [key, action, name, places] in &rows {
            writeln!(out, "{}  {}  {}  {places}", pad(key, keys), pad(action, does), pad(name, names))?;
        }
    }
    Ok(out.flush()?)
}

/// The lines of the table; the same keys that do the same in several places are one.
fn merged(keymap: &Keymap) -> Vec<Bound> {
    let mut lines: Vec<Bound> = Vec::new();
    for line in keymap.lines() {
        match lines.iter_mut().find(|one| (&one.keys, one.action) == (&line.keys, line.action)) {
            Some(one) => one.modes.extend(&line.modes),
            None => lines.push(line.clone()),
        }
    }
    lines
}

fn places(line: &Bound, words: Words) -> String {
    if line.modes.len() == Mode::ALL.len() {
        return words.everywhere().into_owned();
    }
    let places: Vec<_> = line.modes.iter().map(|mode| words.place(*mode)).collect();
    words.listed(&places)
}
