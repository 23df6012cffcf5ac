//! What is wrong with a command line, in the language of the person. In English clap says it itself.

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::base::lang::Lang;
use crate::base::text::SafeText;
use crate::ui::words::Words;

/// The variable that an option is read from, and the only one of text.
const PROFILE: &str = "TOWER_TUI_PROFILE";

/// One sentence on what is wrong.
pub(in crate::runtime) fn said(error: &Error, lang: Lang) -> String {
    let is_variable = || std::env::var_os(PROFILE).is_some_and(|value| value.to_str().is_none());
    if error.kind() == ErrorKind::InvalidUtf8 && is_variable() {
        return Words(lang).variable_not_utf8(PROFILE).into_owned();
    }
    let own = (lang == Lang::Zh).then(|| chinese(error)).flatten();
    own.unwrap_or_else(|| {
        let said = error.render().to_string();
        let said = said.strip_prefix("error: ").unwrap_or(&said);
        let end = said.find("\n\nUsage:").or_else(|| said.find("\n\nFor more"));
        let said = said.get(..end.unwrap_or(said.len())).unwrap_or(said).trim_end();
        // No value of ours begins with two hyphens.
        let is_meant = |part: &&str| !part.trim_start().starts_with("tip: to pass '");
        said.split("\n\n").filter(is_meant).collect::<Vec<_>>().join("\n\n")
    })
}

/// The help that was asked for, in Chinese: behind a heading clap has an English mark in any language.
pub(in crate::runtime) fn chinese_help(error: &Error, is_styled: bool) -> String {
    let said = error.render();
    let said = if is_styled { said.ansi().to_string() } else { said.to_string() };
    ["命令", "参数", "选项"]
        .iter()
        .fold(said, |said, heading| said.replace(&format!("{heading}:"), &format!("{heading}：")))
}

fn chinese(error: &Error) -> Option<String> {
    let text = |kind| error.get(kind).map(plain).filter(|text| !text.is_empty());
    let argument = text(ContextKind::InvalidArg);
    let value = text(ContextKind::InvalidValue).unwrap_or_default();
    let nearest = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    let nearest =
        nearest.into_iter().find_map(text).map(|near| format!("是不是 {near}？")).unwrap_or_default();
    let wanted = std::error::Error::source(error).map(|why| expected(&why.to_string())).unwrap_or_default();
    let choices = text(ContextKind::ValidValue).map(|all| format!("可选：{all}。")).unwrap_or_default();
    Some(match error.kind() {
        ErrorKind::UnknownArgument => format!("没有选项或参数 {}。{nearest}", argument?),
        ErrorKind::InvalidSubcommand => {
            format!("没有命令 {}。{nearest}", text(ContextKind::InvalidSubcommand)?)
        }
        ErrorKind::InvalidValue if value.is_empty() => format!("{} 需要一个值。{choices}", argument?),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("{value} 不能用作 {} 的值。{wanted}{choices}{nearest}", argument?)
        }
        ErrorKind::MissingRequiredArgument => format!("缺少参数：{}", argument?),
        ErrorKind::ArgumentConflict => match text(ContextKind::PriorArg) {
            Some(other) => format!("{} 不能与 {other} 同时使用。", argument?),
            None => format!("{} 不能与其他参数同时使用。", argument?),
        },
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            "缺少子命令。".to_owned()
        }
        ErrorKind::TooManyValues => format!("{} 不接受多余的值 {value}。", argument?),
        ErrorKind::InvalidUtf8 => "参数不是 UTF-8。".to_owned(),
        _ => return None,
    })
}

/// What an option takes, from what its parser says.
fn expected(why: &str) -> String {
    if let Some(names) = why.strip_prefix("expected one of ") {
        return format!("可选：{}。", names.replace(", ", "、"));
    }
    let wanted = match why {
        "expected a filter" => "应为筛选条件。",
        "expected en or zh-CN" => "可选：en、zh-CN。",
        "expected columns and rows, such as 80x24" => "应为列数和行数，例如 80x24。",
        "expected a day such as 2026-11-23" => "应为日期，例如 2026-11-23。",
        "invalid socket address syntax" => "应为 IP 地址和端口，例如 127.0.0.1:8787。",
        "number too large to fit in target type" => "数字太大。",
        _ if why.contains("digit") || why.contains("integer") => "应为非负整数。",
        _ => "",
    };
    wanted.to_owned()
}

/// What somebody typed may be anything.
fn plain(value: &ContextValue) -> String {
    let text = match value {
        ContextValue::Strings(all) => all.join("、"),
        ContextValue::StyledStrs(all) => all.iter().map(ToString::to_string).collect::<Vec<_>>().join("、"),
        other => other.to_string(),
    };
    SafeText::line(&text, SafeText::TITLE).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::runtime::cli::command;

    #[test]
    fn the_headings_of_the_help_have_chinese_marks() {
        for line in ["--help", "members -h", "config --help"] {
            let words = std::iter::once("tower-tui").chain(line.split(' '));
            let help = chinese_help(&command(Lang::Zh).try_get_matches_from(words).expect_err(line), false);
            let mut headings =
                help.lines().filter(|line| !line.starts_with([' ', '-']) && line.ends_with(['：', ':']));
            assert!(headings.clone().count() >= 2 && headings.all(|line| line.ends_with('：')), "{help}");
        }
    }

    #[test]
    fn u75_a_filter_may_begin_with_a_dash() {
        for line in
            ["members --filter -x", "todos --filter -x", "workload --filter -h", "members --filter -138"]
        {
            let words = std::iter::once("tower-tui").chain(line.split(' '));
            let found =
                command(Lang::En).try_get_matches_from(words).unwrap_or_else(|why| panic!("{line}: {why}"));
            let (_, of) = found.subcommand().unwrap();
            assert_eq!(of.get_one::<String>("filter").map(String::as_str), line.split(' ').next_back());
        }
    }

    #[test]
    fn u32_what_an_option_takes_is_said_in_chinese_with_its_choices() {
        for (line, wanted) in [
            ("--theme x", "可选：terminal、high-contrast、"),
            ("--lang fr", "可选：en、zh-CN。"),
            ("--log-level x", "可选：off、error、"),
            ("report --since 2026-13-01", "应为日期，例如 2026-11-23。"),
            ("snapshot --size 10", "应为列数和行数，例如 80x24。"),
            ("members --filter --json", "应为筛选条件。"),
            ("demo-server --members x", "应为非负整数。"),
            ("demo-server --expires-in 99999999999999999999", "数字太大。"),
            ("token-server --listen localhost", "应为 IP 地址和端口，例如 127.0.0.1:8787。"),
            ("memberz", "没有命令 memberz。是不是 members？"),
        ] {
            let words = std::iter::once("tower-tui").chain(line.split(' '));
            let error = command(Lang::Zh).try_get_matches_from(words).expect_err(line);
            let said = said(&error, Lang::Zh);
            assert!(said.contains(wanted), "{line}: {said}");
            assert!(!said.contains(", ") && !said.contains("。 ") && !said.contains("expected"), "{said}");
        }
    }
}
