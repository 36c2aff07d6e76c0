"""``planviewer convert``."""

from __future__ import annotations

import argparse

from planviewer.app.converting import Order, words_of
from planviewer.app.converting import convert as run
from planviewer.cli.output import print_json


def convert(arguments: argparse.Namespace) -> int:
    """Write a map file in another format or coordinate system, and say what changed."""
    order = Order(
        source=arguments.source,
        target=arguments.out,
        from_crs=arguments.from_crs,
        to_crs=arguments.to_crs,
        encoding=arguments.encoding,
        sublayer=arguments.sublayer,
        swapped=arguments.swap_xy,
    )
    report = run(order)
    if arguments.json:
        print_json(report.to_json())
        return 0
    print(arguments.out)
    for line in words_of(report):
        print(line)
    return 0
