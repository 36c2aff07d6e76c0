"""Choose the layers to add of a file that holds many."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)
from typing_extensions import override

from planviewer import i18n
from planviewer.i18n import translate
from planviewer.model.text import fold
from planviewer.ui.dialogs.frame import AskDialog


class ChooseLayersDialog(AskDialog):
    """Ask which layers of a file are wanted; ``chosen()`` are their names once accepted."""

    fits_content = False

    def __init__(self, file_name: str, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._file = file_name
        self.search, self.list = QLineEdit(), QListWidget()
        self.search.setClearButtonEnabled(True)
        self.list.setProperty("framed", "true")
        for name in names:
            item = QListWidgetItem(name)
            item.setFlags(Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEnabled)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.all, self.none = QPushButton(), QPushButton()
        for button in (self.all, self.none):
            button.setAutoDefault(False)
        row = QHBoxLayout()
        row.addWidget(self.all)
        row.addWidget(self.none)
        row.addStretch(1)
        self.body.addWidget(self.search)
        self.body.addWidget(self.list, 1)
        self.body.addLayout(row)
        self.search.textChanged.connect(self._filter)
        self.list.itemChanged.connect(lambda _: self._judge())
        self.all.clicked.connect(lambda: self._check(Qt.CheckState.Checked))
        self.none.clicked.connect(lambda: self._check(Qt.CheckState.Unchecked))
        self.resize(520, 560)
        self.speak()
        self.order(self.search, self.list, self.all, self.none)

    def chosen(self) -> tuple[str, ...]:
        """Return the names that are ticked, in the order of the file."""
        return tuple(
            item.text() for item in self._items() if item.checkState() == Qt.CheckState.Checked
        )

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _filter(self, query: str) -> None:
        for item in self._items():
            item.setHidden(fold(query) not in fold(item.text()))

    def _check(self, state: Qt.CheckState) -> None:
        """Tick, or not, the rows that are shown."""
        self.list.blockSignals(True)
        for item in self._items():
            if not item.isHidden():
                item.setCheckState(state)
        self.list.blockSignals(False)
        self.list.viewport().update()
        self._judge()

    def _judge(self) -> None:
        count = len(self.chosen())
        words = translate("layers", "Chosen: {count} of {total}").format(
            count=i18n.number(count), total=i18n.number(self.list.count())
        )
        self.say(words, "muted", acceptable=count > 0)

    @override
    def retranslate(self) -> None:
        super().retranslate()
        self.setWindowTitle(translate("layers", "Choose layers"))
        question = translate("layers", "Which layers of {file} shall be added?")
        self.question.setText(question.format(file=self._file))
        self.explanation.setText(
            translate("layers", "The file holds many. You can open it again for others.")
        )
        hint = translate("layers", "Part of a name")
        self.search.setPlaceholderText(hint)
        self.search.setAccessibleName(hint)
        self.list.setAccessibleName(translate("layers", "Layers of the file"))
        self.all.setText(translate("layers", "Tick all shown"))
        self.none.setText(translate("layers", "Untick all shown"))
        self.accept_button.setText(translate("layers", "Add"))
        self._judge()
