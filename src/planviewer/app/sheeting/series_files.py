"""A series on the disk: one PDF of many pages, or a folder of files."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from planviewer.app.loading import PlanData
from planviewer.app.sheeting.making import Made, SheetMaker
from planviewer.app.sheeting.series import SeriesOrder, make_series
from planviewer.app.tasks import Progress
from planviewer.errors import FileNotWritten
from planviewer.i18n import translate
from planviewer.model.plan import Plan
from planviewer.sheets.export import PDF, require_format
from planviewer.sheets.result import SheetResult
from planviewer.writing.atomic import not_written

_COMPOSED: Final = 0.5
"""Share of the work done once all sheets are composed."""


def write_series(
    plan: Plan,
    data: PlanData,
    series: SeriesOrder,
    path: Path,
    *,
    suffix: str = PDF,
    progress: Progress | None = None,
) -> list[SheetResult]:
    """Write a series: into one PDF if ``path`` names one, else into the folder ``path``.

    Files in a folder are named ``NN-name`` with ``suffix``. If anything fails or is stopped, the
    files made so far are taken away again.

    Raises
    ------
    Cancelled
        If it was stopped.
    FileNotWritten
        If the folder or a file cannot be written.
    SheetError and what ``SheetMaker.make`` raises
        If a sheet cannot be made.
    """
    tell = progress or Progress(lambda _share: None)
    maker = SheetMaker(plan, data)
    if path.suffix.lower() == PDF and not path.is_dir():
        made = [one for _, one in make_series(maker, series, tell)]
        return maker.write(
            made, series.sheet, path, lambda share: tell(_COMPOSED + share * (1 - _COMPOSED))
        )
    _require_folder(path)
    require_format(Path(f"x{suffix}"))
    sheets = make_series(maker, series, tell)
    return _write_folder(maker, series, sheets, path, suffix=suffix, tell=tell)


def _require_folder(path: Path) -> None:
    if path.exists() and not path.is_dir():
        reason = translate("errors", "It is a file; a series needs the name of a folder.")
        raise FileNotWritten(path=path, reason=reason)


def _write_folder(
    maker: SheetMaker,
    series: SeriesOrder,
    sheets: Sequence[tuple[str, Made]],
    folder: Path,
    *,
    suffix: str,
    tell: Progress,
) -> list[SheetResult]:
    existed = folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise not_written(folder, error) from error
    before, results = set(folder.iterdir()), []
    digits = max(2, len(str(len(sheets))))
    try:
        for number, (name, made) in enumerate(sheets):
            tell(_COMPOSED + (1 - _COMPOSED) * number / len(sheets))
            path = folder / f"{number + 1:0{digits}d}-{name}{suffix}"
            results += maker.write([made], series.sheet, path)
        tell(1.0)
    except BaseException:
        _take_away(set(folder.iterdir()) - before, folder, existed=existed)
        raise
    return results


def _take_away(files: set[Path], folder: Path, *, existed: bool) -> None:
    with contextlib.suppress(OSError):
        for file in files:
            file.unlink()
        if not existed:
            folder.rmdir()
