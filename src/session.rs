//! Layer 3: one login and its token, whoever uses it: the dashboard or a command. Pure: facts in, effects out.
//!
//! The rules it keeps: one request for a token at a time; a new token is stored before it is first used;
//! no answer is not a no, so only Tower's own word ends a session; and a sign-out states its true reason.

mod calls;
mod effect;
mod phase;
mod policy;
mod renewal;
mod sign_in;
mod step;
mod stored;
mod view;

pub use effect::{ApiRequest, Effect, Outcome, TokenRequest};
pub use phase::{Delay, Live, Phase, Renewal, SaveFault, SignOut, StoreFault, Token, Trouble};
pub use policy::{backoff, renew_when_left};
pub use step::{Fact, Session};
pub use stored::{Stored, StoredFault, profile};
pub use view::{Countdown, View};
