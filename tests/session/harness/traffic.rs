//! What a session has asked for and not heard of yet: requests on the wire and work on its file, all at once.

use std::sync::mpsc::Receiver;
use std::time::Duration;

use tokio::runtime::{Builder, Runtime};
use tokio::task::JoinHandle;
use tower_tui::runtime::network::http::Api;
use tower_tui::session::{ApiRequest, Fact, FileWork, TokenRequest};

use crate::answer::Answer;

/// How long real work may take before a test gives up.
const PATIENCE: Duration = Duration::from_secs(30);

/// All that is on its way.
pub(crate) struct Traffic {
    world: Runtime,
    api: Api,
    flights: Vec<Flight>,
    /// Decides what comes back next; none: what was started first.
    chance: Option<u64>,
}

enum Flight {
    /// A request on the wire.
    Wire(JoinHandle<Fact>),
    /// Work of the session worker, which answers in the order asked.
    File(Answer),
}

impl Default for Traffic {
    fn default() -> Self {
        let world = Builder::new_current_thread().enable_all().build().expect("a runtime");
        Self { world, api: Api::default(), flights: Vec::new(), chance: None }
    }
}

impl Traffic {
    pub(crate) fn shuffle(&mut self, seed: u64) {
        self.chance = Some(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    }

    pub(crate) fn ask(&mut self, request: TokenRequest) {
        let api = self.api.clone();
        self.send(async move {
            let result = api.token(&request).await;
            Fact::TokenAnswered { request: request.request, result }
        });
    }

    pub(crate) fn call(&mut self, request: ApiRequest) {
        let api = self.api.clone();
        self.send(async move {
            let result = request.call.read(api.read(&request).await, 0);
            Fact::Replied { request: request.request, result }
        });
    }

    pub(crate) fn revoke(&mut self, request: TokenRequest) {
        let api = self.api.clone();
        self.send(async move {
            api.revoke(&request).await.expect("it is seen off");
            Fact::Revoked { request: request.request }
        });
    }

    fn send(&mut self, request: impl Future<Output = Fact> + Send + 'static) {
        let flight = self.world.spawn(request);
        self.flights.push(Flight::Wire(flight));
    }

    /// The session worker is asked for this.
    pub(crate) fn order(&mut self, work: &FileWork) {
        if *work == FileWork::DropLock {
            // A lock that is not wanted any more may never come.
            self.flights.retain(|flight| !matches!(flight, Flight::File(Answer::Locked)));
        }
        self.flights.extend(Answer::to(work).map(Flight::File));
    }

    /// The session worker has said this.
    pub(crate) fn has_come(&mut self, fact: &Fact) {
        let answer = Answer::of(fact);
        let is_it = |flight: &Flight| matches!(flight, Flight::File(awaited) if Some(*awaited) == answer);
        if let Some(place) = self.flights.iter().position(is_it) {
            self.flights.remove(place);
        }
    }

    /// The next thing that comes back; none when nothing is on its way.
    pub(crate) fn next(&mut self, facts: &Receiver<Fact>) -> Option<Fact> {
        let place = self.pick()?;
        match self.flights.get_mut(place)? {
            Flight::File(_) => {
                let fact = facts.recv_timeout(PATIENCE).expect("the session worker says something");
                self.has_come(&fact);
                Some(fact)
            }
            Flight::Wire(flight) => {
                let fact = self.world.block_on(flight).expect("it comes back");
                self.flights.remove(place);
                Some(fact)
            }
        }
    }

    /// Lets what is on the wire go on for a moment.
    pub(crate) fn drive(&self) {
        self.world.block_on(async { tokio::time::sleep(Duration::from_millis(5)).await });
    }

    fn pick(&mut self) -> Option<usize> {
        let count = self.flights.len();
        let chance = match &mut self.chance {
            Some(chance) => {
                *chance ^= *chance << 13;
                *chance ^= *chance >> 7;
                *chance ^= *chance << 17;
                usize::try_from(*chance >> 33).unwrap_or_default()
            }
            None => 0,
        };
        chance.checked_rem(count)
    }

    /// Nobody waits for any of it.
    pub(crate) fn drop_all(&mut self) {
        for flight in self.flights.drain(..) {
            if let Flight::Wire(flight) = flight {
                flight.abort();
            }
        }
    }
}
