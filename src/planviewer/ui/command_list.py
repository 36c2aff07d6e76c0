"""All commands of the window, declared once, in the order of menus and tool bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planviewer.app.commands import Command, Commands
from planviewer.i18n import Message
from planviewer.ui.basemap_menu import ask_basemap
from planviewer.ui.plan_commands import (
    layer_encoding,
    layer_position,
    layer_properties,
    new_plan,
    plan_properties,
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
    rooms = (_file, _edit, _view, _layer, selection_commands, zone_commands, _site, _help)
    for command in (command for room in rooms for command in room(window)):
        commands.add(command)
    return commands


def _file(window: MainWindow) -> tuple[Command, ...]:
    files = window.files
    return (
        new_plan(window),
        Command(
            "file.open",
            Message("command", "Open…"),
            files.ask_open,
            Message("command", "Open a plan, or add a file as a layer"),
            icon="folder-open",
            shortcut="Ctrl+O",
            toolbar=True,
        ),
        Command(
            "file.paste",
            Message("command", "Paste as a layer"),
            files.paste,
            Message("command", "Add copied files, GeoJSON, WKT or a table of coordinates"),
            icon="clipboard-list",
            shortcut="Ctrl+V",
        ),
        Command(
            "file.database",
            Message("command", "Open from database…"),
            window.databases.ask,
            Message("command", "Add tables of a PostGIS database as layers"),
            icon="database",
            shortcut="Ctrl+Shift+O",
            enabled=lambda: window.has_plan,
        ),
        Command(
            "file.bundled",
            Message("command", "Open the bundled plan Nước Hai"),
            files.open_bundled,
            icon="map",
        ),
        Command(
            "file.save",
            Message("command", "Save"),
            files.save,
            Message("command", "Save the plan; the bundled one is saved as your own copy"),
            icon="save",
            shortcut="Ctrl+S",
            enabled=lambda: window.session.unsaved,
            toolbar=True,
        ),
        Command(
            "file.save-as",
            Message("command", "Save as…"),
            files.ask_save_as,
            shortcut="Ctrl+Shift+S",
        ),
        plan_properties(window),
        Command(
            "file.snapshot",
            Message("command", "Snapshot map…"),
            window.sheets.open_view,
            Message("command", "See the map as a page with title, legend, scale bar and sources"),
            icon="camera",
            shortcut="Ctrl+P",
            enabled=lambda: window.has_layers,
            toolbar=True,
            separated=True,
        ),
        Command(
            "file.snapshot-selected",
            Message("command", "Snapshot map of what is selected…"),
            window.sheets.open_selected,
            Message("command", "A page of the selected zone, site or features, with its figures"),
            icon="scan-eye",
            shortcut="Ctrl+Alt+P",
            enabled=lambda: window.has_plan and window.sheets.selected_key() is not None,
        ),
        Command(
            "file.sheet-series",
            Message("command", "Series of sheets…"),
            window.sheets.open_series,
            Message("command", "All sites, all zones, strips along a road, a grid over an area"),
            icon="files",
            enabled=lambda: window.has_layers,
        ),
        Command(
            "file.share",
            Message("command", "Share as a web page…"),
            files.ask_share,
            Message("command", "Write the plan as one file that opens in any browser, offline"),
            icon="share-2",
            shortcut="Ctrl+Shift+E",
            enabled=lambda: window.has_layers,
            toolbar=True,
        ),
        Command(
            "file.pack",
            Message("command", "Field package…"),
            files.ask_pack,
            Message(
                "command", "Write sheets, web page, data and plan as one archive to take along"
            ),
            icon="file-down",
            enabled=lambda: window.has_layers,
        ),
        Command(
            "file.quit",
            Message("command", "Quit"),
            window.close,
            shortcut="Ctrl+Q",
            separated=True,
        ),
    )


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
