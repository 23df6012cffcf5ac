//! The person's browser.

use std::env;

/// Whether a browser started from here could be seen: not over SSH, and not without a display on Linux.
pub(super) fn is_near() -> bool {
    let set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
    let remote = set("SSH_CONNECTION") || set("SSH_TTY");
    let display = cfg!(not(target_os = "linux")) || set("DISPLAY") || set("WAYLAND_DISPLAY");
    !remote && display
}

/// Opens an address. The browser gets no terminal: what it says would be drawn over.
pub(super) fn open(url: &str) -> Result<(), String> {
    open::that_detached(url).map_err(|error| error.to_string())
}
