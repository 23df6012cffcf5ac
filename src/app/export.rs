//! Members as text for other programs: comma- or tab-separated, with Tower's own names above the columns.

use crate::base::text::SafeText;
use crate::tower::model::{Member, Role};

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Comma-separated values that spreadsheets open (RFC 4180), with a mark for UTF-8 in front.
    Csv,
    /// Tab-separated values.
    Tsv,
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

/// What spreadsheets take for the start of a formula.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// The line above the columns.
pub fn heading(format: Format) -> String {
    let line = row(&COLUMNS.map(str::to_owned), format);
    // Without it, some spreadsheets take Chinese for another encoding.
    if format == Format::Csv { format!("\u{feff}{line}") } else { line }
}

/// A member's line, its end included.
pub fn line(member: &Member, format: Format) -> String {
    row(&fields(member), format)
}

/// A member in the order of the columns; what is absent is empty.
fn fields(member: &Member) -> [String; 10] {
    let optional = |text: &Option<SafeText>| text.as_ref().map_or("", SafeText::as_str).to_owned();
    [
        member.id.0.as_str().to_owned(),
        member.name.to_string(),
        role(&member.role).to_owned(),
        member.groups_in_a_row(),
        optional(&member.phone),
        optional(&member.email),
        optional(&member.note),
        member.is_active.map(|active| active.to_string()).unwrap_or_default(),
        member.is_incomplete.to_string(),
        member.is_locked.to_string(),
    ]
}

fn role(role: &Role) -> &str {
    match role {
        Role::Owner => "owner",
        Role::Admin => "admin",
        Role::Member => "member",
        Role::Other(word) => word.as_str(),
    }
}

fn row(fields: &[String; 10], format: Format) -> String {
    let (gap, end, field): (_, _, fn(&str) -> String) = match format {
        Format::Csv => (",", "\r\n", csv),
        Format::Tsv => ("\t", "\n", tsv),
    };
    let fields: Vec<String> = fields.iter().map(|text| field(text)).collect();
    fields.join(gap) + end
}

/// A field in quotes where it needs them. What a spreadsheet would compute is shown as text instead.
fn csv(text: &str) -> String {
    let text = if text.starts_with(FORMULA) { format!("'{text}") } else { text.to_owned() };
    let needs_quotes = text.contains([',', '"', '\n', '\r']) || text.starts_with(' ') || text.ends_with(' ');
    if needs_quotes { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

fn tsv(text: &str) -> String {
    text.replace(['\t', '\n', '\r'], " ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tower::model::{Id, MemberId};

    fn member(name: &str, note: &str) -> Member {
        let text = |text: &str| SafeText::line(text, SafeText::NAME);
        Member {
            id: MemberId(Id::parse("m1").unwrap()),
            name: text(name),
            role: Role::Other(text("visitor")),
            is_active: None,
            groups: vec![text("后端"), text("运维")],
            phone: Some(text("+34 600 123 456")),
            note: Some(text(note)),
            email: None,
            is_incomplete: false,
            is_locked: true,
        }
    }

    #[test]
    fn a_spreadsheet_computes_nothing_and_splits_nothing() {
        let said = line(&member("=HYPERLINK(\"x\")", "a, \"b\""), Format::Csv);
        assert_eq!(
            said,
            "m1,\"'=HYPERLINK(\"\"x\"\")\",visitor,\"后端, 运维\",'+34 600 123 456,,\"a, \"\"b\"\"\",,false,true\r\n"
        );
        assert!(heading(Format::Csv).starts_with("\u{feff}id,nickname,role,"));
    }

    #[test]
    fn a_table_for_programs_has_as_many_tabs_in_every_line() {
        let said = line(&member("张\t伟", "一\n二"), Format::Tsv);
        assert_eq!(said.matches('\t').count(), heading(Format::Tsv).matches('\t').count());
        assert_eq!(said.matches('\n').count(), 1);
        assert!(said.contains("+34 600"), "a program reads it as it is");
    }
}
