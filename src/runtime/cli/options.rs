//! The options that stand before every command, or alone.

use std::ffi::OsStr;
use std::path::PathBuf;

use clap::builder::{PossibleValue, TypedValueParser};
use clap::{Args, Parser, ValueEnum};

use crate::app::kit::appearance::{Theme, ThemeChoice};
use crate::base::lang::Lang;
use crate::runtime::log::Level;

/// A command line that names no command.
#[derive(Debug, Parser)]
#[command(disable_help_flag = true)]
pub(super) struct OptionsAlone {
    #[command(flatten)]
    pub(super) options: Options,
}

#[derive(Debug, Args)]
pub(in crate::runtime) struct Options {
    /// Use the built-in Tower: made-up people, no account, nothing kept
    #[arg(long)]
    pub(in crate::runtime) demo: bool,

    /// The language of the interface: en or zh-CN [default: the settings', else the system's]
    #[arg(long, value_name = "LANG", value_parser = Named(lang, || vec!["en", "zh-CN"]), hide_possible_values = true, global = true)]
    pub(in crate::runtime) lang: Option<Lang>,

    /// How the screen looks: terminal, high-contrast, mono, tower-dark, tower-light, or tower for the one of the last
    /// two that goes with the terminal's background
    #[arg(long, value_name = "THEME", value_parser = Named(wish, wishes), hide_possible_values = true)]
    pub(in crate::runtime) theme: Option<ThemeChoice>,

    /// Whether the screen has colors; `auto` has none where `NO_COLOR` is set
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub(in crate::runtime) color: When,

    /// For a screen reader: text only, nothing moves, the cursor follows; so does `ACCESSIBLE=1`
    #[arg(long)]
    pub(in crate::runtime) accessible: bool,

    /// How much goes into the log, which is `log` in the state directory (`~/.local/state/tower-tui/log`) and never
    /// holds a token, a code, a secret or a name [default: the settings', else info]
    #[arg(long, value_name = "LEVEL", global = true)]
    pub(in crate::runtime) log_level: Option<Level>,

    /// The settings file
    #[arg(long, value_name = "PATH", env = "TOWER_TUI_CONFIG", global = true)]
    pub(in crate::runtime) config: Option<PathBuf>,
}

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

pub(super) fn themes() -> Vec<&'static str> {
    Theme::ALL.map(Theme::name).to_vec()
}

fn wishes() -> Vec<&'static str> {
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

fn wish(name: &str) -> Result<ThemeChoice, String> {
    ThemeChoice::named(name).ok_or_else(|| {
        let names = Theme::ALL.map(Theme::name).join(", ");
        format!("expected one of {names}, {}", ThemeChoice::TOWER)
    })
}
