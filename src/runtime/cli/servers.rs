//! The commands that serve others: the built-in Tower and the token server.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, Subcommand};

use super::told::told;
use super::values::milliseconds;

#[derive(Debug, Args)]
pub(in crate::runtime) struct DemoServerArgs {
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:0", help = told(
        "The address to listen on; port 0 picks a free one",
        "监听地址；端口 0 表示任选空闲端口",
    ))]
    pub(in crate::runtime) listen: SocketAddr,

    #[arg(long, value_name = "N", default_value_t = 128, help = told(
        "How many members the first team has",
        "第一个团队的成员数",
    ))]
    pub(in crate::runtime) members: usize,

    #[arg(long, value_name = "SECONDS", default_value_t = 7200, help = told(
        "How many seconds a token is valid",
        "令牌有效的秒数",
    ))]
    pub(in crate::runtime) expires_in: u64,

    #[arg(long, value_name = "MS", default_value = "0", value_parser = milliseconds, help = told(
        "How many milliseconds each answer takes",
        "每次回应所需的毫秒数",
    ))]
    pub(in crate::runtime) latency: Duration,

    #[arg(long, value_name = "FILE", help = told(
        "Answer in the form recorded in this file by `doctor --shapes`",
        "按 `doctor --shapes` 写入此文件的格式回应",
    ))]
    pub(in crate::runtime) shapes: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(in crate::runtime) struct TokenServerArgs {
    #[command(subcommand)]
    pub(in crate::runtime) tool: Option<TokenServerTool>,

    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8787", help = told(
        "The address to listen on; port 0 picks a free one",
        "监听地址；端口 0 表示任选空闲端口",
    ))]
    pub(in crate::runtime) listen: SocketAddr,

    #[arg(long, value_name = "PATH", help = told(
        "The file with the application's secret in its first line; its mode must be 0600",
        "第一行为应用密钥的文件；权限须为 0600",
    ))]
    pub(in crate::runtime) secret_file: Option<PathBuf>,

    #[arg(long, value_name = "PATH", conflicts_with = "no_key", help = told(
        "The file with everybody's access keys: one `name = \"key\"` per line; its mode must be 0600",
        "存放各人访问密钥的文件：每行一个 `name = \"key\"`；权限须为 0600",
    ))]
    pub(in crate::runtime) keys_file: Option<PathBuf>,

    #[arg(long, help = told(
        "Require no access key; only for programs on this machine",
        "不要求访问密钥；仅供本机上的程序使用",
    ))]
    pub(in crate::runtime) no_key: bool,

    #[arg(long, help = told(
        "A reverse proxy in front handles TLS and sets X-Forwarded-For",
        "前面有代理负责 TLS，并写入 X-Forwarded-For",
    ))]
    pub(in crate::runtime) behind_proxy: bool,

    #[arg(long, value_name = "PATH", requires = "tls_key", help = told(
        "Serve TLS with this certificate chain, in PEM",
        "用此证书提供 TLS：PEM 格式，含证书链",
    ))]
    pub(in crate::runtime) tls_cert: Option<PathBuf>,

    #[arg(long, value_name = "PATH", requires = "tls_cert", help = told(
        "The certificate's private key, in PEM; its mode must be 0600",
        "证书的私钥：PEM 格式；权限须为 0600",
    ))]
    pub(in crate::runtime) tls_key: Option<PathBuf>,
}

/// What helps whoever runs a token server.
#[derive(Debug, Subcommand)]
pub(in crate::runtime) enum TokenServerTool {
    #[command(about = told(
        "Generate an access key and print its line for the keys file",
        "生成一个访问密钥，并打印密钥文件中对应的一行",
    ))]
    Key {
        #[arg(help = told(
            "Who it is for, as the log will name them: letters, digits, `-`, `_` and dots",
            "使用者的名字，日志中以此称呼：只用字母、数字、`-`、`_` 和点",
        ))]
        name: String,
    },
}
