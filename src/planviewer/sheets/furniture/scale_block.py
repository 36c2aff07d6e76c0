"""Numeric scale, scale bar and north arrow in one block."""

from __future__ import annotations

from planviewer import i18n
from planviewer.i18n import translate
from planviewer.sheets.flow import Item
from planviewer.sheets.furniture.north_arrow import arrow, declination_text
from planviewer.sheets.look import INK, PAPER, RULE, Look
from planviewer.sheets.marks import Mark, line_of_text, rectangle, rule
from planviewer.sheets.page import Box
from planviewer.sheets.scales import round_step, scale_text
from planviewer.sheets.typeset import block, fit, height

BLOCKS = 4
_BAR_HEIGHT = 1.7
_ARROW_WIDTH = 16.0
_KILOMETRES_FROM = 4000.0


def bar_step(scale: float, room_mm: float) -> float:
    """Return the length of one block in metres: round, and four of them fit ``room_mm``."""
    return round_step(room_mm / 1000 * scale / BLOCKS)


def scale_block(
    scale: float,
    convergence: float | None,
    width: float,
    look: Look,
    *,
    turn: float = 0.0,
    bar: bool = True,
    north: bool = True,
) -> Item:
    """Return the block for a column of ``width`` mm.

    ``convergence`` is the angle from true to grid north in degrees, clockwise positive, or None;
    ``turn`` the bearing that points up on the page.
    Its height does not depend on the scale, so the map frame does not either.
    """
    top = look.mm(1.6)
    left = width - (look.mm(_ARROW_WIDTH) if north else 0.0)
    marks: list[Mark] = [rule(0.0, width, 0.0, RULE)]
    bottom = top
    if bar:
        bar_marks, bottom = _scale(scale, top, left, look)
        marks += bar_marks
    if north:
        tall = max(bottom - top, look.mm(16.0))
        room = Box(width - look.mm(_ARROW_WIDTH), top, look.mm(_ARROW_WIDTH), tall)
        marks += arrow(room, convergence, turn, look)
        bottom = top + tall
        lines, style = fit(declination_text(convergence), width, look.small_muted, 2)
        marks += block(lines, 0.0, bottom + look.mm(0.8), style)
        bottom += look.mm(0.8) + height(2 if len(lines) > 1 else 1, look.small_muted)
    return Item(bottom, tuple(marks))


def _scale(scale: float, top: float, width: float, look: Look) -> tuple[list[Mark], float]:
    words = translate("sheet", "Scale {scale}").format(scale=scale_text(scale))
    lines, style = fit(words, width, look.scale)
    marks: list[Mark] = list(block(lines, 0.0, top, style))
    top += height(1, look.scale)
    lines, style = fit(_one_centimetre(scale), width, look.small_muted)
    marks += block(lines, 0.0, top, style)
    top += height(1, look.small_muted) + look.mm(1.2)
    marks += _bar(scale, top, width, look)
    top += look.mm(_BAR_HEIGHT) + look.mm(0.5) + height(1, look.small)
    return marks, top


def _one_centimetre(scale: float) -> str:
    metres = scale / 100
    figure = f"{i18n.number(metres, 0 if metres == int(metres) else 1)} m"
    return translate("sheet", "1 cm on paper = {length} on the ground").format(length=figure)


def _bar(scale: float, top: float, width: float, look: Look) -> list[Mark]:
    """Return alternating blocks with figures below; figures at the ends are kept inside."""
    figures = look.small
    end = figures.width(f"{_figure(9999.0, 0.0)} km")
    room = width - end
    start = figures.width("0") / 2
    step = bar_step(scale, room - start)
    block_mm, tall = step / scale * 1000, look.mm(_BAR_HEIGHT)
    marks: list[Mark] = []
    for number in range(BLOCKS):
        box = Box(start + number * block_mm, top, block_mm, tall)
        marks.append(rectangle(box, fill=PAPER if number % 2 else INK, stroke=INK, width=0.2))
    below = top + tall + look.mm(0.5)
    whole = step * BLOCKS
    for share in (0, 2, 4):
        metres = step * share
        text = _figure(metres, whole)
        mark = line_of_text(text, start + share * block_mm, below, figures, "middle")
        marks.append(mark)
    unit = "km" if whole >= _KILOMETRES_FROM else "m"
    after = start + BLOCKS * block_mm + figures.width(text) / 2 + figures.width(" ")
    marks.append(line_of_text(unit, after, below, figures))
    return marks


def _figure(metres: float, whole: float) -> str:
    """Return a distance in metres, or in kilometres on a bar as long as that."""
    figure = metres / 1000 if whole >= _KILOMETRES_FROM else metres
    return i18n.number(figure, 0 if figure == int(figure) else 1)
