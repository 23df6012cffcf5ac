#!/bin/sh
# In Node, xterm.js with its grapheme add-on gives every character beyond U+FFFF one cell, 𠮷 and 👍 included.
#
# A good guess: a headless terminal with the add-on measures as the same terminal does in a browser. It does not. The
# add-on reads its compressed table out of `Buffer.from(text, "base64")`, and takes the whole memory behind that buffer
# for the table; a small buffer of Node's lies somewhere in a shared pool, so the first number read is not the table's,
# and every character of the upper planes counts as unknown. Without `Buffer`, as in a browser, the same add-on is right.
# So widths that were measured in Node say nothing of the browser: hide `Buffer` while the add-on is loaded.
#
# Seen with @xterm/headless 6.0.0 and @xterm/addon-unicode-graphemes 0.4.0 on Node 20, 2026-11-30: `2 1 1 2` in Node,
# `2 2 2 2` as in a browser. Needs node and npm.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --prefix . @xterm/headless@6.0.0 @xterm/addon-unicode-graphemes@0.4.0 >/dev/null
cat >measure.js <<'JS'
const { Terminal } = require("@xterm/headless");
const NodesBuffer = Buffer;
if (process.argv[2] === "browser") global.Buffer = undefined;
const { UnicodeGraphemesAddon } = require("@xterm/addon-unicode-graphemes");
global.Buffer = NodesBuffer;

async function cells(text) {
  const terminal = new Terminal({ allowProposedApi: true, cols: 40, rows: 4 });
  terminal.loadAddon(new UnicodeGraphemesAddon());
  await new Promise((done) => terminal.write(text, done));
  return terminal.buffer.active.cursorX;
}

(async () => {
  const seen = [];
  for (const text of ["张", "\u{20bb7}", "\u{1f44d}", "\u{1f44d}\u{1f3fb}"]) seen.push(await cells(text));
  console.log(seen.join(" "));
})();
JS
node=$(node measure.js node)
browser=$(node measure.js browser)
echo "cells of 张, U+20BB7, U+1F44D, U+1F44D with a skin tone"
echo "with Node's Buffer      $node"
echo "as a browser reads it   $browser"
[ "$node" = "2 1 1 2" ] && [ "$browser" = "2 2 2 2" ] || { echo CHANGED; exit 1; }
