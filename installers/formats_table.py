"""Write docs/formats.md: what is read and written, as the tests of tests/formats have it.

python installers/formats_table.py            write the page
python installers/formats_table.py --check    fail if it is not what would be written
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "formats.md"
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests" / "formats")]


def page() -> str:
    """Return the page."""
    return "\n".join([*_head(), *_reading(), *_foreign(), *_writing()]) + "\n"


def _head() -> list[str]:
    return [
        "# Formats",
        "",
        "Made by `installers/formats_table.py` from the table of formats and from what",
        "`tests/formats` sees come back; do not edit.",
        "",
    ]


def _reading() -> list[str]:
    from formats_dataset import READ  # type: ignore[import-not-found]  # noqa: PLC0415  path is set

    from planviewer.reading.formats import FORMATS  # noqa: PLC0415  as above

    by_name: dict[str, list[Any]] = {}
    for item in FORMATS:
        by_name.setdefault(item.name, []).append(item)
    tried = {name: [x for x in READ.values() if x.format == name] for name in by_name}
    rows = [
        (
            name,
            " ".join(dict.fromkeys(f"`{suffix}`" for kind in kinds for suffix in kind.suffixes)),
            "several" if any(kind.layered or kind.role == "archive" for kind in kinds) else "one",
            tried[name][0].crs,
            _text(kinds),
            _arriving(tried[name]),
            tried[name][0].note,
        )
        for name, kinds in by_name.items()
    ]
    head = ("format", "endings", "layers", "coordinate system", "text", "values that arrive", "")
    return [
        "## Read",
        "",
        "The content decides, not the ending. One dataset lies in a file of each format, as other",
        "programs write it; `info`, `check` and `convert` are run on it, and what arrives is this.",
        "",
        *_table(head, rows),
        "",
    ]


def _text(kinds: Sequence[Any]) -> str:
    if all(kind.role == "image" for kind in kinds):
        return "–"
    if any(kind.role == "archive" and kind.name == "ZIP" for kind in kinds):
        return "as of what is in it"
    declared = any(kind.text == "declared" for kind in kinds)
    return "by its bytes, else as declared" if declared else "UTF-8"


def _arriving(tried: Sequence[Any]) -> str:
    """Say how the values of the dataset arrive, as the tests of its first file expect it."""
    from formats_dataset import VALUES  # noqa: PLC0415  the path is set

    item = tried[0]
    if item.is_image:
        return "pixels"
    if item.letters is not None:
        return "names as text"
    kinds = {"name": "text"} | VALUES
    known = {_WORDS[kinds[name]]: (kinds[name], kind) for name, kind in item.fields.items()}
    changed = [
        f"{word} as {_CHANGED.get(kind) or _WORDS[kind]}"
        for word, (was, kind) in known.items()
        if was != kind
    ]
    gaps = [] if item.gaps else ["gaps as empty text, 0 and no"]
    all_of = "all" if set(VALUES) <= set(item.fields) else ", ".join(known)
    return "; ".join([all_of, *changed, *gaps])


_WORDS = {"text": "text", "integer": "whole numbers", "real": "numbers", "boolean": "yes/no",
          "date": "days"}  # fmt: skip
_CHANGED = {"datetime": "midnight", "integer": "1 and 0"}


def _foreign() -> list[str]:
    from planviewer import i18n  # noqa: PLC0415  after the path is set
    from planviewer.reading import formats  # noqa: PLC0415  as above

    i18n.install("en")
    known = [x for x in vars(formats).values() if isinstance(x, formats.Foreign)]
    rows = [(item.name, str(item.advice)) for item in known]
    return ["## Recognised, but to be converted first", "", *_table(("format", "how"), rows), ""]


def _writing() -> list[str]:
    from formats_dataset import EXPECTED, boxes  # noqa: PLC0415  the path is set

    everything = [name for name in boxes().columns if name != "geometry"]
    rows = [
        (
            item.name,
            f"`{suffix}`",
            ", ".join(item.kinds),
            _values(item, everything),
            item.crs,
            item.layers,
            item.style,
            item.provenance,
        )
        for suffix, item in EXPECTED.items()
    ]
    head = ("format", "ending", "geometry", "values that come back", "system", "layers", "style",
            "origin")  # fmt: skip
    return [
        "## Written",
        "",
        "One dataset goes through each and is read again: text in Vietnamese, whole numbers,",
        "numbers, yes/no, days, each with a gap, on areas with a hole, lines and points. Origin:",
        "source, date, status and accuracy go into the file, or into one beside it",
        "(`.planviewer.json`).",
        "",
        *_table(head, rows),
    ]


def _values(item: Any, everything: Sequence[str]) -> str:
    if not item.fields:
        return "none (names as text)"
    words = {"tenchu": "text", "shthua": "whole numbers", "dientich": "numbers",
             "co_so": "yes/no", "ngay": "days"}  # fmt: skip
    changed = [
        *(f"{words[name]} as text" for name in item.as_text),
        *(f"{words[name]} as midnight" for name in item.as_moment),
    ]
    whole = len(item.fields) == len(everything)
    return "; ".join(["all" if whole else "some", *changed])


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    lines = [head, ["---"] * len(head), *rows]
    return [f"| {' | '.join(line)} |" for line in lines]


def main() -> int:
    """Write or check the page."""
    text = page()
    if "--check" not in sys.argv:
        PAGE.write_text(text, encoding="utf-8", newline="\n")
        return 0
    if PAGE.exists() and PAGE.read_text(encoding="utf-8") == text:
        return 0
    print("docs/formats.md is not what the tests say: make formats")
    return 1


if __name__ == "__main__":
    sys.exit(main())
