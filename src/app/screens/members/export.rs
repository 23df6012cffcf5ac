//! Members as text for other programs, under Tower's own names, and the file they are written to.

use serde::Serialize;

use crate::app::kit::fields::{csv, inert};
use crate::app::kit::text_field::TextField;
use crate::app::search::role_word;
use crate::base::text::SafeText;
use crate::tower::model::{Member, Team};

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Comma-separated values that spreadsheets open (RFC 4180), with a mark for UTF-8 in front.
    Csv,
    /// Tab-separated values.
    Tsv,
    /// One JSON object a line.
    Json,
}

impl Format {
    /// What a file of this name is to hold; none where its ending does not say.
    pub fn of_file(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        match ending.to_ascii_lowercase().as_str() {
            "csv" => Some(Self::Csv),
            "tsv" => Some(Self::Tsv),
            "json" | "jsonl" => Some(Self::Json),
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
    /// The question, with the team's name for an answer.
    pub(super) fn of(team: &Team) -> Self {
        let name = file_name(team.name.as_str());
        Self { field: TextField::of(&format!("{name}.csv")), writing: false }
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

/// A team's name as a file may be called on every system.
fn file_name(team: &str) -> String {
    let plain = |char: char| if char.is_control() || r#"/\:*?"<>|"#.contains(char) { '-' } else { char };
    let name: String = team.chars().take(60).map(plain).collect();
    let name = name.trim_matches([' ', '.']);
    if name.is_empty() { "members".to_owned() } else { name.to_owned() }
}

/// All of these members, below what names the columns.
pub(super) fn text<'a>(members: impl Iterator<Item = &'a Member>, format: Format) -> String {
    std::iter::once(heading(format)).chain(members.map(|member| line(member, format))).collect()
}

/// Tower's names of the columns.
const COLUMNS: [&str; 10] = [
    "id",
    "nickname",
    "role",
    "groups",
    "phone",
    "mailbox",
    "comment",
    "is_active",
    "is_incomplete_from_wxwork",
    "is_locked_by_free_team_quota",
];

/// The line above the columns; nothing where every line names its own.
pub fn heading(format: Format) -> String {
    if format == Format::Json {
        return String::new();
    }
    let line = row(&COLUMNS.map(str::to_owned), format);
    // Without it, some spreadsheets take Chinese for another encoding.
    if format == Format::Csv { format!("\u{feff}{line}") } else { line }
}

/// A member's line, its end included.
pub fn line(member: &Member, format: Format) -> String {
    match format {
        Format::Json => json(member),
        Format::Csv | Format::Tsv => row(&fields(member), format),
    }
}

/// A member in the order of the columns; what is absent is empty.
fn fields(member: &Member) -> [String; 10] {
    let optional = |text: &Option<SafeText>| text.as_ref().map_or("", SafeText::as_str).to_owned();
    [
        member.id.0.as_str().to_owned(),
        member.name.to_string(),
        role_word(&member.role).to_owned(),
        member.groups_in_a_row(),
        optional(&member.phone),
        optional(&member.email),
        optional(&member.note),
        member.is_active.map(|active| active.to_string()).unwrap_or_default(),
        member.is_incomplete.to_string(),
        member.is_locked.to_string(),
    ]
}

/// A member under Tower's names; what Tower did not send is null.
#[derive(Serialize)]
struct Object<'a> {
    id: &'a str,
    nickname: &'a str,
    role: &'a str,
    groups: Vec<&'a str>,
    phone: Option<&'a str>,
    mailbox: Option<&'a str>,
    comment: Option<&'a str>,
    is_active: Option<bool>,
    is_incomplete_from_wxwork: bool,
    is_locked_by_free_team_quota: bool,
}

fn json(member: &Member) -> String {
    let object = Object {
        id: member.id.0.as_str(),
        nickname: member.name.as_str(),
        role: role_word(&member.role),
        groups: member.groups.iter().map(SafeText::as_str).collect(),
        phone: member.phone.as_ref().map(SafeText::as_str),
        mailbox: member.email.as_ref().map(SafeText::as_str),
        comment: member.note.as_ref().map(SafeText::as_str),
        is_active: member.is_active,
        is_incomplete_from_wxwork: member.is_incomplete,
        is_locked_by_free_team_quota: member.is_locked,
    };
    // Strings, flags and lists of them always serialize.
    serde_json::to_string(&object).unwrap_or_default() + "\n"
}

/// Fields as a row of a table, its end included.
pub fn row(fields: &[String], format: Format) -> String {
    let (gap, end, field): (_, _, fn(&str) -> String) =
        if format == Format::Csv { (",", "\r\n", csv) } else { ("\t", "\n", tsv) };
    let fields: Vec<String> = fields.iter().map(|text| field(text)).collect();
    fields.join(gap) + end
}

/// A member's line to be pasted into a spreadsheet, without its end.
pub fn pasted(member: &Member) -> String {
    fields(member).map(|text| tsv(&inert(&text))).join("\t")
}

fn tsv(text: &str) -> String {
    text.replace(['\t', '\n', '\r'], " ")
}

#[cfg(test)]
mod tests {
    use super::*;
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
    fn a_spreadsheet_computes_nothing_and_splits_nothing() {
        let said = line(&member("=HYPERLINK(\"x\")", "a, \"b\""), Format::Csv);
        assert_eq!(
            said,
            "\"m1\",\"'=HYPERLINK(\"\"x\"\")\",\"visitor\",\"后端, 运维\",\"+34 600 123 456\",\"\",\"a, \"\"b\"\"\",\"\",\
             \"false\",\"true\"\r\n"
        );
        assert!(heading(Format::Csv).starts_with("\u{feff}\"id\",\"nickname\",\"role\","));
    }

    #[test]
    fn a_formula_is_text_and_a_number_stays_one() {
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
        ] {
            assert_eq!(inert(text), format!("'{text}"), "{text}");
        }
        for text in [
            "+86 138 0013 8000",
            "+8613800138000",
            "+86-138-0013-8000",
            "+86 (138) 0013.8000",
            "138",
            "张伟",
            "a=b",
            "",
        ] {
            assert_eq!(inert(text), text, "{text}");
        }
    }

    #[test]
    fn a_table_for_programs_has_as_many_tabs_in_every_line() {
        let said = line(&member("张\t伟", "一\n二"), Format::Tsv);
        assert_eq!(said.matches('\t').count(), heading(Format::Tsv).matches('\t').count());
        assert_eq!(said.matches('\n').count(), 1);
        assert!(said.contains("+34 600"), "a program reads it as it is");
        let formula = member("＝1+1", "@x");
        assert!(line(&formula, Format::Tsv).starts_with("m1\t＝1+1\t"), "here too");
        assert!(pasted(&formula).starts_with("m1\t'＝1+1\t"), "a spreadsheet would compute it");
        assert!(pasted(&formula).contains("\t'@x\t") && pasted(&formula).contains("\t+34 600 123 456\t"));
    }

    #[test]
    fn json_names_everything_as_tower_does() {
        let said = line(&member("张伟", "a \"b\""), Format::Json);
        assert_eq!(
            said,
            "{\"id\":\"m1\",\"nickname\":\"张伟\",\"role\":\"visitor\",\"groups\":[\"后端\",\"运维\"],\
             \"phone\":\"+34 600 123 456\",\"mailbox\":null,\"comment\":\"a \\\"b\\\"\",\"is_active\":null,\
             \"is_incomplete_from_wxwork\":false,\"is_locked_by_free_team_quota\":true}\n"
        );
        assert_eq!(heading(Format::Json), "");
    }

    #[test]
    fn a_file_says_by_its_name_what_it_holds() {
        let of = Format::of_file;
        assert_eq!([of("a.csv"), of("/x.y/团队.TSV")], [Some(Format::Csv), Some(Format::Tsv)]);
        assert_eq!([of("a.json"), of("csv"), of("a.xlsx"), of("")], [Some(Format::Json), None, None, None]);
    }

    #[test]
    fn a_team_of_any_name_makes_a_file_of_one() {
        for (team, file) in [
            ("云端科技", "云端科技"),
            ("../../etc", "-..-etc"),
            ("a/b:c", "a-b-c"),
            (" . ", "members"),
            ("", "members"),
        ] {
            assert_eq!(file_name(team), file);
        }
    }
}
