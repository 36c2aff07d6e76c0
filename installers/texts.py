"""Find the texts of the program that are to be translated.

Qt's collector understands little Python: it silently loses a text whose call holds a keyword or
another call, as in ``Message("a", "{n} sites", {"n": len(sites)})``. So the texts are found here by
Python's own parser and handed to Qt's collector as plain calls.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

MODULE = "planviewer.i18n"
MARKS = ("translate", "Message")


@dataclass(frozen=True)
class Text:
    """A text to translate: ``translate(context, source, comment, n)``."""

    context: str
    source: str
    comment: str = ""
    plural: bool = False

    def as_cpp(self) -> str:
        """Return the call of Qt that holds the same text, for Qt's collector."""
        quoted = [_quoted(part) for part in (self.context, self.source, self.comment)]
        return f"QCoreApplication::translate({', '.join(quoted)}{', 1' if self.plural else ''});"


class NotLiteral(Exception):  # noqa: N818  named by what is wrong, as in errors
    """A text is not written out where it is marked, so that nobody can collect it."""


def _quoted(text: str) -> str:
    # What JSON escapes, C++ reads alike.
    return json.dumps(text, ensure_ascii=False)


def _marks(tree: ast.Module) -> dict[str, str]:
    """Return how this module calls the functions that mark a text: name here → name there."""
    found = {f"i18n.{mark}": mark for mark in MARKS}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == MODULE:
            found |= {a.asname or a.name: a.name for a in node.names if a.name in MARKS}
    return found


def _literal(node: ast.expr | None) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    raise NotLiteral


def _text(call: ast.Call, mark: str) -> Text:
    """Read the text of one call."""
    given: dict[str, ast.expr] = dict(zip(_parameters(mark), call.args, strict=False))
    given |= {keyword.arg: keyword.value for keyword in call.keywords if keyword.arg}
    comment = _literal(given["comment"]) if "comment" in given else ""
    context, source = _literal(given.get("context")), _literal(given.get("source"))
    return Text(context, source, comment, plural="n" in given)


def _is_copy(call: ast.Call) -> bool:
    """Tell whether a call repeats a text marked elsewhere: ``Message(t.context, t.source, …)``."""
    names = [arg.attr for arg in call.args[:2] if isinstance(arg, ast.Attribute)]
    return names == ["context", "source"]


def _parameters(mark: str) -> tuple[str, ...]:
    rest = ("comment", "n") if mark == "translate" else ("values",)
    return ("context", "source", *rest)


def texts_in(source: str) -> Iterator[tuple[int, Text | None]]:
    """Yield line and text of each marked text in a module; None where it is not written out."""
    tree = ast.parse(source)
    marks = _marks(tree)
    for node in ast.walk(tree):
        mark = marks.get(ast.unparse(node.func)) if isinstance(node, ast.Call) else None
        if isinstance(node, ast.Call) and mark and not _is_copy(node):
            try:
                yield node.lineno, _text(node, mark)
            except NotLiteral:
                yield node.lineno, None


def collect(folder: Path) -> tuple[list[Text], list[str]]:
    """Return the texts of all modules under ``folder``, and what is wrong, in words."""
    texts: list[Text] = []
    faults = []
    for path in sorted(folder.rglob("*.py")):
        for line, text in sorted(texts_in(path.read_text(encoding="utf-8")), key=lambda t: t[0]):
            if text:
                texts.append(text)
            else:
                where = f"{path.relative_to(folder).as_posix()}:{line}"
                faults.append(f"{where} marks a text that is not written out there")
    return texts, faults
