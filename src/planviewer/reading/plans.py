"""Plan files: JSON that is checked against the model before anything believes it."""

from __future__ import annotations

import json
import re
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any, Final, NoReturn

from pydantic import ValidationError

from planviewer.errors import (
    CrsNotMetric,
    CrsUnknown,
    FileUnreadable,
    PathOutside,
    PlanInvalid,
)
from planviewer.i18n import Message
from planviewer.model.crs import require_metric
from planviewer.model.layer import StoredSource
from planviewer.model.plan import Plan
from planviewer.reading.plan_words import explain
from planviewer.reading.recognition import os_reason, require_file

LARGEST_BYTES: Final = 16 * 1024 * 1024
"""A plan holds no data; the bundled one has 9 kB."""

_HALF_A_LETTER: Final = re.compile(r"\\u[dD][89a-fA-F]")
"""JSON can spell a surrogate that stands alone; no file, page or sheet could be written with it."""


def load_plan(path: Path) -> Plan:
    """Read a plan.

    Raises
    ------
    FileMissing, FileUnreadable
        If the file is not there, cannot be opened, is too large or is not UTF-8.
    PlanInvalid
        If it is not JSON or not a plan, or in a system nobody knows, or in one that does not
        measure metres; the error names the place.
    PathOutside
        If it names a data file outside its own folder.
    """
    data = _parse(path, _text(path))
    try:
        plan = Plan.model_validate(data)
    except ValidationError as error:
        where, reason = explain(error, data)
        raise PlanInvalid(path=path, where=where, reason=reason) from error
    try:
        require_metric(plan.crs, "plan")
    except CrsUnknown as error:
        raise PlanInvalid(path=path, where="crs", reason=error.message) from error
    except CrsNotMetric as error:  # or each layer and zone would say it on its own
        reason = Message(
            "reading",
            "a plan is measured, and {crs} has no metres on the ground. Write a VN-2000 system "
            "there, such as EPSG:9210 for Cao Bằng. Its layers may stay in any system.",
            {"crs": error.values["crs"]},
        )
        raise PlanInvalid(path=path, where="crs", reason=reason) from error
    for layer in plan.file_layers:
        if isinstance(layer.source, StoredSource):
            if layer.source.attached:
                raise PathOutside(path=layer.source.path, plan=path)
            data_path(path, layer.source)
    return plan


def data_path(plan_path: Path, source: StoredSource) -> Path:
    """Return where a layer's file is.

    A layer the user attached in this session says so itself; any other lies in the plan's folder.

    Raises
    ------
    PathOutside
        If the path is absolute, has a drive or ``..``, or leads out of the folder by a link.
    """
    if source.attached:
        return Path(source.path)
    folder = plan_path.parent.resolve()
    if not _stays_inside(source.path):
        raise PathOutside(path=source.path, plan=plan_path)
    found = folder.joinpath(*PureWindowsPath(source.path).parts)
    try:
        inside = found.resolve().is_relative_to(folder)
    except (OSError, RuntimeError):  # links that lead in a circle
        inside = False
    if not inside:
        raise PathOutside(path=source.path, plan=plan_path)
    return found


def _stays_inside(text: str) -> bool:
    """Whether a path is relative and plain, on this system and on every other."""
    windows, posix = PureWindowsPath(text), PurePosixPath(text)
    return bool(
        text.strip()
        and not any(mark in text for mark in ("\0", ":"))
        and not (windows.anchor or posix.is_absolute())
        and ".." not in windows.parts
    )


def _text(path: Path) -> str:
    require_file(path)
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_BYTES + 1)
    except OSError as error:
        raise FileUnreadable(path=path, reason=os_reason(error)) from error
    if len(data) > LARGEST_BYTES:
        reason = Message("reading", "it is larger than any plan (16 MB).")
        raise FileUnreadable(path=path, reason=reason)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        reason = Message("reading", "its text is not UTF-8. Save it again as UTF-8.")
        raise FileUnreadable(path=path, reason=reason) from error


def _parse(path: Path, text: str) -> Any:
    try:
        data = json.loads(text, parse_constant=_no_number, object_pairs_hook=_no_key_twice)
        if _HALF_A_LETTER.search(text):
            json.dumps(data, ensure_ascii=False).encode("utf-8")
    except json.JSONDecodeError as error:
        reason = Message("reading", "this is not JSON (a comma, quote or bracket is wrong).")
        _invalid(path, _line(error.lineno, error.colno), reason, error)
    except RecursionError as error:
        reason = Message("reading", "brackets are nested too deeply.")
        _invalid(path, Message("reading", "the whole file"), reason, error)
    except UnicodeEncodeError as error:
        reason = Message("reading", "a text holds half of a letter (\\ud800–\\udfff).")
        _invalid(path, Message("reading", "the whole file"), reason, error)
    except ValueError as error:
        reason = Message("reading", "{text}.", {"text": error.args[0]})
        _invalid(path, Message("reading", "the whole file"), reason, error)
    return data


def _line(line: int, column: int) -> Message:
    return Message("reading", "line {line}, column {column}", {"line": line, "column": column})


def _invalid(path: Path, where: Message, reason: Message, cause: Exception) -> NoReturn:
    raise PlanInvalid(path=path, where=where, reason=reason) from cause


def _no_number(text: str) -> NoReturn:
    raise ValueError(Message("reading", "{text} is not a number", {"text": text}))


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(Message("reading", "the key “{key}” stands twice", {"key": twice}))
    return result
