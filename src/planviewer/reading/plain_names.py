"""Files under names that the library takes for what they are."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from planviewer.reading.formats import GML, Format


@contextmanager
def plain_name(path: Path, kind: Format) -> Iterator[str]:
    """Give a name that pyogrio does not take apart: it reads ``!``, ``;`` and ``?`` as URL marks.

    Such files are read through links of plain names in a temporary folder. (With a drive letter,
    on Windows, names are left alone.) So is GML, beside which the library leaves files of its own.
    """
    odd = not path.drive and set("!;?") & set(str(path))
    if not odd and kind is not GML:
        yield str(path)
        return
    with tempfile.TemporaryDirectory(prefix="planviewer-") as folder:
        for part in [path] if path.is_dir() else path.parent.iterdir():
            if part.stem == path.stem and (kind is not GML or part.suffix in {path.suffix, ".xsd"}):
                link(part, Path(folder) / f"data{part.suffix}")
        yield str(Path(folder) / f"data{path.suffix}")


def link(source: Path, target: Path) -> None:
    """Give a file or folder a second name, or copy it where there are no links."""
    try:
        target.symlink_to(source)
    except OSError:  # Windows reserves links for administrators
        (shutil.copytree if source.is_dir() else shutil.copyfile)(source, target)
