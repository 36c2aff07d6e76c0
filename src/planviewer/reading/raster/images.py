"""Georeferenced images: orthophotos and scanned plans as GeoTIFF.

Opening looks only at what the file says of itself, so a gigabyte opens at once; pixels are read
where they are drawn (``raster.warp``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Final, Literal

import numpy as np
import shapely
from pyproj import CRS

from planviewer.errors import (
    CoordinatesOutOfRange,
    CrsMissing,
    FileUnreadable,
    FormatUnknown,
    ImageNotPlaced,
)
from planviewer.i18n import Message
from planviewer.model.crs import authority_of, crs_name, operation
from planviewer.model.features import CrsSource
from planviewer.model.problem import Problem
from planviewer.reading.formats import GEOTIFF, IMAGE_TILES, PM_IMAGE_TILES
from planviewer.reading.raster.cog import is_cog
from planviewer.reading.raster.place import Affine, placed, stated_crs
from planviewer.reading.recognition import is_image, read_head, recognise
from planviewer.reading.signatures import is_tiff
from planviewer.reading.systems import (
    Bounds,
    Stated,
    as_text,
    flat,
    in_range,
    likely_crs,
    overruled,
)

Transparency = Literal["none", "nodata", "alpha", "mask"]
Shades = Literal["palette", "grey", "rgb"]
_RIM: Final = 21
LARGE_SIDE: Final = 4096
"""Images larger than this want overviews."""


@dataclass(frozen=True)
class Band:
    """A band: its name (or what it is) and the type of its values."""

    name: str
    type: str


@dataclass(frozen=True)
class Level:
    """The image, or a smaller copy of it in the file: where it is and how many pixels it has."""

    path: Path
    overview: int | None
    width: int
    height: int


@dataclass(frozen=True)
class Colours:
    """How values become colours.

    ``bands`` are those of red, green, blue, or the one of grey or palette (from 1), ``alpha`` that
    of opacity; ``top`` is the largest value of a grey of few bits; None means 8 bits.
    """

    shades: Shades
    bands: tuple[int, ...]
    alpha: int | None = None
    top: int | None = None
    palette: tuple[tuple[int, int, int, int], ...] = ()


@dataclass(frozen=True, eq=False)
class RasterInfo:
    """An image that is open.

    Attributes
    ----------
    width, height
        Pixels.
    affine
        (a, b, c, d, e, f): x = a·column + b·row + c, y = d·column + e·row + f, for the upper left
        corner of a pixel, in units of ``crs``.
    bounds
        min x, min y, max x, max y in ``crs``.
    transparency, nodata
        How pixels without content are marked.
    levels
        The full image first, then overviews, ever smaller.
    format
        What the file is: "GeoTIFF (COG)".
    memory
        What drawing has found out; shared by all threads.
    """

    path: Path
    width: int
    height: int
    bands: tuple[Band, ...]
    crs: CRS
    crs_source: CrsSource
    affine: Affine
    transparency: Transparency
    nodata: float | None
    colours: Colours
    levels: tuple[Level, ...]
    problems: tuple[Problem, ...] = ()
    format: str = GEOTIFF.name
    memory: dict[Any, Any] = field(default_factory=dict, repr=False)

    @property
    def bounds(self) -> Bounds:
        """Bounds in the image's own system."""
        return bounds_of(self.affine, self.width, self.height)

    @cached_property
    def crs_key(self) -> str:
        """The system as text; asking the CRS for its name takes longer than a tile should."""
        authority = authority_of(self.crs)
        return ":".join(authority) if authority else str(self.crs.to_wkt())

    @property
    def has_overviews(self) -> bool:
        """Whether the file holds smaller copies of the image."""
        return len(self.levels) > 1

    @property
    def pixel_size(self) -> tuple[float, float]:
        """Width and height of a pixel in units of the image's system."""
        a, b, _, d, e, _ = self.affine
        return float(np.hypot(a, d)), float(np.hypot(b, e))


@dataclass(frozen=True, eq=False)
class Opened:
    """What an image says of itself; ``stated`` is None where nobody says its system."""

    info: RasterInfo
    stated: Stated | None


def open_raster(path: Path, crs: str | None = None) -> RasterInfo:
    """Open an image, reading nothing but its head.

    Parameters
    ----------
    crs
        Coordinate system chosen by the user ("EPSG:n"); it goes before what the file says.

    Raises
    ------
    FileMissing, FileUnreadable, FormatUnknown
        If it is not there, broken, cut short, or no GeoTIFF.
    ImageNotPlaced
        If neither the file nor a world file beside it says where it lies.
    CrsMissing
        If nobody says its coordinate system.
    CrsUnknown, CoordinatesOutOfRange
        If ``crs`` is not known, or the image cannot lie there.
    """
    opened = look_at(path, crs)
    info = opened.info
    if opened.stated is None:
        candidates = likely_crs(info.bounds)
        raise CrsMissing(path=path, candidates=as_text(candidates), likely=candidates)
    corners = np.array([shapely.box(*info.bounds)], dtype=object)
    if not in_range(corners, info.crs)[0]:
        raise CoordinatesOutOfRange(path=path, crs=crs_name(info.crs))
    return info


def look_at(path: Path, crs: str | None = None) -> Opened:
    """Open an image without judging its coordinate system (raises otherwise as `open_raster`)."""
    from planviewer.reading.raster import access  # noqa: PLC0415  0.2 s off the start

    chosen = Stated(flat(crs), "user") if crs is not None else None
    main, kind = recognise(path)
    if not is_image(kind):
        raise FormatUnknown(path=path, known=f"{GEOTIFF.name}, {IMAGE_TILES.name}")
    if kind is PM_IMAGE_TILES:
        from planviewer.reading.raster.pmtiles import as_mbtiles  # noqa: PLC0415  few images are

        main = as_mbtiles(main)
    with access.handles.borrow(main) as dataset:
        access.refuse_bomb(main, dataset)
        access.refuse_cut_short(main, dataset)
        affine = placed(main, dataset)
        if affine is None:
            raise ImageNotPlaced(path=path)
        own = stated_crs(main, dataset)
        stated = chosen or own
        info = RasterInfo(
            path=main,
            width=dataset.width,
            height=dataset.height,
            bands=_bands(dataset),
            crs=stated.crs if stated else CRS("EPSG:4326"),
            crs_source=stated.source if stated else "standard",
            affine=affine,
            transparency=_transparency(dataset),
            nodata=dataset.nodata,
            colours=_colours(main, dataset),
            levels=_levels(main, dataset),
            format=f"{kind.name} (COG)" if kind is GEOTIFF and is_cog(main, dataset) else kind.name,
            problems=(*_about(main, dataset), *(overruled(own, chosen) if chosen else ())),
        )
    return Opened(info, stated)


def bounds_of(affine: Affine, width: int, height: int) -> Bounds:
    """Return the bounds of an image's four corners."""
    a, b, c, d, e, f = affine
    x = [a * u + b * v + c for u, v in ((0, 0), (width, 0), (0, height), (width, height))]
    y = [d * u + e * v + f for u, v in ((0, 0), (width, 0), (0, height), (width, height))]
    return min(x), min(y), max(x), max(y)


def bounds_in(info: RasterInfo, crs: str) -> Bounds | None:
    """Return the bounds of an image's rim in ``crs``, where its sides are curved.

    None if nothing of it can be brought there.

    Raises
    ------
    NoTransformation, CrsUnknown
        If no sure operation leads there.
    """
    a, b, c, d, e, f = info.affine
    edge = np.linspace(0.0, 1.0, _RIM)
    none, full = np.zeros(_RIM), np.ones(_RIM)
    u = np.concatenate((edge, edge, none, full)) * info.width
    v = np.concatenate((none, full, edge, edge)) * info.height
    x, y = a * u + b * v + c, d * u + e * v + f
    if crs_name(info.crs) != crs:
        x, y = operation(info.crs, crs)(x, y)
    known = np.isfinite(x) & np.isfinite(y)
    if not known.any():
        return None
    x, y = x[known], y[known]
    return float(x.min()), float(y.min()), float(x.max()), float(y.max())


def _bands(dataset: Any) -> tuple[Band, ...]:
    names = [
        said or (shade.name if shade.name != "undefined" else f"band {number}")
        for number, (said, shade) in enumerate(
            zip(dataset.descriptions, dataset.colorinterp, strict=True), start=1
        )
    ]
    return tuple(Band(name, str(kind)) for name, kind in zip(names, dataset.dtypes, strict=True))


def _transparency(dataset: Any) -> Transparency:
    flags = {flag.name for flags in dataset.mask_flag_enums for flag in flags}
    if "alpha" in {shade.name for shade in dataset.colorinterp}:
        return "alpha"
    if "nodata" in flags:
        return "nodata"
    return "mask" if "per_dataset" in flags else "none"


def _colours(path: Path, dataset: Any) -> Colours:
    if any("complex" in name for name in dataset.dtypes):
        reason = Message("reading", "its values are complex numbers, not a picture.")
        raise FileUnreadable(path=path, reason=reason)
    shades = [shade.name for shade in dataset.colorinterp]
    alpha = shades.index("alpha") + 1 if "alpha" in shades else None
    if shades[0] == "palette":
        return Colours("palette", (1,), alpha, palette=_palette(dataset.colormap(1)))
    if {"red", "green", "blue"} <= set(shades):
        return Colours("rgb", tuple(shades.index(n) + 1 for n in ("red", "green", "blue")), alpha)
    content = [n for n in range(1, dataset.count + 1) if n != alpha]
    if len(content) >= 3:
        return Colours("rgb", tuple(content[:3]), alpha)
    bits = dataset.tags(1, ns="IMAGE_STRUCTURE").get("NBITS")
    few = bits is not None and bits.isdigit() and int(bits) < 8
    return Colours("grey", (content[0],), alpha, top=2 ** int(bits) - 1 if few else None)


def _palette(table: dict[int, tuple[int, ...]]) -> tuple[tuple[int, int, int, int], ...]:
    size = 256 if max(table, default=0) < 256 else 65_536
    clear = (0, 0, 0, 0)
    rows = (table.get(number, clear) for number in range(size))
    return tuple((row[0], row[1], row[2], row[3]) for row in rows)


def _levels(path: Path, dataset: Any) -> tuple[Level, ...]:
    """Return the image and its overviews, those in a file of their own included."""
    found = [Level(path, None, dataset.width, dataset.height)]
    inside = _overviews(path, dataset)
    beside = path.with_name(f"{path.name}.ovr")
    if not inside and beside.is_file() and is_tiff(read_head(beside, 8)):
        inside = _overviews_beside(beside, dataset)
    for level in sorted(inside, key=lambda item: -item.width):
        if level.width < found[-1].width and level.height < found[-1].height:
            found.append(level)
    return tuple(found)


def _overviews(path: Path, dataset: Any) -> list[Level]:
    from planviewer.reading.raster import access  # noqa: PLC0415  as above

    found = []
    for number in range(len(dataset.overviews(1))):
        with access.handles.borrow(path, number) as smaller:
            access.refuse_bomb(path, smaller)
            found.append(Level(path, number, smaller.width, smaller.height))
    return found


def _overviews_beside(path: Path, image: Any) -> list[Level]:
    """Return the levels of an overview file, none if it does not belong to the image."""
    from planviewer.reading.raster import access  # noqa: PLC0415  as above

    try:
        with access.handles.borrow(path) as first:
            access.refuse_bomb(path, first)
            found = [Level(path, None, first.width, first.height), *_overviews(path, first)]
            alike = first.count == image.count and first.dtypes == image.dtypes
    except FileUnreadable:  # the image is whole without them
        return []
    fits = [abs(i.width / image.width - i.height / image.height) < 0.05 for i in found]
    return found if alike and all(fits) else []


def _about(path: Path, dataset: Any) -> tuple[Problem, ...]:
    large = max(dataset.width, dataset.height) > LARGE_SIDE
    if not large or len(_levels(path, dataset)) > 1:
        return ()
    message = Message(
        "reading", "The image has no overviews: it is drawn more slowly when zoomed out."
    )
    hint = Message(
        "reading", "Make them with: gdaladdo -r average {name}", {"name": f'"{path.name}"'}
    )
    return (Problem("no-overviews", message, severity="note", hint=hint),)
