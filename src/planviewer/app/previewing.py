"""What a file holds, to be looked at before its layers are added."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely
from pyproj import CRS

from planviewer.app.adding import NewLayer
from planviewer.errors import NoTransformation
from planviewer.i18n import day, number
from planviewer.model.crs import crs_name, operation
from planviewer.model.features import FeatureSet
from planviewer.model.problem import Problem
from planviewer.reading.findings import find_problems

SAMPLES: Final = 3
MANY: Final = 300_000
"""So many features are looked at before they are added."""
LAYERS_UNASKED: Final = 3
"""A file of so many sure layers is added whole; undo takes them back in one step."""
MISPLACED: Final = frozenset({"position-suspicious", "datum-lost", "coordinates-out-of-range"})
"""Problems that another coordinate system would solve."""
_ASKS: Final = MISPLACED | {"encoding-recognised", "encoding-unknown", "text-unreadable"}


@dataclass(frozen=True)
class FieldPreview:
    """A field, the kind of its values, and some of them as they will be read."""

    name: str
    kind: str
    samples: str


@dataclass(frozen=True, eq=False)
class LayerPreview:
    """One layer of a file; ``name`` is what the file calls it (its title says the file too).

    ``shapes`` is a sample in metres of the plan's system.
    """

    title: str
    name: str
    count: int
    kind: str
    crs: str
    crs_source: str
    encoding: str | None
    fields: tuple[FieldPreview, ...]
    problems: tuple[Problem, ...]
    shapes: npt.NDArray[np.object_]


def is_misplaced(layer: LayerPreview) -> bool:
    """Whether another coordinate system may be the right one."""
    return any(problem.code in MISPLACED for problem in layer.problems)


def is_sure(added: Sequence[NewLayer]) -> bool:
    """Whether layers may be added unasked: few, placed for sure, text without a doubt."""
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


def _preview(new: NewLayer, features: FeatureSet, plan_crs: str) -> LayerPreview:
    frame = features.frame
    problems = (*features.problems, *find_problems(frame))
    return LayerPreview(
        title=str(new.layer.title),
        name=getattr(new.layer.source, "sublayer", None) or str(new.layer.title),
        count=len(frame),
        kind=features.kind,
        crs=_crs_words(frame.crs),
        crs_source=features.crs_source,
        encoding=features.encoding,
        fields=fields_of(frame.drop(columns=frame.geometry.name)),
        problems=problems,
        shapes=_sample(features, plan_crs),
    )


def _crs_words(crs: CRS) -> str:
    code, name = crs_name(crs), crs.name
    return name if code == name else f"{code} – {name}"


def fields_of(table: pd.DataFrame) -> tuple[FieldPreview, ...]:
    """Return the fields of a table with their first different values."""
    return tuple(
        FieldPreview(str(name), _kind(table.iloc[:, index]), _samples(table.iloc[:, index]))
        for index, name in enumerate(table.columns)
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
    return " · ".join(different[:SAMPLES])


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
