"""Commands of the file menu: opening and saving, giving away, leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planviewer.app.commands import Command
from planviewer.i18n import Message
from planviewer.ui.plan_commands import new_plan, plan_properties

if TYPE_CHECKING:
    from planviewer.ui.main_window import MainWindow


def file_commands(window: MainWindow) -> tuple[Command, ...]:
    """Return the commands in the order of the menu."""
    return (*_opening(window), *_saving(window), *_sheets(window), *_sharing(window), _quit(window))


def _opening(window: MainWindow) -> tuple[Command, ...]:
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
    )


def _saving(window: MainWindow) -> tuple[Command, ...]:
    files = window.files
    return (
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
    )


def _sheets(window: MainWindow) -> tuple[Command, ...]:
    return (
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
    )


def _sharing(window: MainWindow) -> tuple[Command, ...]:
    files = window.files
    return (
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
    )


def _quit(window: MainWindow) -> Command:
    return Command(
        "file.quit",
        Message("command", "Quit"),
        window.close,
        shortcut="Ctrl+Q",
        separated=True,
    )
