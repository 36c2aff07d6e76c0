"""Choosing the system a plan is measured in: by province, by name or by EPSG code."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from planviewer import i18n
from planviewer.i18n import translate
from planviewer.model.crs import parse_crs
from planviewer.model.text import fold
from planviewer.reading.vn_systems import figures
from planviewer.ui.base import Panel, as_tooltip
from planviewer.ui.crs_catalog import choices, crs_title, in_metres, provinces, typed_choice
from planviewer.ui.dialogs.frame import titled
from planviewer.ui.icons import icon
from planviewer.ui.search_keys import SearchKeys
from planviewer.ui.two_lines import CHOICE, TwoLines, TwoLinesDelegate

LIST_HEIGHT = 168


@dataclass(frozen=True)
class PlanSystem:
    """A system "EPSG:n", and the province it was chosen by (empty: by its name or code)."""

    crs: str
    province: str = ""


class SystemList(Panel):
    """A search field and the systems it finds; nothing is chosen until the person does."""

    changed = Signal()

    def __init__(self, chosen: PlanSystem | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wanted = chosen
        self.label, self.search, self.list = QLabel(), QLineEdit(), _List()
        self.search.setClearButtonEnabled(True)
        self._glass = QAction(icon("search", "muted"), "", self)
        self.search.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self.list.setItemDelegate(TwoLinesDelegate(self.list))
        self.list.setProperty("framed", "true")
        self.list.setMouseTracking(True)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(titled(self.search, self.label))
        column.addWidget(self.list, 1)
        self.search.textChanged.connect(self._fill)
        SearchKeys(self.search, self.list)
        self.list.currentItemChanged.connect(lambda *_: self._choose())
        self.speak()

    def chosen(self) -> PlanSystem | None:
        """Return the system of the current row, None where it measures no metres."""
        row = self._current()
        return row if row is not None and in_metres(row.crs) else None

    def verdict(self) -> tuple[str, str]:
        """Return what is to be said of the choice, and its role ("muted", "warning", "error")."""
        row = self._current()
        if row is None and self.list.count():
            return translate("new plan", "Choose the province or the system of the plan."), "muted"
        if row is None:
            words = translate("crs", "No system found. Type a province or an EPSG code.")
            return words, "warning"
        if not in_metres(row.crs):
            words = translate(
                "new plan",
                "{crs} does not measure metres on the ground. Choose a projected system.",
            )
            return words.format(crs=row.crs), "error"
        return system_line(row.crs), "muted"

    def _current(self) -> PlanSystem | None:
        item = self.list.currentItem()
        row = None if item is None else item.data(CHOICE)
        return row.value if isinstance(row, TwoLines) else None

    def _choose(self) -> None:
        self._wanted = self._current() or self._wanted
        self.changed.emit()

    def _fill(self) -> None:
        words = fold(self.search.text()).split()
        found = [row for row in self._rows() if _matches(row, words)]
        self.list.blockSignals(True)
        self.list.clear()
        for row in found:
            self.list.addItem(_item(row))
        values = [row.value for row in found]
        if self._wanted in values:
            self.list.setCurrentRow(values.index(self._wanted))
        elif found and words:
            self.list.setCurrentRow(0)
        self.list.blockSignals(False)
        self.list.scrollToItem(self.list.currentItem() or self.list.item(0))
        self.changed.emit()

    def _rows(self) -> list[TwoLines]:
        """Return all rows: what was typed as a code, the provinces, and the systems by name."""
        known = [
            TwoLines(name, crs_line(code), code, "", PlanSystem(code, name))
            for name, code in provinces()
        ]
        known += [
            TwoLines(choice.title, choice.detail, choice.code, "", PlanSystem(choice.code))
            for choice in choices()
            if in_metres(choice.code)
        ]
        asked = {self._wanted.crs} if self._wanted is not None else set()
        typed = typed_choice(self.search.text())
        asked |= {typed.code} if typed is not None else set()
        others = sorted(asked - {row.code for row in known})
        more = [TwoLines(crs_title(x), crs_line(x), x, "", PlanSystem(x)) for x in others]
        return [*more, *known]

    @override
    def retranslate(self) -> None:
        self.label.setText(translate("new plan", "Province or coordinate system"))
        hint = translate("crs", "Province, name or EPSG code")
        self.search.setPlaceholderText(hint)
        self.search.setAccessibleName(hint)
        self._glass.setText(hint)
        self.list.setAccessibleName(translate("crs", "Coordinate systems"))
        self._fill()


class _List(QListWidget):
    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), LIST_HEIGHT)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), LIST_HEIGHT)


def meridian_words(degrees: float) -> str:
    """Return a meridian as planning papers write it: 105°45'."""
    whole, minutes = divmod(round(degrees * 60), 60)
    return f"{whole}°{minutes:02d}'"


def crs_line(code: str) -> str:
    """Return the name of a system and its central meridian, where it has one."""
    found = figures(parse_crs(code))
    if found is None:
        return crs_title(code)
    words = translate("new plan", "{name}, central meridian {meridian}")
    return words.format(name=crs_title(code), meridian=meridian_words(found[0]))


def system_line(code: str) -> str:
    """Explain a system in one line: code, name, central meridian, scale there."""
    found = figures(parse_crs(code))
    if found is None:
        return f"{code}: {crs_title(code)}"
    words = translate("new plan", "{code}: {name}, central meridian {meridian}, scale {scale}")
    return words.format(
        code=code,
        name=crs_title(code),
        meridian=meridian_words(found[0]),
        scale=i18n.number(found[1], 4),
    )


def _matches(row: TwoLines, words: list[str]) -> bool:
    haystack = fold(f"{row.title} {row.detail} {row.code}")
    return all(word in haystack for word in words)


def _item(row: TwoLines) -> QListWidgetItem:
    item = QListWidgetItem(f"{row.title} {row.code}")
    item.setData(CHOICE, row)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{row.title}. {row.detail}. {row.code}")
    item.setToolTip(as_tooltip(f"{row.title}\n{row.detail}".strip()))
    return item
