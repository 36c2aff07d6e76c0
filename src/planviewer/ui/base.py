"""What all our widgets share: they change language and look while they are open."""

from __future__ import annotations

from functools import partial
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from planviewer import i18n
from planviewer.ui.icons import icon

if TYPE_CHECKING:
    _Mixed = QWidget
else:
    _Mixed = object

SPACE = 8
"""The step of the layout, pixels; 4 is the half step."""
_RESTYLE = QEvent.Type(QEvent.registerEventType())


class Speaks(_Mixed):
    """Mixin: ``retranslate`` when the language changes, ``restyle`` when the look does.

    A widget calls :meth:`speak` at the end of its constructor; before that, events that arrive
    while it is being built are left alone.
    """

    _speaking = False
    _restyling = False

    def speak(self) -> None:
        """Say everything for the first time."""
        self._speaking = True
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text anew in the language of the moment."""

    def restyle(self) -> None:
        """Set anew what was computed from colours or fonts."""

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if not self._speaking:
            return
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self._restyle_soon()

    def _restyle_soon(self) -> None:
        """Restyle before the next painting, once: a change of theme sends a row of events."""
        if not self._restyling:
            self._restyling = True
            QCoreApplication.postEvent(
                self, QEvent(_RESTYLE), Qt.EventPriority.HighEventPriority.value
            )

    @override
    def customEvent(self, event: QEvent) -> None:
        if event.type() == _RESTYLE:
            self._restyling = False
            self.restyle()


class Panel(Speaks, QWidget):
    """A part of the window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Without it the style sheet paints the ground of top-level widgets only.
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)


class Dialog(Speaks, QDialog):
    """A window of its own that asks for something."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowFlag(Qt.WindowType.WindowContextHelpButtonHint, on=False)


def icon_button(name: str, parent: QWidget | None = None, tone: str = "icon") -> QToolButton:
    """Return a flat button with an icon; it is reached by Tab and needs a :func:`named`."""
    button = QToolButton(parent)
    button.setIcon(icon(name, tone))
    button.setIconSize(QSize(18, 18))
    button.setAutoRaise(True)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return button


def named(widget: QWidget, text: str, keys: str = "") -> None:
    """Name a control for tooltips and for people who hear the screen."""
    widget.setAccessibleName(text)
    widget.setToolTip(as_tooltip(f"{text} ({keys})" if keys else text))


def as_tooltip(text: str) -> str:
    """Return ``text`` so that a tooltip shows it as it is.

    Qt takes a tooltip that looks like HTML for HTML, and titles and errors carry text from files.
    """
    return f"<qt>{escape(text).replace(chr(10), '<br>')}</qt>" if text else ""


def plain_label(role: str = "", parent: QWidget | None = None, *, wrap: bool = True) -> QLabel:
    """Return a label that shows any text as text; ``role`` is a ``QLabel[role=…]``."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wrap)
    if role:
        label.setProperty("role", role)
    return label


def footed(
    panel: QWidget,
    inside: QWidget,
    *above: QWidget | QLayout,
    cancel: QPushButton,
    accept: QPushButton,
) -> None:
    """Fill a panel: ``inside`` scrolls, and below it stay what stands ``above`` and the buttons.

    Escape and Ctrl+Enter press them from anywhere in the panel.
    """
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its fields are what Tab reaches
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setWidget(inside)
    foot = QFrame()
    foot.setProperty("role", "footer")
    below = QVBoxLayout(foot)
    below.setContentsMargins(12, 8, 12, 8)
    below.setSpacing(SPACE // 2)
    for part in above:
        if isinstance(part, QLayout):
            below.addLayout(part)
        else:
            below.addWidget(part)
    row = QHBoxLayout()
    row.addStretch(1)
    keys = {cancel: QKeySequence(Qt.Key.Key_Escape), accept: QKeySequence("Ctrl+Return")}
    for button, key in keys.items():
        row.addWidget(button)
        shortcut = QShortcut(key, panel)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(partial(_press, panel, button))
    below.addLayout(row)
    column = QVBoxLayout(panel)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(scroll, 1)
    column.addWidget(foot)


def _press(panel: QWidget, button: QPushButton) -> None:
    """Press a button by its key; what is typed just now counts, as if its field had been left."""
    for spin in panel.findChildren(QAbstractSpinBox):
        spin.interpretText()
    button.click()


def roomy(spin: QAbstractSpinBox) -> None:
    """Keep the text of a spin box off its edge: style sheets do not reach it there."""
    spin.lineEdit().setTextMargins(6, 0, 0, 0)


def speak_figures(*spins: QAbstractSpinBox) -> None:
    """Have spin boxes write and read numbers in the language of the moment."""
    for spin in spins:
        spin.setLocale(QLocale(i18n.language()))
