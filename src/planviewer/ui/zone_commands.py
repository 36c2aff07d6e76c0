"""The commands about zones and the land they take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planviewer.app.commands import Command
from planviewer.i18n import Message

if TYPE_CHECKING:
    from planviewer.ui.main_window import MainWindow


def zone_commands(window: MainWindow) -> tuple[Command, ...]:
    """Return the commands of the menu "Zones"."""
    return (*_making(window), *_looking(window))


def _making(window: MainWindow) -> tuple[Command, ...]:
    zones = window.zones
    return (
        Command(
            "zone.edit",
            Message("command", "Edit zone…"),
            zones.edit_current,
            Message("command", "Change distance, side, line and chainage of a zone, live"),
            icon="pencil-ruler",
            shortcut="Ctrl+E",
            enabled=zones.can_edit,
            toolbar=True,
            separated=True,
        ),
        Command(
            "zone.new",
            Message("command", "New zone from line…"),
            zones.new_from_current,
            Message("command", "Make a zone beside the current line layer"),
            icon="land-plot",
            enabled=zones.can_make,
        ),
    )


def _looking(window: MainWindow) -> tuple[Command, ...]:
    zones = window.zones
    return (
        Command(
            "zone.affected",
            Message("command", "Affected parcels"),
            lambda: zones.toggle("affected"),
            Message("command", "List the parcels that lose land, sum up and export"),
            icon="table-2",
            shortcut="F6",
            enabled=lambda: window.has_plan,
            checked=lambda: zones.shows("affected"),
            toolbar=True,
            separated=True,
        ),
        Command(
            "zone.chainage",
            Message("command", "Zone by chainage"),
            lambda: zones.toggle("chainage"),
            Message("command", "Show the area of a zone along its road"),
            icon="chart-bar",
            shortcut="F7",
            enabled=lambda: window.has_plan,
            checked=lambda: zones.shows("chainage"),
            toolbar=True,
        ),
        Command(
            "zone.compare",
            Message("command", "Compare alternatives"),
            lambda: zones.toggle("compare"),
            Message("command", "Compare a zone with another width, line or plan"),
            icon="columns-2",
            shortcut="F8",
            enabled=lambda: window.has_plan,
            checked=lambda: zones.shows("compare"),
            toolbar=True,
        ),
    )
