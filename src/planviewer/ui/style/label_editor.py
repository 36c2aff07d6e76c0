"""The texts beside features: the value of a field, and along lines the chainage."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget
from typing_extensions import override

from planviewer.i18n import translate
from planviewer.model.style import Label
from planviewer.ui.base import Speaks
from planviewer.ui.style.fields import Amount, Choice, ColourField
from planviewer.ui.style.named_form import NamedForm
from planviewer.ui.style.scales import ScaleChoice

_CHAINAGE = Label(kind="chainage", size_pt=6.5, min_scale=15_000)


class LabelEditor(Speaks, QWidget):
    """Shows the labels of a style and gives them back changed."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label, self._chainage = Label(), _CHAINAGE
        self._names: tuple[str, ...] = ()
        self.field, self.scale = Choice(), ScaleChoice()
        self.type_size = Amount("pt", 3, 72, 0.5)
        self.bold, self.chainage = QCheckBox(), QCheckBox()
        self.color, self.halo = ColourField(optional=False), ColourField(optional=True)
        self.halo_width = Amount("mm", 0, 5, 0.1)
        self.step = Amount("m", 1, 10_000, 50)
        self._fields: dict[str, QWidget] = {
            "field": self.field,
            "size": self.type_size,
            "bold": self.bold,
            "color": self.color,
            "halo": self.halo,
            "halo_width": self.halo_width,
            "scale": self.scale,
            "chainage": self.chainage,
            "step": self.step,
        }
        self._form = NamedForm(self, self._fields)
        self._wire()
        self.speak()

    def _wire(self) -> None:
        for field in (self.field, self.scale):
            field.chosen.connect(self._changed)
        for amount in (self.type_size, self.halo_width, self.step):
            amount.valueChanged.connect(self._changed)
        for box in (self.bold, self.chainage):
            box.toggled.connect(self._changed)
        for colour in (self.color, self.halo):
            colour.changed.connect(self._changed)

    def fields(self) -> list[QWidget]:
        """Return the fields in order."""
        return list(self._fields.values())

    def show_labels(
        self,
        label: Label | None,
        chainage: Label | None,
        names: Sequence[str],
        *,
        has_lines: bool,
    ) -> None:
        """Show labels by field and by chainage (None: none) without saying so."""
        self._names = tuple(names)
        self._label, self._chainage = label or Label(), chainage or _CHAINAGE
        for name in ("chainage", "step"):
            self._form.setRowVisible(self._fields[name], has_lines)
        self._fill()
        self.field.choose(None if label is None else label.field)
        self.type_size.show_value(self._label.size_pt)
        self.halo_width.show_value(self._label.halo_width_mm)
        self.step.show_value(self._chainage.step_m)
        self.color.show_colour(self._label.color)
        self.halo.show_colour(self._label.halo)
        self.scale.show_scale(self._label.min_scale)
        for box, on in ((self.bold, self._label.bold), (self.chainage, chainage is not None)):
            box.blockSignals(True)
            box.setChecked(on)
            box.blockSignals(False)
        self._enable()

    def label(self) -> Label | None:
        """Return the label by field, None if there is none."""
        if self.field.value() is None:
            return None
        return self._label.changed(
            field=self.field.value(),
            size_pt=self.type_size.value(),
            bold=self.bold.isChecked(),
            color=self.color.colour(),
            halo=self.halo.colour(),
            halo_width_mm=self.halo_width.value(),
            min_scale=self.scale.scale(),
        )

    def chainage_label(self) -> Label | None:
        """Return the label by chainage, None if there is none."""
        if not self.chainage.isChecked():
            return None
        return self._chainage.changed(step_m=self.step.value())

    def _changed(self) -> None:
        self._enable()
        self.edited.emit()

    def _enable(self) -> None:
        on = self.field.value() is not None
        for name in ("size", "bold", "color", "halo", "halo_width", "scale"):
            self._fields[name].setEnabled(on)
        self.step.setEnabled(self.chainage.isChecked())

    def _fill(self) -> None:
        items: list[tuple[object, str]] = [(None, translate("style", "no label"))]
        names = [*self._names]
        if self._label.field and self._label.field not in names:
            names.append(self._label.field)
        self.field.fill([*items, *((name, name) for name in names)])

    @override
    def retranslate(self) -> None:
        words = {
            "field": translate("style", "Field written"),
            "size": translate("style", "Type size"),
            "bold": translate("style", "Bold"),
            "color": translate("style", "Colour of the text"),
            "halo": translate("style", "Halo"),
            "halo_width": translate("style", "Width of the halo"),
            "scale": translate("style", "Written from (zoomed out)"),
            "chainage": translate("style", "Chainage (Km0+100)"),
            "step": translate("style", "Chainage every"),
        }
        self._form.name(words)
        self._fill()
        self.scale.speak_scales()
