"""The details panel: all that is known about what was clicked or chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from planviewer.app.details import Details
from planviewer.i18n import translate
from planviewer.ui import theme_state
from planviewer.ui.base import SPACE, Panel, as_tooltip, icon_button, named, plain_label
from planviewer.ui.details_text import DetailsText, copy
from planviewer.ui.icons import icon
from planviewer.ui.pill import Pill

_MOST_CHOICES_SEEN = 4


class DetailsPanel(Panel):
    """Shows one :class:`Details`, or a choice of several found at one place."""

    choice_shown = Signal(int)
    close_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._details: Details | None = None
        self._choices: tuple[Details, ...] = ()
        self.heading = plain_label("small")
        self.choices = QListWidget()
        self.title = plain_label("title")
        self.subtitle = plain_label("muted")
        self.text = DetailsText(self)
        self.copy_all = icon_button("copy", self)
        self.close_button = icon_button("x", self)
        self.empty_icon, self.empty = QLabel(), plain_label("muted")
        self._lay_out()
        self.copy_all.clicked.connect(self._copy)
        self.close_button.clicked.connect(self.close_requested)
        self.choices.currentRowChanged.connect(self._choose)
        self.speak()
        self.show_details(None)

    def _lay_out(self) -> None:
        for label in (self.title, self.subtitle):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        head = QHBoxLayout()
        head.setSpacing(0)
        head.addWidget(self.title, 1)
        for button in (self.copy_all, self.close_button):
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self._badges = QHBoxLayout()
        self._badges.setSpacing(4)
        top = QVBoxLayout()
        top.setContentsMargins(12, 12, SPACE, 4)
        top.setSpacing(4)
        top.addWidget(self.heading)
        top.addWidget(self.choices)
        top.addLayout(head)
        top.addWidget(self.subtitle)
        top.addLayout(self._badges)
        page, full = QWidget(), QVBoxLayout()
        full.setContentsMargins(0, 0, 0, 0)
        full.setSpacing(0)
        full.addLayout(top)
        full.addWidget(self.text, 1)
        page.setLayout(full)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._empty_page())
        self._stack.addWidget(page)

    def _empty_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(32, 32, 32, 32)
        column.setSpacing(12)
        column.addStretch(1)
        for label in (self.empty_icon, self.empty):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        column.addStretch(2)
        return page

    # --- values in -----------------------------------------------------------------------------
    def show_details(self, details: Details | None) -> None:
        """Show ``details``, or with None the hint what to click."""
        self._show_list(())
        self._show(details)

    def show_choices(self, choices: Sequence[Details], current: int = 0) -> None:
        """Show several things found at one place; ``choice_shown`` tells which one is read."""
        self._show_list(choices if len(choices) > 1 else ())
        if self._choices:
            self.choices.blockSignals(True)
            self.choices.setCurrentRow(current)
            self.choices.blockSignals(False)
        self._show(choices[current] if choices else None)

    def update_choices(self, choices: Sequence[Details]) -> None:
        """Show the same things as they are now; the one being read stays in front."""
        before = self._choices or (() if self._details is None else (self._details,))
        if tuple(choices) == before:
            return
        same = len(choices) == len(self._choices)
        self.show_choices(choices, self.choices.currentRow() if same else 0)

    def _show_list(self, choices: Sequence[Details]) -> None:
        self._choices = tuple(choices)
        self.choices.blockSignals(True)
        self.choices.clear()
        for details in self._choices:
            item = QListWidgetItem(details.title, self.choices)
            item.setToolTip(as_tooltip(f"{details.title}\n{details.subtitle}".strip()))
            item.setSizeHint(QSize(0, 28))
        self.choices.blockSignals(False)
        seen = min(len(self._choices), _MOST_CHOICES_SEEN)
        self.choices.setFixedHeight(seen * 28 + 4)
        for widget in (self.heading, self.choices):
            widget.setVisible(bool(self._choices))
        self._say_heading()

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self._choices):
            self._show(self._choices[row])
            self.choice_shown.emit(row)

    def _show(self, details: Details | None) -> None:
        self._details = details
        self._stack.setCurrentIndex(0 if details is None else 1)
        if details is None:
            return
        self.title.setText(details.title)
        self.subtitle.setText(details.subtitle)
        self.subtitle.setVisible(bool(details.subtitle))
        self._show_badges(details)
        self.text.show_details(details)
        self.setAccessibleDescription(details.title)

    def _show_badges(self, details: Details) -> None:
        while (item := self._badges.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for badge in details.badges:
            self._badges.addWidget(Pill(badge.text, badge.kind))
        self._badges.addStretch(1)

    def shown(self) -> Details | None:
        """Return what is being read."""
        return self._details

    def _copy(self) -> None:
        if self._details is not None:
            copy(self._details.as_text())

    # --- language and look ---------------------------------------------------------------------
    @override
    def retranslate(self) -> None:
        self.empty.setText(
            translate("details", "Click something on the map, or choose a site or a layer.")
        )
        named(self.copy_all, translate("details", "Copy everything"))
        named(self.close_button, translate("details", "Close the details"))
        self.text.setAccessibleName(translate("details", "Details"))
        self.choices.setAccessibleName(translate("details", "Found at this place"))
        self._say_heading()
        self._draw_empty_icon()

    def _say_heading(self) -> None:
        text = translate("details", "{count} things are here").format(count=len(self._choices))
        self.heading.setText(text)

    @override
    def restyle(self) -> None:
        self._draw_empty_icon()
        if self._details is not None:
            self.text.show_details(self._details)

    def _draw_empty_icon(self) -> None:
        tone = "accent" if theme_state.current().dark else "control_border"
        size, ratio = QSize(40, 40), self.devicePixelRatioF()
        self.empty_icon.setPixmap(icon("mouse-pointer-click", tone).pixmap(size, ratio))
