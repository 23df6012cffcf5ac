//! Profiles: applications and accounts by name, each with files of its own.

use toml::de::DeTable;

use super::values::{ProfileSettings, Settings};
use crate::app::core::answers::FromEnvironment;
use crate::app::core::settings_error::SettingsFault;
use crate::app::records::nearest;
use crate::base::text::{SafeText, bare};
use crate::tower::oauth::TOWER;

/// The longest name of a profile, which is a directory's as well.
const LONGEST: usize = 32;

/// A profile that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::runtime) struct UnknownProfile {
    /// As it was asked for.
    pub(in crate::runtime) asked: SafeText,
    /// It is no name that a profile may have.
    pub(in crate::runtime) is_bad: bool,
    /// The one that may have been meant.
    pub(in crate::runtime) nearest: Option<String>,
    /// All there are.
    pub(in crate::runtime) all: String,
}

/// Whether a profile may be called this. It names a directory, also where capital letters are no others there.
pub(in crate::runtime) fn is_name(name: &str) -> bool {
    let is_plain = |char: char| (char.is_alphanumeric() && !char.is_uppercase()) || matches!(char, '-' | '_');
    (1..=LONGEST).contains(&name.chars().count()) && name.chars().all(is_plain)
}

impl Settings {
    /// The names of all profiles.
    pub(in crate::runtime) fn profile_names(&self) -> impl Iterator<Item = &str> {
        self.profiles.iter().flatten().map(|(name, _)| name.as_str()).filter(|name| is_name(name))
    }

    /// Whether a profile says which application it is for.
    pub(in crate::runtime) fn names_app(&self, name: &str) -> bool {
        let profile = self.profiles.as_ref().and_then(|all| all.get(name));
        profile.and_then(|profile| profile.client_id.as_deref()).is_some_and(|id| !bare(id).is_empty())
    }

    /// The settings with what a profile says of its application in place of what stands outside of profiles.
    pub(in crate::runtime) fn of_profile(self, name: &str) -> Result<Self, UnknownProfile> {
        let found = self.profiles.as_ref().and_then(|all| all.get(name)).filter(|_| is_name(name));
        let Some(profile) = found.cloned() else {
            let all: Vec<&str> = self.profile_names().collect();
            return Err(UnknownProfile {
                asked: SafeText::line(name, SafeText::NAME),
                is_bad: !is_name(name),
                nearest: nearest(name, all.iter().copied()).map(str::to_owned),
                all: all.join(", "),
            });
        };
        let ProfileSettings {
            client_id,
            redirect_uri,
            client_secret_command,
            token_url,
            token_key_file,
            base_url,
        } = profile;
        Ok(Self {
            client_id,
            redirect_uri,
            client_secret_command,
            token_url,
            token_key_file,
            base_url,
            ..self
        })
    }

    /// What of the environment counts beside a profile: a variable says nothing that the profile says, since it is
    /// there for every profile.
    pub(in crate::runtime) fn beside_profile(&self, environment: FromEnvironment) -> FromEnvironment {
        let has_secret = self.client_secret_command.is_some() || self.token_url.is_some();
        FromEnvironment {
            client_id: environment.client_id.filter(|_| self.client_id.is_none()),
            redirect_uri: environment.redirect_uri.filter(|_| self.redirect_uri.is_none()),
            token_server: environment.token_server.filter(|_| self.token_url.is_none()),
            secret: environment.secret.filter(|_| !has_secret),
            token_key: environment.token_key.filter(|_| self.token_key_file.is_none()),
        }
    }
}

/// Profiles of one application at one Tower, each where its id stands and with the one before it; none stands for what is
/// outside of profiles. That is right for two accounts; with one account, each sign-in ends the session of the other.
pub(super) fn shared_clients(settings: &DeTable<'_>) -> Vec<(usize, SettingsFault)> {
    let text = |table: &DeTable<'_>, name: &str| {
        let value = table.get(name)?;
        let text = value.get_ref().as_str().map(bare).filter(|text| !text.is_empty())?;
        Some((value.span().start, text.to_owned()))
    };
    let app = |table: &DeTable<'_>| {
        let (at, id) = text(table, "client_id")?;
        let base = text(table, "base_url").map_or_else(|| TOWER.to_owned(), |(_, base)| base);
        Some((at, (id, base.trim_end_matches('/').to_owned())))
    };
    let profiles = settings.get("profiles").and_then(|profiles| profiles.get_ref().as_table());
    let named = profiles.into_iter().flat_map(DeTable::iter).filter_map(|(name, table)| {
        Some((Some(SafeText::line(name.get_ref(), SafeText::NAME)), app(table.get_ref().as_table()?)?))
    });
    let mut all: Vec<_> = app(settings).map(|app| (None, app)).into_iter().chain(named).collect();
    all.sort_by_key(|(_, (at, _))| *at);
    let before = |place: usize, app: &(String, String)| {
        all.iter().take(place).find(|(_, (_, other))| other == app).map(|(name, _)| name.clone())
    };
    let found = all
        .iter()
        .enumerate()
        .filter_map(|(place, (_, (at, app)))| Some((*at, SettingsFault::SharedClient(before(place, app)?))));
    found.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings() -> Settings {
        toml::from_str(
            "client_id = \"0\"\ntoken_url = \"https://t.example/oauth/token\"\n[profiles.work]\nclient_id = \"1\"\n\
             [profiles.\"家\"]\nbase_url = \"https://tower.example\"\n[profiles.\"a/b\"]\n",
        )
        .unwrap()
    }

    #[test]
    fn a_name_is_no_way_out_of_its_directory() {
        for good in ["work", "a-1_b", "公司", "9"] {
            assert!(is_name(good), "{good}");
        }
        for bad in ["", "a/b", "..", ".", "a.b", "a\\b", "Work", "a b", "\u{1b}[2J", &"x".repeat(33)] {
            assert!(!is_name(bad), "{bad:?}");
            assert!(settings().of_profile(bad).is_err_and(|why| why.is_bad), "{bad:?}");
        }
    }

    #[test]
    fn a_profile_stands_by_itself() {
        let work = settings().of_profile("work").unwrap();
        assert_eq!((work.client_id.as_deref(), work.token_url), (Some("1"), None));
        let home = settings().of_profile("家").unwrap();
        assert!(settings().names_app("work") && !settings().names_app("家"));
        assert_eq!((home.client_id, home.base_url.as_deref()), (None, Some("https://tower.example")));
    }

    #[test]
    fn one_that_is_not_there_is_named_with_the_nearest_one() {
        let why = settings().of_profile("wrok").unwrap_err();
        assert_eq!((why.is_bad, why.nearest.as_deref(), why.all.as_str()), (false, Some("work"), "work, 家"));
    }

    #[test]
    fn a_variable_is_no_part_of_a_profile_that_says_otherwise() {
        let environment = FromEnvironment {
            client_id: Some("env".to_owned()),
            redirect_uri: Some("env".to_owned()),
            ..FromEnvironment::default()
        };
        let counts = settings().of_profile("work").unwrap().beside_profile(environment);
        assert_eq!((counts.client_id, counts.redirect_uri.as_deref()), (None, Some("env")));
    }
}
