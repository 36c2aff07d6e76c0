"""Names that are no text: on Linux a name is bytes, and these may be anything."""

import os
import shutil
import sys
from pathlib import Path

import pytest

from planviewer.assets import bundled_plan
from planviewer.errors import FileUnreadable
from planviewer.reading.files import read_features
from planviewer.reading.plans import load_plan

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="names are text there")


@pytest.fixture
def folder(tmp_path):
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe"))
    return shutil.copytree(bundled_plan().parent, odd)


@pytest.mark.parametrize("read", [load_plan, read_features])
@pytest.mark.parametrize("here", [True, False])
def test_a_name_that_is_no_text_is_said_and_not_taken_for_a_broken_file(
    folder, read, here, monkeypatch
):
    """Neither library nor settings could name it: a plan from there could not even be edited."""
    name = bundled_plan().name if read is load_plan else "bypass.geojson"
    monkeypatch.chdir(folder)
    with pytest.raises(FileUnreadable, match=r"no letters\. Rename") as caught:
        read(Path(name) if here else folder / name)
    str(caught.value).encode()
