"""How a layer looks: what decides the symbols, the symbols, labels, scales."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

import geopandas as gpd
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from planviewer.app.ramps import ramp
from planviewer.app.styling import (
    LayerLook,
    category_style,
    first_symbol,
    graduated_style,
    style_fields,
    with_symbol,
)
from planviewer.app.tasks import Tasks
from planviewer.drawing.classes import AnyStyle, symbols_of
from planviewer.drawing.landuse import default_style
from planviewer.i18n import Message, translate
from planviewer.model.style import Label, SingleStyle
from planviewer.ui.dialogs.frame import AskDialog
from planviewer.ui.style.label_editor import LabelEditor
from planviewer.ui.style.legend_list import LegendList
from planviewer.ui.style.rule_editor import RuleEditor
from planviewer.ui.style.scales import ScaleEditor
from planviewer.ui.style.symbol_editor import SymbolEditor
from planviewer.ui.swatches import Swatch, SwatchKind

MANY_ROWS: Final = 10_000
"""Of more features a style is made in the background."""


class StyleDialog(AskDialog):
    """Edits a :class:`LayerLook`; nothing is changed before it is accepted.

    Parameters
    ----------
    title
        The layer's, as shown to people.
    look
        What the layer looks like now.
    frame
        The layer's features: they tell fields and values.
    kind
        What the symbols are drawn as.
    swatch
        Draws the legend, as in the layer panel.
    number
        The number of the layer, for its colour when it is reset.
    tasks
        Where the style of many features is made; without it here and now.
    """

    fits_content = False

    def __init__(
        self,
        title: str,
        look: LayerLook,
        frame: gpd.GeoDataFrame,
        kind: SwatchKind,
        swatch: Swatch,
        *,
        number: int = 0,
        tasks: Tasks | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._title, self._frame, self._kind, self._number = title, frame, kind, number
        self._style: AnyStyle = look.style
        self._tasks = tasks if len(frame) > MANY_ROWS else None
        self._asked = 0
        self._making = False
        self.rule = RuleEditor(style_fields(frame))
        self.legend = LegendList(swatch, kind)
        self.symbol = SymbolEditor()
        self.labels = LabelEditor()
        self.scales = ScaleEditor()
        self.reset = QPushButton()
        self.reset.setAutoDefault(False)
        self.tabs = QTabWidget()
        self._lay_out()
        self._wire()
        self.resize(760, 620)
        self._show(look)
        self.speak()
        self.order(
            self.tabs,
            *self.rule.fields(),
            self.legend,
            *self.symbol.fields(),
            *self.labels.fields(),
            self.scales.farthest,
            self.scales.closest,
            self.reset,
        )
        self.rule.by.setFocus()

    def _lay_out(self) -> None:
        left, left_side = QVBoxLayout(), QWidget()
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(12)
        left.addWidget(self.rule)
        left.addWidget(self.legend, 1)
        left_side.setLayout(left)
        symbols = QWidget()
        both = QHBoxLayout(symbols)
        both.setContentsMargins(0, 12, 0, 0)
        both.setSpacing(20)
        both.addWidget(left_side, 1)
        both.addWidget(_scrolled(self.symbol), 1)
        for page in (symbols, _page(self.labels), _page(self.scales)):
            self.tabs.addTab(page, "")
        self.tabs.setDocumentMode(True)
        self.body.addWidget(self.tabs, 1)
        self.buttons.insertWidget(0, self.reset)

    def _wire(self) -> None:
        self.rule.edited.connect(self._make)
        self.legend.class_chosen.connect(self._show_symbol)
        self.symbol.edited.connect(self._symbol_edited)
        self.labels.edited.connect(self._labels_edited)
        self.scales.edited.connect(self._judge)
        self.reset.clicked.connect(self._reset)

    # --- the value ----------------------------------------------------------------------------
    def look(self) -> LayerLook:
        """Return what was made."""
        closest, farthest = self.scales.closest.scale(), self.scales.farthest.scale()
        return LayerLook(self._style, max_scale=closest, min_scale=farthest)

    def _show(self, look: LayerLook) -> None:
        style = self._style = look.style
        self.rule.show_style(style)
        self.legend.show_style(style)
        self.labels.show_labels(
            style.label_of("field"),
            style.label_of("chainage"),
            [info.name for info in style_fields(self._frame)],
            has_lines=self._kind == "line",
        )
        self.scales.show_range(look.max_scale, look.min_scale)
        self._show_symbol()

    def _reset(self) -> None:
        self._asked += 1  # what is still being made is not wanted any more
        self._making = False
        self._show(LayerLook(default_style(self._frame, self._kind, self._number)))
        self._judge()

    # --- what the person does -----------------------------------------------------------------
    def _make(self) -> None:
        """Make the style anew by another rule; of many features in the background."""
        self._asked += 1
        asked, make = self._asked, self._maker()
        if self._tasks is None:
            self._made((asked, make()))
            return
        self._making = True
        self._judge()
        title = Message("style", "Making the classes")
        task = self._tasks.run(title, lambda _progress: (asked, make()))
        task.finished.connect(self._made)

    def _maker(self) -> Callable[[], AnyStyle]:
        """Return what makes the style of the moment; what the symbols had in common stays."""
        base, colours = first_symbol(self._style), ramp(self.rule.ramp.value())
        by, field, frame, kind = (
            self.rule.by.value(),
            self.rule.field.value(),
            self._frame,
            self._kind,
        )
        if by == "category":
            return partial(category_style, frame, field, colours, base=base, kind=kind)
        if by == "graduated":
            scheme, classes = self.rule.scheme_chosen(), self.rule.classes.value()
            return partial(
                graduated_style, frame, field, scheme, classes, colours, base=base, kind=kind
            )
        return partial(SingleStyle, symbol=base)

    def _made(self, made: tuple[int, AnyStyle]) -> None:
        asked, style = made
        if asked != self._asked:
            return  # another rule was chosen meanwhile
        self._making = False
        labels = {"label": self._style.label, "second_label": self._style.second_label}
        self._style = style.changed(**labels)
        self.legend.show_style(self._style)
        self._show_symbol()
        self._judge()

    def _show_symbol(self) -> None:
        number = self.legend.number()
        symbols = symbols_of(self._style)
        shown = first_symbol(self._style) if number is None else symbols[number]
        self.symbol.show_symbol(shown, self._kind)

    def _symbol_edited(self) -> None:
        self._style = with_symbol(self._style, self.legend.number(), self.symbol.symbol())
        self.legend.show_style(self._style)

    def _labels_edited(self) -> None:
        label, chainage = self.labels.label(), self.labels.chainage_label()
        found: list[Label | None] = [item for item in (label, chainage) if item is not None]
        first, second = [*found, None, None][:2]
        self._style = self._style.changed(label=first, second_label=second)

    def _judge(self) -> None:
        if self._making:
            self.say(translate("style", "Making the classes…"), "muted", acceptable=False)
        elif self.scales.is_empty():
            words = translate("style", "No scale lies between these two: exchange them.")
            self.say(words, "error", acceptable=False)
        elif self.rule.by.value() != "single" and len(symbols_of(self._style)) == 1:
            words = translate(
                "style", "The field has no values: all is drawn as “everything else”."
            )
            self.say(words, "warning", acceptable=True)
        else:
            self.say("", "muted", acceptable=True)

    @override
    def retranslate(self) -> None:
        super().retranslate()
        self.setWindowTitle(translate("style", "Style"))
        self.question.setText(translate("style", "How “{layer}” looks").format(layer=self._title))
        words = translate("style", "Widths and sizes are millimetres on the screen and on paper.")
        self.explanation.setText(words)
        names = (
            translate("style", "Symbols"),
            translate("style", "Labels"),
            translate("style", "Scales"),
        )
        for number, name in enumerate(names):
            self.tabs.setTabText(number, name)
        self.tabs.setAccessibleName(translate("style", "Parts of the style"))
        self.reset.setText(translate("style", "Reset to default"))
        self.accept_button.setText(translate("style", "Use this style"))
        self._judge()


def _page(editor: QWidget) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 12, 0, 0)
    column.addWidget(editor)
    column.addStretch(1)
    return page


def _scrolled(editor: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidget(editor)
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    # What is in it takes the keyboard, and is brought into view then.
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area
