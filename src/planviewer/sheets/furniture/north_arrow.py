"""The north arrow: grid north in ink, true north beside it, and in words how far they differ.

At Nước Hai the two differ by 0°09′20″, less than a drawn arrow could show; so the small star of
true north stands on its side at a fixed angle, and the words give the true one.
"""

from __future__ import annotations

import math

from planviewer import i18n
from planviewer.i18n import translate
from planviewer.sheets.look import INK, MUTED, PAPER, Look
from planviewer.sheets.marks import Mark, Point, ShapeMark, line_of_text
from planviewer.sheets.page import Box

_SHOWN_ANGLE = 14.0
"""Degrees between the two on paper, whatever they are on the ground."""


def arrow(room: Box, convergence: float | None, turn: float, look: Look) -> tuple[Mark, ...]:
    """Return the arrow in ``room``.

    ``convergence`` is the angle from true to grid north in degrees, clockwise positive; ``turn``
    the bearing that points up on the page.
    """
    style = look.heading.colored(INK)
    radius = min(room.width, room.height) / 2 - style.em * 1.3
    middle = room.centre
    marks: list[Mark] = list(_needle(middle, radius, -turn, look))
    x, y = _polar(middle, radius + style.em * 0.6, -turn)
    letter = translate("sheet", "N", "north, on the arrow").split(i18n.BETWEEN)[0]
    marks.append(line_of_text(letter, x, y - style.em * 0.635, style, "middle"))
    if convergence is not None and abs(convergence) > 1e-9:
        side = -math.copysign(_SHOWN_ANGLE, convergence)
        marks += _star(middle, radius, -turn + side, look)
    return tuple(marks)


def _needle(middle: Point, radius: float, angle: float, look: Look) -> tuple[Mark, Mark]:
    tip = _polar(middle, radius, angle)
    notch = _polar(middle, radius * 0.45, angle + 180)
    left, right = (_polar(middle, radius, angle + 180 + side) for side in (28, -28))
    pen = look.mm(0.25)
    return (
        ShapeMark((tip, notch, left), fill=INK, stroke=INK, width=pen, closed=True),
        ShapeMark((tip, notch, right), fill=PAPER, stroke=INK, width=pen, closed=True),
    )


def _star(middle: Point, radius: float, angle: float, look: Look) -> tuple[Mark, Mark]:
    foot = _polar(middle, radius * 0.45, angle + 180)
    head = _polar(middle, radius * 0.92, angle)
    size = look.mm(0.85)
    points = tuple(
        _polar(head, size if number % 2 == 0 else size * 0.42, 36.0 * number + angle)
        for number in range(10)
    )
    return (
        ShapeMark((foot, head), stroke=MUTED, width=look.mm(0.18)),
        ShapeMark(points, fill=MUTED, closed=True),
    )


def _polar(middle: Point, radius: float, angle: float) -> Point:
    """Return a point at a bearing (degrees clockwise from up) around ``middle``."""
    radians = math.radians(angle)
    return middle[0] + radius * math.sin(radians), middle[1] - radius * math.cos(radians)


def declination_text(convergence: float | None) -> str:
    """Return where true north lies, from the convergence in degrees (grid east positive)."""
    if convergence is None:
        return translate("sheet", "Grid north")
    angle = degrees_text(abs(convergence))
    if convergence > 0:
        text = translate("sheet", "Grid north; true north (*) lies {angle} west of it")
    else:
        text = translate("sheet", "Grid north; true north (*) lies {angle} east of it")
    return text.format(angle=angle)


def degrees_text(degrees: float) -> str:
    """Return an angle as 0°09′20″ (seconds rounded)."""
    seconds = round(degrees * 3600)
    return f"{seconds // 3600}°{seconds // 60 % 60:02d}′{seconds % 60:02d}″"
