"""Series of sheets: every place, every zone, along a road, over an area; with an index sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from planviewer.analysis.chainage import format_chainage
from planviewer.analysis.lines import clean_lines, in_crs
from planviewer.app.sheeting import subjects
from planviewer.app.sheeting.joints import corners_of_tile, edge_lines, match_lines
from planviewer.app.sheeting.making import Made, SheetMaker
from planviewer.app.sheeting.order import Joint, SheetOrder, Subject
from planviewer.app.tasks import Progress
from planviewer.drawing.arrays import Floats
from planviewer.errors import SheetDivisionWrongCrs, SheetLineMissing, SheetScaleTooLarge
from planviewer.i18n import translate
from planviewer.model.crs import parse_crs
from planviewer.model.plan import Bounds
from planviewer.model.text import Text
from planviewer.sheets import scales, strips, tiling
from planviewer.sheets.compose import compose
from planviewer.sheets.in_frame import present_in, with_all
from planviewer.sheets.page import Box
from planviewer.sheets.place import Place
from planviewer.sheets.request import Fact, Outline, PageNumber, Seam
from planviewer.sheets.strips import Strip
from planviewer.sheets.tiling import Tile

Kind = Literal["all", "sites", "zones", "along", "grid", "cadastral"]
STRIP_SCALE = 2000
GRID_SCALE = 5000
"""Scales of strips and grids, unless another is asked for."""


@dataclass(frozen=True)
class SeriesOrder:
    """A series: what kind, each sheet like ``sheet``.

    ``layer`` is the line of "along"; ``division`` the denominator of "cadastral"; ``index`` whether
    an index sheet comes before the others, as number 0. The area of "grid" and "cadastral" is the
    subject of ``sheet``.
    """

    kind: Kind
    sheet: SheetOrder
    layer: str | None = None
    division: int = 2000
    index: bool = True


@dataclass(frozen=True)
class Planned:
    """One sheet of a series before it is made; ``name`` goes into its file name."""

    name: str
    order: SheetOrder


def plan_series(maker: SheetMaker, series: SeriesOrder) -> list[Planned]:
    """Return the sheets of a series in order, without the index sheet, numbered.

    Raises
    ------
    SheetLineMissing, SheetDivisionWrongCrs, SheetSeriesTooLong
        If there is no such series.
    """
    kinds = {
        "all": _all,
        "sites": _sites,
        "zones": _zones,
        "along": _along,
        "grid": _grid,
        "cadastral": _cadastral,
    }
    planned = kinds[series.kind](maker, series)
    total = len(planned)
    return [
        replace(one, order=_numbered(one.order, number, total))
        for number, one in enumerate(planned, start=1)
    ]


def _has_index(series: SeriesOrder, planned: Sequence[Planned]) -> bool:
    return series.index and len(planned) > 1


def _numbered(order: SheetOrder, number: int, total: int) -> SheetOrder:
    return replace(order, joint=replace(order.joint, page=PageNumber(number=number, total=total)))


def make_series(
    maker: SheetMaker, series: SeriesOrder, progress: Progress
) -> list[tuple[str, Made]]:
    """Return the composed sheets with their names, the index sheet first.

    Raises
    ------
    Cancelled
        If the person stopped it.
    SheetError and what ``SheetMaker.make`` raises
        If a sheet cannot be made.
    """
    planned = plan_series(maker, series)
    made: list[tuple[str, Made]] = []
    for number, one in enumerate(planned):
        progress(number / len(planned) / 2)
        made.append((one.name, maker.make(one.order)))
    if _has_index(series, planned):
        order = _index(maker, series, planned, [item for _, item in made])
        made.insert(0, ("index", maker.make(order)))
    return made


# --- places and zones -------------------------------------------------------------------------
def _all(maker: SheetMaker, series: SeriesOrder) -> list[Planned]:
    """Return the whole plan, every zone, and every place that is not such a zone."""
    whole = Planned(maker.plan.id, series.sheet)
    zones = {layer.id for layer in maker.plan.zone_layers}
    return [whole, *_zones(maker, series), *_located(maker, series, zones)]


def _zones(maker: SheetMaker, series: SeriesOrder) -> list[Planned]:
    return [
        Planned(layer.id, replace(series.sheet, subject=Subject(zone=layer.id)))
        for layer in maker.plan.zone_layers
    ]


def _sites(maker: SheetMaker, series: SeriesOrder) -> list[Planned]:
    return _located(maker, series, set())


def _located(maker: SheetMaker, series: SeriesOrder, known: set[str]) -> list[Planned]:
    return [
        Planned(site.id, replace(series.sheet, subject=Subject(site=site.id)))
        for site in maker.data.sites
        if site.place is not None and site.layer not in known
    ]


# --- frames of a series -----------------------------------------------------------------------
def _smallest_frame(maker: SheetMaker, order: SheetOrder, scale: int) -> tuple[float, float]:
    """Return the frame of a sheet whose panel holds every layer: no sheet has a smaller one."""
    about = replace(order, scale=scale, centre=_middle(maker.plan.home), joint=Joint())
    request = maker.request(replace(about, subject=Subject()))
    box = compose(with_all(request, maker.shown)).layout.frame
    return box.width, box.height


def _middle(bounds: Bounds) -> tuple[float, float]:
    return (bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2


def _area(maker: SheetMaker, order: SheetOrder) -> Bounds:
    return subjects.find(maker.plan, maker.data, order.subject, order.scale).bounds


# --- along a road -----------------------------------------------------------------------------
def _along(maker: SheetMaker, series: SeriesOrder) -> list[Planned]:
    scale = round(series.sheet.scale or STRIP_SCALE)
    order = replace(series.sheet, scale=scale)
    frame = _smallest_frame(maker, order, scale)
    roads = _roads(maker, series.layer)
    planned: list[Planned] = []
    for line in roads:
        cut = strips.strips(line, frame, scale)
        seams = match_lines(cut, scale, len(planned) + 1)
        planned += [
            _strip_sheet(maker, order, series.layer or "", strip, seams[number])
            for number, strip in enumerate(cut)
        ]
    return planned


def _roads(maker: SheetMaker, layer_id: str | None) -> list[Floats]:
    lines = [item.layer.id for item in maker.shown if item.kind == "line"]
    frame = maker.data.store.frame(layer_id) if layer_id in lines and layer_id else None
    if frame is None:
        raise SheetLineMissing(layer=layer_id, known=", ".join(lines))
    roads = clean_lines(in_crs(frame, maker.plan.crs).to_numpy())
    if not roads:
        raise SheetLineMissing(layer=layer_id, known=", ".join(lines))
    return roads


def _strip_sheet(
    maker: SheetMaker, order: SheetOrder, layer_id: str, strip: Strip, seams: tuple[Seam, ...]
) -> Planned:
    title = maker.plan.layer(layer_id).title
    span = f"{format_chainage(strip.from_m)} – {format_chainage(strip.to_m)}"
    joint = Joint(
        centre=strip.centre,
        turn=strip.turn,
        seams=seams,
        title=Text(vi=f"{title.vi} {span}", en=f"{title.en} {span}"),
    )
    name = f"{layer_id}-{strip.from_m:05.0f}-{strip.to_m:05.0f}"
    subject = replace(order, subject=Subject(), subtitle=str(maker.plan.title))
    return Planned(name, replace(subject, joint=joint))


# --- over an area -----------------------------------------------------------------------------
def _grid(maker: SheetMaker, series: SeriesOrder) -> list[Planned]:
    scale = round(series.sheet.scale or GRID_SCALE)
    order = replace(series.sheet, scale=scale)
    frame = _smallest_frame(maker, order, scale)
    tiles = [
        tile
        for tile in tiling.grid(_area(maker, series.sheet), frame, scale)
        if _has_content(maker, tile, scale)
    ]
    return _tiled(maker, order, tiles, series)


def _cadastral(maker: SheetMaker, series: SeriesOrder) -> list[Planned]:
    crs = parse_crs(maker.plan.crs)
    if "VN-2000" not in crs.name or "TM-3" not in crs.name:
        raise SheetDivisionWrongCrs(crs=maker.plan.crs)
    tiles = tiling.cadastral(_area(maker, series.sheet), series.division)
    frame = _smallest_frame(maker, series.sheet, series.division)
    side = tiles[0].bounds[2] - tiles[0].bounds[0]
    fitting = scales.fitting_scale((0.0, 0.0, side, side), frame)
    scale = round(series.sheet.scale or max(fitting, series.division))
    if scale < scales.needed_scale((0.0, 0.0, side, side), frame):
        raise SheetScaleTooLarge(scale=scale, fitting=fitting)
    tiles = [tile for tile in tiles if _has_content(maker, tile, scale)]
    return _tiled(maker, replace(series.sheet, scale=scale), tiles, series)


def _has_content(maker: SheetMaker, tile: Tile, scale: int) -> bool:
    west, south, east, north = tile.bounds
    mm = 1000 / scale
    box = Box(0.0, 0.0, (east - west) * mm, (north - south) * mm)
    return bool(present_in(maker.shown, Place(box, tile.centre, scale)))


def _tiled(
    maker: SheetMaker, order: SheetOrder, tiles: list[Tile], series: SeriesOrder
) -> list[Planned]:
    seams = edge_lines(tiles, 1)
    planned = []
    for number, tile in enumerate(tiles):
        title = maker.plan.title
        words = _part_words(series).format(name=tile.name)
        joint = Joint(
            centre=tile.centre,
            part=corners_of_tile(tile),
            seams=tuple(seams[number]),
            title=Text(vi=f"{title.vi} – {tile.name}", en=f"{title.en} – {tile.name}"),
        )
        one = replace(order, subject=Subject(), joint=joint, subtitle=words)
        planned.append(Planned(_file_part(tile.name), one))
    return planned


def _part_words(series: SeriesOrder) -> str:
    if series.kind == "cadastral":
        words = translate(
            "sheet",
            "Cadastral sheet {name} of the division 1:{division}; squares are counted from the "
            "equator and the central meridian",
        )
        return words.replace("{division}", str(series.division))
    return translate("sheet", "Part {name}")


def _file_part(name: str) -> str:
    return name.replace("(", "").replace(")", "").replace(" ", "")


# --- the index --------------------------------------------------------------------------------
def _index(
    maker: SheetMaker, series: SeriesOrder, planned: Sequence[Planned], made: Sequence[Made]
) -> SheetOrder:
    """Return the order of the sheet that shows where the others lie."""
    sheets = [one.sheet for one in made]
    parts = [
        one.order.joint.part or sheet.ground.corners
        for one, sheet in zip(planned, sheets, strict=True)
    ]
    corners = [corner for part in parts for corner in part]
    xs, ys = zip(*corners, strict=True)
    title = maker.plan.title
    joint = Joint(
        outlines=tuple(
            Outline(corners=part, label=str(sheet.request.page.number))
            for part, sheet in zip(parts, sheets, strict=True)
        ),
        index=tuple(
            Fact(
                name=subjects.both(str(sheet.request.page.number)),
                value=subjects.both(f"{sheet.request.title} · {scales.scale_text(sheet.scale)}"),
            )
            for sheet in sheets
        ),
        title=Text(vi=f"{title.vi} – Sơ đồ các tờ", en=f"{title.en} – Index of sheets"),
        page=PageNumber(number=0, total=len(sheets)),
    )
    ground = (min(xs), min(ys), max(xs), max(ys))
    return replace(
        series.sheet, subject=Subject(ground=ground), scale=None, centre=None, joint=joint
    )
