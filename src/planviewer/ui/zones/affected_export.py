"""Affected parcels given away: as files with a certificate, and as text for a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from planviewer import pace
from planviewer.app.affected.view import AffectedRequest, is_decided_by, order_for
from planviewer.app.session import Session
from planviewer.app.tasks import Lane, Progress, Task
from planviewer.errors import PlanUnsaved
from planviewer.i18n import Message, translate
from planviewer.reading.postgis.address import TableAddress
from planviewer.writing.moment import today


class AffectedExport(QObject):
    """Signals.

    Signals
    -------
    failed(PlanviewerError)
        A file could not be written.
    written(Path)
        A file is there.
    told(str)
        Something else was done.
    """

    failed = Signal(object)
    written = Signal(object)
    told = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session

    def ask(self, ending: str, parent: QWidget) -> Path | None:
        """Ask where a file is to be written; None: the person thought better of it."""
        start = str(Path.home() / f"{self._session.plan.id}-affected{ending}")
        title = translate("affected-view", "Export affected parcels")
        kinds = f"{ending[1:].upper()} (*{ending})"
        name, _ = QFileDialog.getSaveFileName(parent, title, start, kinds)
        if not name:
            return None
        return Path(name) if Path(name).suffix.lower() == ending else Path(f"{name}{ending}")

    def write(self, request: AffectedRequest, path: Path, *, owners: bool) -> Task | None:
        """Write a result in the background, computed again from the files as they are saved.

        A plan with unsaved edits of what decides the result is refused: its certificate could
        never be checked.
        """
        session, saved = self._session, self._session.saved
        if saved is None or not is_decided_by(session.plan, saved, request):
            self.failed.emit(PlanUnsaved(path=path.name))
            return None
        order = order_for(session.plan, session.path, request, today(), owners=owners)

        def work(progress: Progress) -> Path:
            from planviewer.app.affected.files import write_affected  # noqa: PLC0415
            from planviewer.app.affected.land import find_affected  # noqa: PLC0415

            with pace.listening(progress):
                with pace.part(0.0, 0.6):
                    result = find_affected(order)
                progress(0.6)
                with pace.part(0.6, 1.0):
                    write_affected(result, path)
            return path

        title = Message("session", "Writing {name}", {"name": path.name})
        lane: Lane = "database" if isinstance(order.parcels, TableAddress) else "work"
        task = session.tasks.run(title, work, lane=lane)
        task.finished.connect(self.written)
        task.failed.connect(self.failed)
        return task

    def copy(self, count: int, text: Callable[[], str]) -> None:
        """Copy ``count`` rows, whose text is made in the background."""

        def take(found: str) -> None:
            QGuiApplication.clipboard().setText(found)
            values = {"count": count}
            text = Message("affected-view", "{count} parcels copied as a table.", values)
            self.told.emit(text)

        title = Message("session", "Copying the table")
        task = self._session.tasks.run(title, lambda _progress: text())
        task.finished.connect(take)
        task.failed.connect(self.failed)
