"""The page that lies in a field package, in both languages whatever the interface speaks.

It goes to people who have no planviewer, so the sentences stand here beside each other, as those of
certificates do, and not in the translation files.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from planviewer import __version__
from planviewer.model.crs import parse_crs
from planviewer.model.layer import Layer
from planviewer.model.plan import Plan
from planviewer.model.provenance import Status
from planviewer.model.site import Site
from planviewer.model.text import Text

STATUS: Final = {
    Status.SCHEMATIC: Text(vi="SƠ ĐỒ, không dùng để đo", en="SCHEMATIC, not for measuring"),
    Status.APPROVED: Text(vi="được duyệt", en="approved"),
    Status.SURVEYED: Text(vi="đo đạc", en="surveyed"),
    Status.UNKNOWN: Text(vi="chưa rõ tình trạng", en="status unknown"),
}
_CONTENTS: Final = (
    ("sheets/", Text(vi="bản đồ trích, in được (PDF)", en="snapshot maps for printing (PDF)")),
    (
        "map.html",
        Text(
            vi="bản đồ mở bằng trình duyệt, không cần mạng",
            en="map that opens in a browser, without a network",
        ),
    ),
    (
        "data/*.gpkg",
        Text(
            vi="mọi lớp dữ liệu cho phần mềm GIS, kèm kiểu vẽ của QGIS",
            en="all layers for GIS programs, with their look for QGIS",
        ),
    ),
    ("data/*.kml", Text(vi="cho Google Earth và điện thoại", en="for Google Earth and phones")),
    (
        "data/sites.gpx",
        Text(vi="điểm dự án cho máy định vị", en="waypoints of the sites for GPS receivers"),
    ),
    ("plan/", Text(vi="đồ án, mở bằng planviewer", en="the plan, opens in planviewer")),
    (
        "zones-certificate.json",
        Text(
            vi="chứng nhận cách tính vùng thu hồi đất",
            en="how the recovery zones were computed",
        ),
    ),
)
_WARNING: Final = Text(
    vi="CHÚ Ý: lớp ghi “SƠ ĐỒ” chỉ minh họa ý tưởng; vị trí chưa được duyệt hay đo đạc.",
    en="NOTE: layers marked “SCHEMATIC” only show the idea; "
    "positions are not approved or surveyed.",
)


def readme(
    plan: Plan,
    sites: Iterable[Site],
    made_on: date,
    left_out: Sequence[Text] = (),
    missing: Sequence[Text] = (),
) -> str:
    """Return the text of README.txt, Vietnamese first.

    ``left_out`` are titles of tables too large to pack, ``missing`` of layers that were not read.
    """
    sites = list(sites)
    absent = [
        (
            Text(vi="Bảng quá lớn, không có trong gói", en="Tables too large for the package"),
            left_out,
        ),
        (
            Text(
                vi="Lớp không đọc được dữ liệu, không có trong gói",
                en="Not read, not in the package",
            ),
            missing,
        ),
    ]
    parts = [_in_language(plan, sites, made_on, absent, language) for language in ("vi", "en")]
    return f"\n{'=' * 72}\n\n".join(parts)


def _in_language(
    plan: Plan,
    sites: list[Site],
    made_on: date,
    absent: Sequence[tuple[Text, Sequence[Text]]],
    language: str,
) -> str:
    def say(vi: str, en: str) -> str:
        return vi if language == "vi" else en

    def tell(text: Text) -> str:
        return text.vi if language == "vi" else text.en

    lines = [tell(plan.title)]
    if plan.subtitle is not None:
        lines.append(tell(plan.subtitle))
    made = say("Lập ngày", "Made on")
    lines += [f"{made} {made_on:%d/%m/%Y}, planviewer {__version__}", ""]
    system = say("Hệ tọa độ của đồ án", "Coordinate system of the plan")
    lines += [f"{system}: {plan.crs} {parse_crs(plan.crs).name}", ""]
    if any(layer.provenance.is_schematic for layer in plan.layers):
        lines += [tell(_WARNING), ""]
    lines.append(say("Trong gói này", "In this package"))
    lines += [f"  {name:<24}{tell(words)}" for name, words in _CONTENTS]
    for words, titles in absent:
        if titles:
            lines += ["", f"{tell(words)}: {', '.join(map(tell, titles))}"]
    lines += ["", say("Các lớp: nguồn và tình trạng", "Layers: source and status")]
    lines += [line for layer in plan.layers for line in _layer(layer, language)]
    lines += ["", say("Dự án", "Sites")]
    lines += [_site(plan, site, language) for site in sites]
    return "\n".join(lines) + "\n"


def _layer(layer: Layer, language: str) -> list[str]:
    def tell(text: Text) -> str:
        return text.vi if language == "vi" else text.en

    origin = layer.provenance
    dated = f", {origin.date:%d/%m/%Y}" if origin.date is not None else ""
    note = f" ({tell(origin.accuracy_note)})" if origin.accuracy_note is not None else ""
    if origin.accuracy_note is None and origin.accuracy_m is not None:
        note = f" (±{origin.accuracy_m:g} m)"
    return [
        f"  {tell(layer.title)}",
        f"    {tell(STATUS[origin.status])}{note}",
        f"    {tell(origin.source)}{dated}",
    ]


def how_sure(plan: Plan, site: Site) -> str:
    """Return in both languages how the place of a site is known; empty where it is in the file."""
    if site.located_by == "placed":
        return "vị trí do người dùng đặt / placed by the user"
    status = _status(plan, site)
    return "" if status is None else f"{STATUS[status].vi} / {STATUS[status].en}"


def _status(plan: Plan, site: Site) -> Status | None:
    known = {layer.id: layer for layer in plan.layers}
    layer = known.get(site.layer or "") if site.located_by == "layer" else None
    return None if layer is None else layer.provenance.status


def _site(plan: Plan, site: Site, language: str) -> str:
    title = site.title.vi if language == "vi" else site.title.en
    if site.place is None:
        unknown = "chưa rõ vị trí" if language == "vi" else "place not known"
        return f"  {title}: {unknown}"
    lon, lat = site.place
    status = _status(plan, site)
    text = "" if status is None else STATUS[status].vi if language == "vi" else STATUS[status].en
    sure = f", {text}" if text else ""
    return f"  {title}: {lat:.6f}, {lon:.6f} (WGS 84){sure}"
