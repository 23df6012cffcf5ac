#!/bin/sh
# pinyin-pro reads the family name 单于 right until it is told that it reads a family name.
#
# A good guess: the mode for family names (`surname: "head"`) knows at least what the plain mode knows, and names in
# traditional characters as well. It does neither: 单于 is chan yu as a word and becomes shan yu as a name, for the mode
# knows 单 (Shan) and lets that win; 單, 樂正, 萬俟, 尉遲 are read as if nothing had been said (單 dan, 樂正 le zheng), though their
# simplified forms are right. 长孙, 令狐 and most others are right in every mode.
# So hold a table of names against more than one source, and look a name up after it was simplified.
#
# Seen with pinyin-pro 3.29.4 of npm, 2026-11-30. Needs node and npm.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --prefix . pinyin-pro@3.29.4 >/dev/null
cat >read.js <<'JS'
const { pinyin } = require("pinyin-pro");
const expected = {
  单于丹: ["chan yu", "shan yu"], 單于丹: ["dan yu", "dan yu"], 单小: ["dan xiao", "shan xiao"], 單小: ["dan xiao", "dan xiao"],
  乐正子: ["le zheng", "yue zheng"], 樂正子: ["le zheng", "le zheng"], 尉迟恭: ["wei chi", "yu chi"], 尉遲恭: ["wei chi", "wei chi"],
};
let same = true;
for (const [name, [plain, family]] of Object.entries(expected)) {
  const read = (more) => pinyin(name, { toneType: "none", type: "array", ...more }).slice(0, 2).join(" ");
  const seen = [read({}), read({ surname: "head" })];
  console.log(`${name}: plain ${seen[0]}, as a family name ${seen[1]}`);
  same &&= seen[0] === plain && seen[1] === family;
}
if (!same) { console.log("CHANGED"); process.exit(1); }
JS
node read.js
