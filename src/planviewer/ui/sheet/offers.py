"""What a sheet can be about in the open plan, and which series there are."""

from __future__ import annotations

from planviewer.app.loading import PlanData
from planviewer.app.sheeting.order import SheetOrder, Subject
from planviewer.app.sheeting.series import Kind, SeriesOrder
from planviewer.i18n import translate
from planviewer.model.plan import Plan
from planviewer.sheets.tiling import DIVISIONS

SeriesKey = tuple[Kind, str | int | None]


def subjects(plan: Plan, data: PlanData, *, selected: bool) -> list[tuple[str, str]]:
    """Return the subjects by key ("view", "plan", "selection", "zone:id", "site:id")."""
    found = [
        ("view", translate("sheet window", "What the map shows")),
        ("plan", translate("sheet window", "The whole plan")),
    ]
    if selected:
        found.append(("selection", translate("sheet window", "The selected features")))
    found += [(f"zone:{layer.id}", str(layer.title)) for layer in plan.zone_layers]
    zones = {layer.id for layer in plan.zone_layers}
    found += [
        (f"site:{site.id}", str(site.title))
        for site in data.sites
        if site.place is not None and site.layer not in zones
    ]
    return found


def series(plan: Plan, data: PlanData) -> list[tuple[SeriesKey | None, str]]:
    """Return the series there are; None is a single sheet."""
    found: list[tuple[SeriesKey | None, str]] = [
        (None, translate("sheet window", "One sheet")),
        (("all", None), translate("sheet window", "All: plan, zones and sites")),
        (("zones", None), translate("sheet window", "Every zone")),
        (("sites", None), translate("sheet window", "Every site with a place")),
    ]
    along = translate("sheet window", "Strips along {layer}")
    found += [
        (("along", layer.id), along.format(layer=layer.title))
        for layer in plan.read_layers
        if layer.visible
        and data.store.frame(layer.id) is not None
        and data.kind(layer.id) == "line"
    ]
    found.append((("grid", None), translate("sheet window", "A grid over the area")))
    division = translate("sheet window", "Cadastral sheets 1:{division}")
    found += [(("cadastral", number), division.format(division=number)) for number in DIVISIONS]
    return found


def series_order(key: SeriesKey, sheet: SheetOrder) -> SeriesOrder:
    """Return the order of a series."""
    kind, value = key
    return SeriesOrder(
        kind,
        sheet,
        layer=value if isinstance(value, str) else None,
        division=value if isinstance(value, int) else 2000,
    )


def subject_of(key: str, view: Subject, selection: Subject) -> Subject:
    """Return the subject of a key; ``view`` and ``selection`` are those of the moment."""
    kind, _, name = key.partition(":")
    return {
        "view": view,
        "selection": selection,
        "zone": Subject(zone=name),
        "site": Subject(site=name),
    }.get(kind, Subject())
