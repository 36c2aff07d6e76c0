"""Plans to files."""

from __future__ import annotations

import json
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from planviewer.errors import FileNotWritten
from planviewer.i18n import Message
from planviewer.model.layer import StoredSource
from planviewer.model.plan import Plan
from planviewer.model.text import Text
from planviewer.model.value import Value
from planviewer.writing.atomic import replacing


def save_plan(plan: Plan, path: Path) -> None:
    """Write a plan as JSON that people can read and version control can compare.

    What equals the default is left out (except the format and its version); reading it back gives
    an equal plan.

    Raises
    ------
    FileNotWritten
        If the file cannot be replaced, or a layer is still attached from elsewhere: its file must
        be copied into the plan's folder first.
    """
    for layer in plan.file_layers:
        if isinstance(layer.source, StoredSource) and layer.source.attached:
            raise FileNotWritten(path=path, reason=_attached(layer.source.path))
    with replacing(path) as temporary:
        temporary.write_text(plan_text(plan), encoding="utf-8", newline="\n")


def plan_text(plan: Plan) -> str:
    """Return the JSON of a plan, keys in the order of the model, a newline at the end."""
    return json.dumps(_data(plan), ensure_ascii=False, indent=2) + "\n"


def _data(value: Any) -> Any:
    """Return a value of the model as JSON knows it, without what equals the default."""
    if isinstance(value, Text) and value.vi == value.en:
        return value.vi
    if isinstance(value, Value):
        return {name: _data(item) for name, item in value if _says_something(value, name, item)}
    if isinstance(value, tuple):
        return [_data(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, StrEnum) else value


def _says_something(value: Value, name: str, item: object) -> bool:
    """Whether an entry must be written; tags such as "type" always are."""
    field = type(value).model_fields[name]
    is_tag = get_origin(field.annotation) is Literal and len(get_args(field.annotation)) == 1
    return is_tag or field.is_required() or item != field.get_default()


def _attached(path: str) -> Message:
    return Message(
        "writing",
        "the layer file {file} still lies elsewhere. Copy it into the plan's folder first.",
        {"file": path},
    )
