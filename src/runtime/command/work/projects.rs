//! `projects`: a team's projects, for people and, as lines of JSON, for scripts.

use std::io::{self, Write};

use crate::base::measure::{pad, width};
use crate::base::text::SafeText;
use crate::runtime::cli::ProjectsArgs;
use crate::runtime::command::finding;
use crate::runtime::command::headless::Headless;
use crate::runtime::command::teams::all;
use crate::runtime::exit_error::ExitError;
use crate::runtime::run_context::RunContext;
use crate::tower::call::{Call, Reply};
use crate::tower::model::TeamId;
use crate::tower::project::Project;
use crate::ui::words::Words;

/// Lists the projects.
pub(in crate::runtime) fn projects(context: RunContext, asked: &ProjectsArgs) -> Result<(), ExitError> {
    let Some(client) = context.client.clone() else { return Err(ExitError::NotSetUp) };
    let words = Words(context.lang);
    let last = context.store.last_team();
    Headless::run(client, context, async |headless: &mut Headless| {
        headless.is_signed_in()?;
        let teams = all(headless).await?;
        let team = finding::team(&teams, asked.team.as_deref(), last.as_ref())?;
        let mut out = io::BufWriter::new(io::stdout().lock());
        if asked.json {
            if let Reply::Lines { lines, .. } =
                headless.call(Call::Lines(Box::new(Call::Projects(team.id)))).await?
            {
                for line in lines {
                    writeln!(out, "{}", line.to_json())?;
                }
            }
        } else {
            table(&mut out, every(headless, &team.id).await?, words)?;
        }
        Ok(out.flush()?)
    })
}

/// Name, id and state: those that are pinned first, those that were put away last.
fn table(out: &mut impl Write, mut projects: Vec<Project>, words: Words) -> io::Result<()> {
    projects.sort_by_key(|project| (project.is_archived, !project.is_pinned));
    let widest = projects.iter().map(|project| width(project.name.as_str())).max().unwrap_or(0);
    for project in projects {
        let state = words.project_state(project.is_pinned, project.is_archived);
        let line = format!("{}  {}  {state}", pad(project.name.as_str(), widest), project.id.0.as_str());
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

async fn every(headless: &mut Headless, team: &TeamId) -> Result<Vec<Project>, ExitError> {
    match headless.call(Call::Projects(team.clone())).await? {
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
    let projects = every(headless, team).await?;
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
