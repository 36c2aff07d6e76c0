"""The bar at the foot of the window: where the pointer is, the scale, what is going on."""

from __future__ import annotations

import math

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QSizePolicy, QStatusBar, QWidget
from typing_extensions import override

from planviewer.app.coordinate_words import latitude_longitude, northing_easting
from planviewer.i18n import translate
from planviewer.ui.base import SPACE, Speaks, as_tooltip, icon_button, named, plain_label
from planviewer.ui.figures import FigureLabel
from planviewer.ui.scale_box import ScaleBox

_FIVE_SECONDS = 5000
_TASK_WIDTH = 240
_LEAST_MESSAGE = 40
# What the row leaves free beside the remark: its edges, and the space before the figures.
_EDGES = 12 + 2 * SPACE


class StatusBar(Speaks, QStatusBar):
    """Coordinates in the plan CRS and WGS 84, CRS, scale, progress and a passing message."""

    scale_entered = Signal(float)
    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._position: tuple[float, float, float, float] | None = None
        self._crs = ("", "")
        self._lines: dict[QWidget, QFrame] = {}
        self.setSizeGripEnabled(False)
        self.message = plain_label("muted", wrap=False)
        self.task, self.bar = plain_label("muted", wrap=False), QProgressBar()
        self.cancel = icon_button("x", self)
        self.plan_position, self.wgs84_position = FigureLabel(), FigureLabel()
        self.crs = plain_label("muted", wrap=False)
        self.scale = ScaleBox()
        self._clear_later = QTimer(self, singleShot=True)
        self._lay_out()
        self._clear_later.timeout.connect(self.clear_message)
        self.cancel.clicked.connect(self.cancel_requested)
        self.scale.scale_entered.connect(self.scale_entered)
        self.scale.refused.connect(self.show_message)
        self.hide_progress()
        self.speak()

    def _lay_out(self) -> None:
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(120)
        self.task.setMaximumWidth(_TASK_WIDTH)
        # A long remark is cut (its tooltip has it whole) and does not push the figures out.
        self.message.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        content = QWidget()
        # The bar keeps its height when progress comes and goes: another one would resize the map,
        # which would then be drawn anew, in the middle of the work.
        content.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        content.setMinimumHeight(self.cancel.sizeHint().height() + 4)
        row = QHBoxLayout(content)
        row.setContentsMargins(12, 2, SPACE, 2)
        row.setSpacing(SPACE)
        row.addWidget(self.message, 1)
        for widget in (self.task, self.bar, self.cancel):
            row.addWidget(widget)
        for figure in (self.plan_position, self.wgs84_position, self.crs, self.scale):
            self._lines[figure] = _line()
            row.addWidget(self._lines[figure])
            row.addWidget(figure)
        self.addWidget(content, 1)

    def _fit(self) -> None:
        """In a narrow window leave out what is said elsewhere too; the scale is never cut off."""
        going_on = [w for w in (self.task, self.bar, self.cancel) if not w.isHidden()]
        taken = sum(min(w.sizeHint().width(), w.maximumWidth()) + SPACE for w in going_on)
        needed = {f: f.sizeHint().width() + 1 + 2 * SPACE for f in self._lines}
        room = self.width() - taken - self._message_width()
        for figure in (self.crs, self.wgs84_position, self.plan_position, self.scale):
            shown = sum(needed.values()) <= room or figure is self.scale
            figure.setVisible(shown)
            self._lines[figure].setVisible(shown)
            if not shown:
                needed[figure] = 0

    def _message_width(self) -> int:
        """Return what the remark needs: all of it where it says how to go on."""
        if self._clear_later.isActive() or not self.message.text():
            return _LEAST_MESSAGE
        return max(_LEAST_MESSAGE, self.message.sizeHint().width() + _EDGES)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    # --- where ---------------------------------------------------------------------------------
    def show_position(self, easting: float, northing: float, lon: float, lat: float) -> None:
        """Show where the pointer is: plan CRS in metres, WGS 84 in degrees."""
        values = (easting, northing, lon, lat)
        self._position = values if all(map(math.isfinite, values)) else None
        self._say_position()

    def clear_position(self) -> None:
        """Show that the pointer is not on the map."""
        self._position = None
        self._say_position()

    def show_crs(self, code: str, name: str) -> None:
        """Name the plan CRS: "EPSG:9210" and its full name."""
        self._crs = (code, name)
        self.crs.setText(code)
        self.crs.setToolTip(as_tooltip(name))
        self.crs.setAccessibleName(
            translate("status bar", "Coordinate system {code}, {name}").format(code=code, name=name)
        )

    def show_scale(self, denominator: float | None) -> None:
        """Show the scale of the map as 1:N."""
        self.scale.show_scale(denominator)

    def _say_position(self) -> None:
        if self._position is None:
            self.plan_position.setText(northing_easting(None, None))
            self.wgs84_position.setText("WGS 84  –")
            return
        easting, northing, lon, lat = self._position
        self.plan_position.setText(northing_easting(northing, easting))
        self.wgs84_position.setText(_wgs84_text(lat, lon))

    # --- what is going on ----------------------------------------------------------------------
    def show_message(self, text: str, milliseconds: int = _FIVE_SECONDS) -> None:
        """Show a passing remark; 0 milliseconds keep it until the next one."""
        self.message.setText(text)
        self.message.setToolTip(as_tooltip(text))
        self._clear_later.stop()
        if milliseconds:
            self._clear_later.start(milliseconds)
        self._fit()

    def clear_message(self) -> None:
        """Take the remark away."""
        self.message.clear()
        self.message.setToolTip("")
        self._fit()

    def show_progress(
        self, text: str, share: float | None = None, *, can_cancel: bool = True
    ) -> None:
        """Show that ``text`` goes on; ``share`` 0–1, None while it is not known."""
        self.task.setText(text)
        self.task.setToolTip(as_tooltip(text))
        self.bar.setAccessibleName(text)
        self.bar.setRange(0, 0 if share is None else 1000)
        if share is not None:
            self.bar.setValue(round(min(max(share, 0.0), 1.0) * 1000))
        self.task.show()
        self.bar.show()
        self.cancel.setVisible(can_cancel)
        self._fit()

    def hide_progress(self) -> None:
        """Show that nothing is going on."""
        for widget in (self.task, self.bar, self.cancel):
            widget.hide()
        self._fit()

    @override
    def retranslate(self) -> None:
        named(self.cancel, translate("status bar", "Stop the work in progress"))
        # The widest figures a plan here can show; digits are all of one width.
        self.plan_position.set_template(northing_easting(2_000_000.00, 2_000_000.00))
        self.wgs84_position.set_template(_wgs84_text(-22.000000, -106.000000))
        self.plan_position.setAccessibleName(translate("status bar", "Position in the plan CRS"))
        tip = translate("status bar", "VN-2000: X is the northing, Y the easting, in metres")
        self.plan_position.setToolTip(as_tooltip(tip))
        self.wgs84_position.setAccessibleName(translate("status bar", "Position in WGS 84"))
        tip = translate("status bar", "WGS 84: latitude, longitude, in degrees")
        self.wgs84_position.setToolTip(as_tooltip(tip))
        self.show_crs(*self._crs)
        self._say_position()
        self._fit()


def _wgs84_text(lat: float, lon: float) -> str:
    return f"WGS 84  {latitude_longitude(lat, lon)}"


def _line() -> QFrame:
    line = QFrame()
    line.setProperty("role", "upright")
    line.setFixedSize(1, 16)
    return line
