//! Names of themes and of the checks of `doctor`: scripts have others, which stay.

use super::super::{Text, Words};
use crate::app::kit::appearance::Theme;

impl Words {
    /// A theme by its name; scripts and settings have another one, which stays.
    pub fn theme(self, theme: Theme) -> Text {
        let chinese = match theme {
            Theme::Terminal => "终端配色",
            Theme::HighContrast => "高对比度",
            Theme::Mono => "单色",
            Theme::TowerDark => "Tower 深色",
            Theme::TowerLight => "Tower 浅色",
        };
        self.pick(theme.name(), chinese)
    }

    /// What a check of `doctor` looks at; a script has its name.
    pub fn check_name(self, name: &'static str) -> Text {
        let chinese = match name {
            "version" => "版本",
            "settings" => "设置文件",
            "state" => "数据目录",
            "session_file" => "会话文件",
            "secret_file" => "应用密钥文件",
            "cache" => "缓存",
            "token_key" => "访问密钥",
            "tower" => "Tower",
            "ssh" => "SSH",
            "log" => "日志",
            "application" => "应用",
            "token" => "令牌",
            "clock" => "时钟",
            "name" => "域名",
            "proxy" => "代理",
            "token_server" => "令牌服务器",
            "terminal" => "终端",
            "colors" => "颜色",
            "background" => "背景",
            "ambiguous" => "字符宽度",
            "paste" => "粘贴",
            "multiplexer" => "复用器",
            "locale" => "区域设置",
            "clipboard" => "剪贴板",
            other => other,
        };
        self.pick(name, chinese)
    }

    /// How a check of `doctor` ended.
    pub fn check_state(self, state: &'static str) -> Text {
        let chinese = match state {
            "ok" => "正常",
            "warn" => "注意",
            "fail" => "失败",
            other => other,
        };
        self.pick(state, chinese)
    }
}
