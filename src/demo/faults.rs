//! Faults a test can script: what goes wrong, on which path, how often.

use std::time::Duration;

/// One thing that goes wrong. The oldest fault that matches a request and is not used up takes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The path, with or without its query, that it applies to; `*` at the end matches any rest.
    pub path: String,
    /// How many requests it applies to; `None`: all.
    pub times: Option<u32>,
    /// What happens to them.
    pub what: What,
}

/// What happens to a request that a fault applies to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// Waits for [`Control::release`](super::Control::release), then acts and answers.
    Hold,
    /// Waits so long, then acts and answers.
    Late(Duration),
    /// Answers this and does not act.
    Status {
        /// The status, 200 to 599; anything else is sent as 500.
        status: u16,
        /// The headers; pairs that HTTP cannot carry are left out.
        headers: Vec<(String, String)>,
        /// The body.
        body: String,
    },
    /// Answers 200 with this HTML page, as a captive portal does, and does not act.
    Html(String),
    /// Acts, sends headers with the whole length, and closes the connection after so many bytes of the body.
    Cut {
        /// Bytes of the body that are sent.
        after: usize,
    },
    /// Closes the connection without acting and without a byte of answer.
    HangUp,
    /// Acts, then closes the connection without a byte of answer.
    LoseAnswer,
    /// Lets every access token expire, then acts and answers.
    ExpireAllTokens,
    /// Revokes every token, refresh tokens too, then acts and answers.
    RevokeAllTokens,
}

impl Fault {
    /// Applies to the next request for `path`.
    pub fn once(path: impl Into<String>, what: What) -> Self {
        Self { path: path.into(), times: Some(1), what }
    }

    /// Applies to every request for `path`.
    pub fn always(path: impl Into<String>, what: What) -> Self {
        Self { path: path.into(), times: None, what }
    }

    fn matches(&self, path: &str, query: &str) -> bool {
        let target = format!("{path}?{query}");
        self.path
            .strip_suffix('*')
            .map_or_else(|| self.path == path || self.path == target, |start| target.starts_with(start))
    }
}

/// The fault that applies to a request, if any; it is used up by one.
pub(super) fn strike(script: &mut Vec<Fault>, path: &str, query: &str) -> Option<What> {
    let (place, fault) = script.iter_mut().enumerate().find(|(_, fault)| fault.matches(path, query))?;
    let what = fault.what.clone();
    fault.times = fault.times.map(|times| times.saturating_sub(1));
    if fault.times == Some(0) {
        script.remove(place);
    }
    Some(what)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_strikes_as_often_as_scripted_and_then_the_next_one_does() {
        let mut script = vec![Fault::once("/a", What::HangUp), Fault::always("/a", What::LoseAnswer)];

        assert_eq!(strike(&mut script, "/a", ""), Some(What::HangUp));
        assert_eq!(strike(&mut script, "/a", ""), Some(What::LoseAnswer));
        assert_eq!(strike(&mut script, "/a", ""), Some(What::LoseAnswer));
    }

    #[test]
    fn a_path_is_exact_or_a_prefix_and_may_name_the_query() {
        for (path, hits) in
            [("/a/b", true), ("/a/b?page=2", true), ("/a/*", true), ("/a/", false), ("/a", false)]
        {
            let mut script = vec![Fault::always(path, What::Hold)];
            assert_eq!(strike(&mut script, "/a/b", "page=2").is_some(), hits, "{path}");
        }
    }
}
