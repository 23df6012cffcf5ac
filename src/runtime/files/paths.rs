//! Where this program keeps things on this machine.

use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;

/// The directory of sessions, secrets and other state; none where the system has no place for it.
///
/// `TOWER_TUI_STATE_DIR` wins; else the platform's own (`~/.local/state/tower-tui` on Linux). On Windows it is
/// `%LOCALAPPDATA%`: what is in `%APPDATA%` may be copied to other machines.
pub(in crate::runtime) fn state_dir(asked: Option<&Path>) -> Option<PathBuf> {
    if let Some(asked) = asked {
        return Some(asked.to_owned());
    }
    let base = etcetera::choose_base_strategy().ok()?;
    let usual = || if cfg!(windows) { base.cache_dir() } else { base.data_dir() };
    Some(base.state_dir().unwrap_or_else(usual).join("tower-tui"))
}

/// The part of a directory that is a profile's alone.
pub(in crate::runtime) fn of_profile(dir: PathBuf, profile: Option<&str>) -> PathBuf {
    match profile {
        Some(name) => dir.join("profiles").join(name),
        None => dir,
    }
}

/// A directory of this person alone that is not on the disk, and lasts until the machine is shut down; none where the
/// system has none.
pub(in crate::runtime) fn runtime_dir() -> Option<PathBuf> {
    let dir = std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from)?;
    dir.is_absolute().then(|| dir.join("tower-tui"))
}

/// The settings file: `TOWER_TUI_CONFIG` or `--config`, else where confy puts it
/// (`~/.config/tower-tui/config.toml` on Linux).
pub(in crate::runtime) fn settings_file(asked: Option<&Path>) -> Option<PathBuf> {
    match asked {
        Some(asked) => Some(asked.to_owned()),
        None => confy::get_configuration_file_path("tower-tui", "config").ok(),
    }
}

/// Expands `~/` to the home directory.
pub(in crate::runtime) fn long(path: &Path) -> PathBuf {
    let rest = path.strip_prefix("~").ok();
    rest.and_then(|rest| Some(etcetera::home_dir().ok()?.join(rest))).unwrap_or_else(|| path.to_owned())
}

/// Shortens the home directory to `~`, where people write it so.
pub(in crate::runtime) fn short(path: &Path) -> String {
    let home = etcetera::home_dir().ok().filter(|_| cfg!(not(windows)));
    match home.and_then(|home| path.strip_prefix(home).ok().map(Path::to_owned)) {
        Some(rest) => format!("~/{}", rest.display()),
        None => path.display().to_string(),
    }
}
