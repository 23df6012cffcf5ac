//! The member and the projects that a person names on the command line.

use std::collections::HashSet;

use crate::app::data::pager::Pager;
use crate::app::records::named;
use crate::app::search::{Filter, ProjectTerm, SearchIndex, UnknownTerm};
use crate::base::text::SafeText;
use crate::runtime::command::headless::Headless;
use crate::runtime::exit_error::ExitError;
use crate::tower::call::{Call, Reply};
use crate::tower::model::{Member, MemberId, ProjectId, TeamId};
use crate::tower::project::Project;

/// The member that is asked for; one who no longer takes part only where nobody else is meant.
pub(super) fn member<'a>(members: &[&'a Member], asked: &str) -> Result<&'a Member, ExitError> {
    let here: Vec<&Member> = members.iter().copied().filter(|one| one.is_active != Some(false)).collect();
    let found = Some(named::found(&here, asked)).filter(|found| !found.is_empty());
    let found = found.unwrap_or_else(|| named::found(members, asked));
    match found[..] {
        [member] => Ok(member),
        _ => {
            Err(ExitError::WhichMember { asked: safe(asked), choices: found.into_iter().cloned().collect() })
        }
    }
}

fn safe(text: &str) -> SafeText {
    SafeText::line(text, SafeText::NAME)
}

/// Refuses a filter with a term that means nothing, in any team or in this one.
pub(in crate::runtime::command) fn means_something(
    filter: &Filter,
    team: Option<&SearchIndex>,
) -> Result<(), ExitError> {
    let unknown = match team {
        Some(index) => filter.unknown_among(&std::iter::once(index)),
        // Which roles and groups there are is told once that is known.
        None => filter.unknown().filter(|unknown| !unknown.is_of_team()),
    };
    unknown.map_or(Ok(()), |unknown| Err(ExitError::UnknownTerm(unknown)))
}

/// Every project of a team.
pub(in crate::runtime::command) async fn projects(
    headless: &mut Headless,
    team: &TeamId,
) -> Result<Vec<Project>, ExitError> {
    match headless.call(Call::Projects(team.clone())).await? {
        Reply::Projects(list) => Ok(list.projects),
        _ => Ok(Vec::new()),
    }
}

/// Whether a member is in the projects that a filter asks for: their people are asked for where it does.
pub(in crate::runtime::command) async fn kept_by_projects(
    headless: &mut Headless,
    team: &TeamId,
    filter: &Filter,
) -> Result<impl Fn(&MemberId) -> bool + use<>, ExitError> {
    let asked: Vec<&ProjectTerm> = filter.projects().iter().filter(|term| !term.is_empty()).collect();
    let all = if asked.is_empty() { Vec::new() } else { projects(headless, team).await? };
    let mut sets: Vec<(bool, HashSet<MemberId>)> = Vec::new();
    for term in asked {
        let meant: Vec<&Project> = all.iter().filter(|project| term.means(project)).collect();
        if meant.is_empty() {
            return Err(ExitError::UnknownTerm(UnknownTerm::of_project(term, &all)));
        }
        let mut people = HashSet::new();
        for project in meant {
            people.extend(people_of(headless, &project.id).await?);
        }
        sets.push((term.excludes, people));
    }
    Ok(move |member: &MemberId| sets.iter().all(|(excludes, people)| people.contains(member) != *excludes))
}

/// Everybody who is in a project, page by page.
async fn people_of(headless: &mut Headless, project: &ProjectId) -> Result<HashSet<MemberId>, ExitError> {
    let mut people = HashSet::new();
    let mut pager = Pager::default();
    while !pager.is_over() {
        for number in pager.ahead() {
            let call = Call::ProjectMembers { project: project.clone(), page: number };
            if let Reply::Members(page) = headless.call(call).await? {
                pager.came(number, page);
            }
        }
        while let Some(page) = pager.next_in_order() {
            let before = people.len();
            people.extend(page.members.iter().map(|member| member.id));
            if pager.took(page.members.len(), people.len() - before, page.is_last, page.has_next) {
                headless.had_counted(page.unreadable);
            }
        }
    }
    if pager.is_cut() {
        headless.is_cut_after(people.len());
    }
    Ok(people)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tower::model::{Id, MemberId};

    fn members(names: &[&str]) -> Vec<Member> {
        let one = |(number, name): (usize, &&str)| {
            Member::bare(MemberId(Id::parse(&format!("m{number}")).unwrap()), safe(name))
        };
        names.iter().enumerate().map(one).collect()
    }

    #[test]
    fn whoever_is_meant_is_found_and_several_are_told_apart() {
        let mut all = members(&["张伟", "张伟强", "曾国栋", "Ana García", "李 Lee Ming", "张伟 (离职)"]);
        all[5].is_active = Some(false);
        let all: Vec<&Member> = all.iter().collect();
        for (asked, name) in [
            ("张伟", "张伟"),
            ("m1", "张伟强"),
            ("zgd", "曾国栋"),
            ("曾", "曾国栋"),
            ("ana", "Ana García"),
            ("garcia", "Ana García"),
            ("lee", "李 Lee Ming"),
            ("离职", "张伟 (离职)"),
        ] {
            assert_eq!(
                member(&all, asked).map(|one| one.name.to_string()).ok().as_deref(),
                Some(name),
                "{asked}"
            );
        }
        for (asked, count) in [("zw", 2), ("张", 2), ("nobody", 0), ("", 0), (" ", 0)] {
            match member(&all, asked) {
                Err(ExitError::WhichMember { choices, .. }) => assert_eq!(choices.len(), count, "{asked}"),
                other => panic!("{asked}: {other:?}"),
            }
        }
    }
}
