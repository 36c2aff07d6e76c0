"""A small log beside the settings, for whoever has to find out what went wrong."""

from __future__ import annotations

import logging
import logging.handlers

from planviewer.app.profile import profile_dir


def log_to_profile() -> None:
    """Send log records to ``planviewer.log`` in the profile folder, once."""
    root = logging.getLogger()
    if any(isinstance(h, logging.handlers.RotatingFileHandler) for h in root.handlers):
        return
    file = profile_dir() / "planviewer.log"
    try:
        handler = logging.handlers.RotatingFileHandler(
            file, maxBytes=500_000, backupCount=1, encoding="utf-8"
        )
    except OSError:  # no place for a log is no reason not to work
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root.addHandler(handler)
    root.setLevel(logging.INFO)
