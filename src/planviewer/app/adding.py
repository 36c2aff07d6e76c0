"""Making layers of files a person opens: read, named, styled sensibly at once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from planviewer import pace
from planviewer.app.loading import Content, drawn_kind
from planviewer.app.tasks import Progress
from planviewer.drawing.drawable import Drawable
from planviewer.drawing.landuse import default_style
from planviewer.drawing.layer import DrawLayer
from planviewer.drawing.raster import RasterDrawLayer
from planviewer.model import edits
from planviewer.model.crs import WEB_MERCATOR
from planviewer.model.features import FeatureSet
from planviewer.model.layer import FileSource, Layer, RasterSource
from planviewer.model.plan import Plan
from planviewer.model.provenance import Provenance, Status
from planviewer.model.style import SingleStyle, Symbol
from planviewer.model.text import Text, fold
from planviewer.reading.contents import placed_layers
from planviewer.reading.files import read_features
from planviewer.reading.formats import GEOTIFF, recognise
from planviewer.reading.rasters import open_raster

IMAGE_SYMBOL: Final = Symbol(fill="#b9b4a7", stroke="#7d786c", stroke_width_mm=0.2)
"""The plain swatch an image has in legends."""


_READ_SHARE: Final = 0.55
"""Of the time until a layer can be drawn, reading takes about so much."""


@dataclass(frozen=True, eq=False)
class NewLayer:
    """A layer made of a file, with its data, ready to draw in Web Mercator."""

    layer: Layer
    content: Content
    drawn: Drawable

    def add_to(self, plan: Plan) -> Plan:
        """Return the plan with this layer: on top, an image below all that it would hide."""
        if isinstance(self.layer.source, RasterSource):
            return edits.add_layer_below(plan, self.layer)
        return edits.add_layer(plan, self.layer)


def read_new_layers(
    path: Path,
    *,
    crs: str | None,
    encoding: str | None,
    number: int,
    taken: frozenset[str],
    progress: Progress,
) -> list[NewLayer]:
    """Read every layer of a file, without looking for problems of its features.

    Parameters
    ----------
    number
        How many layers the plan has: chooses the next colour.
    taken
        Layer ids in use.

    Raises
    ------
    FileError, CrsMissing
        As for :func:`planviewer.reading.files.read_features` and
        :func:`planviewer.reading.rasters.open_raster`.
    """
    if recognise(path)[1] is GEOTIFF:
        return [_image(path, crs, taken)]
    names = placed_layers(path)
    made: list[NewLayer] = []
    for index, name in enumerate(names):
        begin, middle, end = ((index + share) / len(names) for share in (0.0, _READ_SHARE, 1.0))
        with pace.listening(progress), pace.part(begin, middle):
            features = read_features(path, sublayer=name, crs=crs, encoding=encoding, examine=False)
        used = taken | {new.layer.id for new in made}
        layer = _layer(path, name, features, number + index, used)
        source = FileSource(
            path=str(path.resolve()), sublayer=name, crs=crs, encoding=encoding, attached=True
        )
        layer = layer.changed(source=source)
        with pace.listening(progress), pace.part(middle, end):
            drawn = DrawLayer.build(layer.id, features.frame, layer.style, WEB_MERCATOR)
        made.append(NewLayer(layer, features, drawn))
    return made


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
        name_field=_name_field(list(features.frame.columns)),
        provenance=_provenance(path),
    )


def _provenance(path: Path) -> Provenance:
    name = Text(vi=path.name, en=path.name)
    return Provenance(source=name, date=_file_date(path), status=Status.UNKNOWN)


def _file_date(path: Path) -> date:
    return datetime.fromtimestamp(path.stat().st_mtime, tz=UTC).astimezone().date()


def free_id(name: str, taken: frozenset[str]) -> str:
    """Return an id made from ``name`` that is not in ``taken``."""
    base = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")[:48] or "layer"
    number, candidate = 1, base
    while candidate in taken:
        number += 1
        candidate = f"{base}-{number}"
    return candidate


def with_free_ids(added: list[NewLayer], taken: Iterable[str]) -> list[NewLayer]:
    """Return the layers with ids that are free now: another file may have come meanwhile."""
    used, free = set(taken), []
    for new in added:
        layer_id = free_id(new.layer.id, frozenset(used))
        used.add(layer_id)
        layer, drawn = new.layer.changed(id=layer_id), replace(new.drawn, layer_id=layer_id)
        free.append(replace(new, layer=layer, drawn=drawn))
    return free


_NAMES = ("name", "ten", "title", "ten_goi", "tenduong", "ten_duong")


def _name_field(fields: list[str]) -> str | None:
    by_fold = {fold(field): field for field in fields}
    return next((by_fold[name] for name in _NAMES if name in by_fold), None)
