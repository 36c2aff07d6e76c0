"""What the first file opened needs and the start does without: loaded while nobody waits."""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from importlib import import_module
from typing import Final

import pyarrow as pa

from planviewer.app.adding import read_new_layers
from planviewer.app.new_layers import NewLayer
from planviewer.app.tasks import Progress
from planviewer.assets import bundled_plan
from planviewer.drawing.classes import texts_of
from planviewer.drawing.hilbert import hilbert_tables
from planviewer.drawing.layer import DrawLayer
from planviewer.drawing.swatch import swatch
from planviewer.drawing.tiles import TilePainter
from planviewer.drawing.view import MERCATOR_HALF
from planviewer.errors import PlanviewerError
from planviewer.model.crs import WEB_MERCATOR, operation, parse_crs
from planviewer.model.style import SingleStyle
from planviewer.reading.place_doctor import is_doubtful

ROOMS: Final = (
    "planviewer.app.placing",
    "planviewer.app.previewing",
    "planviewer.reading.suspicion",
)
"""Rooms of our own that are imported late."""
_EXAMPLE: Final = "thom-lom.geojson"
"""One polygon of the bundled plan."""
_ZOOM: Final = 15


@cache
def warm(crs: str) -> None:
    """Import what a file needs, and prepare the way from ``crs`` to the map. Once is enough."""
    for room in ROOMS:
        import_module(room)
    hilbert_tables()
    operation(crs, WEB_MERCATOR)
    texts_of(pa.table({"": [""]}).to_pandas()[""])  # looks for pandas the first time
    is_doubtful(parse_crs(crs))  # lists the systems of the country
    with suppress(PlanviewerError):  # nobody asked for this file
        _rehearse()


def _rehearse() -> None:
    """Read and draw a small file and forget it: libraries do much only when first asked."""
    path = bundled_plan().parent / _EXAMPLE
    silent = Progress(lambda _share: None)
    for new in read_new_layers(
        path, crs=None, encoding=None, number=0, taken=frozenset(), progress=silent
    ):
        _draw(new)


def _draw(new: NewLayer) -> None:
    drawn, style = new.drawn, new.layer.style
    if isinstance(drawn, DrawLayer) and drawn.bounds is not None:
        painter = TilePainter()
        painter.set_layers([drawn])
        size = 2 * MERCATOR_HALF / 2**_ZOOM
        x, y = drawn.bounds[0] + MERCATOR_HALF, MERCATOR_HALF - drawn.bounds[3]
        painter.image(_ZOOM, int(x / size), int(y / size))
    if isinstance(style, SingleStyle):
        swatch(style.symbol, "polygon", 22, 14)
