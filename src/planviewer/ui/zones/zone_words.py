"""What the fields of the zone editor are called, and what can be chosen in them."""

from __future__ import annotations

from planviewer.i18n import translate


def labels() -> dict[str, str]:
    """Return the names of the fields."""
    return {
        "name": translate("zone-editor", "Name"),
        "line": translate("zone-editor", "Beside the line"),
        "field": translate("zone-editor", "Only where field"),
        "value": translate("zone-editor", "has the value"),
        "side": translate("zone-editor", "Side, in line direction"),
        "cap": translate("zone-editor", "Ends"),
        "join": translate("zone-editor", "Outer corners"),
        "priority": translate("zone-editor", "Priority"),
        "reference": translate("zone-editor", "Measured from"),
        "width": translate("zone-editor", "Road width"),
        "distance": translate("zone-editor", "Distance from the line"),
        "chainage": translate("zone-editor", "Chainage"),
        "exclude": translate("zone-editor", "Leave out"),
        "parcels": translate("zone-editor", "Count affected parcels of"),
    }


def sides() -> list[tuple[str, str]]:
    """Return the choices of the field."""
    return [
        ("left", translate("zone-editor", "Left")),
        ("right", translate("zone-editor", "Right")),
        ("both", translate("zone-editor", "Both")),
    ]


def caps() -> list[tuple[str, str]]:
    """Return the choices of the field."""
    return [
        ("flat", translate("zone-editor", "Square")),
        ("round", translate("zone-editor", "Round")),
    ]


def joins() -> list[tuple[str, str]]:
    """Return the choices of the field."""
    return [
        ("round", translate("zone-editor", "Rounded")),
        ("mitre", translate("zone-editor", "Pointed")),
        ("bevel", translate("zone-editor", "Cut straight")),
    ]


def references() -> list[tuple[str, str]]:
    """Return the choices of the field."""
    return [
        ("centreline", translate("zone-editor", "Centreline")),
        ("edge", translate("zone-editor", "Edge of the road")),
    ]
