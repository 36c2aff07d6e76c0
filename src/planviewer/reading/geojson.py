"""What a GeoJSON file says of its coordinate system.

RFC 7946 fixes WGS 84. Files of the older kind name another system in a ``crs`` member; it is
honoured. The reading library silently takes WGS 84 where it does not understand the member, and
would fetch a linked one from the network, so the member is read here, before the library sees it.
"""

from __future__ import annotations

import json
import mmap
import re
from pathlib import Path
from typing import Any, Final

from planviewer.errors import CrsUnknown
from planviewer.model.crs import crs_name, parse_crs
from planviewer.reading.recognition import HEAD_BYTES

_MEMBER: Final = re.compile(rb'"crs"\s*:\s*')
_URN: Final = re.compile(r"^urn:(?:x-)?ogc:def:crs:(\w+):[^:]*:(\w+)$", re.IGNORECASE)
_CODE: Final = re.compile(r"^(\w{1,20}):(\w{1,20})$")
_LON_LAT: Final = frozenset({"OGC:CRS84", "OGC:CRS84H", "CRS:84"})
UNSTATED: Final = "unstated"
"""The file says with ``"crs": null``, or in a way nobody can follow, that WGS 84 is not meant."""


def declared_crs(path: Path) -> str | None:
    """Return the CRS named in the file, None if it names none, or ``UNSTATED``.

    The member is looked for where it is written in practice: before the features or after them.
    """
    for text in _around_features(path):
        for match in _MEMBER.finditer(text):
            member = _value_at(text, match.end())
            if member is None or isinstance(member, dict):
                return _crs_of(member)
    return None


def _around_features(path: Path) -> tuple[bytes, bytes]:
    """Return the text before the features and the text after them."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        start = data.find(b'"features"')
        head = data[: min(HEAD_BYTES, start if start >= 0 else HEAD_BYTES)]
        if start < 0:
            head = head.split(b'"properties"')[0]
        end = data.rfind(b"]")
        tail = data[max(end, 0) : max(end, 0) + HEAD_BYTES] if end > start >= 0 else b""
    return head, tail


def _value_at(text: bytes, position: int) -> Any:
    piece = text[position : position + 4096].decode("utf-8", "replace")
    try:
        return json.JSONDecoder().raw_decode(piece)[0]
    except (ValueError, RecursionError):
        return {}


def _crs_of(member: dict[str, Any] | None) -> str:
    properties = (member or {}).get("properties")
    if not isinstance(properties, dict):
        return UNSTATED
    name = str(properties.get("name", f"EPSG:{properties.get('code')}"))
    match = _URN.match(name) or _CODE.match(name)
    if match is None:
        return UNSTATED
    text = f"{match[1].upper()}:{match[2].upper()}"
    try:
        return "EPSG:4326" if text in _LON_LAT else crs_name(parse_crs(text))
    except CrsUnknown:
        return UNSTATED
