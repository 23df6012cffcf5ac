//! What the environment says. A secret may stand here or in a private file, never in the arguments, which
//! everyone on the machine can read.

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;

use crate::base::secret::Secret;
use crate::base::text::bare;

const CLIENT_SECRET: &str = "TOWER_TUI_CLIENT_SECRET";
const TOKEN_KEY: &str = "TOWER_TUI_TOKEN_KEY";

/// Keeps the secrets of this program's environment out of the environment of a program that it starts.
pub(in crate::runtime) fn withhold_secrets(child: &mut Command) {
    child.env_remove(CLIENT_SECRET).env_remove(TOKEN_KEY);
}

/// The variables this program reads. Each has its prefix: plain `TOWER_…` names belong to other products.
#[derive(Debug)]
pub(in crate::runtime) struct Environment {
    /// The origin of a Tower other than tower.im.
    pub(in crate::runtime) base_url: Option<String>,
    /// The whole address of a token server.
    pub(in crate::runtime) token_url: Option<String>,
    /// The key to the token server.
    pub(in crate::runtime) token_key: Option<Secret>,
    /// The application's id.
    pub(in crate::runtime) client_id: Option<String>,
    /// The application's secret.
    pub(in crate::runtime) client_secret: Option<Secret>,
    /// The application's callback.
    pub(in crate::runtime) redirect_uri: Option<String>,
    /// The directory for state.
    pub(in crate::runtime) state_dir: Option<PathBuf>,
}

/// Why a variable cannot be what it should. What stands in it is not repeated: it may be a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::runtime) struct BadVariable {
    /// Its name.
    pub(in crate::runtime) name: &'static str,
    /// It is not UTF-8; else a control character stands in it, such as a line's end.
    pub(in crate::runtime) is_encoding: bool,
}

impl Environment {
    /// What is set, without the blanks and line ends around it; what holds nothing else is as if not set.
    pub(in crate::runtime) fn read() -> Result<Self, BadVariable> {
        Self::of(|name| env::var_os(name))
    }

    fn of(variable: impl Fn(&str) -> Option<OsString>) -> Result<Self, BadVariable> {
        let text = |name| text(name, variable(name));
        Ok(Self {
            base_url: text("TOWER_TUI_BASE_URL")?,
            token_url: text("TOWER_TUI_TOKEN_URL")?,
            token_key: text(TOKEN_KEY)?.map(Secret::new),
            client_id: text("TOWER_TUI_CLIENT_ID")?,
            client_secret: text(CLIENT_SECRET)?.map(Secret::new),
            redirect_uri: text("TOWER_TUI_REDIRECT_URI")?,
            state_dir: state_dir(&variable),
        })
    }

    /// The directory for state alone: it counts where something else is wrong as well.
    pub(in crate::runtime) fn state_dir() -> Option<PathBuf> {
        state_dir(|name| env::var_os(name))
    }
}

/// A path is bytes, and counts as it is.
fn state_dir(variable: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    let path = variable("TOWER_TUI_STATE_DIR")?;
    let is_blank = path.to_str().is_some_and(|path| bare(path).is_empty());
    (!is_blank).then(|| path.into())
}

fn text(name: &'static str, value: Option<OsString>) -> Result<Option<String>, BadVariable> {
    let Some(value) = value else { return Ok(None) };
    // A copy that nobody holds any more is wiped.
    let value = value.into_string().map_err(|_| BadVariable { name, is_encoding: true })?;
    let value = bare(&value);
    if value.contains(char::is_control) {
        return Err(BadVariable { name, is_encoding: false });
    }
    Ok((!value.is_empty()).then(|| value.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &str, value: impl Into<OsString>) -> Result<Environment, BadVariable> {
        let value = value.into();
        Environment::of(|asked| (asked == name).then(|| value.clone()))
    }

    #[test]
    fn what_nobody_sees_around_a_value_is_no_part_of_it() {
        assert_eq!(of("TOWER_TUI_CLIENT_ID", "\"id\"\r").unwrap().client_id.as_deref(), Some("id"));
        for blank in ["\r", "\n", " ", "\r\n", "\u{feff}", "\u{a0}", "\t\u{200b}"] {
            let around = |value: &str| format!("{blank}{value}{blank}");
            assert_eq!(of("TOWER_TUI_CLIENT_ID", around("id")).unwrap().client_id.as_deref(), Some("id"));
            let key = of(TOKEN_KEY, around("key")).unwrap().token_key;
            assert_eq!(key, Some(Secret::new("key")), "{blank:?}");
            assert_eq!(of(CLIENT_SECRET, blank).unwrap().client_secret, None, "{blank:?}");
            assert_eq!(of("TOWER_TUI_STATE_DIR", blank).unwrap().state_dir, None, "{blank:?}");
        }
    }

    #[test]
    fn what_cannot_be_sent_is_named_and_not_repeated() {
        let bad = of(CLIENT_SECRET, "made\nup").unwrap_err();
        assert_eq!(bad, BadVariable { name: CLIENT_SECRET, is_encoding: false });
    }

    #[cfg(unix)]
    #[test]
    fn a_path_is_bytes_and_the_rest_is_text() {
        use std::os::unix::ffi::OsStringExt;
        let gbk = || OsString::from_vec(b"/tmp/\xb2\xe2\xca\xd4".to_vec());
        assert_eq!(of("TOWER_TUI_STATE_DIR", gbk()).unwrap().state_dir, Some(PathBuf::from(gbk())));
        let bad = of("TOWER_TUI_CLIENT_ID", gbk()).unwrap_err();
        assert_eq!(bad, BadVariable { name: "TOWER_TUI_CLIENT_ID", is_encoding: true });
    }
}
