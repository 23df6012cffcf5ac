//! Formats that a settings file may be written in instead of TOML.

/// The format of a file in which nothing is TOML, and where it begins.
pub(super) fn another_format(text: &str) -> Option<(usize, &'static str)> {
    let is_comment =
        |line: &&str| line.starts_with(['#', '*']) || line.starts_with("//") || line.starts_with("/*");
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !is_comment(line));
    let first = lines.next()?;
    let start = text.find(first)?;
    let mut marks = text.get(start..)?.chars().filter(|char| !char.is_whitespace());
    let is_name = |name: &str| {
        !name.is_empty() && name.chars().all(|char| char.is_ascii_alphanumeric() || "_-.".contains(char))
    };
    let format = match (marks.next(), marks.next()) {
        (Some('{'), _) | (Some('['), Some('{')) => "JSON",
        (Some('<'), Some('?' | '!' | 'a'..='z')) => "XML",
        _ if first == "---" => "YAML",
        // What is below the name is a line of its own.
        _ if first.strip_suffix(':').is_some_and(is_name) => "YAML",
        _ => return None,
    };
    Some((start, format))
}
