"""What formats cannot hold of a layer: a small JSON file beside it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from planviewer.writing.about import LayerOut, as_data
from planviewer.writing.atomic import replacing

SUFFIX: Final = ".planviewer.json"


def beside(path: Path) -> Path:
    """Return where the side file of ``path`` lies."""
    return path.with_name(path.name + SUFFIX)


def write(layer: LayerOut, path: Path) -> Path:
    """Write coordinate system and origin of a layer beside its file, and return where.

    Raises
    ------
    FileNotWritten
        If the disk refuses.
    """
    target = beside(path)
    text = json.dumps(as_data(layer.about, layer.frame), ensure_ascii=False, indent=2)
    with replacing(target) as temporary:
        temporary.write_text(text + "\n", encoding="utf-8", newline="\n")
    return target
