"""A row that says which letters the bytes of a text are, and lets another answer be chosen."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from planviewer.app.previewing import LayerPreview, is_misread
from planviewer.i18n import translate
from planviewer.model.features import EncodingSource
from planviewer.ui.base import Panel, plain_label

ENCODINGS: Final = ("UTF-8", "TCVN3", "VNI", "cp1258", "cp1252")
"""Those met in files from Vietnam, named as on the command line."""


class EncodingRow(Panel):
    """Shows the encoding of a layer's text and how it is known; ``chosen(name or None)``."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layer: LayerPreview | None = None
        self.label, self.combo = QLabel(), QComboBox()
        self.how = plain_label("muted")
        self.label.setBuddy(self.combo)
        self.combo.setMinimumWidth(230)
        row = QHBoxLayout()
        row.addWidget(self.label)
        row.addWidget(self.combo)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.how)
        self.combo.activated.connect(lambda _row: self._tell())
        self.speak()

    def show_layer(self, layer: LayerPreview) -> None:
        """Show how the text of a layer was read."""
        self._layer = layer
        self.setVisible(layer.encoding is not None)
        self._fill(layer)
        words = known_words(layer.encoding_source)
        if is_misread(layer):
            look = translate("preview", "If letters below are wrong, choose another.")
            words = f"{words} {look}"
        self.how.setText(words)
        role = "warning" if is_misread(layer) else "muted"
        if self.how.property("role") != role:
            self.how.setProperty("role", role)
            self.how.style().unpolish(self.how)
            self.how.style().polish(self.how)

    def _fill(self, layer: LayerPreview) -> None:
        """Offer what a text may be in; the first is what its bytes say."""
        found = translate("preview", "As found out")
        if layer.encoding_chosen is None and layer.encoding is not None:
            found = translate("preview", "As found out: {encoding}").format(encoding=layer.encoding)
        with QSignalBlocker(self.combo):
            self.combo.clear()
            self.combo.addItem(found, None)
            for name in ENCODINGS:
                self.combo.addItem(encoding_words(name), name)
            if layer.encoding_chosen is not None and self._at(layer.encoding_chosen) < 0:
                self.combo.addItem(layer.encoding_chosen, layer.encoding_chosen)
            self.combo.setCurrentIndex(max(self._at(layer.encoding_chosen), 0))

    def _at(self, name: str | None) -> int:
        return self.combo.findData(name)

    def _tell(self) -> None:
        name = self.combo.currentData()
        if self._layer is not None and name != self._layer.encoding_chosen:
            self.chosen.emit(name)

    @override
    def retranslate(self) -> None:
        self.label.setText(translate("preview", "Text encoding:"))
        self.combo.setAccessibleName(translate("preview", "Text encoding"))
        if self._layer is not None:
            self.show_layer(self._layer)


def encoding_words(name: str) -> str:
    """Return the name of an encoding with what it is met in."""
    return {
        "TCVN3": translate("preview", "TCVN3 – fonts .VnTime"),
        "VNI": translate("preview", "VNI – fonts VNI-Times"),
        "cp1258": translate("preview", "cp1258 – Windows, Vietnamese"),
        "cp1252": translate("preview", "cp1252 – Windows, Western"),
    }.get(name, name)


def known_words(source: EncodingSource | None) -> str:
    """Return how an encoding is known, as a sentence."""
    if source is None:
        return ""
    return {
        "file": translate("preview", "The file says so."),
        "standard": translate("preview", "The format fixes it."),
        "bytes": translate("preview", "Recognised by the bytes of the text."),
        "plain": translate("preview", "There are no letters that it would change."),
        "supposed": translate("preview", "Only supposed: neither file nor bytes tell it."),
        "user": translate("preview", "You chose it."),
    }[source]
