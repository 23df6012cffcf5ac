#!/bin/sh
# A program with a hyphen in its name gets a bash completion from clap_complete that stops after the first word.
#
# A good guess: the script works for any name, and two different commands never share a place in it. But the script writes
# a hyphen of the program's name as `__` where it notes the state, and as `__subcmd__` where it looks the state up, so behind
# a subcommand no case fits and nothing at all is offered. The same words also stand for a step from a command
# to its subcommand: `demo server` and `demo-server` are one state, and the options of one are offered for the other.
# So run the script in a real bash in a test, and give clap a name without a hyphen when it writes for bash.
#
# Seen with clap 4.6.9 and clap_complete 4.6.11, 2026-11-30: `my-tool demo-server --` offers nothing, `mytool demo-server --`
# offers --port, and so does `mytool demo server --`, which has --people instead. Needs cargo and bash.
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
clap = { version = "=4.6.9", default-features = false, features = ["std", "help"] }
clap_complete = "=4.6.11"
TOML
cat >src/main.rs <<'RS'
use clap::{Arg, Command};

fn main() {
    let name: &'static str = std::env::args().nth(1).unwrap_or_default().leak();
    let hyphen = Command::new("demo-server").arg(Arg::new("port").long("port"));
    let beneath = Command::new("demo").subcommand(Command::new("server").arg(Arg::new("people").long("people")));
    let mut command = Command::new(name).subcommand(hyphen).subcommand(beneath);
    clap_complete::generate(clap_complete::Shell::Bash, &mut command, name, &mut std::io::stdout());
}
RS
CARGO_TARGET_DIR="$dir/target" cargo build -q
cat >ask.bash <<'BASH'
# Prints what is offered behind these words, as a Tab would have it.
source "$1.bash"
function=$(complete -p "$1" | sed 's/.* -F \([^ ]*\).*/\1/')
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
"$function" "$1" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
echo "${COMPREPLY[*]}"
BASH
for name in my-tool mytool; do target/debug/finding $name >$name.bash; done
hyphen=$(bash ask.bash my-tool demo-server --)
plain=$(bash ask.bash mytool demo-server --)
beneath=$(bash ask.bash mytool demo server --)
echo "my-tool demo-server --  offers: $hyphen"
echo "mytool demo-server --   offers: $plain"
echo "mytool demo server --   offers: $beneath"
[ "$hyphen" = "" ] && [ "$plain" = "--port --help" ] && [ "$beneath" = "--port --help" ] || { echo CHANGED; exit 1; }
