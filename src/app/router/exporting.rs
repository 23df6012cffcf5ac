//! Writing the members that show to a file: where to, and what goes into it.

use super::actions::Done;
use super::workspace::Workspace;
use crate::app::core::effect::Effect;
use crate::app::core::notice::Notice;
use crate::app::kit::text_field::TextField;
use crate::app::screens::members::export;
use crate::app::screens::members::export::{Exporting, Format};
use crate::app::screens::members::screen::Members;

impl Workspace {
    /// Asks where to write, and suggests the team's name.
    pub(super) fn ask_where_to_export(&mut self) {
        if let Some(members) = self.members.as_mut().filter(|members| members.count() > 0) {
            let name = file_name(members.team.name.as_str());
            members.exporting =
                Some(Exporting { field: TextField::of(&format!("{name}.csv")), writing: false });
        }
    }

    /// Has the members that show written to the file whose name is typed.
    pub(in crate::app) fn export(&mut self) -> Done {
        let Some(members) = &mut self.members else { return Done::default() };
        let Some(path) = members.exporting.as_ref().map(|asked| asked.field.text().trim().to_owned()) else {
            return Done::default();
        };
        let Some(format) = Format::of_file(&path) else {
            return Done { notice: Some(Notice::WhichFormat), ..Done::default() };
        };
        let Some(asked) = members.exporting.as_mut().filter(|asked| !asked.writing) else {
            return Done::default();
        };
        asked.writing = true;
        let text = text(members, format);
        vec![Effect::Export { path, text, count: members.count() }].into()
    }

    /// It was written, or not: then another name may help.
    pub(super) fn on_exported(&mut self, written: bool) {
        let Some(members) = &mut self.members else { return };
        if written {
            // One that was asked for meanwhile is another one.
            members.exporting.take_if(|asked| asked.writing);
        } else if let Some(asked) = &mut members.exporting {
            asked.writing = false;
        }
    }

    /// Where the file's name is typed, while it is asked for.
    pub(super) fn export_to(&mut self) -> Option<&mut TextField> {
        self.members.as_mut()?.exporting.as_mut().map(|asked| &mut asked.field)
    }
}

fn text(members: &Members, format: Format) -> String {
    let lines = members.all_shown().map(|member| export::line(member, format));
    std::iter::once(export::heading(format)).chain(lines).collect()
}

/// A team's name as a file may be called on every system.
fn file_name(team: &str) -> String {
    let plain = |char: char| if char.is_control() || r#"/\:*?"<>|"#.contains(char) { '-' } else { char };
    let name: String = team.chars().take(60).map(plain).collect();
    let name = name.trim_matches([' ', '.']);
    if name.is_empty() { "members".to_owned() } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

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
