#!/bin/sh
# Unihan's table of variants has no line at all for 録 緑 産 顔 閲, and simplifies 瑙, which is simplified, into U+3087B.
#
# A good guess: kSimplifiedVariant turns any traditional spelling of a name into the one that is typed on the mainland, and
# what it does not hold hangs together by kZVariant or kSemanticVariant. But it holds 錄 綠 產 顏 閱, the shapes of
# Taiwan; those that Japan uses, and fonts that follow it, are in none of the six fields. And the
# other way round a character may have a "simplified" form that was only made by rule, in Plane 3, which nobody types.
# So a simplifier needs pairs of its own beside Unihan, and must leave alone what the standard table (kTGH) has.
#
# Seen with unicode-data 15.0.0-1 of Debian 12, 2026-11-30: five characters without a line, their five sisters with
# 录 绿 产 颜 阅; 瑙 stands in kTGH and has U+3087B all the same. Needs Debian 12 (apt-get, dpkg-deb) and python3.
set -eu
WANTED=15.0.0-1
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
apt-get download -q "unicode-data=$WANTED" >/dev/null 2>&1
dpkg-deb -x unicode-data_*.deb root
python3 - root/usr/share/unicode <<'PY'
import bz2, sys

def lines(name):
    with bz2.open(f"{sys.argv[1]}/{name}.txt.bz2", "rt", encoding="utf-8") as file:
        for line in file:
            if line.startswith("U+"):
                code, field, value = line.rstrip("\n").split("\t")
                yield chr(int(code[2:], 16)), field, value

fields, simplified = {}, {}
for char, field, value in lines("Unihan_Variants"):
    fields.setdefault(char, []).append(field)
    if field == "kSimplifiedVariant":
        simplified[char] = value
standard = {char for char, field, _ in lines("Unihan_OtherMappings") if field == "kTGH"}

seen = []
for other, taiwan in zip("録緑産顔閲", "錄綠產顏閱"):
    seen.append((other, len(fields.get(other, [])), taiwan, chr(int(simplified[taiwan][2:], 16))))
    print("%s: %d fields; %s: kSimplifiedVariant %s" % seen[-1])
print("瑙: in the table of standard characters: %s; kSimplifiedVariant %s" % ("瑙" in standard, simplified.get("瑙")))
if [(count, form) for _, count, _, form in seen] != [(0, form) for form in "录绿产颜阅"] \
        or "瑙" not in standard or simplified.get("瑙") != "U+3087B":
    print("CHANGED")
    sys.exit(1)
PY
