"""Saving: a plan and the files it names, together in one folder."""

from __future__ import annotations

import shutil
from pathlib import Path

from planviewer.app.profile import profile_dir
from planviewer.assets import bundled_plan
from planviewer.errors import FileNotWritten
from planviewer.model.layer import Layer, StoredSource
from planviewer.model.plan import Plan
from planviewer.reading import side_file
from planviewer.reading.plans import data_path
from planviewer.writing.atomic import replacing
from planviewer.writing.plans import save_plan

_SHAPEFILE = frozenset({".shp", ".shx", ".dbf", ".prj", ".cpg", ".qix", ".sbn", ".sbx"})
_IMAGE = frozenset({".tfw", ".tifw", ".tiffw", ".wld", ".prj"})
_MAPINFO = frozenset({".tab", ".dat", ".map", ".id", ".ind", ".mif", ".mid"})
_PARTS = {
    ".shp": _SHAPEFILE,
    ".tif": _IMAGE,
    ".tiff": _IMAGE,
    ".tab": _MAPINFO,
    ".mif": _MAPINFO,
    ".gml": frozenset({".xsd"}),
}


def is_bundled(path: Path) -> bool:
    """Whether a plan is one of ours, which is never written to."""
    return path.resolve().parent == bundled_plan().resolve().parent


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


def save_with_files(plan: Plan, opened_from: Path, target: Path) -> Plan:
    """Write the plan to ``target`` and copy the files it names into the same folder.

    Files the person opened from elsewhere (``attached``) are copied into ``files/`` and named from
    there in the returned plan, which is the one written.

    Raises
    ------
    FileError
        If a file cannot be read or written; the plan file is written last.
    """
    saved = plan
    for layer in plan.file_layers:
        moved = _bring(layer, opened_from, target.parent)
        layers = tuple(moved if item.id == layer.id else item for item in saved.layers)
        saved = saved.changed(layers=layers)
    save_plan(saved, target)
    return saved


def _bring(layer: Layer, opened_from: Path, folder: Path) -> Layer:
    source = layer.source
    if not isinstance(source, StoredSource):
        raise TypeError(layer.id)
    origin = data_path(opened_from, source)
    relative = f"files/{layer.id}/{origin.name}" if source.attached else source.path
    _copy(origin, folder / relative)
    kept = source.changed(path=Path(relative).as_posix(), attached=False)
    return layer.changed(source=kept)


def _copy(origin: Path, target: Path) -> None:
    if not origin.exists() or origin.resolve() == target.resolve():
        return
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileNotWritten(path=target.parent, reason=error.strerror or str(error)) from error
    if origin.is_dir():  # a File Geodatabase
        _copy_folder(origin, target)
        return
    for file in _with_sidecars(origin):
        with replacing(target.with_name(file.name)) as temporary:
            shutil.copyfile(file, temporary)


def _copy_folder(origin: Path, target: Path) -> None:
    """Copy the files of a folder, each whole or not at all."""
    target.mkdir(exist_ok=True)
    for file in origin.iterdir():
        if file.is_file():
            with replacing(target / file.name) as temporary:
                shutil.copyfile(file, temporary)


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
