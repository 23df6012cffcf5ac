//! What the store keeps, marks, empties and sweeps.

use super::*;
use crate::base::time::Wall;
use crate::session::Pending;

fn stored(generation: u64) -> Stored {
    Stored {
        login_id: "one".into(),
        generation,
        token_url: "https://tower.im/oauth/token".into(),
        api_origin: "https://tower.im".into(),
        client_id: "id".into(),
        redirect_uri: "urn:ietf:wg:oauth:2.0:oob".into(),
        access: Secret::new(format!("access-{generation}")),
        refresh: Some(Secret::new(format!("refresh-{generation}"))),
        expires_in: Some(7199),
        obtained_at: Wall(0),
        email: None,
        writer: 1,
        pending: None,
    }
}

fn generation(store: &Store) -> Option<u64> {
    store.session(&stored(1).profile()).read.unwrap().session().map(|stored| stored.generation)
}

fn mark(generation: Option<u64>) -> Mark {
    Mark { login_id: "one".into(), generation }
}

#[test]
fn t3_11_whoever_reads_finds_a_whole_session_however_often_it_is_written() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::at(dir.path().to_owned());
    store.save_session(&stored(1)).unwrap();
    let reader = std::thread::spawn({
        let store = store.clone();
        move || {
            let mut seen = 1;
            while seen < 300 {
                let found = generation(&store).expect("a session");
                assert!(found >= seen, "an older one");
                seen = found;
            }
        }
    });
    for generation in 2..=300 {
        store.save_session(&stored(generation)).unwrap();
    }
    reader.join().unwrap();
}

#[test]
fn what_does_not_read_back_as_written_is_not_written() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::at(dir.path().to_owned());
    store.save_session(&stored(1)).unwrap();
    let gone = Pending { since: Wall(1), pid: 1, host: None, gone: true };
    for odd in [Stored { access: Secret::new(""), ..stored(2) }, Stored { pending: Some(gone), ..stored(2) }]
    {
        assert_eq!(store.save_session(&odd).err(), Some(SaveFault::NotReadable));
        assert_eq!(generation(&store), Some(1));
    }
}

#[test]
fn a_session_that_is_removed_leaves_a_mark_that_the_next_one_takes_away() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::at(dir.path().to_owned());
    let profile = stored(1).profile();
    store.save_session(&stored(1)).unwrap();
    store.remove_session(&profile, &mark(Some(1))).unwrap();
    assert!(!store.session_file(&profile).unwrap().exists());
    assert_eq!(store.session(&profile).read, Ok(InFile::SignedOut(mark(Some(1)))));

    store.save_session(&stored(2)).unwrap();
    assert_eq!(generation(&store), Some(2));
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1, "the mark is gone");
}

#[test]
fn a_backup_of_what_a_person_signed_out_of_is_no_session() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::at(dir.path().to_owned());
    let profile = stored(1).profile();
    store.save_session(&stored(1)).unwrap();
    let path = store.session_file(&profile).unwrap();
    let backup = fs::read(&path).unwrap();
    store.remove_session(&profile, &mark(None)).unwrap();
    fs::write(&path, backup).unwrap();
    assert_eq!(generation(&store), None);
}

#[test]
fn where_no_mark_can_be_left_beside_it_the_file_is_emptied_in_place() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::at(dir.path().to_owned());
    let profile = stored(1).profile();
    store.save_session(&stored(1)).unwrap();
    fs::create_dir_all(store.mark_file(&profile).unwrap().join("in the way")).unwrap();

    store.remove_session(&profile, &mark(None)).unwrap();
    let content = fs::read_to_string(store.session_file(&profile).unwrap()).unwrap();
    assert!(!content.contains("access-1") && !content.contains("refresh-1"), "{content}");
    assert_eq!(store.session(&profile).read, Ok(InFile::SignedOut(mark(None))));
}

#[test]
fn what_cannot_be_stored_waits_elsewhere_for_the_next_start_and_goes_home() {
    let home = tempfile::tempdir().unwrap();
    let (dir, refuge) = (home.path().join("state"), home.path().join("run"));
    let store = || Store::at(dir.clone()).with_refuge(Some(refuge.clone()));
    store().save_session(&stored(1)).unwrap();
    assert!(store().save_elsewhere(&stored(2)));
    assert_eq!(generation(&store()), Some(2));
    let other = Store::at(home.path().join("another")).with_refuge(Some(refuge.clone()));
    assert_eq!(generation(&other), None, "another directory's session is another's");

    store().save_session(&stored(3)).unwrap();
    assert_eq!((generation(&store()), fs::read_dir(&refuge).unwrap().count()), (Some(3), 0));

    assert!(store().save_elsewhere(&stored(2)));
    assert_eq!(generation(&store()), Some(3), "an older one is not taken");
    store().remove_session(&stored(1).profile(), &mark(None)).unwrap();
    assert_eq!((generation(&store()), fs::read_dir(&refuge).unwrap().count()), (None, 0));
}

#[cfg(unix)]
#[test]
fn what_a_process_has_died_over_is_swept_wherever_it_was_written_and_nothing_else_is() {
    let home = tempfile::tempdir().unwrap();
    let [state, dotfiles, refuge] = ["state", "dotfiles", "run"].map(|name| home.path().join(name));
    for dir in [&state, &dotfiles, &refuge] {
        fs::create_dir(dir).unwrap();
        for name in [".new-AbCdEf", ".new-thing", ".new-AbCd.f", ".new-ABCDEF"] {
            let file = fs::File::create(dir.join(name)).unwrap();
            if name != ".new-ABCDEF" {
                file.set_modified(SystemTime::UNIX_EPOCH).unwrap();
            }
        }
    }
    fs::write(dotfiles.join("real.json"), "{}").unwrap();
    std::os::unix::fs::symlink(dotfiles.join("real.json"), state.join(file_name("p"))).unwrap();

    Store::at(state.clone()).with_refuge(Some(refuge.clone())).sweep();

    let left = |dir: &Path| named_in(dir, ".new-").len();
    assert_eq!((left(&state), left(&refuge)), (1, 1), "what may still be written");
    assert_eq!(left(&dotfiles), 3, "a directory of others holds what looks alike");
    assert!(!dotfiles.join(".new-AbCdEf").exists());
}

#[test]
fn where_nothing_is_kept_everything_is_done_and_nothing_is_found() {
    let home = tempfile::tempdir().unwrap();
    let store = Store::nowhere().with_refuge(Some(home.path().to_owned()));
    let profile = stored(1).profile();
    let team = TeamId(Id::parse("7").unwrap());
    assert!(matches!(store.save_session(&stored(1)), Ok(None)));
    assert!(!store.save_elsewhere(&stored(1)), "it would be somebody's next start that finds it");
    assert_eq!(store.check_room(&profile), Ok(()));
    assert_eq!(store.set_session_aside(&profile), Ok(()));
    assert_eq!(store.save_client_secret(&profile, &Secret::new("marker")), Ok(()));
    assert_eq!(store.save_last_team(&team), Ok(()));
    store.sweep();

    let nothing = Seen { read: Ok(InFile::Nothing), warning: None };
    assert_eq!((store.session(&profile), store.session_as_it_is(&profile)), (nothing.clone(), nothing));
    assert_eq!((store.client_secret(&profile), store.last_team()), (None, None));
    assert_eq!((store.dir(), store.session_file(&profile), store.lock_file(&profile)), (None, None, None));
    assert_eq!(store.named(""), Vec::<PathBuf>::new());
    assert_eq!(store.remove_session(&profile, &mark(None)), Ok(()));
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0);
}

#[test]
fn what_waits_elsewhere_is_taken_where_it_is_of_the_same_login_and_no_older() {
    let found = |login: &str, generation| {
        Ok(InFile::Session(Box::new(Stored { login_id: login.into(), ..stored(generation) })))
    };
    let [path, why] = ["", ""].map(str::to_owned);
    for (read, is_taken) in [
        (found("one", 1), true),
        (found("one", 2), true),
        (found("one", 3), false),
        (found("another", 1), false),
        (Ok(InFile::Nothing), true),
        (Ok(InFile::SignedOut(mark(None))), false),
        (Err(StoreFault::Unreadable { path: path.clone(), why }), true),
        (Err(StoreFault::NotOurs { path: path.clone() }), false),
        (Err(StoreFault::Damaged { path }), false),
    ] {
        assert_eq!(is_newer(&stored(2), &read), is_taken, "{read:?}");
    }
}

#[test]
fn a_session_under_another_name_is_used_where_it_is_if_it_is_its_own() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::at(dir.path().to_owned());
    let profile = stored(1).profile();
    let named = dir.path().join(file_name(&profile));
    let write = |name: &str, stored: &Stored| fs::write(dir.path().join(name), stored.to_json()).unwrap();
    write("session-0.json", &Stored { client_id: "another".into(), ..stored(1) });
    write("session-1.json.bad-2", &stored(1));
    assert_eq!(store.session_file(&profile).as_ref(), Some(&named), "none of them is its own");

    write("session-2.json", &stored(2));
    let before = dir.path().join("session-2.json");
    assert_eq!((store.session_file(&profile), generation(&store)), (Some(before.clone()), Some(2)));
    assert_eq!(store.lock_file(&profile), Some(before.with_extension("lock")));

    fs::write(&named, stored(3).to_json()).unwrap();
    assert_eq!((store.session_file(&profile), generation(&store)), (Some(named), Some(3)));
}

#[test]
fn what_is_set_aside_is_kept_three_times() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::at(dir.path().to_owned());
    let profile = stored(1).profile();
    let path = store.session_file(&profile).unwrap();
    let [first, second, third] = [1, 2, 3].map(|nth| path.with_extension(format!("json.bad-100000000{nth}")));
    for old in [&first, &second, &third] {
        fs::write(old, "damaged").unwrap();
    }
    fs::write(&path, "damaged anew").unwrap();
    assert_eq!(store.set_session_aside(&profile), Ok(()));
    assert!(!path.exists() && !first.exists());
    let mut kept = store.named("session-");
    kept.sort();
    assert_eq!(kept[..2], [second, third]);
    assert_eq!(fs::read_to_string(&kept[2]).unwrap(), "damaged anew");
    assert_eq!(kept.len(), 3);
}

#[test]
fn whether_there_is_room_is_known_before_anything_is_asked_for() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::at(dir.path().to_owned());
    let profile = stored(1).profile();
    let path = store.session_file(&profile).unwrap();
    assert_eq!(store.check_room(&profile), Ok(()));
    fs::write(&path, "damaged").unwrap();
    assert_eq!(store.check_room(&profile), Ok(()), "it is set aside");
    let newer = String::from_utf8(stored(1).to_json()).unwrap().replace("\"format\": 1", "\"format\": 2");
    fs::write(&path, newer).unwrap();
    let refused = store.check_room(&profile);
    assert!(matches!(refused, Err(SaveFault::InTheWay(StoreFault::Newer { format: 2, .. }))), "{refused:?}");

    fs::write(dir.path().join("file"), "").unwrap();
    let nowhere = Store::at(dir.path().join("file/state"));
    assert!(nowhere.check_room(&profile).is_err());
}

#[cfg(unix)]
#[test]
fn what_others_could_read_or_own_is_told() {
    use std::os::unix::fs::{PermissionsExt, chown};
    let dir = tempfile::tempdir().unwrap();
    let store = Store::at(dir.path().to_owned());
    let profile = stored(1).profile();
    store.save_session(&stored(1)).unwrap();
    let path = store.session_file(&profile).unwrap();
    let open = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    assert_eq!(store.session(&profile).warning, None);
    open(&path, 0o644);
    assert_eq!(store.session(&profile).warning, Some(Warning::WasOpen { path: paths::short(&path) }));
    open(dir.path(), 0o777);
    assert_eq!(store.session(&profile).warning, Some(Warning::DirOpen { path: paths::short(dir.path()) }));
    // Only root can give a file away; for anyone else there is nothing to test.
    if chown(&path, Some(65534), None).is_ok() {
        let foreign = StoreFault::NotOurs { path: paths::short(&path) };
        assert_eq!(store.session(&profile).read, Err(foreign.clone()));
        assert_eq!(store.check_room(&profile), Err(SaveFault::InTheWay(foreign)));
    }
}

#[test]
fn the_secret_and_the_last_team_are_found_again() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::at(dir.path().to_owned());
    let team = TeamId(Id::parse("7").unwrap());
    store.save_client_secret("p", &Secret::new("marker")).unwrap();
    store.save_client_secret("q", &Secret::new("another")).unwrap();
    store.save_last_team(&team).unwrap();
    assert_eq!(store.client_secret("p"), Some(Secret::new("marker")));
    assert_eq!((store.client_secret("r"), store.last_team()), (None, Some(team)));
}
