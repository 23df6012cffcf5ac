//! What a term of the filter that is being typed may become: keys, and the values that a key knows.

use super::folding::folded;
use super::pinyin::Spelling;
use super::term_key::{KEYS, NOT, OR, TermKey, keyed};
use super::terms::mark_words;

/// The terms of a filter on to-dos that have a fixed value.
const TODO_TERMS: [&str; 13] = [
    "is:overdue",
    "is:open",
    "is:done",
    "due:today",
    "due:tomorrow",
    "due:week",
    "due:none",
    "project:",
    "label:",
    "priority:highest",
    "priority:higher",
    "priority:normal",
    "priority:lower",
];

/// What the last term of a filter on members may become, each as the whole text.
pub fn member_term_completions(text: &str, groups: &[&str]) -> Vec<String> {
    completions(text, groups, &[])
}

/// The same of a filter on to-dos.
pub fn todo_term_completions(text: &str) -> Vec<String> {
    let word = text.rfind(char::is_whitespace).and_then(|at| text.get(at..)).map_or(text, str::trim_start);
    let word = word.trim_start_matches(NOT);
    let before = text.strip_suffix(word).unwrap_or(text);
    let found = TODO_TERMS.iter().filter(|term| term.starts_with(word));
    found.map(|term| format!("{before}{term}")).collect()
}

/// What the last word of a text may become, each as the whole text, in a team of these groups and projects; the text
/// itself is not among them.
pub(super) fn completions(text: &str, groups: &[&str], projects: &[&str]) -> Vec<String> {
    let word = text.rfind(char::is_whitespace).and_then(|at| text.get(at..)).map_or(text, str::trim_start);
    let part = word.rfind(OR).and_then(|at| word.get(at..)).map_or(word, |part| part.trim_start_matches(OR));
    let part = part.trim_start_matches(NOT);
    let before = text.strip_suffix(part).unwrap_or(text);
    // `group:a|b` asks for two groups.
    let inherited =
        || word.trim_start_matches(NOT).split(OR).next().and_then(keyed).map(|(key, _)| (key, part));
    let found: Vec<String> = match keyed(part).or_else(inherited) {
        Some((key, value)) => {
            let typed = part.strip_suffix(value).unwrap_or_default();
            let found = values(key, value, !typed.is_ascii(), (groups, projects));
            found.into_iter().map(|value| format!("{before}{typed}{value}")).collect()
        }
        None => {
            let keys =
                |chinese| KEYS.iter().map(move |(_, latin, other)| if chinese { *other } else { *latin });
            one_language(part, keys(false), keys(true)).map(|key| format!("{before}{key}:")).collect()
        }
    };
    found.into_iter().filter(|found| found != text).collect()
}

/// The values of a key that begin like this.
fn values(key: TermKey, typed: &str, chinese: bool, (groups, projects): (&[&str], &[&str])) -> Vec<String> {
    let written =
        |word: &str| word.chars().filter(|char| !char.is_whitespace() && !OR.contains(char)).collect();
    let roles =
        |chinese| if chinese { ["拥有者", "管理员", "成员"] } else { ["owner", "admin", "member"] };
    match key {
        TermKey::Is => one_language(typed, mark_words(chinese), mark_words(!chinese)).map(written).collect(),
        TermKey::Role => one_language(typed, roles(chinese).into_iter(), roles(!chinese).into_iter())
            .map(written)
            .collect(),
        TermKey::Group => beginning(typed, groups.iter().copied()).map(written).collect(),
        TermKey::Project => beginning(typed, projects.iter().copied()).map(written).collect(),
        TermKey::Phone => Vec::new(),
    }
}

/// Those of the first words that begin like this; where none does, those of the second.
fn one_language<'a>(
    typed: &str,
    first: impl Iterator<Item = &'a str>,
    second: impl Iterator<Item = &'a str>,
) -> impl Iterator<Item = &'a str> {
    let mut found = beginning(typed, first).peekable();
    let others = if found.peek().is_none() { Some(beginning(typed, second)) } else { None };
    found.chain(others.into_iter().flatten())
}

/// The words that begin like this, as they are written or read.
fn beginning<'a>(typed: &str, words: impl Iterator<Item = &'a str>) -> impl Iterator<Item = &'a str> {
    let typed = folded(typed);
    let spelling = Spelling::of(&typed);
    words.filter(move |word| {
        folded(word).starts_with(&typed) || spelling.as_ref().is_some_and(|spelling| spelling.begins(word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<String> {
        completions(text, &["后端", "API Team", "客服"], &["移动端", "增长"])
    }

    #[test]
    fn keys_are_completed_and_then_what_they_know() {
        for (typed, expected) in [
            ("r", &["role:"][..]),
            ("张 g", &["张 group:"]),
            ("状", &["状态:"]),
            ("fz", &["分组:"]),
            ("is:sd", &["is:锁定"]),
            ("角色:ad", &["角色:admin"]),
            ("is:in", &["is:inactive", "is:incomplete"]),
            ("!is:l", &["!is:locked"]),
            ("is:锁", &["is:锁定"]),
            ("状态:", &["状态:启用", "状态:停用", "状态:锁定", "状态:未完善", "状态:你自己"]),
            ("role:a", &["role:admin"]),
            ("角色:管", &["角色:管理员"]),
            ("group:hd", &["group:后端"]),
            ("group:后端|a", &["group:后端|APITeam"]),
            ("project:y", &["project:移动端"]),
            ("phone:1", &[]),
            ("is:locked", &[]),
            ("wang", &[]),
        ] {
            assert_eq!(of(typed), expected, "{typed}");
        }
        assert_eq!(of(""), ["role:", "group:", "phone:", "is:", "project:"]);
    }
}
