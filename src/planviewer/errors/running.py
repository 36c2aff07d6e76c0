"""What may happen to the program as a whole."""

from __future__ import annotations

from planviewer.errors.root import PlanviewerError
from planviewer.i18n import Message


class Cancelled(PlanviewerError):
    """The person asked to stop; no message is shown for it."""

    code = "cancelled"
    template = Message("errors", "Cancelled.")


class Unexpected(PlanviewerError):
    """A fault of the program itself. Values: ``reason``. The log has the traceback."""

    code = "unexpected"
    template = Message(
        "errors",
        "Something went wrong inside planviewer ({reason}). The plan is unchanged; the log in the "
        "profile folder holds the details for whoever mends it.",
    )


class NoDisplay(PlanviewerError):
    """There is no screen to open the window on. No values."""

    code = "no-display"
    template = Message(
        "errors",
        "There is no display to open the window on. Use --screenshot OUT.png for a picture of it.",
    )


class SandboxWithoutUser(PlanviewerError):
    """Chromium, which shows the map, ends without a word when root starts it. No values."""

    code = "sandbox-without-user"
    template = Message(
        "errors",
        "The map cannot be shown to root, whom its sandbox does not protect. Start planviewer as "
        "an ordinary user; in a container, set QTWEBENGINE_DISABLE_SANDBOX=1.",
    )


class PictureNotTaken(PlanviewerError):
    """The window did not become complete in time. Values: ``path``."""

    code = "picture-not-taken"
    template = Message(
        "errors", "{path} was not written: the map was not complete within a minute. Try again."
    )


class ProblemsFound(PlanviewerError):
    """A check found errors, which were listed. Values: ``count``, ``path`` of the first."""

    code = "problems-found"
    template = Message(
        "errors", "Errors found: {count}, the first in {path}. Mend what is listed and check again."
    )


class NothingToShow(PlanviewerError):
    """What was asked for has no place on the map. Values: ``what``."""

    code = "nothing-to-show"
    template = Message("errors", "{what} has nothing that could be shown on a map.")


class NothingToPaste(PlanviewerError):
    """The clipboard holds no features. No values."""

    code = "nothing-to-paste"
    template = Message(
        "errors",
        "The clipboard holds nothing that can be put on the map. Copy files, GeoJSON, WKT, KML or "
        "a table with headings such as X and Y.",
    )
