"""What a plan without layers shows instead of nothing: what to do next, over the paper."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from planviewer.i18n import translate
from planviewer.ui.base import SPACE, Speaks, plain_label
from planviewer.ui.icons import icon

WIDTH = 340


class EmptyHint(Speaks, QFrame):
    """A quiet card in the middle of the map; the map around it stays free."""

    open_wished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("toast", "hint")
        self.mark = QLabel()
        self.mark.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.title, self.words = plain_label("heading"), plain_label("muted")
        self.button = QPushButton()
        self.button.clicked.connect(lambda _checked: self.open_wished.emit())
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(SPACE)
        column.addWidget(self.mark)
        for label in (self.title, self.words):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        self.hide()
        self.speak()

    def height_for(self, width: int) -> int:
        """Return how high the card is."""
        self._column.activate()
        return self._column.totalHeightForWidth(width)

    @override
    def retranslate(self) -> None:
        self.mark.setPixmap(icon("layers-plus", "muted").pixmap(28, 28))
        self.title.setText(translate("empty plan", "Open or drop files here"))
        self.words.setText(
            translate(
                "empty plan",
                "Roads, rivers, parcels, images: Shapefile, DXF, MapInfo, GeoJSON, KML, Excel, "
                "GeoTIFF and others become layers of this plan.",
            )
        )
        self.button.setText(translate("empty plan", "Open files…"))
        self.updateGeometry()

    @override
    def restyle(self) -> None:
        self.retranslate()
