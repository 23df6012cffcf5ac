//! The views in a settings file: `[views.NAME]`, with what of each means something.

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::checks::within;
use super::values::{COLUMNS, VIEW};
use crate::app::core::settings_error::SettingsFault;
use crate::app::core::view::{LoadColumn, View, ViewOf};
use crate::app::keys::key::Key;
use crate::app::keys::keymap::{KeyFault, Keymap};
use crate::app::keys::table::OF_VIEWS;
use crate::app::screens::members::columns::Column;
use crate::app::search::Filter;
use crate::base::text::SafeText;

/// Where in the file something stands, in bytes.
type Placed<T> = (usize, T);

/// The columns that a workload can be sorted by.
const LOAD_COLUMNS: [&str; 7] = ["overdue", "open", "today", "week", "no_date", "done", "name"];

/// The views in this table in the order of the file, and what is wrong with them; beside what is wrong, they hold.
pub(super) fn read(views: &DeTable<'_>, keymap: &Keymap) -> (Vec<View>, Vec<Placed<SettingsFault>>) {
    let mut faults = Vec::new();
    let mut found: Vec<View> = Vec::new();
    let mut tables: Vec<_> = views.iter().collect();
    // Of two views with one key the first counts.
    tables.sort_by_key(|(name, _)| name.span().start);
    for (name, value) in tables {
        faults.extend(within(VIEW, value));
        let text = |setting: &str| text(value, setting);
        let of = screen(text("screen").map_or("", |(_, screen)| screen));
        let (of, fault) = sorted(of, text("sort"));
        faults.extend(fault);
        let key = text("key").map(|(at, key)| key_of(key, keymap, &found).map_err(|fault| (at, fault)));
        let key = key.transpose().unwrap_or_else(|fault| {
            faults.push(fault);
            None
        });
        let filter = text("filter").map_or("", |(_, filter)| filter);
        let filter = Some(filter).filter(|filter| Filter::of(filter).unknown().is_none());
        found.push(View { name: safe(name), of, filter: filter.unwrap_or_default().to_owned(), key });
    }
    (found, faults)
}

fn text<'a>(view: &'a Spanned<DeValue<'_>>, setting: &str) -> Option<Placed<&'a str>> {
    let value = view.get_ref().as_table()?.get(setting)?;
    Some((value.span().start, value.get_ref().as_str()?))
}

/// The screen of this name; the members where there is none.
fn screen(name: &str) -> ViewOf {
    match name {
        "workload" => ViewOf::Workload(None),
        "my_day" => ViewOf::MyDay,
        "activity" => ViewOf::Activity,
        "projects" => ViewOf::Projects,
        "notifications" => ViewOf::Notifications,
        _ => ViewOf::Members(None),
    }
}

/// The same, sorted as its view asks for.
fn sorted(of: ViewOf, asked: Option<Placed<&str>>) -> (ViewOf, Option<Placed<SettingsFault>>) {
    let Some((at, asked)) = asked else { return (of, None) };
    let (sorted, choices): (Option<ViewOf>, &'static [&'static str]) = match of {
        ViewOf::Members(_) => {
            (Column::named(asked).map(|column| ViewOf::Members(Some(column.place()))), &COLUMNS)
        }
        ViewOf::Workload(_) => {
            (LoadColumn::named(asked).map(|column| ViewOf::Workload(Some(column))), &LOAD_COLUMNS)
        }
        ViewOf::MyDay | ViewOf::Activity | ViewOf::Projects | ViewOf::Notifications => (None, &[]),
    };
    let value = SafeText::line(asked, SafeText::NAME);
    let fault = match choices {
        [] => SettingsFault::NoOrder,
        choices => SettingsFault::Choice { setting: "sort", value, choices, default: None },
    };
    (sorted.unwrap_or(of), sorted.is_none().then_some((at, fault)))
}

/// The key of this name, if it can open a view beside those.
fn key_of(name: &str, keymap: &Keymap, others: &[View]) -> Result<Key, SettingsFault> {
    let key = Key::named(name).ok_or(SettingsFault::ViewKey(KeyFault::NoKey))?;
    if let Some(action) = keymap.taken(key, OF_VIEWS) {
        return Err(SettingsFault::ViewKey(KeyFault::Taken(key, action)));
    }
    match others.iter().find(|view| view.key == Some(key)) {
        Some(other) => Err(SettingsFault::KeyOfView(key, other.name.clone())),
        None => Ok(key),
    }
}

fn safe(name: &Spanned<DeString<'_>>) -> SafeText {
    SafeText::line(name.get_ref(), SafeText::NAME)
}

#[cfg(test)]
mod tests {
    use super::super::values::VIEW_SCREENS;
    use super::*;
    use crate::runtime::settings::diagnostics;

    #[test]
    fn every_screen_that_the_settings_name_is_one() {
        let kinds: Vec<_> = VIEW_SCREENS.iter().map(|name| std::mem::discriminant(&screen(name))).collect();
        let members = std::mem::discriminant(&ViewOf::Members(None));
        assert_eq!(kinds.iter().filter(|kind| **kind == members).count(), 1);
        assert!((1..kinds.len()).all(|at| !kinds[at..].contains(&kinds[at - 1])));
        assert!(LOAD_COLUMNS.iter().all(|name| LoadColumn::named(name).is_some()));
    }

    #[test]
    fn a_view_has_a_screen_an_order_of_it_and_a_key_that_nothing_else_has() {
        let text = "[views.b]\nkey = \"x\"\nsort = \"phone\"\n[views.a]\nscreen = \"workload\"\nsort = \"open\"\n\
                    key = \"F5\"\nfilter = \"group:后端\"\n[views.c]\nscreen = \"my_day\"\nkey = \"1\"\n";
        let read = diagnostics::read(text);
        assert_eq!(read.errors, []);
        let of: Vec<_> = read.views.iter().map(|view| (view.name.as_str(), view.of)).collect();
        let phone = ViewOf::Members(Some(Column::Phone.place()));
        let open = ViewOf::Workload(Some(LoadColumn::Open));
        assert_eq!(of, [("b", phone), ("a", open), ("c", ViewOf::MyDay)]);
        assert_eq!((read.views[1].key, &*read.views[1].filter), (Key::named("F5"), "group:后端"));
    }

    #[test]
    fn u35_what_is_wrong_is_named_with_its_place_and_the_rest_of_the_view_holds() {
        let text = "[views.a]\nkey = \"r\"\n[views.b]\nkey = \"x\"\n[views.c]\nkey = \"x\"\n[views.d]\nkey = \"yy\"\n\
                    screen = \"activity\"\nsort = \"name\"\n[views.e]\nscreen = \"workload\"\nsort = \"phone\"\n\
                    key = 1\n[keys.members]\nrefresh = \"F5\"\n[views.f]\nkey = \"F5\"\n";
        let read = diagnostics::read(text);
        let places: Vec<_> = read.errors.iter().map(|error| (error.line, error.column)).collect();
        assert_eq!(places, [(2, 7), (6, 7), (8, 7), (10, 8), (13, 8), (14, 7), (18, 7)], "{:?}", read.errors);
        let keys: Vec<_> = read.views.iter().map(|view| view.key.map(Key::name)).collect();
        assert_eq!(keys.iter().flatten().count(), 1, "{keys:?}");
        assert_eq!(read.views[4].of, ViewOf::Workload(None));
    }
}
