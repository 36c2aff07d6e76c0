"""The map of the window."""

from __future__ import annotations

from planviewer.errors.root import PlanviewerError
from planviewer.i18n import Message


class MapError(PlanviewerError):
    """The map of the window cannot do its work."""

    code = "map"


class MapMessageInvalid(MapError):
    """Values: ``reason``."""

    code = "map-message-invalid"
    template = Message(
        "errors",
        "The map sent a message planviewer does not understand ({reason}). It was ignored.",
    )


class MapPageFailed(MapError):
    """Values: ``reason``."""

    code = "map-page-failed"
    template = Message(
        "errors",
        "The map cannot be shown: {reason}. Close planviewer and start it again; "
        "your work is kept.",
    )


class MapPictureFailed(MapError):
    """Values: ``reason``."""

    code = "map-picture-failed"
    template = Message(
        "errors", "A part of the map could not be drawn: {reason}. Move the map to try again."
    )
