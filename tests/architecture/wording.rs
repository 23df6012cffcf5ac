//! What the program says: which words it does not use, and which marks stand in Chinese.

/// What reads as a translation, and words that have another one here.
const NOT_ENGLISH: [&str; 46] = [
    "facet",
    "other step",
    "mend",
    "stands behind",
    "is usual",
    "usual keys",
    "it plain",
    "nothing came",
    "codes live",
    "nobody answers",
    "may not see",
    "anew",
    "vouch",
    "hardly live",
    "left out",
    "drowning",
    "todos ",
    "todo ",
    "tasks ",
    "must not travel",
    "not whole",
    "keeps nothing",
    "wrong call",
    "defect of",
    "of those shown",
    "to do that with",
    "not sent along",
    "have come",
    "config file",
    "is it {near}",
    "go on?",
    "finds one alone",
    "all there is",
    "select a select",
    "centre",
    "cancelled",
    "colour",
    "behaviour",
    "licence",
    "looked through",
    "people of the project",
    "takes a paste",
    "it is one of",
    "e.g.",
    "i.e.",
    "(s)",
];

/// The same in Chinese: the words of Taiwan, of machines, those that mean something else to whoever runs a server, and
/// those for which there is another word here: 访问密钥, 设置文件, 数据目录, 读屏软件, 回应, 账号.
const NOT_CHINESE: [&str; 22] = [
    "私钥",
    "载入",
    "兑换",
    "换一步",
    "复制为报告",
    "永不",
    "放慢",
    "官网",
    "待办",
    "口令",
    "配置文件",
    "状态目录",
    "屏幕阅读",
    "应答",
    "答复",
    "回答",
    "帐号",
    "账户",
    "场合",
    "上下文",
    "是否指",
    "client id",
];

/// What a private key is really called.
const PRIVATE_KEY: &str = "证书的私钥";

/// Fields of the status bar, whose width is reserved: their marks are half-width.
const FIELDS: [&str; 3] = ["离线, ", "受阻, ", "限流, "];

/// What is wrong with a text that people read.
pub(super) fn complaints(text: &str) -> Vec<String> {
    let lower = format!("{} ", text.to_lowercase());
    // Names of commands and of settings stay as they are.
    let said = ["tower-tui todos", "tower-tui todo", "[keys.todos]"]
        .iter()
        .fold(lower, |said, name| said.replace(name, ""));
    let is_chinese = text.chars().any(is_han);
    let mut found: Vec<String> = Vec::new();
    // What is cut ends with `⋯`, which is one cell wide in every terminal.
    found.extend(
        ["...", "…"].iter().filter(|dots| text.contains(**dots)).map(|dots| format!("`{dots}` in: {text}")),
    );
    if !is_chinese {
        let is_word = |word: &&&str| {
            said.match_indices(**word).any(|(at, _)| {
                let before = said.split_at(at).0.chars().next_back();
                !before.is_some_and(|before| before.is_alphanumeric() || before == '_')
            })
        };
        found.extend(NOT_ENGLISH.iter().filter(is_word).map(|word| format!("`{word}` in: {text}")));
        return found;
    }
    found.extend(close(text).map(|pair| format!("no blank in `{pair}`: {text}")));
    let said = text.replace(PRIVATE_KEY, "");
    found.extend(
        NOT_CHINESE.iter().filter(|word| said.contains(**word)).map(|word| format!("{word} in: {text}")),
    );
    found.extend(brackets(text).map(|inside| format!("half-width ({inside}) in: {text}")));
    found.extend(
        BESIDE.iter().filter(|pair| text.contains(**pair)).map(|pair| format!("`{pair}` in: {text}")),
    );
    if FIELDS.iter().any(|field| text.contains(field)) {
        return found;
    }
    let chars: Vec<char> = text.chars().collect();
    for (at, mark) in chars.iter().enumerate().filter(|(_, mark)| ",;:?!".contains(**mark)) {
        let before = at.checked_sub(1).and_then(|at| chars.get(at)).copied().unwrap_or(' ');
        let after = chars.get(at + 1).copied().unwrap_or(' ');
        // In `状态:逾期` and `用户名:密码` it is no mark of a sentence, and in `["pass", "show"]` one of the settings.
        if (is_han(before) || "”）)}`".contains(before)) && " ）".contains(after) {
            found.push(format!("half-width `{mark}` in: {text}"));
        }
    }
    found
}

/// What nobody writes: a blank beside a mark that has its own, and a comma between the things of a list in backticks
/// or in quotes.
const BESIDE: [&str; 15] = [
    " ，",
    "， ",
    " 。",
    " ；",
    "； ",
    " ：",
    " ？",
    "？ ",
    "！ ",
    " （",
    "） ",
    " 、",
    "、 ",
    "`，`",
    "\\\"，\\\"",
];

/// Chinese and Latin letters or digits side by side, without the blank that stands between them.
fn close(text: &str) -> impl Iterator<Item = String> {
    // A line's end is written with a letter.
    let chars: Vec<char> = text.replace("\\n", "\n").chars().collect();
    let is_latin = |char: char| char.is_ascii_alphanumeric();
    let pairs = chars.windows(2).filter_map(move |pair| match *pair {
        [one, other] if is_han(one) && is_latin(other) || is_latin(one) && is_han(other) => {
            Some(format!("{one}{other}"))
        }
        _ => None,
    });
    pairs.collect::<Vec<_>>().into_iter()
}

/// What stands in half-width brackets and is Chinese, or may be: those of a code or a name are half-width.
fn brackets(text: &str) -> impl Iterator<Item = &str> {
    let inside = text.split('(').skip(1).filter_map(|rest| rest.split_once(')'));
    inside.map(|(inside, _)| inside).filter(|inside| {
        // A label that is nothing but a bracket is none of a sentence.
        let is_all = text.len() == inside.len() + 2;
        !is_all && (inside.chars().any(is_han) || matches!(*inside, "{why}" | "{text}"))
    })
}

fn is_han(char: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&char)
}

/// The texts of a source: its string literals, up to its tests.
pub(super) fn texts(source: &str) -> Vec<String> {
    let source = source.split("#[cfg(test)]").next().unwrap_or_default();
    let mut found = Vec::new();
    for line in Lines(source) {
        found.push(line);
    }
    found
}

/// The literals, one after another; a comment is none.
struct Lines<'a>(&'a str);

impl Iterator for Lines<'_> {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        loop {
            let (_, rest) = self.0.split_at(self.0.find(['"', '/'])?);
            if rest.starts_with("//") {
                self.0 = rest.split_once('\n').map_or("", |(_, after)| after);
            } else if let Some(literal) = rest.strip_prefix('"') {
                let mut is_escaped = false;
                let end = literal.find(|char| {
                    let ends = char == '"' && !is_escaped;
                    is_escaped = char == '\\' && !is_escaped;
                    ends
                })?;
                let (text, after) = literal.split_at(end);
                self.0 = after.strip_prefix('"').unwrap_or(after);
                // A line that goes on in the next.
                return Some(text.split("\\\n").map(str::trim_start).collect());
            } else {
                self.0 = rest.strip_prefix('/').unwrap_or(rest);
            }
        }
    }
}

#[test]
fn a_wrong_word_and_a_wrong_mark_are_found() {
    for wrong in [
        "choose facets",
        "mend that line",
        "open todos first",
        "没有权限, 请登录",
        "无法连接: {why}",
        "正在载入成员",
        "令牌 {left}; 请稍候",
        "多久一次:",
        "无法读取 ({why})；请检查",
        "找不到（来自备份?）",
        "请稍候！ 再试",
        "没有收到？ 请重试",
        "含 `name`，`state` 和 `says`",
        "例如 [\\\"pass\\\"，\\\"show\\\"]",
        "令牌服务器的口令",
        "证书的应用密钥和私钥",
        "the App centre",
        "press a key, e.g. q",
        "loading...",
        "载入中…",
        "用Enter继续",
        "第3页",
    ] {
        assert!(!complaints(wrong).is_empty(), "{wrong}");
    }
    for right in [
        "recommended",
        "tower-tui todos lists them",
        "没有权限，请登录",
        "离线, {retry} 秒后重试",
        "http://用户名:密码@主机:端口",
        "a: b, c; d?",
        "证书的私钥：PEM 格式",
        "请求过于频繁 (429)，请稍候（{why}）",
        "例如 [\\\"pass\\\", \\\"show\\\"]",
        "文件没有改动。\\n第 3 页⋯",
    ] {
        assert_eq!(complaints(right), Vec::<String>::new(), "{right}");
    }
}

#[test]
fn texts_are_the_literals_outside_comments_and_tests() {
    let source =
        "// \"no\"\nf(\"a \\\" b\", 1 / 2); /// \"nor\"\n\"c\"\n\"d \\\n    e\"\n#[cfg(test)] \"test\"";
    assert_eq!(texts(source), ["a \\\" b", "c", "d e"]);
}
