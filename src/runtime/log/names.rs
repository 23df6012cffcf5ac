//! What the log calls what our own types say: the variant alone, and nothing that it holds.

use crate::app::core::notice::NoBrowser;
use crate::app::core::notice::NotExported;
use crate::app::keys::keymap::KeyFault;
use crate::session::{Delay, Fact, FileWork, Renewal, SaveFault, Second, SignOut, StoreFault, Trouble};
use crate::tower::failure::Unreadable;
use crate::tower::verdict::{Misconfigured, Transient};

/// Something with a name for the log.
pub(super) trait Named {
    /// Its name, which holds nothing from outside.
    fn name(&self) -> &'static str;
}

impl Named for SignOut {
    fn name(&self) -> &'static str {
        match self {
            Self::Never => "never signed in",
            Self::ByYou => "by you",
            Self::Elsewhere => "elsewhere",
            Self::EndedByServer => "ended by server",
            Self::Replaced => "replaced",
            Self::CutOff { .. } => "cut off",
            Self::OtherAccount { .. } => "another account",
            Self::NotRenewable => "not renewable",
            Self::StoreUnusable(fault) => fault.name(),
        }
    }
}

impl Named for StoreFault {
    fn name(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } => "session file unreadable",
            Self::NotOurs { .. } => "session file not ours",
            Self::Damaged { .. } => "session file damaged",
            Self::Newer { .. } => "session file of a newer version",
        }
    }
}

impl Named for SaveFault {
    fn name(&self) -> &'static str {
        match self {
            Self::System { .. } => "refused by the system",
            Self::InTheWay(fault) => fault.name(),
            Self::NotReadable => "not readable again",
        }
    }
}

impl Named for Renewal {
    fn name(&self) -> &'static str {
        match self {
            Self::Idle => "idle",
            Self::Locking { .. } => "locking",
            Self::Noting(_) => "noting",
            Self::Asked { .. } => "asked",
            Self::Pausing { .. } => "pausing",
            Self::Rereading { .. } => "rereading",
            Self::Saving => "saving",
            Self::Waiting { .. } => "waiting",
            Self::TwoStep { .. } => "two-step",
            Self::Blocked(_) => "blocked",
        }
    }
}

impl Named for Second {
    fn name(&self) -> &'static str {
        match self {
            Self::AnswerLost => "the answer was lost",
            Self::LostRace => "it may have lost a race",
            Self::WithoutHeader => "without the header",
        }
    }
}

impl Named for Trouble {
    fn name(&self) -> &'static str {
        match self {
            Self::CodeNotTaken => "code not taken",
            Self::NotSent => "not sent",
            Self::AnswerLost => "answer lost",
            Self::Misconfigured(what) => what.name(),
            Self::Passing(why) => why.name(),
        }
    }
}

impl Named for Delay {
    fn name(&self) -> &'static str {
        match self {
            Self::Passing(why) => why.name(),
            Self::Unanswered => "unanswered",
            Self::Undecided => "undecided",
        }
    }
}

impl Named for Transient {
    fn name(&self) -> &'static str {
        match self {
            Self::NotSent(_) => "not sent",
            Self::NoSecret(_) => "no secret",
            Self::Busy(_) => "busy",
            Self::Unknown(_) => "an unknown word",
            Self::Status(_) => "status",
            Self::NoTokenService => "no token service",
            Self::NoToken => "no token",
            Self::WebPage(_) => "web page",
        }
    }
}

impl Named for Misconfigured {
    fn name(&self) -> &'static str {
        match self {
            Self::Refused(_) => "refused",
            Self::TokenType(_) => "another type of token",
            Self::Redirected(_) => "redirected",
        }
    }
}

impl Named for Unreadable {
    fn name(&self) -> &'static str {
        match self {
            Self::WebPage => "web page",
            Self::NotTheFormat { .. } => "not the format",
        }
    }
}

impl Named for FileWork {
    fn name(&self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::TakeLock => "take lock",
            Self::DropLock => "drop lock",
            Self::Save { .. } => "save",
            Self::Reread(_) => "read again",
            Self::Remove { .. } => "remove",
        }
    }
}

impl Named for Fact {
    fn name(&self) -> &'static str {
        match self {
            Self::FileSeen(_) => "file seen",
            Self::Locked { .. } => "locked",
            Self::LockBusy { .. } => "lock busy",
            Self::Saved { .. } => "saved",
            Self::Reread(_) => "file read again",
            Self::Removed(_) => "file removed",
            Self::CodeGiven(_) => "code given",
            Self::CaptchaGiven(_) => "two-step code given",
            Self::Abandoned => "sign-in abandoned",
            Self::OfferTaken => "login of another window taken",
            Self::SignOutWished => "sign-out wished",
            Self::RenewalWished => "renewal wished",
            Self::RetryWished => "retry wished",
            Self::TokenAnswered { .. } => "token answered",
            Self::Replied { .. } => "replied",
            Self::Leaving => "leaving",
            Self::Ticked => "ticked",
        }
    }
}

impl Named for KeyFault {
    fn name(&self) -> &'static str {
        match self {
            Self::NoContext(_) => "no such place",
            Self::NoAction(..) => "no such action",
            Self::NoTable => "no table",
            Self::NotKeys => "no keys",
            Self::NoKey => "no such key",
            Self::IsText => "text there",
            Self::Taken(..) => "taken",
        }
    }
}

impl Named for NoBrowser {
    fn name(&self) -> &'static str {
        match self {
            Self::NotStarted => "not started",
            Self::Silent => "silent",
        }
    }
}

impl Named for NotExported {
    fn name(&self) -> &'static str {
        match self {
            Self::Exists => "exists already",
            Self::System { .. } => "refused by the system",
        }
    }
}
