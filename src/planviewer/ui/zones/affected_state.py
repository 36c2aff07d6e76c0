"""What the affected parcels wait for, and the button to stop it or to begin again."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget
from typing_extensions import override

from planviewer.i18n import Message, translate
from planviewer.ui.base import SPACE, Speaks, plain_label

_WAITING = Message(
    "affected-view",
    "The database is computing the affected parcels; the table is too large to be read whole.",
)
_STOPPED = Message("affected-view", "Stopped. There is no result for what is asked here.")


class AffectedState(Speaks, QWidget):
    """Hidden while there is nothing to wait for.

    Signals
    -------
    stop_wished(), again_wished()
        The computation is to be stopped, or begun again.
    """

    stop_wished = Signal()
    again_wished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words: Message | None = None
        self.label, self.stop, self.again = plain_label("muted"), QPushButton(), QPushButton()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        row.addWidget(self.label, 1, Qt.AlignmentFlag.AlignVCenter)
        for button in (self.stop, self.again):
            row.addWidget(button)
        self.stop.clicked.connect(self.stop_wished)
        self.again.clicked.connect(self.again_wished)
        self.show_nothing()
        self.speak()

    def show_nothing(self) -> None:
        """There is a result, or another reason why there is none."""
        self._words = None
        self.hide()

    def show_waiting(self) -> None:
        """Say that the database computes."""
        self._show(_WAITING, waits=True)

    def show_stopped(self) -> None:
        """Say that there will be no result, since the person stopped it."""
        self._show(_STOPPED, waits=False)

    def _show(self, words: Message, *, waits: bool) -> None:
        self._words = words
        focused = self.stop.hasFocus() or self.again.hasFocus()
        self.stop.setVisible(waits)
        self.again.setVisible(not waits)
        self.retranslate()
        self.show()
        if focused:
            (self.stop if waits else self.again).setFocus()

    @override
    def retranslate(self) -> None:
        self.label.setText("" if self._words is None else str(self._words))
        self.stop.setText(translate("affected-view", "Stop"))
        self.again.setText(translate("affected-view", "Compute again"))
