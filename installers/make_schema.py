"""Write the JSON Schema of plan files, made from the model.

``python installers/make_schema.py`` writes ``resources/schemas/planview.schema.json``;
``--check`` only says whether it is up to date (exit 1 if not).
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "resources" / "schemas" / "planview.schema.json"


def schema_text() -> str:
    """Return the schema as it stands in the file."""
    from planviewer.model.plan import Plan  # noqa: PLC0415  the path is set in main

    schema: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Plan.model_json_schema(),
    }
    both = schema["$defs"]["Text"]
    schema["$defs"]["Text"] = {
        "title": "Text",
        "description": "A text in both languages; a plain string serves for both.",
        "anyOf": [{"type": "string"}, both],
    }
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def main() -> int:
    """Write the schema, or compare it."""
    parser = argparse.ArgumentParser(description="Write the JSON Schema of plan files.")
    parser.add_argument("--check", action="store_true", help="compare, do not write")
    check = parser.parse_args().check
    sys.path.insert(0, str(ROOT / "src"))
    text = schema_text()
    if check:
        current = TARGET.exists() and TARGET.read_text(encoding="utf-8") == text
        if not current:
            sys.stderr.write(f"{TARGET} is out of date: run python installers/make_schema.py\n")
        return 0 if current else 1
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
