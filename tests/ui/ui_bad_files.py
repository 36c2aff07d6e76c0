"""Files that cannot be opened, as they are met: each maker puts one into a folder."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pyogrio
from ui_files import lots

NAME = "thửa đất"
Maker = Callable[[Path], Path]


def _cut(suffix: str) -> Maker:
    def make(folder: Path) -> Path:
        path = folder / f"{NAME}{suffix}"
        frame = lots(40)
        pyogrio.write_dataframe(frame.to_crs(4326) if suffix == ".geojson" else frame, path)
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
        return path

    return make


def _empty(folder: Path) -> Path:
    path = folder / f"{NAME}.geojson"
    path.write_bytes(b"")
    return path


def _traversal(folder: Path) -> Path:
    path = folder / f"{NAME}.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../../ra ngoài.geojson", "{}")
    return path


def _nested(folder: Path) -> Path:
    inner = _traversal(folder).rename(folder / "a.zip")
    path = folder / f"{NAME}.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(inner, "bên trong.zip")
    return path


def _bomb(folder: Path) -> Path:
    path = folder / f"{NAME}.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("thua.geojson", bytes(100 * 2**20))
    return path


def _deep(folder: Path) -> Path:
    path = folder / f"{NAME}.geojson"
    path.write_text('{"type":"Feature","properties":' + '{"a":' * 90_000, encoding="utf-8")
    return path


def _no_map(folder: Path) -> Path:
    path = folder / f"{NAME}.shp"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + os.urandom(200))
    return path


def _drawing(folder: Path) -> Path:
    path = folder / f"{NAME}.dwg"
    path.write_bytes(b"AC1027" + bytes(200))
    return path


def _lacking(folder: Path) -> Path:
    path = folder / f"{NAME}.shp"
    pyogrio.write_dataframe(lots(), path, encoding="UTF-8")
    path.with_suffix(".shx").unlink()
    return path


def _gone(folder: Path) -> Path:
    return folder / "đã xóa" / f"{NAME}.gpkg"


def _network(folder: Path) -> Path:
    del folder
    return Path(f"//may-chu/chia se/{NAME}.gpkg")


def _windows_network(folder: Path) -> Path:
    del folder
    return Path(rf"\\may-chu\chia se\{NAME}.gpkg")


def _part(folder: Path) -> Path:
    path = _lacking(folder).with_suffix(".dbf")
    path.with_suffix(".shp").unlink()
    return path


def _rows(folder: Path) -> Path:
    path, other = folder / f"{NAME}.shp", folder / "khác.shp"
    pyogrio.write_dataframe(lots(), path, encoding="UTF-8")
    pyogrio.write_dataframe(lots(2), other, encoding="UTF-8")
    other.with_suffix(".dbf").replace(path.with_suffix(".dbf"))
    return path


def _shortcut(folder: Path) -> Path:
    path = folder / f"{NAME}.shp.lnk"
    path.write_bytes(b"L\0\0\0\x01\x14\x02\0" + bytes(60))
    return path


def _web_page(folder: Path) -> Path:
    path = folder / f"{NAME}.zip"
    path.write_text("<!DOCTYPE html><html><body>Đăng nhập</body></html>", encoding="utf-8")
    return path


def _password(folder: Path) -> Path:
    path = folder / f"{NAME}.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("thua.geojson", "{}")
    data = bytearray(path.read_bytes())
    data[6] |= 1  # "encrypted", in the member's own head and in the list
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    return path


def _table(folder: Path) -> Path:
    path = folder / f"{NAME}.csv"
    path.write_text("ma;ten\nLUC;Lúa\n", encoding="utf-8")
    return path


def _folder(folder: Path) -> Path:
    path = folder / NAME
    path.mkdir()
    return path


MAKERS: Final[dict[str, Maker]] = {
    "GeoJSON cut short": _cut(".geojson"),
    "GeoPackage cut short": _cut(".gpkg"),
    "FlatGeobuf cut short": _cut(".fgb"),
    "Shapefile cut short": _cut(".shp"),
    "empty": _empty,
    "path traversal": _traversal,
    "zip in a zip": _nested,
    "zip bomb": _bomb,
    "deep JSON": _deep,
    "a picture named .shp": _no_map,
    "DWG": _drawing,
    "a part is missing": _lacking,
    "gone": _gone,
    "network drive away": _network,
    "network drive of Windows away": _windows_network,
    "a part alone": _part,
    "a table of another Shapefile": _rows,
    "a shortcut": _shortcut,
    "a web page in place of the file": _web_page,
    "a password": _password,
    "no coordinates": _table,
    "a folder": _folder,
}
