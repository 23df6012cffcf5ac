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

/// A worker without its thread, in a directory with a session of this generation, and what it says.
fn idle(dir: &Path, generation: u64) -> (Worker, Receiver<Fact>, String) {
    let store = Store::at(dir.to_owned());
    store.save_session(&stored(generation)).unwrap();
    let (post, facts) = channel();
    let worker = Worker {
        store,
        orders: channel().0,
        memory: None,
        post: Box::new(move |fact| drop(post.send(fact))),
        lock: Hold::None,
        watched: None,
        watch: None,
    };
    (worker, facts, stored(generation).profile())
}

/// Has the lock, which is nobody's. A child that another test starts may have it for a moment, until it is another program.
fn anothers_lock(worker: &Worker, profile: &str) -> Lock {
    worker.lock_briefly(profile, SOON).expect("it is nobody's")
}

#[test]
fn an_idle_worker_sleeps_and_a_lock_is_tried_often_at_first() {
    let home = tempfile::tempdir().unwrap();
    let (mut worker, _facts, profile) = idle(home.path(), 1);
    assert_eq!(worker.patience(), None, "nothing is wanted, and nothing looked at");
    let long_ago = Instant::now().checked_sub(NEW).unwrap();
    for (since, patience) in [(Instant::now() + NEW, TRY.0), (long_ago, TRY.1)] {
        worker.lock = Hold::Wanted { profile: profile.clone(), since, told: Told::Nothing };
        assert_eq!(worker.patience(), Some(patience));
    }
}

#[test]
fn a_file_is_looked_at_seldom_where_the_system_tells_of_changes_and_behind_a_link_often() {
    let home = tempfile::tempdir().unwrap();
    let (mut worker, facts, profile) = idle(home.path(), 1);
    worker.obey(profile.clone(), FileWork::Read);
    assert!(matches!(facts.try_recv(), Ok(Fact::FileSeen(_))));
    assert_eq!(worker.every(), LOOK.1);
    assert!(worker.patience().unwrap() > LOOK.0);

    let (path, real) = (worker.store.session_file(&profile).unwrap(), home.path().join("elsewhere"));
    fs::rename(&path, &real).unwrap();
    std::os::unix::fs::symlink(&real, &path).unwrap();
    assert_eq!(worker.every(), LOOK.0, "what changes behind a link is in a directory that nobody watches");
    fs::rename(&real, &path).unwrap();
    worker.watch = None;
    assert_eq!(worker.every(), LOOK.0);
}

#[test]
fn a_look_is_not_taken_before_its_time_and_tells_what_others_have_written_alone() {
    let home = tempfile::tempdir().unwrap();
    let (mut worker, facts, profile) = idle(home.path(), 1);
    let news = |worker: &mut Worker, every| {
        worker.look(every);
        facts.try_iter().filter(|fact| matches!(fact, Fact::FileSeen(_))).count()
    };
    worker.obey(profile.clone(), FileWork::Read);
    assert_eq!(news(&mut worker, Duration::ZERO), 1, "as asked, and nothing new");
    let instead = Instead::Exactly(Some(stored(1).version()));
    worker.obey(profile, FileWork::Save { stored: Box::new(stored(2)), instead });
    assert_eq!(news(&mut worker, Duration::ZERO), 0, "it is our own");
    Store::at(home.path().to_owned()).save_session(&stored(3)).unwrap();
    assert_eq!(news(&mut worker, LOOK.1), 0, "not yet");
    assert_eq!(news(&mut worker, Duration::ZERO), 1);
    assert_eq!(news(&mut worker, Duration::ZERO), 0, "told once");
}

#[test]
fn who_has_the_lock_is_told_once_and_not_at_once() {
    let home = tempfile::tempdir().unwrap();
    let (mut worker, facts, profile) = idle(home.path(), 1);
    let lock = anothers_lock(&worker, &profile);
    let in_time = Instant::now().checked_sub(TELL).unwrap();
    let early = Instant::now() + NEW;
    for (since, told) in [(early, None), (in_time, Some(Fact::LockBusy { holder: Some(std::process::id()) }))]
    {
        worker.lock = Hold::Wanted { profile: profile.clone(), since, told: Told::Nothing };
        worker.try_lock();
        worker.try_lock();
        assert_eq!(facts.try_iter().collect::<Vec<_>>(), Vec::from_iter(told));
    }
    drop(lock);
    while matches!(worker.lock, Hold::Wanted { .. }) {
        worker.try_lock();
    }
    let said = facts.try_iter().last();
    assert!(matches!(said, Some(Fact::Locked { unsupported: None, .. })), "{said:?}");
    assert!(worker.lock_briefly(&profile, NEW).is_none(), "it is ours");
}

#[test]
fn a_short_piece_of_work_waits_for_the_lock_and_not_for_ever() {
    let home = tempfile::tempdir().unwrap();
    let (worker, _facts, profile) = idle(home.path(), 1);
    let lock = anothers_lock(&worker, &profile);
    assert!(worker.lock_briefly(&profile, Duration::ZERO).is_none());
    let holder = thread::spawn(move || {
        thread::sleep(TRY.0 * 2);
        drop(lock);
    });
    assert!(worker.lock_briefly(&profile, SOON).is_some());
    holder.join().unwrap();
}

#[test]
fn a_login_waits_longer_for_the_lock_than_a_renewal_does() {
    let home = tempfile::tempdir().unwrap();
    let (mut worker, _facts, profile) = idle(home.path(), 1);
    let lock = anothers_lock(&worker, &profile);
    let store = Store::at(home.path().to_owned());
    let holder = thread::spawn(move || {
        thread::sleep(PATIENCE.1 + TRY.1);
        store.save_session(&stored(2)).unwrap();
        drop(lock);
    });
    let login = Stored { login_id: "another".into(), ..stored(1) };
    assert_eq!(worker.save(&profile, Box::new(login.clone()), &Instead::Anything), Saved::Kept);
    holder.join().unwrap();
    assert_eq!(worker.see(&profile).read, Ok(InFile::Session(Box::new(login))), "it came after the holder");
}

#[test]
fn a_session_takes_the_place_of_the_token_it_came_of_and_of_no_other() {
    let found = |generation| InFile::Session(Box::new(stored(generation)));
    let out = |login: &str, generation| InFile::SignedOut(Mark { login_id: login.into(), generation });
    let (one, two) = (stored(1).version(), stored(2).version());
    for (found, wanted, fitting) in [
        (InFile::Nothing, None, true),
        (InFile::Nothing, Some(&one), false),
        (found(1), Some(&one), true),
        (found(2), Some(&one), false),
        (found(1), None, false),
        (out("another", None), None, true),
        (out("one", Some(1)), None, true),
        (out("one", Some(2)), None, false),
        (out("one", None), None, false),
        (out("another", None), Some(&one), false),
    ] {
        assert_eq!(fits(&found, wanted, &two), fitting, "{found:?} for {wanted:?}");
    }
}

#[test]
fn what_stands_there_unlooked_for_is_not_written_over() {
    let home = tempfile::tempdir().unwrap();
    let (mut worker, _facts, profile) = idle(home.path(), 2);
    let renewed = Box::new(stored(2));
    let of_the_first = Instead::Exactly(Some(stored(1).version()));
    let found = InFile::Session(Box::new(stored(2)));
    assert_eq!(worker.save(&profile, renewed, &of_the_first), Saved::Superseded(found.clone()));
    assert_eq!(worker.see(&profile).read, Ok(found));
}

#[test]
fn a_session_that_cannot_be_stored_waits_elsewhere_and_a_note_does_not() {
    let home = tempfile::tempdir().unwrap();
    let (mut worker, _facts, profile) = idle(&home.path().join("state"), 1);
    fs::write(home.path().join("file"), "in the way").unwrap();
    let [one, other] = ["one", "other"].map(|name| Some(home.path().join(name)));
    let note = crate::session::Pending { since: crate::base::time::Wall(0), pid: 1, host: None, gone: false };
    let noted = Stored { pending: Some(note), ..stored(2) };
    for (refuge, stored, is_elsewhere) in
        [(one, stored(2), true), (other, noted, false), (None, stored(2), false)]
    {
        worker.store = Store::at(home.path().join("file/state")).with_refuge(refuge);
        let saved = worker.save(&profile, Box::new(stored), &Instead::Exactly(None));
        assert_eq!(matches!(saved, Saved::Elsewhere(_)), is_elsewhere, "{saved:?}");
        assert!(is_elsewhere || matches!(saved, Saved::Failed(_)), "{saved:?}");
    }
}

#[test]
fn what_cannot_be_read_is_removed_by_a_person_alone() {
    let home = tempfile::tempdir().unwrap();
    let (mut worker, _facts, profile) = idle(home.path(), 1);
    let path = worker.store.session_file(&profile).unwrap();
    let mark = |generation| Mark { login_id: "one".into(), generation };
    let untouched = Removed { held: None, fault: None };
    fs::write(&path, "no session").unwrap();
    assert_eq!((worker.remove(&profile, &mark(Some(9))), path.exists()), (untouched.clone(), true));
    assert_eq!((worker.remove(&profile, &mark(None)), path.exists()), (untouched.clone(), false));
    fs::create_dir(&path).unwrap();
    assert_eq!(worker.remove(&profile, &mark(Some(9))), untouched);
    let told = worker.remove(&profile, &mark(None));
    assert!(matches!(told.fault, Some(SaveFault::InTheWay(StoreFault::Unreadable { .. }))), "{told:?}");
}

#[test]
fn where_nothing_is_kept_a_sign_out_empties_the_memory() {
    let (post, facts) = channel();
    let worker = SessionWorker::of_dir(None, move |fact| drop(post.send(fact)));
    let save = FileWork::Save { stored: Box::new(stored(1)), instead: Instead::Anything };
    let other = Mark { login_id: "another".into(), generation: None };
    let own = Mark { login_id: "one".into(), generation: None };
    for work in [save, FileWork::Remove(other), FileWork::Remove(own), FileWork::Read] {
        worker.order("p".into(), work);
    }
    worker.finish();
    let nothing = Removed { held: None, fault: None };
    let held = Removed { held: Some(Box::new(stored(1))), fault: None };
    let empty = Seen { read: Ok(InFile::Nothing), warning: None };
    assert_eq!(
        facts.try_iter().skip(1).collect::<Vec<_>>(),
        [Fact::Removed(nothing), Fact::Removed(held), Fact::FileSeen(empty)]
    );
}

#[test]
fn finishing_waits_for_all_that_was_asked_and_whoever_is_dropped_lets_go_of_the_lock() {
    let home = tempfile::tempdir().unwrap();
    let (worker, facts, profile) = worker(home.path(), 1);
    worker.order(profile.clone(), FileWork::Reread(stored(1).version()));
    worker.finish();
    assert!(matches!(facts.try_recv(), Ok(Fact::Reread(_))), "which takes a tenth of a second");

    let (post, facts) = channel();
    let worker = SessionWorker::of_dir(Some(home.path()), move |fact| drop(post.send(fact)));
    worker.order(profile.clone(), FileWork::TakeLock);
    assert!(matches!(facts.recv_timeout(SOON), Ok(Fact::Locked { .. })));
    drop(worker);
    let (next, ..) = idle(home.path(), 1);
    assert!(next.lock_briefly(&profile, SOON).is_some());
}

#[test]
fn a_worker_that_could_not_start_or_has_ended_says_so() {
    let without = |error| SessionWorker { orders: channel().0, thread: Some(Err(error)) };
    let refused = without(io::Error::from_raw_os_error(11)).check();
    assert_eq!(refused.unwrap_err().raw_os_error(), Some(11), "in the system's own words");
    assert_eq!(
        without(io::ErrorKind::OutOfMemory.into()).check().unwrap_err().kind(),
        io::ErrorKind::OutOfMemory
    );

    let (post, facts) = channel();
    let worker = SessionWorker::of_dir(None, move |fact| {
        assert!(!matches!(fact, Fact::Reread(_)), "made up, as a fault of ours would be");
        drop(post.send(fact));
    });
    worker.order("p".into(), FileWork::Read);
    assert!(facts.recv_timeout(SOON).is_ok());
    assert!(worker.check().is_ok());
    worker.order("p".into(), FileWork::Reread(stored(1).version()));
    // Its end of the channel goes with it.
    assert!(facts.recv_timeout(SOON).is_err());
    while worker.check().is_ok() {
        thread::yield_now();
    }
    worker.finish();
}
