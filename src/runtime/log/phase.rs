//! Where a session stands, in the words of the log.

use super::level::Level;
use super::names::name;
use crate::session::{Delay, Live, Phase, Renewal, SignOut, Source, Trouble};
use crate::tower::error_word::ErrorWord;
use crate::tower::verdict::{Misconfigured, Transient};

/// The longest word of Tower's that is logged.
const MOST: usize = 40;

/// Its level and its text.
pub(super) fn of(phase: &Phase) -> (Level, String) {
    match phase {
        Phase::Boot => (Level::Debug, "session: not read yet".to_owned()),
        Phase::SignedOut { trouble: Some(trouble), .. } => {
            (Level::Warn, format!("session: sign-in failed: {}", self::trouble(trouble)))
        }
        Phase::SignedOut { reason, trouble: None } => {
            let level =
                if matches!(reason, SignOut::Never | SignOut::ByYou) { Level::Info } else { Level::Warn };
            (level, format!("session: signed out: {}", name(reason)))
        }
        Phase::Exchanging { .. } => (Level::Info, "session: a code is exchanged".to_owned()),
        Phase::TwoStep { refused, .. } => {
            (Level::Info, format!("session: a two-step code is wanted, {refused} refused"))
        }
        Phase::Live(live) => {
            let (level, what) = self::live(live);
            (level, format!("session: token {}: {what}", live.token.generation))
        }
    }
}

fn live(live: &Live) -> (Level, String) {
    match (&live.renewal, &live.unsaved) {
        (Renewal::Idle, Some(unsaved)) => (Level::Error, format!("not stored: {}", name(&unsaved.fault))),
        (Renewal::Idle, None) => {
            let given = live.token.lifetime.map(|span| format!(", given for {} s", span.as_secs()));
            let from = match live.source {
                Source::Here => "from Tower".to_owned(),
                Source::File { writer } => format!("from the file of process {writer}"),
            };
            (Level::Info, format!("in use, {from}{}", given.unwrap_or_default()))
        }
        (Renewal::Waiting { failures, why, .. }, _) => {
            (Level::Warn, format!("renewal failed {failures} times, to be tried again: {}", delay(why)))
        }
        (Renewal::TwoStep { refused }, _) => {
            (Level::Warn, format!("renewal wants a two-step code, {refused} refused"))
        }
        (Renewal::Blocked(what), _) => (Level::Error, format!("renewal refused: {}", misconfigured(what))),
        (renewal @ Renewal::Asked { attempt, .. }, _) => {
            let second = attempt.second.as_ref().map(|second| format!(" again: {}", name(second)));
            (Level::Info, format!("renewal {}{}", name(renewal), second.unwrap_or_default()))
        }
        (renewal, _) => (Level::Debug, format!("renewal {}", name(renewal))),
    }
}

fn trouble(trouble: &Trouble) -> String {
    match trouble {
        Trouble::Misconfigured(what) => misconfigured(what),
        Trouble::Passing(why) => transient(why),
        trouble => name(trouble),
    }
}

fn delay(why: &Delay) -> String {
    if let Delay::Passing(why) = why { transient(why) } else { name(why) }
}

fn transient(why: &Transient) -> String {
    match why {
        Transient::Busy(word) | Transient::Unknown(word) => format!("{} {}", name(why), self::word(word)),
        Transient::Status(status) | Transient::WebPage(status) => format!("{} {status}", name(why)),
        why => name(why),
    }
}

fn misconfigured(what: &Misconfigured) -> String {
    match what {
        Misconfigured::Refused(word) => format!("{} {}", name(what), self::word(word)),
        what => name(what),
    }
}

/// A word such as `invalid_client`; whatever else a server puts in its place is not repeated.
fn word(word: &ErrorWord) -> &str {
    let word = word.as_str();
    let plain = word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    if plain && word.len() <= MOST { word } else { "(another word)" }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::text::SafeText;

    fn said(phase: &Phase) -> (Level, String) {
        of(phase)
    }

    #[test]
    fn a_session_stands_where_its_phase_says_and_nobody_is_named() {
        let email = SafeText::line("marker@example.com", SafeText::NAME);
        let signed_out = |reason, trouble| said(&Phase::SignedOut { reason, trouble });
        assert_eq!(
            signed_out(SignOut::Never, None),
            (Level::Info, "session: signed out: never signed in".to_owned())
        );
        assert_eq!(
            signed_out(SignOut::OtherAccount { email }, None),
            (Level::Warn, "session: signed out: another account".to_owned())
        );
        let refused = Trouble::Misconfigured(Misconfigured::Refused(ErrorWord::new("invalid_client")));
        assert_eq!(
            signed_out(SignOut::Never, Some(refused)),
            (Level::Warn, "session: sign-in failed: refused invalid_client".to_owned())
        );
    }

    #[test]
    fn a_servers_word_is_repeated_only_where_it_is_one() {
        let busy = |text| transient(&Transient::Busy(ErrorWord::new(text)));
        assert_eq!(busy("temporarily_unavailable"), "busy temporarily_unavailable");
        assert_eq!(busy("3b9f40aa77c04f0f"), "busy (another word)");
        assert_eq!(busy(&"a".repeat(60)), "busy (another word)");
        assert_eq!(transient(&Transient::Status(503)), "status 503");
    }
}
