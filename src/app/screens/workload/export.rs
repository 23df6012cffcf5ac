//! A team's workload as text for scripts, spreadsheets and reports, under names that stay.

use serde::Serialize;

use crate::app::kit::fields::{csv, markdown};
use crate::tower::model::Member;
use crate::tower::work::{DAYS, Workload};

/// A kind of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoadFormat {
    /// One JSON object a line.
    Json,
    /// Comma-separated values that spreadsheets open (RFC 4180), with a mark for UTF-8 in front.
    Csv,
    /// A table in Markdown.
    Markdown,
}

/// A member's workload under its fixed names; `days` has today first.
#[derive(Serialize)]
struct LoadObject<'a> {
    id: &'a str,
    nickname: &'a str,
    open: usize,
    overdue: usize,
    due_today: usize,
    due_in_7_days: usize,
    no_date: usize,
    days: [usize; DAYS],
    partial: bool,
}

/// The names of the columns, but for the days.
const COLUMNS: [&str; 7] = ["id", "nickname", "open", "overdue", "due_today", "due_in_7_days", "no_date"];

/// What stands above the rows; nothing where every line names its own.
pub fn heading(format: LoadFormat) -> String {
    match format {
        LoadFormat::Json => String::new(),
        LoadFormat::Csv => {
            let days = (0..DAYS).map(|day| format!("day_{day}"));
            let names: Vec<String> =
                COLUMNS.map(str::to_owned).into_iter().chain(days).chain(["partial".to_owned()]).collect();
            format!("\u{feff}{}\r\n", names.join(","))
        }
        LoadFormat::Markdown => {
            let names = &COLUMNS[1..];
            format!("| {} |\n|---|{}\n", names.join(" | "), "---:|".repeat(names.len() - 1))
        }
    }
}

/// A member's line, its end included. A count that is not whole is marked as the least there is.
pub fn line(member: &Member, load: &Workload, format: LoadFormat) -> String {
    let Workload { open, overdue, due_today, due_in_7_days, no_date, days, partial } = *load;
    let counts = [open, overdue, due_today, due_in_7_days, no_date];
    match format {
        LoadFormat::Json => {
            let (id, nickname) = (member.id.0.as_str(), member.name.as_str());
            let object =
                LoadObject { id, nickname, open, overdue, due_today, due_in_7_days, no_date, days, partial };
            // Strings, numbers and flags always serialize.
            serde_json::to_string(&object).unwrap_or_default() + "\n"
        }
        LoadFormat::Csv => {
            let numbers = counts.iter().chain(&days).map(ToString::to_string);
            let fields = [csv(member.id.0.as_str()), csv(member.name.as_str())];
            let fields: Vec<String> =
                fields.into_iter().chain(numbers).chain([partial.to_string()]).collect();
            fields.join(",") + "\r\n"
        }
        LoadFormat::Markdown => {
            let more = if partial { "+" } else { "" };
            let counts = counts.map(|count| format!("{count}{more}"));
            format!("| {} | {} |\n", markdown(member.name.as_str()), counts.join(" | "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::text::SafeText;
    use crate::tower::model::{Id, MemberId};

    fn said(format: LoadFormat) -> String {
        let member = Member::bare(MemberId(Id::parse("m1").unwrap()), SafeText::line("=张|伟", 9));
        let mut days = [0; DAYS];
        days[0] = 2;
        let load =
            Workload { open: 9, overdue: 3, due_today: 2, due_in_7_days: 1, no_date: 1, days, partial: true };
        heading(format) + &line(&member, &load, format)
    }

    #[test]
    fn the_names_are_fixed_and_today_is_the_first_of_the_days() {
        assert_eq!(
            said(LoadFormat::Json),
            "{\"id\":\"m1\",\"nickname\":\"=张|伟\",\"open\":9,\"overdue\":3,\"due_today\":2,\"due_in_7_days\":1,\
             \"no_date\":1,\"days\":[2,0,0,0,0,0,0,0,0,0,0,0,0,0],\"partial\":true}\n"
        );
    }

    #[test]
    fn a_spreadsheet_has_a_column_a_day_and_a_report_says_what_is_not_whole() {
        assert_eq!(
            said(LoadFormat::Csv),
            "\u{feff}id,nickname,open,overdue,due_today,due_in_7_days,no_date,day_0,day_1,day_2,day_3,day_4,day_5,\
             day_6,day_7,day_8,day_9,day_10,day_11,day_12,day_13,partial\r\n\
             \"m1\",\"'=张|伟\",9,3,2,1,1,2,0,0,0,0,0,0,0,0,0,0,0,0,0,true\r\n"
        );
        assert_eq!(
            said(LoadFormat::Markdown),
            "| nickname | open | overdue | due_today | due_in_7_days | no_date |\n|---|---:|---:|---:|---:|---:|\n\
             | =张\\|伟 | 9+ | 3+ | 2+ | 1+ | 1+ |\n"
        );
    }
}
