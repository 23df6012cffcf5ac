#!/bin/sh
# pyte, a terminal in Python, drops the rest of what is drawn in one go behind a zero width joiner.
#
# A good guess: a character without a width is put to the one before it, or left out, and the text goes on. In pyte it ends the
# run: of 家👨‍👩‍👧园 张伟 the man is there and nothing behind him, up to the next control character. The same goes for U+FE0F:
# ❤️ 心 loses 心. A combining accent is put to its letter, and what follows stays.
# So a test of a full-screen program that looks through pyte sees rows that no terminal shows.
#
# Seen with pyte 0.8.2 and wcwidth 0.9.4 of PyPI, 2026-11-30. Needs python3 with venv.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check pyte==0.8.2 wcwidth==0.9.4
venv/bin/python - <<'PY'
import sys

import pyte

seen = []
for text in ("\u5bb6\U0001f468\u200d\U0001f469\u5f20", "\u2764\ufe0f\u5fc3", "e\u0301\u5fc3"):
    screen = pyte.Screen(20, 1)
    pyte.Stream(screen).feed(text)
    seen.append(screen.display[0].rstrip())
    print("%-24s shows as %s" % (ascii(text), ascii(seen[-1])))
if seen != ["\u5bb6\U0001f468", "\u2764", "\u00e9\u5fc3"]:
    print("CHANGED")
    sys.exit(1)
PY
