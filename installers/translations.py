"""Collect the texts of the program into ``resources/i18n/*.ts`` for translation.

``translations.py`` brings the files up to date; ``translations.py --check`` tells whether they are,
and whether each text has its Vietnamese.
"""

from __future__ import annotations

import argparse
import importlib.util
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "resources" / "i18n"
# The sources are English: its file only needs the plurals.
LANGUAGES = {"vi": [], "en": ["-pluralonly"]}


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
    sources = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "src").rglob("*.py"))
    for language, options in LANGUAGES.items():
        command = [lupdate(), "-silent", "-no-obsolete", "-locations", "none", *options]
        # Message("context", "text") is a text that is translated when it is shown.
        command += ["-tr-function-alias", "QT_TRANSLATE_NOOP+=Message"]
        command += ["-source-language", "en", "-target-language", language]
        command += [*sources, "-ts", str(folder / f"planviewer_{language}.ts")]
        subprocess.run(command, cwd=ROOT, check=True)


def unfinished(ts: Path) -> list[str]:
    """Return the texts that have no finished translation."""
    tree = ET.parse(ts)  # noqa: S314  our own file
    found = []
    for message in tree.iter("message"):
        translation = message.find("translation")
        texts = [] if translation is None else list(translation.itertext())
        done = translation is not None and translation.get("type") != "unfinished"
        if not (done and "".join(texts).strip()):
            found.append(message.findtext("source", ""))
    return found


def faults() -> list[str]:
    """Return what is not as it should be, in words."""
    found = []
    with tempfile.TemporaryDirectory() as name:
        fresh = Path(name)
        for language in LANGUAGES:
            present = FOLDER / f"planviewer_{language}.ts"
            if present.is_file():
                shutil.copy(present, fresh)
        collect(fresh)
        for language in LANGUAGES:
            file = f"planviewer_{language}.ts"
            present = FOLDER / file
            if not present.is_file():
                found.append(f"{file} is missing: run make translations")
                continue
            if present.read_text(encoding="utf-8") != (fresh / file).read_text(encoding="utf-8"):
                found.append(f"{file} does not hold the texts of src/: run make translations")
            found += [f"{file} lacks a translation of: {text}" for text in unfinished(present)]
    return found


def main() -> int:
    """Collect or check the translations."""
    parser = argparse.ArgumentParser(description="Keep planviewer's translations up to date.")
    parser.add_argument("--check", action="store_true", help="only tell what is missing")
    if not parser.parse_args().check:
        FOLDER.mkdir(parents=True, exist_ok=True)
        collect(FOLDER)
        for language in LANGUAGES:
            missing = len(unfinished(FOLDER / f"planviewer_{language}.ts"))
            print(f"planviewer_{language}.ts: {missing} texts to translate")
        return 0
    found = faults()
    for fault in found:
        print(f"translations: {fault}", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
