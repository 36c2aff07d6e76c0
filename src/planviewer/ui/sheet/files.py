"""Where a sheet goes: one file, or for a series one PDF or a folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QFileDialog, QWidget

from planviewer.i18n import translate

_ENDINGS: Final = (".pdf", ".png", ".tif", ".svg")


@dataclass(frozen=True)
class Target:
    """A file, or a folder for files that end with ``suffix``."""

    path: Path
    suffix: str


def _kinds() -> dict[str, str]:
    """Return the ending of each format by its line in the file dialog."""
    return {
        "PDF (*.pdf)": ".pdf",
        f"{translate('file', 'Picture')} PNG (*.png)": ".png",
        "GeoTIFF (*.tif)": ".tif",
        "SVG (*.svg)": ".svg",
    }


def ask_target(parent: QWidget, name: str, *, is_series: bool) -> Target | None:
    """Ask where to write; None if the person thinks again.

    The name of the file is what was typed, with the ending of the chosen format if it has none.
    A series goes into one PDF; a name with another ending is taken for a folder of such files.
    """
    kinds = _kinds()
    start = str(Path.home() / f"{name}.pdf")
    title = translate("file", "Save the snapshot map")
    chosen, line = QFileDialog.getSaveFileName(parent, title, start, ";;".join(kinds))
    if not chosen:
        return None
    path, suffix = Path(chosen), kinds.get(line, ".pdf")
    if path.suffix.lower() in _ENDINGS:
        suffix = path.suffix.lower()
    else:
        path = path.with_name(path.name + suffix)
    if is_series and suffix != ".pdf":
        path = path.with_suffix("")
    return Target(path, suffix)
