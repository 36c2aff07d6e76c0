"""From an order to pages, and from pages to files: the one way for window and command line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from planviewer.app.canvas import Canvas
from planviewer.app.language import speaking
from planviewer.app.loading import PlanData
from planviewer.app.sheeting import subjects
from planviewer.app.sheeting.certificates import certificate_facts
from planviewer.app.sheeting.order import SheetOrder
from planviewer.app.tables import covering, dated
from planviewer.drawing.canvas import Cancelled
from planviewer.drawing.drawable import Drawable
from planviewer.errors import SheetEmpty
from planviewer.model.crs import WGS84, operation
from planviewer.model.plan import Bounds, Plan
from planviewer.sheets.artist import MapArtist
from planviewer.sheets.compose import Sheet, compose_lists
from planviewer.sheets.export import PDF, require_format, write_pages
from planviewer.sheets.furniture.qr import geo_uri
from planviewer.sheets.in_frame import Shown, compose_in_frame, present_in
from planviewer.sheets.page import Orientation, Paper
from planviewer.sheets.request import STANDARD_PARTS, Fact, Part, SheetRequest
from planviewer.sheets.result import SheetResult

Report = Callable[[float], None]


def silent(_share: float) -> None:
    """Take a report and do nothing."""


@dataclass(frozen=True, eq=False)
class Made:
    """One sheet with the list pages that follow it."""

    sheet: Sheet
    lists: tuple[Sheet, ...] = ()

    @property
    def pages(self) -> tuple[Sheet, ...]:
        """All of it, in order."""
        return (self.sheet, *self.lists)


class SheetMaker:
    """Makes the sheets of one plan; layers are projected once for all of them."""

    def __init__(
        self, plan: Plan, data: PlanData, layers: Sequence[Drawable] | None = None
    ) -> None:
        self.plan, self.data = dated(plan, data), data
        self._canvas = Canvas(plan.crs, plan.crs)
        self._show(data, layers)

    def _show(self, data: PlanData, layers: Sequence[Drawable] | None = None) -> None:
        """Have these data drawn; of large tables they may hold more than ``self.data``."""
        self._drawn = data
        self.layers = self._canvas.layers(self.plan, data.store) if layers is None else layers
        groups = {group.id: group.title for group in self.plan.groups}
        pairs = [(self.plan.layer(drawn.layer_id), drawn) for drawn in self.layers]
        self.shown = [
            Shown(layer, drawn, data.kind(layer.id), groups.get(layer.group or ""))
            for layer, drawn in pairs
        ]

    def _cover(self, bounds: Bounds) -> bool:
        """Have all features of large tables inside ``bounds`` (plan CRS); whether some came."""
        ground = subjects.unprojected(bounds, self.plan.crs)
        data = self._drawn
        for layer in self.plan.database_layers:
            if layer.visible:
                data = covering(self.plan, data, layer.id, ground)
        if data is self._drawn:
            return False
        self._show(data)
        return True

    def request(self, order: SheetOrder) -> SheetRequest:
        """Return what the sheet of an order holds, in the language of the moment."""
        plan, joint = self.plan, order.joint
        found = subjects.find(plan, self.data, order.subject, order.scale)
        centre = order.centre or joint.centre
        moved = centre is not None and order.scale is not None
        bounds = None if moved else found.bounds
        certificate = self._certificate(order, found)
        return SheetRequest(
            title=joint.title or (subjects.both(order.title) if order.title else found.title),
            subtitle=subjects.both(order.subtitle) if order.subtitle else found.subtitle,
            crs=plan.crs,
            bounds=bounds,
            centre=centre if moved else None,
            scale=None if order.scale is None else round(order.scale),
            turn=joint.turn,
            paper=Paper(order.paper),
            orientation=Orientation(order.orientation),
            dpi=order.dpi,
            parts=_parts(order),
            made_on=order.made_on,
            facts=_facts(plan, found, told=certificate),
            certificate=certificate,
            index=joint.index,
            outlines=joint.outlines,
            seams=joint.seams,
            overview=subjects.projected(plan.home, plan.crs),
            qr=self._address(found, centre),
            title_block=order.title_block,
            page=joint.page,
        )

    def _certificate(self, order: SheetOrder, found: subjects.Found) -> tuple[Fact, ...]:
        if found.zone is None or Part.CERTIFICATE not in _parts(order):
            return ()
        return certificate_facts(self.plan, self.data, found.zone, order.plan_path)

    def _address(self, found: subjects.Found, centre: tuple[float, float] | None) -> str:
        if found.place is not None:
            return geo_uri(*found.place)
        west, south, east, north = found.bounds
        middle = centre or ((west + east) / 2, (south + north) / 2)
        return geo_uri(*operation(self.plan.crs, WGS84).point(*middle))

    def make(self, order: SheetOrder) -> Made:
        """Compose the sheet of an order, and its list pages where it needs them.

        Raises
        ------
            SiteUnknown, SiteNotLocated, ZoneUnknown, NothingToShow
                If what is asked for is not there.
            SheetError, CrsError
                If it cannot be shown as asked; ``SheetEmpty`` if no layer reaches into the frame.
        DatabaseError
            If what the frame shows of a large table cannot be read.
        """
        with speaking(order.language):
            request = self.request(order)
            sheet = compose_in_frame(request, self.shown)
            while self._cover(sheet.ground.bounds):  # more in the legend moves the frame
                sheet = compose_in_frame(request, self.shown)
            if not present_in(self.shown, sheet.ground):
                raise SheetEmpty(what=str(sheet.request.title))
            lists = () if sheet.layout.complete else tuple(compose_lists(sheet.request))
        return Made(sheet, lists)

    def artist(self, cancelled: Cancelled | None = None) -> MapArtist:
        """Return who paints the maps."""
        return MapArtist(self.layers, cancelled)

    def write(
        self, made: Sequence[Made], order: SheetOrder, path: Path, report: Report = silent
    ) -> list[SheetResult]:
        """Write sheets as the pages of one PDF, or one sheet in the format ``path`` names.

        List pages of a picture become files of their own beside it ("name-2.png").
        """
        titles = {layer.id: layer.title for layer in self.plan.layers}
        with speaking(order.language):
            names = {layer_id: str(title) for layer_id, title in titles.items()}
            if require_format(path) == PDF:
                pages = [page for one in made for page in one.pages]
                write_pages(pages, self.artist(), path, names, report)
                return _results(made, path)
            (one,) = made
            files = [path, *_beside(path, len(one.lists))]
            for number, (page, file) in enumerate(zip(one.pages, files, strict=True), start=1):
                write_pages([page], self.artist(), file)
                report(number / len(files))
            return [SheetResult.of(one.sheet, path, lists=[str(file) for file in files[1:]])]


def _parts(order: SheetOrder) -> frozenset[Part]:
    if order.parts is not None:
        return order.parts
    return STANDARD_PARTS | ({Part.TITLE_BLOCK} if order.title_block.filled else frozenset())


def _facts(plan: Plan, found: subjects.Found, told: Sequence[Fact]) -> tuple[Fact, ...]:
    """Return what is known of the subject, less what the certificate tells already."""
    sections = subjects.sections_of(plan, found, with_rule=not told)
    rows = [row for section in sections for row in section.rows]
    return tuple(
        Fact(name=subjects.both(row.label), value=subjects.both(row.value))
        for row in rows
        if row.label
    )


def _beside(path: Path, count: int) -> list[Path]:
    return [path.with_name(f"{path.stem}-{number}{path.suffix}") for number in range(2, count + 2)]


def _results(made: Sequence[Made], path: Path) -> list[SheetResult]:
    results, page = [], 1
    for one in made:
        lists = [str(page + number + 1) for number in range(len(one.lists))]
        results.append(SheetResult.of(one.sheet, path, page, lists))
        page += len(one.pages)
    return results


def write_sheet(plan: Plan, data: PlanData, order: SheetOrder, path: Path) -> SheetResult:
    """Write one sheet; its format is chosen by the ending of ``path``.

    Raises
    ------
    SiteUnknown, SiteNotLocated, ZoneUnknown, NothingToShow
        If what is asked for is not there.
    SheetError, CrsError, FileNotWritten
        If it does not fit or cannot be written. Nothing is left half written.
    """
    require_format(path)
    maker = SheetMaker(plan, data)
    (result,) = maker.write([maker.make(order)], order, path)
    return result
