"""A mended layer as a new file beside the plan, used instead of the one that was handed over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from planviewer import pace
from planviewer.app import saving
from planviewer.app.tasks import Progress
from planviewer.errors import PlanviewerError
from planviewer.model.features import FeatureSet
from planviewer.model.layer import FileSource, Layer
from planviewer.model.plan import Plan
from planviewer.reading.repair import Repair, repair
from planviewer.writing.features import write_features


@dataclass(frozen=True, eq=False)
class Repaired:
    """A repair that is on disk, and the source that reads it."""

    repair: Repair
    path: Path
    source: FileSource


def write_repaired(
    plan: Plan,
    plan_path: Path,
    layer_id: str,
    *,
    features: FeatureSet,
    wanted: Mapping[str, Iterable[int]],
    progress: Progress,
) -> Repaired:
    """Mend the wanted rows of a layer and write it to a file of its own (GeoPackage).

    Raises
    ------
    FileNotWritten
        If the disk refuses; nothing is left half written.
    Cancelled
        If the person asked to stop.
    """
    done = repair(features.frame, wanted, plan.crs, lambda share: progress(0.7 * share))
    layer = plan.layer(layer_id)
    path, source = new_file(plan_path, layer)
    progress(0.7)
    made = [folder for folder in (path.parent, path.parent.parent) if not folder.exists()]
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with pace.listening(progress), pace.part(0.7, 1.0):
            write_features(done.frame, path, layer=layer.id)
        progress.commit()  # who stops it later is told that it is done
    except PlanviewerError:
        with suppress(OSError):
            path.unlink(missing_ok=True)
            for folder in made:
                folder.rmdir()
        raise
    return Repaired(done, path, source)


def new_file(plan_path: Path, layer: Layer) -> tuple[Path, FileSource]:
    """Return a free name beside the plan (a bundled one: in the person's folder) and its source."""
    bundled = saving.is_bundled(plan_path)
    folder = saving.own_copy(plan_path).parent if bundled else plan_path.parent
    number, name = 1, f"{layer.id}-repaired.gpkg"
    while (folder / "files" / layer.id / name).exists():
        number += 1
        name = f"{layer.id}-repaired-{number}.gpkg"
    relative = Path("files") / layer.id / name
    path = folder / relative
    if bundled:
        return path, FileSource(path=str(path.resolve()), attached=True)
    return path, FileSource(path=relative.as_posix())
