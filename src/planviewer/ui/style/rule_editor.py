"""What decides the symbol of a feature: nothing, the values of a field, or its intervals."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QSpinBox, QWidget
from typing_extensions import override

from planviewer.app.ramps import RAMPS
from planviewer.app.styling import MOST_CLASSES, SCHEMES, FieldInfo, Scheme
from planviewer.drawing.classes import AnyStyle
from planviewer.i18n import translate
from planviewer.model.style import GraduatedStyle, SingleStyle
from planviewer.ui.base import Speaks
from planviewer.ui.style.fields import Choice, colours_icon
from planviewer.ui.style.named_form import NamedForm


class RuleEditor(Speaks, QWidget):
    """Shows how a style comes about; ``edited`` means: make the style anew."""

    edited = Signal()

    def __init__(self, fields: Sequence[FieldInfo], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._infos = tuple(fields)
        self.by, self.field, self.scheme, self.ramp = Choice(), Choice(), Choice(), Choice()
        self.classes = QSpinBox()
        self.classes.setRange(2, MOST_CLASSES)
        self.classes.setValue(5)
        self.classes.lineEdit().setTextMargins(6, 0, 0, 0)
        self.ramp.setIconSize(QSize(54, 16))
        self._fields: dict[str, QWidget] = {
            "by": self.by,
            "field": self.field,
            "scheme": self.scheme,
            "classes": self.classes,
            "ramp": self.ramp,
        }
        self._form = NamedForm(self, self._fields)
        for choice in (self.by, self.field, self.scheme, self.ramp):
            choice.chosen.connect(self._changed)
        self.classes.valueChanged.connect(self._changed)
        self.speak()
        self._show_rows()

    def fields(self) -> list[QWidget]:
        """Return the fields in order."""
        return list(self._fields.values())

    def scheme_chosen(self) -> Scheme:
        """Return how intervals are found."""
        chosen: Scheme = self.scheme.value()
        return chosen

    def show_style(self, style: AnyStyle) -> None:
        """Show what a style follows, without saying so."""
        self.by.choose(style.by)
        self._fill_fields()
        if not isinstance(style, SingleStyle):
            self.field.choose(style.field)
        if isinstance(style, GraduatedStyle):
            self.classes.blockSignals(True)
            self.classes.setValue(len(style.classes))
            self.classes.blockSignals(False)
        self._show_rows()

    def _changed(self) -> None:
        if self.sender() is self.by:
            self._fill_fields()
            self.ramp.choose("distinct" if self.by.value() == "category" else "lake")
        self._show_rows()
        self.edited.emit()

    def _show_rows(self) -> None:
        by = self.by.value()
        for name in ("field", "ramp"):
            self._form.setRowVisible(self._fields[name], by != "single")
        for name in ("scheme", "classes"):
            self._form.setRowVisible(self._fields[name], by == "graduated")

    def _fill_fields(self) -> None:
        wanted = [i.name for i in self._infos if i.numeric or self.by.value() != "graduated"]
        self.field.fill((name, name) for name in wanted)

    @override
    def retranslate(self) -> None:
        words = {
            "by": translate("style", "Symbols by"),
            "field": translate("style", "Field"),
            "scheme": translate("style", "Classes by"),
            "classes": translate("style", "Number of classes"),
            "ramp": translate("style", "Colours"),
        }
        self._form.name(words)
        offered = [("single", translate("style", "one symbol for all"))]
        if self._infos:
            offered.append(("category", translate("style", "values of a field")))
        if any(info.numeric for info in self._infos):
            offered.append(("graduated", translate("style", "intervals of a number")))
        self.by.fill(offered)
        self.scheme.fill((name, str(message)) for name, message in SCHEMES.items())
        icons = [colours_icon(item.colours(6)) for item in RAMPS]
        self.ramp.fill(((item.id, str(item.title)) for item in RAMPS), icons)
        self._fill_fields()
