"""Collect the texts of the program into ``resources/i18n/*.ts`` for translation.

``translations.py`` brings the files up to date; ``translations.py --check`` tells whether they are,
and whether each text has its Vietnamese.
"""

from __future__ import annotations

import argparse
import importlib.util
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import texts

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "resources" / "i18n"
# The sources are English: its file only needs the plurals.
LANGUAGES: dict[str, list[str]] = {"vi": [], "en": ["-pluralonly"]}
FILLED_IN = re.compile(r"\{[^{}]*\}|%n|%L?\d|%(?:\(\w+\))?[sr]")


def lupdate() -> str:
    """Return the path of Qt's text collector, which comes with PySide6."""
    package = importlib.util.find_spec("PySide6")
    for folder in (package.submodule_search_locations if package else None) or []:
        for tool in (Path(folder) / "lupdate", Path(folder) / "lupdate.exe"):
            if tool.is_file():
                return str(tool)
    raise SystemExit("translations: PySide6 is not installed for this Python; run make setup")


def collect(folder: Path) -> None:
    """Write or bring up to date the ``.ts`` files in ``folder``."""
    found, _ = texts.collect(ROOT / "src")
    with tempfile.TemporaryDirectory() as name:
        calls = Path(name) / "texts.cpp"
        calls.write_text("\n".join(text.as_cpp() for text in found) + "\n", encoding="utf-8")
        for language, options in LANGUAGES.items():
            command = [lupdate(), "-silent", "-no-obsolete", "-locations", "none", *options]
            command += ["-source-language", "en", "-target-language", language, str(calls)]
            command += ["-ts", str(folder / f"planviewer_{language}.ts")]
            subprocess.run(command, cwd=ROOT, check=True)


@dataclass(frozen=True)
class Entry:
    """One text and its translation (several forms where it counts something)."""

    source: str
    forms: tuple[str, ...]
    finished: bool

    def fault(self) -> str | None:
        """Return what is wrong with the translation, in words."""
        if not self.finished or not all(form.strip() for form in self.forms):
            return f"lacks a translation of: {self.source}"
        for form in self.forms:
            # A figure that is not filled in is lost, and an unknown one fails when it is shown.
            if _filled_in(form) != _filled_in(self.source):
                return f"fills in other values than its source: {form}"
        return None


def _filled_in(text: str) -> set[str]:
    # "%n" may go unsaid in some forms: "one site".
    return set(FILLED_IN.findall(text)) - {"%n"}


def entries(ts: Path) -> Iterator[Entry]:
    """Read the texts of a ``.ts`` file."""
    for message in ET.parse(ts).iter("message"):  # noqa: S314  our own file
        translation = message.find("translation")
        if translation is None:
            continue
        forms = [form.text or "" for form in translation.iter("numerusform")]
        finished = translation.get("type") != "unfinished"
        source = message.findtext("source", "")
        yield Entry(source, tuple(forms or [translation.text or ""]), finished)


def faults_of(present: Path, fresh: Path) -> list[str]:
    """Compare a ``.ts`` file with what collecting makes of it; return the faults, in words."""
    if not present.is_file():
        return [f"{present.name} is missing: run make translations"]
    found = [entry.fault() for entry in entries(present)]
    if present.read_text(encoding="utf-8") != fresh.read_text(encoding="utf-8"):
        found.insert(0, "does not hold the texts of src/: run make translations")
    return [f"{present.name} {fault}" for fault in found if fault]


def faults() -> list[str]:
    """Return what is not as it should be, in words."""
    files = [f"planviewer_{language}.ts" for language in LANGUAGES]
    with tempfile.TemporaryDirectory() as name:
        for file in files:
            if (FOLDER / file).is_file():
                shutil.copy(FOLDER / file, name)
        collect(Path(name))
        found = [fault for file in files for fault in faults_of(FOLDER / file, Path(name) / file)]
    return texts.collect(ROOT / "src")[1] + found


def main() -> int:
    """Collect or check the translations."""
    parser = argparse.ArgumentParser(description="Keep planviewer's translations up to date.")
    parser.add_argument("--check", action="store_true", help="only tell what is missing")
    if not parser.parse_args().check:
        FOLDER.mkdir(parents=True, exist_ok=True)
        collect(FOLDER)
        for language in LANGUAGES:
            open_ = [entry.fault() for entry in entries(FOLDER / f"planviewer_{language}.ts")]
            print(f"planviewer_{language}.ts: {len([f for f in open_ if f])} texts to look at")
        return 0
    found = faults()
    for fault in found:
        print(f"translations: {fault}", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
