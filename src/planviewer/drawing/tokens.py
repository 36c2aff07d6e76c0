"""Marks that tell pictures apart: whatever looks different has another one."""

from __future__ import annotations

from itertools import count
from typing import Final

_tokens: Final = count()


def next_token() -> int:
    """Return a mark nobody has."""
    return next(_tokens)
