//! A day's work as text for scripts and reports, under stable names.

use serde::Serialize;

use crate::app::kit::fields::markdown;
use crate::base::text::SafeText;
use crate::tower::model::Team;
use crate::tower::todo::{Due, Todo};
use crate::tower::work::Section;

/// A to-do under its fixed names; what Tower did not send is null.
#[derive(Serialize)]
struct DayObject<'a> {
    id: &'a str,
    number: Option<u64>,
    title: &'a str,
    team: &'a str,
    project: Option<&'a str>,
    due_at: Option<String>,
    section: &'static str,
}

/// A line of JSON, its end included.
pub fn json(section: Section, todo: &Todo, team: &Team) -> String {
    let object = DayObject {
        id: todo.id.0.as_str(),
        number: todo.number,
        title: todo.title.as_str(),
        team: team.name.as_str(),
        project: todo.project.as_ref().map(SafeText::as_str),
        due_at: todo.due.map(due_at),
        section: section.name(),
    };
    // Strings and numbers always serialize.
    serde_json::to_string(&object).unwrap_or_default() + "\n"
}

/// A task of a list in Markdown, its end included: `- [ ] #4116 title (team, project, 2026-08-28)`.
pub fn task(todo: &Todo, team: &Team) -> String {
    let number = todo.number.map(|number| format!("#{number} ")).unwrap_or_default();
    let place = [Some(&team.name), todo.project.as_ref()].into_iter().flatten();
    let place = place.map(|name| markdown(name.as_str()));
    let due = todo.due.map(|due| match due.time {
        Some(time) => format!("{} {}", due.day, time.strftime("%H:%M")),
        None => due.day.to_string(),
    });
    let about: Vec<String> = place.chain(due).collect();
    format!("- [ ] {number}{} ({})\n", markdown(todo.title.as_str()), about.join(", "))
}

/// When a to-do is due, as Tower writes it: what is due on a day and at no time of it, at the end of that day.
fn due_at(due: Due) -> String {
    let time = due.time.map_or_else(|| "23:59:59".to_owned(), |time| time.strftime("%H:%M:%S").to_string());
    format!("{}T{time}.000+08:00", due.day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tower::model::{Id, TeamId};
    use crate::tower::todo::TodoId;

    fn todo(due: &str) -> Todo {
        let id = TodoId(Id::parse("d1").unwrap());
        Todo {
            number: Some(4116),
            due: Due::parse(due),
            project: Some(SafeText::line("移动端", 9)),
            ..Todo::bare(id, SafeText::line("修复 *登录*", 9))
        }
    }

    fn team() -> Team {
        Team { id: TeamId(Id::parse("t1").unwrap()), name: SafeText::line("云端科技", 9), created: None }
    }

    #[test]
    fn the_names_are_fixed_and_a_day_is_told_as_tower_does() {
        assert_eq!(
            json(Section::Today, &todo("2026-08-28"), &team()),
            "{\"id\":\"d1\",\"number\":4116,\"title\":\"修复 *登录*\",\"team\":\"云端科技\",\"project\":\"移动端\",\
             \"due_at\":\"2026-08-28T23:59:59.000+08:00\",\"section\":\"today\"}\n"
        );
        let timed = json(Section::Today, &todo("2026-08-28T10:00:00Z"), &team());
        assert!(timed.contains("\"due_at\":\"2026-08-28T18:00:00.000+08:00\""), "{timed}");
        let bare = Todo { number: None, project: None, ..todo("") };
        assert!(json(Section::None, &bare, &team()).contains("\"project\":null,\"due_at\":null"));
    }

    #[test]
    fn a_task_can_be_pasted_into_a_report() {
        let said = task(&todo("2026-08-28T18:00:00+08:00"), &team());
        assert_eq!(said, "- [ ] #4116 修复 \\*登录\\* (云端科技, 移动端, 2026-08-28 18:00)\n");
        assert_eq!(
            task(&Todo { number: None, project: None, ..todo("") }, &team()),
            "- [ ] 修复 \\*登录\\* (云端科技)\n"
        );
    }
}
