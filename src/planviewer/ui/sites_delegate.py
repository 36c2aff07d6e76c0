"""Draws one site: group mark, title over as many lines as it needs, group and place below."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from planviewer.model.site import Site
from planviewer.model.style import Symbol
from planviewer.ui import theme_state
from planviewer.ui.icons import icon_image
from planviewer.ui.item_paint import draw_row_ground
from planviewer.ui.sites_model import place_word, site_of
from planviewer.ui.swatches import Swatch, kept
from planviewer.ui.wrapping import draw_lines, line_height, text_height

MARK: Final = 20
PAD: Final = 8
MOST_LINES: Final = 4
Index = QModelIndex | QPersistentModelIndex


class SitesDelegate(QStyledItemDelegate):
    """``symbols`` are the marks of the groups, by group id."""

    def __init__(self, swatch: Swatch, view: QListView) -> None:
        super().__init__(view)
        self._swatch = kept(swatch)
        self._view = view
        self.symbols: Mapping[str, Symbol] = {}

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        site = site_of(index)
        if site is None:
            return super().sizeHint(option, index)
        width = self._view.viewport().width() - 1
        height = text_height(
            str(site.title), title_font(self._view.font()), _room(width), MOST_LINES
        )
        return QSize(width, PAD + height + 2 + line_height(small_font(self._view.font())) + PAD)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        site = site_of(index)
        if site is None:
            return
        rect: QRect = option.rect.adjusted(4, 0, -4, 0)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        option.rect = rect
        draw_row_ground(painter, option)
        corner = QPoint(rect.left() + 8, rect.top() + PAD)
        self._draw_mark(painter, QRect(corner, QSize(MARK, MARK)), site)
        self._draw_words(painter, rect, site)
        painter.restore()

    def _draw_mark(self, painter: QPainter, rect: QRect, site: Site) -> None:
        symbol = self.symbols.get(site.group_id)
        if symbol is not None:
            ratio = painter.device().devicePixelRatioF()
            image = self._swatch(symbol, "point", rect.width(), rect.height(), ratio)
            painter.drawImage(rect, image)

    def _draw_words(self, painter: QPainter, rect: QRect, site: Site) -> None:
        colors = theme_state.current()
        left = rect.left() + 8 + MARK + 8
        width = _room(rect.width() + 8)
        font = title_font(self._view.font())
        height = text_height(str(site.title), font, width, MOST_LINES)
        painter.setPen(QColor(colors.text))
        draw_lines(
            painter, QRect(left, rect.top() + PAD, width, height), str(site.title), font, MOST_LINES
        )
        if site.visit_order is not None:
            _draw_number(painter, rect, site.visit_order, small_font(self._view.font()))
        below = QRect(left, rect.top() + PAD + height + 2, rect.right() - left - 8, 0)
        self._draw_second_line(painter, below, site)

    def _draw_second_line(self, painter: QPainter, rect: QRect, site: Site) -> None:
        colors = theme_state.current()
        font = small_font(self._view.font())
        tone, name = ("muted", "map-pin") if site.place is not None else ("warning", "map-pin-off")
        color = str(getattr(colors, tone))
        ratio = painter.device().devicePixelRatioF()
        painter.drawImage(QPoint(rect.left(), rect.top() + 1), icon_image(name, color, 14, ratio))
        painter.setPen(QColor(color))
        words = f"{place_word(site)} · "
        draw_lines(painter, rect.adjusted(19, 0, 0, 0), words, font, 1)
        taken = 19 + QFontMetrics(font).horizontalAdvance(words)
        painter.setPen(QColor(colors.muted))
        draw_lines(painter, rect.adjusted(taken, 0, 0, 0), str(site.group), font, 1)


def title_font(base: QFont) -> QFont:
    """Return the font of a site's title."""
    font = QFont(base)
    font.setWeight(QFont.Weight.Medium)
    return font


def small_font(base: QFont) -> QFont:
    """Return the font of the line below a title."""
    font = QFont(base)
    font.setPixelSize(max(11, base.pixelSize() - 1))
    return font


def _room(width: int) -> int:
    """Return the width left for the title beside mark and visit number."""
    return width - 4 - 8 - MARK - 8 - 34 - 4


def _draw_number(painter: QPainter, rect: QRect, number: int, font: QFont) -> None:
    colors = theme_state.current()
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    circle = QRectF(rect.right() - 30, rect.top() + PAD, 22, 22)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colors.accent))
    painter.drawEllipse(circle)
    painter.setPen(QColor(colors.on_accent))
    painter.setFont(bold)
    painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(number))
