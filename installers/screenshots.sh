#!/bin/sh
# Draw the pictures that README and docs show, so that they are never older than the program, and
# the picture that the opening view is compared with (look at it before you commit it).
set -eu
cd "$(dirname "$0")/.."
export QT_QPA_PLATFORM=offscreen
[ "$(id -u)" -ne 0 ] || export QTWEBENGINE_DISABLE_SANDBOX=1
mkdir -p docs/images tests/data/pictures
for language in vi en; do
    .venv/bin/planviewer --lang $language --theme light --screenshot docs/images/window-$language.png
    .venv/bin/planviewer sheet --lang $language --zone recovery-200m --dpi 100 -o docs/images/sheet-$language.png
done
.venv/bin/planviewer --lang en --theme light --size 1280x720 --screenshot tests/data/pictures/opening-view.png
