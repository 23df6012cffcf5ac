//! Prints records: as a table that fits the terminal, or in the form that a program asked for.

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;

use serde_json::Value;

use crate::app::kit::fields::markdown;
use crate::app::records::{self, FieldName, Record, RecordFormat, Selection, Sheet, Thing, flat};
use crate::base::measure::{fit, pad, pad_left, width};
use crate::base::text::SafeText;
use crate::runtime::cli::OutputArgs;
use crate::runtime::exit_error::ExitError;
use crate::runtime::files::{export, xlsx};
use crate::runtime::terminal::size::size;
use crate::ui::words::Words;

/// The cells between two columns of a table.
const GAP: usize = 2;

/// A column of a table keeps this much of what stands in it.
const NARROWEST: usize = 6;

/// Where nothing says how much room there is, no more is left for a column.
const WIDEST: usize = 40;

/// How a field is shown to people, where that is not as programs get it.
pub(super) type Shown<'a> = &'a dyn Fn(usize, FieldName) -> Option<String>;

/// Where records go, and how.
pub(super) struct Printer {
    words: Words,
    thing: Thing,
    selection: Selection,
    form: Form,
    /// The widths of a table's columns, once its heading is printed.
    widths: Option<Vec<usize>>,
    /// The heading is printed.
    is_begun: bool,
    /// What waits for the end.
    kept: Vec<Record>,
}

/// A form of output.
enum Form {
    Text(RecordFormat),
    Markdown,
    Table,
    Book(PathBuf),
}

impl Printer {
    /// For a thing in the form asked for; fields that are not there are told before anything is asked of Tower.
    pub(super) fn of(thing: Thing, asked: &OutputArgs, words: Words) -> Result<Self, ExitError> {
        let form = match asked {
            OutputArgs { json: true, .. } => Form::Text(RecordFormat::Json),
            OutputArgs { csv: true, .. } => Form::Text(RecordFormat::Csv),
            OutputArgs { tsv: true, .. } => Form::Text(RecordFormat::Tsv),
            OutputArgs { md: true, .. } => Form::Markdown,
            OutputArgs { xlsx: Some(path), .. } => Form::Book(path.clone()),
            _ => Form::Table,
        };
        let selection = match (&asked.fields[..], &form) {
            ([], Form::Table | Form::Markdown) => Selection::of(thing.shown()),
            ([], Form::Text(_) | Form::Book(_)) => Selection::of(thing.fields()),
            (fields, _) => Selection::read(thing, fields).map_err(ExitError::UnknownField)?,
        };
        Ok(Self { words, thing, selection, form, widths: None, is_begun: false, kept: Vec::new() })
    }

    /// Whether a program wants every attribute that Tower has.
    pub(super) fn wants_all(&self) -> bool {
        matches!(self.form, Form::Text(RecordFormat::Json))
            && self.selection == Selection::of(self.thing.fields())
    }

    /// Whether a table for people is printed.
    pub(super) fn is_for_people(&self) -> bool {
        matches!(self.form, Form::Table)
    }

    /// Prints all there is.
    pub(super) fn print(mut self, records: &[Record], shown: Shown<'_>) -> Result<(), ExitError> {
        self.more(records, shown)?;
        self.finish()
    }

    /// Prints some, with a heading above the first of them.
    pub(super) fn more(&mut self, records: &[Record], shown: Shown<'_>) -> Result<(), ExitError> {
        let mut out = io::BufWriter::new(io::stdout().lock());
        match self.form {
            Form::Text(format) => {
                if !std::mem::replace(&mut self.is_begun, true) {
                    write!(out, "{}", records::heading(&self.selection, format))?;
                }
                for record in records {
                    write!(out, "{}", records::line(&self.selection, record, format))?;
                }
            }
            Form::Book(_) => self.kept.extend_from_slice(records),
            Form::Markdown => self.markdown(&mut out, records, shown)?,
            Form::Table => self.table(&mut out, records, shown)?,
        }
        Ok(out.flush()?)
    }

    /// Nothing more comes.
    pub(super) fn finish(mut self) -> Result<(), ExitError> {
        let Form::Book(path) = &self.form else {
            // A table of nothing has its heading too.
            return if self.is_begun { Ok(()) } else { self.more(&[], &|_, _| None) };
        };
        let shown = path.display().to_string();
        let failed = |why: io::Error| match why.kind() {
            io::ErrorKind::AlreadyExists => ExitError::FileExists(shown.clone()),
            _ => ExitError::NotWritten { path: shown.clone(), why: why.to_string() },
        };
        let count = self.kept.len();
        let records = std::mem::take(&mut self.kept);
        let sheet = Sheet { thing: self.thing, selection: self.selection, records, lang: self.words.0 };
        export::write_new(path, &xlsx::workbook(&sheet).map_err(failed)?).map_err(failed)?;
        Ok(writeln!(io::stderr(), "{}", self.words.file_written(&shown, count))?)
    }

    fn headings(&self) -> Vec<String> {
        let fields = self.selection.fields().zip(self.selection.parts());
        fields.map(|(field, part)| self.words.field_heading(field, part).into_owned()).collect()
    }

    /// The cells of a row as people read them.
    fn cells(&self, at: usize, record: &Record, shown: Shown<'_>) -> Vec<String> {
        let fields = self.selection.fields().zip(self.selection.parts());
        let cell = |((field, part), value): ((FieldName, Option<&str>), Value)| {
            let own = if part.is_none() { shown(at, field) } else { None };
            own.unwrap_or_else(|| people(self.words, field, &value))
        };
        fields.zip(self.selection.columns(record)).map(cell).collect()
    }

    fn markdown(&mut self, out: &mut impl Write, records: &[Record], shown: Shown<'_>) -> io::Result<()> {
        if !std::mem::replace(&mut self.is_begun, true) {
            let line = |field: FieldName| if field.is_number() { "---:" } else { "---" };
            let lines: Vec<&str> = self.selection.fields().map(line).collect();
            writeln!(out, "| {} |\n|{}|", self.headings().join(" | "), lines.join("|"))?;
        }
        for (at, record) in records.iter().enumerate() {
            let cells: Vec<String> =
                self.cells(at, record, shown).iter().map(|cell| markdown(cell)).collect();
            writeln!(out, "| {} |", cells.join(" | "))?;
        }
        Ok(())
    }

    fn table(&mut self, out: &mut impl Write, records: &[Record], shown: Shown<'_>) -> io::Result<()> {
        let rows: Vec<Vec<String>> =
            records.iter().enumerate().map(|(at, record)| self.cells(at, record, shown)).collect();
        let is_number: Vec<bool> = self.selection.fields().map(FieldName::is_number).collect();
        let headings = self.headings();
        let is_first = !std::mem::replace(&mut self.is_begun, true);
        let widths = self.widths.get_or_insert_with(|| {
            let widest = |at: usize| {
                let cells = rows.iter().chain([&headings]).filter_map(|row| row.get(at));
                cells.map(|cell| width(cell)).max().unwrap_or(0)
            };
            fitted((0..headings.len()).map(widest).collect(), room())
        });
        let last = widths.len().saturating_sub(1);
        let is_cut = room().is_some();
        let mut line = |row: &[String]| {
            let cells = row.iter().zip(widths.iter()).zip(&is_number).enumerate();
            let cells = cells.map(|(at, ((cell, most), is_number))| match (at == last, *is_number) {
                (_, true) => pad_left(cell, *most),
                (true, false) if !is_cut => cell.clone(),
                // Whoever does not look at it gets all of it.
                (false, false) if !is_cut && width(cell) > *most => cell.clone(),
                (true, false) => fit(cell, *most).into_owned(),
                (false, false) => pad(cell, *most),
            });
            let line = cells.collect::<Vec<_>>().join("  ");
            writeln!(out, "{}", line.trim_end())
        };
        if is_first {
            line(&headings)?;
        }
        rows.iter().try_for_each(|row| line(row))
    }
}

/// How wide the terminal is that is written to; none where it is no terminal.
fn room() -> Option<usize> {
    io::stdout().is_terminal().then(|| size().ok().map(|size| usize::from(size.width))).flatten()
}

/// The widths with which all columns have room: the widest gives way to the others.
fn fitted(mut widths: Vec<usize>, room: Option<usize>) -> Vec<usize> {
    let Some(room) = room else { return widths.into_iter().map(|width| width.min(WIDEST)).collect() };
    let gaps = GAP * widths.len().saturating_sub(1);
    while widths.iter().sum::<usize>() + gaps > room {
        let Some(widest) = widths.iter_mut().max().filter(|widest| **widest > NARROWEST) else { break };
        *widest -= 1;
    }
    widths
}

/// A value as people read it.
fn people(words: Words, field: FieldName, value: &Value) -> String {
    match (field, value) {
        (_, Value::Null) => "-".to_owned(),
        (FieldName::TeamWideId, number) => format!("#{number}"),
        (FieldName::IsPinned | FieldName::IsArchived, Value::Bool(flag)) => {
            if *flag {
                words.yes_or_no(true).into_owned()
            } else {
                "-".to_owned()
            }
        }
        (_, Value::Bool(flag)) => words.yes_or_no(*flag).into_owned(),
        (
            FieldName::CreatedAt
            | FieldName::At
            | FieldName::ClosedAt
            | FieldName::DueAt
            | FieldName::StartAt,
            of,
        ) => clock(&flat(of)),
        (_, of) => SafeText::line(&flat(of), SafeText::TITLE).to_string(),
    }
}

/// `2026-11-29 18:00` of `2026-11-29T18:00:00+08:00`; a day as it is.
fn clock(moment: &str) -> String {
    match moment.split_once('T') {
        Some((day, time)) => format!("{day} {}", time.get(..5).unwrap_or(time)),
        None => moment.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_widest_column_gives_way_and_none_vanishes() {
        assert_eq!(fitted(vec![10, 100, 5], None), [10, 40, 5]);
        assert_eq!(fitted(vec![10, 100, 5], Some(80)), [10, 61, 5]);
        assert_eq!(fitted(vec![40, 40], Some(42)), [20, 20]);
        assert_eq!(fitted(vec![40, 40], Some(3)), [6, 6]);
    }
}
