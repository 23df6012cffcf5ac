//! What is wrong with a command line, in the language of the person. In English clap says it itself.

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::base::lang::Lang;
use crate::base::text::SafeText;

/// One sentence on what is wrong.
pub(in crate::runtime) fn said(error: &Error, lang: Lang) -> String {
    let own = (lang == Lang::Zh).then(|| chinese(error)).flatten();
    own.unwrap_or_else(|| {
        let said = error.render().to_string();
        let said = said.strip_prefix("error: ").unwrap_or(&said);
        let end = said.find("\n\nUsage:").or_else(|| said.find("\n\nFor more"));
        said.get(..end.unwrap_or(said.len())).unwrap_or(said).trim_end().to_owned()
    })
}

fn chinese(error: &Error) -> Option<String> {
    let text = |kind| error.get(kind).map(plain).filter(|text| !text.is_empty());
    let argument = text(ContextKind::InvalidArg);
    let value = text(ContextKind::InvalidValue).unwrap_or_default();
    let nearest = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    let nearest =
        nearest.into_iter().find_map(text).map(|near| format!(" 是否指 {near}？")).unwrap_or_default();
    let choices = text(ContextKind::ValidValue).map(|all| format!(" 可选：{all}。")).unwrap_or_default();
    Some(match error.kind() {
        ErrorKind::UnknownArgument => format!("没有选项或参数 {}。{nearest}", argument?),
        ErrorKind::InvalidSubcommand => {
            format!("没有命令 {}。{nearest}", text(ContextKind::InvalidSubcommand)?)
        }
        ErrorKind::InvalidValue if value.is_empty() => format!("{} 需要一个值。{choices}", argument?),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("{value} 不能用作 {} 的值。{choices}{nearest}", argument?)
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

/// What somebody typed may be anything.
fn plain(value: &ContextValue) -> String {
    let text = match value {
        ContextValue::Strings(all) => all.join(", "),
        ContextValue::StyledStrs(all) => all.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    };
    SafeText::line(&text, SafeText::TITLE).to_string()
}
