//! What is printed after a panic, once the terminal has been given back: where the log is and how to report it.

use std::io::{self, Write};
use std::panic;

use super::LogHandle;
use crate::base::lang::Lang;
use crate::runtime::files::paths;
use crate::ui::words::Words;

/// From now on every panic is logged, by its place in the source alone, and followed by advice on standard error.
pub(in crate::runtime) fn listen(log: &LogHandle, lang: Lang) {
    let (log, speak) = (log.clone(), panic::take_hook());
    panic::set_hook(Box::new(move |panic| {
        speak(panic);
        if let Some(at) = panic.location() {
            log.panicked(at);
        }
        // Nobody may be there any more.
        drop(writeln!(io::stderr(), "{}", Words(lang).defect(log.path().map(paths::short).as_deref())));
    }));
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::process::{Command, Stdio};

    use super::*;
    use crate::runtime::log::Level;

    const DIR: &str = "TOWER_TUI_TEST_DIR";

    #[test]
    fn a_defect_says_where_the_log_is_and_stands_in_it_without_its_words() {
        let dir = tempfile::tempdir().unwrap();
        let output = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "runtime::log::panics::tests::a_defect", "--ignored", "--nocapture"])
            .env(DIR, dir.path())
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        let (panic, words) = (said.find("a marker on purpose"), said.find("This is a bug"));
        assert!(panic.is_some() && panic < words, "{said}");
        let log = dir.path().join("log");
        assert!(said.contains(&log.display().to_string()) && said.contains("tower-tui doctor"), "{said}");
        let told = std::fs::read_to_string(log).unwrap();
        assert!(
            told.contains("panic at ") && told.contains("panics.rs:") && !told.contains("marker"),
            "{told}"
        );
    }

    /// What the test above runs in a process of its own.
    #[test]
    #[ignore = "panics on purpose, in a process of its own"]
    fn a_defect() {
        let dir = std::env::var(DIR).unwrap();
        listen(&LogHandle::in_dir(Path::new(&dir), Level::default()), Lang::En);
        panic!("a marker on purpose");
    }
}
