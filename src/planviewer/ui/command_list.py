"""All commands of the window, declared once, in the order of menus and tool bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planviewer.app.commands import Command, Commands
from planviewer.i18n import Message
from planviewer.ui.basemap_menu import ask_basemap
from planviewer.ui.file_commands import file_commands
from planviewer.ui.plan_commands import (
    layer_encoding,
    layer_position,
    layer_properties,
    release_sites,
    use_as_sites,
)
from planviewer.ui.selection_commands import selection_commands
from planviewer.ui.zone_commands import zone_commands

if TYPE_CHECKING:
    from planviewer.ui.main_window import MainWindow

MENUS = ("file", "edit", "view", "layer", "select", "zone", "site", "help")
LAYER_COMMANDS = (
    "layer.properties",
    "layer.problems",
    "layer.position",
    "layer.encoding",
    "layer.replace",
    "layer.sites",
    "layer.refresh",
    "layer.connect",
)
TRAILING = ("view.language", "view.theme")


def declare(window: MainWindow) -> Commands:
    """Declare the commands of a window."""
    commands = Commands()
    rooms = (
        file_commands,
        _edit,
        _view,
        _panels,
        _setting,
        _layer,
        selection_commands,
        zone_commands,
        _site,
        _help,
    )
    for command in (command for room in rooms for command in room(window)):
        commands.add(command)
    return commands


def _edit(window: MainWindow) -> tuple[Command, ...]:
    return (
        Command(
            "edit.undo",
            Message("command", "Undo"),
            window.session.undo,
            icon="undo-2",
            shortcut="Ctrl+Z",
            enabled=lambda: window.has_plan and window.session.history.undo_label is not None,
            toolbar=True,
            separated=True,
        ),
        Command(
            "edit.redo",
            Message("command", "Redo"),
            window.session.redo,
            icon="redo-2",
            shortcut="Ctrl+Shift+Z",
            enabled=lambda: window.has_plan and window.session.history.redo_label is not None,
            toolbar=True,
        ),
    )


def _view(window: MainWindow) -> tuple[Command, ...]:
    return (
        Command(
            "view.home",
            Message("command", "Whole plan"),
            window.show_home,
            icon="house",
            shortcut="Ctrl+0",
            toolbar=True,
            separated=True,
        ),
        Command(
            "view.zoom-in",
            Message("command", "Zoom in"),
            window.map.zoom_in,
            icon="zoom-in",
            shortcut="Ctrl++",
            toolbar=True,
        ),
        Command(
            "view.zoom-out",
            Message("command", "Zoom out"),
            window.map.zoom_out,
            icon="zoom-out",
            shortcut="Ctrl+-",
            toolbar=True,
        ),
    )


def _panels(window: MainWindow) -> tuple[Command, ...]:
    return (
        Command(
            "view.search",
            Message("command", "Find a site"),
            window.find_site,
            icon="search",
            shortcut="Ctrl+F",
            separated=True,
        ),
        Command(
            "view.layers",
            Message("command", "Layers and sites"),
            window.toggle_left,
            icon="layers",
            shortcut="F9",
            checked=lambda: window.left.isVisibleTo(window),
        ),
        Command(
            "view.details",
            Message("command", "Details"),
            window.toggle_right,
            icon="info",
            shortcut="F10",
            checked=lambda: window.right.isVisibleTo(window),
        ),
    )


def _setting(window: MainWindow) -> tuple[Command, ...]:
    return (
        Command(
            "view.add-basemap",
            Message("command", "Add a basemap…"),
            lambda: ask_basemap(window.session, window),
            icon="globe",
            separated=True,
        ),
        Command(
            "view.language",
            Message("command", "Tiếng Việt / English"),
            window.look.switch_language,
            Message("command", "Switch between Vietnamese and English"),
            icon="languages",
            shortcut="Ctrl+L",
            separated=True,
            toolbar=True,
        ),
        Command(
            "view.theme",
            Message("command", "Light / dark"),
            window.look.switch_theme,
            Message("command", "Switch between light and dark"),
            icon="contrast",
            shortcut="Ctrl+D",
            toolbar=True,
        ),
    )


def _layer(window: MainWindow) -> tuple[Command, ...]:
    doctors, databases = window.doctors, window.databases
    return (
        layer_properties(window),
        Command(
            "layer.problems",
            Message("command", "Problems of this layer…"),
            doctors.ask_problems,
            Message("command", "List what is wrong with the features, and repair it"),
            icon="wrench",
            shortcut="Ctrl+Shift+P",
            enabled=doctors.has_layer,
        ),
        layer_position(window),
        layer_encoding(window),
        Command(
            "layer.replace",
            Message("command", "Replace by file…"),
            doctors.ask_replace,
            Message("command", "See what moves, and read the layer from a newer or surveyed file"),
            icon="refresh-cw",
            enabled=doctors.has_layer,
        ),
        use_as_sites(window),
        Command(
            "layer.refresh",
            Message("command", "Read again from the database"),
            databases.read_again,
            Message("command", "See what has changed in the table since it was read"),
            icon="rotate-cw",
            shortcut="F5",
            enabled=databases.has_layer,
            separated=True,
        ),
        Command(
            "layer.connect",
            Message("command", "Connect to the database…"),
            databases.connect_current,
            Message("command", "Say how the database of this layer is reached, and as whom"),
            icon="link",
            enabled=databases.has_layer,
        ),
    )


def _site(window: MainWindow) -> tuple[Command, ...]:
    sites = window.sites
    return (
        Command(
            "site.place",
            Message("command", "Place on the map"),
            sites.place_selected_by_click,
            Message("command", "Give the selected site its place with a click"),
            icon="map-pin",
            shortcut="Ctrl+M",
            enabled=sites.has_selection,
        ),
        Command(
            "site.type",
            Message("command", "Place by coordinates…"),
            sites.place_selected_by_typing,
            icon="keyboard",
            shortcut="Ctrl+Shift+M",
            enabled=sites.has_selection,
        ),
        Command(
            "site.unplace",
            Message("command", "Forget the place"),
            sites.unplace_selected,
            enabled=sites.selected_is_placed,
        ),
        release_sites(window),
    )


def _help(window: MainWindow) -> tuple[Command, ...]:
    return (
        Command(
            "help.about",
            Message("command", "About and keyboard shortcuts"),
            window.show_about,
            icon="circle-question-mark",
            shortcut="F1",
        ),
    )
