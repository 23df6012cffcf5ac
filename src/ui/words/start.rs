//! Words for what keeps the program from starting: one line on the terminal it was called from.

use super::{Text, Words};
use crate::tower::oauth::OUT_OF_BAND;

impl Words {
    /// There is no terminal to draw on.
    pub fn no_terminal(self) -> Text {
        self.pick(
            "there is no terminal to draw on: run it in one, without a pipe.",
            "没有可用的终端: 请在终端里运行, 不要接管道或重定向。",
        )
    }

    /// The terminal can only write line by line.
    pub fn dumb_terminal(self) -> Text {
        self.pick(
            "TERM=dumb has no screen to draw on; use tower-tui login, status, teams and members.",
            "TERM=dumb 的终端无法绘制界面; 请用命令 tower-tui login, status, teams, members。",
        )
    }

    /// The settings file is damaged. `why` has its name, and a line and a column for every mistake.
    pub fn bad_settings(self, why: &str) -> Text {
        self.pick(
            format!("{why}\nThe file was not changed. Mend it, or move it away to start anew."),
            format!("{why}\n文件没有改动。请修正后重试, 或把文件移走后重新开始。"),
        )
    }

    /// There is a directory where the settings file should be.
    pub fn settings_are_a_directory(self, path: &str) -> Text {
        self.pick(
            format!("{path}: this is a directory, not a settings file. Name a file, or move it away."),
            format!("{path}: 这是一个目录, 不是配置文件。请指定一个文件, 或把目录移走。"),
        )
    }

    /// The system does not let the settings be read.
    pub fn settings_unreadable(self, path: &str, why: &str) -> Text {
        let why = self.system(why);
        self.pick(
            format!("{path}: the settings cannot be read ({why})."),
            format!("{path}: 无法读取配置文件 ({why})。"),
        )
    }

    /// Others may read a file with a secret.
    pub fn secret_file_open(self, path: &str) -> Text {
        self.pick(
            format!(
                "{path}: others can read it; run chmod 600 on it, and change the secret if they may have."
            ),
            format!("{path}: 其他用户可以读取; 请执行 chmod 600, 如果可能已被读取, 请更换其中的密钥。"),
        )
    }

    /// A file with a secret is somebody else's.
    pub fn secret_file_foreign(self, path: &str) -> Text {
        self.pick(
            format!("{path}: it belongs to another user; run chown so that it is yours."),
            format!("{path}: 属于其他用户; 请用 chown 改为你自己的文件。"),
        )
    }

    /// A file with a secret cannot be read.
    pub fn secret_file_unreadable(self, path: &str, why: &str) -> Text {
        let why = self.system(why);
        self.pick(
            format!("{path}: cannot be read ({why}); check the path."),
            format!("{path}: 无法读取 ({why}); 请检查路径。"),
        )
    }

    /// A setting is not an address.
    pub fn not_an_address(self, setting: &str) -> Text {
        self.pick(
            format!("{setting}: not a whole address such as https://tower.im."),
            format!("{setting}: 不是完整的地址, 例如 https://tower.im。"),
        )
    }

    /// A setting is an address that tokens must not travel to.
    pub fn not_secure(self, setting: &str) -> Text {
        self.pick(
            format!("{setting}: only https, or http to this machine; tokens must not travel in the open."),
            format!("{setting}: 只能用 https, 或本机的 http; 令牌不能明文传输。"),
        )
    }

    /// A callback that Tower does not take.
    pub fn callback_refused(self, setting: &str) -> Text {
        self.pick(
            format!("{setting}: Tower takes only https callbacks, or {OUT_OF_BAND}."),
            format!("{setting}: Tower 只接受 https 回调地址, 或 {OUT_OF_BAND}。"),
        )
    }

    /// The built-in Tower cannot start.
    pub fn no_demo(self, why: &str) -> Text {
        let why = self.system(why);
        self.pick(format!("the built-in Tower cannot start: {why}"), format!("内置 Tower 无法启动: {why}"))
    }

    /// After a panic has told itself: where the log is, if there is one, and what helps.
    pub fn defect(self, log: Option<&str>) -> Text {
        match log {
            Some(log) => self.pick(
                format!("This is a defect of the program. The log is {log}; `tower-tui doctor --json` tells what a report needs."),
                format!("这是程序自身的缺陷。日志在 {log}; tower-tui doctor --json 会列出报告所需的信息。"),
            ),
            None => self.pick(
                "This is a defect of the program; `tower-tui doctor --json` tells what a report needs.",
                "这是程序自身的缺陷; tower-tui doctor --json 会列出报告所需的信息。",
            ),
        }
    }

    /// On the plain screen, while leaving waits for a token that is under way.
    pub fn saving_session(self) -> Text {
        self.pick("saving the session⋯", "正在保存会话⋯")
    }
}
