//! `projects`: a team's projects, for people and, as lines of JSON, for scripts.

use crate::app::records::{Record, Thing, named};
use crate::base::text::SafeText;
use crate::runtime::cli::ProjectsArgs;
use crate::runtime::command::attributes::Attributes;
use crate::runtime::command::finding;
use crate::runtime::command::headless::Headless;
use crate::runtime::command::output::Printer;
use crate::runtime::command::teams::all;
use crate::runtime::exit_error::ExitError;
use crate::runtime::run_context::RunContext;
use crate::tower::call::{Call, Reply};
use crate::tower::model::TeamId;
use crate::tower::project::Project;
use crate::ui::words::Words;

/// Lists the projects.
pub(in crate::runtime) fn projects(context: RunContext, asked: &ProjectsArgs) -> Result<(), ExitError> {
    let client = context.client()?;
    let words = Words(context.lang);
    let printer = Printer::of(Thing::Project, &asked.output, words)?;
    let last = context.store.last_team();
    Headless::run(client, context, async |headless: &mut Headless| {
        headless.is_signed_in()?;
        let teams = all(headless).await?;
        let team = named::team(&teams, asked.team.team.as_deref(), last.as_ref())?;
        let mut attributes = Attributes::of(printer.wants_all());
        let mut projects = every(headless, &team.id, &mut attributes).await?;
        if printer.is_for_people() {
            // Those that are pinned first, those that were put away last.
            projects.sort_by_key(|project| (project.is_archived, !project.is_pinned));
        }
        let record = |project: &Project| attributes.complete(project.id.0.as_str(), Record::project(project));
        let records: Vec<Record> = projects.iter().map(record).collect();
        printer.print(&records, &|_, _| None)
    })
}

async fn every(
    headless: &mut Headless,
    team: &TeamId,
    attributes: &mut Attributes,
) -> Result<Vec<Project>, ExitError> {
    let call = attributes.along(Call::Projects(team.clone()));
    match attributes.out_of(headless.call(call).await?) {
        Reply::Projects(list) => Ok(list.projects),
        _ => Ok(Vec::new()),
    }
}

/// The project of a team that somebody means, by its id or name.
pub(super) async fn meant_project(
    headless: &mut Headless,
    team: &TeamId,
    asked: &str,
) -> Result<Project, ExitError> {
    let projects = finding::projects(headless, team).await?;
    let is_named =
        |project: &&Project| project.id.0.as_str() == asked || project.name.as_str() == asked.trim();
    let found: Vec<&Project> = projects.iter().filter(is_named).collect();
    match found[..] {
        [only] => Ok(only.clone()),
        _ => Err(ExitError::WhichProject {
            asked: SafeText::line(asked, SafeText::NAME),
            choices: found.into_iter().cloned().collect(),
        }),
    }
}
