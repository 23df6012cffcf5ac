//! The commands about the program itself.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use clap_complete::Shell;
use ratatui::layout::Size;

use super::told::told;
use super::values::{Named, When, size, theme, themes};
use crate::app::kit::appearance::Theme;
use crate::runtime::demo::scenes::Scene;

/// Commands about the program itself. They work without a session, an application or readable settings.
#[derive(Debug, Subcommand)]
pub(in crate::runtime) enum Tool {
    #[command(about = told("List every key, what it does and where it works", "列出所有按键、作用和所在界面"))]
    Keys(KeysArgs),

    #[command(about = told(
        "Check the setup and suggest fixes; exit code 1 if a check fails. No secret is shown",
        "检查环境和设置，并给出解决办法；有失败项时退出码为 1。不显示任何密钥",
    ))]
    Doctor {
        #[arg(long, help = told(
            "As one line of JSON: `checks`, each with `name`, `state`, `says` and `remedy`",
            "一行 JSON：`checks`，每项含 `name`、`state`、`says` 和 `remedy`",
        ))]
        json: bool,

        #[arg(long, value_name = "FILE", conflicts_with = "json", help = told(
            "Write the form of Tower's answers to this file: key names, types, lengths and status codes, never a \
             value. Asks first; you must be signed in",
            "把 Tower 回应的格式写入此文件：键名、类型、长度和状态码，不含任何内容。会先询问；需要已登录",
        ))]
        shapes: Option<PathBuf>,
    },

    #[command(about = told(
        "Describe every command, option, field and error code, for people or programs",
        "说明每个命令、选项、字段和错误码，供人或程序查阅",
    ))]
    Commands {
        #[arg(long, help = told("As one line of JSON", "一行 JSON"))]
        json: bool,
    },

    #[command(about = told(
        "Print what an agent needs to know to use these commands, as a skill in Markdown of at most 4 KB",
        "打印智能体使用这些命令所需的说明（技能），Markdown 格式，不超过 4 KB",
    ))]
    Skill,

    #[command(about = told(
        "Print a screen with made-up people, as text or as a picture",
        "用虚构的成员打印一个界面：文字或图片",
    ))]
    Snapshot(SnapshotArgs),

    #[command(subcommand, about = told(
        "Show where the settings file is, check it, create it or edit it",
        "查看设置文件的位置、检查、新建或编辑设置文件",
    ))]
    Config(Config),

    #[command(about = told(
        "Print a shell's completion script",
        "打印 shell 补全命令和选项所需的脚本",
    ))]
    Completions {
        #[arg(help = told("The shell", "哪种 shell"))]
        shell: Shell,
    },

    #[command(about = told(
        "Print the manual page of the program, or of a command, as troff",
        "以 troff 格式打印本程序或某个命令的手册页",
    ))]
    Man {
        #[arg(help = told("The command", "命令"))]
        command: Vec<String>,
    },
}

#[derive(Debug, Args)]
pub(in crate::runtime) struct KeysArgs {
    #[arg(long, help = told("As a table in Markdown", "Markdown 表格"))]
    pub(in crate::runtime) markdown: bool,
}

#[derive(Debug, Args)]
pub(in crate::runtime) struct SnapshotArgs {
    #[arg(help = told("The screen", "界面"))]
    pub(in crate::runtime) screen: Scene,

    #[arg(long, value_name = "COLUMNSxROWS", default_value = "80x24", value_parser = size, help = told(
        "How many columns and rows it has, at most 1000 each",
        "列数和行数，各最多 1000",
    ))]
    pub(in crate::runtime) size: Size,

    #[arg(
        long, value_name = "THEME", default_value = "terminal", value_parser = Named(theme, themes),
        hide_possible_values = true,
        help = told(
            "How it looks: terminal, high-contrast, mono, tower-dark or tower-light",
            "外观：terminal、high-contrast、mono、tower-dark 或 tower-light",
        ),
    )]
    pub(in crate::runtime) theme: Theme,

    #[arg(long, value_name = "WHEN", default_value = "auto", help = told(
        "Whether the text has colors and attributes; `auto` has them on a terminal",
        "文字是否带颜色和属性；`auto` 只在终端上带",
    ))]
    pub(in crate::runtime) color: When,

    #[arg(long, help = told("As an SVG picture", "SVG 图片"))]
    pub(in crate::runtime) svg: bool,

    #[arg(long, help = told("With made-up people, as always", "使用虚构的成员；总是如此"))]
    pub(in crate::runtime) demo: bool,
}

#[derive(Debug, Subcommand)]
pub(in crate::runtime) enum Config {
    #[command(about = told("Print its path", "打印文件位置"))]
    Path,

    #[command(about = told(
        "List every mistake by line and column; exit code 1 if there is one",
        "按行列指出其中每个错误；有错误时退出码为 1",
    ))]
    Check,

    #[command(about = told(
        "Open it in VISUAL, EDITOR or vi, and check it afterwards",
        "用 VISUAL、EDITOR 或 vi 打开，之后检查",
    ))]
    Edit,

    #[command(about = told(
        "Create one with every setting as a comment; an existing one is left alone",
        "新建一个所有设置都被注释的文件；已有的文件不变",
    ))]
    Init,
}
