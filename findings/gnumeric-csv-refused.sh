#!/bin/sh
# Gnumeric refuses a CSV file with 👨‍👩‍👧 in its first 512 bytes, and reads the same file when the name stands further down.
#
# A good guess: any text with commas in it opens as a table; at worst the encoding is asked for. But to find out whether a file
# is text at all, the first 512 bytes are looked at, and a character that is not printable for glib means it is none:
# U+200D, which joins emoji, the soft hyphen, U+200B, and every character that is younger than glib's tables, such as the
# newest Chinese ones, which stand in people's names. "Unsupported file format" is all that is said; the byte order
# mark does not help. With ❤️ or a flag it opens.
# So a program that exports names has to know that its file may be refused for one name in the first two rows: tell
# the spreadsheet that it is text (`ssconvert --import-type=Gnumeric_stf:stf_csvtab`), or choose another format.
#
# Seen with gnumeric 1.12.55-1 of Debian 12, 2026-11-30. Needs root, mmdebstrap and some 300 MB in the temporary folder.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
mmdebstrap --quiet --variant=extract --include=gnumeric=1.12.55-1 bookworm root
opens() {
    printf '\357\273\277"name","phone"\n"%s","1"\n' "$2" >root/tmp/names.csv
    if HOME=/tmp LANG=C.UTF-8 chroot root /usr/bin/ssconvert /tmp/names.csv /tmp/out.csv >/dev/null 2>root/tmp/said; then
        said=opens
    elif grep -q "Unsupported file format" root/tmp/said; then
        said="is refused"
    else
        said="fails otherwise"
    fi
    echo "$1: $said"
}
joined=$(printf '\360\237\221\250\342\200\215\360\237\221\251')
filling=$(printf '%0500d' 0)
{
    opens "a name of two letters" "$(printf '\345\274\240\344\274\237')"
    opens "two joined emoji" "$joined"
    opens "the same behind 500 digits" "$filling$joined"
    opens "a character of Extension I" "$(printf '\360\256\257\260')"
    opens "a heart with U+FE0F" "$(printf '\342\235\244\357\270\217')"
} >seen
cat seen
cat >expected <<'SEEN'
a name of two letters: opens
two joined emoji: is refused
the same behind 500 digits: opens
a character of Extension I: is refused
a heart with U+FE0F: opens
SEEN
cmp -s seen expected || { echo CHANGED; exit 1; }
