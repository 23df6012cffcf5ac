//! The invariants of a session, whatever happens in whatever order.

use std::collections::{HashSet, VecDeque};
use std::time::Duration;

use proptest::prelude::*;
use tower_tui::base::request::{Ids, RequestId};
use tower_tui::base::secret::Secret;
use tower_tui::base::time::{Now, Wall};
use tower_tui::session::{
    Effect, Fact, FileWork, InFile, Instead, Live, Mark, Outcome, Phase, Process, Renewal, Saved, Seen,
    Session, SignOut, StoreFault, Stored,
};
use tower_tui::tower::call::{Call, Reply};
use tower_tui::tower::captcha::read_captcha;
use tower_tui::tower::failure::Failure;
use tower_tui::tower::oauth::Client;
use tower_tui::tower::wire::{Answer, TransportError};

use crate::bench::{START, answer, client, client_of_token_server, code, grant};
use crate::disk::Disk;
use crate::happenings::{ApiSays, Happening, TokenSays, happening};

/// The world around a session, which keeps count of what must never happen.
struct World {
    session: Session,
    ids: Ids,
    now: Now,
    disk: Disk,
    work: VecDeque<FileWork>,
    token_calls: Vec<RequestId>,
    api_calls: Vec<RequestId>,
    revocations: Vec<RequestId>,
    waiting: HashSet<RequestId>,
    /// Access tokens that are saved, or whose saving was reported as failed.
    usable: HashSet<String>,
    granted: u64,
    codes_sent: u32,
    left: Option<(u64, Duration)>,
    /// The access token that Tower gave last, until it is given back.
    in_hand: Option<String>,
    /// Tower has refused the refresh token in use.
    refused: bool,
    /// The person has just signed out.
    signs_out: bool,
    /// A login that could not be stored: it still takes the place of those made before it.
    unsaved_login: Option<String>,
    /// The lock keeps nobody away: its file was removed, or the file system has none.
    lock_failed: bool,
}

impl World {
    fn new(client: Client) -> Self {
        let process = Process { pid: 7, host: 1, lasts: true, seed: 0, jitter: 0.5 };
        let mut world = Self {
            session: Session::new(client, process),
            ids: Ids::default(),
            now: Now { mono: Duration::from_secs(1), wall: Wall(START) },
            disk: Disk::default(),
            work: VecDeque::new(),
            token_calls: Vec::new(),
            api_calls: Vec::new(),
            revocations: Vec::new(),
            waiting: HashSet::new(),
            usable: HashSet::new(),
            granted: 0,
            codes_sent: 0,
            left: None,
            in_hand: None,
            refused: false,
            signs_out: false,
            unsaved_login: None,
            lock_failed: false,
        };
        let opened = world.session.open();
        world.take(opened);
        world
    }

    fn fact(&mut self, fact: Fact) {
        self.usable.extend(stored_in(&fact).map(|stored| stored.access.expose().to_owned()));
        let before = self.session.phase().clone();
        self.signs_out = fact == Fact::SignOutWished;
        let only_time = fact == Fact::Ticked;
        let outcome = self.session.step(fact, self.now, &mut self.ids);
        if only_time {
            self.time_asks_nothing_of_the_person(&before);
        }
        self.take(outcome);
        self.what_is_left_only_shrinks();
        self.leaving_loses_nothing();
    }

    fn take(&mut self, outcome: Outcome) {
        for (request, _) in outcome.settled {
            assert!(self.waiting.remove(&request), "a call ends once");
        }
        for effect in outcome.effects {
            match effect {
                Effect::AskToken(request) => {
                    self.token_calls.push(request.request);
                    assert!(self.refreshes() <= 1, "I1: one refresh outstanding");
                    let field =
                        |name| request.form.iter().find(|(key, _)| *key == name).map(|(_, value)| value);
                    if field("refresh_token").is_some() {
                        assert!(self.disk.locked, "I2: only under the lock");
                        let home = &self.session.client().addresses.token_url;
                        assert_eq!(request.url, *home, "I8: tokens go to the place stored with them");
                    } else if field("captcha").is_none() {
                        self.codes_sent += 1;
                    }
                }
                Effect::Send(request) => {
                    assert!(request.url.starts_with("https://tower.im/api/v1/"), "I8: bearers go home only");
                    let access = request.access.expose();
                    assert!(self.usable.contains(access), "I3: saved before first use");
                    self.api_calls.push(request.request);
                }
                Effect::Revoke(requests) => {
                    for request in requests {
                        let is_it =
                            |(_, value): &(_, Secret)| Some(value.expose()) == self.in_hand.as_deref();
                        if request.form.iter().any(is_it) {
                            self.in_hand = None;
                        }
                        self.revocations.push(request.request);
                    }
                }
                Effect::File { work, .. } => {
                    if let FileWork::Remove(mark) = &work {
                        let allowed =
                            if mark.generation.is_none() { self.signs_out } else { self.gives_up() };
                        assert!(allowed, "I4: only a person or Tower's own no ends a session");
                    }
                    self.work.push_back(work);
                }
            }
        }
    }

    /// Whether the session has a reason to be given up: Tower has refused it, or it cannot be renewed.
    fn gives_up(&self) -> bool {
        let reason =
            if let Phase::SignedOut { reason, .. } = self.session.phase() { Some(reason) } else { None };
        self.refused || reason == Some(&SignOut::NotRenewable)
    }

    /// Whenever one may leave, the pair in use has been on the disk.
    fn leaving_loses_nothing(&mut self) {
        let (Some(in_hand), true) = (self.in_hand.clone(), self.session.may_leave()) else { return };
        let was_written = self.disk.written.iter().any(|stored| stored.access.expose() == in_hand);
        let Phase::Live(live) = self.session.phase() else {
            // Where the lock failed, another window's renewal of the same login may count more.
            let is_known = was_written || self.on_its_way() || self.lock_failed;
            assert!(is_known, "a pair was dropped: {:?}", self.session.phase());
            return;
        };
        if live.token.access.expose() == in_hand {
            assert!(was_written, "a pair is lost with the window: {live:?}");
        } else {
            self.in_hand = None;
        }
    }

    /// Requests for a token that the session still waits for.
    fn refreshes(&self) -> usize {
        let waited = self.asked_for();
        self.token_calls.iter().filter(|request| Some(**request) == waited).count()
    }

    fn time_asks_nothing_of_the_person(&self, before: &Phase) {
        match (before, self.session.phase()) {
            (Phase::Live(_), Phase::SignedOut { reason, .. }) => {
                assert_eq!(*reason, SignOut::NotRenewable, "I6: time alone ends nothing else");
            }
            (Phase::Live(_), now) => assert!(matches!(now, Phase::Live(_)), "I6"),
            (before, now) => assert_eq!(before, now, "I6: time asks nothing"),
        }
    }

    fn what_is_left_only_shrinks(&mut self) {
        let now = match self.session.phase() {
            Phase::Live(live) => {
                let key = live
                    .token
                    .access
                    .expose()
                    .bytes()
                    .map(u64::from)
                    .fold(7, |hash, byte| hash * 31 % 1_000_003 + byte);
                live.token.left(self.now).map(|left| (key, left))
            }
            _ => None,
        };
        if let (Some((was, before)), Some((is, left))) = (self.left, now)
            && was == is
        {
            assert!(left <= before, "I7: what is left never grows: {before:?} {left:?}");
        }
        self.left = now;
    }

    fn does(&mut self, happening: Happening) {
        match happening {
            Happening::Ticks { seconds } => {
                let span = Duration::from_secs(seconds.into());
                self.now.mono += span;
                self.now.wall = self.now.wall.plus(span);
                self.fact(Fact::Ticked);
            }
            Happening::Jumps { seconds } => {
                self.now.wall = Wall(self.now.wall.0 + i64::from(seconds) * 1000);
                self.fact(Fact::RetryWished);
            }
            Happening::CodeGiven => {
                let sent = self.codes_sent;
                self.fact(Fact::CodeGiven(code(self.session.client())));
                assert!(self.codes_sent <= sent + 1, "I5: a code is sent once");
            }
            Happening::CaptchaGiven => {
                self.fact(Fact::CaptchaGiven(read_captcha("482913").expect("digits")));
            }
            Happening::Abandoned => self.fact(Fact::Abandoned),
            Happening::OfferTaken => self.fact(Fact::OfferTaken),
            Happening::SignOutWished => self.fact(Fact::SignOutWished),
            Happening::RenewalWished => self.fact(Fact::RenewalWished),
            Happening::RetryWished => self.fact(Fact::RetryWished),
            Happening::Leaving => self.fact(Fact::Leaving),
            Happening::Called => {
                let request = self.ids.take();
                self.waiting.insert(request);
                let outcome = self.session.send(request, Call::Teams, self.now);
                self.take(outcome);
            }
            Happening::ApiAnswers(says) => self.api_answers(says),
            Happening::TokenAnswers(says) => self.token_answers(says),
            Happening::DiskAnswers => self.disk_answers(),
            Happening::DiskFills(full) => self.disk.full = full.then_some("no space left"),
            Happening::LockTaken(true) if !self.disk.locked => self.disk.holder = Some(99),
            Happening::LockTaken(false) => {
                if let Some(fact) = self.disk.released() {
                    self.fact(fact);
                }
            }
            Happening::AnotherRenews => self.another(|stored, granted| {
                stored.generation += 1;
                stored.access = Secret::new(format!("other-{granted}"));
            }),
            Happening::AnotherSignsIn { same } => {
                let wall = self.now.wall;
                self.another(move |stored, granted| {
                    stored.login_id = format!("other-{granted}");
                    stored.generation = 1;
                    stored.obtained_at = wall;
                    stored.pending = None;
                    stored.access = Secret::new(format!("other-{granted}"));
                    if !same {
                        stored.email = Some(tower_tui::base::text::SafeText::line("wang@example.com", 99));
                    }
                });
            }
            // A person does not wait for the lock.
            Happening::AnotherSignsOut => {
                if let Ok(Some(stored)) = &self.disk.file {
                    self.disk.mark = Some(Mark { login_id: stored.login_id.clone(), generation: None });
                    self.disk.file = Ok(None);
                }
            }
            Happening::LockTaken(true) => {}
            Happening::LockFails => self.lock_failed = true,
            Happening::FileLost => self.disk.file = Ok(None),
            Happening::Revoked => {
                if let Some(request) = self.revocations.pop() {
                    self.fact(Fact::Revoked { request });
                }
            }
            Happening::Stayed => self.fact(Fact::Stayed),
            Happening::FileBreaks => {
                self.disk.file = Err(StoreFault::Damaged { path: "session.json".into() });
            }
            Happening::FileLookedAt => {
                let seen = self.disk.look();
                self.fact(Fact::FileSeen(seen));
            }
        }
    }

    /// Another window writes, as it may while the lock is not ours or keeps nobody away.
    fn another(&mut self, change: impl FnOnce(&mut Stored, u64)) {
        if self.disk.locked && !self.lock_failed {
            return;
        }
        self.granted += 1;
        if let Ok(Some(stored)) = &mut self.disk.file {
            change(stored, self.granted);
        }
    }

    fn disk_answers(&mut self) {
        let Some(work) = self.work.pop_front() else { return };
        let (saved_by_us, anyway) = match &work {
            FileWork::Save { stored, instead } => {
                (Some(stored.access.expose().to_owned()), *instead == Instead::Anything)
            }
            _ => (None, false),
        };
        let login = |disk: &Disk| Some(disk.file.as_ref().ok()?.as_ref()?.login_id.clone());
        let before = login(&self.disk);
        let own =
            if let FileWork::Save { stored, .. } = &work { Some(stored.login_id.clone()) } else { None };
        let told = if let FileWork::Remove(mark) = &work { Some(mark.login_id.clone()) } else { None };
        let Some(fact) = self.disk.order(work) else { return };
        if before.is_some() && login(&self.disk) != before {
            let of_ours = before == told || self.unsaved_login.as_ref() == own.as_ref();
            assert!(anyway || of_ours, "I4: another's login is neither written over nor removed");
        }
        if matches!((&own, &fact), (Some(_), Fact::Saved { saved: Saved::Failed(_), .. })) && anyway {
            self.unsaved_login.clone_from(&own);
        }
        if let (Some(access), Fact::Saved { saved, .. }) = (saved_by_us, &fact)
            && !matches!(saved, Saved::Superseded(_))
        {
            self.usable.insert(access);
        }
        self.fact(fact);
    }

    fn api_answers(&mut self, says: ApiSays) {
        if self.api_calls.is_empty() {
            return;
        }
        let request = self.api_calls.remove(0);
        let result = match says {
            ApiSays::Good => Ok(Reply::Teams(Vec::new().into())),
            ApiSays::Refuses => Err(Failure::Unauthorized),
            ApiSays::Forbids => Err(Failure::Forbidden),
            ApiSays::Nothing => Err(Failure::Gone),
        };
        self.fact(Fact::Replied { request, result });
    }

    /// The renewal that the session waits for.
    fn asked_for(&self) -> Option<RequestId> {
        match self.session.phase() {
            Phase::Live(Live { renewal: Renewal::Asked { request, .. }, .. }) => Some(*request),
            _ => None,
        }
    }

    fn on_its_way(&self) -> bool {
        !self.work.is_empty() || !self.token_calls.is_empty()
    }

    fn token_answers(&mut self, says: TokenSays) {
        if self.token_calls.is_empty() {
            return;
        }
        let request = self.token_calls.remove(0);
        self.granted += 1;
        let error = |word: &str| Ok(answer(400, &format!(r#"{{"error":"{word}"}}"#)));
        let result: Result<Answer, TransportError> = match says {
            TokenSays::Grants { seconds } => Ok(grant(self.granted, seconds.into())),
            TokenSays::GrantsAnother => {
                let body = r#"{"access_token":"a","refresh_token":"r","email":"wang@example.com"}"#;
                Ok(answer(200, body))
            }
            TokenSays::InvalidGrant => error("invalid_grant"),
            TokenSays::InvalidRequest => error("invalid_request"),
            TokenSays::InvalidClient => error("invalid_client"),
            TokenSays::TwoStep => Ok(answer(200, r#"{"error":"otp_required"}"#)),
            TokenSays::Busy => error("temporarily_unavailable"),
            TokenSays::Nothing => Err(TransportError::Unanswered("reset".into())),
            TokenSays::NotSent => Err(TransportError::NotSent("no network".into())),
        };
        match says {
            TokenSays::Grants { .. } => self.in_hand = Some(format!("access-{}", self.granted)),
            TokenSays::GrantsAnother => self.in_hand = Some("a".to_owned()),
            // Tower's own no: nothing is left to be kept.
            TokenSays::InvalidGrant if self.asked_for() == Some(request) => self.in_hand = None,
            _ => {}
        }
        let is_granted = matches!(says, TokenSays::Grants { .. } | TokenSays::GrantsAnother);
        self.refused = matches!(says, TokenSays::InvalidGrant) || (self.refused && !is_granted);
        self.fact(Fact::TokenAnswered { request, result });
    }
}

/// What a fact says that the disk holds.
fn stored_in(fact: &Fact) -> Option<&Stored> {
    match fact {
        Fact::FileSeen(Seen { read: Ok(InFile::Session(stored)), .. })
        | Fact::Locked { read: Ok(InFile::Session(stored)), .. }
        | Fact::Reread(Ok(InFile::Session(stored)))
        | Fact::Saved { saved: Saved::Superseded(InFile::Session(stored)), .. } => Some(stored),
        _ => None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    #[test]
    fn i1_to_i8_hold_whatever_happens(
        happenings in prop::collection::vec(happening(), 1..120),
        through_token_server in any::<bool>(),
    ) {
        let mut world = World::new(if through_token_server { client_of_token_server() } else { client() });
        for happening in happenings {
            world.does(happening);
        }
        // Whatever state it is in: a disk, a network and some time bring every call to an end.
        world.disk.full = None;
        world.disk.holder = None;
        for _ in 0..200 {
            world.does(Happening::Stayed);
            world.does(Happening::DiskAnswers);
            world.does(Happening::Revoked);
            world.does(Happening::LockTaken(false));
            world.does(Happening::TokenAnswers(TokenSays::Grants { seconds: 7199 }));
            world.does(Happening::ApiAnswers(ApiSays::Good));
            world.does(Happening::Ticks { seconds: 1 });
        }
        prop_assert!(world.waiting.is_empty(), "{:?} {:?}", world.waiting, world.session.phase());
    }
}
