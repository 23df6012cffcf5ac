//! T3: the session file, whatever is in its place and whatever the disk does.

use std::fs;
use std::time::Duration;

use tower_tui::demo::Habits;
use tower_tui::session::{Fact, Renewal, SignOut, StoreFault, Stored, StoredFault, Warning};
use tower_tui::tower::call::Call;

use crate::driver::{DUE, Driver, Route, plan};

fn signed_in() -> Driver {
    Driver::signed_in(plan(Habits::default()))
}

/// A session file with this in it, found at a start.
fn finding(content: &[u8]) -> Driver {
    let mut driver = signed_in();
    fs::write(driver.file(), content).expect("it is ours");
    driver.reopen();
    driver
}

#[test]
fn t3_03_an_unfinished_file_is_no_session_and_is_swept_away_in_time() {
    let mut driver = signed_in();
    let (fresh, old) = (driver.state_dir().join(".new-FreshA"), driver.state_dir().join(".new-OldOne"));
    for left in [&fresh, &old] {
        fs::write(left, b"{").expect("a file");
    }
    let two_hours_ago = std::time::SystemTime::now() - Duration::from_secs(7200);
    fs::File::open(&old).and_then(|file| file.set_modified(two_hours_ago)).expect("its time");
    driver.reopen();

    assert!(driver.session.is_live(), "the whole file counts");
    assert!(fresh.exists() && !old.exists());
}

#[test]
fn t3_04_a_disk_that_takes_nothing_costs_nothing() {
    let mut driver = signed_in();
    let (state, away) = (driver.state_dir(), driver.state_dir().with_extension("away"));
    let file = driver.file();
    // A directory that is none any more fails every write, whoever runs the test.
    fs::rename(&state, &away).expect("it moves");
    fs::write(&state, b"").expect("a file in its place");
    driver.fact(Fact::RenewalWished);
    assert_eq!((driver.refreshes(), driver.generation()), (0, 1), "the stored pair stays good");
    assert!(driver.call(Call::User).is_ok(), "and the token is used");

    driver.live_through(Duration::from_secs(7200));
    assert!(driver.live().unsaved.is_some(), "{:?}", driver.phase());
    assert!(matches!(driver.session.view(driver.now).warnings[0], Warning::Unsaved(_)));
    assert!(driver.call(Call::User).is_ok(), "this window works on");

    fs::remove_file(&state).expect("it goes");
    fs::rename(&away, &state).expect("it comes back");
    assert_eq!(Stored::from_json(&fs::read(&file).expect("the old file")).expect("whole").generation, 1);
    driver.wait(30);
    assert_eq!((driver.live().unsaved.as_ref(), driver.stored().generation), (None, 2));
}

#[test]
fn t3_05_what_is_no_session_file_is_told_and_left_alone_until_a_login() {
    let half = {
        let driver = signed_in();
        let whole = fs::read(driver.file()).expect("a file");
        whole[..whole.len() / 2].to_vec()
    };
    for content in [b"".to_vec(), half, vec![0; 64 * 1024], b"[1, 2]".to_vec()] {
        let mut driver = finding(&content);
        assert!(matches!(driver.reason(), SignOut::StoreUnusable(StoreFault::Damaged { .. })));
        assert_eq!(fs::read(driver.file()).expect("a file"), content, "untouched");

        driver.sign_in();
        assert_eq!(driver.stored().generation, 1);
        let kept = |path: &std::path::Path| path.to_string_lossy().contains(".json.bad-");
        let mut entries = fs::read_dir(driver.state_dir()).expect("a directory").flatten();
        assert!(entries.any(|entry| kept(&entry.path())), "and kept even then");
    }
}

#[test]
fn t3_05_a_directory_in_its_place_is_told_and_blocks_nothing() {
    let mut driver = signed_in();
    let file = driver.file();
    fs::remove_file(&file).expect("it goes");
    fs::create_dir(&file).expect("a directory");
    driver.reopen();
    assert!(matches!(driver.reason(), SignOut::StoreUnusable(StoreFault::Unreadable { .. })));
    driver.sign_in();
    assert!(driver.live().unsaved.is_some() && file.is_dir());
}

#[cfg(unix)]
#[test]
fn t3_05_nor_does_a_pipe() {
    let mut driver = signed_in();
    let file = driver.file();
    fs::remove_file(&file).expect("it goes");
    let made = std::process::Command::new("mkfifo").arg(&file).status().expect("mkfifo");
    assert!(made.success());
    driver.reopen();
    assert!(matches!(driver.reason(), SignOut::StoreUnusable(StoreFault::Unreadable { .. })));
}

#[cfg(unix)]
#[test]
fn t3_06_a_file_that_others_could_read_is_closed_and_told() {
    use std::os::unix::fs::PermissionsExt;
    let mut driver = signed_in();
    let file = driver.file();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).expect("it is ours");
    driver.reopen();

    assert!(driver.session.is_live());
    assert!(matches!(driver.session.view(driver.now).warnings[0], Warning::WasOpen { .. }));
    assert_eq!(fs::metadata(&file).expect("a file").permissions().mode() & 0o777, 0o600);

    fs::set_permissions(driver.state_dir(), fs::Permissions::from_mode(0o777)).expect("it is ours");
    driver.reopen();
    assert!(matches!(driver.session.view(driver.now).warnings[0], Warning::DirOpen { .. }));
}

#[cfg(unix)]
#[test]
fn t3_06_somebody_elses_file_is_not_trusted() {
    let mut driver = signed_in();
    // Only root can give a file away; for anyone else there is nothing to test.
    if std::os::unix::fs::chown(driver.file(), Some(65534), None).is_err() {
        return;
    }
    driver.reopen();
    assert!(matches!(driver.reason(), SignOut::StoreUnusable(StoreFault::NotOurs { .. })));
}

#[cfg(unix)]
#[test]
fn t3_08_a_linked_file_is_replaced_where_it_really_is() {
    let mut driver = signed_in();
    let (link, real) = (driver.file(), driver.state_dir().with_extension("dotfiles"));
    fs::copy(&link, &real).expect("a copy");
    // At no moment is there no session.
    let beside = driver.state_dir().join("link");
    std::os::unix::fs::symlink(&real, &beside).expect("a link");
    fs::rename(&beside, &link).expect("it takes its place");
    driver.fact(Fact::RenewalWished);

    assert!(fs::symlink_metadata(&link).expect("a link").is_symlink());
    assert_eq!(Stored::from_json(&fs::read(&real).expect("a file")).expect("whole").generation, 2);
}

#[test]
fn t3_09_a_newer_format_is_named_and_never_written_over() {
    let mut driver = signed_in();
    let text = fs::read_to_string(driver.file()).expect("a file").replace("\"format\": 1", "\"format\": 2");
    fs::write(driver.file(), &text).expect("it is ours");
    driver.reopen();
    assert!(matches!(driver.reason(), SignOut::StoreUnusable(StoreFault::Newer { format: 2, .. })));

    driver.sign_in();
    assert!(driver.live().unsaved.is_some());
    assert_eq!(fs::read_to_string(driver.file()).expect("a file"), text);

    let older = text.replace("\"format\": 2", "\"format\": 0");
    assert_eq!(
        Stored::from_json(older.as_bytes()),
        Err(StoredFault::Damaged),
        "there was never such a format"
    );
}

#[test]
fn t3_10_another_applications_file_is_another_profile() {
    let driver = signed_in();
    let before = fs::read(driver.file()).expect("a file");
    let mut client = driver.session.client().clone();
    "ffffffffffffffff".clone_into(&mut client.app.client_id);
    let mut other = driver.another_as(client);
    other.look();
    assert_eq!(*other.reason(), SignOut::Never);
    assert!(!other.session.is_live() && other.session.offer().is_none());
    assert_eq!(fs::read(driver.file()).expect("a file"), before);
}

#[test]
fn two_towers_behind_one_token_server_have_a_session_each() {
    let token_url = "https://tokens.example/oauth/token";
    let profile = |origin: &str| tower_tui::session::profile(origin, token_url, "an id");
    assert_ne!(profile("https://tower.im"), profile("https://tower.example"));
    let own = |origin: &str| tower_tui::session::profile(origin, &format!("{origin}/oauth/token"), "an id");
    assert_ne!(own("https://tower.im"), own("https://tower.example"));
}

#[test]
fn a_file_that_an_earlier_version_named_otherwise_is_used_where_it_is() {
    let mut driver = Route::TokenServer.signed_in(plan(Habits::default()));
    let (named, before) = (driver.file(), driver.state_dir().join("session-0123456789abcdef.json"));
    fs::rename(&named, &before).expect("it moves");
    driver.reopen();
    driver.fact(Fact::RenewalWished);
    assert_eq!(driver.generation(), 2);
    assert!(before.exists() && !named.exists());
    let stored = Stored::from_json(&fs::read(&before).expect("a file")).expect("whole");
    assert_eq!((stored.generation, stored.pending), (2, None));
}

#[test]
fn t3_10_tokens_of_another_application_or_tower_are_not_taken() {
    let driver = signed_in();
    let stored = Stored::from_json(&fs::read(driver.file()).expect("a file")).expect("whole");
    let client = driver.session.client();
    assert!(stored.belongs_to(client));
    for change in [
        |stored: &mut Stored| stored.client_id.push('x'),
        |stored: &mut Stored| stored.token_url.push('x'),
        |stored: &mut Stored| stored.api_origin.push('x'),
    ] {
        let mut stored = stored.clone();
        change(&mut stored);
        assert!(!stored.belongs_to(client), "{stored:?}");
    }
}

#[test]
fn t3_12_a_missing_state_directory_is_made() {
    let driver = Driver::at(plan(Habits::default()));
    assert!(!driver.is_stored());
    let driver = signed_in();
    assert!(driver.is_stored());
}

#[test]
fn t3_13_a_backup_put_back_while_running_does_not_win() {
    let mut driver = signed_in();
    let backup = fs::read(driver.file()).expect("a file");
    for _ in 0..3 {
        driver.wait(DUE);
    }
    assert_eq!(driver.stored().generation, 4);
    fs::write(driver.file(), backup).expect("it is ours");
    driver.look();

    assert_eq!(driver.generation(), 4, "what this window knows holds");
    assert!(driver.session.view(driver.now).warnings.contains(&Warning::FileOlder));
    driver.wait(DUE);
    assert_eq!((driver.stored().generation, driver.renewal()), (5, &Renewal::Idle));
    assert!(!driver.session.view(driver.now).warnings.contains(&Warning::FileOlder));
}

#[test]
fn t3_15_a_renewal_cut_off_by_a_kill_is_made_up_for_at_once_and_told_where_it_cannot_be() {
    let mut driver = signed_in();
    let mut stored = driver.stored();
    let since = driver.now.wall;
    stored.pending = Some(tower_tui::session::Pending { since, pid: 1, host: None, gone: false });
    fs::write(driver.file(), stored.to_json()).expect("it is ours");

    driver.reopen();
    assert_eq!((driver.refreshes(), driver.generation()), (1, 2), "the token was not spent after all");
    assert_eq!(driver.stored().pending, None);

    let mut spent = stored;
    spent.generation = 1;
    fs::write(driver.file(), spent.to_json()).expect("it is ours");
    driver.reopen();
    driver.live_through(Duration::from_secs(30));
    assert_eq!(*driver.reason(), SignOut::CutOff { at: since });
}
