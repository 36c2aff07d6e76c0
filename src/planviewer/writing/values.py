"""Values of a table as text, the same in every format."""

from __future__ import annotations

import re
from typing import Any, Final
from xml.sax.saxutils import escape

import numpy as np

_NOT_IN_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def as_text(value: Any) -> str:
    """Return a value as text: whole numbers without a point, yes and no as true and false."""
    if isinstance(value, bool | np.bool_):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return str(int(value))
    return (
        repr(value)
        if isinstance(value, float) and not isinstance(value, np.floating)
        else str(value)
    )


def xml_text(text: str) -> str:
    """Return a text as it stands in XML, without what XML cannot hold."""
    return escape(_NOT_IN_XML.sub(" ", text))
