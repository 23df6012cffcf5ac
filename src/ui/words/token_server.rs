//! Words for why a token server does not start: one line, with the next step in it.

use super::{Text, Words};

impl Words {
    /// No key asked for, where others can reach it.
    pub fn open_to_all(self) -> Text {
        self.pick(
            "--no-key is for this machine only: listen on 127.0.0.1 without --behind-proxy, or name the keys with \
             --keys-file PATH.",
            "--no-key 只能用于本机：请监听 127.0.0.1 且不加 --behind-proxy，或用 --keys-file 路径 指定密钥文件。",
        )
    }

    /// Neither a file of keys nor `--no-key`.
    pub fn no_keys(self) -> Text {
        self.pick(
            "no keys: name a file with --keys-file PATH (mode 0600, one name = \"key\" a line), or pass --no-key.",
            "没有访问密钥：请用 --keys-file 路径 指定密钥文件（权限 0600，每行一个 名称 = \"密钥\"），或使用 --no-key。",
        )
    }

    /// Plain HTTP, where others can read along.
    pub fn in_the_open(self) -> Text {
        self.pick(
            "tokens must not be sent unencrypted: pass --tls-cert and --tls-key, listen on 127.0.0.1, or pass \
             --behind-proxy if a reverse proxy handles TLS.",
            "令牌不能明文传输：请提供 --tls-cert 和 --tls-key，或监听 127.0.0.1；如果前面有负责 TLS 的反向代理，请加 --behind-proxy。",
        )
    }

    /// The application's ID is missing.
    pub fn token_server_without_id(self) -> Text {
        self.pick(
            "no application: set TOWER_TUI_CLIENT_ID (or client_id in the settings) to the id that Tower shows.",
            "没有应用：请把 TOWER_TUI_CLIENT_ID（或设置里的 client_id）设为 Tower 显示的应用 ID。",
        )
    }

    /// The application's secret is missing.
    pub fn token_server_without_secret(self) -> Text {
        self.pick(
            "no secret: set TOWER_TUI_CLIENT_SECRET, name a file with --secret-file PATH (mode 0600), or give systemd's \
             credential client_secret.",
            "没有应用密钥：请设置 TOWER_TUI_CLIENT_SECRET，或用 --secret-file 路径 指定文件（权限 0600），\
             或通过 systemd 凭据 client_secret 提供。",
        )
    }

    /// A line of the file of keys cannot be read.
    pub fn bad_key_line(self, path: &str, line: usize) -> Text {
        self.pick(
            format!("{path}: line {line} is not name = \"key\", or its name is already used; fix that line."),
            format!("{path}：第 {line} 行不是 名称 = \"密钥\"，或名称重复；请修正这一行。"),
        )
    }

    /// There is no key in the file of keys.
    pub fn empty_keys(self, path: &str) -> Text {
        self.pick(
            format!("{path}: contains no key; tower-tui token-server key NAME prints a line for it."),
            format!("{path}：里面没有访问密钥；tower-tui token-server key 名称 可生成一行。"),
        )
    }

    /// A key that is easily guessed or cannot stand in a header.
    pub fn weak_key(self, path: &str, name: &str) -> Text {
        self.pick(
            format!(
                "{path}: the key of {name} must have 16 to 256 ASCII characters without spaces; \
                 use a line from tower-tui token-server key {name}."
            ),
            format!(
                "{path}：{name} 的访问密钥必须是 16 到 256 个不含空格的 ASCII 字符；可用 tower-tui token-server key {name} 生成。"
            ),
        )
    }

    /// Two names for one key.
    pub fn same_keys(self, path: &str, one: &str, other: &str) -> Text {
        self.pick(
            format!("{path}: {one} and {other} have the same key; give each their own."),
            format!("{path}：{one} 和 {other} 的访问密钥相同；请给每人不同的密钥。"),
        )
    }

    /// A name that a log could not show safely.
    pub fn bad_key_name(self, path: &str) -> Text {
        self.pick(
            format!("{path}: a name must have 1 to 64 ASCII letters, digits, - _ or dots; rename it."),
            format!("{path}：名称只能是 1 到 64 个 ASCII 字母、数字、- _ 和点；请改名。"),
        )
    }

    /// A new key was requested for a name that a log could not show safely.
    pub fn no_key_name(self) -> Text {
        self.pick(
            "a name must have 1 to 64 ASCII letters, digits, - _ or dots.",
            "名称只能是 1 到 64 个 ASCII 字母、数字、- _ 和点。",
        )
    }

    /// A file with a certificate or its key cannot be read.
    pub fn tls_file_unreadable(self, path: &str, why: &str) -> Text {
        let why = self.system(why);
        self.pick(
            format!("{path}: cannot be read ({why}); check --tls-cert and --tls-key."),
            format!("{path}：无法读取（{why}）；请检查 --tls-cert 和 --tls-key。"),
        )
    }

    /// A file that should be PEM is not what it should be.
    pub fn bad_pem(self, path: &str, why: &str) -> Text {
        self.pick(
            format!("{path}: not usable as PEM ({why}); check --tls-cert and --tls-key."),
            format!("{path}：不是可用的 PEM；请检查 --tls-cert 和 --tls-key。"),
        )
    }

    /// The certificate and the key do not go together.
    pub fn bad_pair(self, certificate: &str, key: &str, why: &str) -> Text {
        self.pick(
            format!("{certificate}, {key}: cannot be used together ({why}); check --tls-cert and --tls-key."),
            format!("{certificate} 和 {key}：证书和密钥无法一起使用；请检查 --tls-cert 和 --tls-key。"),
        )
    }

    /// The address cannot be listened on.
    pub fn cannot_listen(self, listen: &str, why: &str) -> Text {
        let why = self.system(why);
        self.pick(
            format!("cannot listen on {listen} ({why}); choose another address with --listen."),
            format!("无法监听 {listen}（{why}）；请用 --listen 换一个地址。"),
        )
    }
}
