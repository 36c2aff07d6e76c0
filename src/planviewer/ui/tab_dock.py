"""Panels under the map, one behind the other, as tabs of one dock."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDockWidget, QTabWidget, QWidget
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
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.close_button = icon_button("x", self)
        self.close_button.clicked.connect(lambda: self.close_wished.emit(self.tabs.currentWidget()))
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
        if self.tabs.indexOf(panel) < 0:
            self.tabs.addTab(panel, title())
        self.tabs.setCurrentWidget(panel)
        self.show()

    def hide_panel(self, panel: QWidget) -> None:
        """Take a panel away; it stays as it is for the next time."""
        at = self.tabs.indexOf(panel)
        if at >= 0:
            self.tabs.removeTab(at)
            panel.setParent(self)
            panel.hide()
        self.setVisible(self.tabs.count() > 0)

    def holds(self, panel: QWidget) -> bool:
        """Whether a panel is among the tabs."""
        return self.tabs.indexOf(panel) >= 0

    @override
    def retranslate(self) -> None:
        self.setWindowTitle(translate("window", "Tables and charts"))
        self.tabs.setAccessibleName(translate("window", "Tables and charts"))
        named(self.close_button, translate("window", "Close this table or chart"))
        for panel, title in self._titles.items():
            at = self.tabs.indexOf(panel)
            if at >= 0:
                self.tabs.setTabText(at, title())
