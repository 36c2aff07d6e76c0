"""The environment of the process, complete before its threads begin."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from functools import cache
from typing import Final

_ADDED: Final = {
    "OPENBLAS_MAIN_FREE": "1",  # by numpy
    "force_s3tc_enable": "true",  # by Qt's engine
}
"""What libraries add while they are loaded, or when they begin to work."""
_CERTIFICATES: Final = ("GDAL_CURL_CA_BUNDLE", "PROJ_CURL_CA_BUNDLE")
"""What pyogrio adds."""
_WITHOUT_CARD: Final = {"QT_QUICK_BACKEND": "software", "QT_XCB_GL_INTEGRATION": "none"}
"""Qt and Chromium draw into memory themselves, and load no graphics library for it.

With that library, where there is no card to speak of, the processor plays one: each frame of the
map costs it nearly three times as much, and the start half a second more (docs/performance.md).
``QT_QUICK_BACKEND=rhi`` draws with the card. A Mac always has one, and is left to use it.
"""


@cache
def complete_environment() -> None:
    """Set now, before there is an application, what libraries would add to the environment later.

    A name that is added moves all others, and who reads one in that moment, in C and in another
    thread, reads memory that is gone: of some hundred starts one ended there.
    """
    for name, value in _ADDED.items():
        os.environ.setdefault(name, value)
    with suppress(ImportError):
        import certifi  # noqa: PLC0415  comes with pyogrio

        for name in _CERTIFICATES:
            os.environ.setdefault(name, certifi.where())
    if sys.platform != "darwin" and "QT_QUICK_BACKEND" not in os.environ:
        for name, value in _WITHOUT_CARD.items():
            os.environ.setdefault(name, value)
    _quieten_engine()


def _quieten_engine() -> None:
    """Keep what Chromium prints by itself to what is fatal."""
    flags = os.environ.get("QTWEBENGINE_CHROMIUM_FLAGS", "")
    os.environ["QTWEBENGINE_CHROMIUM_FLAGS"] = f"{flags} --log-level=3".strip()
