//! Layer 3: one login and its token, whoever uses it: the dashboard or a command. Pure: facts in, effects out.
//!
//! The rules it keeps: a token is renewed under the lock of its file, by one window and by one request at a
//! time; a new token is stored before it is first used; no answer is not a no, so only Tower's own word,
//! after another look at the file, ends a session; and a sign-out states its true reason.

mod calls;
mod doubt;
mod effect;
mod fact;
mod fault;
mod file;
mod phase;
mod policy;
mod renewal;
mod saving;
mod seen;
mod sending;
mod sign_in;
mod sign_out;
mod step;
mod stored;
mod under_way;
mod view;

pub use effect::{ApiRequest, Effect, FileWork, Instead, Outcome, TokenRequest};
pub use fact::Fact;
pub use fault::{SaveFault, SignOut, StoreFault, Trouble, Warning};
pub use file::is_same_account;
pub use phase::{Attempt, Delay, Live, Phase, Renewal, Second, Source, Then, Token, Unsaved};
pub use policy::{SKEW, backoff, renew_when_left};
pub use seen::{InFile, Read, Removed, Saved, Seen};
pub use step::{Process, Session};
pub use stored::{Mark, Pending, Stored, StoredFault, Version, file_name, is_session_file, profile};
pub use view::{Countdown, Details, View};
