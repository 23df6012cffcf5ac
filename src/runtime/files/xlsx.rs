//! Writes records as a workbook of one sheet (ECMA-376, Office Open XML), in which every text is text: a phone number
//! keeps its zeros and its plus, and nothing is computed. A library for it makes the program a tenth larger
//! (`rust_xlsxwriter` 0.92: 870 kB); these are six small files in an archive.

use std::io::{self, Write};

use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc};
use serde_json::Value;

use crate::app::records::{Sheet, flat};
use crate::base::measure::width;
use crate::ui::words::Words;

/// The most characters that a cell may hold.
const MOST_CHARS: usize = 32_767;

/// No column is shown wider than this.
const WIDEST: usize = 60;

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>"#;

const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;

const BOOK: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Tower" sheetId="1" r:id="rId1"/></sheets></workbook>"#;

const BOOK_RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;

/// Three kinds of cells: as they are, bold for headings, and text whatever it looks like (number format 49, `@`).
const STYLES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"#;

/// The kind of a heading.
const HEADING: &str = "1";
/// The kind of a text.
const TEXT: &str = "2";

/// The bytes of the workbook. The same records make the same bytes.
pub(in crate::runtime) fn workbook(sheet: &Sheet) -> io::Result<Vec<u8>> {
    let page = page(sheet);
    let files = [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", RELATIONS),
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", BOOK_RELATIONS),
        ("xl/styles.xml", STYLES),
        ("xl/worksheets/sheet1.xml", &page),
    ];
    archive(&files)
}

fn page(sheet: &Sheet) -> String {
    let words = Words(sheet.lang);
    let headings: Vec<String> =
        sheet.fields().map(|(field, part)| words.field_heading(field, part).into_owned()).collect();
    let rows: Vec<Vec<Value>> = sheet.records.iter().map(|record| sheet.selection.columns(record)).collect();
    let mut widths: Vec<usize> = headings.iter().map(|heading| width(heading)).collect();
    for row in &rows {
        for (most, value) in widths.iter_mut().zip(row) {
            *most = width(&flat(value)).max(*most).min(WIDEST);
        }
    }
    let mut page = String::from(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>"#,
    );
    for (at, width) in widths.iter().enumerate() {
        let (at, width) = ((at + 1).to_string(), (width + 2).to_string());
        page.extend([
            r#"<col min=""#,
            &at,
            r#"" max=""#,
            &at,
            r#"" width=""#,
            &width,
            r#"" customWidth="1"/>"#,
        ]);
    }
    page.push_str("</cols><sheetData><row>");
    for heading in &headings {
        text_cell(&mut page, heading, HEADING);
    }
    page.push_str("</row>");
    for row in &rows {
        page.push_str("<row>");
        for value in row {
            match value {
                Value::Number(number) => page.extend(["<c><v>", &number.to_string(), "</v></c>"]),
                Value::Bool(flag) => {
                    page.extend([r#"<c t="b"><v>"#, if *flag { "1" } else { "0" }, "</v></c>"]);
                }
                Value::Null => page.push_str("<c/>"),
                _ => text_cell(&mut page, &flat(value), TEXT),
            }
        }
        page.push_str("</row>");
    }
    page.push_str("</sheetData>");
    let cells = format!("A1:{}{}", column(widths.len()), rows.len() + 1);
    page + &format!(
        r#"<ignoredErrors><ignoredError sqref="{cells}" numberStoredAsText="1"/></ignoredErrors></worksheet>"#
    )
}

/// The name of a column, counted from 1; there are fewer than 26.
fn column(number: usize) -> char {
    let letter = u8::try_from(number.clamp(1, 26)).unwrap_or(1);
    char::from(b'A' + letter - 1)
}

fn text_cell(page: &mut String, text: &str, style: &str) {
    page.extend([r#"<c t="inlineStr" s=""#, style, r#""><is><t xml:space="preserve">"#]);
    let text: String = text.chars().take(MOST_CHARS).collect();
    for (at, char) in text.char_indices() {
        match char {
            '&' => page.push_str("&amp;"),
            '<' => page.push_str("&lt;"),
            '>' => page.push_str("&gt;"),
            // `_x0041_` would be read as `A` (ECMA-376 part 1, section 22.9.2.19).
            '_' if text.get(at + 1..).is_some_and(is_escape) => page.push_str("_x005F_"),
            '\t' | '\n' => page.push(char),
            // What no XML may hold.
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            _ => page.push(char),
        }
    }
    page.push_str("</t></is></c>");
}

/// Whether what follows an underscore makes an escaped character with it.
fn is_escape(rest: &str) -> bool {
    let bytes = rest.as_bytes();
    let digits = bytes.get(1..5).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit));
    bytes.first() == Some(&b'x') && digits && bytes.get(5) == Some(&b'_')
}

/// An archive of these files (APPNOTE.TXT of ZIP, sections 4.3.7, 4.3.12 and 4.3.16).
fn archive(files: &[(&str, &str)]) -> io::Result<Vec<u8>> {
    let (mut archive, mut directory) = (Vec::new(), Vec::new());
    for (name, text) in files {
        let mut crc = Crc::new();
        crc.update(text.as_bytes());
        let mut packed = DeflateEncoder::new(Vec::new(), Compression::default());
        packed.write_all(text.as_bytes())?;
        let packed = packed.finish()?;
        let start = size(archive.len())?;
        let mut about = Vec::new();
        // Version 2.0, no flags, deflated, midnight of 1 January 1980.
        for half in [20_u16, 0, 8, 0, 0x21] {
            about.extend(half.to_le_bytes());
        }
        for whole in [crc.sum(), size(packed.len())?, size(text.len())?] {
            about.extend(whole.to_le_bytes());
        }
        about.extend(u16::try_from(name.len()).map_err(io::Error::other)?.to_le_bytes());
        about.extend(0_u16.to_le_bytes());
        archive.extend(b"PK\x03\x04");
        archive.extend(&about);
        archive.extend(name.as_bytes());
        archive.extend(&packed);
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&about);
        // No comment, the first disk, no attributes.
        directory.extend([0; 10]);
        directory.extend(start.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let count = u16::try_from(files.len()).map_err(io::Error::other)?;
    let (start, length) = (size(archive.len())?, size(directory.len())?);
    archive.extend(&directory);
    archive.extend(b"PK\x05\x06\x00\x00\x00\x00");
    archive.extend([count, count].map(u16::to_le_bytes).concat());
    archive.extend([length, start].map(u32::to_le_bytes).concat());
    archive.extend([0; 2]);
    Ok(archive)
}

fn size(length: usize) -> io::Result<u32> {
    u32::try_from(length).map_err(io::Error::other)
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use flate2::read::DeflateDecoder;

    use super::*;
    use crate::app::records::{Record, Thing};
    use crate::base::lang::Lang;
    use crate::base::text::SafeText;
    use crate::tower::model::{Id, Member, MemberId};

    fn number(bytes: &[u8]) -> usize {
        bytes.iter().rev().fold(0, |number, byte| number << 8 | usize::from(*byte))
    }

    /// The files of an archive, by its directory.
    fn files(archive: &[u8]) -> Vec<(String, String)> {
        let end = archive.len() - 22;
        assert_eq!(archive[end..end + 4], *b"PK\x05\x06");
        let mut at = number(&archive[end + 16..end + 20]);
        let mut found = Vec::new();
        for _ in 0..number(&archive[end + 10..end + 12]) {
            let entry = &archive[at..];
            assert_eq!(entry[..4], *b"PK\x01\x02");
            let (crc, packed) = (number(&entry[16..20]), number(&entry[20..24]));
            let (length, start) = (number(&entry[28..30]), number(&entry[42..46]));
            let name = String::from_utf8(entry[46..46 + length].to_vec()).unwrap();
            let content = start + 30 + number(&archive[start + 26..start + 28]);
            assert_eq!(
                (&archive[start..start + 4], &archive[start + 30..content]),
                (&b"PK\x03\x04"[..], name.as_bytes())
            );
            let mut text = String::new();
            DeflateDecoder::new(&archive[content..content + packed]).read_to_string(&mut text).unwrap();
            let mut sum = Crc::new();
            sum.update(text.as_bytes());
            assert_eq!((sum.sum() as usize, number(&entry[24..28])), (crc, text.len()));
            found.push((name, text));
            at += 46 + length;
        }
        assert_eq!(at, end);
        found
    }

    #[test]
    fn every_text_is_one_and_stays_as_it_is() {
        let text = |text: &str| SafeText::line(text, SafeText::NAME);
        let of = |id: &str, phone: &str, note: &str| {
            let id = MemberId(Id::parse(id).unwrap());
            let (phone, note) = (Some(text(phone)), Some(text(note)));
            Record::member(&Member { phone, note, ..Member::bare(id, text("张伟 <&> \"x\"")) })
        };
        let records = vec![of("007", "0755-2600 1234", "=1+1"), of("1e5", "+86 138", "_x0041_ a_x b")];
        let sheet = Sheet::whole(Thing::Member, records, Lang::Zh);
        let bytes = workbook(&sheet).unwrap();
        assert_eq!(workbook(&sheet).unwrap(), bytes, "the same bytes");

        let files = files(&bytes);
        assert_eq!(files.len(), 6);
        let (_, page) = files.iter().find(|(name, _)| name == "xl/worksheets/sheet1.xml").unwrap();
        let cell = |style: u8, text: &str| {
            format!(r#"<c t="inlineStr" s="{style}"><is><t xml:space="preserve">{text}</t></is></c>"#)
        };
        for heading in ["ID", "姓名", "电话"] {
            assert!(page.contains(&cell(1, heading)), "{heading}: {page}");
        }
        for text in [
            "007",
            "1e5",
            "张伟 &lt;&amp;&gt; \"x\"",
            "0755-2600 1234",
            "+86 138",
            "=1+1",
            "_x005F_x0041_ a_x b",
        ] {
            assert!(page.contains(&cell(2, text)), "{text}: {page}");
        }
        assert!(page.contains(r#"sqref="A1:M3""#), "{page}");
    }
}
