//! The invariants of a session, whatever happens in whatever order.

use std::collections::HashSet;
use std::time::Duration;

use proptest::prelude::*;
use tower_tui::base::request::{Ids, RequestId};
use tower_tui::base::time::{Now, Wall};
use tower_tui::session::{
    Effect, Fact, FileWork, InFile, Outcome, Phase, Process, Renewal, Saved, Seen, Session, SignOut,
    StoreFault, Stored,
};
use tower_tui::tower::call::{Call, Reply};
use tower_tui::tower::captcha::read_captcha;
use tower_tui::tower::failure::Failure;
use tower_tui::tower::wire::{Answer, Lost};

use crate::bench::{START, answer, client, code, grant};
use crate::disk::Disk;

/// Something that may happen.
#[derive(Clone, Copy, Debug)]
enum Happening {
    Ticks { seconds: u32 },
    Jumps { seconds: i32 },
    CodeGiven,
    CaptchaGiven,
    Abandoned,
    OfferTaken,
    SignOutWished,
    RenewalWished,
    RetryWished,
    Leaving,
    Called,
    ApiAnswers(ApiSays),
    TokenAnswers(TokenSays),
    DiskAnswers,
    DiskFills(bool),
    LockTaken(bool),
    AnotherRenews,
    AnotherSignsIn { same: bool },
    AnotherSignsOut,
    FileBreaks,
    FileLookedAt,
}

#[derive(Clone, Copy, Debug)]
enum ApiSays {
    Good,
    Refuses,
    Forbids,
    Nothing,
}

#[derive(Clone, Copy, Debug)]
enum TokenSays {
    Grants { seconds: u32 },
    GrantsAnother,
    InvalidGrant,
    InvalidRequest,
    InvalidClient,
    TwoStep,
    Busy,
    Nothing,
    NotSent,
}

fn happening() -> impl Strategy<Value = Happening> {
    use Happening::{
        Abandoned, AnotherRenews, AnotherSignsIn, AnotherSignsOut, ApiAnswers, Called, CaptchaGiven,
        CodeGiven, DiskAnswers, DiskFills, FileBreaks, FileLookedAt, Jumps, Leaving, LockTaken, OfferTaken,
        RenewalWished, RetryWished, SignOutWished, Ticks, TokenAnswers,
    };
    let api = prop_oneof![
        4 => Just(ApiSays::Good), 3 => Just(ApiSays::Refuses), 1 => Just(ApiSays::Forbids), 1 => Just(ApiSays::Nothing)
    ];
    let token = prop_oneof![
        8 => (0..8000_u32).prop_map(|seconds| TokenSays::Grants { seconds }),
        1 => Just(TokenSays::GrantsAnother),
        1 => Just(TokenSays::InvalidGrant),
        1 => Just(TokenSays::InvalidRequest),
        1 => Just(TokenSays::InvalidClient),
        1 => Just(TokenSays::TwoStep),
        2 => Just(TokenSays::Busy),
        2 => Just(TokenSays::Nothing),
        2 => Just(TokenSays::NotSent),
    ];
    prop_oneof![
        6 => (0..4000_u32).prop_map(|seconds| Ticks { seconds }),
        1 => (-90_000..90_000_i32).prop_map(|seconds| Jumps { seconds }),
        3 => Just(CodeGiven),
        1 => Just(CaptchaGiven),
        1 => Just(Abandoned),
        1 => Just(OfferTaken),
        1 => Just(SignOutWished),
        2 => Just(RenewalWished),
        1 => Just(RetryWished),
        1 => Just(Leaving),
        4 => Just(Called),
        4 => api.prop_map(ApiAnswers),
        9 => token.prop_map(TokenAnswers),
        12 => Just(DiskAnswers),
        1 => any::<bool>().prop_map(DiskFills),
        1 => any::<bool>().prop_map(LockTaken),
        1 => Just(AnotherRenews),
        1 => any::<bool>().prop_map(|same| AnotherSignsIn { same }),
        1 => Just(AnotherSignsOut),
        1 => Just(FileBreaks),
        3 => Just(FileLookedAt),
    ]
}

/// The world around a session, which keeps count of what must never happen.
struct World {
    session: Session,
    ids: Ids,
    now: Now,
    disk: Disk,
    work: Vec<FileWork>,
    token_calls: Vec<RequestId>,
    api_calls: Vec<RequestId>,
    waiting: HashSet<RequestId>,
    /// Access tokens that the disk has, or was told that it would not get.
    usable: HashSet<String>,
    granted: u64,
    codes_sent: u32,
    /// Without the lock nobody refreshes.
    left: Option<(u64, Duration)>,
}

impl World {
    fn new() -> Self {
        let process = Process { pid: 7, host: 1, lasts: true, seed: 0, jitter: 0.5 };
        let mut world = Self {
            session: Session::new(client(), process),
            ids: Ids::default(),
            now: Now { mono: Duration::from_secs(1), wall: Wall(START) },
            disk: Disk::default(),
            work: Vec::new(),
            token_calls: Vec::new(),
            api_calls: Vec::new(),
            waiting: HashSet::new(),
            usable: HashSet::new(),
            granted: 0,
            codes_sent: 0,
            left: None,
        };
        let opened = world.session.open();
        world.take(opened);
        world
    }

    fn fact(&mut self, fact: Fact) {
        self.usable.extend(stored_in(&fact).map(|stored| stored.access.expose().to_owned()));
        let before = self.session.phase().clone();
        let only_time = fact == Fact::Ticked;
        let outcome = self.session.step(fact, self.now, &mut self.ids);
        if only_time {
            self.time_asks_nothing_of_the_person(&before);
        }
        self.take(outcome);
        self.what_is_left_only_shrinks();
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
                        let home = "https://tower.im/oauth/token";
                        assert_eq!(request.url, home, "I8: tokens go to the place stored with them");
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
                Effect::Revoke(_) => {}
                Effect::File { work: FileWork::DropLock, .. } => drop(self.disk.order(FileWork::DropLock)),
                Effect::File { work, .. } => self.work.push(work),
            }
        }
    }

    /// Requests for a token that the session still waits for.
    fn refreshes(&self) -> usize {
        let waited = match self.session.phase() {
            Phase::Live(live) => match &live.renewal {
                Renewal::Asked { request, .. } => Some(*request),
                _ => None,
            },
            _ => None,
        };
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
                stored.access = tower_tui::base::secret::Secret::new(format!("other-{granted}"));
            }),
            Happening::AnotherSignsIn { same } => {
                let wall = self.now.wall;
                self.another(move |stored, granted| {
                    stored.login_id = format!("other-{granted}");
                    stored.generation = 1;
                    stored.obtained_at = wall;
                    stored.pending = None;
                    stored.access = tower_tui::base::secret::Secret::new(format!("other-{granted}"));
                    if !same {
                        stored.email = Some(tower_tui::base::text::SafeText::line("wang@example.com", 99));
                    }
                });
            }
            Happening::AnotherSignsOut if !self.disk.locked => self.disk.file = Ok(None),
            Happening::LockTaken(true) | Happening::AnotherSignsOut => {}
            Happening::FileBreaks => {
                self.disk.file = Err(StoreFault::Damaged { path: "session.json".into() });
            }
            Happening::FileLookedAt => {
                let seen = self.disk.look();
                self.fact(Fact::FileSeen(seen));
            }
        }
    }

    /// Another window writes, as it may while the lock is not ours.
    fn another(&mut self, change: impl FnOnce(&mut Stored, u64)) {
        if self.disk.locked {
            return;
        }
        self.granted += 1;
        if let Ok(Some(stored)) = &mut self.disk.file {
            change(stored, self.granted);
        }
    }

    fn disk_answers(&mut self) {
        if self.work.is_empty() {
            return;
        }
        let work = self.work.remove(0);
        let saved_by_us = match &work {
            FileWork::Save { stored, .. } => Some(stored.access.expose().to_owned()),
            _ => None,
        };
        let removed = matches!(work, FileWork::Remove(_));
        let before = self.disk.file.clone();
        let Some(fact) = self.disk.order(work) else { return };
        if removed && self.disk.file != before {
            let ended = matches!(
                self.session.phase(),
                Phase::SignedOut { .. } | Phase::Exchanging { .. } | Phase::TwoStep { .. }
            );
            assert!(ended || self.session.is_live(), "I4");
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
            ApiSays::Good => Ok(Reply::Teams(Vec::new())),
            ApiSays::Refuses => Err(Failure::Unauthorized),
            ApiSays::Forbids => Err(Failure::Forbidden),
            ApiSays::Nothing => Err(Failure::Gone),
        };
        self.fact(Fact::Replied { request, result });
    }

    fn token_answers(&mut self, says: TokenSays) {
        if self.token_calls.is_empty() {
            return;
        }
        let request = self.token_calls.remove(0);
        self.granted += 1;
        let error = |word: &str| Ok(answer(400, &format!(r#"{{"error":"{word}"}}"#)));
        let result: Result<Answer, Lost> = match says {
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
            TokenSays::Nothing => Err(Lost::Unanswered("reset".into())),
            TokenSays::NotSent => Err(Lost::NotSent("no network".into())),
        };
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
    fn i1_to_i8_hold_whatever_happens(happenings in prop::collection::vec(happening(), 1..120)) {
        let mut world = World::new();
        for happening in happenings {
            world.does(happening);
        }
        // Whatever state it is in: a disk, a network and some time bring every call to an end.
        world.disk.full = None;
        world.disk.holder = None;
        for _ in 0..200 {
            world.does(Happening::DiskAnswers);
            world.does(Happening::LockTaken(false));
            world.does(Happening::TokenAnswers(TokenSays::Grants { seconds: 7199 }));
            world.does(Happening::ApiAnswers(ApiSays::Good));
            world.does(Happening::Ticks { seconds: 1 });
        }
        prop_assert!(world.waiting.is_empty(), "{:?} {:?}", world.waiting, world.session.phase());
    }
}
