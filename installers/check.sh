#!/bin/sh
# Run every check, also after one has failed, and say which did.
set -u
cd "$(dirname "$0")/.."
BIN=.venv/bin
failed=""
check() {
    name=$1
    shift
    if output=$("$@" 2>&1); then
        echo "ok      $name"
    else
        failed="$failed $name"
        printf '%s\n' "$output"
        echo "FAILED  $name"
    fi
}

check lint $BIN/ruff check .
check format $BIN/ruff format --check .
check types $BIN/mypy
check house $BIN/lint-imports
check translations $BIN/python installers/translations.py --check
check schema $BIN/python installers/make_schema.py --check
check locks $BIN/python installers/lock.py --check
check formats-page $BIN/python installers/formats_table.py --check
check qt-parts $BIN/python installers/check_qt.py
check icons $BIN/python installers/check_icons.py
check sizes $BIN/python installers/check_sizes.py
check tracked-files $BIN/python installers/check_tracked.py

[ -z "$failed" ] || { echo "make check failed:$failed" >&2; exit 1; }
