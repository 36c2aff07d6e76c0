"""The foot of the layer panel: what can be done with the current layer."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from planviewer import i18n
from planviewer.i18n import translate
from planviewer.model.layer import Layer
from planviewer.ui.base import SPACE, Speaks, as_tooltip, icon_button, named, plain_label
from planviewer.ui.icons import icon
from planviewer.ui.layer_rows import provenance_lines
from planviewer.ui.pill import Pill

_SETTLED_MS = 500
"""Keys and wheel give no "released": after this rest the opacity counts as chosen."""


class LayerFooter(Speaks, QFrame):
    """Title, status, opacity and buttons of one layer.

    ``opacity_previewed`` follows the slider, ``opacity_chosen`` comes once when it rests.
    """

    opacity_previewed = Signal(str, float)
    opacity_chosen = Signal(str, float)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "footer")
        self._layer: Layer | None = None
        self._pending = False
        self._why_kept = ""
        self.title = plain_label("heading")
        self.status = Pill()
        self.caption = plain_label("small", wrap=False)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.value = plain_label("small", wrap=False)
        self.actions_by_name = {name: QAction(self) for name in _ICONS}
        self._settle = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._settle.timeout.connect(self._choose)
        self._lay_out()
        self._wire()
        self.speak()
        self.show_layer(None)

    def _lay_out(self) -> None:
        self.buttons = [self._button(name) for name in _ICONS]
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.status, 0, Qt.AlignmentFlag.AlignTop)
        opacity = QHBoxLayout()
        opacity.setSpacing(SPACE)
        opacity.addWidget(self.caption)
        opacity.addWidget(self.slider, 1)
        opacity.addWidget(self.value)
        tools = QHBoxLayout()
        tools.setSpacing(4)
        for button in self.buttons[:-1]:
            tools.addWidget(button)
        tools.addStretch(1)
        tools.addWidget(self.buttons[-1])
        column = QVBoxLayout(self)
        column.setContentsMargins(12, SPACE, SPACE, SPACE)
        column.setSpacing(4)
        for row in (head, opacity, tools):
            column.addLayout(row)

    def _button(self, name: str) -> QToolButton:
        button = icon_button(_ICONS[name])
        action = self.actions_by_name[name]
        action.setIcon(icon(_ICONS[name]))
        button.clicked.connect(action.trigger)
        action.enabledChanged.connect(button.setEnabled)
        return button

    def _wire(self) -> None:
        self.slider.setRange(0, 100)
        self.slider.setPageStep(10)
        self.caption.setBuddy(self.slider)
        self.slider.valueChanged.connect(self._moved)
        self.slider.sliderReleased.connect(self._choose)
        self.value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def show_layer(
        self,
        layer: Layer | None,
        *,
        can_move: tuple[bool, bool] = (True, True),
        why_kept: str = "",
    ) -> None:
        """Show a layer, or with None that none is chosen.

        ``can_move``: up, down; ``why_kept``: why it cannot be removed, empty if it can.
        """
        other = (layer and layer.id) != (self._layer and self._layer.id)
        if other:
            self._choose()
        self._layer = layer
        self._why_kept = why_kept
        allowed = {"up": can_move[0], "down": can_move[1], "remove": not why_kept}
        for name, action in self.actions_by_name.items():
            action.setEnabled(layer is not None and allowed.get(name, True))
        self.slider.setEnabled(layer is not None)
        if not self.slider.isSliderDown() and not self._pending:
            self.slider.blockSignals(True)
            self.slider.setValue(100 if layer is None else round(layer.opacity * 100))
            self.slider.blockSignals(False)
        self._say()

    def _moved(self, value: int) -> None:
        self._say_value()
        if self._layer is None:
            return
        self._pending = True
        self.opacity_previewed.emit(self._layer.id, value / 100)
        if not self.slider.isSliderDown():
            self._settle.start()

    def _choose(self) -> None:
        self._settle.stop()
        if self._pending and self._layer is not None:
            self._pending = False
            self.opacity_chosen.emit(self._layer.id, self.slider.value() / 100)

    @override
    def retranslate(self) -> None:
        self.caption.setText(translate("layers", "Opacity"))
        self.slider.setAccessibleName(translate("layers", "Opacity of the layer"))
        words = _words()
        for button, name in zip(self.buttons, _ICONS, strict=True):
            text, keys = words[name]
            action = self.actions_by_name[name]
            action.setText(text)
            if keys:
                action.setShortcut(QKeySequence(keys))
                # The tree answers the keys where it has the focus; here they are only shown.
                action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            named(button, text, _native(keys))
        self._say()

    def _say(self) -> None:
        layer = self._layer
        self.title.setText(
            translate("layers", "Choose a layer") if layer is None else str(layer.title)
        )
        self.status.setVisible(layer is not None)
        if layer is not None:
            self.status.say(layer.provenance.status.word, layer.provenance.status.value)
            self.status.setToolTip(as_tooltip("\n".join(provenance_lines(layer.provenance))))
        self._say_value()
        remove, keys = _words()["remove"]
        named(self.buttons[-1], self._why_kept or remove, "" if self._why_kept else _native(keys))

    def _say_value(self) -> None:
        text = f"{i18n.number(self.slider.value())} %"
        self.value.setText(text)
        self.value.setMinimumWidth(self.value.fontMetrics().horizontalAdvance("000 %"))


_ICONS = {
    "zoom": "scan-search",
    "style": "palette",
    "details": "info",
    "up": "arrow-up",
    "down": "arrow-down",
    "remove": "trash-2",
}


def _native(keys: str) -> str:
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


def _words() -> dict[str, tuple[str, str]]:
    return {
        "zoom": (translate("layers", "Zoom to the layer"), "Return"),
        "style": (translate("layers", "Style…"), "Ctrl+Return"),
        "details": (translate("layers", "About the layer"), ""),
        "up": (translate("layers", "Move up"), "Alt+Up"),
        "down": (translate("layers", "Move down"), "Alt+Down"),
        "remove": (translate("layers", "Remove from the plan"), "Delete"),
    }
