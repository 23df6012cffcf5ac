//! Members as text for other programs, under Tower's own names, and the file they are written to.

use jiff::civil::Date;

use crate::app::core::effect::Exported;
use crate::app::kit::fields::inert;
use crate::app::kit::file_name::file_name;
use crate::app::kit::text_field::TextField;
use crate::app::records::{self, Record, RecordFormat, Selection, Sheet, Thing, flat};
use crate::base::lang::Lang;
use crate::tower::model::{Member, Team};

/// The most characters of a team in the name of its file.
const NAME: usize = 60;

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Comma-separated values that spreadsheets open (RFC 4180), with a mark for UTF-8 in front.
    Csv,
    /// Tab-separated values.
    Tsv,
    /// One JSON object a line.
    Json,
    /// A workbook for spreadsheets.
    Xlsx,
}

impl Format {
    /// What a file of this name is to hold; none where its ending does not say.
    pub fn of_file(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        match ending.to_ascii_lowercase().as_str() {
            "csv" => Some(Self::Csv),
            "tsv" => Some(Self::Tsv),
            "json" | "jsonl" => Some(Self::Json),
            "xlsx" => Some(Self::Xlsx),
            _ => None,
        }
    }
}

/// Where to write, while it is being typed or written.
#[derive(Debug)]
pub struct Exporting {
    /// The file's name.
    pub field: TextField,
    /// It is being written.
    pub writing: bool,
}

impl Exporting {
    /// The question, with the team's name and the day for an answer: next week's is another file.
    pub(super) fn of(team: &Team, today: Date) -> Self {
        let name = file_name(team.name.as_str(), NAME);
        let name = if name.is_empty() { "members" } else { &name };
        Self { field: TextField::of(&format!("{name}-{today}.csv")), writing: false }
    }

    /// The file whose name is typed.
    pub(super) fn path(&self) -> String {
        self.field.text().trim().to_owned()
    }

    /// It is being written; whether it was not before.
    pub(super) fn begin(&mut self) -> bool {
        !std::mem::replace(&mut self.writing, true)
    }
}

/// All of these members, as this kind of file has them.
pub(super) fn content(members: impl Iterator<Item = Member>, format: Format, lang: Lang) -> Exported {
    let records: Vec<Record> = members.map(|member| Record::member(&member)).collect();
    let format = match format {
        Format::Xlsx => return Exported::Book(Box::new(Sheet::whole(Thing::Member, records, lang))),
        Format::Csv => RecordFormat::Csv,
        Format::Tsv => RecordFormat::Tsv,
        Format::Json => RecordFormat::Json,
    };
    let all = whole();
    let lines = records.iter().map(|record| records::line(&all, record, format));
    Exported::Text(std::iter::once(records::heading(&all, format)).chain(lines).collect())
}

fn whole() -> Selection {
    Selection::of(Thing::Member.fields())
}

/// A member as one JSON object, without a line's end.
pub fn json(member: &Member) -> String {
    records::line(&whole(), &Record::member(member), RecordFormat::Json).trim_end().to_owned()
}

/// A member's line to be pasted into a spreadsheet, without its end.
pub fn pasted(member: &Member) -> String {
    let cells = whole().columns(&Record::member(member));
    let cells = cells.iter().map(|value| inert(&flat(value)).replace(['\t', '\n', '\r'], " "));
    cells.collect::<Vec<_>>().join("\t")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::text::SafeText;
    use crate::tower::model::{Id, MemberId, Role};

    fn member(name: &str, note: &str) -> Member {
        let text = |text: &str| SafeText::line(text, SafeText::NAME);
        Member {
            role: Role::Other(text("visitor")),
            groups: vec![text("后端"), text("运维")],
            phone: Some(text("+34 600 123 456")),
            note: Some(text(note)),
            is_locked: true,
            ..Member::bare(MemberId(Id::parse("m1").unwrap()), text(name))
        }
    }

    #[test]
    fn u25_a_formula_is_text_and_a_number_stays_one() {
        for text in [
            "=1+1",
            "＝1+1",
            "+1+cmd|' /C calc'!A0",
            "＋1",
            "-1",
            "－1",
            "@SUM(A1)",
            "＠SUM(A1)",
            "+86 138*2",
            "+",
            "+-",
            " =1+1",
            "\u{3000}=1+1",
            "\t=1+1",
            "\r-1",
            "﹦1+1",
            "﹢1",
            "﹣1",
            "﹫x",
            "+86 转 =1",
            "+86 分机",
            "+86#1+1",
        ] {
            assert_eq!(inert(text), format!("'{text}"), "{text}");
        }
        for text in [
            "+86 138 0013 8000",
            "+8613800138000",
            "+86-138-0013-8000",
            "+86 (138) 0013.8000",
            " +86 138 0013 8000",
            "+86（138）0013－8000",
            "+86 10 8888 6666 转 8001",
            "+861088886666分机12",
            "+86-10-88886666#12",
            " x",
            "138",
            "张伟",
            "a=b",
            "",
        ] {
            assert_eq!(inert(text), text, "{text}");
        }
    }

    #[test]
    fn what_is_pasted_computes_nothing_and_keeps_its_numbers() {
        let formula = member("＝1+1", "@x");
        assert!(pasted(&formula).starts_with("m1\t'＝1+1\t"), "a spreadsheet would compute it");
        assert!(pasted(&formula).contains("\t'@x\t") && pasted(&formula).contains("\t+34 600 123 456\t"));
    }

    #[test]
    fn a_file_says_by_its_name_what_it_holds() {
        let of = Format::of_file;
        assert_eq!([of("a.csv"), of("/x.y/团队.TSV")], [Some(Format::Csv), Some(Format::Tsv)]);
        assert_eq!(
            [of("a.json"), of("csv"), of("a.XLSX"), of("")],
            [Some(Format::Json), None, Some(Format::Xlsx), None]
        );
    }
}
