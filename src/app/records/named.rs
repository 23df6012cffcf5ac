//! The team or the member that a person names, found as the screen finds them: by id or name, else by the beginning of
//! one, a part of it or its pinyin.

use crate::app::search::{Phrase, folded};
use crate::base::text::SafeText;
use crate::tower::model::{Member, Team, TeamId};

/// What is called by an id and by a name.
pub trait Named {
    /// Its id.
    fn id(&self) -> &str;

    /// Its name.
    fn name(&self) -> &str;
}

impl Named for Team {
    fn id(&self) -> &str {
        self.id.0.as_str()
    }

    fn name(&self) -> &str {
        self.name.as_str()
    }
}

impl Named for Member {
    fn id(&self) -> &str {
        self.id.0.as_str()
    }

    fn name(&self) -> &str {
        self.name.as_str()
    }
}

/// No team, or several, have the given name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhichTeam {
    /// The name, where there is no team of it.
    pub unknown: Option<SafeText>,
    /// The teams that there are, or that may be meant.
    pub choices: Vec<Team>,
}

/// Those of the best kind of match that there is.
pub fn found<'a, T: Named>(all: &[&'a T], asked: &str) -> Vec<&'a T> {
    let asked = asked.trim();
    let (plain, phrase) = (folded(asked), Phrase::of(asked));
    if plain.is_empty() {
        return Vec::new();
    }
    let kinds: [&dyn Fn(&T) -> bool; 3] =
        [&|one| one.id() == asked || one.name() == asked, &|one| folded(one.name()) == plain, &|one| {
            phrase.is_in(&[one.name()])
        }];
    let of_kind = |fits: &dyn Fn(&T) -> bool| all.iter().copied().filter(|one| fits(one)).collect();
    kinds.into_iter().map(of_kind).find(|found: &Vec<&T>| !found.is_empty()).unwrap_or_default()
}

/// The team that is asked for; without one, the only team or the one open last.
///
/// # Errors
///
/// Which teams may be meant.
pub fn team(teams: &[Team], asked: Option<&str>, last: Option<&TeamId>) -> Result<Team, WhichTeam> {
    let all: Vec<&Team> = teams.iter().collect();
    let found = match asked {
        Some(asked) => found(&all, asked),
        None if all.len() == 1 => all.clone(),
        None => all.iter().copied().filter(|team| Some(&team.id) == last).collect(),
    };
    match &found[..] {
        [team] => Ok((*team).clone()),
        _ => Err(WhichTeam {
            unknown: asked.filter(|_| found.is_empty()).map(|asked| SafeText::line(asked, SafeText::NAME)),
            choices: if found.is_empty() { teams.to_vec() } else { found.into_iter().cloned().collect() },
        }),
    }
}
