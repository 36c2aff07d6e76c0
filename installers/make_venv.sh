#!/bin/sh
# Make .venv ready: a Python that planviewer supports, the locked packages, this checkout.
set -eu
cd "$(dirname "$0")/.."
LOCK=installers/requirements-dev.txt

# The same range as requires-python in pyproject.toml.
supported() {
    "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' >/dev/null 2>&1
}
find_python() {
    for name in "${PYTHON:-python3}" python3.12 python3.13 python3.11 /usr/bin/python3; do
        if supported "$name"; then command -v "$name"; return; fi
    done
    echo "planviewer needs Python 3.11, 3.12 or 3.13, and none was found; set PYTHON=/path/to/python" >&2
    return 1
}
have_uv() { command -v uv >/dev/null 2>&1; }
install() {
    if have_uv; then
        uv pip install --quiet --compile-bytecode --python .venv/bin/python "$@"
    else
        .venv/bin/python -m pip install --quiet --disable-pip-version-check "$@"
    fi
}

if ! supported .venv/bin/python; then
    python=$(find_python)
    echo "Making .venv with $("$python" --version) (some 1.5 GB, once)"
    if have_uv; then uv venv --quiet --clear --python "$python" .venv; else "$python" -m venv --clear .venv; fi
fi
if ! have_uv && ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
    .venv/bin/python -m ensurepip >/dev/null
fi
install --require-hashes -r $LOCK
if ! command -v npm >/dev/null 2>&1 || ! command -v node >/dev/null 2>&1; then
    [ -f resources/vendor/.stamp ] || install --require-hashes -r installers/requirements-node.txt
fi
.venv/bin/python installers/build_assets.py
# Without isolation: what builds it is in the lock too.
install --no-deps --no-build-isolation --editable .
touch .venv/.ready
