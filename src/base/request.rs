//! Ids for requests, given out by the core so that a reply says what it answers.

/// Identifies a request to the runtime. A reply whose id is not expected is ignored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RequestId(u64);

/// Gives out request ids, each once.
#[derive(Debug, Default)]
pub struct Ids(u64);

impl Ids {
    /// The next id.
    #[must_use = "an id that is not kept names nothing"]
    pub fn take(&mut self) -> RequestId {
        self.0 += 1;
        RequestId(self.0)
    }
}
