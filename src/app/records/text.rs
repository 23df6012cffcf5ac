//! Records as text for programs: lines of JSON, comma- or tab-separated values; and as a sheet that is still to be
//! written.

use serde_json::{Map, Value};

use super::{FieldName, Record, Selection, Thing};
use crate::app::kit::fields::csv;
use crate::base::lang::Lang;

/// A kind of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordFormat {
    /// One JSON object a line.
    Json,
    /// Comma-separated values that spreadsheets open (RFC 4180), with a mark for UTF-8 in front.
    Csv,
    /// Tab-separated values.
    Tsv,
}

/// Records for a spreadsheet.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// What they are.
    pub thing: Thing,
    /// Their columns.
    pub selection: Selection,
    /// The rows.
    pub records: Vec<Record>,
    /// The language of the headings.
    pub lang: Lang,
}

/// The line above the columns, its end included; nothing where every line names its own.
pub fn heading(selection: &Selection, format: RecordFormat) -> String {
    let names: Vec<String> = selection.names().collect();
    match format {
        RecordFormat::Json => String::new(),
        // Without the mark, some spreadsheets take Chinese for another encoding.
        RecordFormat::Csv => format!("\u{feff}{}", row(&names, format)),
        RecordFormat::Tsv => row(&names, format),
    }
}

/// A record's line, its end included.
pub fn line(selection: &Selection, record: &Record, format: RecordFormat) -> String {
    match format {
        RecordFormat::Json => json(selection.object(record), &record.rest),
        RecordFormat::Csv | RecordFormat::Tsv => {
            row(&selection.columns(record).iter().map(flat).collect::<Vec<_>>(), format)
        }
    }
}

/// Besides what JSON itself escapes, DEL and the C1 controls are escaped: a terminal would obey them.
fn json(object: Vec<(&'static str, Value)>, rest: &Map<String, Value>) -> String {
    let fields = object.into_iter().map(|(name, value)| format!("\"{name}\":{value}"));
    let rest = rest.iter().map(|(name, value)| format!("{}:{value}", Value::from(name.as_str())));
    let text = fields.chain(rest).collect::<Vec<_>>().join(",");
    let is_obeyed = |char: char| matches!(char, '\u{7f}'..='\u{9f}');
    let escaped =
        |char: char| if is_obeyed(char) { format!("\\u{:04x}", u32::from(char)) } else { char.to_string() };
    let text = if text.contains(is_obeyed) { text.chars().map(escaped).collect() } else { text };
    format!("{{{text}}}\n")
}

fn row(fields: &[String], format: RecordFormat) -> String {
    let (gap, end, field): (_, _, fn(&str) -> String) =
        if format == RecordFormat::Tsv { ("\t", "\n", tsv) } else { (",", "\r\n", csv) };
    fields.iter().map(|text| field(text)).collect::<Vec<_>>().join(gap) + end
}

fn tsv(text: &str) -> String {
    text.replace(['\t', '\n', '\r'], " ")
}

/// A value in one cell: what has a name by that, and the parts of a list one after another.
pub fn flat(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
        Value::Array(list) => list.iter().map(flat).collect::<Vec<_>>().join(", "),
        Value::Object(object) => {
            let named = ["name", "content"].iter().find_map(|name| object.get(*name));
            named.map(flat).unwrap_or_default()
        }
    }
}

impl Sheet {
    /// Every field of these.
    pub fn whole(thing: Thing, records: Vec<Record>, lang: Lang) -> Self {
        Self { thing, selection: Selection::of(thing.fields()), records, lang }
    }

    /// The fields of its columns.
    pub fn fields(&self) -> impl Iterator<Item = (FieldName, Option<&'static str>)> {
        self.selection.fields().zip(self.selection.parts())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::text::SafeText;
    use crate::tower::model::{Id, Member, MemberId, Role};

    fn member(name: &str, note: &str) -> Record {
        let text = |text: &str| SafeText::line(text, SafeText::NAME);
        Record::member(&Member {
            role: Role::Other(text("visitor")),
            groups: vec![text("后端"), text("运维")],
            phone: Some(text("+34 600 123 456")),
            note: Some(text(note)),
            is_locked: true,
            ..Member::bare(MemberId(Id::parse("m1").unwrap()), text(name))
        })
    }

    fn said(record: &Record, format: RecordFormat) -> (String, String) {
        let selection = Selection::of(record.thing.fields());
        (heading(&selection, format), line(&selection, record, format))
    }

    #[test]
    fn a_record_has_every_field_in_its_order() {
        let (_, json) = said(&member("张伟", "a \"b\""), RecordFormat::Json);
        assert_eq!(
            json,
            "{\"id\":\"m1\",\"nickname\":\"张伟\",\"role\":\"visitor\",\"groups\":[\"后端\",\"运维\"],\
             \"phone\":\"+34 600 123 456\",\"mailbox\":null,\"comment\":\"a \\\"b\\\"\",\"is_active\":null,\
             \"is_incomplete_from_wxwork\":false,\"is_locked_by_free_team_quota\":true,\"created_at\":null,\
             \"updated_at\":null,\"gavatar\":null}\n"
        );
        for thing in Thing::ALL {
            let names: Vec<&str> = thing.fields().iter().map(|field| field.name()).collect();
            let once: std::collections::BTreeSet<&&str> = names.iter().collect();
            assert_eq!(once.len(), names.len(), "{thing:?} has a field twice");
            assert!(thing.shown().iter().all(|field| thing.fields().contains(field)), "{thing:?}");
        }
    }

    #[test]
    fn a_spreadsheet_computes_nothing_and_splits_nothing() {
        let (heading, line) = said(&member("=HYPERLINK(\"x\")", "a, \"b\""), RecordFormat::Csv);
        assert!(heading.starts_with("\u{feff}\"id\",\"nickname\",\"role\","), "{heading}");
        assert_eq!(
            line,
            "\"m1\",\"'=HYPERLINK(\"\"x\"\")\",\"visitor\",\"后端, 运维\",\"+34 600 123 456\",\"\",\"a, \"\"b\"\"\",\"\",\
             \"false\",\"true\",\"\",\"\",\"\"\r\n"
        );
    }

    #[test]
    fn a_table_for_programs_has_as_many_tabs_in_every_line() {
        let (heading, line) = said(&member("张\t伟", "一\n二"), RecordFormat::Tsv);
        assert_eq!(line.matches('\t').count(), heading.matches('\t').count());
        assert_eq!(line.matches('\n').count(), 1);
    }
}
