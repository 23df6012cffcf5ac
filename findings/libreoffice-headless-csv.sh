#!/bin/sh
# LibreOffice turns a UTF-8 CSV file into mojibake when it converts it headless, byte order mark and UTF-8 locale or not.
#
# A good guess: the byte order mark says that it is UTF-8, or the locale does; the same file opened in a window is read right,
# with UTF-8 offered in the dialog. But `--convert-to` without a filter asks nobody and takes Windows-1252, exits with
# 0, and 张伟 becomes å¼ ä¼Ÿ. Numbers with a leading zero lose it, quoted or not.
# So who converts by script must say `--infilter=CSV:44,34,76` (comma, quote, UTF-8), and who writes such files must not
# count on the mark.
#
# The 25.2.3 of Debian 13 takes it for UTF-8 by itself.
#
# Seen with libreoffice-calc 4:7.4.7-1+deb12u14 of Debian 12, 2026-11-30. Needs root, mmdebstrap, unshare
# and some 900 MB.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
mmdebstrap --quiet --variant=apt --aptopt='APT::Install-Recommends "false"' --include=libreoffice-calc=4:7.4.7-1+deb12u14 bookworm root
# The second row of the table after a round through LibreOffice, written as UTF-8.
row() {
    printf '\357\273\277"name","extension"\n"\345\274\240\344\274\237","0012"\n' >root/tmp/names.csv
    unshare --mount --pid --fork sh -c 'mount -t proc proc root/proc && exec chroot root env HOME=/tmp LC_ALL=C.UTF-8 "$@"' \
        sh soffice --headless "$@" \
        --convert-to 'csv:Text - txt - csv (StarCalc):44,34,76' --outdir /tmp/out /tmp/names.csv >/dev/null 2>&1
    sed -n 2p root/tmp/out/names.csv
}
plain=$(row)
told=$(row --infilter=CSV:44,34,76)
echo "converted as it comes: $plain"
echo "told that it is UTF-8: $told"
[ "$told" = "张伟,12" ] && [ "$plain" != "$told" ] && [ "${plain%,12}" != "$plain" ] || { echo CHANGED; exit 1; }
