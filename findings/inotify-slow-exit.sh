#!/bin/sh
# A program that watches a directory with inotify takes 15 to 20 ms longer to end, unless it removes the watch first.
#
# A good guess: `exit` closes what is open, and closing takes microseconds. But closing an inotify descriptor that has a
# watch waits until the kernel has let go of the watch, which is after a grace period of its own (SRCU). The descriptor is
# closed before whoever waits for the program hears that it has ended, so a prompt comes back that much later. Removing
# the watch first helps where there is time: closed at once it mostly waits all the same, closed 5 ms later it does not.
# So a program that is about to end removes its watches first, and leaves the descriptor for the system to close.
#
# Seen with Linux 6.18 and inotify_simple 2.0.1, 2026-11-30: no watch 0.0 ms; a watch 16 ms; a watch removed 50 ms before
# 0.0 ms. Needs Linux, python3 with venv.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" -q install inotify_simple==2.0.1
"$dir/venv/bin/python" - "$dir" <<'PY'
import statistics
import sys
import time

from inotify_simple import INotify, flags


def closing(watched, removed=None):
    """The milliseconds that closing takes, the median of nine."""
    took = []
    for _ in range(9):
        queue = INotify()
        watch = queue.add_watch(sys.argv[1], flags.CLOSE_WRITE) if watched else None
        time.sleep(0.1)
        if removed is not None:
            queue.rm_watch(watch)
            time.sleep(removed)
        since = time.perf_counter()
        queue.close()
        took.append((time.perf_counter() - since) * 1000)
    return statistics.median(took)


seen = [closing(False), closing(True), closing(True, removed=0.05)]
for what, took in zip(["no watch", "a watch", "removed 50 ms before"], seen):
    print(f"{what:<22}{took:6.1f} ms")
none, one, later = seen
if not (none < 1 and later < 1 and one > 3):
    sys.exit("CHANGED")
PY
