//! Windows that get in each other's way because their lock failed them, files that get lost, and files that are not ours.

use std::time::Duration;

use tower_tui::base::secret::Secret;
use tower_tui::base::text::SafeText;
use tower_tui::base::time::{Now, Wall};
use tower_tui::session::{
    Delay, Fact, InFile, Live, Mark, Pending, Phase, Process, Removed, Renewal, SaveFault, Saved, Seen,
    Session, SignOut, StoreFault, Stored, TokenRequest, Warning,
};
use tower_tui::tower::wire::{Answer, TransportError};

use crate::bench::{Bench, START, answer, client_of_token_server, grant};
use crate::disk::Disk;

fn no() -> Answer {
    answer(400, r#"{"error":"invalid_grant"}"#)
}

/// A session beside whose token somebody else's note stands; it has asked itself, and waits for the answer.
fn beside(host: Option<u64>, gone: bool) -> Bench {
    let mut bench = Bench::signed_in();
    let mut noted = bench.disk.written[0].clone();
    noted.pending = Some(Pending { since: Wall(START), pid: 4711, host, gone });
    bench.disk.file = Ok(Some(Box::new(noted)));
    bench.tokens_wait = true;
    bench.fact(Fact::RenewalWished);
    bench
}

/// The pair of another window's renewal.
fn renewed(bench: &Bench) -> Stored {
    let mut stored = bench.disk.written[0].clone();
    stored.generation = 2;
    stored.access = Secret::new("of-the-other");
    stored
}

fn reason(bench: &Bench) -> &SignOut {
    match bench.session.phase() {
        Phase::SignedOut { reason, .. } => reason,
        phase => panic!("{phase:?}"),
    }
}

fn renewal(bench: &Bench) -> &Renewal {
    match bench.session.phase() {
        Phase::Live(live) => &live.renewal,
        phase => panic!("{phase:?}"),
    }
}

#[test]
fn t4_08_a_no_beside_anothers_note_waits_for_the_others_pair() {
    for host in [Some(2), None] {
        let mut bench = beside(host, false);
        bench.token(Ok(no()));
        bench.live_through(Duration::from_secs(20));
        assert!(matches!(renewal(&bench), Renewal::Doubting { .. }), "{:?}", bench.session.phase());
        assert!(bench.session.may_leave(), "nothing of this window is lost by leaving");
        bench.disk.file = Ok(Some(Box::new(renewed(&bench))));
        bench.live_through(Duration::from_secs(1));
        assert_eq!((bench.generation(), renewal(&bench)), (2, &Renewal::Idle));
    }
}

#[test]
fn t4_08_a_no_is_believed_where_nothing_comes_within_a_token_call() {
    let mut bench = beside(Some(2), false);
    bench.token(Ok(no()));
    bench.live_through(Duration::from_millis(20_999));
    assert!(bench.session.is_live());
    bench.live_through(Duration::from_millis(1));
    assert_eq!(*reason(&bench), SignOut::CutOff { at: Wall(START) });
}

#[test]
fn a_no_is_doubted_on_though_the_file_with_the_others_note_is_away_for_a_moment() {
    let mut bench = Bench::signed_in();
    bench.tokens_wait = true;
    bench.fact(Fact::RenewalWished);
    let mut noted = bench.disk.written[0].clone();
    noted.pending = Some(Pending { since: Wall(START), pid: 4711, host: Some(2), gone: false });
    bench.disk.file = Ok(Some(Box::new(noted)));
    bench.token(Ok(no()));
    bench.disk.file = Ok(None);
    bench.live_through(Duration::from_secs(5));
    bench.disk.file = Ok(Some(Box::new(renewed(&bench))));
    bench.live_through(Duration::from_secs(1));
    assert_eq!((bench.generation(), renewal(&bench)), (2, &Renewal::Idle));
}

#[test]
fn a_no_beside_the_note_of_who_has_ended_or_of_oneself_is_believed_at_once() {
    let mut bench = beside(Some(1), true);
    bench.token(Ok(no()));
    assert_eq!(*reason(&bench), SignOut::CutOff { at: Wall(START) });

    let mut bench = Bench::signed_in();
    bench.tokens_wait = true;
    bench.fact(Fact::RenewalWished);
    bench.token(Ok(no()));
    assert!(!bench.session.is_live(), "{:?}", bench.session.phase());
}

#[test]
fn t4_08_a_pair_that_comes_after_another_window_gave_the_old_one_up_is_stored() {
    let mut bench = Bench::signed_in();
    bench.tokens_wait = true;
    bench.fact(Fact::RenewalWished);
    let login_id = bench.disk.written[0].login_id.clone();
    (bench.disk.file, bench.disk.mark) = (Ok(None), Some(Mark { login_id, generation: Some(1) }));
    bench.token(Ok(grant(2, 7199)));
    assert_eq!(
        bench.disk.file.as_ref().ok().and_then(Option::as_ref).map(|stored| stored.generation),
        Some(2)
    );
    assert!(bench.session.is_live());
}

#[test]
fn a_pair_that_comes_after_a_person_signed_out_elsewhere_is_given_back() {
    let mut bench = Bench::signed_in();
    bench.tokens_wait = true;
    bench.fact(Fact::RenewalWished);
    let login_id = bench.disk.written[0].login_id.clone();
    (bench.disk.file, bench.disk.mark) = (Ok(None), Some(Mark { login_id, generation: None }));
    bench.token(Ok(grant(2, 7199)));
    assert_eq!((reason(&bench), &bench.disk.file), (&SignOut::Elsewhere, &Ok(None)));
    assert_eq!(bench.revoked, ["refresh-2", "access-2"]);
    assert!(!bench.session.may_leave(), "not before Tower has heard");
}

#[test]
fn t9_08_behind_a_token_server_what_comes_after_a_sign_out_is_given_back_through_it() {
    let now = Now { mono: Duration::from_secs(1), wall: Wall(START) };
    let mut bench = Bench::of(client_of_token_server(), Disk::default(), now);
    bench.sign_in();
    bench.tokens_wait = true;
    bench.fact(Fact::RenewalWished);
    bench.fact(Fact::SignOutWished);
    bench.token(Ok(grant(2, 7199)));
    assert_eq!(bench.revoked, ["refresh-1", "access-1", "access-2", "refresh-2"]);
    for request in &bench.revoking {
        assert_eq!(request.url, "https://tokens.example/for/us/oauth/revoke");
        assert_eq!(request.token_key, Some(Secret::new("made-up-key")));
        let names: Vec<_> = request.form.iter().map(|(name, _)| *name).collect();
        assert_eq!((names, request.secret_command.as_ref()), (vec!["client_id", "token"], None));
    }
}

#[test]
fn where_tokens_come_from_an_address_of_another_form_nobody_is_asked_to_take_them_back() {
    let mut client = client_of_token_server();
    client.addresses.token_url = "https://tokens.example/get".into();
    let mut bench =
        Bench::of(client, Disk::default(), Now { mono: Duration::from_secs(1), wall: Wall(START) });
    bench.sign_in();
    bench.fact(Fact::SignOutWished);
    assert!(bench.revoking.is_empty() && bench.session.may_leave());
}

#[test]
fn t4_09_without_locks_a_window_waits_reads_again_and_then_goes() {
    for (another, asked) in [(true, 0), (false, 1)] {
        let mut bench = Bench::signed_in();
        bench.reopen_with(0.5);
        bench.disk.no_locks = Some("no locks");
        bench.fact(Fact::RenewalWished);
        bench.live_through(Duration::from_millis(999));
        assert_eq!(bench.asked, 1, "the sign-in, and no renewal yet");
        if another {
            bench.disk.file = Ok(Some(Box::new(renewed(&bench))));
        }
        bench.live_through(Duration::from_millis(1));
        assert_eq!((bench.asked - 1, bench.generation()), (asked, 2));
        let told = Warning::NoLocks { why: "no locks".into() };
        assert!(bench.session.view(bench.now).warnings.contains(&told));
    }
}

#[test]
fn t4_09_without_locks_a_no_is_doubted_though_nobody_left_a_note() {
    let mut bench = Bench::signed_in();
    bench.disk.no_locks = Some("no locks");
    bench.server = Box::new(|_, _| Ok(no()));
    bench.fact(Fact::RenewalWished);
    bench.live_through(Duration::from_secs(1));
    bench.disk.file = Ok(Some(Box::new(renewed(&bench))));
    bench.live_through(Duration::from_secs(1));
    assert_eq!(bench.generation(), 2);
}

#[test]
fn where_two_windows_got_a_pair_each_the_one_in_the_file_counts() {
    let mut bench = Bench::signed_in();
    bench.tokens_wait = true;
    bench.fact(Fact::RenewalWished);
    bench.disk.file = Ok(Some(Box::new(renewed(&bench))));
    bench.token(Ok(grant(2, 7199)));
    bench.call();
    assert_eq!(bench.bearers, ["of-the-other"]);
    assert!(bench.revoked.is_empty(), "they may share a refresh token");
}

#[test]
fn a_lost_file_is_written_again_and_not_at_once() {
    let mut bench = Bench::signed_in();
    let before = bench.disk.file.clone();
    let lose = |bench: &mut Bench| {
        bench.disk.file = Ok(None);
        let seen = bench.disk.look();
        bench.fact(Fact::FileSeen(seen));
        assert!(bench.session.is_live(), "nobody has signed out: {:?}", bench.session.phase());
    };
    lose(&mut bench);
    bench.live_through(Duration::from_millis(4999));
    assert_eq!(bench.disk.file, Ok(None), "a backup may be on its way into its place");
    bench.live_through(Duration::from_millis(1));
    assert_eq!(bench.disk.file, before);

    lose(&mut bench);
    assert!(!bench.session.may_leave());
    bench.fact(Fact::Leaving);
    assert!(bench.session.may_leave());
    assert_eq!(bench.disk.file, before);
}

#[test]
fn a_file_that_was_gone_for_a_moment_is_none_the_worse() {
    let mut bench = Bench::signed_in();
    let before = bench.disk.file.clone();
    bench.disk.file = Ok(None);
    bench.fact(Fact::FileSeen(Seen { read: Ok(InFile::Nothing), warning: None }));
    bench.disk.file = before;
    let seen = bench.disk.look();
    bench.fact(Fact::FileSeen(seen));
    bench.live_through(Duration::from_secs(10));
    assert_eq!(bench.disk.written.len(), 1, "it was not written again");
    bench.fact(Fact::RenewalWished);
    assert_eq!(bench.generation(), 2);
}

#[test]
fn a_login_made_by_a_clock_that_is_behind_is_taken_and_never_removed() {
    let mut bench = Bench::signed_in();
    let mut other = bench.disk.written[0].clone();
    (other.login_id, other.obtained_at) = ("another".into(), Wall(START - 3_600_000));
    other.email = Some(SafeText::line(" LIN@example.com", SafeText::NAME));
    bench.tokens_wait = true;
    bench.fact(Fact::RenewalWished);
    bench.disk.file = Ok(Some(Box::new(other.clone())));
    bench.token(Ok(no()));
    assert_eq!(bench.disk.file, Ok(Some(Box::new(other))), "nor removed");
    assert!(matches!(bench.session.phase(), Phase::Live(live) if live.login_id == "another"));
}

#[test]
fn a_login_that_could_not_be_stored_gives_way_to_one_made_after_it_and_to_no_older_one() {
    let unsaved = || {
        let mut bench = Bench::signed_out();
        bench.disk.full = Some("no space left");
        bench.sign_in();
        assert!(bench.session.unsaved().is_some());
        bench.disk.full = None;
        bench
    };
    for (later, kept) in [(-1, "own"), (0, "another"), (1, "another")] {
        let mut bench = unsaved();
        let own = match bench.session.phase() {
            Phase::Live(live) => live.login_id.clone(),
            phase => panic!("{phase:?}"),
        };
        let mut other = Bench::signed_in().disk.written[0].clone();
        (other.login_id, other.obtained_at) = ("another".into(), Wall(bench.now.wall.0 + later));
        bench.disk.file = Ok(Some(Box::new(other)));
        bench.live_through(Duration::from_secs(5));
        let found = bench.disk.file.clone().ok().flatten().expect("a session").login_id;
        assert_eq!(found, if kept == "own" { own } else { kept.to_owned() });
        assert_eq!(bench.revoked.is_empty(), kept == "own", "what no file holds is given back");
    }
}

#[test]
fn a_renewal_that_could_not_be_stored_gives_way_to_any_login_made_meanwhile() {
    let mut bench = Bench::signed_in();
    bench.tokens_wait = true;
    bench.fact(Fact::RenewalWished);
    bench.disk.full = Some("no space left");
    bench.token(Ok(grant(2, 7199)));
    assert!(bench.session.unsaved().is_some());
    bench.disk.full = None;
    let mut other = bench.disk.written[0].clone();
    (other.login_id, other.obtained_at) = ("another".into(), Wall(START - 3_600_000));
    bench.disk.file = Ok(Some(Box::new(other.clone())));
    bench.live_through(Duration::from_secs(5));
    assert_eq!(bench.disk.file, Ok(Some(Box::new(other))));
    assert!(matches!(bench.session.phase(), Phase::Live(live) if live.login_id == "another"));
}

#[test]
fn a_note_that_finds_another_file_than_was_read_is_written_again_before_anything_is_asked() {
    let mut bench = Bench::signed_in();
    let mut older = bench.disk.written[0].clone();
    older.generation = 0;
    for found in [InFile::Nothing, InFile::Session(Box::new(older))] {
        bench.tokens_wait = true;
        bench.disk.hangs = true;
        bench.fact(Fact::RenewalWished);
        assert!(matches!(renewal(&bench), Renewal::Noting(_)), "{:?}", bench.session.phase());
        bench.disk.hangs = false;
        bench.disk.file = Ok(found.clone().session());
        let Phase::Live(live) = bench.session.phase() else { panic!("{:?}", bench.session.phase()) };
        bench.fact(Fact::Saved { version: live.version(), saved: Saved::Superseded(found) });
        assert_eq!(bench.waiting.len(), 1, "{:?}", bench.session.phase());
        assert!(bench.disk.written.last().is_some_and(|noted| noted.pending.is_some()));
        let next = bench.generation() + 1;
        bench.token(Ok(grant(next, 7199)));
        assert_eq!((bench.generation(), renewal(&bench)), (next, &Renewal::Idle));
    }
}

#[test]
fn who_leaves_while_a_renewal_waits_for_the_network_is_not_woken_for_it() {
    let mut bench = Bench::signed_in();
    bench.server = Box::new(|_, _| Err(TransportError::NotSent("no network".into())));
    bench.fact(Fact::RenewalWished);
    assert!(matches!(renewal(&bench), Renewal::Waiting { .. }));
    bench.fact(Fact::Leaving);
    assert_eq!((bench.session.due_in(bench.now), bench.session.may_leave()), (None, true));
}

#[test]
fn a_file_that_could_not_be_removed_is_told_and_its_tokens_die_all_the_same() {
    let mut bench = Bench::signed_in();
    bench.disk.stuck = Some("read-only file system");
    bench.fact(Fact::SignOutWished);
    let fault = SaveFault::System { why: "read-only file system".into() };
    assert_eq!(bench.session.not_removed(), Some(&fault));
    assert_eq!(bench.session.view(bench.now).warnings, [Warning::NotRemoved(fault)]);
    assert_eq!(bench.revoked, ["refresh-1", "access-1"]);
}

#[test]
fn a_sign_out_gives_back_what_another_window_had_renewed_as_well() {
    let mut bench = Bench::signed_in();
    let mut other = renewed(&bench);
    other.refresh = Some(Secret::new("refresh-of-the-other"));
    bench.disk.file = Ok(Some(Box::new(other)));
    bench.fact(Fact::SignOutWished);
    assert_eq!(bench.disk.file, Ok(None));
    assert_eq!(bench.revoked, ["refresh-of-the-other", "of-the-other", "refresh-1", "access-1"]);
}

#[test]
fn nothing_is_renewed_that_a_file_of_a_newer_version_or_anothers_would_not_take() {
    let path = || "session.json".to_owned();
    for fault in [StoreFault::Newer { path: path(), format: 2 }, StoreFault::NotOurs { path: path() }] {
        let mut bench = Bench::signed_in();
        bench.disk.file = Err(fault.clone());
        bench.fact(Fact::RenewalWished);
        bench.call();
        let why = Delay::NotStorable(SaveFault::InTheWay(fault.clone()));
        assert!(matches!(renewal(&bench), Renewal::Waiting { why: told, .. } if *told == why));
        assert_eq!((bench.asked, bench.bearers.len()), (1, 1), "the token is used while it lives");
        bench.live_through(Duration::from_secs(7199));
        assert_eq!((reason(&bench), bench.asked), (&SignOut::StoreUnusable(fault), 1));
    }
}

#[test]
fn a_command_does_not_renew_what_it_could_not_keep() {
    let mut bench = Bench::signed_in();
    let process = Process { pid: 8, host: 1, lasts: false, seed: 0, jitter: 0.0 };
    bench.session = Session::new(bench.session.client().clone(), process);
    bench.now.wall = Wall(START + 8_000_000);
    bench.disk.full = Some("no space left");
    let seen = bench.disk.look();
    bench.fact(Fact::FileSeen(seen));
    bench.call();
    assert_eq!(bench.asked, 1);
    let Phase::Live(Live { renewal: Renewal::Waiting { why: Delay::NotStorable(_), .. }, .. }) =
        bench.session.phase()
    else {
        panic!("{:?}", bench.session.phase());
    };
    assert!(bench.session.may_leave(), "the stored pair is good");
}

#[test]
fn a_renewal_repeats_the_callback_that_its_code_was_asked_with() {
    let mut bench = Bench::signed_in();
    let mut stored = bench.disk.written[0].clone();
    stored.redirect_uri = "https://example.com/callback".into();
    stored.generation = 2;
    bench.disk.file = Ok(Some(Box::new(stored)));
    let seen = bench.disk.look();
    bench.fact(Fact::FileSeen(seen));
    bench.tokens_wait = true;
    bench.fact(Fact::RenewalWished);
    let sent = bench.waiting[0].form.iter().find(|(name, _)| *name == "redirect_uri");
    assert_eq!(sent.map(|(_, value)| value.expose()), Some("https://example.com/callback"));
    bench.token(Ok(grant(3, 7199)));
    let stored = bench.disk.written.last().expect("a session");
    assert_eq!(stored.redirect_uri, "https://example.com/callback");
}

#[test]
fn nothing_new_is_begun_by_who_leaves_and_it_goes_on_with_who_stays() {
    let mut bench = Bench::signed_in();
    bench.disk.holder = Some(99);
    bench.fact(Fact::RenewalWished);
    bench.fact(Fact::Leaving);
    assert_eq!(bench.disk.released(), None, "the lock is not waited for any more");
    bench.live_through(Duration::from_secs(7199));
    assert_eq!((bench.asked, bench.session.due_in(bench.now)), (1, None));
    bench.fact(Fact::Stayed);
    assert_eq!((bench.asked, bench.generation()), (2, 2));
}

#[test]
fn what_was_asked_for_keeps_who_leaves_until_it_is_reported() {
    let mut bench = Bench::signed_in();
    bench.disk.hangs = true;
    bench.fact(Fact::SignOutWished);
    assert!(!bench.session.may_leave(), "the file may still be there");
    bench.fact(Fact::Removed(Removed { held: None, fault: None }));
    for TokenRequest { request, .. } in std::mem::take(&mut bench.revoking) {
        assert!(!bench.session.may_leave());
        bench.fact(Fact::Revoked { request });
    }
    assert!(bench.session.may_leave());
}
