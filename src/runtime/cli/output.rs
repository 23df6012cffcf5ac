//! In which form a reading command prints, the same for all of them.

use std::path::PathBuf;

use clap::Args;

use super::told::told;

/// The form of what is printed; a table for people where none is asked for.
#[derive(Clone, Debug, Default, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option, and clap takes one of them at most")]
pub(in crate::runtime) struct OutputArgs {
    #[arg(long, group = "format", help = told(
        "One line of JSON per item; an error is one line of JSON on standard error",
        "每项一行 JSON；出错时标准错误输出一行 JSON",
    ))]
    pub(in crate::runtime) json: bool,

    #[arg(long, group = "format", help = told("Comma-separated, with a header row", "逗号分隔，带表头"))]
    pub(in crate::runtime) csv: bool,

    #[arg(long, group = "format", help = told("Tab-separated, with a header row", "制表符分隔，带表头"))]
    pub(in crate::runtime) tsv: bool,

    #[arg(long, group = "format", help = told("As Markdown", "Markdown 格式"))]
    pub(in crate::runtime) md: bool,

    #[arg(long, value_name = "FILE", group = "format", help = told(
        "Write a new spreadsheet file (.xlsx)",
        "写入新的电子表格文件 (.xlsx)",
    ))]
    pub(in crate::runtime) xlsx: Option<PathBuf>,

    #[arg(long, value_name = "FIELDS", value_delimiter = ',', help = told(
        "Only these fields, in this order, such as `id,assignee.name`",
        "只输出这些字段，按此顺序，例如 `id,assignee.name`",
    ))]
    pub(in crate::runtime) fields: Vec<String>,
}

impl OutputArgs {
    /// Whether no form is asked for, nor a choice of fields.
    pub(in crate::runtime) fn is_for_people(&self) -> bool {
        let is_for_programs = self.json || self.csv || self.tsv || self.md || self.xlsx.is_some();
        !is_for_programs && self.fields.is_empty()
    }
}
