"""What was written, as the command line reports it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from planviewer.model.crs import crs_name
from planviewer.sheets.compose import Sheet
from planviewer.sheets.scales import Bounds


@dataclass(frozen=True)
class SheetResult:
    """One written sheet; ``frame_mm`` is x, y, width, height from the upper left of the page."""

    path: Path
    scale: int
    crs: str
    paper: str
    dpi: int
    frame_bounds: Bounds
    frame_mm: tuple[float, float, float, float]

    @classmethod
    def of(cls, sheet: Sheet, path: Path) -> Self:
        """Return the result of writing ``sheet`` to ``path``."""
        frame = sheet.layout.frame
        return cls(
            path,
            sheet.scale,
            crs_name(sheet.request.crs),
            sheet.request.paper.value,
            sheet.request.dpi,
            sheet.bounds,
            (frame.x, frame.y, frame.width, frame.height),
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
        }
