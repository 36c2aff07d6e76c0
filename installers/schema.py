"""Publish the JSON Schema of plan files from the model.

``schema.py`` writes ``resources/schemas/plan.schema.json``; ``--check`` tells whether it fits.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from planviewer.model.plan import Plan

PATH = Path(__file__).resolve().parents[1] / "resources" / "schemas" / "plan.schema.json"


def schema() -> str:
    """Return the schema as the text of its file."""
    found = Plan.model_json_schema() | {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return json.dumps(found, indent=2, ensure_ascii=False, sort_keys=True) + "\n"


def main() -> int:
    """Write or check the schema."""
    parser = argparse.ArgumentParser(description="Publish the schema of plan files.")
    parser.add_argument("--check", action="store_true", help="only tell whether it fits the model")
    if not parser.parse_args().check:
        PATH.parent.mkdir(parents=True, exist_ok=True)
        PATH.write_text(schema(), encoding="utf-8", newline="\n")
        return 0
    if PATH.is_file() and PATH.read_text(encoding="utf-8") == schema():
        return 0
    print(f"schema: {PATH.name} does not fit the model: run make schema", file=sys.stderr)
    return 1


if __name__ == "__main__":
    raise SystemExit(main())
