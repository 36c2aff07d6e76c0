"""The plan a window begins with: what a crash left unsaved, or what was asked for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from planviewer.app.recovery import Found
from planviewer.errors import PlanviewerError
from planviewer.i18n import translate

if TYPE_CHECKING:
    from planviewer.ui.main_window import MainWindow


def open_first(window: MainWindow, path: Path, unsaved: tuple[Found, ...]) -> None:
    """Open the plan of the start, or what a crash left unsaved."""
    if unsaved and _restore(window, unsaved[0]):
        return
    if not window.files.open_plan(path) and not window.has_plan:
        window.files.open_bundled()


def _restore(window: MainWindow, found: Found) -> bool:
    try:
        window.session.open(Path(found.record.path), found.record.plan)
    except PlanviewerError as error:
        window.say(error)
        return False
    found.forget()
    window.tell(
        translate(
            "window",
            "planviewer did not end properly last time. Your unsaved changes are back; "
            "Undo returns to the saved plan.",
        )
    )
    return True
