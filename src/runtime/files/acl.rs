//! Who may read a file of Windows, or change what is in a directory: its access-control list.
//!
//! Those who administer the machine may, as root may on Unix: they can read everything in any case.

use std::ffi::OsStr;
use std::io;
use std::path::Path;
use std::sync::OnceLock;

use windows_permissions::constants::{AccessRights, AceFlags, AceType, SeObjectType, SecurityInformation};
use windows_permissions::wrappers::{GetNamedSecurityInfo, LookupAccountName, SetNamedSecurityInfo};
use windows_permissions::{Ace, LocalBox, SecurityDescriptor, Sid};

/// The system and the administrators, and whoever owns the file under the name that any owner has.
const TRUSTED: [&str; 3] = ["S-1-5-18", "S-1-5-32-544", "S-1-3-4"];

/// What somebody else might do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::runtime) enum Deed {
    /// Read a file.
    Read,
    /// Put files into a directory, or take some away.
    Replace,
}

impl Deed {
    /// Any of these rights is enough for it, or for giving oneself that right.
    fn rights(self) -> AccessRights {
        // In a file the first bit is to read its content; in a directory the next ones are to add a file or a
        // directory, and the seventh is to remove what is in it.
        let own = match self {
            Self::Read => AccessRights::Bit0 | AccessRights::GenericRead,
            Self::Replace => {
                AccessRights::Bit1 | AccessRights::Bit2 | AccessRights::Bit6 | AccessRights::GenericWrite
            }
        };
        own | AccessRights::GenericAll | AccessRights::WriteDac | AccessRights::WriteOwner
    }
}

/// What is known of a file's owner and of others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::runtime) struct Access {
    /// It belongs to somebody else, who does not administer the machine either.
    pub(in crate::runtime) is_foreign: bool,
    /// Others may do it.
    pub(in crate::runtime) is_open: bool,
}

/// Whether others may do this with the file or directory at `path`.
pub(in crate::runtime) fn look(path: &Path, deed: Deed) -> io::Result<Access> {
    let found = descriptor(path)?;
    let owner = found.owner().map(Sid::to_string).unwrap_or_default();
    let is_foreign = !is_ours(&owner);
    // No list at all: everybody may do everything.
    let is_open = found.dacl().is_none_or(|list| {
        (0..list.len()).filter_map(|index| list.get_ace(index)).any(|entry| lets_others(entry, deed))
    });
    Ok(Access { is_foreign, is_open })
}

/// Lets nobody else do anything with the file at `path` from now on, nor with what is made in it where it is a directory.
pub(in crate::runtime) fn close(path: &Path) -> io::Result<()> {
    let inherited = if path.is_dir() { "OICI" } else { "" };
    let me = match me() {
        Some(me) => me.to_owned(),
        None => descriptor(path)?.owner().map(Sid::to_string).unwrap_or_default(),
    };
    let entries = [me.as_str(), "SY"].map(|who| format!("(A;{inherited};FA;;;{who})"));
    let wanted: LocalBox<SecurityDescriptor> =
        format!("D:P{}", entries.concat()).parse().map_err(io::Error::other)?;
    let which = SecurityInformation::Dacl | SecurityInformation::ProtectedDacl;
    SetNamedSecurityInfo(
        path.as_os_str(),
        SeObjectType::SE_FILE_OBJECT,
        which,
        None,
        None,
        wanted.dacl(),
        None,
    )
}

fn descriptor(path: &Path) -> io::Result<LocalBox<SecurityDescriptor>> {
    let which = SecurityInformation::Owner | SecurityInformation::Dacl;
    GetNamedSecurityInfo(path.as_os_str(), SeObjectType::SE_FILE_OBJECT, which)
}

fn lets_others(entry: &Ace, deed: Deed) -> bool {
    let allows = matches!(
        entry.ace_type(),
        AceType::ACCESS_ALLOWED_ACE_TYPE | AceType::ACCESS_ALLOWED_CALLBACK_ACE_TYPE
    );
    allows
        && !entry.flags().contains(AceFlags::InheritOnly)
        && entry.mask().intersects(deed.rights())
        && !entry.sid().is_some_and(|who| is_ours(&who.to_string()))
}

fn is_ours(who: &str) -> bool {
    TRUSTED.contains(&who) || me() == Some(who)
}

/// Who runs this program, as lists name people; none where the system does not tell.
fn me() -> Option<&'static str> {
    static ME: OnceLock<Option<String>> = OnceLock::new();
    let found = ME.get_or_init(|| {
        let name = std::env::var_os("USERNAME")?;
        let (who, ..) = LookupAccountName(None::<&OsStr>, name).ok()?;
        Some(who.to_string())
    });
    found.as_deref()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_everybody_may_read_is_found_and_closed() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("file");
        std::fs::write(&path, "x").unwrap();
        let everybody: LocalBox<SecurityDescriptor> =
            format!("D:P(A;;FA;;;{})(A;;FR;;;WD)", me().unwrap()).parse().unwrap();
        let which = SecurityInformation::Dacl | SecurityInformation::ProtectedDacl;
        let kind = SeObjectType::SE_FILE_OBJECT;
        SetNamedSecurityInfo(path.as_os_str(), kind, which, None, None, everybody.dacl(), None).unwrap();
        assert_eq!(look(&path, Deed::Read).unwrap(), Access { is_foreign: false, is_open: true });
        assert!(!look(&path, Deed::Replace).unwrap().is_open, "to read is not to write");

        close(&path).unwrap();
        assert_eq!(look(&path, Deed::Read).unwrap(), Access { is_foreign: false, is_open: false });
        assert_eq!(std::fs::read(&path).unwrap(), b"x", "its owner still may");
    }

    #[test]
    fn nobody_else_adds_to_a_closed_directory() {
        let dir = tempfile::tempdir().unwrap();
        close(dir.path()).unwrap();
        assert!(!look(dir.path(), Deed::Replace).unwrap().is_open);
        std::fs::write(dir.path().join("file"), "x").unwrap();
    }
}
