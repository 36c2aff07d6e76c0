"""What a file holds, to be looked at before its layers are added."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from planviewer import i18n
from planviewer.app.previewing import FieldPreview, LayerPreview, is_misplaced
from planviewer.i18n import translate
from planviewer.model.problem import Problem
from planviewer.ui.base import as_tooltip, plain_label
from planviewer.ui.dialogs.encoding_row import EncodingRow
from planviewer.ui.dialogs.frame import AskDialog
from planviewer.ui.dialogs.problems import Table
from planviewer.ui.small_map import Part, SmallMap, part_of, view_of


class PreviewDialog(AskDialog):
    """Shows the layers of a file; ``chosen()`` are the numbers of those to add.

    It does not stop the window: it is shown, and tells what was decided by ``finished``. With
    ``added`` the one layer is in the plan already, and only its encoding is asked for.
    """

    fits_content = False
    position_wished = Signal(int)
    """Number of the layer whose coordinate system the person wants to choose."""
    encoding_wished = Signal(int, object)
    """Number of the layer whose text is to be read in an encoding; None: as it is found out."""

    def __init__(
        self,
        file_name: str,
        layers: Sequence[LayerPreview],
        known: Part,
        parent: QWidget | None = None,
        *,
        added: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setModal(False)
        self._added = added
        self._file, self._layers, self._known = file_name, list(layers), known
        self._busy = False
        self.list, self.map, self.table = QListWidget(), SmallMap(), QTableView()
        self.facts, self.problems = plain_label(), plain_label("warning")
        self.letters = EncodingRow()
        self.model = Table(self)
        self.all, self.none, self.position = QPushButton(), QPushButton(), QPushButton()
        for button in (self.all, self.none, self.position):
            button.setAutoDefault(False)
        self.all.clicked.connect(lambda: self._tick(Qt.CheckState.Checked))
        self.none.clicked.connect(lambda: self._tick(Qt.CheckState.Unchecked))
        self.position.clicked.connect(lambda: self.position_wished.emit(0))
        self.letters.chosen.connect(lambda name: self.encoding_wished.emit(self._row(), name))
        self._fill_list()
        self._lay_out()
        self.list.currentRowChanged.connect(lambda _row: self._show())
        self.list.itemChanged.connect(lambda _item: self._judge())
        self.resize(920, 600)
        self.speak()
        fields = (self.list, self.all, self.none, self.letters.combo, self.table, self.position)
        self.order(*fields)

    def _fill_list(self) -> None:
        for layer in self._layers:
            item = QListWidgetItem(f"{layer.name}  ·  {i18n.number(layer.count)}")
            item.setToolTip(as_tooltip(layer.title))
            flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
            item.setFlags(flags | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.setProperty("framed", "true")
        row = max(self.list.sizeHintForRow(0), 32)  # the look comes only when it is shown
        self.list.setMaximumHeight(min(210, 8 + row * len(self._layers)))
        for widget in (self.list, self.all, self.none):
            widget.setVisible(len(self._layers) > 1)

    def _lay_out(self) -> None:
        self.table.setModel(self.model)
        self.table.setProperty("framed", "true")
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.list)
        ticks = QHBoxLayout()
        ticks.addWidget(self.all)
        ticks.addWidget(self.none)
        ticks.addStretch(1)
        left.addLayout(ticks)
        left.addWidget(self.facts)
        left.addWidget(self.letters)
        left.addWidget(self.table, 1)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self.map, 1)
        right.addWidget(self.problems)
        right.addWidget(self.position, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addLayout(left, 3)
        row.addLayout(right, 2)
        self.body.addLayout(row, 1)

    def chosen(self) -> list[int]:
        """Return the numbers of the layers that are ticked."""
        items = [self.list.item(row) for row in range(self.list.count())]
        return [row for row, item in enumerate(items) if item.checkState() == Qt.CheckState.Checked]

    def _tick(self, state: Qt.CheckState) -> None:
        for row in range(self.list.count()):
            self.list.item(row).setCheckState(state)

    @override
    def retranslate(self) -> None:
        super().retranslate()
        self.setWindowTitle(translate("preview", "Look before adding"))
        question = translate("preview", "Add {file} to the plan?")
        if self._added:
            self.setWindowTitle(translate("preview", "Text encoding"))
            question = translate("preview", "In which encoding is the text of “{file}”?")
        self.question.setText(question.format(file=self._file))
        explanation = translate(
            "preview",
            "This is how it will be read. Look at letters and position; on the small map, thin "
            "lines are what the plan shows already.",
        )
        if self._added:
            explanation = translate(
                "preview",
                "The values show the letters as they would be read. The file stays as it is.",
            )
        self.explanation.setText(explanation)
        self.list.setAccessibleName(translate("preview", "Layers of the file"))
        self.table.setAccessibleName(translate("preview", "Fields with values"))
        self.all.setText(translate("preview", "Tick all"))
        self.none.setText(translate("preview", "Untick all"))
        self.position.setText(translate("preview", "Choose another coordinate system…"))
        words = translate("preview", "Use") if self._added else translate("preview", "Add")
        self.accept_button.setText(words)
        self._show()
        self._judge()

    def show_anew(self, number: int, layer: LayerPreview) -> None:
        """Show a layer as it was read again."""
        self._layers[number] = layer
        self._show()

    def work(self, *, busy: bool) -> None:
        """Show that a layer is being read again, or was: what it holds may be added then."""
        self._busy = busy
        self.letters.setEnabled(not busy)
        self._show()
        self._judge()

    def _row(self) -> int:
        return max(self.list.currentRow(), 0)

    def _show(self) -> None:
        """Show the current layer."""
        row = self._row()
        if row >= len(self._layers):
            return
        layer = self._layers[row]
        self.facts.setText("\n".join(_facts(layer)))
        self.letters.show_layer(layer)
        heads = (
            translate("preview", "Field"),
            translate("preview", "Kind"),
            translate("preview", "Values"),
        )
        self.model.fill(
            heads, layer.fields, lambda x: (x.name, _kind_words(x), x.samples), frozenset()
        )
        self.table.setColumnWidth(0, 130)
        self.table.setColumnWidth(1, 120)
        self.problems.setText("\n".join(_problem(x) for x in layer.problems[:5]))
        self.problems.setVisible(bool(layer.problems))
        # Of several layers each may be elsewhere: there it is chosen by the layer's own menu.
        one = len(self._layers) == 1 and not self._added
        self.position.setVisible(one and is_misplaced(layer))
        words = self.facts.text()
        shown = part_of("after", layer.shapes)
        self.map.show_parts([self._known, shown], view_of(shown, self._known), words)

    def _judge(self) -> None:
        if self._busy:
            self.say(translate("preview", "Reading anew…"), "muted", acceptable=False)
        elif self.chosen():
            self.say("", "muted", acceptable=True)
        else:
            words = translate("preview", "Tick the layers to add.")
            self.say(words, "muted", acceptable=False)


def _facts(layer: LayerPreview) -> list[str]:
    how = {
        "file": translate("preview", "as the file says"),
        "standard": translate("preview", "as the format fixes it"),
        "user": translate("preview", "as you chose"),
        "computed": translate("preview", "computed"),
    }[layer.crs_source]
    count = translate("preview", "Features: {count}").format(count=i18n.number(layer.count))
    system = translate("preview", "Coordinate system: {crs} ({how})").format(crs=layer.crs, how=how)
    return [count, system]


def _kind_words(field: FieldPreview) -> str:
    kind = kind_word(field.kind)
    return kind if field.encoding is None else f"{kind} · {field.encoding}"


def _problem(problem: Problem) -> str:
    if problem.count <= 1:
        return f"• {problem.message}"
    words = translate("preview", "{problem} (features: {count})")
    return f"• {words.format(problem=problem.message, count=i18n.number(problem.count))}"


def kind_word(kind: str) -> str:
    """Return the word for a kind of values."""
    return {
        "boolean": translate("preview", "yes/no"),
        "integer": translate("preview", "whole number"),
        "real": translate("preview", "number"),
        "date": translate("preview", "date"),
        "text": translate("preview", "text"),
    }[kind]
