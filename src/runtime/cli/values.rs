//! Values of options, read by their names.

use std::ffi::OsStr;
use std::time::Duration;

use clap::ValueEnum;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use jiff::civil::Date;
use ratatui::layout::Size;
use strum::VariantArray;

use super::told::told;
use crate::app::kit::appearance::{Theme, ThemeChoice};
use crate::base::lang::Lang;
use crate::runtime::log::Level;

/// Whether there are colors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::runtime) enum When {
    Always,
    Never,
    Auto,
}

/// Reads a value by its name, and knows the names that a shell may offer.
#[derive(Clone)]
pub(super) struct Named<T>(pub(super) fn(&str) -> Result<T, String>, pub(super) fn() -> Vec<&'static str>);

impl<T: Clone + Send + Sync + 'static> TypedValueParser for Named<T> {
    type Value = T;

    fn parse_ref(
        &self,
        command: &clap::Command,
        argument: Option<&clap::Arg>,
        value: &OsStr,
    ) -> Result<T, clap::Error> {
        self.0.parse_ref(command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new((self.1)().into_iter().map(PossibleValue::new)))
    }
}

/// Reads a level of the log, each of which is explained.
pub(super) fn levels() -> impl TypedValueParser<Value = Level> {
    let all = Level::VARIANTS.iter().map(|level| PossibleValue::new(level.name()).help(meaning(*level)));
    PossibleValuesParser::new(all).map(|name| Level::named(&name).unwrap_or_default())
}

fn meaning(level: Level) -> &'static str {
    match level {
        Level::Off => told("Nothing", "不记录"),
        Level::Error => told("Errors", "错误"),
        Level::Warn => told("Also failures that may pass", "以及可能自行恢复的故障"),
        Level::Info => told("Also every request and every change of the session", "以及每次请求和会话的变化"),
        Level::Debug => told("Also every step", "以及每个步骤"),
    }
}

pub(super) fn themes() -> Vec<&'static str> {
    Theme::ALL.map(Theme::name).to_vec()
}

pub(super) fn wishes() -> Vec<&'static str> {
    [themes(), vec![ThemeChoice::TOWER]].concat()
}

pub(super) fn lang(name: &str) -> Result<Lang, String> {
    // Listed nowhere: it is for those who write the words.
    let pseudo = (name == Lang::PSEUDO).then_some(Lang::Pseudo);
    pseudo.or_else(|| Lang::named(name)).ok_or_else(|| "expected en or zh-CN".to_owned())
}

pub(super) fn theme(name: &str) -> Result<Theme, String> {
    let names = || Theme::ALL.map(Theme::name).join(", ");
    Theme::named(name).ok_or_else(|| format!("expected one of {}", names()))
}

pub(super) fn wish(name: &str) -> Result<ThemeChoice, String> {
    ThemeChoice::named(name).ok_or_else(|| {
        let names = Theme::ALL.map(Theme::name).join(", ");
        format!("expected one of {names}, {}", ThemeChoice::TOWER)
    })
}

pub(super) fn size(text: &str) -> Result<Size, String> {
    let side = |text: &str| text.parse().ok().filter(|side| (1..=1000).contains(side));
    let sides = text.split_once('x').and_then(|(width, height)| Some((side(width)?, side(height)?)));
    sides.map(Size::from).ok_or_else(|| "expected columns and rows, such as 80x24".to_owned())
}

pub(super) fn milliseconds(text: &str) -> Result<Duration, std::num::ParseIntError> {
    text.parse().map(Duration::from_millis)
}

pub(super) fn day(text: &str) -> Result<Date, String> {
    let day = if text.len() == 10 { text.parse().ok() } else { None };
    day.ok_or_else(|| "expected a day such as 2026-11-23".to_owned())
}

/// A filter may begin with a dash, and is no option that stands where one was forgotten.
pub(super) fn filter(text: &str) -> Result<String, String> {
    if text.starts_with("--") { Err("expected a filter".to_owned()) } else { Ok(text.to_owned()) }
}
