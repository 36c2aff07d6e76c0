"""What stands inside a page: Leaflet's code and styles, data, and the hashes that allow them."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from typing import Any, Final

from planviewer import assets

_IMAGE: Final = re.compile(r"url\(images/[^)]*\)")
_SOURCE_MAP: Final = re.compile(r"//# sourceMappingURL=.*\s*$")
_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_VML: Final = re.compile(r"behavior:\s*url\(#default#VML\);")
# What could end a script element, or a line of a script in older engines.
_UNSAFE_IN_SCRIPT: Final = re.compile("[<>&\u2028\u2029\ud800-\udfff]")


def leaflet_script() -> str:
    """Return Leaflet's code without the pointer to its source map."""
    text = assets.resource("vendor/leaflet/leaflet.js").read_text(encoding="utf-8")
    return _SOURCE_MAP.sub("", text)


def leaflet_styles() -> str:
    """Return Leaflet's style sheet without comments and images (of controls not used here)."""
    text = assets.resource("vendor/leaflet/leaflet.css").read_text(encoding="utf-8")
    for pattern, instead in ((_COMMENT, ""), (_IMAGE, "none"), (_VML, "")):
        text = pattern.sub(instead, text)
    return text


def json_block(data: Any) -> str:
    """Return ``data`` as JSON that can stand inside ``<script type="application/json">``.

    ``<``, ``>``, ``&``, the two line separators and lone surrogates are written as escapes, so no
    value can end the block or break the encoding of the page.
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _UNSAFE_IN_SCRIPT.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def csp_hash(text: str) -> str:
    """Return the source expression that allows exactly this inline block ("'sha256-…'")."""
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
