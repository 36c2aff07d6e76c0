"""What can be chosen for a sheet: subject, series, look, parts, title block."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from planviewer.app.sheeting.order import SheetOrder
from planviewer.i18n import translate
from planviewer.model.title_block import TitleBlock
from planviewer.sheets.page import Orientation, Paper
from planviewer.sheets.request import STANDARD_PARTS, Part
from planviewer.sheets.template import Template
from planviewer.ui.base import SPACE, Panel, icon_button, named, plain_label
from planviewer.ui.dialogs.frame import titled
from planviewer.ui.sheet import words
from planviewer.ui.sheet.scale_field import ScaleField
from planviewer.ui.style.fields import Choice


class SheetPanel(Panel):
    """The controls. ``changed`` when any of them was; ``about_changed`` when it is another subject.

    ``save_template_requested`` asks to keep the present look under a name.
    """

    changed = Signal()
    about_changed = Signal()
    save_template_requested = Signal()

    def __init__(self, templates: dict[str, Template], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._templates = templates
        self.subject, self.series, self.template = Choice(self), Choice(self), Choice(self)
        self.paper, self.orientation, self.texts = Choice(self), Choice(self), Choice(self)
        self.qr = Choice(self)
        self.scale = ScaleField()
        self.dpi = QSpinBox()
        self.dpi.setRange(30, 1200)
        self.dpi.setSingleStep(50)
        self.dpi.setKeyboardTracking(False)
        self.dpi.setValue(200)
        self.dpi.lineEdit().setTextMargins(6, 0, 0, 0)
        self.title = QLineEdit()
        self.save_template = icon_button("save")
        self.parts = {part: QCheckBox() for part in words.part_words()}
        self.fields = {name: QLineEdit() for name in words.field_words()}
        self._labels = {name: QLabel() for name in (*_LABELS, *self.fields)}
        self._headings = (plain_label("title"), plain_label("title"), plain_label("title"))
        for choice in self.findChildren(Choice):
            choice.setMinimumContentsLength(4)
        self._lay_out()
        self._wire()
        self.speak()
        self.paper.choose("A4")

    # --- building -----------------------------------------------------------------------------
    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(10)
        column.addLayout(titled(self.subject, self._labels["subject"]))
        column.addLayout(titled(self.series, self._labels["series"]))
        column.addWidget(self._headings[0])
        column.addLayout(titled(self._with_button(), self._labels["template"]))
        column.addLayout(self._pair("paper", self.paper, "orientation", self.orientation))
        column.addLayout(titled(self.scale, self._labels["scale"]))
        column.addLayout(self._pair("texts", self.texts, "dpi", self.dpi))
        column.addLayout(titled(self.title, self._labels["title"]))
        column.addWidget(self._headings[1])
        column.addLayout(self._part_grid())
        column.addLayout(titled(self.qr, self._labels["qr"]))
        column.addWidget(self._headings[2])
        for name, field in self.fields.items():
            field.setMaxLength(200)
            column.addLayout(titled(field, self._labels[name]))
        column.addStretch(1)

    def _with_button(self) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        line.addWidget(self.template, 1)
        line.addWidget(self.save_template)
        row.setFocusProxy(self.template)
        return row

    def _pair(self, one: str, first: QWidget, other: str, second: QWidget) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(SPACE)
        line.addLayout(titled(first, self._labels[one]), 5)
        line.addLayout(titled(second, self._labels[other]), 4)
        return line

    def _part_grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE)
        grid.setVerticalSpacing(0)
        for number, box in enumerate(self.parts.values()):
            grid.addWidget(box, number // 2, number % 2)
        return grid

    def _wire(self) -> None:
        self.subject.chosen.connect(self.about_changed)
        self.series.chosen.connect(self.about_changed)
        self.template.chosen.connect(self._use_template)
        for choice in (self.paper, self.orientation, self.texts, self.qr):
            choice.chosen.connect(self._changed_by_hand)
        self.scale.chosen.connect(lambda _scale: self.changed.emit())
        self.dpi.valueChanged.connect(lambda _value: self._by_hand())
        for box in self.parts.values():
            box.clicked.connect(self._changed_by_hand)
        for field in (self.title, *self.fields.values()):
            field.editingFinished.connect(self.changed)
        self.save_template.clicked.connect(self.save_template_requested)

    # --- what is chosen -----------------------------------------------------------------------
    def order(self, base: SheetOrder) -> SheetOrder:
        """Return ``base`` with what is chosen here."""
        return replace(
            base,
            scale=self.scale.scale(),
            paper=self.paper.value(),
            orientation=self.orientation.value(),
            dpi=self.dpi.value(),
            parts=frozenset(part for part, box in self.parts.items() if box.isChecked()),
            language=self.texts.value(),
            qr=self.qr.value(),
            title=self.title.text().strip() or None,
            title_block=self.title_block(),
        )

    def title_block(self) -> TitleBlock:
        """Return what stands in the fields of the title block."""
        return TitleBlock(**{name: field.text() for name, field in self.fields.items()})

    def set_title_block(self, block: TitleBlock) -> None:
        """Fill the fields of the title block."""
        for name, field in self.fields.items():
            field.setText(getattr(block, name))

    def as_template(self, name: str, title: str) -> Template:
        """Return the present look as a template."""
        return Template.model_validate(
            {
                "id": name,
                "title": title,
                "paper": Paper(self.paper.value()),
                "orientation": Orientation(self.orientation.value()),
                "dpi": self.dpi.value(),
                "parts": frozenset(part for part, box in self.parts.items() if box.isChecked()),
                "language": self.texts.value(),
                "qr": self.qr.value(),
            }
        )

    def offer(
        self,
        subjects: Iterable[tuple[object, str]],
        series: Iterable[tuple[object, str]],
    ) -> None:
        """List what a sheet can be about, and the series there are."""
        self.subject.fill(subjects)
        self.series.fill(series)

    def offer_templates(self, templates: dict[str, Template]) -> None:
        """List the templates anew."""
        self._templates = templates
        self.template.fill(words.template_words(templates))

    def use_template(self, name: str | None) -> None:
        """Take over the look of a template without saying so; None is the standard look."""
        template = self._templates.get(name or "")
        self.template.choose(name if template is not None else None)
        shown = STANDARD_PARTS if template is None else template.parts
        for part, box in self.parts.items():
            box.setChecked(part in shown)
        if template is not None:
            self.paper.choose(template.paper.value)
            self.orientation.choose(template.orientation.value)
            self.texts.choose(template.language)
            self.qr.choose(template.qr)
            self.dpi.blockSignals(True)
            self.dpi.setValue(template.dpi)
            self.dpi.blockSignals(False)

    def show_part(self, part: Part) -> None:
        """Tick a part without saying so."""
        self.parts[part].setChecked(True)

    def _use_template(self) -> None:
        self.use_template(self.template.value())
        self.changed.emit()

    def _changed_by_hand(self) -> None:
        self._by_hand()
        self.changed.emit()

    def _by_hand(self) -> None:
        self.template.choose(None)

    # --- words --------------------------------------------------------------------------------
    @override
    def retranslate(self) -> None:
        names = {
            "subject": translate("sheet window", "About"),
            "series": translate("sheet window", "Sheets"),
            "template": translate("sheet window", "Template"),
            "paper": translate("sheet window", "Paper"),
            "orientation": translate("sheet window", "Orientation"),
            "scale": translate("sheet window", "Scale"),
            "dpi": translate("sheet window", "Pictures"),
            "texts": translate("sheet window", "Texts of the sheet"),
            "qr": translate("sheet window", "The QR code holds"),
            "title": translate("sheet window", "Title"),
            **words.field_words(),
        }
        for name, text in names.items():
            self._labels[name].setText(text)
        self._name_fields(names)
        self.dpi.setSuffix(" dpi")
        self.title.setPlaceholderText(translate("sheet window", "as what it is about"))
        today = translate("sheet window", "the day it is made")
        self.fields["date"].setPlaceholderText(today)
        for heading, text in zip(self._headings, _headings(), strict=True):
            heading.setText(text)
        for part, text in words.part_words().items():
            self.parts[part].setText(text)
        self.paper.fill((paper.value, paper.value) for paper in Paper)
        self.orientation.fill(words.orientation_words())
        self.texts.fill(words.language_words())
        self.qr.fill(words.qr_words())
        self.template.fill(words.template_words(self._templates))

    def _name_fields(self, names: dict[str, str]) -> None:
        controls: dict[str, QComboBox | QLineEdit | QSpinBox] = {
            "subject": self.subject,
            "series": self.series,
            "template": self.template,
            "paper": self.paper,
            "orientation": self.orientation,
            "dpi": self.dpi,
            "texts": self.texts,
            "qr": self.qr,
            "title": self.title,
            **self.fields,
        }
        for name, control in controls.items():
            control.setAccessibleName(names[name])
        named(
            self.save_template, translate("sheet window", "Save this look as a template of yours")
        )


_LABELS = (
    *("subject", "series", "template", "paper", "orientation", "scale", "dpi", "texts", "title"),
    "qr",
)


def _headings() -> tuple[str, str, str]:
    return (
        translate("sheet window", "Look"),
        translate("sheet window", "What is shown"),
        translate("sheet window", "Title block"),
    )
