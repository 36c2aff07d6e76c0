"""A panel that stands at an edge of the window, under a slim title with a button to close it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QWidget
from typing_extensions import override

from planviewer.i18n import translate
from planviewer.ui.base import SPACE, Speaks, icon_button, named, plain_label


class Dock(Speaks, QDockWidget):
    """Holds a panel; ``title`` gives its name in the language of the moment.

    ``close_wished`` comes from the button in its title.
    """

    close_wished = Signal()

    def __init__(
        self, name: str, title: Callable[[], str], panel: QWidget, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._title = title
        self.heading = plain_label("heading", wrap=False)
        self.close_button = icon_button("x", self)
        self.close_button.clicked.connect(self.close_wished)
        self.setObjectName(name)
        self.setWidget(panel)
        self.setFeatures(QDockWidget.DockWidgetFeature.NoDockWidgetFeatures)
        self.setTitleBarWidget(self._title_bar())
        self.speak()

    def _title_bar(self) -> QWidget:
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(12, 2, SPACE // 2, 2)
        row.addWidget(self.heading, 1)
        row.addWidget(self.close_button)
        return bar

    @override
    def retranslate(self) -> None:
        title = self._title()
        self.setWindowTitle(title)
        self.heading.setText(title)
        named(self.close_button, translate("window", "Close: {title}").format(title=title))
