"""What may be typed after the commands about data: info, check, zones, zone, affected."""

from __future__ import annotations

import argparse
from pathlib import Path

from planviewer.cli.argument_types import Commands, area, crs, field, number, parcels
from planviewer.cli.shared_arguments import add_json, add_out, add_plan, add_scheduler, add_swap
from planviewer.i18n import translate


def add_info(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Declare ``planviewer info``: what is in a file."""
    parser = commands.add_parser(
        "info", parents=[common], help=translate("cli help", "what is in a file")
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    add_json(parser)
    _add_reading(parser)


def add_check(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Declare ``planviewer check``: what is wrong with plans or files."""
    parser = commands.add_parser(
        "check", parents=[common], help=translate("cli help", "what is wrong with plans or files")
    )
    parser.add_argument("files", nargs="*", type=Path, metavar="PLAN_OR_FILE")
    add_json(parser)
    _add_reading(parser)
    parser.add_argument(
        "--parcels",
        type=parcels,
        metavar="ADDRESS",
        help=translate("cli help", "where the parcels of a certified result are now"),
    )
    add_scheduler(parser)


def add_zones(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Declare ``planviewer zones``: the zones of a plan."""
    parser = commands.add_parser(
        "zones", parents=[common], help=translate("cli help", "the zones of a plan, with areas")
    )
    add_plan(parser)
    add_json(parser)


def add_zone(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Declare ``planviewer zone``: one zone along any line."""
    parser = commands.add_parser(
        "zone", parents=[common], help=translate("cli help", "one zone along any line")
    )
    parser.add_argument("line", type=Path, metavar="LINE_FILE")
    parser.add_argument("--side", choices=("left", "right", "both"), required=True)
    parser.add_argument("--from", dest="from_m", type=number, default=0.0, metavar="M")
    parser.add_argument("--to", dest="to_m", type=number, required=True, metavar="M")
    parser.add_argument("--cap", choices=("flat", "round"), default="flat")
    parser.add_argument(
        "--join",
        choices=("round", "mitre", "bevel"),
        default="round",
        help=translate("cli help", "shape of outer corners"),
    )
    parser.add_argument(
        "--crs",
        type=crs,
        help=translate("cli help", "coordinate system of the line, if it does not say"),
    )
    add_swap(parser)
    parser.add_argument(
        "--plan-crs", type=crs, help=translate("cli help", "metric system to measure in")
    )
    parser.add_argument(
        "--road-width",
        type=number,
        metavar="M",
        help=translate("cli help", "count from the road's edge"),
    )
    parser.add_argument(
        "--from-chainage",
        metavar="Km0+100",
        help=translate("cli help", "only from here along the line"),
    )
    parser.add_argument(
        "--to-chainage",
        metavar="Km1+200",
        help=translate("cli help", "only to here along the line"),
    )
    add_json(parser)
    add_out(parser)


def add_affected(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Declare ``planviewer affected``: the parcels that lose land."""
    parser = commands.add_parser(
        "affected", parents=[common], help=translate("cli help", "the parcels that lose land")
    )
    add_plan(parser)
    parser.add_argument(
        "--parcels",
        type=parcels,
        metavar="FILE",
        help=translate(
            "cli help",
            "a file, or postgresql://USER@HOST/DATABASE?table=SCHEMA.TABLE (no password in it); "
            "without it the plan's own",
        ),
    )
    parser.add_argument(
        "--buildings",
        metavar="FILE",
        help=translate("cli help", "count the buildings of this file, or layer of the plan"),
    )
    _add_engine(parser)
    parser.add_argument(
        "--zone",
        action="append",
        default=[],
        metavar="ID",
        help=translate("cli help", "only this zone (repeatable)"),
    )
    _add_parcels_reading(parser)
    parser.add_argument(
        "--no-owners",
        action="store_true",
        help=translate("cli help", "no owners' names or addresses"),
    )
    parser.add_argument(
        "--min-remaining",
        type=area,
        metavar="M2",
        help=translate("cli help", "a smaller remainder is too small to use"),
    )
    add_json(parser)
    add_out(parser, formats=translate("cli help", ".xlsx .csv .gpkg .geojson"), required=False)


def _add_parcels_reading(parser: argparse.ArgumentParser) -> None:
    """Say how the parcels are to be read."""
    parser.add_argument(
        "--sublayer", metavar="NAME", help=translate("cli help", "layer of a GeoPackage")
    )
    parser.add_argument(
        "--crs", type=crs, help=translate("cli help", "coordinate system of parcels without one")
    )
    parser.add_argument(
        "--encoding",
        help=translate("cli help", "text encoding of the parcels, if the file misleads"),
    )
    add_swap(parser)
    parser.add_argument(
        "--field",
        action="append",
        type=field,
        default=[],
        metavar="KEY=NAME",
        help=translate(
            "cli help",
            "which column holds what: sheet, parcel, land_type, area, owner, address, owner_kind",
        ),
    )


def _add_engine(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--engine",
        choices=("local", "dask"),
        default="local",
        help=translate("cli help", "who computes; dask for GeoParquet on a cluster"),
    )
    add_scheduler(parser)


def add_convert(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Declare ``planviewer convert``: a file in another format or system."""
    parser = commands.add_parser(
        "convert",
        parents=[common],
        help=translate("cli help", "a map file in another format or coordinate system"),
    )
    parser.add_argument("source", type=Path, metavar="IN")
    parser.add_argument(
        "out", type=Path, metavar="OUT", help=translate("cli help", "its ending says the format")
    )
    _add_reading(parser, "--from-crs")
    parser.add_argument(
        "--to-crs", type=crs, metavar="EPSG:n", help=translate("cli help", "system to write in")
    )
    parser.add_argument(
        "--sublayer", metavar="NAME", help=translate("cli help", "one layer of several")
    )
    add_json(parser)


def _add_reading(parser: argparse.ArgumentParser, system: str = "--crs") -> None:
    """Declare how files are to be read that do not say it, or say it wrongly."""
    parser.add_argument(
        system,
        type=crs,
        metavar="EPSG:n",
        help=translate("cli help", "system of the file, if it does not say it or is wrong"),
    )
    parser.add_argument(
        "--encoding",
        metavar="NAME",
        help=translate("cli help", "text encoding of the file, if it misleads"),
    )
    add_swap(parser)
