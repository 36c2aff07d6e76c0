"""Messages above the map: what went wrong, what to mind, what is done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from planviewer.i18n import Message, translate
from planviewer.ui.base import SPACE, Panel, Speaks, icon_button, named, plain_label
from planviewer.ui.icons import icon

Kind = Literal["error", "warning", "success", "info"]
MOST: Final = 3
"""Messages seen at one time; the oldest that may pass goes first."""
_ICONS: Final = {
    "error": ("circle-alert", "danger"),
    "warning": ("triangle-alert", "warning"),
    "success": ("circle-check", "success"),
    "info": ("info", "info"),
}
_SECONDS: Final = {"error": 0, "warning": 12, "success": 6, "info": 8}
"""How long a message stays; an error stays until it is closed."""


class Toast(Speaks, QFrame):
    """One message; ``text`` may be a :class:`Message`, which follows the language."""

    closed = Signal()

    def __init__(self, text: str | Message, kind: Kind, parent: QWidget) -> None:
        super().__init__(parent)
        self.source = text
        self.kind = kind
        self.times = 1
        self._actions: list[tuple[QPushButton, str | Message]] = []
        self.setProperty("toast", kind)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.mark = QLabel()
        self.label = plain_label()
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.close_button = icon_button("x", self)
        self.close_button.clicked.connect(self.closed)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 6, 6, 6)
        self._row.setSpacing(SPACE)
        self._row.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(self.label, 1)
        self._row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self.mark.setContentsMargins(0, 5, 0, 0)
        self._passing = QTimer(self, singleShot=True, interval=_SECONDS[kind] * 1000)
        self._passing.timeout.connect(self.closed)
        self.speak()
        self.restart()

    def add_action(self, text: str | Message, act: Callable[[], object]) -> None:
        """Offer something to do about it."""
        button = QPushButton()
        button.setProperty("kind", "link")
        self._actions.append((button, text))
        button.clicked.connect(lambda _checked: act())
        button.clicked.connect(self.closed)
        self._row.insertWidget(2, button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.retranslate()

    def restart(self) -> None:
        """Stay for the full time again."""
        if _SECONDS[self.kind]:
            self._passing.start()

    def again(self) -> None:
        """Count the same message instead of piling it up."""
        self.times += 1
        self.retranslate()
        self.restart()

    @override
    def retranslate(self) -> None:
        text = str(self.source)
        self.label.setText(text if self.times == 1 else f"{text} (×{self.times})")
        self.setAccessibleName(f"{kind_word(self.kind)}: {text}")
        for button, words in self._actions:
            button.setText(str(words))
            button.setAccessibleName(str(words))
        named(self.close_button, translate("messages", "Close this message"))
        self._draw_mark()

    @override
    def restyle(self) -> None:
        self._draw_mark()

    def _draw_mark(self) -> None:
        name, tone = _ICONS[self.kind]
        self.mark.setPixmap(icon(name, tone).pixmap(QSize(18, 18), self.devicePixelRatioF()))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


class MessageBar(Panel):
    """A column of toasts, for its owner to place; hidden while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._toasts: list[Toast] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE)
        self.hide()
        self.speak()

    def show_message(
        self,
        text: str | Message,
        kind: Kind = "info",
        action: tuple[str | Message, Callable[[], object]] | None = None,
    ) -> Toast:
        """Show a message and announce it; the same one again is counted."""
        for toast in self._toasts:
            if str(toast.source) == str(text) and toast.kind == kind:
                toast.again()
                self._announce(toast)
                return toast
        toast = Toast(text, kind, self)
        if action is not None:
            toast.add_action(*action)
        toast.closed.connect(lambda: self._close(toast))
        self._toasts.append(toast)
        self._column.addWidget(toast)
        self._make_room()
        self.show()
        self._announce(toast)
        return toast

    def height_for(self, width: int) -> int:
        """Return the height all messages need in this width."""
        return max(
            self._column.totalHeightForWidth(width), self._column.totalMinimumSize().height()
        )

    def messages(self) -> tuple[str, ...]:
        """Return the texts on show, oldest first."""
        return tuple(toast.label.text() for toast in self._toasts)

    def clear(self) -> None:
        """Close all messages."""
        for toast in tuple(self._toasts):
            self._close(toast)

    def _make_room(self) -> None:
        while len(self._toasts) > MOST:
            passing = (toast for toast in self._toasts[:-1] if toast.kind != "error")
            self._close(next(passing, self._toasts[0]))

    def _close(self, toast: Toast) -> None:
        if toast in self._toasts:
            self._toasts.remove(toast)
            self._column.removeWidget(toast)
            toast.hide()
            toast.deleteLater()
            self.setVisible(bool(self._toasts))

    def _announce(self, toast: Toast) -> None:
        event = QAccessibleAnnouncementEvent(self, toast.accessibleName())
        if toast.kind == "error":
            event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(event)


def kind_word(kind: Kind) -> str:
    """Return the word that is read out before a message."""
    return {
        "error": translate("messages", "Error"),
        "warning": translate("messages", "Warning"),
        "success": translate("messages", "Done"),
        "info": translate("messages", "Note"),
    }[kind]
