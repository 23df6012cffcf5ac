//! Words of the commands about the program itself.

use crate::app::keys::table::MODES;
use crate::base::measure::wrap;
use crate::base::text::{is_invisible, is_joiner};
use crate::ui::words::{Text, Words};

impl Words {
    /// The headings of the table of keys.
    pub fn headings_of_keys(self) -> [Text; 4] {
        [
            self.pick("keys", "按键"),
            self.pick("what they do", "作用"),
            self.pick("name", "名称"),
            self.pick("where", "在哪里"),
        ]
    }

    /// Where a key works that works on every screen.
    pub fn everywhere(self) -> Text {
        self.pick("everywhere", "所有界面")
    }

    /// There is no command of this name.
    pub fn no_such_command(self, name: &str) -> Text {
        self.pick(
            format!("there is no command {name}; see tower-tui --help."),
            format!("没有命令 {name}；tower-tui --help 列出所有命令。"),
        )
    }

    /// After a wrong call.
    pub fn see_help(self) -> Text {
        self.pick(
            "see tower-tui --help, or add --help to a command.",
            "tower-tui --help，或在命令后加 --help，查看用法。",
        )
    }

    /// There is no setting of this name; perhaps another one is meant.
    pub fn unknown_setting(self, name: &str, meant: Option<&str>) -> Text {
        let (en, zh) = meant
            .map(|meant| (format!("; did you mean {meant}?"), format!("；是不是 {meant}？")))
            .unwrap_or_default();
        self.pick(
            format!("there is no setting {name}; ignored{en}"),
            format!("没有设置项 {name}，已忽略{zh}"),
        )
    }

    /// A setting has no such choice; these are its choices.
    pub fn unknown_choice(self, setting: &str, value: &str, choices: &[&str]) -> Text {
        self.pick(
            format!("{setting} cannot be {value}; choose one of {}", choices.join(", ")),
            format!("{setting} 的值 {value} 无效：可用 {}", choices.join("、")),
        )
    }

    /// A setting takes a text.
    pub fn wants_a_text(self, name: &str) -> Text {
        self.pick(format!("{name} must be a string in quotes"), format!("{name} 的值应为带引号的文本"))
    }

    /// A setting takes yes or no.
    pub fn wants_a_flag(self, name: &str) -> Text {
        self.pick(format!("{name} must be true or false"), format!("{name} 的值应为 true 或 false"))
    }

    /// A setting takes yes, no, or one of some words; `choices` has all of them.
    pub fn wants_a_flag_or(self, name: &str, choices: &[&str]) -> Text {
        let is_flag = |choice: &str| matches!(choice, "true" | "false");
        let quoted =
            |choice: &&str| if is_flag(choice) { (*choice).to_owned() } else { format!("\"{choice}\"") };
        let choices: Vec<String> = choices.iter().map(quoted).collect();
        self.pick(
            format!("{name} must be one of {}", choices.join(", ")),
            format!("{name} 的值应为 {} 之一", choices.join("、")),
        )
    }

    /// A setting takes a list of texts.
    pub fn wants_a_list(self, name: &str) -> Text {
        self.pick(
            format!("{name} must be a list of strings, such as [\"pass\", \"show\", \"tower\"]"),
            format!("{name} 的值应为文本列表，例如 [\"pass\", \"show\", \"tower\"]"),
        )
    }

    /// A mark of Chinese or of another format, or a blank, stands in the settings where TOML has another one, or none.
    pub fn mark_of_chinese(self, mark: char, right: Option<char>) -> Text {
        let code = format!("U+{:04X}", u32::from(mark));
        match right {
            Some(' ') => self.pick(
                format!("{code} is an unusual blank; use a plain space here"),
                format!("{code} 是特殊空格；请改用普通空格"),
            ),
            None if is_invisible(mark) || is_joiner(mark) => self.pick(
                format!("an invisible character ({code}) stands here; leave it out"),
                format!("这里有看不见的字符 ({code})；请删除"),
            ),
            Some(right) if mark.is_ascii() => self.pick(
                format!("{mark} is not TOML; use {right} here"),
                format!("TOML 在这里不用 {mark}；请改用 {right}"),
            ),
            Some(right) if mark.is_alphanumeric() => self.pick(
                format!("{mark} is full-width; use {right} here"),
                format!("{mark} 是全角字符；请改用半角的 {right}"),
            ),
            Some(right) => self.pick(
                format!("{mark} is Chinese punctuation; use {right} here"),
                format!("{mark} 是中文标点；请改用英文的 {right}"),
            ),
            None if mark.is_ascii() => self.pick(
                format!("{mark} does not belong here; leave it out"),
                format!("这里不用 {mark}；请删除"),
            ),
            None => self.pick(
                format!("{mark} is Chinese punctuation; leave it out"),
                format!("{mark} 是中文标点；请删除"),
            ),
        }
    }

    /// A settings file without a mistake.
    pub fn no_mistakes(self, path: &str) -> Text {
        self.pick(format!("{path}: no mistakes"), format!("{path}：没有错误"))
    }

    /// There is no settings file, which is no mistake.
    pub fn no_settings_file(self, path: &str) -> Text {
        self.pick(
            format!("{path}: no such file; the defaults apply. tower-tui config init creates one."),
            format!("{path}：文件不存在，使用默认设置。tower-tui config init 可以新建。"),
        )
    }

    /// How many mistakes a settings file has.
    pub fn mistakes(self, count: usize) -> Text {
        let plural = if count == 1 { "" } else { "s" };
        self.pick(format!("{count} mistake{plural} in the settings."), format!("设置文件有 {count} 处错误。"))
    }

    /// A new settings file was made.
    pub fn settings_made(self, path: &str) -> Text {
        self.pick(
            format!("{path}: created, with every setting as a comment"),
            format!("{path}：已新建，所有设置项均为注释"),
        )
    }

    /// There is a settings file already, where one was to be made.
    pub fn settings_exist(self, path: &str) -> Text {
        self.pick(
            format!("{path}: already exists and was not changed; tower-tui config edit opens it."),
            format!("{path}：文件已存在，没有改动；用 tower-tui config edit 打开。"),
        )
    }

    /// The system has no place for a settings file.
    pub fn no_place_for_settings(self) -> Text {
        self.pick(
            "this system has no settings directory; give a file with --config.",
            "找不到存放设置文件的位置；请用 --config 指定。",
        )
    }

    /// The editor did not start, or ended with an error.
    pub fn editor_failed(self, editor: &str, why: &str) -> Text {
        let why = self.exit_status(why);
        self.pick(
            format!("{editor}: {why}; set VISUAL or EDITOR to an installed editor."),
            format!("{editor}：{why}；请把 VISUAL 或 EDITOR 设为可用的编辑器。"),
        )
    }

    /// A settings file in which every setting is a comment.
    pub fn settings_template(self) -> String {
        let template = self.pick(include_str!("settings-en.toml"), include_str!("settings-zh-CN.toml"));
        let mut places: Vec<&str> = MODES.iter().map(|row| row.context).collect();
        places.dedup();
        let places = places.join(&self.pick(", ", "、"));
        template.replace("{places}", &wrap(&places, 110).join("\n# "))
    }
}
