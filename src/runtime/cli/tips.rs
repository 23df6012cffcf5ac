//! What a mistyped word of a command line may be meant for. The reader of the command line compares letters alone.

use clap::error::{ContextKind, ContextValue};

/// The command that ends the session.
const LOGOUT: &str = "logout";

/// The words that a mistake is answered with.
const TIPS: [(ContextKind, ContextKind); 2] = [
    (ContextKind::SuggestedSubcommand, ContextKind::InvalidSubcommand),
    (ContextKind::SuggestedArg, ContextKind::InvalidArg),
];

/// Leaves out of an error the words that were hardly meant; and never is a word answered with the command that ends the
/// session: a shell's key would then do it.
pub(super) fn sensible(mut error: clap::Error) -> clap::Error {
    for (tips, mistyped) in TIPS {
        let Some(ContextValue::String(typed)) = error.get(mistyped).cloned() else { continue };
        let mut names = match error.remove(tips) {
            Some(ContextValue::Strings(names)) => names,
            Some(ContextValue::String(name)) => vec![name],
            _ => continue,
        };
        names.retain(|name| !name.contains(LOGOUT) && is_near(&typed, name));
        match (tips, names.as_slice()) {
            (_, []) => {}
            (ContextKind::SuggestedArg, [name, ..]) => {
                error.insert(tips, ContextValue::String(name.clone()));
            }
            _ => {
                error.insert(tips, ContextValue::Strings(names));
            }
        }
    }
    error
}

/// Whether a word may be meant by another: few letters are wrong, one is a beginning of the other, or they have a word in
/// common, as `--secret` and `--secret-file`.
fn is_near(typed: &str, name: &str) -> bool {
    let [typed, name] = [typed, name].map(|word| word.trim_start_matches('-').to_lowercase());
    let typed = typed.split(['=', ' ']).next().unwrap_or_default();
    let wrong = strsim::osa_distance(typed, &name);
    let is_part = typed.len() > 1 && (name.starts_with(typed) || typed.starts_with(&name));
    let in_common = typed.split('-').any(|part| part.len() > 2 && name.split('-').any(|other| other == part));
    wrong <= 1 || wrong * 3 <= name.len() || is_part || in_common
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::super::arguments::Cli;
    use super::*;

    fn said(line: &str) -> String {
        let words = std::iter::once("tower-tui").chain(line.split(' '));
        sensible(Cli::try_parse_from(words).unwrap_err()).render().to_string()
    }

    #[test]
    fn u21_a_mistyped_command_is_never_answered_with_the_end_of_the_session() {
        for word in ["logou", "loguot", "log-out", "logouts", "logot", "logoin", "signout", "loginout"] {
            let said = said(word);
            assert!(said.contains(word) && !said.replace(word, "").contains(LOGOUT), "{word}: {said}");
        }
        assert!(said("membrs").contains("'members'"), "others are");
        assert!(said("logi").contains("'login'"), "{}", said("logi"));
    }

    #[test]
    fn u74_a_mistyped_option_is_answered_with_what_may_be_meant_or_nothing() {
        for (line, tip) in [
            ("token-server --lisen 1", "--listen"),
            ("token-server --keyfile x", "--keys-file"),
            ("token-server --secret x", "--secret-file"),
            ("members --filtr x", "--filter"),
            ("--colour never", "--color"),
            ("--them mono", "--theme"),
            ("statuss", "status"),
        ] {
            assert!(said(line).contains(&format!("'{tip}'")), "{line}: {}", said(line));
        }
        for line in [
            "token-server --client-id x",
            "token-server --client x",
            "status --client-id x",
            "members --limit 3",
            "bogus",
            "list",
            "whoami",
        ] {
            assert!(!said(line).contains("tip: a similar"), "{line}: {}", said(line));
            assert!(!said(line).contains("tip: some similar"), "{line}: {}", said(line));
        }
    }
}
