"""The environment of the process, complete before its threads begin."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import Final

_ADDED: Final = {
    "OPENBLAS_MAIN_FREE": "1",  # by numpy
    "force_s3tc_enable": "true",  # by Qt's engine
}
"""What libraries add while they are loaded, or when they begin to work."""
_CERTIFICATES: Final = ("GDAL_CURL_CA_BUNDLE", "PROJ_CURL_CA_BUNDLE")
"""What pyogrio adds."""


def complete_environment() -> None:
    """Set now what libraries would add to the environment later.

    A name that is added moves all others, and who reads one in that moment, in C and in another
    thread, reads memory that is gone: of some hundred starts one ended there.
    """
    for name, value in _ADDED.items():
        os.environ.setdefault(name, value)
    with suppress(ImportError):
        import certifi  # noqa: PLC0415  comes with pyogrio

        for name in _CERTIFICATES:
            os.environ.setdefault(name, certifi.where())
    _quieten_engine()


def _quieten_engine() -> None:
    """Keep what Chromium prints by itself to what is fatal."""
    flags = os.environ.get("QTWEBENGINE_CHROMIUM_FLAGS", "")
    os.environ["QTWEBENGINE_CHROMIUM_FLAGS"] = f"{flags} --log-level=3".strip()
