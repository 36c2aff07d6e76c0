"""The map of a plan as it was drawn last, kept for the next time it is opened.

To read the data takes libraries that take longer to load than a map to draw. What was ready to be
drawn is kept in the profile, and drawn at once if nothing it was made from has changed: the plan,
its files, the language, this program. The data are read all the same, and take its place.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import numpy as np

from planviewer import __version__, i18n
from planviewer.app import kept_file
from planviewer.app.profile import profile_dir
from planviewer.app.watching import mark_of
from planviewer.drawing.layer import DrawLayer
from planviewer.drawing.packing import Arrays, pack, unpack
from planviewer.errors import PlanviewerError
from planviewer.model.layer import DatabaseSource, StoredSource
from planviewer.model.plan import Plan
from planviewer.reading import side_file
from planviewer.reading.plans import data_path
from planviewer.writing.atomic import replacing

_log = logging.getLogger(__name__)

MOST_POINTS: Final = 200_000
"""A layer of more is not kept: to load it would hold up the window."""
MOST_PLANS: Final = 12
_OWN: Final = 0o700
"""Rights of the folder: of who keeps the maps, and of nobody else."""
_KEY, _WHOLE, _PLAN = "key", "whole", "plan"


@dataclass(frozen=True, eq=False)
class KeptMap:
    """Layers in Web Mercator, by id; ``whole`` if the map showed nothing else.

    ``mark`` tells a whole map from that of any other state of the plan; "" of one that is not.
    """

    layers: Mapping[str, DrawLayer] = field(default_factory=dict)
    whole: bool = False
    mark: str = ""


NOTHING: Final = KeptMap()
NO_MARKS: Final[Mapping[str, object]] = {}


def are_there() -> bool:
    """Whether the map of any plan is kept."""
    try:
        return any(_folder().glob("*.npz"))
    except OSError:
        return False


def find(plan: Plan, path: Path) -> KeptMap:
    """Return the map of a plan (its value, its file); empty if there is none that still holds."""
    file = file_of(path)
    try:
        packed, key = kept_file.read(file), _key(plan, path, i18n.language())
        if packed[_KEY].tobytes() != key:
            return NOTHING
        layers = [unpack(arrays) for arrays in kept_file.apart(packed, len(plan.layers))]
        whole = bool(packed[_WHOLE][0])
        by_id = {layer.layer_id: layer for layer in layers}
        return KeptMap(by_id, whole, key.hex() if whole else "")
    except FileNotFoundError:
        return NOTHING
    except kept_file.BROKEN as error:
        _log.warning("the kept map %s is of no use: %s", file, error)
        with contextlib.suppress(OSError):
            file.unlink()
        return NOTHING


def keep(
    plan: Plan,
    path: Path,
    layers: Sequence[DrawLayer],
    *,
    whole: bool,
    language: str | None = None,
    marks: Mapping[str, object] = NO_MARKS,
) -> None:
    """Keep the layers of a plan for the next time; ``whole`` if the map shows nothing else.

    A disk that refuses is no fault: the next time the data are waited for.

    Parameters
    ----------
    language
        The labels are in; None: that of the moment.
    marks
        Of the files of layers as they were read (``mark``), by id; others are looked at now.
    """
    file = file_of(path)
    try:
        if _comes_again(plan, path):
            key = _key(plan, path, language or i18n.language(), marks)
            packed = _packed(path, key, layers, whole=whole)
            file.parent.chmod(_OWN)  # labels may name people
            with replacing(file) as temporary, temporary.open("wb") as opened:
                np.savez(opened, **packed)
        _clear_old()
    except (OSError, ValueError, PlanviewerError) as error:
        _log.warning("the map of %s was not kept: %s", path, error)


def _comes_again(plan: Plan, path: Path) -> bool:
    """Whether the plan may be opened as it is, and told from any other state of it."""
    sources = [layer.source for layer in plan.layers]
    told = not any(isinstance(source, DatabaseSource) for source in sources)  # tables tell nothing
    own = not any(isinstance(source, StoredSource) and source.attached for source in sources)
    return told and own and path.is_file()


def _packed(path: Path, key: bytes, layers: Sequence[DrawLayer], *, whole: bool) -> dict[str, Any]:
    """Return what is written: of the layers as many as can be read again in no time."""
    kept: list[Arrays] = []
    left = kept_file.MOST_BYTES
    for layer in layers:
        arrays = pack(layer) if layer.geometry.point_count <= MOST_POINTS else None
        if arrays is not None and kept_file.size_of(arrays) <= left:
            left -= kept_file.size_of(arrays)
            kept.append(arrays)
    return {
        _KEY: np.frombuffer(key, np.uint8),
        _WHOLE: np.array([whole and len(kept) == len(layers)]),
        _PLAN: np.frombuffer(os.fsencode(path.absolute()), np.uint8),
        **kept_file.together(kept),
    }


def _key(plan: Plan, path: Path, language: str, marks: Mapping[str, object] = NO_MARKS) -> bytes:
    """Return what tells this map from that of any other state of the plan."""
    files = [
        marks[layer.id] if layer.id in marks else mark(path, layer.source) for layer in plan.layers
    ]
    state = [__version__, language, str(path), plan.model_dump(mode="json"), files]
    return hashlib.sha256(json.dumps(state, sort_keys=True).encode()).digest()


def mark(path: Path, source: object) -> object:
    """Return what tells one content of a layer's file from another; ``path`` is the plan's."""
    if not isinstance(source, StoredSource):
        return None
    try:
        file = data_path(path, source)
        beside = file.with_name(file.name + side_file.SUFFIX)  # it may say where all of it lies
        parts = sorted(file.iterdir()) if file.is_dir() else [file, beside]
    except (OSError, ValueError, PlanviewerError):
        return None
    return [mark_of(part) for part in parts]


def _folder() -> Path:
    folder = profile_dir() / "maps"
    with contextlib.suppress(OSError):
        folder.mkdir(mode=_OWN, exist_ok=True)
    return folder


def file_of(path: Path, ending: str = ".npz") -> Path:
    """Return where something of a plan's map (its file) is kept."""
    name = hashlib.sha256(str(path.absolute()).encode(errors="surrogateescape")).hexdigest()[:24]
    return _folder() / f"{name}{ending}"


def _clear_old() -> None:
    """Remove what was kept of plans that are gone or have not been opened for long."""
    by_age = sorted(_folder().glob("*.npz"), key=lambda file: file.stat().st_mtime, reverse=True)
    for number, file in enumerate(by_age):
        if number >= MOST_PLANS or not _plan_is_there(file):
            file.unlink(missing_ok=True)
            file.with_suffix(".png").unlink(missing_ok=True)


def _plan_is_there(file: Path) -> bool:
    try:
        return Path(os.fsdecode(kept_file.read(file, _PLAN)[_PLAN].tobytes())).is_file()
    except kept_file.BROKEN:
        return False
