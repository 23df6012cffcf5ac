#!/bin/sh
# Gnumeric takes + for the separator of a CSV file when one begins the field behind the first quoted one.
#
# A good guess: a comma after a quoted field is the separator, all the more where the heading has nothing but commas. But it
# is guessed from what stands behind the comma after the first quoted field, be it + or ' or #. Where fields are
# quoted only if they must be, as most writers do, a phone number behind a list of groups decides: with +86 138 the
# whole table is split at +, and its first three columns become one.
# So quote every field of a table that is for spreadsheets.
#
# Seen with gnumeric 1.12.55-1 of Debian 12, 2026-11-30: a table of four columns becomes one of two.
# Needs root, mmdebstrap and some 300 MB in the temporary folder.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
mmdebstrap --quiet --variant=extract --include=gnumeric=1.12.55-1 bookworm root
# The second row as Gnumeric understands it, its fields with | between them.
row() {
    printf "$1" >root/tmp/names.csv
    HOME=/tmp LANG=C.UTF-8 chroot root /usr/bin/ssconvert --export-type=Gnumeric_stf:stf_assistant -O 'separator=|' \
        /tmp/names.csv /tmp/out.txt >/dev/null 2>&1
    sed -n 2p root/tmp/out.txt | tr -d '\r'
}
{
    echo "only where it must be: $(row 'name,groups,phone,note\nAda,"a, b",+86 138,x\n')"
    echo "without the plus:      $(row 'name,groups,phone,note\nAda,"a, b",86 138,x\n')"
    echo "every field quoted:    $(row '"name","groups","phone","note"\n"Ada","a, b","+86 138","x"\n')"
} >seen
cat seen
cat >expected <<'SEEN'
only where it must be: "Ada,""a, b"","|"86 138,x"
without the plus:      Ada|"a, b"|"86 138"|x
every field quoted:    Ada|"a, b"|"+86 138"|x
SEEN
cmp -s seen expected || { echo CHANGED; exit 1; }
