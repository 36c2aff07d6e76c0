"""Pieces our delegates share: the ground of a row, the focus ring, the checkbox."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from planviewer.ui import theme_state
from planviewer.ui.icons import icon_image


def draw_row_ground(painter: QPainter, option: QStyleOptionViewItem) -> None:
    """Fill a selected or hovered row and ring the one that has the keyboard."""
    colors = theme_state.current()
    state: QStyle.StateFlag = option.state
    rect = QRectF(option.rect).adjusted(1, 1, -1, -1)
    painter.setPen(Qt.PenStyle.NoPen)
    if state & QStyle.StateFlag.State_Selected:
        painter.setBrush(QColor(colors.selection))
        painter.drawRoundedRect(rect, 5, 5)
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.setBrush(QColor(colors.hover))
        painter.drawRoundedRect(rect, 5, 5)
    if state & QStyle.StateFlag.State_HasFocus:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colors.focus), 2))
        painter.drawRoundedRect(rect, 5, 5)


def draw_check(painter: QPainter, rect: QRect, state: Qt.CheckState) -> None:
    """Draw a checkbox: empty, half (a bar) or ticked."""
    colors = theme_state.current()
    on = state != Qt.CheckState.Unchecked
    painter.setPen(QPen(QColor(colors.accent if on else colors.control_border), 1))
    painter.setBrush(QColor(colors.accent if on else colors.surface))
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    if not on:
        return
    name = "check" if state == Qt.CheckState.Checked else "minus"
    ratio = painter.device().devicePixelRatioF()
    image = icon_image(name, colors.on_accent, rect.width() - 4, ratio)
    painter.drawImage(rect.topLeft() + QPoint(2, 2), image)
