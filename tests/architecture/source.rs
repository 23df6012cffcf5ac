//! Reads a Rust source as text: its words without comments and literals, and the paths it names.

/// A word or mark of the source and the line it stands on, counted from 1.
pub(super) type Token<'a> = (usize, &'a str);

/// A path as the source writes it, with the groups of `use` taken apart.
pub(super) struct Path<'a> {
    pub(super) segments: Vec<&'a str>,
    pub(super) line: usize,
    /// The name a `use` gives to what the path leads to; `None` for a path in the code.
    pub(super) import: Option<&'a str>,
    /// The inline modules it stands in, outermost first.
    pub(super) inside: Vec<&'a str>,
    /// Whether it stands in unit tests, `#[cfg(test)]`.
    pub(super) test: bool,
}

/// Every word and mark of the code. A comment, a literal and a lifetime leave nothing behind, so
/// naming something in a sentence or a text is not using it.
pub(super) fn tokens(source: &str) -> Vec<Token<'_>> {
    let (mut rest, mut line, mut found) = (source, 1, Vec::new());
    while let Some(first) = rest.chars().next() {
        let skipped = skipped(rest);
        let length = match first {
            _ if skipped > 0 => skipped,
            ':' if rest.starts_with("::") => 2,
            _ if is_word(first) => word(rest),
            _ => first.len_utf8(),
        };
        let (text, after) = rest.split_at(length);
        if skipped == 0 && !first.is_whitespace() {
            found.push((line, text));
        }
        line += text.matches('\n').count();
        rest = after;
    }
    found
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

fn word(text: &str) -> usize {
    text.find(|letter| !is_word(letter)).unwrap_or(text.len())
}

/// Length of the comment, literal, lifetime or `r#` that `text` starts with, 0 before code.
fn skipped(text: &str) -> usize {
    if text.starts_with("//") {
        return text.find('\n').unwrap_or(text.len());
    }
    if text.starts_with("/*") {
        return block_comment(text);
    }
    let literal = text.trim_start_matches(['b', 'c', 'r']);
    let prefix = text.len() - literal.len();
    let unhashed = literal.trim_start_matches('#');
    let hashes = literal.len() - unhashed.len();
    let is_raw = text.split_at(prefix).0.contains('r');
    match unhashed.chars().next() {
        Some('"') if is_raw => {
            let end = format!("\"{}", "#".repeat(hashes));
            let inner = unhashed.split_at(1).1;
            prefix + hashes + 1 + inner.find(&end).map_or(inner.len(), |at| at + end.len())
        }
        Some('"') if hashes == 0 => prefix + quoted(literal, '"'),
        Some('\'') if hashes == 0 => prefix + letter_or_lifetime(literal),
        Some(letter) if is_raw && hashes == 1 && is_word(letter) => prefix + hashes,
        _ => 0,
    }
}

/// Comments nest: `/* /* */ */` is one.
fn block_comment(text: &str) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    loop {
        let rest = text.split_at(at).1;
        let step = if rest.starts_with("/*") {
            depth += 1;
            2
        } else if rest.starts_with("*/") {
            depth -= 1;
            2
        } else {
            rest.chars().next().map_or(0, char::len_utf8)
        };
        at += step;
        if depth == 0 || step == 0 {
            return at;
        }
    }
}

/// Length of a literal between two `mark`s, in which a backslash takes the next letter along.
fn quoted(text: &str, mark: char) -> usize {
    let mut letters = text.char_indices().skip(1);
    while let Some((at, letter)) = letters.next() {
        if letter == mark {
            return at + 1;
        }
        if letter == '\\' {
            letters.next();
        }
    }
    text.len()
}

fn letter_or_lifetime(text: &str) -> usize {
    let mut letters = text.chars().skip(1);
    match (letters.next(), letters.next()) {
        (Some('\\'), _) | (_, Some('\'')) => quoted(text, '\''),
        _ => 1 + word(text.split_at(1).1),
    }
}

/// What follows the generics that `rest` starts with, `rest` itself where there are none. The arrow of a
/// function closes nothing.
pub(super) fn after_angles<'t, 'a>(rest: &'t [Token<'a>]) -> &'t [Token<'a>] {
    let (mut depth, mut before) = (0_usize, "");
    for (at, (_, text)) in rest.iter().enumerate() {
        match *text {
            "<" => depth += 1,
            ">" if before != "-" => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return if at == 0 { rest } else { rest.split_at(at + 1).1 };
        }
        before = text;
    }
    &[]
}

/// Every path the code names, in order.
pub(super) fn paths<'a>(tokens: &[Token<'a>]) -> Vec<Path<'a>> {
    let (mut rest, mut found) = (tokens, Vec::new());
    // The blocks that are open, innermost last; an inline module has a name.
    let mut blocks: Vec<(Option<&str>, bool)> = Vec::new();
    let mut marked = false;
    while !rest.is_empty() {
        let mut here = Vec::new();
        rest = match rest {
            [(_, "cfg"), (_, "("), (_, "test"), (_, ")"), after @ ..] => {
                marked = true;
                after
            }
            [(_, "mod"), (_, name), (_, "{"), after @ ..] => {
                blocks.push((Some(name), marked));
                marked = false;
                after
            }
            [(_, mark @ ("{" | "}" | ";")), after @ ..] => {
                marked = false;
                match *mark {
                    "{" => blocks.push((None, false)),
                    "}" => drop(blocks.pop()),
                    _ => {}
                }
                after
            }
            // `impl Trait + use<'a>` is no import.
            [(_, "use"), (_, "<"), after @ ..] => after,
            [(_, "use"), after @ ..] => tree(after, &[], &mut here),
            // A method that reads the clock; what it is called on has no name here.
            [(_, "."), (line, "elapsed"), (_, "("), (_, ")"), after @ ..] => {
                here.push((*line, vec!["Instant", "elapsed"], None));
                after
            }
            [(_, text), ..] if text.starts_with(is_word) => plain(rest, &mut here),
            [_, after @ ..] => after,
            [] => rest,
        };
        found.extend(here.into_iter().map(|(line, segments, import)| Path {
            segments,
            line,
            import,
            inside: blocks.iter().filter_map(|(name, _)| *name).collect(),
            test: blocks.iter().any(|(_, test)| *test),
        }));
    }
    found
}

/// Line, segments and, for an import, the name it gives.
type Found<'a> = (usize, Vec<&'a str>, Option<&'a str>);

/// Takes a path of the code, and gives what follows it.
fn plain<'a, 't>(mut rest: &'t [Token<'a>], found: &mut Vec<Found<'a>>) -> &'t [Token<'a>] {
    let (mut segments, mut line) = (Vec::new(), 0);
    while let [(at, text), after @ ..] = rest
        && text.starts_with(is_word)
    {
        segments.push(*text);
        line = *at;
        rest = after;
        let [(_, "::"), next @ ..] = after else { break };
        rest = next;
    }
    found.push((line, segments, None));
    rest
}

/// Takes one tree of a `use`, with every path in its groups, and gives what follows it.
fn tree<'a, 't>(
    mut rest: &'t [Token<'a>],
    prefix: &[&'a str],
    found: &mut Vec<Found<'a>>,
) -> &'t [Token<'a>] {
    let (mut segments, mut line, mut alias) = (prefix.to_vec(), 0, None);
    loop {
        rest = match rest {
            [(_, "{"), after @ ..] => return group(after, &segments, found),
            [(_, "as"), (_, name), after @ ..] => {
                alias = Some(*name);
                after
            }
            [(_, "::"), after @ ..] => after,
            [(_, "," | "}" | ";"), ..] | [] => break,
            [(at, text), after @ ..] => {
                segments.push(*text);
                line = *at;
                after
            }
        };
    }
    if segments.len() > 1 && segments.last() == Some(&"self") {
        segments.pop();
    }
    let import = alias.or(segments.last().copied());
    found.push((line, segments, import));
    rest
}

fn group<'a, 't>(
    mut rest: &'t [Token<'a>],
    prefix: &[&'a str],
    found: &mut Vec<Found<'a>>,
) -> &'t [Token<'a>] {
    loop {
        rest = match rest {
            [(_, "}"), after @ ..] => return after,
            [(_, ";"), ..] | [] => return rest,
            [(_, ","), after @ ..] => after,
            _ => tree(rest, prefix, found),
        };
    }
}
