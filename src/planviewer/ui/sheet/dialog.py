"""The sheet window: at the left the sheet, at the right what can be chosen, below what to do."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from planviewer import i18n
from planviewer.app.sheeting.preview import Preview
from planviewer.i18n import translate
from planviewer.ui.base import Dialog, icon_button, named, plain_label
from planviewer.ui.sheet.panel import SheetPanel
from planviewer.ui.sheet.view import SheetView

_PANEL_WIDTH = 356


class SheetDialog(Dialog):
    """Widgets only; :class:`~planviewer.ui.sheet.controller.SheetController` runs them.

    Signals
    -------
    save_requested, copy_requested, print_requested
        A button was pressed.
    page_asked(number)
        Another sheet of the series is to be shown.
    spoke()
        The window speaks another language now.
    """

    save_requested = Signal()
    copy_requested = Signal()
    print_requested = Signal()
    page_asked = Signal(int)
    spoke = Signal()

    def __init__(self, panel: SheetPanel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModal(False)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint, on=True)
        self.view, self.panel = SheetView(), panel
        self.notice = plain_label("muted")
        self.before, self.after = icon_button("chevron-left"), icon_button("chevron-right")
        self.page = plain_label("muted", wrap=False)
        self.save, self.copy = QPushButton(), QPushButton()
        self.print_, self.close_ = QPushButton(), QPushButton()
        self._number, self._count = 1, 1
        self._lay_out()
        self._wire()
        self.resize(QSize(1160, 680))
        self.setMinimumSize(820, 520)
        self.speak()
        self.show_pages(1, 1)

    def _lay_out(self) -> None:
        scroll = QScrollArea()
        scroll.setWidget(self.panel)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFixedWidth(_PANEL_WIDTH)
        scroll.setFocusPolicy(
            Qt.FocusPolicy.NoFocus
        )  # its controls scroll it when Tab comes to them
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.view, 1)
        middle.addWidget(scroll)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(middle, 1)
        column.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 10, 16, 12)
        foot.setSpacing(8)
        for widget in (self.before, self.page, self.after):
            foot.addWidget(widget)
        foot.addWidget(self.notice, 1)
        for button in (self.close_, self.copy, self.print_, self.save):
            button.setAutoDefault(False)
            foot.addWidget(button)
        self.save.setDefault(True)
        return foot

    def _wire(self) -> None:
        for button in (self.save, self.copy, self.print_):
            button.clicked.connect(self.panel.scale.take)  # it may be typed and not left yet
        self.save.clicked.connect(self.save_requested)
        self.copy.clicked.connect(self.copy_requested)
        self.print_.clicked.connect(self.print_requested)
        self.close_.clicked.connect(self.close)
        self.before.clicked.connect(lambda: self.page_asked.emit(self._number - 1))
        self.after.clicked.connect(lambda: self.page_asked.emit(self._number + 1))

    # --- what is shown ------------------------------------------------------------------------
    def show_preview(self, preview: Preview) -> None:
        """Show a sheet, and say what a person should know of it."""
        self.view.show_preview(preview)
        self.show_pages(preview.number, preview.count)
        page = preview.made.sheet.request.page
        self.page.setText(_page_words(page.number, page.total))
        self.panel.scale.show_fitted(preview.made.sheet.scale)
        count = len(preview.made.lists)
        text = ""
        if count:
            words = translate(
                "sheet window", "The lists do not all fit: {count} list page(s) follow the sheet."
            )
            text = words.format(count=i18n.number(count))
        self.say(text)
        self._offer(possible=True)

    def show_problem(self, text: str) -> None:
        """Say why there is no such sheet; the last picture stays, and nothing can be saved."""
        self.say(text, "error")
        self._offer(possible=False)

    def show_busy(self) -> None:
        """Say that another picture is being made."""
        self.view.show_stale()

    def say(self, text: str, role: str = "muted") -> None:
        """Say something beside the buttons, until the next picture."""
        self.notice.setText(text)
        if self.notice.property("role") != role:
            self.notice.setProperty("role", role)
            self.notice.style().unpolish(self.notice)
            self.notice.style().polish(self.notice)

    def _offer(self, *, possible: bool) -> None:
        for button in (self.save, self.copy, self.print_):
            button.setEnabled(possible)

    def show_pages(self, number: int, count: int) -> None:
        """Say which sheet of how many is shown."""
        self._number, self._count = number, count
        for widget in (self.before, self.page, self.after):
            widget.setVisible(count > 1)
        self.before.setEnabled(number > 1)
        self.after.setEnabled(number < count)
        self.page.setText(_page_words(number, count))

    @override
    def retranslate(self) -> None:
        self.setWindowTitle(translate("sheet window", "Snapshot map"))
        self.save.setText(translate("sheet window", "Save…"))
        self.copy.setText(translate("sheet window", "Copy"))
        self.print_.setText(translate("sheet window", "Print…"))
        self.close_.setText(translate("sheet window", "Close"))
        named(self.before, translate("sheet window", "Sheet before"))
        named(self.after, translate("sheet window", "Next sheet"))
        self.show_pages(self._number, self._count)
        self.spoke.emit()


def _page_words(number: int, count: int) -> str:
    words = translate("sheet window", "Sheet {number} of {count}")
    return words.format(number=number, count=count)
