//! Members by the projects they are in: what a filter needs of Tower for that, and whom it leaves as far as that has come.

use std::collections::HashSet;

use crate::app::data::member_list::MemberList;
use crate::app::data::remote::Fetch;
use crate::app::data::resource::{Resource, Want};
use crate::app::data::store::Data;
use crate::app::search::{Filter, ProjectTerm, UnknownTerm};
use crate::tower::failure::Failure;
use crate::tower::model::{MemberId, TeamId};
use crate::tower::project::Project;

/// The most projects whose people are asked for at once.
const MOST: usize = 12;

/// Why a filter may leave other members than it should.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProjectLack {
    /// Something is on its way.
    Coming,
    /// Something did not come.
    Failed(Failure),
    /// The person did not want to wait for it.
    GivenUp,
    /// No project is called this.
    NoSuch(UnknownTerm),
    /// So many projects are called this.
    TooMany(String, usize),
}

fn projects<'a>(team: &TeamId, data: &'a Data) -> &'a [Project] {
    data.projects(team).value().map_or(&[], |list| &list.projects)
}

/// The projects that a term means.
fn meant<'a>(asked: &ProjectTerm, team: &TeamId, data: &'a Data) -> Vec<&'a Project> {
    projects(team, data).iter().filter(|project| asked.means(project)).collect()
}

/// The names of the projects of a team, as far as they have come.
pub(super) fn names<'a>(team: &TeamId, data: &'a Data) -> Vec<&'a str> {
    projects(team, data).iter().map(|project| project.name.as_str()).collect()
}

/// What is wanted of Tower for what a filter asks of projects.
pub(super) fn wants(filter: &Filter, team: &TeamId, data: &Data) -> Vec<Want> {
    let terms = filter.projects();
    let list = (!terms.is_empty()).then(|| Want::of(Resource::Projects(team.clone())));
    let meant = terms.iter().map(|one| meant(one, team, data)).filter(|meant| meant.len() <= MOST);
    let people = meant.flatten().map(|project| Want::of(Resource::ProjectMembers(project.id.clone())));
    list.into_iter().chain(people).collect()
}

/// Whether a member is in the projects that a filter asks for, as far as their people have come.
pub(super) fn keeps(filter: &Filter, team: &TeamId, data: &Data) -> impl Fn(&MemberId) -> bool + use<> {
    let asked = filter.projects().iter().filter(|one| !one.is_empty());
    let sets: Vec<(bool, HashSet<MemberId>)> = asked
        .map(|one| {
            let meant = meant(one, team, data);
            let lists = meant.iter().filter_map(|project| data.project_members(&project.id).list());
            (one.excludes, lists.flat_map(MemberList::members).map(|member| member.id).collect())
        })
        .collect();
    move |member| sets.iter().all(|(excludes, people)| people.contains(member) != *excludes)
}

/// What is missing for what a filter asks of projects; none where nothing is.
pub fn lack(filter: &Filter, team: &TeamId, data: &Data) -> Option<ProjectLack> {
    let asked: Vec<&ProjectTerm> = filter.projects().iter().filter(|one| !one.is_empty()).collect();
    let of = |resource: &Resource, has_come: bool| match data.fetch(resource) {
        Some(Fetch::Failed { why, .. }) => Some(ProjectLack::Failed(why.clone())),
        _ if has_come => None,
        Some(Fetch::Idle) => Some(ProjectLack::GivenUp),
        None | Some(Fetch::Loading { .. }) => Some(ProjectLack::Coming),
    };
    if asked.is_empty() {
        return None;
    }
    if data.projects(team).value().is_none() {
        return of(&Resource::Projects(team.clone()), false);
    }
    asked.into_iter().find_map(|one| match meant(one, team, data) {
        meant if meant.is_empty() => {
            Some(ProjectLack::NoSuch(UnknownTerm::of_project(one, projects(team, data))))
        }
        meant if meant.len() > MOST => Some(ProjectLack::TooMany(one.typed.clone(), meant.len())),
        meant => meant.into_iter().find_map(|project| {
            let people = data.project_members(&project.id);
            of(&Resource::ProjectMembers(project.id.clone()), people.is_whole())
        }),
    })
}
