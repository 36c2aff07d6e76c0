"""What a sheet shall show: a frozen value, the same for the window and the command line."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from planviewer.model.layer import Layer
from planviewer.model.provenance import Provenance, Status
from planviewer.model.style import Symbol
from planviewer.model.text import Text
from planviewer.model.title_block import TitleBlock
from planviewer.model.value import Value
from planviewer.sheets.marks import Kind
from planviewer.sheets.page import Orientation, Paper
from planviewer.sheets.scales import Bounds
from planviewer.writing.moment import today


class Part(StrEnum):
    """Furniture that can be left out. The schematic notice is none: it cannot."""

    TITLE = "title"
    LEGEND = "legend"
    FACTS = "facts"
    SOURCES = "sources"
    SCALE_BAR = "scale-bar"
    NORTH_ARROW = "north-arrow"
    GRID = "grid"
    DEGREES = "wgs84"
    LOCATOR = "locator"
    QR = "qr"
    CERTIFICATE = "certificate"
    TITLE_BLOCK = "title-block"


ALL_PARTS = frozenset(Part)
STANDARD_PARTS = ALL_PARTS - {Part.DEGREES, Part.TITLE_BLOCK}
"""What a sheet shows unless something else is asked for."""


QrContent = Literal["place", "link"]
"""What a QR code holds: the place as a geo URI, or the address of a web map that shows it."""


class LegendRow(Value):
    """One symbol and what it means; rows of the same ``group`` follow one another.

    ``layer`` names the layer where ``label`` is only one of its classes.
    """

    label: Text
    symbol: Symbol
    kind: Kind
    group: Text | None = None
    layer: Text | None = None


class SourceRow(Value):
    """Where a layer comes from and how far it can be trusted."""

    title: Text
    provenance: Provenance

    @classmethod
    def of(cls, layer: Layer) -> Self:
        """Return the row of a layer of the plan."""
        return cls(title=layer.title, provenance=layer.provenance)


class Fact(Value):
    """A figure about what is shown: "Area", "12.345,6 m² (1,23 ha)"."""

    name: Text
    value: Text


class Seam(Value):
    """Where the next sheet of a series joins on: a line on the ground (plan CRS).

    What lies on the other side of it than ``inner`` is shown faintly; ``label`` names the sheet
    that shows it.
    """

    start: tuple[float, float]
    stop: tuple[float, float]
    inner: tuple[float, float]
    label: Text
    label_at: tuple[float, float] | None = None
    """Where the label stands beside the line (plan CRS); None: at its middle."""


class Outline(Value):
    """The frame of another sheet on an index sheet: corners in the plan CRS, and its number."""

    corners: tuple[tuple[float, float], ...]
    label: str


class PageNumber(Value):
    """Place in a series; number 0 is the sheet that shows where the others lie."""

    number: Annotated[int, Field(ge=0)] = 1
    total: Annotated[int, Field(ge=1)] = 1


class SheetRequest(Value):
    """Everything a sheet needs to know besides the layers to paint.

    Give ``bounds`` (what must be seen) or ``centre`` with ``scale``; both in metres in ``crs``,
    east first. ``scale`` is a denominator; None takes the largest standard scale that shows
    ``bounds``. ``turn`` is the bearing on the grid (degrees) that points up on the page. Texts are
    shown in the language current when the sheet is composed.
    """

    title: Text
    subtitle: Text = Text(vi="", en="")
    crs: str
    centre: tuple[float, float] | None = None
    bounds: Bounds | None = None
    scale: int | None = None
    turn: float = 0.0
    paper: Paper = Paper.A4
    orientation: Orientation = Orientation.LANDSCAPE
    dpi: int = 300
    parts: frozenset[Part] = STANDARD_PARTS
    made_on: date = Field(default_factory=today)
    legend: tuple[LegendRow, ...] = ()
    facts: tuple[Fact, ...] = ()
    notes: tuple[Text, ...] = ()
    sources: tuple[SourceRow, ...] = ()
    certificate: tuple[Fact, ...] = ()
    index: tuple[Fact, ...] = ()
    outlines: tuple[Outline, ...] = ()
    seams: tuple[Seam, ...] = ()
    overview: Bounds | None = None
    qr: str | None = None
    title_block: TitleBlock = TitleBlock()
    schematic: bool = False
    page: PageNumber = PageNumber()

    @model_validator(mode="after")
    def _says_where(self) -> Self:
        if (self.centre is None) == (self.bounds is None):
            raise ValueError("give either centre or bounds")
        if self.centre is not None and self.scale is None:
            raise ValueError("a centre needs a scale")
        if self.bounds is not None and not _is_box(self.bounds):
            raise ValueError("bounds are empty or turned round")
        return self

    @property
    def needs_notice(self) -> bool:
        """Whether the schematic notice stands on the sheet: asked for, or owed by a source."""
        return self.schematic or any(
            row.provenance.status is Status.SCHEMATIC for row in self.sources
        )

    @property
    def middle(self) -> tuple[float, float]:
        """The centre of the map in the plan CRS."""
        if self.centre is not None:
            return self.centre
        west, south, east, north = self.bounds or (0.0, 0.0, 0.0, 0.0)
        return (west + east) / 2, (south + north) / 2

    def has(self, part: Part) -> bool:
        """Whether ``part`` shall be shown."""
        return part in self.parts


def _is_box(bounds: Bounds) -> bool:
    west, south, east, north = bounds
    finite = all(abs(value) < 1e9 for value in bounds)
    return finite and east >= west and north >= south
