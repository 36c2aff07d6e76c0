#!/bin/sh
# Draw the pictures that README and docs show, so that they are never older than the program.
set -eu
cd "$(dirname "$0")/.."
export QT_QPA_PLATFORM=offscreen
[ "$(id -u)" -ne 0 ] || export QTWEBENGINE_DISABLE_SANDBOX=1
mkdir -p docs/images
for language in vi en; do
    .venv/bin/planviewer --lang $language --screenshot docs/images/window-$language.png --size 1440x900
    echo "docs/images/window-$language.png"
done
