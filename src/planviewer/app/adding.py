"""Making layers of files a person opens: read, named, styled sensibly at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from planviewer import pace
from planviewer.app.arriving import Arriving, show_beginning
from planviewer.app.loading import drawn_kind
from planviewer.app.new_layers import NewLayer, free_id
from planviewer.app.tasks import Progress
from planviewer.drawing.landuse import default_style
from planviewer.drawing.layer import DrawLayer
from planviewer.drawing.raster import RasterDrawLayer
from planviewer.errors import CrsMissing, FileUnreadable, SublayersToChoose
from planviewer.i18n import Message
from planviewer.model.crs import WEB_MERCATOR
from planviewer.model.features import FeatureSet
from planviewer.model.layer import FileSource, Layer, RasterSource
from planviewer.model.provenance import Provenance, Status
from planviewer.model.style import SingleStyle, Symbol
from planviewer.model.text import Text, fold
from planviewer.reading.files import as_features, read_sublayer, with_swapped_axes
from planviewer.reading.formats import TABLE, WORKBOOK
from planviewer.reading.raster.images import open_raster
from planviewer.reading.recognition import is_image, recognise
from planviewer.reading.sources import Source, Sublayer, left_out, opened
from planviewer.reading.stated import chosen_crs

IMAGE_SYMBOL: Final = Symbol(fill="#b9b4a7", stroke="#7d786c", stroke_width_mm=0.2)
"""The plain swatch an image has in legends."""

_READ_SHARE: Final = 0.55
"""Of the time until a layer can be drawn, reading takes about so much."""


_OPEN_SHARE: Final = 0.08
"""And finding out what is in a file, so much of the whole."""


@contextmanager
def _opened(path: Path) -> Iterator[Source]:
    """Open a file as the first part of the work in hand."""
    with ExitStack() as stack:
        with pace.part(0.0, _OPEN_SHARE):
            source = stack.enter_context(opened(path))
        yield source


def read_new_layers(
    path: Path,
    *,
    crs: str | None,
    encoding: str | None,
    number: int,
    taken: frozenset[str],
    progress: Progress,
    sublayers: tuple[str, ...] | None = None,
    most: int | None = None,
    swapped: bool = False,
    for_map: bool = True,
    early: Callable[[Arriving], None] | None = None,
) -> list[NewLayer]:
    """Read the layers of a file, without looking for problems of their features.

    Parameters
    ----------
    crs
        System of the file; of one with several layers, of those that do not say theirs.
    number
        How many layers the plan has: chooses the next colour.
    taken
        Layer ids in use.
    sublayers
        Names of the layers that are wanted; None: all.
    most
        So many layers are read unasked.
    swapped
        Exchange x and y.
    for_map
        Make features ready to draw in Web Mercator, which sheets have no use for.
    early
        Is given the first features of a large file while the rest is read.

    Raises
    ------
    FileError, CrsMissing
        As for :func:`planviewer.reading.files.read_features` and
        :func:`planviewer.reading.raster.images.open_raster`. What cannot be read in an archive is
        a problem of the first layer, as long as another can.
    SublayersToChoose
        If there are more than ``most`` layers and nobody chose.
    """
    if is_image(recognise(path)[1]):
        return [_image(path, crs, taken)]
    made: list[NewLayer] = []
    failed: list[FileUnreadable] = []
    with pace.listening(progress), _opened(path) as source, pace.part(_OPEN_SHARE, 1.0):
        wanted = _wanted(source, sublayers, most)
        several = len(source.layers) + len(source.failures) > 1
        failed += source.failures if sublayers is None else ()
        spare = source.kind.role == "archive" and sublayers is None
        for index, sublayer in enumerate(wanted):
            begin, end = (index / len(wanted), (index + 1) / len(wanted))
            if early is not None and not swapped:
                show_beginning(sublayer, crs, early)
            how = _How(path, crs, encoding, swapped, several, for_map)
            ids = taken | {new.layer.id for new in made}
            try:
                with pace.part(begin, end):
                    made.append(_new_layer(sublayer, how, number + index, ids))
            except FileUnreadable as error:
                if not spare:
                    raise
                failed.append(error)
        if failed and not made:
            raise failed[0]
    return _telling(made, failed)


@dataclass(frozen=True)
class _How:
    """How the layers of a file are read, as :func:`read_new_layers` says."""

    path: Path
    crs: str | None
    encoding: str | None
    swapped: bool
    several: bool
    for_map: bool


def _new_layer(sublayer: Sublayer, how: _How, number: int, taken: frozenset[str]) -> NewLayer:
    with pace.part(0.0, _READ_SHARE):
        features, used = _features(
            how.path, sublayer, how.crs, how.encoding, several=how.several, swapped=how.swapped
        )
    name = sublayer.name if how.several else None
    source = FileSource(
        path=str(how.path.resolve()),
        sublayer=name,
        crs=used,
        swapped=how.swapped,
        encoding=how.encoding,
        attached=True,
    )
    layer = _layer(how.path, name, features, number, taken).changed(source=source)
    with pace.part(_READ_SHARE, 1.0):
        drawn = _drawn(layer, features) if how.for_map else None
    return NewLayer(layer, features, drawn)


def _telling(made: list[NewLayer], failed: list[FileUnreadable]) -> list[NewLayer]:
    """Return layers of which the first tells what of their archive cannot be read."""
    if failed and isinstance(made[0].content, FeatureSet):
        problems = (*map(left_out, failed), *made[0].content.problems)
        made[0] = replace(made[0], content=replace(made[0].content, problems=problems))
    return made


def _drawn(layer: Layer, features: FeatureSet) -> DrawLayer:
    return DrawLayer.build(layer.id, features.frame, layer.style, WEB_MERCATOR)


def read_wanted(
    path: Path,
    sublayer: str | None,
    crs: str | None,
    encoding: str | None,
    *,
    swapped: bool = False,
) -> list[tuple[str, FeatureSet]]:
    """Read the layers of a file with their names: the wanted one, or all that have places.

    Raises
    ------
    FileError, CrsMissing
        As for :func:`read_new_layers`.
    """
    with opened(path) as source:
        wanted = _wanted(source, None if sublayer is None else (sublayer,), None)
        several = len(source.layers) > 1
        read = [
            (x, _features(path, x, crs, encoding, several=several, swapped=swapped)[0])
            for x in wanted
        ]
    return [(layer.name, features) for layer, features in read]


def _wanted(
    source: Source, names: tuple[str, ...] | None, most: int | None
) -> tuple[Sublayer, ...]:
    if names is not None:
        return tuple(source.choose(name) for name in names)
    if not source.placed and source.kind in {TABLE, WORKBOOK}:
        raise FileUnreadable(path=source.path, reason=_NO_COORDINATES)
    if most is not None and len(source.placed) > most:
        names = tuple(layer.name for layer in source.placed)
        raise SublayersToChoose(path=source.path, count=len(names), names=names)
    return source.placed or source.layers[:1]


def _features(
    path: Path,
    layer: Sublayer,
    crs: str | None,
    encoding: str | None,
    *,
    several: bool,
    swapped: bool = False,
) -> tuple[FeatureSet, str | None]:
    """Read a layer; return it with the system it needed to be given."""
    content = read_sublayer(layer, encoding=encoding, defer=True)
    if swapped:
        content = with_swapped_axes(content)
    if several and crs is not None:
        try:
            return as_features(path, content, None, examine=False), None
        except CrsMissing:
            pass
    return as_features(path, content, chosen_crs(crs), examine=False), crs


_NO_COORDINATES: Final = Message(
    "reading",
    "no column of it says where its rows are. Name the columns X and Y, easting and northing, "
    "longitude and latitude (kinh độ, vĩ độ), or WKT.",
)


def _image(path: Path, crs: str | None, taken: frozenset[str]) -> NewLayer:
    info = open_raster(path, crs)
    layer = Layer(
        id=free_id(path.stem, taken),
        title=Text(vi=path.stem, en=path.stem),
        source=RasterSource(path=str(path.resolve()), crs=crs, attached=True),
        style=SingleStyle(symbol=IMAGE_SYMBOL),
        provenance=_provenance(path),
    )
    return NewLayer(layer, info, RasterDrawLayer.build(layer.id, info, WEB_MERCATOR))


def _layer(
    path: Path, sublayer: str | None, features: FeatureSet, number: int, taken: frozenset[str]
) -> Layer:
    name = f"{path.stem} – {sublayer}" if sublayer else path.stem
    return Layer(
        id=free_id(name, taken),
        title=Text(vi=name, en=name),
        source=FileSource(path=str(path)),
        style=default_style(features.frame, drawn_kind(features), number),
        name_field=name_field(list(features.frame.columns)),
        provenance=_provenance(path),
    )


def _provenance(path: Path) -> Provenance:
    name = Text(vi=path.name, en=path.name)
    return Provenance(source=name, date=_file_date(path), status=Status.UNKNOWN)


def _file_date(path: Path) -> date:
    return datetime.fromtimestamp(path.stat().st_mtime, tz=UTC).astimezone().date()


_NAMES = ("name", "ten", "title", "ten_goi", "tenduong", "ten_duong")


def name_field(fields: list[str]) -> str | None:
    """Return the field that names a feature, if one looks like it."""
    by_fold = {fold(field): field for field in fields}
    return next((by_fold[name] for name in _NAMES if name in by_fold), None)
