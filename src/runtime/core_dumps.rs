//! Keeps tokens, the application's secret and keys out of core dumps.

/// Has the system write no core dump of this process, and let no other process of this user look into it. What is
/// started from here writes none either; what that allows others is up to it.
#[cfg(unix)]
pub(super) fn forbid() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    // Lowering a limit is always allowed, and a system that knows none of this has nothing to forbid.
    setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) }).unwrap_or_default();
    // A dump that goes to a program and not to a file does not ask for the limit.
    #[cfg(target_os = "linux")]
    rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable)
        .unwrap_or_default();
}

/// Other systems decide this themselves.
#[cfg(not(unix))]
pub(super) fn forbid() {}

#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests {
    use rustix::process::{DumpableBehavior, Resource, dumpable_behavior, getrlimit};

    #[test]
    fn no_dump_is_written_whether_to_a_file_or_to_a_program() {
        super::forbid();
        assert_eq!(getrlimit(Resource::Core).current, Some(0));
        assert_eq!(dumpable_behavior().unwrap(), DumpableBehavior::NotDumpable);
    }
}
