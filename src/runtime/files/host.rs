//! Which machine, or which part of one, the numbers of processes mean something in, and whether a process there has ended.

use std::sync::OnceLock;

use crate::base::digest::sha256_hex;
use crate::session::Pending;

/// Names the machine since its start, and the container where there is one: another one's processes have the same numbers.
pub(in crate::runtime) fn host() -> u64 {
    static HOST: OnceLock<u64> = OnceLock::new();
    *HOST.get_or_init(|| u64::from_str_radix(&sha256_hex(facts(), 8), 16).unwrap_or_default())
}

/// Whether whoever wrote this note is known to have ended.
pub(in crate::runtime) fn has_ended(pending: &Pending) -> bool {
    pending.host == Some(host()) && is_gone(pending.pid)
}

#[cfg(target_os = "linux")]
fn facts() -> String {
    let boot = std::fs::read_to_string("/proc/sys/kernel/random/boot_id").unwrap_or_default();
    let namespace = std::fs::read_link("/proc/self/ns/pid").unwrap_or_default();
    format!("{}\n{}", boot.trim(), namespace.display())
}

#[cfg(all(unix, not(target_os = "linux")))]
fn facts() -> String {
    rustix::system::uname().nodename().to_string_lossy().into_owned()
}

#[cfg(not(unix))]
fn facts() -> String {
    std::env::var("COMPUTERNAME").unwrap_or_default()
}

#[cfg(unix)]
fn is_gone(pid: u32) -> bool {
    use rustix::process::{Pid, test_kill_process};
    let pid = i32::try_from(pid).ok().and_then(Pid::from_raw);
    pid.is_none_or(|pid| test_kill_process(pid) == Err(rustix::io::Errno::SRCH))
}

/// Nothing tells, so it may still run.
#[cfg(not(unix))]
fn is_gone(_: u32) -> bool {
    false
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use crate::base::time::Wall;

    #[test]
    fn only_a_process_of_this_machine_that_is_not_there_has_ended() {
        let mut child = std::process::Command::new("true").spawn().unwrap();
        let dead = child.id();
        child.wait().unwrap();
        let note = |pid, host| Pending { since: Wall(0), pid, host, gone: false };
        assert!(has_ended(&note(dead, Some(host()))));
        assert!(!has_ended(&note(std::process::id(), Some(host()))), "it runs");
        assert!(!has_ended(&note(dead, Some(host() ^ 1))), "another machine's number");
        assert!(!has_ended(&note(dead, None)), "nobody knows whose number");
    }
    #[cfg(target_os = "linux")]
    #[test]
    fn a_machine_is_another_one_after_its_start_and_in_a_container() {
        let boot = std::fs::read_to_string("/proc/sys/kernel/random/boot_id").unwrap();
        let facts = facts();
        assert!(facts.contains(boot.trim()) && facts.contains("pid:["), "{facts}");
        assert_eq!(format!("{:016x}", host()), sha256_hex(facts, 8));
    }
}
