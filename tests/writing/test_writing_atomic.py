"""A file is replaced whole or not at all."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap

import pytest

from planviewer.errors import FileNotWritten
from planviewer.writing.atomic import replacing, replacing_set


def names(folder) -> set[str]:
    return {item.name for item in folder.iterdir()}


@pytest.fixture
def old(tmp_path):
    path = tmp_path / "Hồ sơ.json"
    path.write_text("old", encoding="utf-8")
    return path


def test_the_new_content_takes_the_place_of_the_old(old):
    with replacing(old) as temporary:
        assert temporary.suffix == ".json"
        assert temporary.parent == old.parent
        temporary.write_text("new", encoding="utf-8")
        assert old.read_text(encoding="utf-8") == "old"
    assert old.read_text(encoding="utf-8") == "new"
    assert names(old.parent) == {"Hồ sơ.json"}


def fail_while_writing(path, error: Exception) -> None:
    with replacing(path) as temporary:
        temporary.write_text("half", encoding="utf-8")
        raise error


@pytest.mark.parametrize("error", [RuntimeError("x"), KeyboardInterrupt()])
def test_a_failure_leaves_the_old_file_and_nothing_else(old, error):
    with pytest.raises(type(error)):
        fail_while_writing(old, error)
    assert old.read_text(encoding="utf-8") == "old"
    assert names(old.parent) == {"Hồ sơ.json"}


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(28, "No space left on device"), "disk is full"),
        (PermissionError(13, "denied"), "another program"),
        (OSError(30, "read only"), "only be read"),
        (OSError(5, "Input/output error"), "input/output error"),
    ],
)
def test_the_reason_is_said_in_clear_words(old, error, words):
    with pytest.raises(FileNotWritten, match=words) as caught:
        fail_while_writing(old, error)
    assert "Hồ sơ.json" in str(caught.value)
    assert names(old.parent) == {"Hồ sơ.json"}


def test_a_name_held_by_another_program_is_left_alone(old, monkeypatch):
    """As on Windows, where a file that is open elsewhere cannot be replaced."""

    def held(_self, target):
        raise PermissionError(13, "held", str(target))

    monkeypatch.setattr("pathlib.Path.replace", held)
    with pytest.raises(FileNotWritten, match="open"), replacing(old) as temporary:
        temporary.write_text("new", encoding="utf-8")
    assert old.read_text(encoding="utf-8") == "old"
    assert names(old.parent) == {"Hồ sơ.json"}


def test_a_folder_and_a_missing_folder_are_said(tmp_path):
    with pytest.raises(FileNotWritten, match="it is a folder"), replacing(tmp_path):
        pass
    with pytest.raises(FileNotWritten, match="does not exist"), replacing(tmp_path / "a" / "b"):
        pass


def test_a_name_too_long_is_said(tmp_path):
    with pytest.raises(FileNotWritten, match="too long"), replacing(tmp_path / ("ư" * 300)) as path:
        path.write_text("x", encoding="utf-8")
    assert names(tmp_path) == set()


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit there")
def test_a_disk_that_takes_no_more_leaves_the_old_file(old):
    """The system itself refuses: the process may write no file above 64 kB."""
    code = """
        import resource, sys
        from pathlib import Path
        from planviewer.errors import FileNotWritten
        from planviewer.writing.atomic import replacing
        resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536))
        try:
            with replacing(Path(sys.argv[1])) as temporary:
                temporary.write_bytes(b"x" * 1_000_000)
        except FileNotWritten as error:
            sys.exit(f"said: {error}")
    """
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", textwrap.dedent(code), str(old)],
        capture_output=True,
        check=False,
    )
    assert done.stderr.decode().startswith("said: ")
    assert old.read_text(encoding="utf-8") == "old"
    assert names(old.parent) == {"Hồ sơ.json"}


@pytest.mark.skipif(sys.platform == "win32", reason="permissions and links are others there")
class TestOnPosix:
    def test_permissions_of_the_old_file_are_kept(self, old):
        old.chmod(0o640)
        with replacing(old) as temporary:
            temporary.write_text("new", encoding="utf-8")
        assert old.stat().st_mode & 0o777 == 0o640

    def test_a_link_stays_a_link(self, old):
        link = old.parent / "link.json"
        link.symlink_to(old)
        with replacing(link) as temporary:
            temporary.write_text("new", encoding="utf-8")
        assert link.is_symlink()
        assert old.read_text(encoding="utf-8") == "new"

    @pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
    def test_a_folder_that_may_not_be_written_is_said(self, old):
        old.parent.chmod(0o500)
        try:
            with pytest.raises(FileNotWritten, match="may not be written"):
                fail_while_writing(old, RuntimeError())
        finally:
            old.parent.chmod(0o700)


class TestSetOfFiles:
    @pytest.fixture
    def older(self, tmp_path):
        for suffix in (".shp", ".dbf", ".qix"):
            (tmp_path / f"a{suffix}").write_text("old")
        (tmp_path / "a.geojson").write_text("another file")
        (tmp_path / "ab.shp").write_text("another file")
        return tmp_path

    def test_takes_its_place_together_and_stale_parts_go(self, older):
        with replacing_set(older / "a.shp") as temporary:
            temporary.write_text("new")
            temporary.with_suffix(".dbf").write_text("new")
        assert names(older) == {"a.shp", "a.dbf", "a.geojson", "ab.shp"}
        assert (older / "a.dbf").read_text() == "new"

    def test_leaves_the_older_set_on_failure(self, older):
        before = names(older)
        with pytest.raises(RuntimeError), replacing_set(older / "a.shp") as temporary:  # noqa: PT012
            temporary.write_text("new")
            raise RuntimeError
        assert names(older) == before
        assert (older / "a.shp").read_text() == "old"

    def test_puts_the_older_set_back_when_a_move_fails(self, older, monkeypatch):
        from pathlib import Path  # noqa: PLC0415

        before, move = names(older), Path.replace

        def held(self, target):
            if Path(target) == older / "a.dbf" and self.read_text() == "new":
                raise PermissionError(13, "held", str(target))
            return move(self, target)

        monkeypatch.setattr(Path, "replace", held)
        with pytest.raises(FileNotWritten), replacing_set(older / "a.shp") as temporary:  # noqa: PT012
            temporary.write_text("new")
            temporary.with_suffix(".dbf").write_text("new")
        assert names(older) == before
        assert {(older / f"a{s}").read_text() for s in (".shp", ".dbf", ".qix")} == {"old"}
