"""The zone editor: the fields, what they come to at this moment, and two ways to end."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QPushButton,
    QWidget,
)
from typing_extensions import override

from planviewer import i18n
from planviewer.app.zone_editing import ZonePreview
from planviewer.errors import PlanviewerError
from planviewer.i18n import translate
from planviewer.ui.base import Panel, footed, plain_label
from planviewer.ui.zones.zone_form import ZoneForm

_FIGURES = ("area", "net", "length", "parcels", "taken")


class ZonePanel(Panel):
    """Signals ``apply_wished`` and ``cancel_wished``; the form tells of every change."""

    apply_wished = Signal()
    cancel_wished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preview: ZonePreview | None = None
        self.form = ZoneForm()
        self.note = plain_label("small")
        self.error = plain_label("error")
        self.error.hide()
        self._names = {key: plain_label("muted", wrap=False) for key in _FIGURES}
        self.figures = {key: plain_label(wrap=False) for key in _FIGURES}
        self.apply_button, self.cancel_button = QPushButton(), QPushButton()
        self.apply_button.setProperty("kind", "primary")
        self.apply_button.clicked.connect(self.apply_wished)
        self.cancel_button.clicked.connect(self.cancel_wished)
        self._lay_out()
        self.setFocusProxy(self.form.distance.high)
        self.speak()

    def _lay_out(self) -> None:
        ways = {"cancel": self.cancel_button, "accept": self.apply_button}
        footed(self, self.form, self._figures(), self.error, self.note, **ways)

    def _figures(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setVerticalSpacing(1)
        grid.setColumnStretch(1, 1)
        right = Qt.AlignmentFlag.AlignRight
        for row, key in enumerate(_FIGURES):
            grid.addWidget(self._names[key], row, 0)
            grid.addWidget(self.figures[key], row, 1, right)
        return grid

    def show_preview(self, preview: ZonePreview, sentence: str = "") -> None:
        """Say what the draft comes to; ``sentence`` is its rule in words."""
        self._preview = preview
        self.note.setText(sentence)
        self.error.hide()
        self.apply_button.setEnabled(True)
        self.form.show_line(preview.line_m)
        self._say_figures()

    def show_error(self, error: PlanviewerError) -> None:
        """Say why there is no such zone."""
        self._preview = None
        self.error.setText(str(error))
        self.error.show()
        self.apply_button.setEnabled(False)
        self._say_figures()

    def _say_figures(self) -> None:
        preview, taken = self._preview, None if self._preview is None else self._preview.taken
        texts = dict.fromkeys(_FIGURES, "–")
        if preview is not None:
            texts["area"] = i18n.area(preview.zone.area_m2)
            texts["net"] = i18n.area(preview.net_m2)
            texts["length"] = i18n.length(preview.zone.length_m)
        if taken is not None:
            texts["parcels"] = i18n.number(taken.count)
            texts["taken"] = i18n.area(taken.total_m2)
        for key, text in texts.items():
            self.figures[key].setText(text)
        for key in ("parcels", "taken"):
            for label in (self._names[key], self.figures[key]):
                label.setVisible(taken is not None)

    def figure(self, key: str) -> str:
        """Return a figure as it is read."""
        label: QLabel = self.figures[key]
        return label.text()

    @override
    def retranslate(self) -> None:
        texts = {
            "area": translate("zone-editor", "Area of the zone"),
            "net": translate("zone-editor", "Not in an earlier zone"),
            "length": translate("zone-editor", "Length of road"),
            "parcels": translate("zone-editor", "Affected parcels"),
            "taken": translate("zone-editor", "Affected land"),
        }
        for key, text in texts.items():
            self._names[key].setText(text)
            self.figures[key].setAccessibleName(text)
        self.apply_button.setText(translate("zone-editor", "Apply"))
        self.cancel_button.setText(translate("dialogs", "Cancel"))
        self._say_figures()
