#!/bin/sh
# Install what Qt WebEngine needs from the system, on Debian and Ubuntu.
#   system_packages.sh run    what the program needs
#   system_packages.sh test   that, and what the tests use beside it
# Does nothing when all is there. On other systems it only says what to look at.
set -eu

# a|b: either will do. Debian 13 and Ubuntu 24.04 renamed libraries for their 64-bit time (t64).
RUN="libegl1 libgl1 libxcomposite1 libxdamage1 libxfixes3 libxrandr2 libxtst6
libasound2t64|libasound2 libdbus-1-3 libfontconfig1 libglib2.0-0t64|libglib2.0-0 libgssapi-krb5-2
libnss3 libxkbfile1 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxkbcommon-x11-0
fonts-noto-core ca-certificates"
TEST="xvfb xauth chromium gdal-bin poppler-utils postgresql postgresql-postgis"

case "${1:-run}" in
run) WANTED="$RUN" ;;
test) WANTED="$RUN $TEST" ;;
*) echo "usage: system_packages.sh run|test" >&2; exit 2 ;;
esac
# venv is a package of its own here; uv and a Python from elsewhere do without.
command -v uv >/dev/null 2>&1 || python3 -c 'import ensurepip' 2>/dev/null || WANTED="$WANTED python3-venv"

if ! command -v dpkg-query >/dev/null 2>&1; then
    [ "$(uname -s)" != Linux ] ||
        echo "This is not Debian or Ubuntu: if the window does not open, install Qt's X11 and NSS libraries." >&2
    exit 0
fi

installed=$(dpkg-query -W -f '${db:Status-Abbrev} ${Package}\n' 2>/dev/null | sed -n 's/^ii *//p')
is_installed() { printf '%s\n' "$installed" | grep -Fxq "$1"; }

missing=""
for names in $WANTED; do
    for name in $(printf '%s' "$names" | tr '|' ' '); do
        if is_installed "$name"; then continue 2; fi
    done
    missing="$missing $names"
done
[ -n "$missing" ] || exit 0

as_root=""
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null 2>&1 || {
        echo "These system packages are missing, and there is no sudo to install them:$missing" >&2
        exit 1
    }
    as_root="sudo"
fi
echo "Installing system packages:$missing"
apt() { $as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0 "$@"; }
apt update || echo "The package lists could not be renewed; trying with the old ones." >&2

# A name counts when the archive has a version of it; a purely virtual one has none.
in_archive() { apt-cache policy "$1" 2>/dev/null | grep -q 'Candidate: [0-9]'; }
chosen=""
for names in $missing; do
    for name in $(printf '%s' "$names" | tr '|' ' '); do
        if in_archive "$name"; then chosen="$chosen $name"; continue 2; fi
    done
    echo "Not in this system's archive, going on without: $names" >&2
done
[ -z "$chosen" ] || apt install --no-install-recommends $chosen >/dev/null
