//! What a term of the filter that is being typed may become: keys, and the values that a key knows.

use super::folding::folded;
use super::pinyin::Spelling;
use super::terms::{KEYS, NOT, OR, TermKey, keyed, mark_words};
use crate::base::lang::Lang;

/// What there is to choose from besides the filter's own words.
#[derive(Clone, Copy, Debug)]
pub struct Vocabulary<'a> {
    /// The person's language.
    pub lang: Lang,
    /// The groups of the team.
    pub groups: &'a [&'a str],
}

/// What the last word of a text may become, each as the whole text; the text itself is not among them.
pub(super) fn completions(text: &str, known: Vocabulary<'_>) -> Vec<String> {
    let word = text.rfind(char::is_whitespace).and_then(|at| text.get(at..)).map_or(text, str::trim_start);
    let part = word.rfind(OR).and_then(|at| word.get(at..)).map_or(word, |part| part.trim_start_matches(OR));
    let part = part.trim_start_matches(NOT);
    let before = text.strip_suffix(part).unwrap_or(text);
    // `group:a|b` asks for two groups.
    let behind = || word.trim_start_matches(NOT).split(OR).next().and_then(keyed).map(|(key, _)| (key, part));
    let found = match keyed(part).or_else(behind) {
        Some((key, value)) => {
            let typed = part.strip_suffix(value).unwrap_or_default();
            let chinese = !typed.is_ascii() || !value.is_ascii();
            values(key, value, chinese, known)
                .into_iter()
                .map(|value| format!("{before}{typed}{value}"))
                .collect::<Vec<_>>()
        }
        None => keys(part, known.lang).map(|key| format!("{before}{key}:")).collect(),
    };
    found.into_iter().filter(|found| found != text).collect()
}

/// The keys that begin like this: in the person's language, or in the one they began to type.
fn keys(typed: &str, lang: Lang) -> impl Iterator<Item = &'static str> {
    let typed = folded(typed);
    KEYS.iter().filter_map(move |(_, latin, chinese)| {
        let offered = if typed.is_empty() && lang == Lang::Zh { chinese } else { latin };
        [offered, latin, chinese].into_iter().find(|word| word.starts_with(&typed)).copied()
    })
}

/// The values of a key that begin like this.
fn values(key: TermKey, typed: &str, chinese: bool, known: Vocabulary<'_>) -> Vec<String> {
    let typed = folded(typed);
    let spelling = Spelling::of(&typed);
    let spelled = |word: &str| spelling.as_ref().is_some_and(|spelling| spelling.begins(word));
    let begins = |word: &&str| folded(word).starts_with(&typed) || spelled(word);
    let words: Vec<&str> = match key {
        TermKey::Is => mark_words(chinese).collect(),
        TermKey::Role if chinese => vec!["拥有者", "管理员", "成员"],
        TermKey::Role => vec!["owner", "admin", "member"],
        TermKey::Group => known.groups.to_vec(),
        TermKey::Phone => Vec::new(),
    };
    let written = |word: &str| word.chars().filter(|char| !char.is_whitespace() && !OR.contains(char)).collect();
    words.into_iter().filter(begins).map(written).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str, lang: Lang) -> Vec<String> {
        completions(text, Vocabulary { lang, groups: &["后端", "API Team", "客服"] })
    }

    #[test]
    fn keys_are_completed_and_then_what_they_know() {
        for (typed, expected) in [
            ("r", &["role:"][..]),
            ("张 g", &["张 group:"]),
            ("状", &["状态:"]),
            ("is:in", &["is:inactive", "is:incomplete"]),
            ("!is:l", &["!is:locked"]),
            ("is:锁", &["is:锁定"]),
            ("状态:", &["状态:启用", "状态:停用", "状态:锁定", "状态:未完善", "状态:你自己"]),
            ("role:a", &["role:admin"]),
            ("角色:管", &["角色:管理员"]),
            ("group:hd", &["group:后端"]),
            ("group:后端|a", &["group:后端|APITeam"]),
            ("phone:1", &[]),
            ("is:locked", &[]),
            ("zhang", &[]),
        ] {
            assert_eq!(of(typed, Lang::En), expected, "{typed}");
        }
        assert_eq!(of("", Lang::En), ["role:", "group:", "phone:", "is:"]);
        assert_eq!(of("张 ", Lang::Zh), ["张 角色:", "张 分组:", "张 电话:", "张 状态:"]);
    }
}
