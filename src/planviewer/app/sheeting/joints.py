"""Where the sheets of a series join: match lines along a road, edges of tiles."""

from __future__ import annotations

from itertools import pairwise

from planviewer.analysis.chainage import format_chainage
from planviewer.model.text import Text
from planviewer.sheets import strips, tiling
from planviewer.sheets.request import Seam
from planviewer.sheets.strips import Strip
from planviewer.sheets.tiling import Tile

_SEAM_REACH_MM = 2_000.0
"""Beyond any frame."""
_SEAM_NAME_MM = 30.0
"""How far beside the road a match line has its name."""


def sheet_name(number: int) -> Text:
    """Return how a neighbour is named beside the line where it joins."""
    return Text(vi=f"Nối tờ {number}", en=f"Joins sheet {number}")


def match_lines(cut: list[Strip], scale: int, first: int) -> list[tuple[Seam, ...]]:
    """Return the match lines of each strip; ``first`` is the number of the first sheet."""
    found: list[list[Seam]] = [[] for _ in cut]
    reach, name_at = _SEAM_REACH_MM * scale / 1000, _SEAM_NAME_MM / _SEAM_REACH_MM
    for number, (one, other) in enumerate(pairwise(cut)):
        start, stop = strips.match_line(one, other, reach)
        at = format_chainage(one.to_m)
        (x, y), (left_x, left_y) = one.stop, stop
        beside = (x + (left_x - x) * name_at, y + (left_y - y) * name_at)
        for here, there, inner in ((number, number + 1, one), (number + 1, number, other)):
            name = sheet_name(first + there)
            label = Text(vi=f"{name.vi} · {at}", en=f"{name.en} · {at}")
            seam = Seam(start=start, stop=stop, inner=inner.centre, label=label, label_at=beside)
            found[here].append(seam)
    return [tuple(seams) for seams in found]


def corners_of_tile(tile: Tile) -> tuple[tuple[float, float], ...]:
    """Return lower left, upper left, upper right, lower right."""
    west, south, east, north = tile.bounds
    return (west, south), (west, north), (east, north), (east, south)


def edge_lines(tiles: list[Tile], first: int) -> list[list[Seam]]:
    """Return the edges of every tile, with the number of the sheet beyond where there is one."""
    beyond = {(one, side): first + other for one, other, side in tiling.neighbours(tiles)}
    found: list[list[Seam]] = []
    for number, tile in enumerate(tiles):
        west, south, east, north = tile.bounds
        sides = {
            "n": ((west, north), (east, north)),
            "s": ((west, south), (east, south)),
            "w": ((west, south), (west, north)),
            "e": ((east, south), (east, north)),
        }
        found.append(
            [
                Seam(
                    start=start,
                    stop=stop,
                    inner=tile.centre,
                    label=sheet_name(beyond[number, side])
                    if (number, side) in beyond
                    else Text(vi="", en=""),
                )
                for side, (start, stop) in sides.items()
            ]
        )
    return found
