"""What a person who mends all that can be mended would ask for."""

from __future__ import annotations

from collections.abc import Iterable

from planviewer.model.problem import Problem
from planviewer.reading.repair import REPAIRABLE


def wanted_rows(problems: Iterable[Problem]) -> dict[str, tuple[int, ...]]:
    """Return the rows of problems that can be mended, by code."""
    return {item.code: item.rows for item in problems if item.code in REPAIRABLE and item.rows}
