//! A renewal on its way: what the file holds meanwhile, and what does not disturb it.

use std::time::Duration;

use tower_tui::session::{Fact, Phase, SaveFault, Seen, Warning};
use tower_tui::tower::wire::Lost;

use crate::bench::{Bench, grant};

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
    let mut bench = Bench::signed_in();
    bench.disk.full = Some("no space left");
    bench.fact(Fact::RenewalWished);
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
    bench.token(Err(Lost::NotSent("no network".into())));
    assert_eq!(file(&bench), (1, false), "nothing was sent");

    let mut bench = asked();
    bench.token(Err(Lost::Unanswered("reset".into())));
    assert_eq!(file(&bench), (1, true), "the refresh token may be spent");
}

#[test]
fn a_token_that_is_not_in_the_file_leaves_no_note_there() {
    let mut bench = unsaved();
    bench.disk.full = None;
    bench.tokens_wait = true;
    bench.fact(Fact::RenewalWished);
    assert_eq!((bench.waiting.len(), file(&bench)), (1, (1, false)));
    bench.token(Ok(grant(3, 7199)));
    assert_eq!(file(&bench), (3, false));
}

#[test]
fn a_change_of_the_file_counts_for_nothing_while_this_window_has_the_lock() {
    for mut bench in [asked(), unsaved()] {
        bench.fact(Fact::FileSeen(Seen { read: Ok(None), warning: None }));
        assert!(matches!(bench.session.phase(), Phase::Live(_)), "{:?}", bench.session.phase());
    }
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
