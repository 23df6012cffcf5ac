//! To-dos as text: tasks in Markdown for a report, and one in full. The
//! same to-dos make the same text whenever it is made: days and hours are Tower's own.

use crate::base::calendar::at_tower;
use crate::base::text::SafeText;
use crate::base::time::Wall;
use crate::tower::comment::{Attachment, Comment};
use crate::tower::model::MemberRef;
use crate::tower::todo::{Due, Step, Todo};
use crate::ui::words::{Text, Words};

/// What Markdown would take for its own within a line.
const MARKUP: [char; 9] = ['\\', '`', '*', '_', '[', ']', '<', '>', '|'];

/// A list of tasks under the name of each project, in the order in which the projects come.
pub(super) fn markdown(todos: &[&Todo], words: Words) -> String {
    let mut projects: Vec<Option<&SafeText>> = Vec::new();
    for todo in todos {
        if !projects.contains(&todo.project.as_ref()) {
            projects.push(todo.project.as_ref());
        }
    }
    // What is in none comes last.
    projects.sort_by_key(Option::is_none);
    let part = |project: Option<&SafeText>| {
        let heading = project.map_or_else(|| words.no_project().into_owned(), |name| escaped(name.as_str()));
        let tasks = todos.iter().filter(|todo| todo.project.as_ref() == project).map(|todo| task(todo));
        format!("## {heading}\n\n{}", tasks.collect::<String>())
    };
    projects.into_iter().map(part).collect::<Vec<_>>().join("\n")
}

/// `- [ ] #4116 title (2026-11-29, 曾国栋)`
fn task(todo: &Todo) -> String {
    let mark = if todo.is_completed { "x" } else { " " };
    let when = if todo.is_completed {
        todo.done().map(|at| at_tower(at).date())
    } else {
        todo.due.map(|due| due.day)
    };
    let when = when.map(|day| day.to_string());
    let more: Vec<String> =
        when.into_iter().chain(name(todo.assignee.as_ref()).map(|name| escaped(&name))).collect();
    let more = if more.is_empty() { String::new() } else { format!(" ({})", more.join(", ")) };
    format!("- [{mark}] {}{more}\n", escaped(&todo.name()))
}

/// How one to-do in full is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// For people.
    Plain,
    /// In Markdown.
    Markdown,
}

/// One to-do with all that belongs to it.
pub(super) fn in_full(todo: &Todo, comments: &[Comment], style: Style, words: Words) -> String {
    let is_markdown = style == Style::Markdown;
    let text = |text: &str| if is_markdown { escaped(text) } else { text.to_owned() };
    let bullet = if is_markdown { "- " } else { "" };
    let title = text(&todo.name());
    let mut parts = vec![if is_markdown { format!("# {title}\n") } else { format!("{title}\n") }];
    let facts = facts(todo, words);
    if !facts.is_empty() {
        let fact = |(label, value): &(Text, String)| format!("{bullet}{}: {}\n", text(label), text(value));
        parts.push(facts.iter().map(fact).collect());
    }
    let heading = |name: &str| if is_markdown { format!("## {name}\n\n") } else { format!("{name}\n") };
    if let Some(description) = &todo.description {
        parts.push(format!("{}{}\n", heading(&words.description()), block(description.as_str(), style)));
    }
    let (subtasks, checks): (Vec<&Step>, Vec<&Step>) =
        todo.steps.iter().partition(|step| step.todo.is_some());
    let steps = |steps: &[&Step]| {
        let row = |step: &&Step| {
            let mark = if step.is_completed { "x" } else { " " };
            format!("{bullet}[{mark}] {}\n", text(step.title.as_str()))
        };
        steps.iter().map(row).collect::<String>()
    };
    let done = |steps: &[&Step]| steps.iter().filter(|step| step.is_completed).count();
    for (name, of) in [
        (words.subtasks(done(&subtasks), subtasks.len()), &subtasks),
        (words.checklist(done(&checks), checks.len()), &checks),
    ] {
        parts.extend((!of.is_empty()).then(|| heading(&name) + &steps(of)));
    }
    let files = |files: &[Attachment]| {
        let row = |file: &Attachment| format!("{bullet}{}\n", text(&attachment(file, words)));
        files.iter().map(row).collect::<String>()
    };
    if !todo.attachments.is_empty() {
        parts.push(heading(&words.attachments(todo.attachments.len())) + &files(&todo.attachments));
    }
    if !comments.is_empty() {
        let one = |comment: &Comment| {
            let who = name(comment.author.as_ref()).unwrap_or_else(|| words.somebody().into_owned());
            let who = if is_markdown { format!("**{}**", text(&who)) } else { who };
            let at = comment.created.map(|at| format!("  {}", moment(at))).unwrap_or_default();
            let said = comment.text.as_ref().map(|said| format!("{}\n", block(said.as_str(), style)));
            let gap = if is_markdown { "\n" } else { "" };
            format!("{who}{at}\n{gap}{}{}", said.unwrap_or_default(), files(&comment.attachments))
        };
        let all: Vec<String> = comments.iter().map(one).collect();
        parts.push(heading(&words.comments(comments.len(), comments.len())) + &all.join("\n"));
    }
    parts.join("\n")
}

/// Those that Tower told.
fn facts(todo: &Todo, words: Words) -> Vec<(Text, String)> {
    let joined = |texts: &mut dyn Iterator<Item = &SafeText>, between: &str| {
        let texts: Vec<&str> = texts.map(SafeText::as_str).collect();
        Some(texts.join(between))
    };
    let done: Vec<String> = todo.done().map(moment).into_iter().chain(name(todo.closer.as_ref())).collect();
    let done = if done.is_empty() { words.yes().into_owned() } else { words.in_a_row(&done) };
    let fields = todo
        .fields
        .iter()
        .map(|field| (Text::from(field.name.to_string()), joined(&mut field.values.iter(), ", ")));
    let parent = todo.parent.as_ref().and_then(|parent| parent.title.as_ref());
    [
        (words.state(), todo.is_deleted.then(|| words.deleted().into_owned())),
        (words.assignee(), name(todo.assignee.as_ref())),
        (words.done_on(), todo.is_completed.then_some(done)),
        (words.priority(), todo.priority.as_ref().map(|one| words.priority_of(one).into_owned())),
        (words.project(), joined(&mut todo.project.iter().chain(&todo.list), " / ")),
        (words.start_on(), todo.start.map(day)),
        (words.due_on(), todo.due.map(day)),
        (words.labels(), joined(&mut todo.labels.iter(), ", ")),
    ]
    .into_iter()
    .chain(fields)
    .chain([
        (words.parent(), parent.map(ToString::to_string)),
        (words.creator(), name(todo.creator.as_ref())),
        (words.created_on(), todo.created.map(moment)),
    ])
    .filter_map(|(label, value)| Some((label, value.filter(|value| !value.is_empty())?)))
    .collect()
}

/// `登录日志.txt, 17.8 KB, text/plain`
fn attachment(file: &Attachment, words: Words) -> String {
    let size = file.bytes.map(|bytes| words.file_size(bytes));
    let kind = file.kind.as_ref().map(ToString::to_string);
    std::iter::once(file.name.to_string()).chain(size).chain(kind).collect::<Vec<_>>().join(", ")
}

/// Text of several lines; in Markdown each stays a line of its own.
fn block(text: &str, style: Style) -> String {
    match style {
        Style::Plain => text.to_owned(),
        Style::Markdown => text.lines().map(line).collect::<Vec<_>>().join("  \n"),
    }
}

/// A line of prose: what stands at its beginning is no heading, list or quotation.
fn line(text: &str) -> String {
    let text = escaped(text.trim_start());
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let is_marked = |rest: &str| {
        if digits > 0 { rest.starts_with(['.', ')']) } else { rest.starts_with(['#', '-', '+', '=', '~']) }
    };
    match text.split_at_checked(digits) {
        Some((before, rest)) if is_marked(rest) => format!("{before}\\{rest}"),
        _ => text,
    }
}

/// Text in which nothing is Markdown's own.
fn escaped(text: &str) -> String {
    let char = |char: char| MARKUP.contains(&char).then_some('\\').into_iter().chain([char]);
    text.chars().flat_map(char).collect()
}

fn name(member: Option<&MemberRef>) -> Option<String> {
    member.and_then(|member| member.name.as_ref()).map(ToString::to_string)
}

/// `2026-11-29` or `2026-11-29 18:00`
fn day(due: Due) -> String {
    let hour = due.time.map(|time| format!(" {:02}:{:02}", time.hour(), time.minute()));
    format!("{}{}", due.day, hour.unwrap_or_default())
}

fn moment(at: Wall) -> String {
    let at = at_tower(at);
    day(Due { day: at.date(), time: Some(at.time()) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::lang::Lang;
    use crate::tower::model::Id;
    use crate::tower::todo::TodoId;

    fn todo(number: u64, title: &str, project: Option<&str>) -> Todo {
        let safe = |text: &str| SafeText::line(text, SafeText::TITLE);
        let id = TodoId(Id::parse("d1").unwrap());
        Todo { number: Some(number), project: project.map(safe), ..Todo::bare(id, safe(title)) }
    }

    #[test]
    fn tasks_stand_under_their_projects_and_nothing_in_them_is_markup() {
        let todos = [
            todo(1, "a [b](c) *d* <e>", Some("后端")),
            todo(2, "无项目", None),
            Todo { due: Due::parse("2026-11-29T18:00:00+08:00"), ..todo(3, "周报", Some("移动端")) },
            Todo { is_completed: true, closed: Some(Wall(0)), ..todo(4, "旧的", Some("后端")) },
        ];
        let all: Vec<&Todo> = todos.iter().collect();
        assert_eq!(
            markdown(&all, Words(Lang::En)),
            "## 后端\n\n- [ ] #1 a \\[b\\](c) \\*d\\* \\<e\\>\n- [x] #4 旧的 (1970-01-01)\n\n\
             ## 移动端\n\n- [ ] #3 周报 (2026-11-29)\n\n## No project\n\n- [ ] #2 无项目\n"
        );
        assert_eq!(markdown(&[], Words(Lang::En)), "");
    }

    #[test]
    fn prose_in_markdown_begins_nothing() {
        for (typed, written) in
            [("# x", "\\# x"), ("- x", "\\- x"), ("1. x", "1\\. x"), ("a_b", "a\\_b"), ("2026 年", "2026 年")]
        {
            assert_eq!(block(typed, Style::Markdown), written, "{typed}");
            assert_eq!(block(typed, Style::Plain), typed);
        }
        assert_eq!(block("a\nb", Style::Markdown), "a  \nb");
    }
}
