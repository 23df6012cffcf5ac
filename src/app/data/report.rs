//! A report, and what is being read for it.

use super::remote::Remote;
use crate::base::request::RequestId;
use crate::base::time::Now;
use crate::tower::call::{Call, Reply};
use crate::tower::failure::Failure;
use crate::tower::model::{MemberId, TeamId};
use crate::tower::work::{Gathering, Period, Source};

/// What a member's report of a period is made of, once all of it has come.
#[derive(Debug, Default)]
pub struct ReportReading {
    /// What has come; whatever is missing of it is known.
    pub report: Remote<Gathering>,
    /// What is coming. Its lists are asked for as pages: 1 is the first list.
    coming: Option<Gathering>,
}

/// The list that is asked for as this page.
fn source(page: u32) -> Option<Source> {
    let at = usize::try_from(page.checked_sub(1)?).ok()?;
    Source::ALL.get(at).copied()
}

impl ReportReading {
    /// Begins to read.
    pub(super) fn start(&mut self, team: &TeamId, member: &MemberId, period: Period) {
        self.coming = Some(Gathering::new(team.clone(), member.clone(), period));
    }

    /// The pages to ask for at first.
    pub(super) fn pages() -> Vec<u32> {
        (1..).take(Source::ALL.len()).collect()
    }

    /// The call for a page.
    pub(super) fn call(&self, page: u32) -> Option<Call> {
        Some(self.coming.as_ref()?.call(source(page)?))
    }

    /// A page was asked for.
    pub(super) fn begin(&mut self, request: RequestId, now: Now) {
        // One wait, however many calls that takes.
        if self.report.request().is_none() {
            self.report.begin(request, now);
        }
    }

    /// A page came, or did not. Returns the pages that are asked for next; none at all once the report is whole.
    pub(super) fn settle(
        &mut self,
        page: u32,
        result: Result<Reply, Failure>,
        now: Now,
        jitter: f64,
    ) -> Option<Vec<u32>> {
        let (gathering, source) = (self.coming.as_mut()?, source(page)?);
        // It says nothing of the list.
        if result == Err(Failure::NoToken) {
            self.coming = None;
            self.report.failed(Failure::NoToken, now, jitter);
            return None;
        }
        gathering.take(source, result);
        if !gathering.is_over() {
            return Some(if gathering.wants(source) { vec![page] } else { Vec::new() });
        }
        let gathering = self.coming.take()?;
        match gathering.failure().cloned() {
            Some(why) => self.report.failed(why, now, jitter),
            None => self.report.arrived(gathering, now),
        }
        None
    }

    /// Stops waiting.
    pub(super) fn give_up(&mut self) {
        self.coming = None;
        self.report.give_up();
    }
}
