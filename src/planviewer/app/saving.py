"""Saving: a plan and the files it names, together in one folder."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from planviewer.app.profile import profile_dir
from planviewer.assets import bundled_plan
from planviewer.model.layer import Layer, StoredSource
from planviewer.model.plan import Plan
from planviewer.reading import side_file
from planviewer.reading.plans import data_path
from planviewer.reading.recognition import is_there
from planviewer.writing import leftovers
from planviewer.writing.atomic import not_written, replacing
from planviewer.writing.plans import save_plan

_SHAPEFILE = frozenset({".shp", ".shx", ".dbf", ".prj", ".cpg", ".qix", ".sbn", ".sbx"})
_IMAGE = frozenset({".tfw", ".tifw", ".tiffw", ".wld", ".prj"})
_NEW: Final = "new"
_BLOCK: Final = 4 * 1024 * 1024
_MAPINFO = frozenset({".tab", ".dat", ".map", ".id", ".ind", ".mif", ".mid"})
_PARTS = {
    ".shp": _SHAPEFILE,
    ".tif": _IMAGE,
    ".tiff": _IMAGE,
    ".tab": _MAPINFO,
    ".mif": _MAPINFO,
    ".gml": frozenset({".xsd"}),
}

Check = Callable[[], None]
"""Called between two pieces of work; it raises when the person asked to stop."""


@dataclass(frozen=True)
class Saved:
    """A plan as it was written, and the files it names that were not there to be copied."""

    plan: Plan
    path: Path
    missing: tuple[Path, ...] = ()


def is_bundled(path: Path) -> bool:
    """Whether a plan is one of ours, which is never written to."""
    return path.resolve().parent == bundled_plan().resolve().parent


def unnamed_path(plan_id: str) -> Path:
    """Return where a plan is that has no file yet: in a folder of its own that need not exist.

    So the plan of a crash is found again, and two new plans are never taken for each other.
    """
    return profile_dir() / _NEW / uuid.uuid4().hex / f"{plan_id}.planview"


def is_unnamed(path: Path) -> bool:
    """Whether a plan has no file yet: the person must be asked where to save it."""
    return path.parent.parent == profile_dir() / _NEW


def own_copy(path: Path) -> Path:
    """Return where the person's copy of a bundled plan lies (it need not exist)."""
    return profile_dir() / "plans" / path.stem / path.name


def new_own_copy(path: Path) -> Path:
    """Return where to save a bundled plan that was edited: never over an earlier copy."""
    first = own_copy(path)
    number, copy = 1, first
    while copy.exists():
        number += 1
        copy = first.parent.with_name(f"{path.stem}-{number}") / path.name
    return copy


def save_with_files(
    plan: Plan,
    opened_from: Path,
    target: Path,
    check: Check = lambda: None,
    commit: Check = lambda: None,
) -> Saved:
    """Write the plan to ``target`` and copy the files it names into the same folder.

    ``check`` is called now and then, ``commit`` last, before the plan file itself is written.

    Files the person opened from elsewhere (``attached``) are copied into ``files/`` and named from
    there in the returned plan, which is the one written. Images may be large: not for the window's
    thread.

    Raises
    ------
    FileError
        If a file cannot be read or written; the plan file is written last.
    Cancelled
        By ``check`` or ``commit``; the plan file is what it was.
    """
    saved, missing = plan, []
    for layer in plan.file_layers:
        origin, relative = _places(layer, opened_from)
        if not _copy(origin, target.parent / relative, check):
            missing.append(origin)
        kept = layer.source.changed(path=Path(relative).as_posix(), attached=False)
        saved = saved.with_layer(layer.id, partial(Layer.changed, source=kept))
    commit()
    save_plan(saved, target)
    return Saved(saved, target, tuple(missing))


def with_moved_files(plan: Plan, asked: Plan, saved: Plan) -> Plan:
    """Return ``plan``, edited since ``asked`` was given to be saved, naming the files as saved."""
    moved = {(layer.id, layer.source): saved.layer(layer.id).source for layer in asked.layers}
    layers = tuple(
        layer.changed(source=moved.get((layer.id, layer.source), layer.source))
        for layer in plan.layers
    )
    return plan.changed(layers=layers)


def clear_leftovers(path: Path) -> None:
    """Take away what a session left in a plan's folder that was killed while it was saving."""
    if is_bundled(path):
        return
    for folder in (path.parent, *path.parent.glob("files/*/")):
        leftovers.clear(folder)


def _places(layer: Layer, opened_from: Path) -> tuple[Path, str]:
    """Return where a layer's file is, and where it goes in the folder of the plan."""
    source = layer.source
    if not isinstance(source, StoredSource):
        raise TypeError(layer.id)
    origin = data_path(opened_from, source)
    return origin, f"files/{layer.id}/{origin.name}" if source.attached else source.path


def _copy(origin: Path, target: Path, check: Check) -> bool:
    """Copy a file and what belongs to it; False if it is not there."""
    if origin.resolve() == target.resolve():
        return True
    if not is_there(origin):
        return False
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise not_written(target.parent, error) from error
    if origin.is_dir():  # a File Geodatabase
        _copy_folder(origin, target, check)
        return True
    for file in _with_sidecars(origin):
        with replacing(target.with_name(file.name)) as temporary:
            _copy_blocks(file, temporary, check)
    return True


def _copy_blocks(origin: Path, target: Path, check: Check) -> None:
    with origin.open("rb") as reading, target.open("wb") as writing:
        while block := reading.read(_BLOCK):
            check()
            writing.write(block)


def _copy_folder(origin: Path, target: Path, check: Check) -> None:
    """Copy the files of a folder, each whole or not at all."""
    target.mkdir(exist_ok=True)
    for file in origin.iterdir():
        if file.is_file():
            with replacing(target / file.name) as temporary:
                _copy_blocks(file, temporary, check)


def _with_sidecars(origin: Path) -> list[Path]:
    """Return a file and what belongs to it by its name."""
    parts = _PARTS.get(origin.suffix.lower())
    if parts is None:
        said = origin.with_name(origin.name + side_file.SUFFIX)
        return [origin, said] if said.is_file() else [origin]
    beside = [f for f in origin.parent.iterdir() if f.stem == origin.stem and f != origin]
    overviews = origin.with_name(f"{origin.name}.ovr")
    found = [f for f in beside if f.suffix.lower() in parts - {origin.suffix.lower()}]
    return [origin, *found, *([overviews] if overviews.is_file() else [])]
