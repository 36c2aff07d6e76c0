"""``planviewer affected``: which parcels lose land to the zones of a plan."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Final

from planviewer import i18n
from planviewer.app.affected.files import require_format, to_json, write_affected
from planviewer.app.affected.land import AffectedOrder, AffectedResult, find_affected
from planviewer.app.certifying import certificate_of
from planviewer.assets import bundled_plan
from planviewer.cli.output import print_json, print_table
from planviewer.errors import ParcelsNotNamed
from planviewer.i18n import number, translate
from planviewer.writing.moment import today

WRONG_USAGE: Final = 2


def affected(arguments: argparse.Namespace) -> int:
    """Compute the affected parcels, print them or write them to a file."""
    out: Path | None = arguments.out
    if out is not None:
        require_format(out)
    try:
        result = find_affected(_order(arguments))
    except ParcelsNotNamed as error:  # wrong usage, but only the plan tells
        print(f"planviewer: {error}", file=sys.stderr)
        return WRONG_USAGE
    certificate = (
        write_affected(result, out) if out is not None else certificate_of(result, Path.cwd())
    )
    if arguments.json:
        answer = to_json(result, certificate)
        print_json(answer if out is None else {"path": str(out), **answer})
        return 0
    _print_summary(result)
    if out is not None:
        print(out)
    return 0


def _order(arguments: argparse.Namespace) -> AffectedOrder:
    return AffectedOrder(
        plan=arguments.plan or bundled_plan(),
        parcels=arguments.parcels,
        made_on=today(),
        zones=tuple(arguments.zone),
        sublayer=arguments.sublayer,
        crs=arguments.crs,
        encoding=arguments.encoding,
        swapped=arguments.swap_xy,
        fields=dict(arguments.field),
        min_remaining_m2=arguments.min_remaining,
        owners=not arguments.no_owners,
        buildings=arguments.buildings,
        engine=arguments.engine,
        scheduler=arguments.scheduler,
    )


def _print_summary(result: AffectedResult) -> None:
    head = (
        translate("affected", "land type"),
        translate("affected", "parcels"),
        translate("affected", "affected area"),
    )
    figures = result.by("land_type")
    rows = [
        (str(kind) or "–", number(int(row["count"])), i18n.area(row["area_m2"]))
        for kind, row in figures.iterrows()
    ]
    print_table(head, rows)
    together = translate(
        "affected", "Total {count} parcels, {area}; zones {zones}, of which in no parcel {rest}."
    )
    rest = result.zone_area_m2 - result.affected_area_m2
    print(
        together.format(
            count=number(len(result.table)),
            area=i18n.area(result.affected_area_m2),
            zones=i18n.area(result.zone_area_m2),
            rest=i18n.area(rest),
        )
    )
    for problem in result.problems:
        print(f"! {problem.message}")
        if problem.hint is not None:
            print(f"  → {problem.hint}")
