"""The plan a window begins with: what a crash left unsaved, or what was asked for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from planviewer.app import saving
from planviewer.app.recovery import Found
from planviewer.errors import PlanviewerError
from planviewer.i18n import Message

if TYPE_CHECKING:
    from planviewer.ui.main_window import MainWindow


def open_first(window: MainWindow, path: Path, unsaved: tuple[Found, ...]) -> None:
    """Open the plan of the start, or what a crash left unsaved.

    Of several unsaved plans the newest comes back; the others are named, and come back one by one
    at the next starts.
    """
    if unsaved:
        _restore(window, unsaved[0])
        if unsaved[1:]:
            window.warn(_waiting(unsaved[1:]))
        return
    if not window.files.open_plan(path) and not window.has_plan:
        window.files.open_bundled()


def _restore(window: MainWindow, found: Found) -> None:
    path = Path(found.record.path)
    error = window.session.restore(path, found.record.plan)
    if window.session.autosave.keeps or not window.session.unsaved:
        window.session.autosave.take_over(found)
    if error is None:
        window.tell(_BACK)
    elif saving.is_unnamed(path):
        window.tell(_NEW_BACK)
    else:
        window.warn(_without_file(path, error))


_BACK = Message(
    "window",
    "planviewer did not end properly last time. Your unsaved changes are back; "
    "Undo returns to the saved plan.",
)


_NEW_BACK = Message(
    "window",
    "planviewer did not end properly last time. Your new plan is back; save it to keep it.",
)


def _without_file(path: Path, error: PlanviewerError) -> Message:
    return Message(
        "window",
        "planviewer did not end properly last time. Your unsaved plan is back, but its file "
        "{path} cannot be read ({reason}). Save the plan to keep it.",
        {"path": path, "reason": str(error).rstrip(".")},
    )


def _named(found: Found) -> str:
    path, title = Path(found.record.path), str(found.record.plan.title)
    return title if saving.is_unnamed(path) else f"{title} ({path.name})"


def _waiting(others: tuple[Found, ...]) -> Message:
    names = [_named(found) for found in others]
    return Message(
        "window",
        "More plans have unsaved changes: {names}. They are kept, and come back the next times "
        "planviewer starts.",
        {"names": ", ".join(names)},
    )
