#!/bin/sh
# An answer that came in time is thrown away by reqwest when the program itself stood still past the time limit.
#
# A good guess: a time limit is for servers that are slow. But it is a timer beside the request, and the timer is asked first:
# a program that was stopped (Ctrl-Z, a suspended laptop, a debugger) wakes with the answer in its socket and reports that
# the server did not answer. For a call that may be sent once only, such as the renewal of a token, the new token is
# lost with the answer.
# So treat a time-out after a pause of the whole program as "not known whether it happened", and leave such a call without
# a limit that a pause can run down.
#
# Seen with reqwest 0.13.5 and tokio 1.54.1, 2026-11-30: the answer comes after one second, the limit is three, and the program
# is stopped from half a second to five. Needs cargo and python3.
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
reqwest = { version = "=0.13.5", default-features = false }
tokio = { version = "=1.54.1", features = ["rt", "macros"] }
TOML
cat >src/main.rs <<'RS'
use std::time::Duration;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let address = std::env::args().nth(1).unwrap_or_default();
    let client = reqwest::Client::builder().no_proxy().timeout(Duration::from_secs(3)).build().unwrap();
    match client.get(address).send().await {
        Ok(answer) => println!("status {}", answer.status().as_u16()),
        Err(error) => println!("{}", if error.is_timeout() { "timed out" } else { "another error" }),
    }
}
RS
CARGO_TARGET_DIR="$dir/target" cargo build -q
cat >play.py <<'PY'
import signal, socket, subprocess, sys, threading, time

server = socket.create_server(("127.0.0.1", 0))


def answer():
    while True:
        there, _ = server.accept()
        there.recv(4096)
        time.sleep(1)
        there.sendall(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n")


threading.Thread(target=answer, daemon=True).start()


def run(stopped):
    client = subprocess.Popen(["target/debug/finding", "http://127.0.0.1:%d/" % server.getsockname()[1]],
                              stdout=subprocess.PIPE, text=True)
    if stopped:
        time.sleep(0.5)
        client.send_signal(signal.SIGSTOP)
        time.sleep(4.5)
        client.send_signal(signal.SIGCONT)
    return client.communicate()[0].strip()


seen = run(False), run(True)
print("left alone: %s; stopped meanwhile: %s" % seen)
if seen != ("status 200", "timed out"):
    print("CHANGED")
    sys.exit(1)
PY
python3 play.py
