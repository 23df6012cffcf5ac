//! The ways in which people name a to-do to each other: its number, its web address, the line that Tower's own copy
//! button makes, a branch.

use url::Url;

use super::call::Call;
use super::failure::Failure;
use super::model::{Id, ProjectId, TeamId};
use super::oauth::TOWER;
use super::todo::{Todo, TodoId};
use crate::base::pinyin::reading;

/// How Tower's copied line begins, before the colon.
const COPIED: &str = "Tower 任务";

/// The longest text that is looked at, in bytes.
const MOST: usize = 8 * 1024;

/// The most letters of a title that a branch is named after.
const BRANCH: usize = 48;

/// A to-do as somebody named it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum TodoAddress {
    /// `#4116` or `4116`: in whichever team is meant.
    Number(u64),
    /// `/teams/N/todos/N`. The team is a number that the API does not tell, or its id.
    InTeam {
        /// The team, as the address has it.
        team: Id,
        /// The number of the to-do.
        number: u64,
    },
    /// `/projects/…/todos/…`.
    InProject {
        /// The project.
        project: ProjectId,
        /// The to-do.
        todo: TodoId,
    },
    /// Its own id, in this team: as what Tower tells of it has it.
    Itself {
        /// The team.
        team: TeamId,
        /// The to-do.
        todo: TodoId,
    },
}

impl TodoAddress {
    /// Reads a number, an address, or Tower's copied line, with whatever blanks stand around it. `origin` is where
    /// this program finds Tower; its addresses and tower.im's are read, and no other's.
    pub fn read(text: &str, origin: &str) -> Option<Self> {
        let text = text.trim();
        if text.len() > MOST {
            return None;
        }
        number(text).map(Self::Number).or_else(|| address(text, origin)).or_else(|| copied(text, origin))
    }

    /// The teams in which it may be, in the order in which to look: the one that such an address led to before, the
    /// one that is open, the others.
    pub fn may_be_in(
        &self,
        home: Option<&TeamId>,
        open: Option<&TeamId>,
        all: impl Iterator<Item = TeamId>,
    ) -> Vec<TeamId> {
        let mut teams: Vec<TeamId> = Vec::new();
        for team in home.into_iter().chain(open).cloned().chain(all) {
            if !teams.contains(&team) {
                teams.push(team);
            }
        }
        match self {
            Self::InTeam { team, .. } if teams.iter().any(|one| one.0 == *team) => {
                teams.retain(|one| one.0 == *team);
            }
            Self::Itself { team, .. } => return vec![team.clone()],
            // One of a project is asked for by its own id, whatever the team.
            Self::InProject { .. } => teams.truncate(1),
            Self::InTeam { .. } | Self::Number(_) => {}
        }
        teams
    }

    /// Whether another team may have it after this came of one. What a person calls by its number alone is in the team
    /// that is open, even if they may not see it.
    pub fn goes_on_after(&self, why: &Failure) -> bool {
        match why {
            Failure::Gone => !matches!(self, Self::InProject { .. } | Self::Itself { .. }),
            Failure::Forbidden => matches!(self, Self::InTeam { .. }),
            _ => false,
        }
    }

    /// The call that brings it, where it is in this team if the address does not say more.
    pub fn call(&self, team: &TeamId) -> Call {
        match self {
            Self::Number(number) | Self::InTeam { number, .. } => {
                Call::TodoByNumber { team: team.clone(), number: *number }
            }
            Self::InProject { todo, .. } | Self::Itself { todo, .. } => Call::Todo(todo.clone()),
        }
    }
}

/// `#4116`, `4116`, also in the wide forms of a Chinese keyboard.
fn number(text: &str) -> Option<u64> {
    let digits = text.strip_prefix(['#', '＃']).unwrap_or(text);
    let narrow = |char: char| match char {
        '０'..='９' => char::from_digit(u32::from(char) - u32::from('０'), 10),
        digit => Some(digit).filter(char::is_ascii_digit),
    };
    digits.chars().map(narrow).collect::<Option<String>>()?.parse().ok()
}

fn address(text: &str, origin: &str) -> Option<TodoAddress> {
    if text.contains(char::is_whitespace) {
        return None;
    }
    let here = Url::parse(origin).ok()?;
    let tower = Url::parse(TOWER).ok()?;
    let path = text.strip_prefix(tower.host_str()?).filter(|rest| rest.starts_with('/'));
    let url = if let Ok(url) = Url::parse(text) {
        url
    } else if text.starts_with('/') || path.is_some() {
        tower.join(path.unwrap_or(text)).ok()?
    } else {
        return None;
    };
    let is_at = |other: &Url| {
        url.host() == other.host() && url.port_or_known_default() == other.port_or_known_default()
    };
    let is_tower = matches!(url.scheme(), "http" | "https") && url.host() == tower.host();
    if !is_tower && !is_at(&here) {
        return None;
    }
    let parts: Vec<&str> = url.path_segments()?.filter(|part| !part.is_empty()).collect();
    match parts[..] {
        ["teams", team, "todos", todo] => {
            Some(TodoAddress::InTeam { team: Id::parse(team)?, number: number(todo)? })
        }
        ["projects", project, "todos", todo] => Some(TodoAddress::InProject {
            project: ProjectId(Id::parse(project)?),
            todo: TodoId(Id::parse(todo)?),
        }),
        _ => None,
    }
}

/// The address in brackets at the end of Tower's copied line. The title before it may hold anything.
fn copied(text: &str, origin: &str) -> Option<TodoAddress> {
    let rest = text.strip_prefix(COPIED)?.trim_start();
    let rest = rest.strip_prefix([':', '：'])?.strip_suffix([')', '）'])?;
    let (_, inside) = rest.rsplit_once(['(', '（'])?;
    address(inside.trim(), origin)
}

/// The line that Tower's own copy button makes; none where the address of the to-do is not known.
pub fn copied_line(todo: &Todo, origin: &str) -> Option<String> {
    Some(format!("{COPIED}: {} ( {} )", todo.title, todo.link(origin)?))
}

/// A name for a branch on which a to-do is worked: `4116-xiu-fu-deng-lu-chao-shi`. Chinese is spelled, and nothing
/// but lower-case letters, digits and `-` is in it.
pub fn branch_name(todo: &Todo) -> String {
    let mut name = todo.number.map_or_else(String::new, |number| number.to_string());
    let begins = name.len();
    let mut is_inside = false;
    for char in todo.title.as_str().chars() {
        let spelled = reading(char).map(|reading| reading.replace('ü', "v"));
        let word = spelled.clone().unwrap_or_else(|| char.to_ascii_lowercase().to_string());
        if !word.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            is_inside = false;
            continue;
        }
        let starts = spelled.is_some() || !is_inside;
        if name.len() + word.len() >= begins + BRANCH {
            break;
        }
        if starts && !name.is_empty() {
            name.push('-');
        }
        name.push_str(&word);
        is_inside = spelled.is_none();
    }
    if name.is_empty() { todo.id.0.as_str().to_owned() } else { name }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::base::text::SafeText;

    const ORIGIN: &str = "http://127.0.0.1:4000";

    fn read(text: &str) -> Option<TodoAddress> {
        TodoAddress::read(text, ORIGIN)
    }

    fn in_team(team: &str, number: u64) -> Option<TodoAddress> {
        Some(TodoAddress::InTeam { team: Id::parse(team)?, number })
    }

    fn in_project(project: &str, todo: &str) -> Option<TodoAddress> {
        Some(TodoAddress::InProject {
            project: ProjectId(Id::parse(project)?),
            todo: TodoId(Id::parse(todo)?),
        })
    }

    #[test]
    fn a_to_do_is_known_by_its_number_or_its_address() {
        for text in ["#4116", "4116", " ＃４１１６\n", "#4116 "] {
            assert_eq!(read(text), Some(TodoAddress::Number(4116)), "{text}");
        }
        for text in [
            "https://tower.im/teams/630122/todos/4116/",
            "https://tower.im/teams/630122/todos/4116",
            "http://tower.im/teams/630122/todos/4116/?x=1#comment-2",
            "tower.im/teams/630122/todos/4116/",
            "/teams/630122/todos/4116",
            "http://127.0.0.1:4000/teams/630122/todos/4116/",
        ] {
            assert_eq!(read(text), in_team("630122", 4116), "{text}");
        }
        let text = "https://tower.im/projects/a1b2/todos/c3d4/";
        assert_eq!(read(text), in_project("a1b2", "c3d4"));
    }

    #[test]
    fn the_line_that_tower_copies_is_read_whatever_its_title_holds() {
        for title in
            ["修复登录超时", "a (b) ( c", "见 ( https://tower.im/teams/1/todos/2 )", "", "两行\n标题"]
        {
            let line = format!("Tower 任务: {title} ( https://tower.im/teams/9/todos/4116/ )");
            assert_eq!(read(&line), in_team("9", 4116), "{line}");
        }
        let wide = "Tower 任务：周报（https://tower.im/projects/p/todos/t）";
        assert_eq!(read(wide), in_project("p", "t"));
    }

    #[test]
    fn what_names_no_to_do_is_left_to_others() {
        for text in [
            "",
            "#",
            "-1",
            "4116 号",
            "99999999999999999999999",
            "张伟",
            "group:后端",
            "https://tower.im/",
            "https://tower.im/teams/630122/todos/",
            "https://tower.im/teams/630122/todos/abc",
            "https://tower.im/projects/p/lists/l/show/",
            "https://example.com/teams/630122/todos/4116/",
            "https://tower.im.example.com/teams/630122/todos/4116/",
            "http://127.0.0.1:4001/teams/630122/todos/4116/",
            "ftp://tower.im/teams/1/todos/2",
            "https://tower.im/teams/%2e%2e/todos/4116",
            "见 https://tower.im/teams/1/todos/2",
            "Tower 任务: 周报",
            "Tower 任务: 周报 ( 4116 )",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(read(&"1".repeat(MOST + 1)), None);
    }

    #[test]
    fn an_address_becomes_the_call_that_brings_it() {
        let team = TeamId(Id::parse("t1").unwrap());
        let path = |text: &str| read(text).unwrap().call(&team).path();
        assert_eq!(path("#4116"), "/teams/t1/todos/4116");
        assert_eq!(path("https://tower.im/teams/630122/todos/4116/"), "/teams/t1/todos/4116");
        assert_eq!(path("https://tower.im/projects/p1/todos/d1/"), "/todos/d1");
    }

    fn todo(number: Option<u64>, title: &str) -> Todo {
        let id = TodoId(Id::parse("d1").unwrap());
        let project_id = Id::parse("p1").map(ProjectId);
        Todo { number, project_id, ..Todo::bare(id, SafeText::line(title, SafeText::TITLE)) }
    }

    #[test]
    fn what_is_copied_reads_back() {
        let todo = todo(Some(4116), "修复 (登录)");
        let line = copied_line(&todo, "https://tower.im").unwrap();
        assert_eq!(line, "Tower 任务: 修复 (登录) ( https://tower.im/projects/p1/todos/d1/ )");
        assert_eq!(read(&line), in_project("p1", "d1"));
        assert_eq!(copied_line(&Todo { project_id: None, ..todo }, ORIGIN), None);
    }

    #[test]
    fn a_branch_is_named_in_letters_that_every_tool_takes() {
        for (number, title, name) in [
            (Some(4116), "修复登录超时", "4116-xiu-fu-deng-lu-chao-shi"),
            (Some(5102), "成员导出 CSV, 含 emoji 🦄", "5102-cheng-yuan-dao-chu-csv-han-emoji"),
            (Some(5110), "升级 Rails 7.2", "5110-sheng-ji-rails-7-2"),
            (None, "绿", "lv"),
            (None, "🦄", "d1"),
            (Some(7), "", "7"),
        ] {
            assert_eq!(branch_name(&todo(number, title)), name);
        }
        assert!(branch_name(&todo(Some(1), &"长".repeat(500))).len() <= BRANCH + 1);
    }

    proptest! {
        #[test]
        fn nothing_that_is_pasted_stops_it(text in any::<String>(), title in any::<String>()) {
            let _ = read(&text);
            let _ = read(&format!("{COPIED}: {text} ( {title} )"));
            let name = branch_name(&todo(Some(1), &title));
            prop_assert!(name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'), "{}", name);
        }
    }
}
