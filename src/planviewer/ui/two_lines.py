"""List rows of two lines: a title with a code at the right, and an explanation below."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from planviewer.ui import theme_state
from planviewer.ui.item_paint import draw_row_ground
from planviewer.ui.sites_delegate import small_font, title_font
from planviewer.ui.wrapping import draw_lines, line_height, text_height

CHOICE: Final = Qt.ItemDataRole.UserRole + 1
PAD: Final = 6
SIDE: Final = 12
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class TwoLines:
    """What a row shows; ``tag`` comes between title and detail in the colour of success."""

    title: str
    detail: str = ""
    code: str = ""
    tag: str = ""
    value: Any = None


class TwoLinesDelegate(QStyledItemDelegate):
    """Draws :class:`TwoLines` found under ``CHOICE``."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = index.data(CHOICE)
        if not isinstance(row, TwoLines):
            return super().sizeHint(option, index)
        base = self._view.font()
        width = self._view.viewport().width() - 2 * SIDE
        small = small_font(base)
        below = sum(text_height(text, small, width, 3) for text in (row.tag, row.detail) if text)
        return QSize(width, PAD + line_height(base) + below + PAD)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(CHOICE)
        if not isinstance(row, TwoLines):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_row_ground(painter, option)
        self._draw(painter, option.rect.adjusted(SIDE, PAD, -SIDE, -PAD), row)
        painter.restore()

    def _draw(self, painter: QPainter, rect: QRect, row: TwoLines) -> None:
        colors = theme_state.current()
        base = self._view.font()
        small, first = small_font(base), line_height(base)
        taken = QFontMetrics(small).horizontalAdvance(row.code) + 8 if row.code else 0
        painter.setPen(QColor(colors.muted))
        code = QRect(rect.right() - taken + 8, rect.top(), taken, first)
        draw_lines(painter, code, row.code, small, 1)
        painter.setPen(QColor(colors.text))
        title = QRect(rect.left(), rect.top(), rect.width() - taken, first)
        draw_lines(painter, title, row.title, title_font(base), 1)
        below = rect.adjusted(0, first, 0, 0)
        for text, color in ((row.tag, colors.success), (row.detail, colors.muted)):
            if text:
                painter.setPen(QColor(color))
                draw_lines(painter, below, text, small, 3)
                below = below.adjusted(0, text_height(text, small, below.width(), 3), 0, 0)
