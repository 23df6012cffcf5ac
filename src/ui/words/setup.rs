//! Words of the first-run screen.

use super::{Text, Words};
use crate::app::screens::setup::form::{Source, Wrong};
use crate::tower::oauth::OUT_OF_BAND;

impl Words {
    /// The screen's name in the header.
    pub fn welcome(self) -> Text {
        self.pick("Welcome › first run", "欢迎 › 首次设置")
    }

    /// How far the person has come.
    pub fn step_of(self, step: u8, steps: u8) -> Text {
        self.pick(format!("{step} of {steps}"), format!("{step}/{steps}"))
    }

    /// The title of the box.
    pub fn set_up(self) -> Text {
        self.pick("Set up", "设置")
    }

    /// What the program is.
    pub fn what_it_is(self) -> Text {
        self.pick(
            "tower-tui shows your Tower team in the terminal. It is read-only.",
            "tower-tui 让你在终端里浏览 Tower 团队成员，只读不写。",
        )
    }

    /// What is needed, and where to get it.
    pub fn what_is_needed(self) -> [Text; 2] {
        [
            self.pick(
                "You need a Tower application (App center › Tower API › new application).",
                "需要一个 Tower 应用（应用中心 › Tower API › 创建新应用）：",
            ),
            self.pick(
                format!("  Callback: {OUT_OF_BAND}; scopes: read write"),
                format!("  回调地址填 {OUT_OF_BAND}，Scopes 填 read write"),
            ),
        ]
    }

    /// Label: where tokens come from.
    pub fn tokens_from(self) -> Text {
        self.pick("Get tokens from", "授权方式")
    }

    /// A choice of where tokens come from.
    pub fn source(self, source: Source, base: &str) -> Text {
        match source {
            Source::Tower => {
                let host = base.trim_start_matches("https://");
                self.pick(format!("{host} directly"), format!("{host} 直连"))
            }
            Source::TokenServer => self.pick("your team's token server", "团队的令牌服务器"),
            Source::Command => self.pick("a command that prints the secret", "用命令获取应用密钥"),
        }
    }

    /// After an answer that the environment gives.
    pub fn environment(self) -> Text {
        self.pick("(environment)", "（环境变量）")
    }

    /// Label: the application's id.
    pub fn client_id(self) -> Text {
        self.pick("Application ID", "应用 ID")
    }

    /// Label: the application's secret.
    pub fn secret(self) -> Text {
        self.pick("Secret", "应用密钥")
    }

    /// Label: the command that prints the secret.
    pub fn secret_command(self) -> Text {
        self.pick("Secret command", "应用密钥命令")
    }

    /// Label: the address of a token server.
    pub fn token_server(self) -> Text {
        self.pick("Token server", "令牌服务器")
    }

    /// Label: the access key to it.
    pub fn token_key(self) -> Text {
        self.pick("Access key", "访问密钥")
    }

    /// Label: the callback.
    pub fn callback(self) -> Text {
        self.pick("Callback URL", "回调地址")
    }

    /// Label: the language.
    pub fn language(self) -> Text {
        self.pick("Language", "语言")
    }

    /// A choice of language: the system's.
    pub fn system_language(self) -> Text {
        self.pick("system", "跟随系统")
    }

    /// Where the secret goes.
    pub fn where_the_secret_is_kept(self, source: Source) -> [Text; 2] {
        if source == Source::Command {
            return [
                self.pick(
                    "It runs without a shell, for at most 10 s; its first line is the secret.",
                    "命令不经过 shell，最多运行 10 秒；第一行输出就是应用密钥。",
                ),
                self.pick(
                    "Only the command is saved; the secret stays in memory.",
                    "只保存命令本身；应用密钥只留在内存里。",
                ),
            ];
        }
        if source == Source::TokenServer {
            return [
                self.pick(
                    "Once the server accepts it, the key is saved in a file only you can read.",
                    "服务器接受后，访问密钥保存在仅你可读的文件里。",
                ),
                self.pick(
                    "Leave the key empty to keep the one in use, or if the server needs none.",
                    "留空则沿用已有的访问密钥，或表示服务器不要求访问密钥。",
                ),
            ];
        }
        [
            self.pick(
                "Once Tower accepts it, the secret is saved in a file only you can read.",
                "Tower 接受后，应用密钥保存在仅你可读的文件里，不写进设置文件。",
            ),
            self.pick(
                "Safer: a token server holds the secret, so this machine never sees it.",
                "更安全：让令牌服务器保管应用密钥，这台机器就不需要它。",
            ),
        ]
    }

    /// Where the settings are.
    pub fn settings_file(self, path: &str) -> Text {
        self.pick(format!("Settings file: {path}"), format!("设置文件：{path}"))
    }

    /// Button: continue.
    pub fn go_on(self) -> Text {
        self.pick("Continue", "继续")
    }

    /// Button: the demo.
    pub fn try_demo(self) -> Text {
        self.pick("Try the demo", "先看演示")
    }

    /// Button: leave.
    pub fn quit(self) -> Text {
        self.pick("Quit", "退出")
    }

    /// What is wrong with an answer.
    pub fn wrong(self, wrong: Wrong) -> Text {
        match wrong {
            Wrong::NotAnId => self.pick(
                "! An application ID has 16 to 128 letters, digits, - and _.",
                "! 应用 ID 是 16 到 128 位字母、数字、- 和 _。",
            ),
            Wrong::SecretAsId => self.pick(
                "! That is the secret; copy the ID from the app's settings.",
                "! 这是应用密钥；请从应用设置里复制应用 ID。",
            ),
            Wrong::NoSecret => self.pick(
                "! Tower needs the secret; it is next to the ID in the app's settings.",
                "! Tower 需要应用密钥；它在应用设置里 ID 的旁边。",
            ),
            Wrong::NotAKey => self.pick(
                "! An access key contains only ASCII letters, digits and symbols.",
                "! 访问密钥只含 ASCII 字母、数字和符号。",
            ),
            Wrong::NoCommand => self.pick(
                "! Type the command that prints the secret, such as: pass show tower",
                "! 请输入能输出应用密钥的命令，例如：pass show tower",
            ),
            Wrong::OpenQuote => self.pick(
                "! A quotation mark is not closed; close it or leave it out.",
                "! 引号没有成对；请补上或去掉。",
            ),
            Wrong::BadCallback => self.pick(
                format!("! Tower accepts only https callbacks, or {OUT_OF_BAND}."),
                format!("! Tower 只接受 https 回调地址，或 {OUT_OF_BAND}。"),
            ),
            Wrong::Secret => self.pick(
                "! That looks like a secret, which is never saved here.",
                "! 这像是应用密钥，不会保存在这里。",
            ),
            Wrong::WithAName => self.pick(
                "! The address must not contain a user name or password.",
                "! 地址中不能带用户名或密码。",
            ),
            Wrong::NotAnAddress => self.pick(
                "! Type the complete address, such as: https://tower.example.com",
                "! 请输入完整的地址，例如：https://tower.example.com",
            ),
            Wrong::NotSecure => self.pick(
                "! Only https, or http to this machine: tokens must not be sent unencrypted.",
                "! 只能用 https，或本机的 http：令牌不能明文传输。",
            ),
        }
    }
}
