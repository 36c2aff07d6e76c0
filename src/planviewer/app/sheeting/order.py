"""Which sheet is wanted: one frozen value for the window and the command line."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from planviewer.app.language import SheetLanguage
from planviewer.app.selection import Selection
from planviewer.model.plan import Bounds
from planviewer.model.text import Text
from planviewer.model.title_block import TitleBlock
from planviewer.sheets.request import Fact, Outline, PageNumber, Part, QrContent, Seam
from planviewer.sheets.template import Template
from planviewer.writing.moment import today


@dataclass(frozen=True)
class Subject:
    """What a sheet is about. Nothing given: the whole plan.

    ``bounds`` are west, south, east, north in WGS 84 degrees; ``ground`` are east, north of two
    corners in the plan CRS.
    """

    site: str | None = None
    zone: str | None = None
    bounds: Bounds | None = None
    ground: Bounds | None = None
    selection: Selection | None = None


@dataclass(frozen=True)
class Joint:
    """What a sheet of a series has beyond others: how it lies, its neighbours, its number.

    ``part`` are the corners (plan CRS) of what it shows beyond its neighbours, for the index.
    """

    centre: tuple[float, float] | None = None
    turn: float = 0.0
    part: tuple[tuple[float, float], ...] = ()
    seams: tuple[Seam, ...] = ()
    outlines: tuple[Outline, ...] = ()
    index: tuple[Fact, ...] = ()
    title: Text | None = None
    page: PageNumber = field(default_factory=PageNumber)


@dataclass(frozen=True)
class SheetOrder:
    """A sheet as ordered.

    ``centre`` (east, north in the plan CRS) moves the map; it needs a ``scale``. ``parts`` None are
    the standard ones, with a title block if anything stands in it. ``language`` None is that of
    the moment. ``plan_path`` is where the plan lies, for the fingerprints in a certificate.
    """

    subject: Subject = field(default_factory=Subject)
    scale: float | None = None
    centre: tuple[float, float] | None = None
    paper: str = "A4"
    orientation: str = "landscape"
    dpi: int = 200
    parts: frozenset[Part] | None = None
    language: SheetLanguage | None = None
    qr: QrContent = "place"
    title: str | None = None
    subtitle: str | None = None
    title_block: TitleBlock = field(default_factory=TitleBlock)
    made_on: date = field(default_factory=today)
    plan_path: Path | None = None
    joint: Joint = field(default_factory=Joint)

    def after(self, template: Template) -> SheetOrder:
        """Return the order with the look of a template."""
        return replace(
            self,
            paper=template.paper.value,
            orientation=template.orientation.value,
            dpi=template.dpi,
            parts=template.parts,
            language=template.language or self.language,
            qr=template.qr,
        )
