//! Words of `doctor`: the results of its checks, and what to do about them.

use super::system::closing;
use super::{Text, Words};

impl Words {
    /// How many things do not work.
    pub fn unwell(self, count: usize) -> Text {
        self.pick(
            format!("{count} of these checks failed; the arrows show how to fix them."),
            format!("有 {count} 项未通过；处理办法见箭头后的说明。"),
        )
    }

    /// What is asked before the form of Tower's answers is written.
    pub fn shapes_question(self, path: &str) -> Text {
        self.pick(
            format!(
                "This reads from Tower what tower-tui reads anyway (at most 107 calls; nothing is changed there) and writes \
                 the form of the answers to\n{path}: key names, types, rough lengths and status codes, but no values, names \
                 or IDs.\nLook through it before you share it. Continue? [y/N] "
            ),
            format!(
                "接下来会从 Tower 读取本程序平时读取的内容（最多 107 次请求，不作任何修改），并把回应的格式写入 {path}：\n\
                 键名、类型、长度的级别和状态码，不含任何内容、姓名和 ID。\n在给别人看之前，请自己先看一遍。继续吗？[y/N] "
            ),
        )
    }

    /// The form of Tower's answers is written.
    pub fn shapes_written(self, path: &str, calls: usize) -> Text {
        self.pick(
            format!("{path}: wrote the form of {calls} answers."),
            format!("{path}：已写入 {calls} 个回应的格式。"),
        )
    }

    /// The person did not agree.
    pub fn shapes_declined(self) -> Text {
        self.pick("nothing was read or written.", "没有读取，也没有写入任何内容。")
    }

    /// The file cannot be used.
    pub fn shapes_unusable(self, path: &str, why: &str) -> Text {
        let why = self.system(why);
        self.pick(format!("{path} cannot be used: {why}"), format!("无法使用 {path}：{why}"))
    }

    /// A command that helps.
    pub fn run(self, command: &str) -> Text {
        self.pick(format!("run {command}"), format!("请运行 {command}"))
    }

    /// What else helps where the system has no place for settings.
    pub fn name_a_settings_file(self) -> Text {
        self.pick("set TOWER_TUI_CONFIG to the path of a file", "把 TOWER_TUI_CONFIG 设为一个文件")
    }

    /// What helps where the settings file is no file, or not to be read.
    pub fn move_settings_away(self) -> Text {
        self.pick("move it elsewhere, or make it readable", "把它移走，或改为你可以读取")
    }

    /// What helps against mistakes in the settings.
    pub fn edit_settings(self) -> Text {
        self.run("tower-tui config edit")
    }

    /// The settings keep everything else from being looked at.
    pub fn settings_come_first(self) -> Text {
        self.pick("not checked: fix the settings first", "未检查，也没有连接 Tower：请先修正设置文件")
    }

    /// What helps where something else in the settings or the environment is wrong.
    pub fn mend_and_retry(self) -> Text {
        self.pick("fix that, then run tower-tui doctor again", "修正后重新运行 tower-tui doctor")
    }

    /// The system has no place for state.
    pub fn no_state_dir(self) -> Text {
        self.pick(
            "this system has no state directory: nothing is saved",
            "找不到存放数据的位置：不会保存任何内容",
        )
    }

    /// The remedy where the system has no place for state.
    pub fn name_a_state_dir(self) -> Text {
        self.pick("set TOWER_TUI_STATE_DIR to a directory", "把 TOWER_TUI_STATE_DIR 设为一个目录")
    }

    /// The directory of the state is not there yet.
    pub fn not_made_yet(self, path: &str) -> Text {
        self.pick(format!("{path} (created on first start)"), format!("{path}（首次启动时创建）"))
    }

    /// The directory of the state cannot be used.
    pub fn unusable_dir(self, path: &str, why: &str) -> Text {
        let why = self.system(why);
        self.pick(
            format!("{path}: cannot be written to ({why})"),
            format!("{path}：无法在此保存内容（{why}）"),
        )
    }

    /// The remedy for a state directory that cannot be used.
    pub fn mend_dir(self) -> Text {
        self.pick(
            "make it a directory you can write to, or set TOWER_TUI_STATE_DIR to one",
            "请改为你可以写入的目录，或用 TOWER_TUI_STATE_DIR 指定另一个目录",
        )
    }

    /// Others may put files of their own into a directory.
    pub fn others_may_write(self, path: &str) -> Text {
        self.pick(format!("{path}: other users can write to it"), format!("{path}：其他用户可以写入"))
    }

    /// How many files of a kind there are, and their modes.
    pub fn files(self, pattern: &str, count: usize, modes: &str) -> Text {
        match count {
            0 => self.pick(format!("{pattern}: none"), format!("{pattern}：无")),
            1 => self.pick(format!("{pattern}: 1 file{modes}"), format!("{pattern}：1 个文件{modes}")),
            _ => self.pick(
                format!("{pattern}: {count} files{modes}"),
                format!("{pattern}：{count} 个文件{modes}"),
            ),
        }
    }

    /// Where the log is, and how much goes into it.
    pub fn log_at(self, path: &str, level: &str) -> Text {
        self.pick(format!("{path}, level {level}"), format!("{path}，级别 {level}"))
    }

    /// Something else is where the log would be.
    pub fn no_log_there(self, path: &str) -> Text {
        self.pick(
            format!("{path} is not a file, so nothing is logged"),
            format!("{path} 不是文件，无法记录日志"),
        )
    }

    /// The remedy for something else at the log's path.
    pub fn move_log_away(self) -> Text {
        self.pick("move it away", "请把它移走")
    }

    /// Others can read such a file.
    pub fn others_may_read(self, files: &str) -> Text {
        self.pick(format!("{files}: other users can read them"), format!("{files}：其他用户可以读取"))
    }

    /// The remedy for a file that others can read.
    pub fn close(self, path: &str) -> Text {
        let command = closing(path, false);
        self.pick(
            format!("run {command}; if you share this machine, sign out and back in"),
            format!("请运行 {command}；如果共用本机，请退出后重新登录"),
        )
    }

    /// The remedy for a file or a directory that others can do something with.
    pub fn keep_others_from(self, path: &str, is_dir: bool) -> Text {
        self.run(&closing(path, is_dir))
    }

    /// No application is set up.
    pub fn no_application(self) -> Text {
        self.pick("none is set up", "尚未配置应用")
    }

    /// Where the application's secret comes from.
    pub fn secret_in(self, place: &str) -> Text {
        self.pick(format!("set up; its secret comes from {place}"), format!("已配置；应用密钥来自 {place}"))
    }

    /// A token server keeps it, and there is a key to that.
    pub fn secret_at_server(self) -> Text {
        self.pick(
            "set up; a token server holds the secret, and an access key is set",
            "已配置；应用密钥由令牌服务器保管，且有访问密钥",
        )
    }

    /// A token server keeps it, and there is no key.
    pub fn secret_at_server_without_key(self) -> Text {
        self.pick(
            "set up; a token server holds the secret, but no access key is set",
            "已配置；应用密钥由令牌服务器保管，未设置访问密钥",
        )
    }

    /// Nobody is signed in.
    pub fn nobody_signed_in(self) -> Text {
        self.pick("nobody is signed in", "尚未登录")
    }

    /// The token has ended and nothing renews it.
    pub fn token_over(self) -> Text {
        self.pick("the token has expired and cannot be renewed", "令牌已过期，且无法续期")
    }

    /// What helps where the session file cannot be used.
    pub fn sign_in_anew(self) -> Text {
        self.pick("sign in again; that rewrites the file", "请重新登录，登录后会重写此文件")
    }

    /// The clock could not be compared with a server's.
    pub fn clock_not_compared(self) -> Text {
        self.pick("not compared: Tower sent no time", "未比对：Tower 没有给出时间")
    }

    /// What helps where the clock is wrong.
    pub fn set_the_clock(self) -> Text {
        self.pick("have the system synchronize its clock (NTP)", "请让系统自动同步网络时间 (NTP)")
    }

    /// A server answered, with this status, after so many milliseconds.
    pub fn answers(self, origin: &str, status: u16, took: u128) -> Text {
        let tls = if origin.starts_with("https:") {
            self.pick(", TLS verified", "，TLS 证书有效")
        } else {
            Text::default()
        };
        self.pick(
            format!("{origin} answers in {took} ms (HTTP {status}{tls})"),
            format!("{origin} 在 {took} 毫秒内回应 (HTTP {status}{tls})"),
        )
    }

    /// The remedy for an error of the server.
    pub fn wait_for_server(self) -> Text {
        self.pick("the server itself has a problem: try again later", "服务器自身有问题：请稍后再试")
    }

    /// What helps where the answer is not Tower's.
    pub fn something_between(self) -> Text {
        self.pick(
            "Tower answers HTTP 401 here; a proxy or a network sign-in page may be in the way, or the address \
             is not Tower's",
            "Tower 在此应返回 HTTP 401；中间可能有代理或网络登录页，或者地址不是 Tower 的",
        )
    }

    /// A host name and its addresses.
    pub fn name_leads_to(self, host: &str, addresses: &str) -> Text {
        self.pick(format!("{host} resolves to {addresses}"), format!("{host} 解析为 {addresses}"))
    }

    /// A host name does not resolve.
    pub fn no_such_name(self, host: &str, why: &str) -> Text {
        let why = self.system(why);
        self.pick(format!("{host} does not resolve: {why}"), format!("无法解析 {host}：{why}"))
    }

    /// The remedy for a host name that does not resolve.
    pub fn mend_name(self) -> Text {
        self.pick(
            "check the network and its DNS server; behind a proxy, set HTTPS_PROXY",
            "请检查网络和 DNS 服务器；如需代理，请设置 HTTPS_PROXY",
        )
    }

    /// No proxy is set.
    pub fn no_proxy(self) -> Text {
        self.pick("none in the environment", "环境变量中没有代理")
    }

    /// Proxy variables that are set but not used.
    pub fn proxy_not_used(self, told: &str) -> Text {
        self.pick(
            format!("{told}; not used: this Tower runs on this machine"),
            format!("{told}；未使用：此 Tower 就在本机"),
        )
    }

    /// A proxy is named, and does not stand before Tower or the token server.
    pub fn proxy_excepted(self, told: &str, tower: bool, token_server: bool) -> Text {
        let (en, zh) = match (tower, token_server) {
            (true, true) => ("Tower and the token server", " Tower 和令牌服务器"),
            (false, true) => ("the token server", "令牌服务器"),
            (_, false) => ("Tower", " Tower "),
        };
        self.pick(format!("{told}, not used for {en}"), format!("{told}，访问{zh}时不使用"))
    }

    /// The token server does not know the key.
    pub fn key_refused(self) -> Text {
        self.pick("the token server rejects this access key", "令牌服务器不接受这个访问密钥")
    }

    /// The token server wants a key, and there is none.
    pub fn key_missing(self) -> Text {
        self.pick(
            "the token server requires an access key, and none is set",
            "令牌服务器要求访问密钥，但没有设置",
        )
    }

    /// What to do about either.
    pub fn mend_key(self) -> Text {
        self.pick(
            "set TOWER_TUI_TOKEN_KEY to the key its administrator gave you, or token_key_file in the settings to a file with it",
            "请把 TOWER_TUI_TOKEN_KEY 设为管理员给你的访问密钥，或把设置里的 token_key_file 设为存放它的文件",
        )
    }

    /// The token server has let the key in.
    pub fn key_taken(self) -> Text {
        self.pick("the token server accepts the access key", "令牌服务器接受这个访问密钥")
    }

    /// The token server asks for none.
    pub fn no_key_needed(self) -> Text {
        self.pick("the token server requires no access key", "令牌服务器不要求访问密钥")
    }

    /// The token server was asked too often to say.
    pub fn key_not_tried(self) -> Text {
        self.pick("rate limited: the access key was not tried", "请求过于频繁，没有试用访问密钥")
    }

    /// A variable does not hold a proxy's address.
    pub fn bad_proxy(self, variable: &str) -> Text {
        self.pick(format!("{variable} is not an address"), format!("{variable} 不是有效的地址"))
    }

    /// The remedy for a bad proxy address.
    pub fn mend_proxy(self) -> Text {
        self.pick(
            "write it as http://HOST:PORT or socks5://HOST:PORT",
            "请写成 http://主机:端口 或 socks5://主机:端口",
        )
    }

    /// The terminal's size is unknown.
    pub fn size_unknown(self, told: &str) -> Text {
        if told.is_empty() {
            return self.pick("no terminal to measure", "此处没有可测量的终端");
        }
        self.pick(format!("no terminal to measure; {told}"), format!("此处没有可测量的终端；{told}"))
    }

    /// What helps where the terminal is too small.
    pub fn enlarge(self) -> Text {
        self.pick("make the window larger; 80x24 is enough", "请放大窗口；80x24 可显示全部内容")
    }

    /// What helps where nothing is known of the terminal.
    pub fn set_term(self) -> Text {
        self.pick(
            "use another terminal, or set TERM to its kind, such as xterm-256color",
            "请换一个终端，或把 TERM 设为它的类型，例如 xterm-256color",
        )
    }

    /// What is set about colors.
    pub fn colors(self, told: &str) -> Text {
        if told.is_empty() {
            self.pick("the terminal's own", "使用终端自身的配色")
        } else {
            told.to_owned().into()
        }
    }

    /// What the background is.
    pub fn light_or_dark(self, light: bool) -> Text {
        if light { self.pick("light", "浅色") } else { self.pick("dark", "深色") }
    }

    /// The terminal did not answer.
    pub fn no_answer(self) -> Text {
        self.pick("asked, no answer", "已询问：没有回应")
    }

    /// There is no terminal to ask.
    pub fn no_terminal_to_ask(self) -> Text {
        self.pick("not asked: no terminal", "未询问：没有终端")
    }

    /// This terminal is known not to answer.
    pub fn terminal_not_to_ask(self) -> Text {
        self.pick("not asked: this terminal does not answer that", "未询问：这个终端不会回应")
    }

    /// The query would draw something that a screen reader reads out.
    pub fn reader_not_to_disturb(self) -> Text {
        self.pick("not asked: a screen reader would read out the question", "未询问：读屏软件会读出这个问题")
    }

    /// How many cells a border takes.
    pub fn border_takes(self, wide: bool) -> Text {
        if wide {
            self.pick("│ takes two cells: borders are + - |", "│ 占两格：边框用 + - |")
        } else {
            self.pick("│ takes one cell", "│ 占一格")
        }
    }

    /// The terminal supports bracketed paste.
    pub fn pastes_are_marked(self) -> Text {
        self.pick("the terminal supports bracketed paste", "终端会标记粘贴的内容")
    }

    /// The terminal does not support bracketed paste.
    pub fn pastes_are_not_marked(self) -> Text {
        self.pick("the terminal does not support bracketed paste", "终端不会标记粘贴的内容")
    }

    /// The remedy for a terminal without bracketed paste.
    pub fn paste_all_the_same(self) -> Text {
        self.pick(
            "pasting still works: very fast typing is treated as a paste",
            "仍可粘贴：快速连续的按键会被当作粘贴",
        )
    }

    /// What stands between the program and the terminal.
    pub fn multiplexer(self, program: Option<&'static str>) -> Text {
        program.map_or_else(|| self.pick("none", "无"), Text::from)
    }

    /// Whether the program runs over SSH.
    pub fn over_ssh(self, is: bool) -> Text {
        if is {
            self.pick("over SSH: a browser cannot be opened from here", "通过 SSH：无法从这里打开浏览器")
        } else {
            self.pick("no", "否")
        }
    }

    /// The locale is not one of UTF-8.
    pub fn not_utf8(self, shown: &str) -> Text {
        self.pick(
            format!("{shown}: not UTF-8, so Chinese text may be garbled"),
            format!("{shown}：不是 UTF-8，中文可能显示为乱码"),
        )
    }

    /// The remedy for another locale than UTF-8.
    pub fn set_utf8(self, variable: &str) -> Text {
        self.pick(
            format!("export {variable}=C.UTF-8, or another UTF-8 locale"),
            format!("请设置 export {variable}=C.UTF-8 或其他 UTF-8 区域"),
        )
    }

    /// Copying goes by a program of the system.
    pub fn copies_natively(self) -> Text {
        self.pick("with a clipboard program on this system", "通过本机的剪贴板程序")
    }

    /// Nothing is copied.
    pub fn copies_not(self) -> Text {
        self.pick("off: TOWER_TUI_CLIPBOARD", "已关闭：TOWER_TUI_CLIPBOARD")
    }

    /// Copying goes straight to the terminal.
    pub fn copies(self) -> Text {
        self.pick("with OSC 52, if the terminal supports it", "通过 OSC 52，需要终端支持")
    }

    /// Copying goes through tmux.
    pub fn copies_through_tmux(self) -> Text {
        self.pick(
            "through tmux, which passes it on to a terminal that supports OSC 52",
            "由 tmux 复制，并转交给支持 OSC 52 的终端",
        )
    }

    /// Copying does not work here.
    pub fn copies_nowhere(self, what: &str) -> Text {
        self.pick(format!("{what} does not support OSC 52"), format!("{what} 不支持 OSC 52"))
    }

    /// The remedy where copying does not work.
    pub fn select_by_mouse(self) -> Text {
        self.pick("select with the mouse instead of copying by key", "请用鼠标选取，而不是用按键复制")
    }
}
