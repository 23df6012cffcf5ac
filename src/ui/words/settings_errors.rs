//! Words for the errors in the settings.

use super::{Text, Words};
use crate::app::core::settings_error::{SettingsError, SettingsFault, ValueType};
use crate::app::keys::keymap::KeyFault;
use crate::base::text::SafeText;

impl Words {
    /// The heading of the overlay.
    pub fn errors_in_settings(self) -> Text {
        self.pick("Mistakes in the settings", "设置有误")
    }

    /// What is wrong, where, and what holds instead.
    pub fn settings_error(self, error: &SettingsError) -> Text {
        let SettingsError { line, column, fault } = error;
        let what = self.settings_fault(fault);
        let what = self.instead(fault).map_or_else(|| what.clone(), |instead| self.and(&what, &instead));
        self.pick(
            format!("line {line}, column {column}: {what}"),
            format!("第 {line} 行第 {column} 列：{what}"),
        )
    }

    /// What is wrong, with the file and the place in it.
    pub fn settings_error_in(self, path: &str, error: &SettingsError) -> String {
        format!("{path}:{}:{}: {}", error.line, error.column, self.settings_fault(&error.fault))
    }

    /// What is wrong.
    pub fn settings_fault(self, fault: &SettingsFault) -> Text {
        match fault {
            SettingsFault::Syntax(why) => self.no_toml(why),
            SettingsFault::Format(name) => self.another_format(name),
            SettingsFault::Punctuation { found, wanted } => self.mark_of_chinese(*found, *wanted),
            SettingsFault::Name(name, meant) => self.unknown_setting(name.as_str(), *meant),
            SettingsFault::Filter(unknown) => self.unknown_term(unknown),
            SettingsFault::ProfileName(name) => self.unknown_profile(name, true, None, ""),
            SettingsFault::Choice { setting, value, choices, .. } => {
                self.unknown_choice(setting, value.as_str(), choices)
            }
            SettingsFault::Type(name, ValueType::Flag) => self.wants_a_flag(name),
            SettingsFault::Type(name, ValueType::FlagOr(choices)) => self.wants_a_flag_or(name, choices),
            SettingsFault::Type(name, ValueType::Text) => self.wants_a_text(name),
            SettingsFault::Type(name, ValueType::List) => self.wants_a_list(name),
            SettingsFault::Address(name, bad) => self.bad_address(name, *bad),
            SettingsFault::Callback(name, bad) => self.bad_callback(name, *bad),
            SettingsFault::Keys(fault) | SettingsFault::ViewKey(fault) => self.key_fault(fault),
            SettingsFault::KeyOfView(key, view) => self.key_of_view(&key.name(), view),
            SettingsFault::NoOrder => self.no_order(),
            SettingsFault::SharedClient(other) => self.shared_client(other.as_ref()),
        }
    }

    /// A line of the settings is not TOML; `why` is the parser's message.
    pub fn no_toml(self, why: &str) -> Text {
        self.pick(
            format!("not valid TOML: {why}"),
            match toml_in_chinese(why) {
                Some(why) => format!("不是有效的 TOML：{why}"),
                None => "不是有效的 TOML".to_owned(),
            },
        )
    }

    /// The settings are in another format than TOML.
    fn another_format(self, name: &str) -> Text {
        self.pick(
            format!(
                "this looks like {name}; the settings are TOML: a line for each, such as theme = \"mono\""
            ),
            format!("这看起来是 {name}；设置文件应为 TOML：每行一项，例如 theme = \"mono\""),
        )
    }

    /// What holds instead; none where that is said already, or where nothing does.
    fn instead(self, fault: &SettingsFault) -> Option<Text> {
        match fault {
            SettingsFault::Choice { default, .. } => {
                Some(default.map_or_else(|| self.left_out(), |default| self.usual(default)))
            }
            SettingsFault::Keys(fault) => Some(self.instead_of_keys(fault)),
            SettingsFault::ViewKey(_) | SettingsFault::KeyOfView(..) | SettingsFault::NoOrder => {
                Some(self.left_out())
            }
            SettingsFault::Name(..)
            | SettingsFault::ProfileName(_)
            | SettingsFault::SharedClient(_)
            | SettingsFault::Filter(_)
            | SettingsFault::Syntax(_)
            | SettingsFault::Format(_)
            | SettingsFault::Punctuation { .. }
            | SettingsFault::Type(..)
            | SettingsFault::Address(..)
            | SettingsFault::Callback(..) => None,
        }
    }

    fn and(self, what: &str, instead: &str) -> Text {
        self.pick(format!("{what}; {instead}"), format!("{what}；{instead}"))
    }

    fn key_of_view(self, key: &str, view: &SafeText) -> Text {
        self.pick(format!("{key} already opens the view {view}"), format!("{key} 已用于打开视图 {view}"))
    }

    fn no_order(self) -> Text {
        self.pick("only views of members and workload can be sorted", "只有成员和工作量视图可以设置排序")
    }

    fn shared_client(self, other: Option<&SafeText>) -> Text {
        let (other, zh) = match other {
            Some(name) => (format!("also that of profile {name}"), format!("与配置档 {name} ")),
            None => ("also the one outside of profiles".to_owned(), "与配置档之外的设置".to_owned()),
        };
        self.pick(
            format!("this application is {other}: fine for two accounts; with one, each sign-in ends the other session"),
            format!("{zh}使用同一应用：两个账号可以；若是同一账号，一处登录会使另一处退出登录"),
        )
    }

    fn left_out(self) -> Text {
        self.pick("ignored", "已忽略")
    }

    fn usual(self, usual: &str) -> Text {
        self.pick(format!("ignored; the default is {usual}"), format!("已忽略，默认为 {usual}"))
    }

    fn instead_of_keys(self, fault: &KeyFault) -> Text {
        match fault {
            KeyFault::NoContext(_) | KeyFault::NoAction(..) | KeyFault::NoTable => self.left_out(),
            KeyFault::NotKeys | KeyFault::NoKey | KeyFault::IsText | KeyFault::Taken(..) => {
                self.pick("the default keys apply", "仍用原来的按键")
            }
        }
    }
}

/// What the parser says is wrong; none for what it does not say of settings.
fn toml_in_chinese(why: &str) -> Option<&'static str> {
    let (what, wanted) = why.split_once(", expected ").unwrap_or((why, ""));
    Some(match what {
        "key with no value" | "missing assignment between key-value pairs" => "设置项名后面应有等号和值",
        "missing value" | "missing value for key" => "等号后面缺少值",
        "missing key for inline table element" | "unquoted keys cannot be empty" => "等号前面缺少设置项名",
        "invalid unquoted key" => "设置项名只能用英文字母、数字、_ 和 -；含有别的字符时请加引号",
        "invalid value" | "string values must be quoted" => "这里应有一个值；文本要放在英文双引号里",
        "missing opening quote" => "缺少开头的引号",
        "invalid basic string" | "invalid multi-line basic string" | "invalid string"
            if wanted.contains('"') =>
        {
            "引号没有成对"
        }
        "invalid literal string" | "invalid multi-line literal string" if wanted.contains('\'') => {
            "引号没有成对"
        }
        "invalid basic string"
        | "invalid multi-line basic string"
        | "invalid literal string"
        | "invalid multi-line literal string"
        | "invalid string" => "引号里有不允许的字符",
        "missing escaped value" | "too few unicode value digits" => {
            "双引号里的反斜杠要写成 \\\\，或改用单引号"
        }
        "unclosed array" => "数组缺少 ]",
        "unclosed table" | "unclosed array table" => "表名缺少 ]",
        "unclosed inline table" => "行内表缺少 }",
        "missing comma between array elements" | "missing comma between key-value pairs" => {
            "两个值之间缺少逗号"
        }
        "extra comma in array" | "extra comma in inline table" => "多了一个逗号",
        "extra `=`" | "extra assignment between key-value pairs" | "unexpected `=` in array" => {
            "多了一个等号"
        }
        "unexpected content"
        | "unexpected key or value"
        | "unexpected content between comment and newline" => "这里有多余的内容；每行只写一项设置",
        "missing table open" | "missing array opening" | "missing inline table opening" => "缺少开头的括号",
        "missing comment start" | "invalid comment character" => "注释里有不允许的字符",
        "carriage return must be followed by newline" => "换行符不完整",
        "duplicate key" => "这个设置项前面已经写过",
        "invalid boolean" => "是或否要写成 true 或 false",
        "floating-point number overflowed" | "integer number overflowed" => "数字太大",
        "cannot recurse further; max recursion depth met" | "recursion limit" => "括号嵌套得太深",
        _ if what.starts_with("cannot extend value of type") => "这个设置项已经有值，不能再写成表",
        _ if what.starts_with("invalid date") || what.starts_with("invalid time") => {
            "日期或时间的写法不对；文本请加引号"
        }
        _ if what.contains("digit")
            || what.contains("radix")
            || what.contains("number")
            || what.contains("numeric")
            || what.contains("leading zero")
            || what.contains("float")
            || what.contains("sign") =>
        {
            "数字的写法不对；文本请加引号"
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::keys::key::Key;
    use crate::app::keys::table::Action;
    use crate::base::lang::Lang;

    #[test]
    fn an_error_says_where_it_is_what_it_is_and_what_holds_instead() {
        let safe = |text| SafeText::line(text, SafeText::NAME);
        let value = |setting, default| {
            let (value, choices) = (safe("x"), &["a", "b"][..]);
            SettingsFault::Choice { setting, value, choices, default }
        };
        for (fault, en, zh) in [
            (
                SettingsFault::Name(safe("colour"), None),
                "there is no setting colour; ignored",
                "没有设置项 colour，已忽略",
            ),
            (
                SettingsFault::Name(safe("langauge"), Some("language")),
                "there is no setting langauge; ignored; did you mean language?",
                "没有设置项 langauge，已忽略；是不是 language？",
            ),
            (
                value("language", Some("auto")),
                "language cannot be x; choose one of a, b; ignored; the default is auto",
                "language 的值 x 无效：可用 a、b；已忽略，默认为 auto",
            ),
            (
                value("theme", Some("terminal")),
                "theme cannot be x; choose one of a, b; ignored; the default is terminal",
                "theme 的值 x 无效：可用 a、b；已忽略，默认为 terminal",
            ),
            (
                value("sort", None),
                "sort cannot be x; choose one of a, b; ignored",
                "sort 的值 x 无效：可用 a、b；已忽略",
            ),
            (
                SettingsFault::Keys(KeyFault::Taken(Key::named("o").unwrap(), Action::Browse)),
                "o is already bound to open_browser there; the default keys apply",
                "o 在该处已绑定到 open_browser；仍用原来的按键",
            ),
            (
                SettingsFault::Keys(KeyFault::NoContext(safe("nowhere"))),
                "there is no place called nowhere for keys; ignored",
                "没有名为 nowhere 的界面；已忽略",
            ),
        ] {
            let error = SettingsError { line: 3, column: 8, fault };
            assert_eq!(Words(Lang::En).settings_error(&error), format!("line 3, column 8: {en}"));
            assert_eq!(Words(Lang::Zh).settings_error(&error), format!("第 3 行第 8 列：{zh}"));
        }
    }

    #[test]
    fn u33_what_the_parser_says_is_said_in_chinese_to_whoever_reads_that() {
        for (text, zh) in [
            ("cache", "设置项名后面应有等号和值"),
            ("cache =", "这里应有一个值；文本要放在英文双引号里"),
            ("= 1", "等号前面缺少设置项名"),
            ("language = zh", "这里应有一个值；文本要放在英文双引号里"),
            ("language = \"zh", "引号没有成对"),
            ("language = 'zh", "引号没有成对"),
            ("editor = \"C:\\users\"", "双引号里的反斜杠要写成 \\\\，或改用单引号"),
            ("columns = [\"name\"", "数组缺少 ]"),
            ("columns = [\"name\" \"role\"]", "两个值之间缺少逗号"),
            ("[members", "表名缺少 ]"),
            ("accessible = { inline = true", "行内表缺少 }"),
            ("cache = true false", "这里应有一个值；文本要放在英文双引号里"),
            ("[members] x", "这里有多余的内容；每行只写一项设置"),
            ("cache = true\ncache = false", "这个设置项前面已经写过"),
            ("accessible = false\naccessible.inline = true", "这个设置项已经有值，不能再写成表"),
            ("cache = True", "是或否要写成 true 或 false"),
            ("cache == true", "多了一个等号"),
            ("cache = 01", "数字的写法不对；文本请加引号"),
            ("cache = 1__0", "数字的写法不对；文本请加引号"),
            ("cache = 2026-13-45", "日期或时间的写法不对；文本请加引号"),
            ("设置 = 1", "设置项名只能用英文字母、数字、_ 和 -；含有别的字符时请加引号"),
        ] {
            let (_, errors) = toml::de::DeTable::parse_recoverable(text);
            let why = errors.first().map(|error| error.message().to_owned());
            let why = why.or_else(|| {
                toml::from_str::<toml::Table>(text).err().map(|error| error.message().to_owned())
            });
            let why = why.expect("a mistake");
            let said = Words(Lang::Zh).no_toml(&why).into_owned();
            assert_eq!(said, format!("不是有效的 TOML：{zh}"), "{text}: {why}");
        }
    }
}
