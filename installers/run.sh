#!/bin/sh
# Open the window; where there is no display, write pictures of it instead and name them.
set -eu
cd "$(dirname "$0")/.."

has_display() {
    case "$(uname -s)" in Darwin) return 0 ;; esac
    [ -z "${WAYLAND_DISPLAY:-}" ] || return 0
    case "${DISPLAY:-}" in
    "") return 1 ;;
    # A display of this machine is a socket; DISPLAY alone may be left over from elsewhere.
    :*) number=${DISPLAY#:}; number=${number%%.*}
        [ -S "/tmp/.X11-unix/X$number" ] || grep -q "@/tmp/.X11-unix/X$number\$" /proc/net/unix 2>/dev/null ;;
    *) return 0 ;;
    esac
}

if [ "$(id -u)" -eq 0 ] && [ -z "${QTWEBENGINE_DISABLE_SANDBOX:-}" ]; then
    echo "Running as root: Chromium's sandbox cannot work and is switched off (QTWEBENGINE_DISABLE_SANDBOX=1)." >&2
    export QTWEBENGINE_DISABLE_SANDBOX=1
fi
if has_display; then
    exec .venv/bin/planviewer "$@"
fi

echo "There is no display here: drawing the window and the sheets to files instead."
export QT_QPA_PLATFORM=offscreen
mkdir -p out
.venv/bin/planviewer "$@" --screenshot out/planviewer.png --size 1280x800
echo "the window: out/planviewer.png"
.venv/bin/planviewer sheet --all -o out/sheet.png
echo "a sheet: out/sheet.png"
