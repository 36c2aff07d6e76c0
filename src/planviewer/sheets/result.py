"""What was written, as the command line reports it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from planviewer.model.crs import crs_name
from planviewer.sheets.compose import Sheet
from planviewer.sheets.marks import Point
from planviewer.sheets.scales import Bounds


@dataclass(frozen=True)
class SheetResult:
    """One written sheet; ``frame_mm`` is x, y, width, height from the upper left of the page.

    ``page`` is its page in the file (from 1), ``lists`` are the pages or files that hold lists too
    long for the sheet, ``turn`` the bearing that points up, ``frame_corners`` lower left, upper
    left, upper right and lower right in the CRS.
    """

    path: Path
    title: str
    scale: int
    crs: str
    paper: str
    dpi: int
    frame_bounds: Bounds
    frame_mm: tuple[float, float, float, float]
    frame_corners: tuple[Point, ...]
    turn: float = 0.0
    page: int = 1
    lists: tuple[str, ...] = ()

    @classmethod
    def of(cls, sheet: Sheet, path: Path, page: int = 1, lists: Sequence[str] = ()) -> Self:
        """Return the result of writing ``sheet`` to ``path``."""
        frame = sheet.layout.frame
        return cls(
            path,
            str(sheet.request.title),
            sheet.scale,
            crs_name(sheet.request.crs),
            sheet.request.paper.value,
            sheet.request.dpi,
            sheet.bounds,
            (frame.x, frame.y, frame.width, frame.height),
            sheet.ground.corners,
            sheet.request.turn,
            page,
            tuple(lists),
        )

    def to_json(self) -> dict[str, Any]:
        """Return the object of the command line's contract."""
        return {
            "path": str(self.path),
            "scale": self.scale,
            "crs": self.crs,
            "paper": self.paper,
            "dpi": self.dpi,
            "frame_bounds": [round(value, 4) for value in self.frame_bounds],
            "frame_mm": [round(value, 4) for value in self.frame_mm],
            "title": self.title,
            "page": self.page,
            "turn": round(self.turn, 6),
            "frame_corners": [
                [round(value, 4) for value in corner] for corner in self.frame_corners
            ],
            "lists": list(self.lists),
        }
