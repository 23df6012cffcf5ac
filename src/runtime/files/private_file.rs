//! Files that only their owner may read, replaced whole or not at all.

use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

#[cfg(windows)]
use super::acl;

/// The largest private file that is read at once: those are far smaller.
const CAP: u64 = 64 * 1024;

/// How many links may lead to one another, as systems have it.
const MOST_LINKS: usize = 40;

/// The prefix of temporary files.
pub(super) const UNFINISHED: &str = ".new-";

/// A file of ours, and how safe it was found.
#[derive(Debug)]
pub(in crate::runtime) struct Found {
    /// Its content.
    pub(in crate::runtime) content: Vec<u8>,
    /// Others could read it until now.
    pub(super) was_open: bool,
    /// Others may replace it: its directory is open to them.
    pub(super) dir_open: bool,
}

/// Somebody else's file, which is not to be trusted.
#[derive(Debug)]
struct Foreign;

impl std::fmt::Display for Foreign {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("it belongs to another user")
    }
}

impl std::error::Error for Foreign {}

/// Whether a file was refused because it is somebody else's.
pub(super) fn is_foreign(error: &io::Error) -> bool {
    error.get_ref().is_some_and(<dyn std::error::Error + Send + Sync>::is::<Foreign>)
}

/// Replaces the file at `path` atomically: a temporary file beside it is written, synced and renamed, and is never
/// readable by anyone else. A symbolic link stays, and its target is replaced. On any error the old file is
/// untouched. Returns the new file's metadata.
pub(in crate::runtime) fn write(path: &Path, content: &[u8]) -> io::Result<fs::Metadata> {
    write_with(path, |file| file.write_all(content))
}

/// As [`write()`], with a content that is written piece by piece.
pub(super) fn write_with(
    path: &Path,
    content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<fs::Metadata> {
    put(&end_of_links(path), None, content)
}

/// The same for a file that is a person's own and no secret: whoever may read it may do so afterwards.
pub(in crate::runtime) fn replace(
    path: &Path,
    content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let path = end_of_links(path);
    let mode = fs::metadata(&path).ok().map(|found| found.permissions());
    put(&path, mode, content).map(drop)
}

fn put(
    path: &Path,
    mode: Option<fs::Permissions>,
    content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<fs::Metadata> {
    let dir = path.parent().ok_or(io::ErrorKind::InvalidInput)?;
    make_dir(dir)?;
    // `tempfile` creates files with mode 0600.
    let file = tempfile::Builder::new().prefix(UNFINISHED).tempfile_in(dir)?;
    #[cfg(windows)]
    if mode.is_none() {
        close_to_others(file.as_file(), file.path())?;
    }
    let mut buffer = BufWriter::new(file.as_file());
    content(&mut buffer)?;
    buffer.flush()?;
    drop(buffer);
    if let Some(mode) = mode {
        file.as_file().set_permissions(mode)?;
    }
    sync(file.as_file(), file.path())?;
    // Renamed by the standard library: it also replaces a file that another window of Windows is reading.
    let (file, temporary) = file.keep().map_err(|error| error.error)?;
    fs::rename(&temporary, path).inspect_err(|_| drop(fs::remove_file(&temporary)))?;
    let written = file.metadata()?;
    sync_dir(dir)?;
    Ok(written)
}

/// Whether so many bytes could be written where a file at `path` would be. Leaves nothing behind.
pub(super) fn try_out(path: &Path, bytes: usize) -> io::Result<()> {
    let path = end_of_links(path);
    let dir = path.parent().ok_or(io::ErrorKind::InvalidInput)?;
    make_dir(dir)?;
    let mut file = tempfile::Builder::new().prefix(UNFINISHED).tempfile_in(dir)?;
    file.write_all(&vec![b' '; bytes])?;
    sync(file.as_file(), file.path())
}

/// Writes over the file at `path` in place, where it cannot be replaced: on a full disk there is room for what takes no
/// more than what was there, and the directory may be one that nobody may change. In one go and with blanks to the old
/// length, so that nothing of the old content stays.
pub(super) fn overwrite(path: &Path, content: &[u8]) -> io::Result<fs::Metadata> {
    let Some((found, _)) = open(path)? else { return Err(io::ErrorKind::NotFound.into()) };
    let is_shared = is_shared(&found)?;
    let found = found.metadata()?;
    if is_shared {
        return Err(io::Error::other("another name leads to it"));
    }
    let mut content = content.to_vec();
    content.resize(content.len().max(usize::try_from(found.len()).unwrap_or(0)), b' ');
    let mut file = fs::OpenOptions::new().write(true).open(path)?;
    file.write_all(&content)?;
    sync(&file, path)?;
    file.metadata()
}

/// Whether the file has other names, as a backup made of links would give it.
#[cfg(unix)]
fn is_shared(file: &File) -> io::Result<bool> {
    Ok(std::os::unix::fs::MetadataExt::nlink(&file.metadata()?) > 1)
}

#[cfg(windows)]
fn is_shared(file: &File) -> io::Result<bool> {
    Ok(winapi_util::file::information(file)?.number_of_links() > 1)
}

/// What a link leads to in the end, also where nothing is there yet; the path itself where it is none, or leads round
/// and round.
pub(in crate::runtime) fn end_of_links(path: &Path) -> PathBuf {
    let mut end = path.to_owned();
    for _ in 0..MOST_LINKS {
        let Ok(next) = fs::read_link(&end) else { return end };
        end = end.parent().map_or_else(|| next.clone(), |dir| dir.join(&next));
    }
    path.to_owned()
}

/// The file at `path`, which is a small one; none if there is no file.
pub(in crate::runtime) fn read(path: &Path) -> io::Result<Option<Found>> {
    let Some((file, was_open)) = open(path)? else { return Ok(None) };
    let mut content = Vec::new();
    file.take(CAP + 1).read_to_end(&mut content)?;
    if content.len() as u64 > CAP {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, "too large"));
    }
    Ok(Some(Found { content, was_open, dir_open: path.parent().is_some_and(is_open_dir) }))
}

/// The file at `path`, to be read, and whether others could read it until now; none if there is no file.
pub(in crate::runtime) fn open(path: &Path) -> io::Result<Option<(File, bool)>> {
    let found = match fs::metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        found => found?,
    };
    // Opening a pipe would wait for its other end.
    if !found.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a regular file"));
    }
    let file = File::open(path)?;
    let was_open = close_to_others(&file, path)?;
    Ok(Some((file, was_open)))
}

/// The file at `path` to add to, made if there is none. Never readable by anyone else from then on.
pub(in crate::runtime) fn to_append(path: &Path) -> io::Result<File> {
    if let Some(dir) = path.parent() {
        make_dir(dir)?;
    }
    // Opening a pipe would wait for its other end.
    if fs::metadata(path).is_ok_and(|found| !found.is_file()) {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a regular file"));
    }
    let mut options = fs::OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path)?;
    close_to_others(&file, path)?;
    Ok(file)
}

/// Removes the file at `path`, on the disk too; none being there is as good.
pub(in crate::runtime) fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
        // The file is removed; that the directory cannot be synced was reported when it was written.
        Ok(()) => path.parent().map_or(Ok(()), |dir| sync_dir(dir).or(Ok(()))),
    }
}

/// Creates a directory that only its owner may enter; an existing one is left as it is.
#[cfg(unix)]
pub(super) fn make_dir(dir: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new().recursive(true).mode(0o700).create(dir)
}

/// Creates a directory that only its owner may enter; an existing one is left as it is.
#[cfg(windows)]
pub(super) fn make_dir(dir: &Path) -> io::Result<()> {
    if dir.is_dir() {
        return Ok(());
    }
    fs::create_dir_all(dir)?;
    acl::close(dir)
}

/// Whether others could read the file until now.
#[cfg(unix)]
fn close_to_others(file: &File, _: &Path) -> io::Result<bool> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    let found = file.metadata()?;
    if found.uid() != rustix::process::geteuid().as_raw() {
        return Err(io::Error::other(Foreign));
    }
    let was_open = found.permissions().mode() & 0o077 != 0;
    if was_open {
        file.set_permissions(fs::Permissions::from_mode(0o600))?;
    }
    Ok(was_open)
}

/// By its path: the list cannot be changed through a file that was opened to be read.
#[cfg(windows)]
fn close_to_others(_: &File, path: &Path) -> io::Result<bool> {
    let found = acl::look(path, acl::Deed::Read)?;
    if found.is_foreign {
        return Err(io::Error::other(Foreign));
    }
    if found.is_open {
        acl::close(path)?;
    }
    Ok(found.is_open)
}

/// Whether others may replace our files in this directory.
#[cfg(unix)]
fn is_open_dir(dir: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(dir).is_ok_and(|found| found.permissions().mode() & 0o022 != 0)
}

#[cfg(windows)]
fn is_open_dir(dir: &Path) -> bool {
    acl::look(dir, acl::Deed::Replace).is_ok_and(|found| found.is_open)
}

/// Has the disk take what is at `path`, which is open. Tests look at the disk at these moments.
fn sync(file: &File, path: &Path) -> io::Result<()> {
    file.sync_all()?;
    #[cfg(test)]
    tests::on_sync(path)?;
    #[cfg(not(test))]
    let _ = path;
    Ok(())
}

/// A rename is durable only once its directory is synced. Some file systems cannot sync one; that is no error.
#[cfg(unix)]
fn sync_dir(dir: &Path) -> io::Result<()> {
    match sync(&File::open(dir)?, dir) {
        Err(error) if error.kind() == io::ErrorKind::InvalidInput => Ok(()),
        done => done,
    }
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "the same shape as on Unix")]
fn sync_dir(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;

    type Look = Box<dyn Fn(&Path) -> io::Result<()>>;

    thread_local! {
        static LOOK: RefCell<Option<Look>> = const { RefCell::new(None) };
    }

    /// The disk takes what is at this path, or a test has it refuse.
    pub(super) fn on_sync(path: &Path) -> io::Result<()> {
        LOOK.with_borrow(|look| look.iter().try_for_each(|look| look(path)))
    }

    /// What `seen` makes of the disk whenever it takes something while `work` is done.
    #[cfg(unix)]
    fn at_each_sync(seen: impl Fn(&Path) -> String + 'static, work: impl FnOnce() -> bool) -> Vec<String> {
        let all = std::rc::Rc::new(RefCell::new(Vec::new()));
        let to = std::rc::Rc::clone(&all);
        LOOK.set(Some(Box::new(move |path| {
            to.borrow_mut().push(seen(path));
            Ok(())
        })));
        assert!(work());
        LOOK.set(None);
        all.take()
    }

    #[cfg(unix)]
    #[test]
    fn t3_03_the_disk_has_the_content_before_the_name_and_the_name_before_the_end() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("session.json");
        let at = path.clone();
        let seen = move |synced: &Path| {
            let whole =
                if synced.is_dir() { "directory".into() } else { fs::read_to_string(synced).unwrap() };
            format!("{whole}, {}", fs::read_to_string(&at).unwrap_or_else(|_| "none".into()))
        };
        let of = |work: &dyn Fn() -> bool| at_each_sync(seen.clone(), work);

        assert_eq!(of(&|| write(&path, b"one").is_ok()), ["one, none", "directory, one"]);
        assert_eq!(of(&|| write(&path, b"two").is_ok()), ["two, one", "directory, two"]);
        assert_eq!(of(&|| replace(&path, |file| file.write_all(b"3")).is_ok()), ["3, two", "directory, 3"]);
        assert_eq!(of(&|| overwrite(&path, b"4").is_ok()), ["4, 4"]);
        assert_eq!(of(&|| try_out(&path, 2).is_ok()), ["  , 4"]);
        assert_eq!(of(&|| remove(&path).is_ok()), ["directory, none"]);
        assert_eq!(of(&|| remove(&path).is_ok()), Vec::<String>::new(), "there was none");
    }

    #[cfg(unix)]
    #[test]
    fn a_disk_that_does_not_take_the_name_is_told_unless_it_knows_no_such_thing() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("session.json");
        for (kind, is_fine) in [(io::ErrorKind::InvalidInput, true), (io::ErrorKind::StorageFull, false)] {
            LOOK.set(Some(Box::new(move |at| if at.is_dir() { Err(kind.into()) } else { Ok(()) })));
            assert_eq!(write(&path, b"one").is_ok(), is_fine, "{kind}");
            assert!(remove(&path).is_ok() && !path.exists(), "it is removed");
            LOOK.set(None);
        }
    }

    #[cfg(unix)]
    fn mode(path: &Path) -> u32 {
        use std::os::unix::fs::PermissionsExt;
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn what_is_written_is_read_again_and_is_private() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("state/session.json");

        assert!(read(&path).unwrap().is_none());
        write(&path, b"one").unwrap();
        write(&path, b"two").unwrap();

        assert_eq!(read(&path).unwrap().unwrap().content, b"two");
        #[cfg(unix)]
        assert_eq!((mode(&path), mode(path.parent().unwrap())), (0o600, 0o700));
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1, "nothing is left behind");
    }

    #[cfg(unix)]
    #[test]
    fn a_file_others_could_read_is_closed_to_them() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("session.json");
        fs::write(&path, b"{}").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();

        assert!(read(&path).unwrap().unwrap().was_open);
        assert_eq!(mode(&path), 0o600);
        assert!(!read(&path).unwrap().unwrap().was_open, "said once");
    }

    #[cfg(unix)]
    #[test]
    fn a_directory_open_to_others_is_told() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("session.json");
        write(&path, b"{}").unwrap();
        assert!(!read(&path).unwrap().unwrap().dir_open);

        fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o777)).unwrap();
        assert!(read(&path).unwrap().unwrap().dir_open);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_and_what_it_leads_to_is_replaced() {
        let dir = tempfile::tempdir().unwrap();
        let (real, link) = (dir.path().join("dotfiles/session.json"), dir.path().join("session.json"));
        write(&real, b"old").unwrap();
        std::os::unix::fs::symlink(&real, &link).unwrap();

        write(&link, b"new").unwrap();

        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read(&real).unwrap(), b"new");
        assert_eq!(mode(&real), 0o600);

        let (gone, dangling) = (dir.path().join("dotfiles/new.json"), dir.path().join("dangling.json"));
        std::os::unix::fs::symlink("dotfiles/new.json", &dangling).unwrap();
        write(&dangling, b"new").unwrap();
        assert!(fs::symlink_metadata(&dangling).unwrap().is_symlink());
        assert_eq!(fs::read(&gone).unwrap(), b"new");
    }

    #[test]
    fn what_is_no_file_of_ours_is_refused_and_left_alone() {
        let dir = tempfile::tempdir().unwrap();
        let big = dir.path().join("big");
        for (size, is_ours) in [(64 * 1024, true), (64 * 1024 + 1, false)] {
            fs::write(&big, vec![0; size]).unwrap();
            let found = read(&big).map(|found| found.unwrap().content.len());
            assert_eq!(found.ok(), is_ours.then_some(size));
            assert_eq!(fs::metadata(&big).unwrap().len(), size as u64);
        }
        assert!(read(dir.path()).is_err());
        // Windows finds nothing beneath what is no directory.
        #[cfg(unix)]
        assert!(read(&big.join("session.json")).is_err(), "not: there is none");
        assert!(remove(dir.path()).is_err(), "a directory is not removed, and that is told");
        assert!(to_append(dir.path()).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn somebody_elses_file_is_named_so() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("session.json");
        write(&path, b"{}").unwrap();
        // Only root can give a file away; for anyone else there is nothing to test.
        if std::os::unix::fs::chown(&path, Some(65534), None).is_err() {
            return;
        }
        let refused = read(&path).unwrap_err();
        assert!(is_foreign(&refused));
        assert_eq!(refused.to_string(), "it belongs to another user");
        assert!(!is_foreign(&read(dir.path()).unwrap_err()));
    }

    #[test]
    fn a_file_is_written_over_in_place_with_nothing_of_the_old_left() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("session.json");
        assert!(overwrite(&path, b"{}").is_err(), "there is none");
        write(&path, b"a long old content").unwrap();
        overwrite(&path, b"{}").unwrap();
        let content = read(&path).unwrap().unwrap().content;
        assert_eq!(content, b"{}                ");
        overwrite(&path, b"a longer content than before").unwrap();
        assert_eq!(read(&path).unwrap().unwrap().content, b"a longer content than before");

        fs::hard_link(&path, dir.path().join("backup")).unwrap();
        assert!(overwrite(&path, b"{}").is_err(), "a backup made of links stays");
    }

    #[test]
    fn trying_out_leaves_nothing_behind() {
        let dir = tempfile::tempdir().unwrap();
        try_out(&dir.path().join("session.json"), 4096).unwrap();
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
        fs::write(dir.path().join("file"), "").unwrap();
        assert!(try_out(&dir.path().join("file/session.json"), 4096).is_err());
    }
}
