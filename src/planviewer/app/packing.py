"""A field package: everything a team takes along, in one archive that needs no network.

Sheets as PDF, the shared page, the data for GIS, globes and GPS receivers, the plan itself with its
files, and a page that says what each is, from where, and how far it can be trusted.
"""

from __future__ import annotations

import json
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import geopandas as gpd
import shapely

from planviewer.app import outputs, packing_words, saving
from planviewer.app.certifying import zone_certificate
from planviewer.app.layers_out import layers_out
from planviewer.app.loading import PlanData
from planviewer.app.sheeting.making import write_sheet
from planviewer.app.sheeting.order import SheetOrder, Subject
from planviewer.app.sheeting.series import SeriesOrder
from planviewer.app.sheeting.series_files import write_series
from planviewer.app.tables import dated, is_part, left_out, not_there
from planviewer.errors import SiteUnknown, WriteFormatUnknown
from planviewer.model.crs import WGS84
from planviewer.model.plan import Plan
from planviewer.model.site import Site
from planviewer.model.text import Text
from planviewer.writing.about import About, LayerOut
from planviewer.writing.atomic import replacing
from planviewer.writing.features import write_layers

Step = Callable[[float], None]


@dataclass(frozen=True)
class PackOrder:
    """What the package is about: one site, or (None) the whole plan."""

    site: str | None
    made_on: date


@dataclass(frozen=True)
class Packed:
    """What was written: the archive and the names in it."""

    path: Path
    members: tuple[str, ...]
    missing: tuple[Text, ...] = ()
    """Titles of layers whose data were not there."""

    def to_json(self) -> dict[str, Any]:
        """Return the object of ``planviewer pack --json``."""
        return {"path": str(self.path), "files": list(self.members)}


def pack(
    plan: Plan,
    data: PlanData,
    plan_path: Path,
    order: PackOrder,
    out: Path,
    *,
    report: Step = lambda _share: None,
) -> Packed:
    """Write a field package.

    Raises
    ------
    WriteFormatUnknown
        If ``out`` does not end in .zip.
    SiteUnknown, SiteNotLocated
        If the site is not there, or nobody knows where it lies.
    FileNotWritten, SheetError
        If something of it cannot be made; nothing is left half written.
    """
    if out.suffix.lower() != ".zip":
        raise WriteFormatUnknown(path=out, known=".zip")
    sites = _sites(data, order)
    with tempfile.TemporaryDirectory(prefix="planviewer-") as name:
        folder = Path(name) / plan.id
        folder.mkdir()
        _write_sheets(plan, data, plan_path, order, folder / "sheets")
        report(0.5)
        missing = not_there(plan.layers, data)
        outputs.write_share(plan, data, folder / "map.html", order.made_on)
        report(0.6)
        _write_data(plan, data, sites, folder / "data")
        report(0.75)
        saving.save_with_files(plan, plan_path, _made(folder / "plan") / f"{plan.id}.planview")
        _write_certificate(plan, data, plan_path, order, folder)
        readme = packing_words.readme(
            dated(plan, data), sites, order.made_on, left_out(plan, data), missing
        )
        (folder / "README.txt").write_text(readme, encoding="utf-8-sig", newline="\r\n")
        report(0.9)
        members = _zip(folder, out)
    report(1.0)
    return Packed(out, members, missing)


def _sites(data: PlanData, order: PackOrder) -> list[Site]:
    if order.site is None:
        return list(data.sites)
    found = [site for site in data.sites if site.id == order.site]
    if not found:
        raise SiteUnknown(site=order.site, known=", ".join(site.id for site in data.sites))
    return found


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder


def _write_sheets(
    plan: Plan, data: PlanData, plan_path: Path, order: PackOrder, folder: Path
) -> None:
    sheet = SheetOrder(made_on=order.made_on, plan_path=plan_path)
    if order.site is None:
        write_series(plan, data, SeriesOrder("all", sheet), folder)
        return
    _made(folder)
    about_site = replace(sheet, subject=Subject(site=order.site))
    write_sheet(plan, data, about_site, folder / f"{order.site}.pdf")
    write_sheet(plan, data, sheet, folder / f"{plan.id}.pdf")


def _write_data(plan: Plan, data: PlanData, sites: list[Site], folder: Path) -> None:
    _made(folder)
    layers = [
        x for x in plan.layers if data.store.frame(x.id) is not None and not is_part(data, x.id)
    ]
    write_layers(layers_out(data, layers, crs=plan.crs), folder / f"{plan.id}.gpkg")
    # A phone shows what the map shows: a cadastre that is hidden would only slow it down.
    shown = [layer for layer in layers if layer.visible]
    write_layers(layers_out(data, shown), folder / f"{plan.id}.kml")
    write_layers([_waypoints(plan, sites)], folder / "sites.gpx")


def _waypoints(plan: Plan, sites: list[Site]) -> LayerOut:
    placed = [site for site in sites if site.place is not None]
    frame = gpd.GeoDataFrame(
        {
            "name": [str(site.title) for site in placed],
            "cmt": [packing_words.how_sure(plan, site) for site in placed],
            "desc": [str(site.note or site.group) for site in placed],
            "type": [str(site.group) for site in placed],
        },
        geometry=[shapely.Point(*(site.place or (0.0, 0.0))) for site in placed],
        crs=WGS84,
    )
    provenance = plan.layer(plan.sites_layer).provenance if plan.sites_layer else None
    return LayerOut("sites", frame, About(title=str(plan.title), provenance=provenance))


def _write_certificate(
    plan: Plan, data: PlanData, plan_path: Path, order: PackOrder, folder: Path
) -> None:
    if not data.zones:
        return
    said = zone_certificate(plan, data, plan_path, order.made_on)
    text = json.dumps(said, ensure_ascii=False, indent=2)
    path = folder / "zones-certificate.json"
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def _zip(folder: Path, out: Path) -> tuple[str, ...]:
    """Pack a folder; names in the order of the alphabet, so that equal content packs alike."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    names = [path.relative_to(folder.parent).as_posix() for path in files]
    with (
        replacing(out) as temporary,
        zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for path, name in zip(files, names, strict=True):
            archive.write(path, name)
    return tuple(names)
