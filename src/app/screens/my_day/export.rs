//! A day's work as tasks in Markdown.

use crate::app::kit::fields::markdown;
use crate::tower::model::Team;
use crate::tower::todo::Todo;

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::text::SafeText;
    use crate::tower::model::{Id, TeamId};
    use crate::tower::todo::{Due, TodoId};

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
    fn a_task_can_be_pasted_into_a_report() {
        let said = task(&todo("2026-08-28T18:00:00+08:00"), &team());
        assert_eq!(said, "- [ ] #4116 修复 \\*登录\\* (云端科技, 移动端, 2026-08-28 18:00)\n");
        assert_eq!(
            task(&Todo { number: None, project: None, ..todo("") }, &team()),
            "- [ ] 修复 \\*登录\\* (云端科技)\n"
        );
    }
}
