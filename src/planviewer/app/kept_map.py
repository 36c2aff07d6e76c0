"""The map of a plan as it was drawn last, kept for the next time it is opened.

To read the data takes libraries that take longer to load than a map to draw. What was ready to be
drawn is kept in the profile, and drawn at once if nothing it was made from has changed: the plan,
its files, the language, this program. The data are read all the same, and take its place.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import logging
import math
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from planviewer import __version__, i18n
from planviewer.app.profile import profile_dir
from planviewer.app.watching import mark_of
from planviewer.drawing.layer import DrawLayer
from planviewer.drawing.packing import Arrays, pack, unpack
from planviewer.errors import PlanviewerError
from planviewer.model.layer import DatabaseSource, StoredSource
from planviewer.model.plan import Plan
from planviewer.reading.plans import data_path
from planviewer.writing.atomic import replacing

_log = logging.getLogger(__name__)

MOST_POINTS: Final = 200_000
"""A layer of more is not kept: to load it would hold up the window."""
MOST_PLANS: Final = 12
_KEY, _WHOLE, _PLACES = "key", "whole", "places"


@dataclass(frozen=True, eq=False)
class KeptMap:
    """Layers in Web Mercator, by id; ``whole`` if the map showed nothing else."""

    layers: Mapping[str, DrawLayer] = field(default_factory=dict)
    whole: bool = False


NOTHING: Final = KeptMap()


def are_there() -> bool:
    """Whether the map of any plan is kept."""
    return any(_folder().glob("*.npz"))


def find(plan: Plan, path: Path) -> KeptMap:
    """Return the map of a plan (its value, its file); empty if there is none that still holds."""
    file = _file(path)
    try:
        content = io.BytesIO(file.read_bytes())
        with np.load(content, allow_pickle=False) as packed:
            if packed[_KEY].tobytes() != _key(plan, path):
                return NOTHING
            layers = [unpack(arrays) for arrays in _apart(packed)]
            return KeptMap({layer.layer_id: layer for layer in layers}, bool(packed[_WHOLE]))
    except FileNotFoundError:
        return NOTHING
    except (OSError, EOFError, KeyError, TypeError, ValueError, zipfile.BadZipFile) as error:
        _log.warning("the kept map %s is of no use: %s", file, error)
        with contextlib.suppress(OSError):
            file.unlink()
        return NOTHING


def keep(plan: Plan, path: Path, layers: Sequence[DrawLayer], *, whole: bool) -> None:
    """Keep the layers of a plan for the next time; ``whole`` if the map shows nothing else.

    A disk that refuses is no fault: the next time the data are waited for.
    """
    if any(isinstance(layer.source, DatabaseSource) for layer in plan.layers):
        return  # nothing tells whether a table has changed
    kept = [layer for layer in layers if layer.geometry.point_count <= MOST_POINTS]
    all_kept = np.array(whole and len(kept) == len(layers))
    packed: dict[str, Any] = {
        _KEY: np.frombuffer(_key(plan, path), np.uint8),
        _WHOLE: all_kept,
    }
    packed |= _together([pack(layer) for layer in kept])
    try:
        with replacing(_file(path)) as temporary, temporary.open("wb") as file:
            np.savez(file, **packed)
        _clear_old()
    except (OSError, PlanviewerError) as error:
        _log.warning("the map of %s was not kept: %s", path, error)


def _key(plan: Plan, path: Path) -> bytes:
    """Return what tells this map from that of any other state of the plan."""
    files = [_mark(path, layer.source) for layer in plan.layers]
    state = [__version__, i18n.language(), str(path), plan.model_dump(mode="json"), files]
    return hashlib.sha256(json.dumps(state, sort_keys=True).encode()).digest()


def _mark(path: Path, source: object) -> object:
    """Return what tells one content of a layer's file from another."""
    if not isinstance(source, StoredSource):
        return None
    try:
        file = data_path(path, source)
        parts = sorted(file.iterdir()) if file.is_dir() else [file]
    except (OSError, PlanviewerError):
        return None
    return [mark_of(part) for part in parts]


def _together(layers: Sequence[Arrays]) -> Arrays:
    """Return the arrays of layers as one array for each type of number, and what stands where.

    To read a few large ones takes a tenth of the time of many small ones.
    """
    places = [
        (number, name, array.dtype.str, array.shape)
        for number, arrays in enumerate(layers)
        for name, array in arrays.items()
    ]
    by_type: dict[str, list[npt.NDArray[Any]]] = {}
    for number, name, kind, _shape in places:
        by_type.setdefault(kind, []).append(layers[number][name].ravel())
    joined: Arrays = {kind: np.concatenate(arrays) for kind, arrays in by_type.items()}
    return joined | {_PLACES: np.frombuffer(json.dumps(places).encode(), np.uint8)}


def _apart(packed: Mapping[str, npt.NDArray[Any]]) -> list[Arrays]:
    """Return the arrays of each layer again."""
    layers: dict[int, Arrays] = {}
    joined: Arrays = {}
    taken: dict[str, int] = {}
    for number, name, kind, shape in json.loads(packed[_PLACES].tobytes()):
        if kind not in joined:
            joined[kind], taken[kind] = packed[kind], 0
        first, taken[kind] = taken[kind], taken[kind] + math.prod(shape)
        layers.setdefault(number, {})[name] = joined[kind][first : taken[kind]].reshape(shape)
    return list(layers.values())


def _folder() -> Path:
    folder = profile_dir() / "maps"
    with contextlib.suppress(OSError):
        folder.mkdir(exist_ok=True)
    return folder


def _file(path: Path) -> Path:
    name = hashlib.sha256(str(path.absolute()).encode(errors="surrogateescape")).hexdigest()[:24]
    return _folder() / f"{name}.npz"


def _clear_old() -> None:
    by_age = sorted(_folder().glob("*.npz"), key=lambda file: file.stat().st_mtime, reverse=True)
    for file in by_age[MOST_PLANS:]:
        file.unlink(missing_ok=True)
