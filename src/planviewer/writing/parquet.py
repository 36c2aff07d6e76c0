"""GeoParquet, with where the data are from in the metadata of the file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

import pyarrow.parquet as pq

from planviewer.writing.about import LayerOut, as_data, in_words

METADATA: Final = b"planviewer"


def write(layer: LayerOut, path: Path) -> None:
    """Write a layer (WKB, compressed with zstd)."""
    layer.frame.to_parquet(path, index=False, compression="zstd")
    if not in_words(layer.about):
        return
    table = pq.read_table(path)
    said = json.dumps(as_data(layer.about, layer.frame), ensure_ascii=False).encode()
    metadata = {**(table.schema.metadata or {}), METADATA: said}
    pq.write_table(table.replace_schema_metadata(metadata), path, compression="zstd")
