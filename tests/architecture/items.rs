//! The types a source declares and the blocks that give them methods, read from its tokens.

use crate::source::{Path, Token, after_angles};

/// What a source says of the types of the crate.
#[derive(Default)]
pub(super) struct Items<'a> {
    /// Every `struct`, `enum`, `trait` and `type` of a module. One inside a function has no name outside it.
    pub(super) types: Vec<Path<'a>>,
    /// The type of every inherent `impl`.
    pub(super) impls: Vec<Path<'a>>,
}

/// A block that is open.
struct Block<'a> {
    module: Option<&'a str>,
    is_test: bool,
}

/// What `tokens` declare outside unit tests.
pub(super) fn items<'a>(tokens: &[Token<'a>]) -> Items<'a> {
    let (mut rest, mut found, mut before) = (tokens, Items::default(), "");
    let mut blocks: Vec<Block<'a>> = Vec::new();
    let mut is_test = false;
    while let [(line, text), after @ ..] = rest {
        rest = after;
        let starts = matches!(before, "" | "{" | "}" | ";" | "]" | "unsafe");
        before = text;
        let item = |segments: Vec<&'a str>| Path {
            segments,
            line: *line,
            import: None,
            inside: blocks.iter().filter_map(|block| block.module).collect(),
            test: blocks.iter().any(|block| block.is_test),
        };
        match (*text, after) {
            ("cfg", [(_, "("), (_, "test"), (_, ")"), ..]) => is_test = true,
            ("mod", [(_, name), (_, "{"), after @ ..]) => {
                blocks.push(Block { module: Some(name), is_test });
                (is_test, before, rest) = (false, "{", after);
            }
            ("impl", _) if starts => {
                found.impls.extend(inherent(after).map(item));
            }
            ("struct" | "enum" | "trait" | "type", [(_, name), ..])
                if is_name(name) && blocks.iter().all(|block| block.module.is_some()) =>
            {
                found.types.push(item(vec![name]));
            }
            ("{", _) => {
                blocks.push(Block { module: None, is_test });
                is_test = false;
            }
            ("}", _) => drop(blocks.pop()),
            (";", _) => is_test = false,
            _ => {}
        }
    }
    found.types.retain(|item| !item.test);
    found.impls.retain(|item| !item.test);
    found
}

fn is_name(text: &str) -> bool {
    text.starts_with(char::is_alphabetic)
}

/// The path of the type after `impl`; `None` where a trait is implemented.
fn inherent<'a>(rest: &[Token<'a>]) -> Option<Vec<&'a str>> {
    let mut rest = after_angles(rest);
    let mut segments = Vec::new();
    // `impl dyn Trait` gives the trait its methods.
    if let [(_, "dyn"), after @ ..] = rest {
        rest = after;
    }
    while let [(_, text), after @ ..] = rest {
        rest = match *text {
            "for" => return None,
            "{" | "where" => break,
            "<" => after_angles(rest),
            "::" => after,
            name if is_name(name) => {
                segments.push(name);
                after
            }
            _ => return None,
        };
    }
    Some(segments).filter(|segments| !segments.is_empty())
}
