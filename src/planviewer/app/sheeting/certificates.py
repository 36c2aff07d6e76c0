"""The certificate on a sheet of a zone: its rule, how large it is by both methods, its files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from planviewer import __version__, i18n
from planviewer.analysis.certificate import AREA_METHOD, CertifiedZone
from planviewer.app.certifying import certified_zone, file_digest
from planviewer.app.loading import PlanData
from planviewer.app.sheeting.subjects import both
from planviewer.errors import FileError
from planviewer.i18n import translate
from planviewer.model.crs import crs_name, operation
from planviewer.model.layer import StoredSource, ZoneSource
from planviewer.model.plan import Plan
from planviewer.model.text import Text
from planviewer.reading.plans import data_path
from planviewer.sheets.request import Fact

_SHOWN_DIGITS = 16
"""Of a fingerprint; 64 bits tell any two files of an office apart."""


def certificate_facts(
    plan: Plan, data: PlanData, zone_id: str, plan_path: Path | None
) -> tuple[Fact, ...]:
    """Return the certificate of a zone as names and values, in the language of the moment.

    Without ``plan_path`` the fingerprints of the files are left out.
    """
    area = data.zones.get(zone_id)
    if area is None:
        return ()
    zone = certified_zone(plan, area, zone_id)
    rows = [*_figures(zone), *_sources(plan, data, zone_id, plan_path)]
    rows.append((translate("certificate sheet", "Program"), f"planviewer {__version__}"))
    return tuple(Fact(name=both(name), value=value) for name, value in _texts(rows))


def _texts(rows: list[tuple[str, str | Text]]) -> Iterator[tuple[str, Text]]:
    for name, value in rows:
        yield name, both(value) if isinstance(value, str) else value


def _figures(zone: CertifiedZone) -> Iterator[tuple[str, str | Text]]:
    yield translate("certificate sheet", "Rule"), zone.words
    yield translate("certificate sheet", "Status of the line"), zone.line_status.word
    yield translate("certificate sheet", "Length of the line"), i18n.length(zone.length_m)
    yield translate("certificate sheet", "Area on the grid"), _area(zone.area_m2)
    yield translate("certificate sheet", "Area on the ellipsoid"), _area(zone.ellipsoid_area_m2)
    difference = f"{i18n.number(zone.difference_m2, 2)} m²"
    yield translate("certificate sheet", "Difference"), difference
    corners = translate("certificate sheet", "{count} corners; arcs within {error} m")
    yield (
        translate("certificate sheet", "Outline"),
        corners.format(count=i18n.number(zone.corners), error=i18n.number(zone.chord_error_m, 3)),
    )
    yield translate("certificate sheet", "Method"), AREA_METHOD


def _area(square_metres: float) -> str:
    return f"{i18n.number(square_metres, 2)} m²"


def _sources(
    plan: Plan, data: PlanData, zone_id: str, plan_path: Path | None
) -> Iterator[tuple[str, str]]:
    source = plan.layer(zone_id).source
    if not isinstance(source, ZoneSource):
        return
    for layer_id in (source.rule.line_layer, *source.rule.exclude):
        layer, frame = plan.layer(layer_id), data.store.frame(layer_id)
        if frame is not None and crs_name(frame.crs) != plan.crs:
            used = operation(frame.crs, plan.crs)
            accuracy = i18n.number(used.accuracy_m, 1)
            words = f"{used.source} → {used.target}: {used.name} ({accuracy} m)"
            yield translate("certificate sheet", "Transformation"), words.replace("→", "–")
        if plan_path is not None and isinstance(layer.source, StoredSource):
            yield _fingerprint(data_path(plan_path, layer.source))


def _fingerprint(path: Path) -> tuple[str, str]:
    name = translate("certificate sheet", "Source file")
    try:
        return name, f"{path.name} · SHA-256 {file_digest(path)[:_SHOWN_DIGITS]}"
    except FileError:
        return name, path.name
