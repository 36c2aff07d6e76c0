"""The north arrow: up is grid north; how far true north lies beside it is said in words.

At Nước Hai the two differ by 0°09′20″, less than a drawn arrow could show truthfully.
"""

from __future__ import annotations

from planviewer.i18n import translate
from planviewer.sheets.look import INK, PAPER, Look
from planviewer.sheets.marks import Mark, ShapeMark, line_of_text
from planviewer.sheets.page import Box


def arrow(room: Box, look: Look) -> tuple[Mark, ...]:
    """Return a grid-north arrow filling ``room``."""
    style = look.scale
    letter = translate("sheet", "N", "north, on the arrow")
    middle = room.x + room.width / 2
    top = room.y + style.em * 1.2
    half = min(room.width * 0.36, (room.bottom - top) * 0.4)
    notch = room.bottom - (room.bottom - top) * 0.24
    tip, foot = (middle, top), (middle, notch)
    left, right = (middle - half, room.bottom), (middle + half, room.bottom)
    pen = look.mm(0.25)
    return (
        line_of_text(letter, middle, room.y, style, "middle"),
        ShapeMark((tip, foot, left), fill=INK, stroke=INK, width=pen, closed=True),
        ShapeMark((tip, foot, right), fill=PAPER, stroke=INK, width=pen, closed=True),
    )


def declination_text(convergence: float | None) -> str:
    """Return where true north lies, from the convergence in degrees (grid east positive)."""
    if convergence is None:
        return translate("sheet", "Grid north")
    angle = degrees_text(abs(convergence))
    if convergence > 0:
        text = translate("sheet", "Grid north; true north lies {angle} west of it")
    else:
        text = translate("sheet", "Grid north; true north lies {angle} east of it")
    return text.format(angle=angle)


def degrees_text(degrees: float) -> str:
    """Return an angle as 0°09′20″ (seconds rounded)."""
    seconds = round(degrees * 3600)
    return f"{seconds // 3600}°{seconds // 60 % 60:02d}′{seconds % 60:02d}″"
