"""A short word on a tinted ground: status, kind, severity."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from planviewer.model.provenance import Status

STATUS_ICONS: Final = {
    Status.SCHEMATIC: ("pencil-line", "warning"),
    Status.APPROVED: ("stamp", "success"),
    Status.SURVEYED: ("ruler", "info"),
    Status.UNKNOWN: ("circle-help", "muted"),
}
"""Icon and palette colour of a status where there is no room for the word."""


class Pill(QLabel):
    """A badge; ``kind`` is one of the ``QLabel[pill=…]`` of the style sheet."""

    def __init__(
        self, text: str = "", kind: str = "neutral", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.say(text, kind)

    def say(self, text: str, kind: str) -> None:
        """Show ``text`` in the colours of ``kind``."""
        self.setText(text)
        if self.property("pill") != kind:
            self.setProperty("pill", kind)
            # A property selector is looked at again only when the style is polished anew.
            self.style().unpolish(self)
            self.style().polish(self)
