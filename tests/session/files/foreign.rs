//! Files, marks and faults that are another's, or of another login, and what they mean to a session.

use std::time::Duration;

use tower_tui::session::{Fact, InFile, Mark, Phase, SignOut, Source, StoreFault, Stored};

use crate::bench::{Bench, answer};
use crate::disk::Disk;

fn reason(bench: &Bench) -> Option<&SignOut> {
    if let Phase::SignedOut { reason, .. } = bench.session.phase() { Some(reason) } else { None }
}

fn look(bench: &mut Bench) {
    let seen = bench.disk.look();
    bench.fact(Fact::FileSeen(seen));
}

#[test]
fn a_file_of_another_application_or_tower_is_no_session() {
    for change in [
        |stored: &mut Stored| stored.client_id.push('x'),
        |stored: &mut Stored| stored.token_url.push('x'),
        |stored: &mut Stored| stored.api_origin.push('x'),
    ] {
        let signed_in = Bench::signed_in();
        let mut stored = signed_in.disk.written[0].clone();
        change(&mut stored);
        let mut bench = Bench::before(Disk::holding(Ok(Some(Box::new(stored)))), signed_in.now);
        assert_eq!(reason(&bench), Some(&SignOut::Never));
        look(&mut bench);
        assert_eq!(bench.session.offer(), None);
    }
}

#[test]
fn the_mark_of_another_login_ends_one_that_was_stored_and_none_that_was_not() {
    let mark = Mark { login_id: "another".into(), generation: None };
    let mut bench = Bench::signed_in();
    (bench.disk.file, bench.disk.mark) = (Ok(None), Some(mark.clone()));
    look(&mut bench);
    assert_eq!(reason(&bench), Some(&SignOut::Elsewhere));

    let mut bench = Bench::signed_out();
    bench.disk.full = Some("no space left");
    bench.sign_in();
    (bench.disk.full, bench.disk.mark) = (None, Some(mark));
    bench.fact(Fact::RenewalWished);
    assert_eq!(
        (bench.session.is_live(), bench.disk.written.last().map(|stored| stored.generation)),
        (true, Some(2))
    );
}

#[test]
fn a_window_that_sees_its_own_writing_knows_it() {
    let mut bench = Bench::signed_in();
    look(&mut bench);
    let source = bench.session.details(bench.now).map(|details| details.source);
    assert_eq!(source, Some(Source::Here));
}

#[test]
fn a_file_that_cannot_be_read_ends_no_session_that_can_be_renewed() {
    let mut bench = Bench::signed_in();
    bench.disk.file = Err(StoreFault::Unreadable { path: "session.json".into(), why: "a directory".into() });
    bench.fact(Fact::RenewalWished);
    assert_eq!(bench.asked, 1, "not while the token lives");
    bench.live_through(Duration::from_secs(7200));
    assert_eq!(bench.generation(), 2);
}

#[test]
fn what_was_given_up_is_not_offered_where_its_file_stays() {
    let mut bench = Bench::signed_in();
    bench.tokens_wait = true;
    bench.fact(Fact::RenewalWished);
    (bench.disk.full, bench.disk.stuck) = (Some("no space left"), Some("read-only file system"));
    bench.token(Ok(crate::bench::grant(2, 7199)));
    bench.tokens_wait = false;
    bench.server = Box::new(|_, _| Ok(answer(400, r#"{"error":"invalid_grant"}"#)));
    bench.live_through(Duration::from_secs(7200));
    assert_eq!(reason(&bench), Some(&SignOut::EndedByServer));
    assert!(matches!(bench.disk.read(), Ok(InFile::Session(stored)) if stored.generation == 1));
    look(&mut bench);
    assert_eq!(bench.session.offer(), None);
}
