//! A renewal on its way: what the file holds meanwhile, and what does not disturb it.

use std::time::Duration;

use tower_tui::base::text::SafeText;
use tower_tui::base::time::{Now, Wall};
use tower_tui::session::{
    Countdown, Delay, Fact, Live, Mark, Phase, Renewal, SaveFault, Saved, Seen, SignOut, Warning,
};
use tower_tui::tower::call::Reply;
use tower_tui::tower::captcha::read_captcha;
use tower_tui::tower::failure::Failure;
use tower_tui::tower::wire::{Answer, TransportError};

use crate::bench::{Bench, START, answer, code, grant};
use crate::disk::Disk;

/// A session whose renewal is on the wire.
fn asked() -> Bench {
    let mut bench = Bench::signed_in();
    bench.tokens_wait = true;
    bench.fact(Fact::RenewalWished);
    assert_eq!(bench.waiting.len(), 1);
    bench
}

/// A session whose second token could not be stored.
fn unsaved() -> Bench {
    let mut bench = asked();
    bench.disk.full = Some("no space left");
    bench.token(Ok(grant(2, 7199)));
    bench.tokens_wait = false;
    let unsaved = Warning::Unsaved(SaveFault::System { why: "no space left".into() });
    assert_eq!(bench.session.view(bench.now).warnings, [unsaved]);
    bench
}

/// The generation that the file holds, and whether it says that a renewal is on the wire.
fn file(bench: &Bench) -> (u64, bool) {
    let stored = bench.disk.file.as_ref().expect("a file").as_ref().expect("a session");
    (stored.generation, stored.pending.is_some())
}

#[test]
fn the_file_says_so_while_a_renewal_is_on_the_wire_and_no_longer() {
    let mut bench = asked();
    assert_eq!(file(&bench), (1, true));
    bench.token(Ok(grant(2, 7199)));
    assert_eq!(file(&bench), (2, false));

    let mut bench = asked();
    bench.token(Err(TransportError::NotSent("no network".into())));
    assert_eq!(file(&bench), (1, false), "nothing was sent");

    let mut bench = asked();
    for _ in 0..2 {
        bench.token(Err(TransportError::Unanswered("reset".into())));
        assert_eq!(file(&bench), (1, true), "the refresh token may be spent");
        bench.live_through(Duration::from_millis(250));
    }
    assert!(!bench.disk.locked, "another window may try");
}

#[test]
fn a_token_that_is_not_in_the_file_gets_there_with_the_note_of_its_renewal() {
    let mut bench = unsaved();
    bench.disk.full = None;
    bench.tokens_wait = true;
    bench.fact(Fact::RenewalWished);
    assert_eq!((bench.waiting.len(), file(&bench)), (1, (2, true)));
    assert_eq!(bench.session.unsaved(), None);
    bench.token(Ok(grant(3, 7199)));
    assert_eq!(file(&bench), (3, false));
}

#[test]
fn a_change_of_the_file_counts_for_nothing_while_this_window_has_the_lock() {
    let mut kept = [asked(), unsaved()];
    for bench in &mut kept {
        let login_id = bench.disk.written[0].login_id.clone();
        (bench.disk.file, bench.disk.mark) = (Ok(None), Some(Mark { login_id, generation: None }));
        let seen = bench.disk.look();
        bench.fact(Fact::FileSeen(seen));
        assert!(matches!(bench.session.phase(), Phase::Live(_)), "{:?}", bench.session.phase());
    }
    let [_, mut unsaved] = kept;
    unsaved.live_through(Duration::from_secs(5));
    assert!(!unsaved.session.is_live(), "it is found out when the pair is written");
    assert_eq!(unsaved.revoked, ["refresh-2", "access-2"], "and the pair lives on nowhere");
}

#[test]
fn a_warning_about_the_files_surroundings_outlives_its_writing() {
    let mut bench = Bench::signed_in();
    let warning = Warning::DirOpen { path: "~".into() };
    let seen = Seen { warning: Some(warning.clone()), ..bench.disk.look() };
    bench.fact(Fact::FileSeen(seen));
    bench.live_through(Duration::from_secs(7000));
    assert_eq!((bench.generation(), bench.session.view(bench.now).warnings), (2, vec![warning]));
}

#[test]
fn every_two_step_code_that_a_renewal_does_not_take_is_counted() {
    let mut bench = Bench::signed_in();
    bench.server = Box::new(|_, _| Ok(answer(200, r#"{"error":"otp_required"}"#)));
    assert!(!bench.session.wants_two_step());
    bench.fact(Fact::RenewalWished);
    assert!(bench.session.wants_two_step());
    for times in 0..3 {
        let Phase::Live(Live { renewal: Renewal::TwoStep { refused }, .. }) = bench.session.phase() else {
            panic!("{:?}", bench.session.phase());
        };
        assert_eq!(*refused, times);
        bench.fact(Fact::CaptchaGiven(read_captcha("482913").expect("digits")));
    }
}

#[test]
fn a_lock_that_is_not_wanted_any_more_is_given_back_but_for_one_that_keeps_a_token() {
    let locked = |mut bench: Bench| {
        bench.disk.locked = true;
        let read = bench.disk.read();
        bench.fact(Fact::Locked { unsupported: None, read });
        bench.disk.locked
    };
    assert!(!locked(Bench::signed_in()));
    assert!(locked(asked()));
    assert!(locked(unsaved()), "another window would spend a dead token");
}

#[test]
fn a_newer_token_that_is_due_itself_is_renewed_by_the_account_and_the_window_that_were_here() {
    let mut bench = Bench::signed_in();
    bench.fact(Fact::RenewalWished);
    let mut older = bench.disk.written.last().expect("a session").clone();
    older.generation = 3;
    older.obtained_at = Wall(START - 7_200_000);
    older.email = None;
    bench.disk.file = Ok(Some(Box::new(older)));
    bench.server = Box::new(|_, _| Err(TransportError::NotSent("no network".into())));
    bench.fact(Fact::RenewalWished);
    assert_eq!(bench.generation(), 3);
    assert_eq!(bench.session.email(), Some(SafeText::line("lin@example.com", SafeText::NAME)));

    bench.disk.holder = Some(99);
    bench.fact(Fact::RetryWished);
    let countdown = bench.session.view(bench.now).countdown;
    assert!(matches!(countdown, Countdown::Renewed(_)), "a moment ago, by this window: {countdown:?}");
}

#[test]
fn an_answer_that_settles_nothing_is_asked_about_once_more_and_then_later() {
    let lost_race = || answer(401, r#"{"error":"invalid_request"}"#);
    let header =
        || Answer { www_authenticate: Some(r#"Bearer error="invalid_token""#.to_owned()), ..answer(401, "") };
    for said in [lost_race(), header()] {
        let mut bench = Bench::signed_in();
        bench.server = Box::new(move |_, _| Ok(said.clone()));
        bench.fact(Fact::RenewalWished);
        let Phase::Live(Live { renewal: Renewal::Waiting { why, failures, .. }, .. }) = bench.session.phase()
        else {
            panic!("{:?}", bench.session.phase());
        };
        assert_eq!((why, *failures, bench.asked), (&Delay::Undecided, 1, 1 + 2));
    }
}

#[test]
fn a_no_to_a_young_token_is_told_from_the_end_of_an_old_one() {
    for (age, reason) in [(0, SignOut::Replaced), (7199 - 300, SignOut::EndedByServer)] {
        let mut bench = Bench::signed_in();
        bench.server = Box::new(|_, _| Ok(answer(401, r#"{"error":"invalid_grant"}"#)));
        bench.live_through(Duration::from_secs(age));
        bench.fact(Fact::RenewalWished);
        let Phase::SignedOut { reason: told, .. } = bench.session.phase() else {
            panic!("{:?}", bench.session.phase());
        };
        assert_eq!(*told, reason);
    }
}

#[test]
fn thirty_seconds_are_a_life() {
    for (seconds, warns) in [(29, true), (30, false)] {
        let mut bench = Bench::signed_in();
        bench.server = Box::new(move |_, nth| Ok(grant(nth, seconds)));
        for _ in 0..3 {
            bench.fact(Fact::RenewalWished);
        }
        let warnings = bench.session.view(bench.now).warnings;
        assert_eq!(warnings.contains(&Warning::ShortLives), warns, "{seconds}: {warnings:?}");
    }
}

#[test]
fn a_login_that_another_window_has_made_meanwhile_is_not_written_over() {
    let mut bench = asked();
    let mut other = bench.disk.written[0].clone();
    other.login_id = "another".into();
    other.obtained_at = Wall(START + 1);
    bench.disk.file = Ok(Some(Box::new(other.clone())));
    bench.live_through(Duration::from_secs(1));
    bench.token(Ok(grant(2, 7199)));

    assert_eq!(bench.disk.file, Ok(Some(Box::new(other))));
    let Phase::Live(live) = bench.session.phase() else { panic!("{:?}", bench.session.phase()) };
    assert_eq!((live.login_id.as_str(), &live.renewal), ("another", &Renewal::Idle));
    assert!(!bench.disk.locked);
}

#[test]
fn a_backup_put_back_meanwhile_is_written_over() {
    let mut bench = Bench::signed_in();
    bench.fact(Fact::RenewalWished);
    bench.tokens_wait = true;
    bench.fact(Fact::RenewalWished);
    let backup = bench.disk.written[0].clone();
    bench.disk.file = Ok(Some(Box::new(backup)));
    bench.token(Ok(grant(3, 7199)));
    assert_eq!((bench.generation(), file(&bench)), (3, (3, false)));
    assert!(!bench.disk.locked);
}

#[test]
fn a_good_reply_ends_the_wait_for_the_network_and_no_other() {
    for (lost, goes) in [(true, 1), (false, 0)] {
        let mut bench = Bench::signed_in();
        bench.server = Box::new(move |_, _| {
            if lost { Err(TransportError::NotSent("no network".into())) } else { Ok(answer(503, "")) }
        });
        bench.fact(Fact::RenewalWished);
        let asked = bench.asked;
        bench.call();
        assert_eq!((bench.bearers.len(), bench.asked), (1, asked + goes));
    }
}

#[test]
fn leaving_loses_nothing_but_while_a_token_is_on_its_way() {
    let may_leave = |bench: &Bench| bench.session.may_leave();
    assert!(may_leave(&Bench::signed_in()));
    let mut bench = asked();
    assert!(!may_leave(&bench));
    bench.disk.hangs = true;
    bench.token(Ok(grant(2, 7199)));
    assert!(!may_leave(&bench), "it is on its way to the disk");

    let mut bench = asked();
    bench.token(Err(TransportError::Unanswered("reset".into())));
    assert!(bench.waiting.is_empty() && !may_leave(&bench), "the same is asked once more");
    bench.live_through(Duration::from_millis(250));
    bench.token(Ok(grant(2, 7199)));
    assert!(may_leave(&bench));

    let mut bench = asked();
    bench.disk.hangs = true;
    bench.token(Err(TransportError::NotSent("no network".into())));
    assert!(!may_leave(&bench), "the file still says that a renewal is on the wire");
    let Phase::Live(live) = bench.session.phase() else { panic!("{:?}", bench.session.phase()) };
    bench.fact(Fact::Saved { version: live.version(), saved: Saved::Kept });
    assert!(may_leave(&bench));
}

#[test]
fn the_answer_to_another_question_is_not_taken_and_its_token_dies() {
    let mut bench = asked();
    let request = bench.ids.take();
    bench.fact(Fact::TokenAnswered { request, result: Ok(grant(7, 7199)) });
    assert_eq!((bench.generation(), bench.waiting.len()), (1, 1));
    assert!(bench.said.last().is_some_and(|said| said.contains("Revoke")), "{:?}", bench.said.last());
    bench.token(Ok(grant(2, 7199)));
    assert_eq!(bench.generation(), 2);
}

#[test]
fn a_pause_that_tower_words_as_a_moment_is_counted_from_now() {
    let mut bench = asked();
    let at = "Mon, 21 Sep 2026 14:13:27 GMT"; // seven seconds after the bench's beginning
    bench.token(Ok(Answer { retry_after: Some(at.to_owned()), ..answer(429, "") }));
    assert_eq!(bench.session.due_in(bench.now), Some(Duration::from_secs(7)));
}

#[test]
fn a_login_that_never_got_to_the_disk_is_renewed_all_the_same() {
    let mut disk = Disk::default();
    disk.full = Some("no space left");
    let mut bench = Bench::before(disk, Now { mono: Duration::from_secs(1), wall: Wall(START) });
    bench.fact(Fact::CodeGiven(code(bench.session.client())));
    bench.live_through(Duration::from_secs(7198));
    assert_eq!(bench.generation(), 1, "not while it lives");
    bench.live_through(Duration::from_secs(2));
    assert_eq!((bench.generation(), bench.disk.file), (2, Ok(None)));
}

#[test]
fn a_token_that_tower_refuses_is_renewed_though_nothing_can_be_stored() {
    let mut bench = Bench::signed_in();
    bench.live_through(Duration::from_secs(20));
    bench.disk.full = Some("no space left");
    bench.api = Box::new(|access| {
        if access == "access-1" { Err(Failure::Unauthorized) } else { Ok(Reply::Teams(Vec::new().into())) }
    });
    bench.call();
    assert_eq!(
        (bench.generation(), bench.bearers.as_slice()),
        (2, ["access-1", "access-2"].map(Into::into).as_slice())
    );
}

#[test]
fn a_warning_about_an_older_file_goes_once_it_is_written_over() {
    let mut bench = Bench::signed_in();
    let older = bench.disk.written[0].clone();
    bench.fact(Fact::RenewalWished);
    bench.disk.file = Ok(Some(Box::new(older)));
    let seen = bench.disk.look();
    bench.fact(Fact::FileSeen(seen));
    assert_eq!(bench.session.view(bench.now).warnings, [Warning::FileOlder]);
    bench.fact(Fact::RenewalWished);
    assert_eq!((file(&bench), bench.session.view(bench.now).warnings), ((3, false), Vec::new()));
}

#[test]
fn a_pair_that_waits_in_another_place_lets_its_window_leave_and_one_in_memory_does_not() {
    let fault = || SaveFault::System { why: "no space left".into() };
    for (saved, may_leave) in [(Saved::Elsewhere(fault()), true), (Saved::Failed(fault()), false)] {
        let mut bench = asked();
        bench.disk.hangs = true;
        bench.token(Ok(grant(2, 7199)));
        let Phase::Live(live) = bench.session.phase() else { panic!("{:?}", bench.session.phase()) };
        bench.fact(Fact::Saved { version: live.version(), saved });
        assert_eq!(bench.session.unsaved(), Some(&fault()));
        assert_eq!(bench.session.may_leave(), may_leave);
    }
}
