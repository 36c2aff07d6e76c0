"""Which basemap is drawn: plain paper, or one XYZ source the person switches on."""

from __future__ import annotations

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from planviewer.app.session import Session
from planviewer.i18n import Message, translate
from planviewer.model import edits


class BasemapMenu(QMenu):
    """A submenu with one choice a basemap; plain paper is the first and the default."""

    def __init__(self, session: Session, add: QAction, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._add = add
        self._group = QActionGroup(self)
        session.opened.connect(self.refresh)
        session.plan_changed.connect(lambda _old, _new: self.refresh())

    def refresh(self) -> None:
        """Show the plan's basemaps as they are now, in the language of the moment."""
        self.setTitle(translate("basemap", "&Basemap"))
        self.clear()
        for action in self._group.actions():
            self._group.removeAction(action)
        if self._session.has_plan:
            self._offer(None, translate("basemap", "Plain paper with grid"))
            for basemap in self._session.plan.basemaps:
                self._offer(basemap.id, str(basemap.title))
            self.addSeparator()
        self.addAction(self._add)

    def _offer(self, basemap: str | None, title: str) -> None:
        action = QAction(title, self._group)
        action.setCheckable(True)
        action.setChecked(self._session.plan.basemap == basemap)
        action.triggered.connect(lambda: self._use(basemap, title))
        self.addAction(action)

    def _use(self, basemap: str | None, title: str) -> None:
        label = Message("session", "basemap {name}", {"name": title})
        self._session.edit(label, lambda plan: edits.use_basemap(plan, basemap))


def ask_basemap(session: Session, parent: QWidget) -> None:
    """Ask for an XYZ source and add it to the plan, switched off."""
    from planviewer.ui.dialogs.add_basemap import AddBasemapDialog  # noqa: PLC0415  off the start path

    dialog = AddBasemapDialog([item.id for item in session.plan.basemaps], parent)
    basemap = dialog.basemap() if dialog.exec() else None
    if basemap is not None:
        label = Message("session", "add basemap {name}", {"name": basemap.title})
        session.edit(label, lambda plan: edits.add_basemap(plan, basemap))
    dialog.deleteLater()
