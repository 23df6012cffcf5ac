//! T3 and A2: windows killed at any moment of a renewal.

use std::io::Write;
use std::thread;
use std::time::Duration;

use tower_tui::demo::Rotation;

use crate::child::{Orders, Report};
use crate::home::Home;

/// What became of a session that was killed over and over.
#[derive(Debug, Default, PartialEq, Eq)]
struct Toll {
    lost: u32,
    told_as_cut_off: u32,
    /// By Tower's own account.
    on_the_wire: u32,
}

/// Kills a window that renews all the time, at so many moments. After each, another window must find a whole
/// file, and with it a session that works.
fn kill(home: &Home, times: u32) -> Toll {
    home.sign_in();
    let mut toll = Toll::default();
    let mut chance = 88_172_645_463_325_252_u64;
    for _ in 0..times {
        let mut window = home.window(&Orders::Renew);
        assert_eq!(window.report(), Some(Report::Ready));
        chance ^= chance << 13;
        chance ^= chance >> 7;
        chance ^= chance << 17;
        // Not a wait for anything: the moment of the kill.
        thread::sleep(Duration::from_micros(chance % 40_000));
        window.kill();
        // Fails if it is torn.
        let kept = home.stored().map(|stored| stored.access.expose().to_owned());

        match home.window(&Orders::Call).end() {
            Report::Answered => {}
            Report::SignedOut { reason } => {
                toll.lost += 1;
                // Tower has given another token than the one kept: the answer was on the wire.
                let given = home.control().access_token();
                toll.on_the_wire += u32::from(given.is_some() && given != kept);
                toll.told_as_cut_off += u32::from(reason.starts_with("CutOff"));
                home.sign_in();
            }
            other => panic!("{other:?}"),
        }
    }
    toll
}

#[test]
fn t3_01_no_kill_loses_a_session_where_the_old_token_lives_until_the_new_is_used() {
    assert_eq!(kill(&Home::new(Rotation::OnUse), 25), Toll::default());
}

#[test]
fn t3_02_where_it_dies_at_once_nothing_is_torn_and_every_loss_is_told_as_what_it_is() {
    let toll = kill(&Home::new(Rotation::AtOnce), 25);
    assert_eq!((toll.lost, toll.lost), (toll.told_as_cut_off, toll.on_the_wire));
}

#[test]
#[ignore = "the long form of the test above"]
fn a2_a_thousand_kills_lose_nothing() {
    let toll = kill(&Home::new(Rotation::OnUse), 1000);
    writeln!(std::io::stderr(), "A2: {toll:?}").expect("somebody reads");
    assert_eq!(toll, Toll::default());
}

#[test]
#[ignore = "the long form of the test above"]
fn t3_02_a_thousand_kills_at_once_rotation() {
    let toll = kill(&Home::new(Rotation::AtOnce), 1000);
    writeln!(std::io::stderr(), "T3-02: {toll:?}").expect("somebody reads");
    assert_eq!((toll.lost, toll.lost), (toll.told_as_cut_off, toll.on_the_wire));
}

#[test]
fn a_token_server_heals_what_a_kill_loses_where_the_old_token_dies_at_once() {
    assert_eq!(kill(&Home::behind_token_server(Rotation::AtOnce), 25), Toll::default());
}

#[test]
#[ignore = "the long form of the test above"]
fn d14_a_thousand_kills_behind_a_token_server_lose_nothing() {
    let toll = kill(&Home::behind_token_server(Rotation::AtOnce), 1000);
    writeln!(std::io::stderr(), "D14: {toll:?}").expect("somebody reads");
    assert_eq!(toll, Toll::default());
}
