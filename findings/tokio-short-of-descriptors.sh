#!/bin/sh
# tokio's first runtime of a process panics where descriptors run out, though `Builder::build` promises an error.
#
# A good guess: `build` gives an `io::Result` for just that, and whoever handles the error has handled a system that gives no
# more descriptors. It does so for the first three, those of epoll and of what wakes it. But for signals a pair of sockets
# is made once in a process, with `expect("failed to create UnixStream")`; `enable_all` includes signals wherever any crate of
# the program has turned on the feature "signal" or "process". For the sixth, a copy of one of these sockets, it is an error
# again.
# So a program that has to say what it is short of looks first whether it gets the descriptors, or catches the panic.
#
# Seen with tokio 1.54.1 on Linux, 2026-11-30. Needs cargo and a shell with `ulimit -n`.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
mkdir src
cat >Cargo.toml <<'TOML'
[package]
name = "finding"
version = "0.0.0"
edition = "2024"
[dependencies]
tokio = { version = "=1.54.1", features = ["rt", "net", "signal"] }
TOML
cat >src/main.rs <<'RS'
fn main() {
    std::panic::set_hook(Box::new(|_| {}));
    let built = || tokio::runtime::Builder::new_current_thread().enable_all().build().map(drop);
    println!(
        "{}",
        match std::panic::catch_unwind(built) {
            Ok(Ok(())) => "built",
            Ok(Err(_)) => "an error",
            Err(_) => "a panic",
        }
    );
}
RS
CARGO_TARGET_DIR="$dir/target" cargo build -q
# Three are open from the start; whatever else this shell was started with is closed.
for more in 1 2 3 4 5 6; do
    printf '%s more: ' "$more"
    (exec 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&-; ulimit -n $((3 + more)); exec target/debug/finding)
done >seen
cat seen
printf '1 more: an error\n2 more: an error\n3 more: a panic\n4 more: a panic\n5 more: an error\n6 more: built\n' >expected
cmp -s seen expected || { echo CHANGED; exit 1; }
