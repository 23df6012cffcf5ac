//! `project:移动|=后端`: a term about the projects that somebody is in. Tower tells who is in a project, and not in which
//! projects somebody is; so it is answered by whoever has the lists of those people.

use super::folding::folded;
use super::pinyin::Spelling;
use super::term_key::{EXACTLY, NOT, OR, SEPARATORS, TermKey, keyed};
use crate::tower::project::Project;

/// A term about projects: somebody is in one of those that it means, or in none of them where it excludes.
#[derive(Debug)]
pub struct ProjectTerm {
    /// It asks for those who are in none of them.
    pub excludes: bool,
    /// What is typed of the projects.
    pub typed: String,
    wants: Vec<Wanted>,
}

#[derive(Debug)]
enum Wanted {
    /// This is the whole name, or the id.
    Exactly(String),
    /// This is a part of the name.
    Part(String, Option<Spelling>),
}

impl ProjectTerm {
    /// Whether a word is such a term.
    pub(super) fn is_one(word: &str) -> bool {
        keyed(word.trim_start_matches(NOT)).is_some_and(|(key, _)| key == TermKey::Project)
    }

    pub(super) fn of(word: &str) -> Self {
        let (excludes, rest) = word.strip_prefix(NOT).map_or((false, word), |rest| (true, rest));
        let value = |part| keyed(part).map_or(part, |(_, value)| value);
        let wanted = |part: &str| match part.strip_prefix(EXACTLY) {
            Some(name) => Some(Wanted::Exactly(folded(name))),
            None if folded(part).is_empty() => None,
            None => Some(Wanted::Part(folded(part), Spelling::of(&folded(part)))),
        };
        let values = rest.split(OR).map(value);
        let typed = values.clone().collect::<Vec<_>>().join("|");
        let items = values.flat_map(|value| {
            let is_exact = value.starts_with(EXACTLY);
            value.split(move |char| !is_exact && SEPARATORS.contains(&char))
        });
        Self { excludes, typed, wants: items.filter_map(wanted).collect() }
    }

    /// Whether nothing is asked yet.
    pub fn is_empty(&self) -> bool {
        self.wants.is_empty()
    }

    /// Whether it means this project.
    pub fn means(&self, project: &Project) -> bool {
        let (name, id) = (folded(project.name.as_str()), folded(project.id.0.as_str()));
        self.wants.iter().any(|wanted| match wanted {
            Wanted::Exactly(text) => *text == name || *text == id,
            Wanted::Part(text, spelling) => {
                let is_read =
                    || spelling.as_ref().is_some_and(|spelling| spelling.is_in(project.name.as_str()));
                name.contains(text.as_str()) || is_read()
            }
        })
    }

    /// The term that means a project and no other, as it would be typed.
    pub fn for_project(project: &Project) -> String {
        // These would end the term or part it, and are not compared anyway.
        let name: String = project
            .name
            .as_str()
            .chars()
            .filter(|char| !char.is_whitespace() && !OR.contains(char))
            .collect();
        let name = if name.is_empty() { project.id.0.as_str() } else { &name };
        format!("{}:={name}", TermKey::Project.word())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::text::SafeText;
    use crate::tower::model::{Id, ProjectId};

    fn project(name: &str) -> Project {
        Project {
            id: ProjectId(Id::parse("p1").unwrap()),
            name: SafeText::line(name, 40),
            description: None,
            is_pinned: false,
            is_archived: false,
        }
    }

    #[test]
    fn a_project_is_meant_by_its_name_a_part_of_it_or_its_id() {
        for (typed, means) in [
            ("project:移动", true),
            ("项目：yd", true),
            ("project:=移动端", true),
            ("project:=移动", false),
            ("project:后端|=移动端", true),
            ("project:后端、移动端", true),
            ("project:=p1", true),
            ("!project:移动", true),
            ("project:后端", false),
            ("project:", false),
        ] {
            assert!(ProjectTerm::is_one(typed), "{typed}");
            assert_eq!(ProjectTerm::of(typed).means(&project("移动端")), means, "{typed}");
        }
        assert!(ProjectTerm::of("!project:移动").excludes && ProjectTerm::of("project:").is_empty());
        assert!(!["移动", "group:移动", "!zg"].into_iter().any(ProjectTerm::is_one));
        for name in ["移动端", "旧官网 <2016>", "a|b c", ""] {
            let term = ProjectTerm::of(&ProjectTerm::for_project(&project(name)));
            assert!(term.means(&project(name)), "{name}");
        }
    }
}
