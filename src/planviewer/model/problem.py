"""What is wrong with data, said so that somebody can mend it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from planviewer.i18n import Message

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True)
class Problem:
    """One finding.

    ``code`` is stable (used in ``--json``), ``feature`` the row (0-based) of the first feature
    concerned or None, ``count`` how many features are, ``rows`` which (where that is known).
    """

    code: str
    message: Message
    severity: Severity = "warning"
    hint: Message | None = None
    feature: int | None = None
    count: int = 1
    rows: tuple[int, ...] = ()
