//! What may happen to a session.

use strum::IntoStaticStr;

use super::seen::{Read, Removed, Saved, Seen};
use super::stored::Version;
use crate::base::request::RequestId;
use crate::tower::call::Reply;
use crate::tower::captcha::Captcha;
use crate::tower::failure::Failure;
use crate::tower::pasted::Code;
use crate::tower::wire::{Answer, TransportError};

/// Something that has happened and concerns the session.
#[derive(Clone, Debug, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Fact {
    /// The session file was read, at the start or because it has changed.
    FileSeen(Seen),
    /// The lock is ours, and this is what the file holds now.
    Locked {
        /// Why there is no lock although nobody else has it.
        unsupported: Option<String>,
        /// What the file holds.
        read: Read,
    },
    /// The lock is another's.
    LockBusy {
        /// The process that has it, as far as it says.
        holder: Option<u32>,
    },
    /// The file was written, or was not.
    Saved {
        /// The token written.
        version: Version,
        /// What came of it.
        saved: Saved,
    },
    /// The file was read again before Tower's no is believed.
    #[strum(serialize = "file read again")]
    Reread(Read),
    /// The file was removed, or was not.
    #[strum(serialize = "file removed")]
    Removed(Removed),
    /// The person handed in a code.
    CodeGiven(Code),
    /// The person handed in a two-step code.
    #[strum(serialize = "two-step code given")]
    CaptchaGiven(Captcha),
    /// The person gave up signing in.
    #[strum(serialize = "sign-in abandoned")]
    Abandoned,
    /// The person takes the login that another window has made.
    #[strum(serialize = "login of another window taken")]
    OfferTaken,
    /// The person signs out.
    #[strum(serialize = "sign-out wished")]
    SignOutWished,
    /// The person wants a new token now.
    RenewalWished,
    /// The person does not want to wait for the next try at a renewal.
    RetryWished,
    /// The token endpoint answered, or did not.
    TokenAnswered {
        /// Which request.
        request: RequestId,
        /// What came.
        result: Result<Answer, TransportError>,
    },
    /// A token was revoked at Tower, or could not be.
    Revoked {
        /// Which request.
        request: RequestId,
    },
    /// The API replied.
    Replied {
        /// Which call.
        request: RequestId,
        /// What it brought.
        result: Result<Reply, Failure>,
    },
    /// The program is about to end, or to stand still: nothing new is begun.
    Leaving,
    /// It goes on after all.
    Stayed,
    /// Time has passed.
    Ticked,
}
