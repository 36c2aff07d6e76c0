"""What a person chose, kept between sessions as one small JSON file."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from planviewer.app.profile import settings_file
from planviewer.errors import FileError
from planviewer.i18n import Language
from planviewer.model.database import SavedConnection
from planviewer.model.title_block import TitleBlock
from planviewer.model.value import Value
from planviewer.writing.atomic import replacing

_log = logging.getLogger(__name__)
Theme = Literal["light", "dark", "system"]
RECENT = 8


class Settings(Value):
    """Choices of the person; None for the language means the system's."""

    language: Language | None = None
    theme: Theme = "system"
    recent: tuple[str, ...] = ()
    window_geometry: str = ""
    window_state: str = ""
    """Not used; it stands in every file of settings, and an unknown key sets all of them aside."""
    title_block: TitleBlock = TitleBlock()
    sheet_template: str | None = None
    plan_crs: str | None = None
    """System of the plan made last, offered for the next one."""
    plan_province: str = ""
    """The province it was chosen by, if it was."""
    parcel_fields: dict[str, dict[str, str]] = Field(default_factory=dict)
    """Columns a person named for parcel layers, by the names of all their columns."""
    least_remaining_m2: float = 0.0
    """A smaller remainder of a parcel is too small to use; 0: not judged."""

    connections: tuple[SavedConnection, ...] = ()
    """Databases the person knows; never with a password."""

    def with_recent(self, path: Path) -> Settings:
        """Return the settings with ``path`` first among the recent plans."""
        others = tuple(item for item in self.recent if item != str(path))
        return self.changed(recent=(str(path), *others)[:RECENT])


def load_settings() -> Settings:
    """Read the settings; what cannot be read is logged and replaced by the defaults."""
    path = settings_file()
    try:
        if not path.exists():
            return Settings()
        return Settings.model_validate_json(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, ValidationError) as error:
        _log.warning("settings in %s set aside: %s", path, error)
        return Settings()


def save_settings(settings: Settings) -> None:
    """Write the settings, whole or not at all; a full disk must not stop the program."""
    try:
        with replacing(settings_file()) as temporary:
            temporary.write_text(settings.model_dump_json(indent=2), encoding="utf-8")
    except FileError as error:
        _log.warning("%s", error)
