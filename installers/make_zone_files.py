"""Write the zones of the bundled plan as GeoJSON for other programs.

The program itself computes zones from their rules; these files are for people without it. Run it
after a change of an alignment or a rule, and commit what it writes:

    python installers/make_zone_files.py
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import shapely
from shapely.geometry.base import BaseGeometry

from planviewer.analysis.rule_words import rule_in_words
from planviewer.analysis.zones import ZoneArea, compute_zone
from planviewer.assets import bundled_plan
from planviewer.model.crs import WGS84, operation
from planviewer.model.layer import FileSource, Layer, ZoneSource
from planviewer.model.plan import Plan

DEGREE_GRID = 1e-7
"""RFC 7946 advises no more decimals than are meant: seven are a centimetre."""


def zone_of(plan: Plan, layer: Layer, folder: Path) -> ZoneArea:
    """Compute a zone layer of a plan from the files in its folder."""
    if not isinstance(layer.source, ZoneSource):
        raise TypeError(layer.id)
    rule = layer.source.rule
    frames = [_frame(plan, name, folder) for name in (rule.line_layer, *rule.exclude)]
    return compute_zone(frames[0], rule, plan.crs, layer.id, exclusions=frames[1:])


def in_degrees(geometry: BaseGeometry, plan_crs: str) -> BaseGeometry:
    """Return a zone in WGS 84 with seven decimals, outer rings counter-clockwise (RFC 7946)."""
    moved = shapely.transform(geometry, operation(plan_crs, WGS84).points)
    return shapely.orient_polygons(shapely.set_precision(moved, DEGREE_GRID))


def feature_collection(plan: Plan, layer: Layer, zone: ZoneArea) -> dict[str, Any]:
    """Return a zone as a GeoJSON FeatureCollection of one feature."""
    feature = {
        "type": "Feature",
        "properties": _properties(plan, layer, zone),
        "geometry": _rounded(shapely.geometry.mapping(in_degrees(zone.geometry, plan.crs))),
    }
    return {"type": "FeatureCollection", "name": layer.id, "features": [feature]}


def _frame(plan: Plan, layer_id: str, folder: Path) -> gpd.GeoDataFrame:
    source = plan.layer(layer_id).source
    if not isinstance(source, FileSource):
        raise TypeError(layer_id)
    return gpd.read_file(folder / source.path)


def _properties(plan: Plan, layer: Layer, zone: ZoneArea) -> dict[str, Any]:
    if not isinstance(layer.source, ZoneSource):
        raise TypeError(layer.id)
    rule = layer.source.rule
    words = rule_in_words(rule, plan.layer(rule.line_layer))
    source = layer.provenance.source
    return {
        "id": layer.id,
        "name": layer.title.vi,
        "name_en": layer.title.en,
        "rule": words.vi,
        "rule_en": words.en,
        "area_m2": round(zone.area_m2, 1),
        "length_m": round(zone.length_m, 1),
        "status": layer.provenance.status.value,
        "source": source.vi,
        "source_en": source.en,
    }


def _rounded(value: Any) -> Any:
    """Return coordinates with seven decimals: the grid leaves 106.14999999999999."""
    if isinstance(value, dict):
        return {key: _rounded(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_rounded(item) for item in value]
    return round(value, 7) if isinstance(value, float) else value


def main() -> None:
    """Write one file for each zone of the bundled plan, beside it."""
    path = bundled_plan()
    plan = Plan.model_validate_json(path.read_text(encoding="utf-8"))
    for layer in plan.zone_layers:
        collection = feature_collection(plan, layer, zone_of(plan, layer, path.parent))
        text = json.dumps(collection, ensure_ascii=False)
        text = text.replace('"features": [', '"features": [\n    ').removesuffix("]}") + "\n]}\n"
        target = path.parent / f"{layer.id}.geojson"
        target.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
