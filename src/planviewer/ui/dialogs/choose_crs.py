"""Choose the coordinate system of a file that does not say it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QWidget,
)
from typing_extensions import override

from planviewer import i18n
from planviewer.i18n import translate
from planviewer.ui.base import as_tooltip
from planviewer.ui.crs_catalog import CrsCandidate, CrsChoice, choices, typed_choice
from planviewer.ui.dialogs.frame import AskDialog
from planviewer.ui.icons import icon
from planviewer.ui.search_keys import SearchKeys
from planviewer.ui.small_map import Part, SmallMap, part_of, view_of
from planviewer.ui.two_lines import CHOICE, TwoLines, TwoLinesDelegate

if TYPE_CHECKING:
    from planviewer.app.placing import Consultation


class ChooseCrsDialog(AskDialog):
    """Ask for a coordinate system; ``chosen()`` is "EPSG:n" once accepted.

    Parameters
    ----------
    file_name
        The file that is asked about.
    candidates
        Systems in which the file's numbers make sense, the likeliest first.
    """

    fits_content = False

    def __init__(
        self,
        file_name: str,
        candidates: Sequence[CrsCandidate] = (),
        parent: QWidget | None = None,
        consultation: Consultation | None = None,
        *,
        stated: bool = False,
    ) -> None:
        super().__init__(parent)
        self._file, self._candidates = file_name, tuple(candidates)
        self._consultation, self._stated = consultation, stated
        self.map = SmallMap()
        self.search, self.list = QLineEdit(), QListWidget()
        self.search.setClearButtonEnabled(True)
        self._glass = QAction(icon("search", "muted"), "", self)
        self.search.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self.list.setItemDelegate(TwoLinesDelegate(self.list))
        self.list.setProperty("framed", "true")
        self.list.setMouseTracking(True)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(self.search)
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(self.list, 3)
        middle.addWidget(self.map, 2)
        self.map.setVisible(consultation is not None)
        self.body.addLayout(middle, 1)
        self.search.textChanged.connect(self._fill)
        SearchKeys(self.search, self.list)
        self.list.currentItemChanged.connect(lambda *_: self._judge())
        self.list.itemActivated.connect(lambda _: self.accept_button.click())
        self.resize(560 if consultation is None else 880, 560)
        self.speak()
        self.order(self.search, self.list)

    def chosen(self) -> str | None:
        """Return the code of the current row."""
        choice = self._current()
        return None if choice is None else choice.code

    def choice(self) -> CrsChoice | None:
        """Return the current row."""
        return self._current()

    def _current(self) -> CrsChoice | None:
        item = self.list.currentItem()
        row = None if item is None else item.data(CHOICE)
        return row.value if isinstance(row, TwoLines) else None

    def _fill(self) -> None:
        query, before = self.search.text(), self._key(self._current())
        found = [choice for choice in choices(self._candidates) if choice.matches(query)]
        typed = typed_choice(query)
        if typed is not None and typed.code not in {choice.code for choice in found}:
            found.insert(0, typed)
        self.list.clear()
        for choice in found:
            self.list.addItem(_item(choice))
        codes = [self._key(choice) for choice in found]
        if before is not None and before in codes:
            self.list.setCurrentRow(codes.index(before))
        elif found and (query or found[0].reason):
            self.list.setCurrentRow(0)
        self._judge()

    @staticmethod
    def _key(choice: CrsChoice | None) -> tuple[str, bool] | None:
        return None if choice is None else (choice.code, choice.swapped)

    def _judge(self) -> None:
        choice = self._current()
        self._show_place(choice)
        if choice is not None:
            words = f"{choice.shown_code} – {choice.title}" if choice.shown_code else choice.title
            self.say(words, "muted", acceptable=True)
        elif self.list.count():
            self.say(translate("crs", "Choose a row."), "muted", acceptable=False)
        else:
            words = translate("crs", "No system found. Type a province or an EPSG code.")
            self.say(words, "warning", acceptable=False)

    def _show_place(self, choice: CrsChoice | None) -> None:
        """Draw where the file would lie, beside what the map shows."""
        if self._consultation is None:
            return
        known = part_of("known", self._consultation.neighbours.shapes)
        if choice is None:
            self.map.show_parts([known])
            return
        points = self._consultation.placed(choice.code, swapped=choice.swapped)
        if not len(points):
            self.map.show_parts([], words=translate("crs", "It would lie nowhere."))
            return
        words = choice.reason or choice.title
        shown = Part("after", points=points)
        self.map.show_parts([known, shown], view_of(shown, known), words)

    @override
    def retranslate(self) -> None:
        super().retranslate()
        self.setWindowTitle(translate("crs", "Coordinate system"))
        self.question.setText(
            translate("crs", "In which system are the coordinates of {file}?").format(
                file=self._file
            )
        )
        self.explanation.setText(
            translate(
                "crs",
                "Choose what explains the position best. Nothing is changed before you do; it can "
                "be undone.",
            )
            if self._stated
            else translate("crs", "The file does not say it. A wrong choice moves the layer.")
        )
        hint = translate("crs", "Province, name or EPSG code")
        self.search.setPlaceholderText(hint)
        self.search.setAccessibleName(hint)
        self._glass.setText(hint)
        self.list.setAccessibleName(translate("crs", "Coordinate systems"))
        self.accept_button.setText(translate("crs", "Use this system"))
        self._fill()


def _item(choice: CrsChoice) -> QListWidgetItem:
    item = QListWidgetItem(f"{choice.title} {choice.code}")
    tag = translate("crs", "Likely: {reason}").format(reason=choice.reason)
    if choice.score is not None:
        percent = 100 * choice.score
        share = f"{i18n.number(percent)} %" if percent >= 1 else "< 1 %"
        tag = f"{share} · {choice.reason}"
    tag = tag if choice.reason else ""
    item.setData(CHOICE, TwoLines(choice.title, choice.detail, choice.shown_code, tag, choice))
    spoken = f"{choice.shown_code} {choice.title}. {tag} {choice.detail}"
    item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
    item.setToolTip(as_tooltip(f"{choice.title}\n{choice.detail}".strip()))
    return item
