"""Files as planners hand them over, and dialogs answered while the window waits in them."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pyogrio
import shapely
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from planviewer.reading import legacy_text

OWNERS = ("Nguyễn Văn Đường", "Trần Thị Hưởng", "Hoàng Quốc Việt", "Đỗ Thị Lý", "Lê Văn Khuỷu")
CORNER = (541_000.0, 2_515_000.0)
"""In EPSG:9210, beside the town."""


def lots(count: int = 5) -> gpd.GeoDataFrame:
    """Sound parcels in EPSG:9210, 12 m × 30 m, with owners."""
    east, north = CORNER
    x = east + 15.0 * np.arange(count)
    values = {"tenchu": np.resize(OWNERS, count), "shthua": np.arange(1, count + 1, dtype=np.int32)}
    return gpd.GeoDataFrame(values, geometry=shapely.box(x, north, x + 12, north + 30), crs=9210)


def legacy_shapefile(path: Path, encoding: str, texts=OWNERS, *, says: str | None = None) -> Path:
    """Write a Shapefile whose text is in TCVN3 or VNI (or what Python knows), as it was then.

    ``says``: what a ``.cpg`` beside it claims.
    """
    legacy = encoding in legacy_text.LEGACY
    raw = [legacy_text.encode(x, encoding) if legacy else x.encode(encoding) for x in texts]
    frame = lots(len(texts))
    frame["tenchu"] = [data.decode("latin-1") for data in raw]
    pyogrio.write_dataframe(frame, path, encoding="ISO-8859-1")
    path.with_suffix(".cpg").unlink(missing_ok=True)
    if says is not None:
        path.with_suffix(".cpg").write_text(says, encoding="ascii")
    return path


def when_shown(desk, kind: type, act) -> list:
    """Have ``act(dialog)`` done when a dialog that stops the window is shown.

    Returns a list that holds the title of the dialog from then on.
    """
    met: list[str] = []
    timer = QTimer(desk.window, interval=5)

    def look() -> None:
        found = [x for x in QApplication.topLevelWidgets() if type(x) is kind and x.isVisible()]
        if not found:
            return
        timer.stop()
        met.append(found[0].windowTitle())
        try:
            act(found[0])
        finally:
            if found[0].isVisible():  # the window would wait for ever where a test fails
                found[0].reject()

    timer.timeout.connect(look)
    timer.start()
    return met


def dialog_of(desk, kind: type):
    """Wait for a dialog of the window and return it."""
    desk.until(lambda: [x for x in desk.window.findChildren(kind) if x.isVisible()])
    return next(x for x in desk.window.findChildren(kind) if x.isVisible())


def newest(desk):
    """Return the layer that came last."""
    return desk.session.plan.layers[-1]
