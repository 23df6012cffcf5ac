//! Words for why the program cannot start: one line on standard error.

use super::system::closing;
use super::{Text, Words};
use crate::tower::oauth::{BadAddress, OUT_OF_BAND};

impl Words {
    /// There is no terminal to draw on.
    pub fn no_terminal(self) -> Text {
        self.pick(
            "there is no terminal: run it in one, without a pipe; login, status, teams and members work anywhere.",
            "没有可用的终端：请在终端里运行，不要接管道或重定向；login、status、teams、members 等命令不需要终端。",
        )
    }

    /// The terminal has no cursor movement (`TERM=dumb`).
    pub fn dumb_terminal(self) -> Text {
        self.pick(
            "TERM=dumb cannot show a screen; use tower-tui login, status, teams and members.",
            "TERM=dumb 的终端无法绘制界面；请用命令 tower-tui login、status、teams、members。",
        )
    }

    /// The settings file is damaged. `why` has its name, and a line and a column for every mistake.
    pub fn bad_settings(self, why: &str) -> Text {
        self.pick(
            format!("{why}\nThe file was not changed. Fix it, or move it elsewhere to start over."),
            format!("{why}\n文件没有改动。请修正后重试，或把文件移走后重新开始。"),
        )
    }

    /// There is a directory where the settings file should be.
    pub fn settings_are_a_directory(self, path: &str) -> Text {
        self.pick(
            format!("{path}: this is a directory, not a settings file. Give a file, or move it elsewhere."),
            format!("{path}：这是一个目录，不是设置文件。请指定一个文件，或把目录移走。"),
        )
    }

    /// The settings are to come out of a pipe, and nothing does.
    pub fn settings_are_silent(self, path: &str) -> Text {
        self.pick(
            format!("{path}: this is a pipe with nothing in it. Give a file, or start what writes to it."),
            format!("{path}：这是一个管道，没有内容传来。请指定一个文件，或先启动写入它的程序。"),
        )
    }

    /// The system does not let the settings be read.
    pub fn settings_unreadable(self, path: &str, why: &str) -> Text {
        let why = self.system(why);
        self.pick(
            format!("{path}: the settings cannot be read ({why})."),
            format!("{path}：无法读取设置文件（{why}）。"),
        )
    }

    /// The settings are not UTF-8, but in this encoding as it seems.
    pub fn settings_in_another_encoding(self, path: &str, found: Option<&str>) -> Text {
        let (en, zh) = match found {
            Some(found) => (
                format!("the settings are not in UTF-8, but probably in {found}"),
                format!("设置文件的编码不是 UTF-8，可能是 {found}"),
            ),
            None => ("the settings are not in UTF-8".to_owned(), "设置文件的编码不是 UTF-8".to_owned()),
        };
        self.pick(format!("{path}: {en}; save them as UTF-8."), format!("{path}：{zh}；请另存为 UTF-8。"))
    }

    /// Others may read a file with a secret.
    pub fn secret_file_open(self, path: &str) -> Text {
        let (run, please) = if cfg!(windows) {
            let command = closing(path, false);
            (format!("run {command}"), format!("请执行 {command}"))
        } else {
            ("run chmod 600 on it".to_owned(), "请执行 chmod 600".to_owned())
        };
        self.pick(
            format!("{path}: others can read it; {run}, and change the secret if they may have."),
            format!("{path}：其他用户可以读取；{please}，如果可能已被读取，请更换其中的密钥。"),
        )
    }

    /// A file with a secret is somebody else's.
    pub fn secret_file_foreign(self, path: &str) -> Text {
        self.pick(
            format!("{path}: it belongs to another user; make it yours with chown."),
            format!("{path}：属于其他用户；请用 chown 改为你自己的文件。"),
        )
    }

    /// A file with a secret cannot be read.
    pub fn secret_file_unreadable(self, path: &str, why: &str) -> Text {
        let why = self.system(why);
        self.pick(
            format!("{path}: cannot be read ({why}); check the path."),
            format!("{path}：无法读取（{why}）；请检查路径。"),
        )
    }

    /// A variable of the environment is in another encoding than texts are.
    pub fn variable_not_utf8(self, name: &str) -> Text {
        self.pick(
            format!("{name}: not UTF-8; set it again in a UTF-8 terminal."),
            format!("{name}：不是 UTF-8 编码；请在 UTF-8 终端里重新设置。"),
        )
    }

    /// A variable of the environment holds more than one line, or another control character.
    pub fn variable_of_several_lines(self, name: &str) -> Text {
        self.pick(
            format!(
                "{name}: it contains a line break or another control character; set a single line of text."
            ),
            format!("{name}：其中有换行或其他控制字符；请只设置一行文本。"),
        )
    }

    /// The key to the token server cannot stand in a header.
    pub fn token_key_unusable(self) -> Text {
        self.pick(
            "TOWER_TUI_TOKEN_KEY / token_key_file: a key contains only ASCII letters, digits and symbols; paste it again.",
            "TOWER_TUI_TOKEN_KEY / token_key_file：访问密钥只含 ASCII 字母、数字和符号；请重新粘贴。",
        )
    }

    /// Why a setting is no address that is asked.
    pub fn bad_address(self, setting: &str, bad: BadAddress) -> Text {
        match bad {
            BadAddress::NotAbsolute => self.not_an_address(setting),
            BadAddress::NotSecure => self.not_secure(setting),
            BadAddress::MoreThanAHost => self.pick(
                format!(
                    "{setting}: only scheme, host and port, such as https://tower.im; no path, query or user name."
                ),
                format!("{setting}：只能有协议、主机和端口，例如 https://tower.im；不能带路径、参数或用户名。"),
            ),
            BadAddress::WithAName => self.pick(
                format!("{setting}: the address must not contain a user name or password."),
                format!("{setting}：地址中不能带用户名或密码。"),
            ),
            BadAddress::Secret => self.pick(
                format!("{setting}: it contains what looks like a secret, which does not belong there."),
                format!("{setting}：其中像是有应用密钥；应用密钥不能放在这里。"),
            ),
        }
    }

    /// Why a setting is no callback.
    pub fn bad_callback(self, setting: &str, bad: BadAddress) -> Text {
        match bad {
            BadAddress::Secret => self.bad_address(setting, bad),
            _ => self.callback_refused(setting),
        }
    }

    /// A setting is not an address.
    pub fn not_an_address(self, setting: &str) -> Text {
        self.pick(
            format!("{setting}: not a complete address such as https://tower.im."),
            format!("{setting}：不是完整的地址，例如 https://tower.im。"),
        )
    }

    /// A setting is an address that tokens must not travel to.
    pub fn not_secure(self, setting: &str) -> Text {
        self.pick(
            format!("{setting}: only https, or http to this machine; tokens must not be sent unencrypted."),
            format!("{setting}：只能用 https，或本机的 http；令牌不能明文传输。"),
        )
    }

    /// A callback that Tower does not accept.
    pub fn callback_refused(self, setting: &str) -> Text {
        self.pick(
            format!("{setting}: Tower accepts only https callbacks, or {OUT_OF_BAND}."),
            format!("{setting}：Tower 只接受 https 回调地址，或 {OUT_OF_BAND}。"),
        )
    }

    /// The built-in Tower cannot start.
    pub fn no_demo(self, why: &str) -> Text {
        let why = self.system(why);
        self.pick(format!("the built-in Tower cannot start: {why}"), format!("内置 Tower 无法启动：{why}"))
    }

    /// After the message of a panic: where the log is, if there is one, and how to report it.
    pub fn defect(self, log: Option<&str>) -> Text {
        match log {
            Some(log) => self.pick(
                format!("This is a bug in tower-tui. The log is {log}; `tower-tui doctor --json` prints what a report needs."),
                format!("这是程序自身的缺陷。日志在 {log}；tower-tui doctor --json 会列出报告所需的信息。"),
            ),
            None => self.pick(
                "This is a bug in tower-tui; `tower-tui doctor --json` prints what a report needs.",
                "这是程序自身的缺陷；tower-tui doctor --json 会列出报告所需的信息。",
            ),
        }
    }

    /// On the normal screen, while the program waits for a token before it ends.
    pub fn saving_session(self) -> Text {
        self.pick("saving the session⋯", "正在保存会话⋯")
    }
}
