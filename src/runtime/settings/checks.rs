//! What is wrong with the value of one setting.

use toml::Spanned;
use toml::de::{DeString, DeValue};

use super::values::{Kind, SettingRow};
use crate::app::core::settings_error::{SettingsFault, ValueType};
use crate::app::records::nearest;
use crate::app::search::Filter;
use crate::base::text::{SafeText, bare};
use crate::tower::oauth::{Addresses, TOWER, check_callback};

/// What is wrong within a table of these settings, and where.
pub(super) fn within(rows: &[SettingRow], table: &Spanned<DeValue<'_>>) -> Vec<(usize, SettingsFault)> {
    let settings = table.get_ref().as_table().map(|table| table.iter()).into_iter().flatten();
    settings
        .filter_map(|(name, value)| match rows.iter().find(|row| name.get_ref() == row.name) {
            None => Some((name.span().start, unknown(name.get_ref(), rows))),
            Some(row) => wrong(row, row.kind, value.get_ref()).map(|fault| (value.span().start, fault)),
        })
        .collect()
}

pub(super) fn unknown(name: &DeString<'_>, rows: &[SettingRow]) -> SettingsFault {
    let meant = nearest(name, rows.iter().map(|row| row.name));
    SettingsFault::Name(SafeText::line(name, SafeText::NAME), meant)
}

/// What is wrong with the value of a setting, or with one value of a list, which has this kind.
pub(super) fn wrong(row: &SettingRow, kind: Kind, value: &DeValue<'_>) -> Option<SettingsFault> {
    let setting = row.name;
    match (kind, value) {
        (Kind::Flag | Kind::FlagOr(_), DeValue::Boolean(_)) | (Kind::Text, DeValue::String(_)) => None,
        (Kind::List, DeValue::Array(list)) if list.iter().all(|one| one.get_ref().is_str()) => None,
        (Kind::Choice(choices) | Kind::FlagOr(choices), DeValue::String(value)) => {
            let known = choices.contains(&value.as_ref());
            // Blanks and what nobody sees around it are what is wrong with it, and are shown.
            let shown = if bare(value) == value { value.to_string() } else { format!("{value:?}") };
            let value = SafeText::line(&shown, SafeText::NAME);
            (!known).then_some(SettingsFault::Choice { setting, value, choices, default: row.default })
        }
        (Kind::Choices(choices), DeValue::Array(list)) => {
            list.iter().find_map(|one| wrong(row, Kind::Choice(choices), one.get_ref()))
        }
        (Kind::Address, DeValue::String(address)) => {
            let checked = match setting {
                "token_url" => Addresses::new(TOWER, Some(address)),
                _ => Addresses::new(address, None),
            };
            checked.err().map(|bad| SettingsFault::Address(setting, bad))
        }
        (Kind::Callback, DeValue::String(callback)) => {
            check_callback(bare(callback)).err().map(|bad| SettingsFault::Callback(setting, bad))
        }
        (Kind::Filter, DeValue::String(filter)) => Filter::of(filter).unknown().map(SettingsFault::Filter),
        (Kind::Flag, _) => Some(SettingsFault::Type(setting, ValueType::Flag)),
        (Kind::FlagOr(choices), _) => Some(SettingsFault::Type(setting, ValueType::FlagOr(choices))),
        (Kind::List | Kind::Choices(_), _) => Some(SettingsFault::Type(setting, ValueType::List)),
        (Kind::Choice(_) | Kind::Text | Kind::Address | Kind::Callback | Kind::Filter, _) => {
            Some(SettingsFault::Type(setting, ValueType::Text))
        }
    }
}
