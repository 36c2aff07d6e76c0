"""Draws the rows of the layer tree: checkbox, swatch, title, status mark, error."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QMouseEvent, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTreeView
from typing_extensions import override

from planviewer.i18n import translate
from planviewer.ui import theme_state
from planviewer.ui.icons import icon_image
from planviewer.ui.item_paint import draw_check, draw_row_ground
from planviewer.ui.layer_model import row_of
from planviewer.ui.layer_rows import Row
from planviewer.ui.pill import STATUS_ICONS
from planviewer.ui.swatches import Swatch, kept, swatch_kind
from planviewer.ui.wrapping import draw_lines, text_height

CHECK: Final = 16
SWATCH_W, SWATCH_H = 24, 16
MARK: Final = 16
GAP: Final = 8
INSET: Final = 6
LEAST_HEIGHT: Final = 30
CLASS_HEIGHT: Final = 26
MOST_LINES: Final = 3
REMARK_LINES: Final = 2
MOST_HEIGHTS: Final = 4096
"""Heights of rows that are kept."""
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Places:
    """Where the parts of one row are."""

    check: QRect
    swatch: QRect
    title: QRect
    error: QRect
    mark: QRect


class LayerDelegate(QStyledItemDelegate):
    """``toggled(row)`` says that the checkbox of a row was clicked."""

    toggled = Signal(object)

    def __init__(self, swatch: Swatch, view: QTreeView) -> None:
        super().__init__(view)
        self._swatch = kept(swatch)
        self._view = view
        self._heights: dict[tuple[object, ...], int] = {}

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = row_of(index)
        if row is None:
            return super().sizeHint(option, index)
        width = self._view.viewport().width() - self._view.indentation() * _depth(index)
        return QSize(width, self._height(row, width))

    def _height(self, row: Row, width: int) -> int:
        """Return the height of a row; Qt asks for all of them at every change of look."""
        parts = (row.checked is None, row.symbol is None, row.status is None, _remark(row))
        key = (width, self._view.font().key(), row.kind, row.title, *parts)
        known = self._heights.get(key)
        if known is None:
            if len(self._heights) >= MOST_HEIGHTS:
                self._heights.clear()
            known = self._heights[key] = self._measured(row, width)
        return known

    def _measured(self, row: Row, width: int) -> int:
        places = self.places(QRect(0, 0, width, LEAST_HEIGHT), row)
        least = CLASS_HEIGHT if row.kind == "class" else LEAST_HEIGHT
        return max(least, places.title.height() + places.error.height() + 10)

    def places(self, rect: QRect, row: Row) -> Places:
        """Return where the parts of ``row`` lie in ``rect``, checks on the first line's level."""
        first = QRect(rect.left(), rect.top(), rect.width(), min(rect.height(), LEAST_HEIGHT))
        left, middle = rect.left() + INSET, first.center().y() + 1
        check, swatch, mark = QRect(), QRect(), QRect()
        if row.checked is not None:
            check = QRect(left, middle - CHECK // 2, CHECK, CHECK)
            left += CHECK + GAP
        if row.symbol is not None:
            swatch = QRect(left, middle - SWATCH_H // 2, SWATCH_W, SWATCH_H)
            left += SWATCH_W + GAP
        right = rect.right() - GAP
        if row.status is not None:
            mark = QRect(right - MARK, middle - MARK // 2, MARK, MARK)
            right = mark.left() - GAP
        font = title_font(self._view.font(), row)
        width = max(1, right - left)
        height = text_height(row.title, font, width, MOST_LINES)
        remark = self._remark_height(row, width)
        block = height + remark
        title = QRect(left, rect.top() + max(0, rect.height() - block) // 2, width, height)
        error = QRect(left, title.bottom() + 1, width, remark)
        return Places(check, swatch, title, error, mark)

    def _remark_height(self, row: Row, width: int) -> int:
        remark = _remark(row)
        font = title_font(self._view.font(), row)
        return text_height(remark, font, width, REMARK_LINES) if remark else 0

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = row_of(index)
        if row is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_row_ground(painter, option)
        places = self.places(option.rect, row)
        if row.checked is not None:
            draw_check(painter, places.check, row.checked)
        self._draw_swatch(painter, places.swatch, row)
        self._draw_words(painter, places, row)
        _draw_mark(painter, places.mark, row)
        painter.restore()

    def _draw_swatch(self, painter: QPainter, rect: QRect, row: Row) -> None:
        if row.symbol is not None:
            ratio = painter.device().devicePixelRatioF()
            kind = swatch_kind(row.geometry, row.symbol)
            image = self._swatch(row.symbol, kind, rect.width(), rect.height(), ratio)
            painter.drawImage(rect, image)

    def _draw_words(self, painter: QPainter, places: Places, row: Row) -> None:
        colors = theme_state.current()
        hidden = row.checked == Qt.CheckState.Unchecked
        painter.setPen(QColor(colors.muted if hidden or row.kind == "class" else colors.text))
        font = title_font(self._view.font(), row)
        draw_lines(painter, places.title, row.title, font, MOST_LINES)
        painter.setPen(QColor(colors.danger if row.error else colors.muted))
        draw_lines(painter, places.error, _remark(row), font, REMARK_LINES)

    @override
    def editorEvent(
        self,
        event: QEvent,
        _model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        row = row_of(index)
        if row is None or row.checked is None or not self._asks_to_toggle(event, option, row):
            return False
        self.toggled.emit(row)
        return True

    def _asks_to_toggle(self, event: QEvent, option: QStyleOptionViewItem, row: Row) -> bool:
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonRelease:
            # A finger's width around the box counts as the box.
            target = self.places(option.rect, row).check.adjusted(-6, -7, 6, 7)
            left = event.button() == Qt.MouseButton.LeftButton
            return left and target.contains(event.position().toPoint())
        return False


def _remark(row: Row) -> str:
    """Return the line below the title: what is wrong or to be minded, or that it is being read."""
    return row.error or (translate("layers", "Loading …") if row.loading else row.note or "")


def title_font(base: QFont, row: Row) -> QFont:
    """Return the font of a row's title: groups stand out."""
    font = QFont(base)
    if row.kind == "group":
        font.setWeight(QFont.Weight.DemiBold)
    elif row.kind == "class":
        font.setPixelSize(max(11, font.pixelSize() - 1))
    return font


def _draw_mark(painter: QPainter, rect: QRect, row: Row) -> None:
    if row.status is None:
        return
    name, tone = STATUS_ICONS[row.status]
    if row.error is not None:
        name, tone = "circle-alert", "danger"
    color = str(getattr(theme_state.current(), tone))
    image = icon_image(name, color, rect.width(), painter.device().devicePixelRatioF())
    painter.drawImage(QPoint(rect.left(), rect.top()), image)


def _depth(index: Index) -> int:
    depth, parent = 1, index.parent()
    while parent.isValid():
        depth, parent = depth + 1, parent.parent()
    return depth
