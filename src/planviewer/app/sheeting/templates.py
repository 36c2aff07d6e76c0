"""Sheet templates: those that come with the program, and the person's own in the profile."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from planviewer.app.profile import profile_dir
from planviewer.assets import resource
from planviewer.errors import TemplateInvalid, TemplateUnknown
from planviewer.sheets.template import Template
from planviewer.writing.atomic import replacing

_log = logging.getLogger(__name__)
BUILT_IN: Final = ("field-a4", "review-a3", "wall-a1")
_LARGEST_BYTES: Final = 100_000


def own_folder() -> Path:
    """Return where the person's templates lie (it need not exist)."""
    return profile_dir() / "sheets"


def templates() -> dict[str, Template]:
    """Return all templates by id, the program's first; an own one of the same id goes before it.

    What is no template among the person's files is logged and left out.
    """
    found = {name: _read(resource(f"sheets/{name}.json")) for name in BUILT_IN}
    for path in sorted(own_folder().glob("*.json")):
        try:
            template = _read(path)
        except TemplateInvalid as error:
            _log.warning("%s", error)
            continue
        found[template.id] = template
    return found


def find_template(name: str) -> Template:
    """Return a template by id, or from a file if ``name`` ends in .json.

    Raises
    ------
    TemplateUnknown
        If there is none of that name.
    TemplateInvalid
        If the file is none.
    """
    if name.endswith(".json"):
        return _read(Path(name))
    known = templates()
    if name not in known:
        own = own_folder() / f"{name}.json"
        if own.name == f"{name}.json" and own.exists():
            return _read(own)
        raise TemplateUnknown(name=name, known=", ".join(known))
    return known[name]


def save_template(template: Template) -> Path:
    """Keep a template in the person's profile and return its file.

    Raises
    ------
    FileNotWritten
        If the disk refuses.
    """
    folder = own_folder()
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{template.id}.json"
    with replacing(path) as temporary:
        temporary.write_text(template.model_dump_json(indent=2), encoding="utf-8")
    return path


def _read(path: Path) -> Template:
    try:
        if path.stat().st_size > _LARGEST_BYTES:
            raise TemplateInvalid(path=path, reason=f"> {_LARGEST_BYTES} bytes")
        return Template.model_validate_json(path.read_text(encoding="utf-8"))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise TemplateInvalid(path=path, reason=f"{place}: {first['msg']}") from error
    except (OSError, ValueError) as error:
        raise TemplateInvalid(path=path, reason=str(error)) from error
