"""The sheet on the screen: the picture of the page; the map is moved inside its frame."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from planviewer.app.sheeting.preview import Preview
from planviewer.i18n import translate
from planviewer.ui import theme_state
from planviewer.ui.base import Speaks

_MARGIN: Final = 14
_STEP: Final = 0.1
"""Share of the frame that an arrow key moves the map."""
_SETTLE_MS: Final = 200


class SheetView(Speaks, QWidget):
    """Shows a preview.

    Signals
    -------
    moved(east, north)
        The map was moved; its new centre in the plan CRS.
    scaled(steps)
        So many steps of the scale up (closer) or down.
    resized
        Another size of picture would be sharp.
    """

    moved = Signal(float, float)
    scaled = Signal(int)
    resized = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preview: Preview | None = None
        self._held: QPoint | None = None
        self._shift = QPointF()
        self._wheel = 0
        self._fresh = True
        self._later = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._later.timeout.connect(self.resized)
        self.setMinimumSize(320, 260)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.speak()

    @override
    def retranslate(self) -> None:
        self.setAccessibleName(translate("sheet window", "Preview of the sheet"))
        self.setAccessibleDescription(
            translate("sheet window", "Arrow keys move the map, plus and minus change its scale")
        )

    def wanted_size(self) -> tuple[int, int]:
        """Return the largest picture that can be shown, in device pixels."""
        ratio = self.devicePixelRatioF()
        room = self.size() - QSize(2 * _MARGIN, 2 * _MARGIN)
        return max(round(room.width() * ratio), 100), max(round(room.height() * ratio), 100)

    def show_preview(self, preview: Preview) -> None:
        """Show another picture."""
        self._preview, self._fresh = preview, True
        self._shift = QPointF()
        self.update()

    def show_stale(self) -> None:
        """Say that another picture is being made."""
        self._fresh = False
        self.update()

    def page_rect(self) -> QRectF:
        """Return where the page is shown."""
        if self._preview is None:
            return QRectF()
        size = QSize(self._preview.picture.size()).scaled(
            self.size() - QSize(2 * _MARGIN, 2 * _MARGIN), Qt.AspectRatioMode.KeepAspectRatio
        )
        x, y = (self.width() - size.width()) / 2, (self.height() - size.height()) / 2
        return QRectF(x, y, size.width(), size.height())

    def frame_rect(self) -> QRectF:
        """Return where the frame of the map is shown."""
        page = self.page_rect()
        if self._preview is None or page.isEmpty():
            return QRectF()
        sheet = self._preview.made.sheet
        scale = page.width() / sheet.size_mm[0]
        box = sheet.layout.frame
        return QRectF(
            page.x() + box.x * scale,
            page.y() + box.y * scale,
            box.width * scale,
            box.height * scale,
        )

    # --- painting -----------------------------------------------------------------------------
    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        colors = theme_state.current()
        painter.fillRect(self.rect(), QColor(colors.border))
        if self._preview is not None:
            page = self.page_rect()
            painter.fillRect(page.translated(3, 3), QColor(0, 0, 0, 60))
            painter.drawImage(page, self._preview.picture)
            if not self._shift.isNull():
                self._paint_moved(painter, page)
            if not self._fresh:
                painter.fillRect(self.frame_rect(), QColor(255, 255, 255, 110))
        if self.hasFocus():
            painter.setPen(QPen(QColor(colors.focus), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _paint_moved(self, painter: QPainter, page: QRectF) -> None:
        """Show the map where it is being dragged to; what comes in is still blank."""
        if self._preview is None:
            return
        frame = self.frame_rect()
        painter.save()
        painter.setClipRect(frame)
        painter.fillRect(frame, QColor("#fdfdfb"))
        scale = self._preview.picture.width() / page.width()
        source = QRectF(
            (frame.x() - page.x()) * scale,
            (frame.y() - page.y()) * scale,
            frame.width() * scale,
            frame.height() * scale,
        )
        painter.drawImage(frame.translated(self._shift), self._preview.picture, source)
        painter.restore()

    # --- moving -------------------------------------------------------------------------------
    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.frame_rect().contains(
            event.position()
        ):
            self._held = event.position().toPoint()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is not None:
            self._shift = QPointF(event.position().toPoint() - self._held)
            self.update()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._held is None or event.button() != Qt.MouseButton.LeftButton:
            return
        self._held = None
        self.unsetCursor()
        if not self._shift.isNull():
            self._tell_moved(self._shift.x(), self._shift.y())

    def _tell_moved(self, dx: float, dy: float) -> None:
        """Say the new centre after the map went ``dx``, ``dy`` pixels of the widget."""
        if self._preview is None:
            return
        sheet = self._preview.made.sheet
        mm = sheet.size_mm[0] / self.page_rect().width()
        x, y = sheet.layout.frame.centre
        self.moved.emit(*sheet.ground.ground(x - dx * mm, y - dy * mm))

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        self._wheel += event.angleDelta().y()
        steps = int(self._wheel / 120)
        if steps:
            self._wheel -= steps * 120
            self.scaled.emit(steps)
        event.accept()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        frame = self.frame_rect()
        moves = {
            Qt.Key.Key_Left: (_STEP, 0.0),
            Qt.Key.Key_Right: (-_STEP, 0.0),
            Qt.Key.Key_Up: (0.0, _STEP),
            Qt.Key.Key_Down: (0.0, -_STEP),
        }
        key = Qt.Key(event.key())
        if key in moves:
            across, down = moves[key]
            self._tell_moved(across * frame.width(), down * frame.height())
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.scaled.emit(1)
        elif key == Qt.Key.Key_Minus:
            self.scaled.emit(-1)
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._later.start()

    @override
    def restyle(self) -> None:
        self.update()
