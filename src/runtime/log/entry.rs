//! What can stand in the log, and how much each matters. There is no entry that holds text from outside: an id of
//! Tower's, which is letters and digits, is the most that is repeated.

use std::fmt;
use std::panic::Location;
use std::time::Duration;

use super::level::Level;
use super::names::name;
use super::outcome::Came;
use super::phase;
use crate::app::Event;
use crate::app::core::settings_error::{SettingsError, SettingsFault};
use crate::app::data::team_cache::CachedPart;
use crate::session::{Fact, FileWork, Phase, Saved, TokenRequest};
use crate::tower::call::{Call, PAGE};
use crate::tower::failure::Failure;

/// One entry of the log.
#[derive(Debug)]
pub(in crate::runtime) enum LogEntry<'a> {
    /// The program starts.
    Started {
        version: &'static str,
        /// The command.
        run: &'static str,
    },
    /// Something in the settings has no meaning.
    Settings(&'a SettingsError),
    /// A call of the API is over.
    Called {
        call: &'a Call,
        /// Whether Tower had refused it once, with an older token.
        again: bool,
        came: Came,
        /// Why the call brought nothing, if it did not.
        failure: Option<&'a Failure>,
        took: Duration,
    },
    /// The token endpoint was asked.
    Asked { request: &'a TokenRequest, came: Came, took: Duration },
    /// The session is now in this phase.
    Stands(&'a Phase),
    /// Work on the session file.
    Work(&'a FileWork),
    /// Any other event.
    Happened(&'a Event),
    /// Something happened to the session.
    Fact(&'a Fact),
    /// A demo begins, of which nothing is kept.
    Demo,
    /// A defect of the program.
    Panicked(&'a Location<'a>),
    /// The program ends as it should.
    Ended,
    /// The program ends because of this.
    Failed(&'static str),
}

impl LogEntry<'_> {
    /// Its level; none for what is not logged, such as a key.
    pub(super) fn level(&self) -> Option<Level> {
        Some(match self {
            Self::Settings(_) => Level::Warn,
            Self::Called { came, failure, .. } if !came.is_good() || failure.is_some() => Level::Warn,
            Self::Asked { came, .. } if !came.is_good() => Level::Warn,
            Self::Started { .. } | Self::Called { .. } | Self::Asked { .. } | Self::Demo | Self::Ended => {
                Level::Info
            }
            Self::Stands(phase) => phase::of(phase).0,
            Self::Work(_) => Level::Debug,
            Self::Happened(event) => return of_event(event),
            Self::Fact(fact) => return of_fact(fact),
            Self::Panicked(_) | Self::Failed(_) => Level::Error,
        })
    }
}

fn of_event(event: &Event) -> Option<Level> {
    match event {
        Event::Key(_)
        | Event::Pasted(_)
        | Event::Clicked(_)
        | Event::Wheeled(_)
        | Event::Ticked
        | Event::CacheRead { part: CachedPart::Members(_), .. } => None,
        Event::Session(fact) => of_fact(fact),
        Event::SettingsSaved(Err(_)) => Some(Level::Error),
        Event::CodeFetched(Err(_))
        | Event::BrowserOpened(Err(_))
        | Event::CacheRead { part: CachedPart::Damaged, .. }
        | Event::Exported { result: Err(_), .. }
        | Event::DemoStarted(Err(_)) => Some(Level::Warn),
        Event::SettingsSaved(Ok(()))
        | Event::BrowserOpened(Ok(()))
        | Event::Exported { .. }
        | Event::Terminated => Some(Level::Info),
        Event::Measured { .. }
        | Event::Resized(_)
        | Event::Focused(_)
        | Event::CodeFetched(Ok(_))
        | Event::CacheRead { part: CachedPart::End, .. }
        | Event::Copied(_)
        | Event::NotCopied { .. }
        | Event::DemoStarted(Ok(_)) => Some(Level::Debug),
    }
}

fn of_fact(fact: &Fact) -> Option<Level> {
    match fact {
        // Logged as a call or a request for a token, with its result.
        Fact::Ticked | Fact::Replied { .. } | Fact::TokenAnswered { .. } => None,
        Fact::Saved { saved: Saved::Failed(_), .. } => Some(Level::Error),
        _ => Some(Level::Debug),
    }
}

impl fmt::Display for LogEntry<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Started { version, run } => {
                write!(f, "tower-tui {}: {run}", version.replace('\n', ", "))
            }
            Self::Settings(SettingsError { line, column, fault }) => {
                write!(f, "settings, line {line}, column {column}: ")?;
                match fault {
                    SettingsFault::Name(..) => f.write_str("no such setting"),
                    SettingsFault::ProfileName(_) => f.write_str("no name of a profile"),
                    SettingsFault::Filter(_) => f.write_str("no such term"),
                    SettingsFault::Choice { setting, .. } => write!(f, "no such {setting}"),
                    SettingsFault::Keys(fault) => write!(f, "keys: {}", name(fault)),
                    SettingsFault::ViewKey(fault) => write!(f, "key of a view: {}", name(fault)),
                    SettingsFault::KeyOfView(..) => f.write_str("key of another view"),
                    SettingsFault::SharedClient(_) => f.write_str("an application twice"),
                    SettingsFault::NoOrder => f.write_str("no such order"),
                    SettingsFault::Syntax(_)
                    | SettingsFault::Format(_)
                    | SettingsFault::Punctuation { .. } => f.write_str("not TOML"),
                    SettingsFault::Type(setting, _)
                    | SettingsFault::Address(setting, _)
                    | SettingsFault::Callback(setting, _) => write!(f, "no value for {setting}"),
                }
            }
            Self::Called { call, again, came, failure, took } => {
                write!(f, "GET {}", call.path())?;
                for (name, value) in call.query() {
                    write!(f, " {} {value}", if name == PAGE { "page" } else { name })?;
                }
                if *again {
                    f.write_str(" again with a newer token")?;
                }
                write!(f, ": {came} in {} ms", took.as_millis())?;
                match failure {
                    Some(Failure::Unreadable(what)) => write!(f, ", unreadable: {}", name(what)),
                    Some(_) | None => Ok(()),
                }
            }
            Self::Asked { request, came, took } => {
                let (path, grant) = (path(&request.url), grant(request));
                write!(f, "POST {path} {grant}: {came} in {} ms", took.as_millis())
            }
            Self::Stands(phase) => f.write_str(&phase::of(phase).1),
            Self::Work(work) => write!(f, "session file: {}", name(*work)),
            Self::Fact(fact) => of_session(fact, f),
            Self::Happened(event) => happened(event, f),
            Self::Demo => f.write_str("a demo begins; nothing of it stands here"),
            Self::Panicked(at) => write!(f, "panic at {}:{}:{}", at.file(), at.line(), at.column()),
            Self::Ended => f.write_str("ends"),
            Self::Failed(why) => write!(f, "ends: {why}"),
        }
    }
}

fn of_session(fact: &Fact, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match fact {
        Fact::Saved { saved: Saved::Failed(fault), .. } => {
            write!(f, "session file: not saved: {}", name(fault))
        }
        fact => write!(f, "session: {}", name(fact)),
    }
}

fn happened(event: &Event, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match event {
        Event::Session(fact) => of_session(fact, f),
        Event::Measured { wide } => write!(f, "terminal: ambiguous characters are wide: {wide}"),
        Event::Resized(size) => write!(f, "terminal: {}x{}", size.width, size.height),
        Event::Focused(focused) => write!(f, "terminal: focused: {focused}"),
        Event::BrowserOpened(Err(why)) => write!(f, "browser: {}", name(why)),
        Event::SettingsSaved(Err(fault)) => write!(f, "settings: not saved: {}", name(fault)),
        Event::Exported { result: Ok(Some(count)), .. } => write!(f, "exported {count} members"),
        Event::Exported { result: Ok(None), .. } => f.write_str("exported"),
        Event::Exported { result: Err(why), .. } => write!(f, "not exported: {}", name(why)),
        Event::CodeFetched(Err(_)) => f.write_str("demo: no code"),
        Event::DemoStarted(Err(_)) => f.write_str("demo: not started"),
        Event::SettingsSaved(Ok(())) => f.write_str("settings: saved"),
        Event::BrowserOpened(Ok(())) => f.write_str("browser: started"),
        Event::CodeFetched(Ok(_)) => f.write_str("demo: a code"),
        Event::DemoStarted(Ok(_)) => f.write_str("demo: started"),
        Event::CacheRead { part: CachedPart::Damaged, .. } => f.write_str("cache: not whole, and not used"),
        Event::CacheRead { .. } => f.write_str("cache: read"),
        Event::Copied(_) => f.write_str("copied by a program"),
        Event::NotCopied { .. } => f.write_str("not copied by a program"),
        Event::Terminated => f.write_str("the system asks for the end"),
        // What a person does is private.
        Event::Key(_) | Event::Pasted(_) | Event::Clicked(_) | Event::Wheeled(_) | Event::Ticked => Ok(()),
    }
}

/// The path of Tower's own endpoints; a token server's may hold a key.
fn path(url: &str) -> &'static str {
    let known = ["/oauth/token", "/oauth/revoke"];
    let path = url.split_once("://").and_then(|(_, rest)| Some(rest.split_once('/')?.1));
    known.into_iter().find(|known| path == known.strip_prefix('/')).unwrap_or("(token server)")
}

fn grant(request: &TokenRequest) -> &'static str {
    let asked = request.form.iter().find(|(name, _)| *name == "grant_type").map(|(_, value)| value.expose());
    let known = ["authorization_code", "refresh_token"];
    known.into_iter().find(|known| asked == Some(known)).unwrap_or("(no grant)")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::core::notice::NotExported;
    use crate::base::request::Ids;
    use crate::base::secret::Secret;
    use crate::base::text::SafeText;
    use crate::tower::failure::Unreadable;
    use crate::tower::model::{Id, TeamId};
    use crate::tower::wire::{Answer, NoSecret, TransportError};

    const TOOK: Duration = Duration::from_millis(43);

    fn answer(status: u16, retry_after: Option<&str>) -> Answer {
        let body = b"marker".to_vec();
        Answer { status, retry_after: retry_after.map(str::to_owned), body, ..Answer::default() }
    }

    #[test]
    fn a_call_says_what_was_asked_and_what_came() {
        let team = TeamId(Id::parse("a1b2").unwrap());
        let call = Call::Members { team, page: 2 };
        let said = |result: &Result<Answer, TransportError>, again, failure| {
            let entry = LogEntry::Called { call: &call, again, came: Came::of(result), failure, took: TOOK };
            (entry.level(), entry.to_string())
        };
        let unreadable = Failure::Unreadable(Unreadable::WebPage);
        for (result, again, failure, level, text) in [
            (Ok(answer(200, None)), false, None, Level::Info, ": 200 in 43 ms"),
            (Ok(answer(200, None)), true, None, Level::Info, " again with a newer token: 200 in 43 ms"),
            (Ok(answer(429, Some("30"))), false, None, Level::Warn, ": 429, retry after 30 s in 43 ms"),
            (Ok(answer(503, Some("marker"))), false, None, Level::Warn, ": 503 in 43 ms"),
            (
                Ok(answer(200, None)),
                false,
                Some(&unreadable),
                Level::Warn,
                ": 200 in 43 ms, unreadable: web page",
            ),
            (
                Err(TransportError::NotSent("marker (os error 111)".into())),
                false,
                None,
                Level::Warn,
                ": not sent (refused) in 43 ms",
            ),
            (
                Err(TransportError::Unanswered("marker".into())),
                false,
                None,
                Level::Warn,
                ": no answer (another reason) in 43 ms",
            ),
        ] {
            let wanted = format!("GET /teams/a1b2/members page 2{text}");
            assert_eq!(said(&result, again, failure), (Some(level), wanted));
        }
    }

    #[test]
    fn a_request_for_a_token_says_what_for_and_nothing_of_it() {
        let request = |url: &str, grant: Option<&str>| TokenRequest {
            request: Ids::default().take(),
            url: url.to_owned(),
            form: grant
                .map(|grant| ("grant_type", Secret::new(grant)))
                .into_iter()
                .chain([("code", Secret::new("marker"))])
                .collect(),
            secret_command: Some(vec!["marker".to_owned()]),
            bearer: Some(Secret::new("marker")),
            token_key: Some(Secret::new("marker")),
        };
        let said = |request: &TokenRequest, result| {
            LogEntry::Asked { request, came: Came::of(&result), took: TOOK }.to_string()
        };
        let tower = request("https://tower.im/oauth/token", Some("refresh_token"));
        assert_eq!(said(&tower, Ok(answer(200, None))), "POST /oauth/token refresh_token: 200 in 43 ms");
        let server = request("https://tokens.example.com/marker", Some("authorization_code"));
        assert_eq!(
            said(&server, Err(TransportError::NoSecret(NoSecret::Empty))),
            "POST (token server) authorization_code: not sent (no secret) in 43 ms"
        );
        let revoked = request("https://tower.im/oauth/revoke", None);
        assert_eq!(said(&revoked, Ok(answer(200, None))), "POST /oauth/revoke (no grant): 200 in 43 ms");
        let odd = request("https://tower.im/oauth/token?marker", Some("marker"));
        assert_eq!(said(&odd, Ok(answer(200, None))), "POST (token server) (no grant): 200 in 43 ms");
    }

    #[test]
    fn what_a_person_does_is_not_told_and_nothing_of_what_they_see() {
        let told = |event: &Event| {
            let entry = LogEntry::Happened(event);
            entry.level().map(|_| entry.to_string())
        };
        assert_eq!(told(&Event::Pasted(Secret::new("marker"))), None);
        assert_eq!(told(&Event::Ticked), None);
        let exported = |result| Event::Exported { path: "marker".to_owned(), result };
        assert_eq!(told(&exported(Ok(Some(3)))).as_deref(), Some("exported 3 members"));
        let why = NotExported::System { why: "marker".to_owned() };
        assert_eq!(told(&exported(Err(why))).as_deref(), Some("not exported: refused by the system"));
        assert_eq!(told(&Event::CodeFetched(Err("marker".to_owned()))).as_deref(), Some("demo: no code"));
        assert_eq!(told(&Event::Session(Fact::Leaving)).as_deref(), Some("session: leaving"));
    }

    #[test]
    fn an_error_in_the_settings_is_told_by_its_place_alone() {
        let name = SafeText::line("marker", SafeText::NAME);
        let error = SettingsError { line: 3, column: 1, fault: SettingsFault::Name(name, None) };
        assert_eq!(LogEntry::Settings(&error).to_string(), "settings, line 3, column 1: no such setting");
    }
}
