//! Plays the program without a terminal, socket, file or clock: events go in, effects come out, and time passes when
//! told to. Scenes are played with it, and so are the tests.

use std::collections::VecDeque;
use std::time::Duration;

use crate::app::{Effect, Event, Startup, State};
use crate::base::time::Now;
use crate::session::{self, ApiRequest, TokenRequest};

/// What is around the program.
pub trait World {
    /// The event that follows an effect at once; none where it comes later, or never.
    fn react(&mut self, effect: &Effect) -> Option<Event>;
}

/// The program, and what the world still owes it.
#[derive(Debug)]
pub struct Player<W> {
    /// The program.
    pub state: State,
    /// The time it is.
    pub now: Now,
    /// Calls of the API without an answer, the oldest first.
    pub calls: VecDeque<ApiRequest>,
    /// Requests for a token without an answer, the oldest first.
    pub tokens: VecDeque<TokenRequest>,
    /// Every effect, in order.
    pub effects: Vec<Effect>,
    /// What is around it.
    pub world: W,
}

impl<W: World> Player<W> {
    /// The program as it starts.
    pub fn new(startup: Startup, now: Now, world: W) -> Self {
        Self {
            state: State::new(startup, now),
            now,
            calls: VecDeque::new(),
            tokens: VecDeque::new(),
            effects: Vec::new(),
            world,
        }
    }

    /// An event happens, and whatever the world makes of its effects.
    pub fn happens(&mut self, event: Event) {
        for effect in self.state.update(event, self.now) {
            let follows = self.world.react(&effect);
            match &effect {
                Effect::Session(session::Effect::Send(request)) if follows.is_none() => {
                    self.calls.push_back(request.clone());
                }
                Effect::Session(session::Effect::AskToken(request)) => self.tokens.push_back(request.clone()),
                Effect::Cancel(request) => self.calls.retain(|call| call.request != *request),
                _ => {}
            }
            self.effects.push(effect);
            if let Some(event) = follows {
                self.happens(event);
            }
        }
    }

    /// Time passes on both clocks, and the program notices.
    pub fn pass(&mut self, span: Duration) {
        self.now = Now { mono: self.now.mono + span, wall: self.now.wall.plus(span) };
        self.happens(Event::Ticked);
    }

    /// Time passes, and the program wakes whenever it wants to.
    pub fn wait(&mut self, span: Duration) {
        let until = self.now.mono + span;
        while self.now.mono < until {
            let left = until.saturating_sub(self.now.mono);
            let wake = self.state.wake_in().map_or(left, |wake| wake.clamp(Duration::from_millis(1), left));
            self.pass(wake);
        }
    }
}
