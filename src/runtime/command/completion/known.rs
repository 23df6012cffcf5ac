//! What can be offered for a value: from the settings and the cache of the account that is signed in.

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::path::Path;
use std::sync::OnceLock;

use clap_complete::engine::CompletionCandidate;

use crate::app::data::disk_cache::Cached;
use crate::app::records::Thing;
use crate::app::search::{Phrase, folded, member_term_completions, todo_term_completions};
use crate::runtime::files::cache;
use crate::runtime::files::store::Store;
use crate::runtime::run_context;
use crate::runtime::settings::file::SettingsFile;
use crate::runtime::settings::load;
use crate::tower::json_api::RosterLine;
use crate::tower::model::TeamId;

/// A list of names that is longer is cut: nobody reads on.
const MOST: usize = 200;

/// What the words of a command line lead to. Everything is read when it is first needed.
pub(super) struct Known {
    words: Vec<OsString>,
    cached: OnceLock<Option<Cached>>,
}

impl Known {
    pub(super) fn of(words: Vec<OsString>) -> Self {
        Self { words, cached: OnceLock::new() }
    }

    /// What follows an option.
    fn option(&self, option: &str) -> Option<&OsStr> {
        let at = self.words.iter().position(|word| word == option)?;
        self.words.get(at + 1).map(OsString::as_os_str)
    }

    fn settings_file(&self) -> SettingsFile {
        let asked = self.option("--config").map(OsStr::to_owned);
        let asked = asked.or_else(|| std::env::var_os("TOWER_TUI_CONFIG"));
        SettingsFile::of(asked.as_deref().map(Path::new))
    }

    fn cached(&self) -> Option<&Cached> {
        self.cached.get_or_init(|| self.read()).as_ref()
    }

    fn read(&self) -> Option<Cached> {
        let profile = self.option("--profile").map(OsStr::to_owned);
        let profile = profile.or_else(|| std::env::var_os("TOWER_TUI_PROFILE"));
        let profile = profile.and_then(|name| name.into_string().ok());
        let (store, files) = run_context::files(&self.settings_file(), profile)?;
        let team = self.team(&store, &files).or_else(|| store.last_team());
        cache::read_whole(&store, &files, team.as_ref())
    }

    /// The team that the command line names, by what the account's list of them says.
    fn team(&self, store: &Store, files: &str) -> Option<TeamId> {
        let asked = self.option("--team")?.to_str()?;
        let teams = cache::read_whole(store, files, None)?.account.teams;
        let phrase = Phrase::of(asked);
        let is_it = |name: &str, id: &str| id == asked || name == asked || phrase.is_in(&[name]);
        teams.into_iter().find(|team| is_it(team.name.as_str(), team.id.0.as_str())).map(|team| team.id)
    }

    pub(super) fn teams(&self, typed: &OsStr) -> Vec<CompletionCandidate> {
        let teams = self.cached().map(|cached| cached.account.teams.as_slice()).unwrap_or_default();
        named(typed, teams.iter().map(|team| (team.name.as_str(), String::new())))
    }

    pub(super) fn members(&self, typed: &OsStr) -> Vec<CompletionCandidate> {
        let here = self.lines().filter(|line| line.is_active() != Some(false));
        let groups = |line: RosterLine<'_>| line.groups().collect::<Vec<_>>().join(", ");
        named_with(typed, here.map(|line| (line.name(), line)), groups)
    }

    /// The members of the team, none of them made: there may be very many.
    fn lines(&self) -> impl Iterator<Item = RosterLine<'_>> {
        let team = self.cached().and_then(|cached| cached.team.as_ref());
        team.into_iter().flat_map(|team| &team.members).flat_map(|block| block.roster().lines())
    }

    pub(super) fn groups(&self, typed: &OsStr) -> Vec<CompletionCandidate> {
        let groups = self.all_groups();
        named(typed, groups.iter().map(|group| (group.as_str(), String::new())))
    }

    fn all_groups(&self) -> Vec<String> {
        let groups: BTreeSet<&str> = self.lines().flat_map(RosterLine::groups).collect();
        groups.into_iter().map(str::to_owned).collect()
    }

    pub(super) fn profiles(&self, typed: &OsStr) -> Vec<CompletionCandidate> {
        let Ok(loaded) = load::load(&self.settings_file()) else { return Vec::new() };
        named(typed, loaded.settings.profile_names().map(|name| (name, String::new())))
    }

    pub(super) fn views(&self, typed: &OsStr) -> Vec<CompletionCandidate> {
        let Ok(loaded) = load::load(&self.settings_file()) else { return Vec::new() };
        named(typed, loaded.views.iter().map(|view| (view.name.as_str(), String::new())))
    }

    pub(super) fn member_terms(&self, typed: &OsStr) -> Vec<CompletionCandidate> {
        let Some(typed) = typed.to_str() else { return Vec::new() };
        let groups = self.all_groups();
        let groups: Vec<&str> = groups.iter().map(String::as_str).collect();
        member_term_completions(typed, &groups).into_iter().map(CompletionCandidate::new).collect()
    }

    pub(super) fn todo_terms(typed: &OsStr) -> Vec<CompletionCandidate> {
        let Some(typed) = typed.to_str() else { return Vec::new() };
        todo_term_completions(typed).into_iter().map(CompletionCandidate::new).collect()
    }

    pub(super) fn fields(thing: Thing, typed: &OsStr) -> Vec<CompletionCandidate> {
        let Some(typed) = typed.to_str() else { return Vec::new() };
        let names = thing.fields().iter().flat_map(|field| {
            let parts = field.parts().iter().map(|part| format!("{}.{part}", field.name()));
            std::iter::once(field.name().to_owned()).chain(parts)
        });
        // Parts where somebody has begun to name them.
        let is_wanted =
            |name: &String| name.starts_with(typed) && (typed.contains('.') || !name.contains('.'));
        names.filter(is_wanted).map(CompletionCandidate::new).collect()
    }
}

/// The names that fit what is typed: those that begin so; where none does, those that hold it, in pinyin too.
fn named<'a>(typed: &OsStr, names: impl Iterator<Item = (&'a str, String)>) -> Vec<CompletionCandidate> {
    named_with(typed, names, |about| about)
}

/// The same where what is said of a name has to be worked out.
fn named_with<'a, T>(
    typed: &OsStr,
    names: impl Iterator<Item = (&'a str, T)>,
    about: impl Fn(T) -> String,
) -> Vec<CompletionCandidate> {
    let Some(typed) = typed.to_str() else { return Vec::new() };
    let (phrase, plain) = (Phrase::of(typed), folded(typed));
    let (begin, hold): (Vec<_>, Vec<_>) = names
        .filter(|(name, _)| plain.is_empty() || phrase.is_in(&[name]))
        .partition(|(name, _)| folded(name).starts_with(&plain));
    let found = if begin.is_empty() { hold } else { begin };
    let one = |(name, of): (&str, T)| {
        let about = about(of);
        CompletionCandidate::new(name).help((!about.is_empty()).then(|| about.into()))
    };
    found.into_iter().take(MOST).map(one).collect()
}
