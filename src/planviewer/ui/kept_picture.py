"""The picture of a map as it was drawn last, beside what is kept of the map itself.

A window is there before the page that draws its map, which comes up in processes of its own. If
nothing the picture was made from has changed, it can be seen until then. What it was made from is
written in it: the mark of the kept map, and how the map looked (size, colours).
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QSize
from PySide6.QtGui import QImage, QImageReader, QImageWriter

from planviewer.app import kept_map
from planviewer.errors import PlanviewerError
from planviewer.writing.atomic import replacing

_log = logging.getLogger(__name__)

_FORMAT: Final = QByteArray(b"png")
_LOOK: Final = "planviewer-look"
_QUALITY: Final = 80
"""Of Qt's PNG: little time, and not much larger than at best."""
MOST_BYTES: Final = 8_000_000
"""More would hold up the window."""


def find(path: Path, look: str, size: QSize) -> QImage | None:
    """Return the picture of a plan's map (its file), None if there is none that still holds.

    Parameters
    ----------
    look
        What it was made from, as it was kept.
    size
        In pixels of the screen. Nothing of another size is decoded, whatever the file says.
    """
    file = kept_map.file_of(path, ".png")
    try:
        if file.stat().st_size > MOST_BYTES:
            return None
    except OSError:
        return None
    reader = QImageReader(str(file), _FORMAT)
    if reader.size() != size or reader.text(_LOOK) != look:
        return None
    image = reader.read()
    return None if image.isNull() else image


def keep(path: Path, look: str, image: QImage) -> None:
    """Keep the picture of a plan's map for the next time.

    A disk that refuses is no fault: the next time the page is waited for.
    """
    try:
        with replacing(kept_map.file_of(path, ".png")) as temporary:
            writer = QImageWriter(str(temporary), _FORMAT)
            writer.setQuality(_QUALITY)
            writer.setText(_LOOK, look)
            _write(writer, image)
    except (OSError, PlanviewerError) as error:
        _log.warning("the picture of %s was not kept: %s", path, error)


def _write(writer: QImageWriter, image: QImage) -> None:
    if not writer.write(image):
        raise OSError(writer.errorString())
