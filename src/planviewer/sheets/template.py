"""A template: how a sheet looks, as data; what it shows comes with each order."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from planviewer.model.text import Text
from planviewer.model.value import Identifier, Value
from planviewer.sheets.page import Orientation, Paper
from planviewer.sheets.request import STANDARD_PARTS, Part, QrContent


class Template(Value):
    """Paper, parts and language of a sheet. ``language`` None: that of the interface.

    ``qr`` is what the QR code holds, where one is shown.
    """

    format: Literal["planviewer-sheet"] = "planviewer-sheet"
    version: Literal[1] = 1
    id: Identifier
    title: Text
    note: Text | None = None
    paper: Paper = Paper.A4
    orientation: Orientation = Orientation.LANDSCAPE
    dpi: Annotated[int, Field(ge=30, le=1200)] = 300
    parts: frozenset[Part] = STANDARD_PARTS
    language: Literal["vi", "en", "both"] | None = None
    qr: QrContent = "place"
