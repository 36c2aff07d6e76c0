"""``planviewer zones`` and ``planviewer zone``."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import geopandas as gpd

from planviewer import i18n
from planviewer.analysis.chainage import parse_chainage
from planviewer.analysis.zones import ZoneArea, compute_zone, net_areas
from planviewer.app.loading import PlanData, load_plan_data
from planviewer.app.metric_system import Why, metric_system
from planviewer.assets import bundled_plan
from planviewer.cli.output import print_json, print_table
from planviewer.errors import FileNotWritten, LineMissing, ZoneRuleInvalid
from planviewer.i18n import translate
from planviewer.model.crs import parse_crs
from planviewer.model.layer import ZoneSource
from planviewer.model.plan import Plan
from planviewer.model.zone import WIDEST_M, ZoneRule
from planviewer.reading.files import read_features
from planviewer.reading.plans import load_plan
from planviewer.writing.features import write_features


def zones(arguments: argparse.Namespace) -> int:
    """Compute the zones of a plan and say how large they are."""
    path: Path = arguments.plan or bundled_plan()
    plan = load_plan(path)
    data = load_plan_data(plan, path)
    for layer in plan.zone_layers:
        error = data.store.entry(layer.id).error
        if error is not None:
            raise error
    table = _zone_table(plan, data)
    if arguments.json:
        print_json(table)
    else:
        _print_zones(table)
    return 0


def _zone_table(plan: Plan, data: PlanData) -> dict[str, Any]:
    shapes = [(layer.id, data.zones[layer.id].geometry) for layer in plan.zone_layers]
    net = net_areas(shapes, plan.priorities)
    rows = []
    for layer in plan.zone_layers:
        if not isinstance(layer.source, ZoneSource):
            continue
        rule, zone = layer.source.rule, data.zones[layer.id]
        rows.append(
            {
                "id": layer.id,
                "title": str(layer.title),
                "side": rule.side,
                "from_m": rule.from_m,
                "to_m": rule.to_m,
                "length_m": round(zone.length_m, 3),
                "area_m2": round(zone.area_m2, 3),
                "net_area_m2": round(net[layer.id], 3),
                "status": plan.layer(rule.line_layer).provenance.status.value,
            }
        )
    total = round(sum(net.values()), 3)
    return {"crs": plan.crs, "zones": rows, "total_net_area_m2": total}


def _print_zones(table: dict[str, Any]) -> None:
    head = (
        translate("cli", "zone"),
        translate("cli", "length of line"),
        translate("cli", "area"),
        translate("cli", "net area"),
    )
    rows = [
        (
            row["title"],
            i18n.length(row["length_m"]),
            i18n.area(row["area_m2"]),
            i18n.area(row["net_area_m2"]),
        )
        for row in table["zones"]
    ]
    print_table(head, rows)
    total = i18n.area(table["total_net_area_m2"])
    print(translate("cli", "Total {area}, in {crs}.").format(area=total, crs=table["crs"]))


def zone(arguments: argparse.Namespace) -> int:
    """Compute one zone along the lines of a file and write it."""
    _spare_the_line(arguments.line, arguments.out)
    rule = _rule(arguments)
    features = read_features(arguments.line, crs=arguments.crs, swapped=arguments.swap_xy)
    system = metric_system(
        features.frame, arguments.line, arguments.plan_crs, load_plan(bundled_plan())
    )
    try:
        found = compute_zone(features.frame, rule, system.crs, arguments.out.stem)
    except LineMissing as error:
        raise LineMissing(zone=arguments.out.stem, layer=arguments.line.name) from error
    write_features(_zone_layer(found, rule, system.crs, arguments), arguments.out)
    facts = {
        "path": str(arguments.out),
        "crs": system.crs,
        "crs_name": parse_crs(system.crs).name,
        "crs_chosen_by": system.why,
        "length_m": round(found.length_m, 3),
        "area_m2": round(found.area_m2, 3),
    }
    if arguments.json:
        print_json(facts)
    else:
        named = f"{facts['crs']}, {facts['crs_name']}"
        print(f"{arguments.out}: {i18n.area(found.area_m2)} ({named}, {_why(system.why)})")
    return 0


def _spare_the_line(line: Path, out: Path) -> None:
    if out.exists() and out.resolve() == line.resolve():
        reason = translate("cli", "The line is read from it. Give the zone another name.")
        raise FileNotWritten(path=out, reason=reason)


def _why(why: Why) -> str:
    return {
        "asked": translate("cli", "as asked"),
        "file": translate("cli", "the file's own system"),
        "plan": translate("cli", "the plan's system"),
        "place": translate("cli", "the VN-2000 zone of the place"),
    }[why]


def _rule(arguments: argparse.Namespace) -> ZoneRule:
    near, far, width = arguments.from_m, arguments.to_m, arguments.road_width
    if not 0 <= near < far <= WIDEST_M:
        reason = translate(
            "cli", "--to must be greater than --from, both at least 0 and at most {widest} m."
        ).format(widest=i18n.number(WIDEST_M))
        raise ZoneRuleInvalid(zone=arguments.out.name, reason=reason)
    if width is not None and not 0 < width <= WIDEST_M:
        reason = translate(
            "cli", "--road-width must be greater than 0 and at most {widest} m."
        ).format(widest=i18n.number(WIDEST_M))
        raise ZoneRuleInvalid(zone=arguments.out.name, reason=reason)
    start, stop = (
        None if text is None else parse_chainage(text)
        for text in (arguments.from_chainage, arguments.to_chainage)
    )
    if stop is not None and stop <= (start or 0.0):
        reason = translate("cli", "--to-chainage must lie beyond --from-chainage.")
        raise ZoneRuleInvalid(zone=arguments.out.name, reason=reason)
    return ZoneRule(
        line_layer="line",
        side=arguments.side,
        from_m=near,
        to_m=far,
        cap=arguments.cap,
        join=arguments.join,
        reference="centreline" if width is None else "edge",
        road_width_m=width,
        from_chainage_m=start,
        to_chainage_m=stop,
    )


def _zone_layer(
    found: ZoneArea, rule: ZoneRule, crs: str, arguments: argparse.Namespace
) -> gpd.GeoDataFrame:
    fields = {
        "line": arguments.line.name,
        "side": rule.side,
        "from_m": rule.from_m,
        "to_m": rule.to_m,
        "cap": rule.cap,
        "length_m": round(found.length_m, 3),
        "area_m2": round(found.area_m2, 3),
    }
    return gpd.GeoDataFrame([fields], geometry=[found.geometry], crs=crs)
