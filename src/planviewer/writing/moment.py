"""The time to write into files and onto sheets."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime


def today() -> date:
    """Return the date to print: today, or that of ``SOURCE_DATE_EPOCH`` for repeatable files."""
    return timestamp().date()


def timestamp() -> datetime:
    """Return the time to write into files, fixed by ``SOURCE_DATE_EPOCH`` if that is set."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch and epoch.isdigit():
        return datetime.fromtimestamp(int(epoch), tz=UTC)
    return datetime.now(tz=UTC).astimezone()
