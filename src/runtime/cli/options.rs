//! The options that need no command.

use std::path::PathBuf;

use clap::{Args, Parser};

use super::told::told;
use super::values::{Named, When, lang, levels, wish, wishes};
use crate::app::kit::appearance::ThemeChoice;
use crate::base::lang::Lang;
use crate::runtime::log::Level;

/// What may stand without a command.
#[derive(Debug, Args)]
pub(in crate::runtime) struct Options {
    #[arg(long, help = told(
        "Use the built-in Tower: made-up people, no account, nothing saved",
        "使用内置的 Tower：虚构的成员，无需账号，不保存任何数据",
    ))]
    pub(in crate::runtime) demo: bool,

    #[arg(
        long, value_name = "THEME", value_parser = Named(wish, wishes), hide_possible_values = true,
        help = told(
            "How the screen looks: terminal, high-contrast, mono, tower-dark, tower-light, or tower for whichever \
             of the last two suits the terminal's background",
            "界面外观：terminal、high-contrast、mono、tower-dark、tower-light，或 tower（后两者中与终端背景相配的一个）",
        ),
    )]
    pub(in crate::runtime) theme: Option<ThemeChoice>,

    #[arg(long, value_name = "WHEN", default_value = "auto", help = told(
        "Whether to use colors; `auto` uses none if `NO_COLOR` is set",
        "界面是否有颜色；设置了 `NO_COLOR` 时 `auto` 无颜色",
    ))]
    pub(in crate::runtime) color: When,

    #[arg(long, help = told(
        "Screen reader mode: text only, no animation, the cursor follows the selection; same as `ACCESSIBLE=1`",
        "供读屏软件使用：纯文字，无动画，光标跟随选中的行；与 `ACCESSIBLE=1` 相同",
    ))]
    pub(in crate::runtime) accessible: bool,

    #[arg(
        long, value_name = "LANG", value_parser = Named(lang, || vec!["en", "zh-CN"]),
        hide_possible_values = true, global = true, hide_short_help = true,
        help = told(
            "The language of the interface: en or zh-CN [default: from the settings, else the system's]",
            "界面语言：en 或 zh-CN [默认：设置中的，否则系统的]",
        ),
    )]
    pub(in crate::runtime) lang: Option<Lang>,

    #[arg(long, value_name = "NAME", help = told(
        "Open teams with the screen, filter and order of `[views.NAME]` in the settings",
        "按设置中 `[views.NAME]` 的界面、筛选和排序打开团队",
    ))]
    pub(in crate::runtime) view: Option<String>,

    #[arg(
        long, value_name = "NAME", env = "TOWER_TUI_PROFILE", global = true, hide_short_help = true,
        help = told(
            "Use the account and application of `[profiles.NAME]` in the settings, with separate files",
            "使用设置中 `[profiles.NAME]` 的账号和应用，文件各自独立",
        ),
    )]
    pub(in crate::runtime) profile: Option<String>,

    #[arg(long, value_name = "LEVEL", value_parser = levels(), global = true, hide_short_help = true, help = told(
        "How much to write to the log, `log` in the state directory (`~/.local/state/tower-tui/log`), which never \
         holds a token, a code, a secret or a name [default: from the settings, else info]",
        "日志的详细程度；日志是数据目录中的 `log` (`~/.local/state/tower-tui/log`)，从不含令牌、授权码、密钥或姓名 \
         [默认：设置中的，否则 info]",
    ))]
    pub(in crate::runtime) log_level: Option<Level>,

    #[arg(
        long, value_name = "PATH", env = "TOWER_TUI_CONFIG", global = true, hide_short_help = true,
        help = told("The settings file", "设置文件"),
    )]
    pub(in crate::runtime) config: Option<PathBuf>,
}

/// A command line that names no command.
#[derive(Debug, Parser)]
#[command(disable_help_flag = true, disable_version_flag = true)]
pub(super) struct OptionsAlone {
    #[command(flatten)]
    pub(super) options: Options,
}
