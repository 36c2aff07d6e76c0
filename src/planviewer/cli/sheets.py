"""``planviewer sheet``: one sheet, or a series."""

from __future__ import annotations

import argparse
from dataclasses import replace

from planviewer.app.loading import PlanData
from planviewer.app.settings import load_settings
from planviewer.app.sheeting.making import write_sheet
from planviewer.app.sheeting.order import SheetOrder, Subject
from planviewer.app.sheeting.series import Kind, SeriesOrder
from planviewer.app.sheeting.series_files import write_series
from planviewer.app.sheeting.templates import find_template
from planviewer.assets import bundled_plan
from planviewer.cli.opening import open_complete
from planviewer.cli.output import print_json
from planviewer.cli.window import drawing
from planviewer.model.plan import Plan
from planviewer.model.title_block import TitleBlock
from planviewer.sheets.request import STANDARD_PARTS, Part
from planviewer.sheets.result import SheetResult


def sheet(arguments: argparse.Namespace) -> int:
    """Write snapshot maps as pages."""
    path = arguments.plan or bundled_plan()
    with drawing():
        plan, data = open_complete(path, arguments.layer, arguments.crs, swapped=arguments.swap_xy)
        results = _write(plan, data, arguments)
    if arguments.json:
        print_json({"sheets": [result.to_json() for result in results]})
    else:
        for path in dict.fromkeys(str(result.path) for result in results):
            print(path)
    return 0


def _write(plan: Plan, data: PlanData, arguments: argparse.Namespace) -> list[SheetResult]:
    order = _order(plan, arguments)
    kind = _kind(arguments)
    if kind is None:
        return [write_sheet(plan, data, order, arguments.out)]
    series = SeriesOrder(
        kind,
        order,
        layer=arguments.along,
        division=arguments.cadastral or 2000,
        index=not arguments.no_index,
    )
    return write_series(plan, data, series, arguments.out, suffix=f".{arguments.format}")


def _kind(arguments: argparse.Namespace) -> Kind | None:
    if arguments.along is not None:
        return "along"
    if arguments.cadastral is not None:
        return "cadastral"
    kinds: tuple[Kind, ...] = ("all", "sites", "zones", "grid")
    return next((kind for kind in kinds if vars(arguments)[kind]), None)


def _order(plan: Plan, arguments: argparse.Namespace) -> SheetOrder:
    order = SheetOrder(
        subject=Subject(site=arguments.site, zone=arguments.zone, bounds=arguments.bounds),
        scale=arguments.scale,
        title=arguments.title,
        subtitle=arguments.subtitle,
        title_block=_title_block(plan, arguments),
        plan_path=arguments.plan or bundled_plan(),
    )
    if arguments.template is not None:
        order = order.after(find_template(arguments.template))
    asked = {
        name: value
        for name in ("paper", "orientation", "dpi", "qr")
        if (value := vars(arguments)[name]) is not None
    }
    if arguments.texts is not None:
        asked["language"] = arguments.texts
    order = replace(order, **asked)
    return replace(order, parts=_parts(order, arguments))


def _parts(order: SheetOrder, arguments: argparse.Namespace) -> frozenset[Part] | None:
    if not arguments.show and not arguments.hide:
        return order.parts
    block = {Part.TITLE_BLOCK} if order.title_block.filled else set()
    parts = STANDARD_PARTS | block if order.parts is None else order.parts
    return frozenset((parts | set(arguments.show)) - set(arguments.hide))


def _title_block(plan: Plan, arguments: argparse.Namespace) -> TitleBlock:
    """Return what is asked for now, else what the plan says, else what the person said last."""
    asked = TitleBlock(**dict(arguments.field))
    return asked.over(plan.title_block or TitleBlock()).over(load_settings().title_block)
