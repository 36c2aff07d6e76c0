"""What may be served and what may leave."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from PySide6.QtCore import QUrl

from planviewer.ui.map.guard import NetworkGuard
from planviewer.ui.map.served import _RESOURCES, served_file

TEMPLATE = "https://{s}.tiles.example.org/{z}/{x}/{y}.png"


def test_every_listed_file_is_there() -> None:
    for path in ("/leaflet.js", "/map.js", "/picture.js", "/overlay.js", "/qwebchannel.js"):
        mime, content = served_file(path)
        assert mime.startswith(b"text/javascript")
        assert content
    assert served_file("/map.css")[0].startswith(b"text/css")
    assert served_file("/fonts/BeVietnamPro-Regular.ttf")[0] == b"font/ttf"


@given(st.text().map(lambda text: f"/{text}") | st.sampled_from(["/../map.js", "//map.js", "/web"]))
def test_nothing_else_is(path: str) -> None:
    assume(path not in {*_RESOURCES, "/qwebchannel.js"})
    assert served_file(path) is None


@pytest.mark.parametrize(
    ("url", "allowed"),
    [
        ("https://a.tiles.example.org/1/2/3.png", True),
        ("https://tiles.example.org/1/2/3.png", False),
        ("http://a.tiles.example.org/1/2/3.png", False),
        ("https://a.tiles.example.org:8443/1/2/3.png", False),
        ("https://me:word@a.tiles.example.org/1/2/3.png", False),
        ("https://a.tiles.example.org.evil.example/1/2/3.png", False),
        ("https://evil.example/?a.tiles.example.org", False),
    ],
)
def test_only_the_switched_on_origin_may_be_asked(qapp: object, url: str, allowed: bool) -> None:
    del qapp
    guard = NetworkGuard()
    guard.allow(TEMPLATE)
    assert guard.allows(QUrl(url)) is allowed
    guard.allow(None)
    assert guard.allows(QUrl(url)) is False
