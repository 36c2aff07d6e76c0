"""A sheet onto paper by the system's printer, at its true size."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from planviewer.errors import SheetNotPrinted
from planviewer.sheets.artist import Artist
from planviewer.sheets.compose import Sheet
from planviewer.sheets.page import MM_PER_INCH
from planviewer.sheets.render import render


def ask_printer(sheet: Sheet, parent: QWidget) -> QPrinter | None:
    """Ask for a printer, set up for the paper of ``sheet``; None if the person thinks again."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    set_up(printer, sheet)
    dialog = QPrintDialog(printer, parent)
    chosen = dialog.exec()
    dialog.deleteLater()
    return printer if chosen else None


def set_up(printer: QPrinter, sheet: Sheet) -> None:
    """Give a printer the paper of a sheet, whole: the sheet brings its own white edge."""
    printer.setFullPage(True)
    size = QPageSize(
        QSizeF(*sheet.size_mm),
        QPageSize.Unit.Millimeter,
        sheet.request.paper.value,
        QPageSize.SizeMatchPolicy.ExactMatch,
    )
    printer.setPageSize(size)
    printer.setPageMargins(QMarginsF(0, 0, 0, 0))
    printer.setDocName(str(sheet.request.title))
    printer.setCreator("planviewer")


def print_pages(printer: QPrinter, pages: Sequence[Sheet], artist: Artist) -> None:
    """Print pages at true size.

    Raises
    ------
    SheetNotPrinted
        If the printer does not take them.
    """
    painter = QPainter()
    if not painter.begin(printer):
        raise SheetNotPrinted(printer=printer.printerName() or "–")
    try:
        for number, page in enumerate(pages):
            if number and not printer.newPage():
                raise SheetNotPrinted(printer=printer.printerName() or "–")
            render(painter, page, artist, printer.resolution() / MM_PER_INCH)
    finally:
        painter.end()
