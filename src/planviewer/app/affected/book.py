"""The workbook of affected parcels: a summary, all parcels, a sheet a zone, the certificate."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from planviewer.analysis.certificate import Certificate
from planviewer.app.affected import words
from planviewer.app.affected.certificate_page import certificate_page, conditions_said
from planviewer.app.affected.land import AffectedResult
from planviewer.app.affected.summary import by_site
from planviewer.i18n import day, number
from planviewer.model.text import Text
from planviewer.writing.book import Column, Formula, Line, Page, Table, sheet_name

_KEYS = ("sheet", "parcel", "land_type", "area_m2", "affected_m2", "remaining_m2", "zones")


def book_of(result: AffectedResult, certificate: Certificate) -> list[Page]:
    """Return the pages of the workbook, in the language of the moment."""
    parcels = _parcels_page(result, certificate)
    zones = _zone_pages(result, certificate, [parcels.name, str(words.SUMMARY)])
    summary = _summary_page(result, certificate, parcels, zones)
    listed = certificate.changed(where_listed=_where(parcels, result))
    return [summary, parcels, *zones, certificate_page(listed)]


# --- parcels ----------------------------------------------------------------------------------
def _columns(result: AffectedResult) -> list[tuple[str, Column]]:
    """Return the columns of the parcel list with their keys in the result's table."""
    owner = [
        ("owner", Column(str(words.OWNER), 24)),
        ("address", Column(str(words.ADDRESS), 22)),
    ]
    shown = [pair for pair in owner if result.table[pair[0]].notna().any()]
    recorded = [("recorded_m2", Column(str(words.RECORDED), 13, "area"))]
    stand = [
        ("buildings", Column(str(words.BUILDINGS), 10, "count", total=True)),
        ("buildings_affected", Column(str(words.BUILDINGS_AFFECTED), 10, "count", total=True)),
    ]
    return [
        ("#", Column(str(words.NUMBER), 6, "count")),
        ("sheet", Column(str(words.SHEET), 9)),
        ("parcel", Column(str(words.PARCEL), 9)),
        ("land_type", Column(str(words.LAND_TYPE), 9)),
        *shown,
        *(recorded if result.table["recorded_m2"].notna().any() else []),
        ("area_m2", Column(str(words.MEASURED), 14, "area", total=True)),
        ("affected_m2", Column(str(words.AFFECTED), 14, "area", total=True)),
        ("remaining_m2", Column(str(words.REMAINING), 14, "area", total=True)),
        ("share", Column(str(words.SHARE), 10, "share")),
        *(stand if result.table["buildings"].notna().any() else []),
        ("zones", Column(str(words.ZONES), 20)),
        ("note", Column(str(words.NOTE), 20)),
    ]


def _parcels_page(result: AffectedResult, certificate: Certificate) -> Page:
    columns = _columns(result)
    rows = _rows(result.table, [key for key, _ in columns])
    table = Table(tuple(column for _, column in columns), rows, str(words.TOTAL))
    return _signed(str(words.PARCELS), str(words.PARCELS_TITLE), result, certificate, (table,))


def _rows(table: pd.DataFrame, keys: Sequence[str]) -> list[list[Any]]:
    values = {key: _values(table, key) for key in keys if key != "#"}
    values["#"] = list(range(1, len(table) + 1))
    return [list(row) for row in zip(*(values[key] for key in keys), strict=True)]


def _values(table: pd.DataFrame, key: str) -> list[Any]:
    if key == "zones":
        return [", ".join(zones) for zones in table["zones"]]
    if key == "note":
        return [_note(*row) for row in zip(table["too_small"], table["mended_m2"], strict=True)]
    column = table[key].astype(object)
    values = column.where(column.notna(), None).tolist()
    if key == "land_type":
        return [value or words.NO_LAND_TYPE for value in values]
    return [_counted(value) for value in values] if key in {"sheet", "parcel"} else values


def _counted(value: Any) -> Any:
    """Return a sheet or parcel number as a number, so that it sorts as one; "007" stays text."""
    plain = isinstance(value, str) and value.isdecimal() and len(value) < 10
    return int(value) if plain and str(int(value)) == value else value


def _note(too_small: Any, mended: float) -> str | None:
    notes = [str(words.TOO_SMALL)] if too_small is True else []
    if pd.notna(mended):
        notes.append(str(words.MENDED))
    return "; ".join(notes) or None


def _where(page: Page, result: AffectedResult) -> dict[str, str | int]:
    """Say where in the workbook the certified figures stand."""
    keys = [key for key, _ in _columns(result)]
    first = page.first_row(0)
    places: dict[str, str | int] = {key: keys.index(key) + 1 for key in _KEYS}
    return {"table": page.name, "first_row": first, "rows": len(result.table), **places}


def _zone_pages(
    result: AffectedResult, certificate: Certificate, taken: Iterable[str]
) -> list[Page]:
    pages: list[Page] = []
    used = [*taken, str(words.CERTIFICATE)]
    for zone_id in result.zones:
        title = str(result.plan.layer(zone_id).title)
        name = sheet_name(zone_id, [*used, *(page.name for page in pages)])
        heading = str(words.ZONE_TITLE).format(zone=title)
        table = _zone_table(result, zone_id)
        pages.append(_signed(name, heading, result, certificate, (table,)))
    return pages


def _zone_table(result: AffectedResult, zone_id: str) -> Table:
    inside = result.table[[zone_id in zones for zones in result.table["zones"]]].copy()
    inside["in_zone"] = result.by_zone.loc[inside.index, zone_id]
    columns = [pair for pair in _columns(result) if pair[0] not in {"zones", "affected_m2"}]
    at = [key for key, _ in columns].index("area_m2") + 1
    inside["net"] = result.net_by_zone.loc[inside.index, zone_id]
    net = [("net", Column(str(words.NET), 14, "area", total=True))]
    columns[at:at] = net if len(result.zones) > 1 else []
    columns.insert(at, ("in_zone", Column(str(words.IN_ZONE), 14, "area", total=True)))
    keys = [key for key, _ in columns]
    table_columns = tuple(column for _, column in columns)
    return Table(table_columns, _rows(inside, keys), str(words.TOTAL))


# --- summary ----------------------------------------------------------------------------------
def _summary_page(
    result: AffectedResult, certificate: Certificate, parcels: Page, zones: Sequence[Page]
) -> Page:
    keys = [key for key, _ in _columns(result)]
    kinds, areas = (parcels.cells(0, keys.index(key)) for key in ("land_type", "affected_m2"))
    tables = (
        _kind_table(result, kinds, areas, len(_lead(str(words.TITLE), result, certificate)) + 3),
        _zone_summary(result, zones),
        _site_summary(result),
        _owner_summary(result),
    )
    return _signed(str(words.SUMMARY), str(words.TITLE), result, certificate, tables)


def _head(first: Text) -> tuple[Column, ...]:
    return (
        Column(str(first), 60),
        Column(str(words.COUNT), 14, "count", total=True),
        Column(str(words.AFFECTED), 22, "area", total=True),
        Column(str(words.SHARE_OF_ALL), 12, "share"),
    )


def _kind_table(result: AffectedResult, kinds: str, areas: str, first: int) -> Table:
    """Return the sums by land type as formulas over the parcel list."""
    figures, whole = result.by("land_type"), result.affected_area_m2
    names = [str(kind) or words.NO_LAND_TYPE for kind in figures.index]
    rows = []
    for row, name in enumerate(names, start=first):
        count, area = (float(figure) for figure in figures.iloc[row - first])
        same = f"--EXACT({kinds},A{row})"
        share = f"IF(SUM({areas})=0,0,C{row}/SUM({areas}))"
        sums = (
            Formula(f"SUMPRODUCT({same})", count),
            Formula(f"SUMPRODUCT({same},{areas})", area),
            Formula(share, area / whole if whole else 0.0),
        )
        rows.append([name, *sums])
    return Table(_head(words.LAND_TYPE), rows, str(words.TOTAL))


def _zone_summary(result: AffectedResult, zones: Sequence[Page]) -> Table:
    """Return the sums by zone; land in two zones is in both, but counted only once."""
    net = str(words.NET) if len(zones) > 1 else str(words.IN_ZONE)
    columns = (
        Column(str(words.ZONE), 60),
        Column(str(words.COUNT), 14, "count"),
        Column(str(words.IN_ZONE), 22, "area"),
        Column(net, 22, "area", total=True),
    )
    rows = []
    for zone_id, page in zip(result.zones, zones, strict=True):
        headings = [c.heading for c in page.tables[0].columns]
        places = [headings.index(text) for text in (str(words.IN_ZONE), net)]
        sums = (float(table[zone_id].sum()) for table in (result.by_zone, result.net_by_zone))
        areas = [
            Formula(f"SUM({page.cells(0, place)})", round(area, 2))
            for place, area in zip(places, sums, strict=True)
        ]
        rows.append([str(result.plan.layer(zone_id).title), len(page.tables[0].rows), *areas])
    return Table(columns, rows, str(words.TOTAL))


def _site_summary(result: AffectedResult) -> Table:
    total = result.affected_area_m2 or 1.0
    rows = [
        [str(its.title or words.NO_SITE), its.count, its.area_m2, its.area_m2 / total]
        for its in by_site(result).values()
    ]
    columns = [replace(c, total=c.kind == "area") for c in _head(words.SITE)]
    return Table(tuple(columns), rows, str(words.TOTAL))


def _owner_summary(result: AffectedResult) -> Table:
    figures = result.by("owner_kind")
    guessed = result.guesses_owner_kind
    total = result.affected_area_m2 or 1.0
    rows = [
        [_owner_kind(str(kind), guessed), int(row["count"]), row["area_m2"], row["area_m2"] / total]
        for kind, row in figures.iterrows()
    ]
    return Table(_head(words.OWNER_KIND), rows, str(words.TOTAL))


def _owner_kind(kind: str, guessed: bool) -> str:
    return str(words.OWNER_KINDS.get(kind, kind)) if guessed else kind or words.NO_LAND_TYPE


# --- what every signed page says --------------------------------------------------------------
def _signed(
    name: str,
    title: str,
    result: AffectedResult,
    certificate: Certificate,
    tables: tuple[Table, ...],
) -> Page:
    return Page(
        name=name,
        lead=tuple(_lead(title, result, certificate)),
        tables=tables,
        tail=tuple(_notes(result)),
        place_and_date=str(words.PLACE_AND_DATE),
        signers=tuple(str(signer) for signer in words.SIGNERS),
        sign_here=str(words.SIGN_HERE),
        footer=str(words.FOOTER),
    )


def _lead(title: str, result: AffectedResult, certificate: Certificate) -> list[Line]:
    plan = result.plan
    subtitle = f", {plan.subtitle}" if plan.subtitle else ""
    lines = [
        Line(title, "title"),
        Line(str(words.PLAN).format(plan=f"{plan.title}{subtitle}")),
        Line(str(words.SYSTEM).format(crs=certificate.crs, name=certificate.crs_name)),
        Line(str(words.MADE_ON).format(day=day(certificate.made_on))),
    ]
    if certificate.is_schematic:
        lines.append(Line(str(words.SCHEMATIC), "warning"))
    layer = result.parcel_layer
    if layer is not None and layer.provenance.is_schematic:
        text = str(words.PARCELS_SCHEMATIC).format(source=layer.provenance.source)
        lines.append(Line(text, "warning"))
    if certificate.parcels.where:
        conditions = conditions_said(certificate.parcels.where)
        lines.append(Line(str(words.CHOSEN_NOTE).format(conditions=conditions)))
    return lines


def _notes(result: AffectedResult) -> list[Line]:
    outside = result.zone_area_m2 - result.affected_area_m2
    zones, rest = number(result.zone_area_m2, 2), number(outside, 2)
    lines = [Line(str(words.OUTSIDE_NOTE).format(zones=zones, outside=rest))]
    if len(result.zones) > 1:
        lines.append(Line(str(words.PRIORITY_NOTE)))
    if result.guesses_owner_kind and result.fields.owner is not None:
        lines.append(Line(str(words.GUESSED_NOTE)))
    if result.order.min_remaining_m2 is not None:
        area = number(result.order.min_remaining_m2, 2)
        lines.append(Line(str(words.SMALL_NOTE).format(area=area)))
    mended = result.table["mended_m2"].dropna()
    if len(mended):
        values = {"count": number(len(mended)), "area": number(float(mended.abs().sum()), 2)}
        lines.append(Line(str(words.MENDED_NOTE).format(**values)))
    return lines
