"""The legend as it will be: every class with its swatch, drawn by the painter of the map."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget
from typing_extensions import override

from planviewer.drawing.classes import AnyStyle
from planviewer.i18n import translate
from planviewer.model.style import CategoryStyle, SingleStyle, Symbol
from planviewer.ui.base import Speaks
from planviewer.ui.swatches import Swatch, SwatchKind

_WIDTH, _HEIGHT = 40, 24
Number = int | None


class LegendList(Speaks, QListWidget):
    """Lists the classes of a style; the current one is edited. ``None`` stands for all classes."""

    class_chosen = Signal()

    def __init__(self, swatch: Swatch, kind: SwatchKind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._swatch = swatch
        self._kind = kind
        self._style: AnyStyle = SingleStyle()
        self.setProperty("framed", True)
        self.setIconSize(QSize(_WIDTH, _HEIGHT))
        self.setUniformItemSizes(True)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.currentRowChanged.connect(lambda _row: self.class_chosen.emit())
        self.speak()

    def number(self) -> Number:
        """Return the number of the current class as `with_symbol` counts, None for all."""
        row = max(self.currentRow(), 0)
        return 0 if isinstance(self._style, SingleStyle) else (row - 1 if row else None)

    def show_style(self, style: AnyStyle) -> None:
        """Show the classes of a style; the current one stays current where it can."""
        row = max(self.currentRow(), 0)
        self._style = style
        entries = _entries(style)
        self.blockSignals(True)
        while self.count() > len(entries):
            self.takeItem(self.count() - 1)
        while self.count() < len(entries):
            self.addItem(QListWidgetItem())
        for number, (text, symbol) in enumerate(entries):
            item = self.item(number)
            item.setText(text)
            item.setIcon(QIcon() if symbol is None else self._icon(symbol))
        self.setCurrentRow(min(row, len(entries) - 1))
        self.blockSignals(False)

    def _icon(self, symbol: Symbol) -> QIcon:
        ratio = self.devicePixelRatioF()
        image = self._swatch(symbol, self._kind, _WIDTH, _HEIGHT, ratio)
        icon = QIcon(QPixmap.fromImage(image))
        icon.addPixmap(QPixmap.fromImage(image), QIcon.Mode.Selected)  # or Qt tints the colours
        return icon

    @override
    def retranslate(self) -> None:
        self.setAccessibleName(translate("style", "Legend: choose what to change"))
        self.show_style(self._style)


def _entries(style: AnyStyle) -> list[tuple[str, Symbol | None]]:
    if isinstance(style, SingleStyle):
        return [(translate("style", "All features"), style.symbol)]
    parts = style.categories if isinstance(style, CategoryStyle) else style.classes
    listed: list[tuple[str, Symbol | None]] = [(translate("style", "All classes together"), None)]
    listed += [(str(part.label), part.symbol) for part in parts]
    return [*listed, (translate("style", "Everything else"), style.other)]
