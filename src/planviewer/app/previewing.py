"""What a file holds, to be looked at before its layers are added."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely
from pyproj import CRS

from planviewer.app.adding import read_new_layers
from planviewer.app.new_layers import NewLayer
from planviewer.app.tasks import Progress
from planviewer.errors import NoTransformation
from planviewer.i18n import day, number
from planviewer.model.crs import crs_name, operation
from planviewer.model.features import EncodingSource, FeatureSet
from planviewer.model.layer import FileSource
from planviewer.model.problem import Problem
from planviewer.reading.findings import find_problems

SAMPLES: Final = 3
MANY: Final = 300_000
"""So many features are looked at before they are added."""
LAYERS_UNASKED: Final = 3
"""A file of so many sure layers is added whole; undo takes them back in one step."""
MISPLACED: Final = frozenset({"position-suspicious", "datum-lost", "coordinates-out-of-range"})
"""Problems that another coordinate system would solve."""
MISREAD: Final = frozenset({"encoding-recognised", "encoding-unknown", "text-unreadable"})
"""Problems that another encoding would solve."""
LACKING: Final = frozenset(
    {
        "attributes-doubtful",
        "attributes-missing",
        "coordinates-unreadable",
        "headings-missing",
        "images-left-out",
        "member-unreadable",
    }
)
"""Problems of a file that lacks something: the fields may not be what they seem."""
_ASKS: Final = MISPLACED | MISREAD | LACKING


@dataclass(frozen=True)
class FieldPreview:
    """A field, the kind of its values, and some of them as they will be read.

    ``encoding`` is that of a text with other letters than ASCII.
    """

    name: str
    kind: str
    samples: str
    encoding: str | None = None


@dataclass(frozen=True, eq=False)
class LayerPreview:
    """One layer of a file; ``name`` is what the file calls it (its title says the file too).

    ``encoding_chosen`` is what a person chose (None: it is found out), ``shapes`` a sample in
    metres of the plan's system.
    """

    title: str
    name: str
    count: int
    kind: str
    crs: str
    crs_source: str
    encoding: str | None
    encoding_source: EncodingSource | None
    encoding_chosen: str | None
    fields: tuple[FieldPreview, ...]
    problems: tuple[Problem, ...]
    shapes: npt.NDArray[np.object_]


def is_misplaced(layer: LayerPreview) -> bool:
    """Whether another coordinate system may be the right one."""
    return any(problem.code in MISPLACED for problem in layer.problems)


def is_misread(layer: LayerPreview) -> bool:
    """Whether another encoding may be the right one."""
    return any(problem.code in MISREAD for problem in layer.problems)


def is_sure(added: Sequence[NewLayer]) -> bool:
    """Whether layers may be added unasked: few, placed for sure, fields without a doubt."""
    return len(added) <= LAYERS_UNASKED and all(
        _is_sure(new.content) for new in added if isinstance(new.content, FeatureSet)
    )


def _is_sure(features: FeatureSet) -> bool:
    doubts = {problem.code for problem in features.problems} & _ASKS
    return not doubts and len(features.frame) <= MANY


def preview(added: Sequence[NewLayer], plan_crs: str) -> list[LayerPreview]:
    """Describe layers that were read; their features are examined here."""
    return [
        _preview(new, new.content, plan_crs) for new in added if isinstance(new.content, FeatureSet)
    ]


def read_anew(
    new: NewLayer, encoding: str | None, *, plan_crs: str, number: int, progress: Progress
) -> tuple[NewLayer, LayerPreview]:
    """Read a layer that was read from a file once more, with another encoding of its text.

    Parameters
    ----------
    encoding
        As ``reading.text.encoding_name`` takes it; None has it found out.
    number
        How many layers come before it: chooses its colour.

    Raises
    ------
    FileError, CrsMissing
        As for :func:`planviewer.app.adding.read_new_layers`.
    """
    source = new.layer.source
    if not isinstance(source, FileSource):
        raise TypeError(new.layer.id)
    (again,) = read_new_layers(
        Path(source.path),
        crs=source.crs,
        encoding=encoding,
        number=number,
        taken=frozenset(),
        progress=progress,
        sublayers=None if source.sublayer is None else (source.sublayer,),
        swapped=source.swapped,
    )
    return again, preview([again], plan_crs)[0]


def _preview(new: NewLayer, features: FeatureSet, plan_crs: str) -> LayerPreview:
    frame, source = features.frame, new.layer.source
    problems = (*features.problems, *find_problems(frame))
    return LayerPreview(
        title=str(new.layer.title),
        name=getattr(new.layer.source, "sublayer", None) or str(new.layer.title),
        count=len(frame),
        kind=features.kind,
        crs=_crs_words(frame.crs),
        crs_source=features.crs_source,
        encoding=features.encoding,
        encoding_source=features.encoding_source,
        encoding_chosen=source.encoding if isinstance(source, FileSource) else None,
        fields=fields_of(frame.drop(columns=frame.geometry.name), dict(features.field_encodings)),
        problems=problems,
        shapes=_sample(features, plan_crs),
    )


def _crs_words(crs: CRS) -> str:
    code, name = crs_name(crs), crs.name
    return name if code == name else f"{code} – {name}"


def fields_of(
    table: pd.DataFrame, encodings: Mapping[str, str] | None = None
) -> tuple[FieldPreview, ...]:
    """Return the fields of a table with their first different values."""
    known = encodings or {}
    return tuple(
        FieldPreview(str(name), _kind(column), _samples(column), known.get(str(name)))
        for name, column in ((x, table.iloc[:, i]) for i, x in enumerate(table.columns))
    )


def _kind(column: pd.Series) -> str:
    types = pd.api.types
    if types.is_bool_dtype(column.dtype):
        return "boolean"
    if types.is_integer_dtype(column.dtype):
        return "integer"
    if types.is_float_dtype(column.dtype):
        return "real"
    return "date" if "date" in str(column.dtype) else "text"


def _samples(column: pd.Series) -> str:
    known = column.iloc[:5_000].dropna()
    different = list(dict.fromkeys(_shown(value) for value in known.tolist() if str(value).strip()))
    shown = different[:SAMPLES]
    if all(text.isascii() for text in shown):  # letters with marks tell whether they are read right
        shown[-1:] = [
            next((x for x in different[SAMPLES:] if not x.isascii()), x) for x in shown[-1:]
        ]
    return " · ".join(shown)


def _shown(value: object) -> str:
    if isinstance(value, float):
        return number(value, 0 if value == int(value) else 2) if abs(value) < 1e15 else str(value)
    if isinstance(value, pd.Timestamp):
        return day(value.date())
    return " ".join(str(value).split())[:40]


def _sample(features: FeatureSet, plan_crs: str) -> npt.NDArray[np.object_]:
    """Return at most some thousand shapes, in metres of the plan."""
    shapes = np.asarray(features.frame.geometry.array, dtype=object)
    shapes = shapes[np.isfinite(shapely.bounds(shapes)).all(axis=1)]
    shapes = shapes[:: max(1, len(shapes) // 3_000)]
    try:
        to_metres = operation(features.frame.crs, plan_crs)
    except NoTransformation:
        return np.empty(0, dtype=object)
    moved = shapely.transform(shapely.force_2d(shapes), to_metres.points)
    return np.asarray(moved[np.isfinite(shapely.bounds(moved)).all(axis=1)])
