"""Sheets as PDF: vector, fonts inside, exact pages, layers to switch, georeferenced.

Qt paints every piece of a sheet on a page of its own. pikepdf then lays the pieces of a sheet over
one another as forms, each layer of the plan in an optional content group that a reader can switch
(ISO 32000-2, 8.11), and gives what Qt cannot: a page size that is not rounded to points, the
frame's coordinates, dates fixed by ``SOURCE_DATE_EPOCH``, and the wish to be printed at true size.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC
from io import BytesIO
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QPageSize, QPainter, QPdfWriter

from planviewer import __version__
from planviewer.i18n import translate
from planviewer.model import crs as systems
from planviewer.sheets.artist import NAMES, Artist, Piece
from planviewer.sheets.compose import Sheet
from planviewer.sheets.geopdf import decimal, viewport
from planviewer.sheets.page import MM_PER_INCH, MM_PER_POINT
from planviewer.sheets.pdf_forms import plain_form
from planviewer.sheets.render import GRID, render_pieces
from planviewer.writing.moment import timestamp

RESOLUTION: Final = 2400
"""Units per inch that the map is painted in; lines are vector, this is their rounding (0.01 mm)."""

Report = Callable[[float], None]


@dataclass
class _Groups:
    """The optional content groups of a document, by id of what they hold, in order."""

    document: pikepdf.Pdf
    titles: Mapping[str, str]
    made: dict[str, pikepdf.Object] = field(default_factory=dict)

    def of(self, piece_id: str) -> pikepdf.Object | None:
        """Return the group of a piece, None if it cannot be switched."""
        title = self.titles.get(piece_id)
        if title is None:
            return None
        if piece_id not in self.made:
            group = Dictionary(Type=Name.OCG, Name=String(title))
            self.made[piece_id] = self.document.make_indirect(group)
        return self.made[piece_id]


def pdf(
    sheets: Sequence[tuple[Sheet, Artist]],
    titles: Mapping[str, str] | None = None,
    report: Report = lambda _share: None,
) -> bytes:
    """Return sheets as the pages of one PDF.

    Parameters
    ----------
    titles
        What the reader calls the layers, by id.
    report
        Told the share done after each sheet; may raise to stop.
    """
    pieces = [render_pieces(sheet, artist) for sheet, artist in sheets]
    painted = _painted(sheets, pieces, report)
    with pikepdf.open(BytesIO(painted)) as source, pikepdf.new() as document:
        names = {
            **(titles or {}),
            NAMES: translate("sheet", "Names"),
            GRID: translate("sheet", "Grid"),
        }
        groups, place = _Groups(document, names), 0
        for (sheet, _), parts in zip(sheets, pieces, strict=True):
            count = sum(part.plain is None for part in parts)
            pages = iter(source.pages[place : place + count])
            _add_page(document, sheet, parts, pages, groups)
            place += count
        _describe(document, sheets[0][0], groups)
        result = BytesIO()
        document.save(result, deterministic_id=True)
    return result.getvalue()


def _painted(
    sheets: Sequence[tuple[Sheet, Artist]], pieces: Sequence[Sequence[Piece]], report: Report
) -> bytes:
    """Paint every piece on a page of its own, those left out that need no painting."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(RESOLUTION)
    _set_page(writer, sheets[0][0])
    painter = QPainter(writer)
    try:
        for number, ((sheet, _), parts) in enumerate(zip(sheets, pieces, strict=True)):
            painted = [piece for piece in parts if piece.plain is None]
            for first, piece in enumerate(painted):
                if number or first:
                    _set_page(writer, sheet)
                    writer.newPage()
                painter.save()
                piece.paint(painter, RESOLUTION / MM_PER_INCH)
                painter.restore()
            report((number + 1) / len(sheets))
    finally:
        painter.end()
    return bytes(data.data())


def _set_page(writer: QPdfWriter, sheet: Sheet) -> None:
    exact = QPageSize.SizeMatchPolicy.ExactMatch
    size = QPageSize(QSizeF(*sheet.size_mm), QPageSize.Unit.Millimeter, "", exact)
    writer.setPageSize(size)
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))


def _add_page(
    document: pikepdf.Pdf,
    sheet: Sheet,
    parts: Sequence[Piece],
    painted: Iterator[pikepdf.Page],
    groups: _Groups,
) -> None:
    """Lay the pieces over one another on a page of exact size; ``painted`` are those Qt painted."""
    width, height = (side / MM_PER_POINT for side in sheet.size_mm)
    page = document.add_blank_page(page_size=(width, height))
    page.MediaBox = Array([0, 0, decimal(width, 4), decimal(height, 4)])
    forms, properties, lines = Dictionary(), Dictionary(), []
    for number, piece in enumerate(parts):
        if piece.plain is None:
            forms[f"/P{number}"], draw = _of_qt(document, next(painted), height, f"/P{number}")
        else:
            plain = piece.plain(RESOLUTION / MM_PER_INCH)
            forms[f"/P{number}"] = plain_form(document, plain, sheet, RESOLUTION)
            draw = f"q /P{number} Do Q"
        group = groups.of(piece.id)
        if group is not None:
            properties[f"/G{number}"] = group
            draw = f"/OC /G{number} BDC {draw} EMC"
        lines.append(draw)
    page.Resources = Dictionary(XObject=forms, Properties=properties)
    page.Contents = document.make_stream("\n".join(lines).encode())
    if sheet.place is not None:
        page.obj.VP = Array([viewport(sheet)])


def _of_qt(
    document: pikepdf.Pdf, painted: pikepdf.Page, height: float, name: str
) -> tuple[pikepdf.Object, str]:
    """Return a painted page as a form, and how it is drawn on a page of true ``height``.

    Qt hangs its drawing on a top in whole points; the true top is up to half a point off it.
    """
    shift = height - float(painted.MediaBox[3])
    return _as_form(document, painted), f"q 1 0 0 1 0 {shift:.6f} cm {name} Do Q"


def _as_form(document: pikepdf.Pdf, painted: pikepdf.Page) -> pikepdf.Object:
    """Return a painted page as a form; its stream is taken over as it is, still compressed."""
    form = document.copy_foreign(painted.obj.Contents)
    form.Type, form.Subtype = Name.XObject, Name.Form
    form.BBox = Array([float(value) for value in painted.MediaBox])
    form.Resources = document.copy_foreign(painted.obj.Resources)
    return form


def _describe(document: pikepdf.Pdf, sheet: Sheet, groups: _Groups) -> None:
    root, request = document.Root, sheet.request
    root.Lang = String(sheet.language)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True, PrintScaling=Name("/None"))
    if groups.made:
        every = Array(list(groups.made.values()))
        # the reader lists the layers as the plan does: the topmost first
        order = Array(list(reversed(groups.made.values())))
        root.OCProperties = Dictionary(
            OCGs=every, D=Dictionary(Name=String("planviewer"), Order=order, ON=every)
        )
    moment = timestamp().astimezone(UTC).strftime("D:%Y%m%d%H%M%SZ")
    about = systems.crs_name(request.crs)
    if sheet.place is not None:
        about = f"1:{sheet.scale} · {about}"
    document.trailer.Info = document.make_indirect(
        Dictionary(
            Title=String(str(request.title)),
            Subject=String(about),
            Creator=String(f"planviewer {__version__}"),
            Producer=String(f"planviewer {__version__}"),
            CreationDate=String(moment),
            ModDate=String(moment),
        )
    )
