//! What the worker does with the file, its lock and its folder.

use super::*;

/// Less than until the next look, where the system tells of changes.
const SOON: Duration = Duration::from_secs(20);

#[test]
fn what_another_window_writes_is_seen_without_looking_and_by_looking_once_the_directory_is_another() {
    let home = tempfile::tempdir().unwrap();
    let dir = home.path().join("state");
    let (post, facts) = channel();
    let session_worker = SessionWorker::of_dir(Some(&dir), move |fact| drop(post.send(fact)));
    let is_seen = || matches!(facts.recv_timeout(SOON), Ok(Fact::FileSeen(_)));
    session_worker.order("p".into(), FileWork::Read);
    assert!(is_seen(), "as asked");
    let path = dir.join(crate::session::file_name("p"));
    for content in ["1", "2"] {
        private_file::write(&path, content.as_bytes()).unwrap();
        assert!(is_seen(), "written: {content}");
    }
    private_file::write(&dir.join("last.json"), b"3").unwrap();
    fs::remove_dir_all(&dir).unwrap();
    assert!(is_seen(), "gone");
    private_file::write(&path, b"4").unwrap();
    assert!(is_seen(), "there again");
    assert_eq!(facts.try_recv().ok().map(|_| ()), None, "nothing is told twice");

    let real = home.path().join("elsewhere");
    fs::write(&real, "5").unwrap();
    let beside = dir.join("link");
    std::os::unix::fs::symlink(&real, &beside).unwrap();
    fs::rename(&beside, &path).unwrap();
    assert!(is_seen(), "a link");
    fs::write(&real, "6 behind it").unwrap();
    assert!(is_seen(), "behind a link");
    session_worker.finish();
}

#[test]
fn a_folder_that_a_copy_takes_the_place_of_is_seen_soon() {
    let home = tempfile::tempdir().unwrap();
    let dir = home.path().join("above/state");
    let (post, facts) = channel();
    let worker = SessionWorker::of_dir(Some(&dir), move |fact| drop(post.send(fact)));
    let is_seen = || matches!(facts.recv_timeout(SOON), Ok(Fact::FileSeen(_)));
    let name = crate::session::file_name("p");
    private_file::write(&dir.join(&name), b"1").unwrap();
    worker.order("p".into(), FileWork::Read);
    assert!(is_seen(), "as asked");
    for moved in ["above/state", "above"] {
        let (from, to) = (home.path().join(moved), home.path().join("away"));
        fs::rename(&from, &to).unwrap();
        assert!(is_seen(), "{moved} is gone");
        assert!(!dir.exists(), "and is not made anew: a copy may be on its way");
        private_file::write(&dir.join(&name), b"2").unwrap();
        assert!(is_seen(), "{moved} is another");
        fs::remove_dir_all(&to).unwrap();
    }
    worker.finish();
}

/// A worker in a directory with a session of this generation, and what it says.
fn worker(dir: &Path, generation: u64) -> (SessionWorker, Receiver<Fact>, String) {
    let store = Store::at(dir.to_owned());
    let stored = stored(generation);
    store.save_session(&stored).unwrap();
    let (post, facts) = channel();
    let worker = SessionWorker::start(store, move |fact| drop(post.send(fact)));
    (worker, facts, stored.profile())
}

fn stored(generation: u64) -> Stored {
    let content = format!(
        r#"{{"format":1,"login_id":"one","generation":{generation},"token_url":"https://tower.im/oauth/token",
        "api_origin":"https://tower.im","client_id":"id","redirect_uri":"oob","access_token":"a{generation}",
        "obtained_at_ms":0}}"#
    );
    Stored::from_json(content.as_bytes()).unwrap()
}

#[test]
fn t4_13_a_no_is_read_about_again_for_a_tenth_of_a_second() {
    let home = tempfile::tempdir().unwrap();
    let (worker, facts, profile) = worker(home.path(), 1);
    let store = Store::at(home.path().to_owned());
    let other = thread::spawn(move || {
        thread::sleep(Duration::from_millis(40));
        store.save_session(&stored(2)).unwrap();
    });
    let since = Instant::now();
    worker.order(profile.clone(), FileWork::Reread(stored(1).version()));
    let Ok(Fact::Reread(Ok(InFile::Session(found)))) = facts.recv_timeout(SOON) else { panic!("nothing") };
    other.join().unwrap();
    // A machine under load may write after the last look.
    assert!(found.generation == 2 || since.elapsed() >= Duration::from_millis(100));

    worker.order(profile, FileWork::Reread(stored(2).version()));
    let since = Instant::now();
    assert!(matches!(facts.recv_timeout(SOON), Ok(Fact::Reread(Ok(InFile::Session(_))))));
    assert!(since.elapsed() >= Duration::from_millis(90), "all four looks");
    worker.finish();
}

#[test]
fn where_nothing_is_kept_a_lock_is_no_matter() {
    let (post, facts) = channel();
    let worker = SessionWorker::of_dir(None, move |fact| drop(post.send(fact)));
    worker.order("p".into(), FileWork::TakeLock);
    let Ok(fact) = facts.recv_timeout(SOON) else { panic!("nothing") };
    assert_eq!(fact, Fact::Locked { unsupported: None, read: Ok(InFile::Nothing) });
    let save = FileWork::Save { stored: Box::new(stored(1)), instead: Instead::Exactly(None) };
    worker.order("p".into(), save);
    assert!(matches!(facts.recv_timeout(SOON), Ok(Fact::Saved { saved: Saved::Kept, .. })));
    worker.order("p".into(), FileWork::Reread(stored(2).version()));
    let found = facts.recv_timeout(SOON);
    assert_eq!(found, Ok(Fact::Reread(Ok(InFile::Session(Box::new(stored(1)))))));
    worker.finish();
}

#[test]
fn only_what_is_given_up_is_removed() {
    let home = tempfile::tempdir().unwrap();
    let (worker, facts, profile) = worker(home.path(), 2);
    let path = Store::at(home.path().to_owned()).session_file(&profile).unwrap();
    let removed = |login: &str, generation| {
        let mark = Mark { login_id: login.into(), generation };
        worker.order(profile.clone(), FileWork::Remove(mark));
        match facts.recv_timeout(SOON) {
            Ok(Fact::Removed(removed)) => (removed.held.is_some(), path.exists()),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(removed("one", Some(1)), (false, true), "a newer token of the login");
    assert_eq!(removed("another", None), (false, true), "another login");
    assert_eq!(removed("one", Some(2)), (true, false));
    worker.finish();
}

#[test]
fn t4_09_where_nothing_can_be_locked_that_is_said_and_goes_on() {
    let home = tempfile::tempdir().unwrap();
    let (worker, facts, profile) = worker(home.path(), 1);
    fs::create_dir(Store::at(home.path().to_owned()).lock_file(&profile).unwrap()).unwrap();
    for _ in 0..2 {
        worker.order(profile.clone(), FileWork::TakeLock);
        let Ok(Fact::Locked { unsupported: Some(_), read }) = facts.recv_timeout(SOON) else {
            panic!("no lock, and nobody says so");
        };
        assert!(matches!(read, Ok(InFile::Session(_))));
    }
    let instead = Instead::Exactly(Some(stored(1).version()));
    worker.order(profile, FileWork::Save { stored: Box::new(stored(2)), instead });
    assert!(matches!(facts.recv_timeout(SOON), Ok(Fact::Saved { saved: Saved::Kept, .. })));
    worker.finish();
}
