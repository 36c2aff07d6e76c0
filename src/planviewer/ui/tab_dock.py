"""Panels under the map, one behind the other, as tabs of one dock."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDockWidget, QScrollArea, QTabWidget, QWidget
from typing_extensions import override

from planviewer.i18n import translate
from planviewer.ui.base import Speaks, icon_button, named


class TabDock(Speaks, QDockWidget):
    """Tabs with a button that closes the one in front; without tabs it hides.

    ``close_wished(panel)`` comes from the button.
    """

    close_wished = Signal(object)

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._titles: dict[QWidget, Callable[[], str]] = {}
        self._frames: dict[QWidget, QScrollArea] = {}
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.close_button = icon_button("x", self)
        self.close_button.clicked.connect(self._wish_close)
        self.tabs.setCornerWidget(self.close_button)
        self.setObjectName(name)
        self.setWidget(self.tabs)
        self.setFeatures(QDockWidget.DockWidgetFeature.NoDockWidgetFeatures)
        self.setTitleBarWidget(QWidget())  # the tabs are title enough
        self.hide()
        self.speak()

    def show_panel(self, panel: QWidget, title: Callable[[], str]) -> None:
        """Put a panel in front."""
        self._titles[panel] = title
        frame = self._frames.get(panel) or self._framed(panel)
        if self.tabs.indexOf(frame) < 0:
            self.tabs.addTab(frame, title())
        self.tabs.setCurrentWidget(frame)
        self.show()

    def _framed(self, panel: QWidget) -> QScrollArea:
        """Let a panel that is wider than the window be scrolled, and never push the map aside."""
        frame = self._frames[panel] = QScrollArea()
        frame.setWidgetResizable(True)
        frame.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        frame.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        frame.setWidget(panel)
        return frame

    def _wish_close(self) -> None:
        front = self.tabs.currentWidget()
        for panel, frame in self._frames.items():
            if frame is front:
                self.close_wished.emit(panel)
                return

    def hide_panel(self, panel: QWidget) -> None:
        """Take a panel away; it stays as it is for the next time."""
        frame = self._frames[panel]
        at = self.tabs.indexOf(frame)
        if at >= 0:
            self.tabs.removeTab(at)
            frame.setParent(self)
            frame.hide()
        self.setVisible(self.tabs.count() > 0)

    def holds(self, panel: QWidget) -> bool:
        """Whether a panel is among the tabs."""
        return panel in self._frames and self.tabs.indexOf(self._frames[panel]) >= 0

    @override
    def retranslate(self) -> None:
        self.setWindowTitle(translate("window", "Tables and charts"))
        self.tabs.setAccessibleName(translate("window", "Tables and charts"))
        named(self.close_button, translate("window", "Close this table or chart"))
        for panel, title in self._titles.items():
            at = self.tabs.indexOf(self._frames[panel])
            if at >= 0:
                self.tabs.setTabText(at, title())
