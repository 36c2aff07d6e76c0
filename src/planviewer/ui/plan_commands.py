"""The commands for the plan itself and what belongs to its layers; `command_list` places them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planviewer.app.commands import Command
from planviewer.i18n import Message

if TYPE_CHECKING:
    from planviewer.ui.main_window import MainWindow


def new_plan(window: MainWindow) -> Command:
    """Return the command that begins a plan."""
    return Command(
        "file.new",
        Message("command", "New plan…"),
        window.plans.ask_new,
        Message("command", "Begin a plan of your own: title, coordinate system, place"),
        icon="file-plus",
        shortcut="Ctrl+N",
    )


def plan_properties(window: MainWindow) -> Command:
    """Return the command for what belongs to the plan."""
    return Command(
        "file.properties",
        Message("command", "Plan properties…"),
        window.plans.ask_properties,
        Message("command", "Title, coordinate system and whole view of the plan"),
        icon="settings-2",
        shortcut="Alt+Return",
        enabled=lambda: window.has_plan,
    )


def layer_properties(window: MainWindow) -> Command:
    """Return the command for what belongs to a layer."""
    return Command(
        "layer.properties",
        Message("command", "Layer properties…"),
        window.plans.ask_chosen,
        Message("command", "Title, group, source, date, status and accuracy of the layer"),
        icon="pencil-line",
        shortcut="F2",
        enabled=window.plans.has_layer,
    )


def layer_position(window: MainWindow) -> Command:
    """Return the command for where a layer lies."""
    return Command(
        "layer.position",
        Message("command", "Position seems wrong…"),
        window.doctors.ask_position,
        Message("command", "Find the coordinate system that explains where the layer lies"),
        icon="map-pin-off",
        enabled=window.doctors.has_layer,
    )


def layer_encoding(window: MainWindow) -> Command:
    """Return the command for the letters of a layer."""
    return Command(
        "layer.encoding",
        Message("command", "Letters seem wrong…"),
        window.doctors.ask_encoding,
        Message("command", "See how the text is read, and choose another encoding"),
        icon="type",
        enabled=window.doctors.has_layer,
    )


def use_as_sites(window: MainWindow) -> Command:
    """Return the command that makes a layer the sites layer."""
    return Command(
        "layer.sites",
        Message("command", "Use as the sites of the plan…"),
        window.sites_layer.ask,
        Message("command", "Make the list of sites from a layer of points"),
        icon="map-pinned",
        enabled=window.sites_layer.can_use,
    )


def release_sites(window: MainWindow) -> Command:
    """Return the command that leaves the plan without a sites layer."""
    return Command(
        "site.release",
        Message("command", "No sites layer"),
        window.sites_layer.release,
        Message("command", "The layer of the sites stays, but makes no list any more"),
        enabled=window.sites_layer.has_sites,
        separated=True,
    )
