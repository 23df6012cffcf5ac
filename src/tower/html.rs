//! The HTML of Tower's descriptions as plain text: blocks on lines of their own, links with their address behind
//! them, nothing else.
//!
//! What comes has passed an allow-list of about forty tags, so this is no browser: it has to lose no text, to stop
//! on anything, and to take no longer than the text is long.
//!
//! Measured against html2text 0.17 (html5ever) in a stripped release binary: 19 kB to its 1,055 kB, and 0.25 ms to its
//! 3.2 ms for a description of 10 kB. Of the samples in the tests it loses what follows a tag that never ends, folds the
//! lines of a text without tags, and lets a mention be a link; so it is not used.

use crate::base::text::SafeText;

/// The most bytes of text that are kept; less than a block holds.
const MOST: usize = 60 * 1024;

/// The names of characters that editors write. What is none of these stays as it is written.
const NAMED: [(&str, char); 26] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{a0}'),
    ("ensp", ' '),
    ("emsp", ' '),
    ("hellip", '…'),
    ("mdash", '—'),
    ("ndash", '–'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("middot", '·'),
    ("bull", '•'),
    ("times", '×'),
    ("copy", '©'),
    ("reg", '®'),
    ("trade", '™'),
    ("rarr", '→'),
    ("larr", '←'),
    ("deg", '°'),
];

/// The longest name of a character, and the longest number of one.
const LONGEST_NAME: usize = 10;

/// A description as text; none where nothing is left to read. What has no tag in it keeps its own lines.
pub fn text_of(html: &str) -> Option<SafeText> {
    let mut writer = Writer { keeps_space: u32::from(!has_tag(html)), ..Writer::default() };
    let mut rest = html;
    while let Some((part, after)) = next(rest) {
        match part {
            Part::Text(text) => writer.text(text),
            Part::Tag(tag) if tag.is_ignored() && !tag.closes => {
                rest = after_closing(after, tag.name);
                continue;
            }
            Part::Tag(tag) => writer.tag(tag),
            Part::Nothing => {}
        }
        rest = after;
        if writer.out.len() > MOST {
            break;
        }
    }
    writer.end_link();
    let text = writer.out.trim();
    let most = text.len().min(MOST);
    let end = (0..=most).rev().find(|&end| text.is_char_boundary(end)).unwrap_or(0);
    let text = match text.split_at(end) {
        (whole, "") => SafeText::block(whole),
        (beginning, _) => SafeText::block(&format!("{beginning}\n…")),
    };
    (!text.is_empty()).then_some(text)
}

/// A part of the text.
enum Part<'a> {
    Text(&'a str),
    Tag(Tag<'a>),
    /// A comment, or a declaration.
    Nothing,
}

/// A tag: its name as written, and what stands behind it.
#[derive(Clone, Copy)]
struct Tag<'a> {
    name: &'a str,
    rest: &'a str,
    closes: bool,
}

/// The next part of a text and what follows it. A `<` that begins nothing, or something that never ends, is text.
fn next(html: &str) -> Option<(Part<'_>, &str)> {
    if html.is_empty() {
        return None;
    }
    let Some(inside) = html.strip_prefix('<') else {
        let (text, after) = html.split_at(html.find('<').unwrap_or(html.len()));
        return Some((Part::Text(text), after));
    };
    if let Some(comment) = inside.strip_prefix("!--") {
        return Some(match comment.split_once("-->") {
            Some((_, after)) => (Part::Nothing, after),
            None => (Part::Text(html), ""),
        });
    }
    let (closes, name) = inside.strip_prefix('/').map_or((false, inside), |name| (true, name));
    let begins = name.starts_with(|char: char| char.is_ascii_alphabetic());
    if !begins && !inside.starts_with(['!', '?']) {
        let (text, after) = html.split_at(1 + inside.find('<').unwrap_or(inside.len()));
        return Some((Part::Text(text), after));
    }
    let Some((tag, after)) = inside_tag(name) else { return Some((Part::Text(html), "")) };
    if !begins {
        return Some((Part::Nothing, after));
    }
    let (name, rest) =
        tag.split_at(tag.find(|char: char| !char.is_ascii_alphanumeric()).unwrap_or(tag.len()));
    Some((Part::Tag(Tag { name, rest, closes }), after))
}

/// What stands in a tag and what follows it. A `>` in quotes does not end it.
fn inside_tag(text: &str) -> Option<(&str, &str)> {
    let mut quote = None;
    let mut before = '=';
    let end = text.find(|char: char| {
        match quote {
            Some(open) => quote = Some(open).filter(|open| *open != char),
            // Only a value is quoted: the apostrophe of a word that strayed into a tag is none.
            None if matches!(char, '"' | '\'') && before == '=' => quote = Some(char),
            None if char == '>' => return true,
            None => {}
        }
        if !char.is_whitespace() {
            before = char;
        }
        false
    })?;
    let (tag, after) = text.split_at(end);
    Some((tag, after.strip_prefix('>').unwrap_or(after)))
}

/// Whether there is any tag in it.
fn has_tag(html: &str) -> bool {
    let mut rest = html;
    while let Some((part, after)) = next(rest) {
        if let Part::Tag(_) = part {
            return true;
        }
        rest = after;
    }
    false
}

/// What follows the end of something whose inside is no text; nothing where it has none.
fn after_closing<'a>(html: &'a str, name: &str) -> &'a str {
    let mut rest = html;
    while let Some((_, at)) = rest.split_once("</") {
        if at.get(..name.len()).is_some_and(|end| end.eq_ignore_ascii_case(name)) {
            return at.split_once('>').map_or("", |(_, after)| after);
        }
        rest = at;
    }
    ""
}

impl<'a> Tag<'a> {
    fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    fn is_any(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.is(name))
    }

    /// What is in it is for machines.
    fn is_ignored(&self) -> bool {
        self.is_any(&["script", "style"])
    }

    /// Whether what is in it stands on lines of its own.
    fn is_block(&self) -> bool {
        const BLOCKS: [&str; 24] = [
            "p",
            "div",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "ul",
            "ol",
            "dl",
            "dt",
            "dd",
            "blockquote",
            "pre",
            "hr",
            "table",
            "tr",
            "section",
            "article",
            "header",
            "footer",
            "figure",
            "figcaption",
        ];
        self.is_any(&BLOCKS)
    }

    /// The value of one of its attributes, as it is written.
    fn attribute(&self, wanted: &str) -> Option<&'a str> {
        let mut rest = self.rest;
        loop {
            rest = rest.trim_start_matches(|char: char| char.is_whitespace() || char == '/');
            let name_ends = rest.find(|char: char| char.is_whitespace() || char == '=')?;
            let (name, after) = rest.split_at(name_ends);
            let Some(value) = after.trim_start().strip_prefix('=') else {
                rest = after;
                continue;
            };
            let value = value.trim_start();
            let quote = value.chars().next().filter(|char| matches!(char, '"' | '\''));
            let (value, after) = match quote {
                Some(quote) => value.strip_prefix(quote)?.split_once(quote)?,
                None => value.split_at(value.find(char::is_whitespace).unwrap_or(value.len())),
            };
            if name.eq_ignore_ascii_case(wanted) {
                return Some(value);
            }
            rest = after;
        }
    }
}

/// The text so far.
#[derive(Default)]
struct Writer {
    out: String,
    /// A space is due before the next word, if that stands on the same line.
    space: bool,
    /// How many elements are open that keep their spaces and line breaks.
    keeps_space: u32,
    /// Where the text of the open link begins, and where the link leads.
    link: Option<(usize, String)>,
    /// A mention has begun, and nothing of the name is written yet.
    mention: bool,
    /// The lists that are open: the number of the last line in it, where they are numbered.
    lists: Vec<Option<u32>>,
}

impl Writer {
    fn text(&mut self, written: &str) {
        for char in decoded(written) {
            if char.is_whitespace() && char != '\u{a0}' && self.keeps_space == 0 {
                self.space = true;
            } else {
                self.catch_up();
                if std::mem::take(&mut self.mention) && char != '@' {
                    self.out.push('@');
                }
                self.out.push(if char == '\u{a0}' { ' ' } else { char });
            }
        }
    }

    /// Writes the space that is due.
    fn catch_up(&mut self) {
        if self.space && !self.out.is_empty() && !self.out.ends_with(['\n', ' ']) {
            self.out.push(' ');
        }
        self.space = false;
    }

    /// What follows stands on another line.
    fn end_line(&mut self) {
        self.space = false;
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
    }

    fn tag(&mut self, tag: Tag<'_>) {
        if tag.is("br") {
            self.space = false;
            // No gap grows beyond one empty line.
            if !self.out.ends_with("\n\n") {
                self.out.push('\n');
            }
        } else if tag.is("a") {
            self.end_link();
            if let Some(href) = tag.attribute("href").filter(|_| !tag.closes) {
                self.catch_up();
                self.link = Some((self.out.len(), decoded(href).collect()));
                let class = tag.attribute("class").unwrap_or_default();
                self.mention = class.contains("tr-mention") || tag.attribute("data-mention").is_some();
            }
        } else if tag.is("li") {
            self.end_line();
            if !tag.closes {
                self.begin_line_of_list();
            }
        } else if tag.is("img") {
            self.text(tag.attribute("alt").unwrap_or_default());
        } else if tag.is_any(&["td", "th"]) {
            self.space = true;
        } else if tag.is_block() {
            self.end_line();
            self.open(tag);
        }
    }

    fn open(&mut self, tag: Tag<'_>) {
        if tag.is("pre") {
            let open = self.keeps_space;
            self.keeps_space = if tag.closes { open.saturating_sub(1) } else { open.saturating_add(1) };
        } else if tag.is_any(&["ul", "ol"]) && tag.closes {
            self.lists.pop();
        } else if tag.is_any(&["ul", "ol"]) {
            self.lists.push(tag.is("ol").then_some(0));
        }
    }

    fn begin_line_of_list(&mut self) {
        let deep = self.lists.len().saturating_sub(1).min(8);
        self.out.push_str(&"  ".repeat(deep));
        match self.lists.last_mut() {
            Some(Some(number)) => {
                *number = number.saturating_add(1);
                self.out.push_str(&number.to_string());
                self.out.push_str(". ");
            }
            Some(None) | None => self.out.push_str("- "),
        }
    }

    /// Writes where the open link leads, unless its text says that or it leads to a place within Tower, such as the
    /// person mentioned.
    fn end_link(&mut self) {
        self.mention = false;
        let Some((start, href)) = self.link.take() else { return };
        let href = href.trim();
        let said = self.out.get(start..).unwrap_or_default().trim();
        if !href.contains(':') || said == href || href.strip_prefix("mailto:") == Some(said) {
            return;
        }
        if !said.is_empty() {
            self.out.push(' ');
        }
        self.out.push('<');
        self.out.push_str(href);
        self.out.push('>');
    }
}

/// A text with the characters that are written as `&amp;`, `&#39;` or `&#x4f60;`.
pub(super) fn decoded(written: &str) -> impl Iterator<Item = char> {
    let mut rest = written;
    std::iter::from_fn(move || {
        let char = rest.chars().next()?;
        let after = rest.strip_prefix(char)?;
        let (char, after) = if char == '&' { entity(after).unwrap_or((char, after)) } else { (char, after) };
        rest = after;
        Some(char)
    })
}

/// The character that the text behind an `&` names, and what follows.
fn entity(text: &str) -> Option<(char, &str)> {
    let end = text.bytes().take(LONGEST_NAME + 1).position(|byte| byte == b';')?;
    let (name, after) = text.split_at(end);
    let char = match name.strip_prefix('#') {
        Some(number) => {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)?
        }
        None => NAMED.iter().find(|(known, _)| *known == name)?.1,
    };
    Some((char, after.strip_prefix(';')?))
}

#[cfg(test)]
mod tests;
