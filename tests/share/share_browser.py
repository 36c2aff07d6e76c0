"""A real Chromium without a window, spoken to through its debugging pipe: no driver, no port."""

import base64
import fcntl
import json
import os
import select
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--remote-debugging-pipe",
]
# Chromium reads commands from 3 and answers on 4.
LAUNCH = (
    "import os, sys; os.dup2(int(sys.argv[1]), 3); os.dup2(int(sys.argv[2]), 4);"
    " os.execv(sys.argv[3], sys.argv[3:])"
)


def find_chromium() -> str | None:
    return (
        shutil.which("chromium")
        or shutil.which("chromium-browser")
        or shutil.which("google-chrome")
    )


class BrowserError(Exception):
    """The browser refused a command or the page threw."""


class Browser:
    """One Chromium with one page; events are kept by method name."""

    def __init__(self, program: str, profile: Path) -> None:
        to_child, self._write = _pipe(reader=True)
        self._read, from_child = _pipe(reader=False)
        command = [program, *FLAGS, f"--user-data-dir={profile}", "about:blank"]
        launch = [sys.executable, "-c", LAUNCH, str(to_child), str(from_child), *command]
        self._process = subprocess.Popen(
            launch,
            pass_fds=(to_child, from_child),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(to_child)
        os.close(from_child)
        self._buffer = b""
        self._count = 0
        self._session: str | None = None
        self.events: list[dict[str, Any]] = []
        self._attach()

    def _attach(self) -> None:
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            targets = self.send("Target.getTargets")["targetInfos"]
            pages = [t for t in targets if t["type"] == "page"]
            if pages:
                break
            time.sleep(0.05)
        attach = {"targetId": pages[0]["targetId"], "flatten": True}
        self._session = self.send("Target.attachToTarget", attach)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.send(f"{domain}.enable")

    def send(self, method: str, params: dict[str, Any] | None = None) -> dict[str, Any]:
        self._count += 1
        message: dict[str, Any] = {"id": self._count, "method": method, "params": params or {}}
        if self._session:
            message["sessionId"] = self._session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self._write, data) :]
        while True:
            answer = self._receive(30)
            if answer.get("id") != self._count:
                self.events.append(answer)
                continue
            if "error" in answer:
                raise BrowserError(f"{method}: {answer['error']}")
            return answer["result"]

    def _receive(self, seconds: float) -> dict[str, Any]:
        deadline = time.monotonic() + seconds
        while b"\0" not in self._buffer:
            ready, _, _ = select.select([self._read], [], [], max(0, deadline - time.monotonic()))
            chunk = os.read(self._read, 1 << 20) if ready else b""
            if not chunk:
                raise BrowserError("the browser is silent or gone")
            self._buffer += chunk
        message, self._buffer = self._buffer.split(b"\0", 1)
        return json.loads(message)

    def size(self, width: int, height: int, *, mobile: bool = False, scale: float = 1) -> None:
        metrics = {"width": width, "height": height, "deviceScaleFactor": scale, "mobile": mobile}
        self.send("Emulation.setDeviceMetricsOverride", metrics)

    def prefer(self, **features: str) -> None:
        listed = [{"name": k.replace("_", "-"), "value": v} for k, v in features.items()]
        self.send("Emulation.setEmulatedMedia", {"features": listed})

    def open(self, url: str) -> None:
        self.events.clear()
        self.send("Page.navigate", {"url": url})
        self.until("document.documentElement?.dataset.ready === 'yes'")

    def run(self, expression: str) -> Any:
        """Return the JSON value of an expression; promises are awaited."""
        params = {"expression": expression, "returnByValue": True, "awaitPromise": True}
        result = self.send("Runtime.evaluate", params)
        if "exceptionDetails" in result:
            raise BrowserError(str(result["exceptionDetails"].get("exception", result)))
        return result["result"].get("value")

    def call(self, function: str, *arguments: Any) -> Any:
        return self.run(f"({function})(...{json.dumps(arguments)})")

    def until(self, condition: str, seconds: float = 20) -> None:
        deadline = time.monotonic() + seconds
        while not self.run(condition):
            if time.monotonic() > deadline:
                raise BrowserError(f"never true: {condition}; {self.complaints()}")
            time.sleep(0.03)

    def click(self, x: float, y: float) -> None:
        at = {"x": x, "y": y, "button": "left", "clickCount": 1}
        self.send("Input.dispatchMouseEvent", {**at, "type": "mouseMoved", "button": "none"})
        self.send("Input.dispatchMouseEvent", {**at, "type": "mousePressed"})
        self.send("Input.dispatchMouseEvent", {**at, "type": "mouseReleased"})

    def hover(self, x: float, y: float) -> None:
        self.send("Input.dispatchMouseEvent", {"type": "mouseMoved", "x": x, "y": y})

    def click_on(self, selector: str) -> None:
        script = (
            "s => { const n = document.querySelector(s); n.scrollIntoView({block: 'nearest'});"
            " const r = n.getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2] }"
        )
        self.click(*self.call(script, selector))

    def key(self, name: str) -> None:
        codes = {"Enter": (13, "\r"), "Escape": (27, ""), "Tab": (9, ""), "ArrowRight": (39, "")}
        code, text = codes[name]
        base = {"key": name, "code": name, "windowsVirtualKeyCode": code}
        self.send("Input.dispatchKeyEvent", {**base, "type": "keyDown", "text": text})
        self.send("Input.dispatchKeyEvent", {**base, "type": "keyUp"})

    def type(self, text: str) -> None:
        self.send("Input.insertText", {"text": text})

    def screenshot(self, path: Path) -> None:
        path.write_bytes(base64.b64decode(self.send("Page.captureScreenshot")["data"]))

    def pdf(self) -> bytes:
        params = {"preferCSSPageSize": True, "printBackground": True}
        return base64.b64decode(self.send("Page.printToPDF", params)["data"])

    def complaints(self) -> list[str]:
        """Console messages and errors since the page was opened."""
        self.run("0")  # what is on its way arrives before the answer
        wanted = {"Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded"}
        return [json.dumps(e["params"]) for e in self.events if e.get("method") in wanted]

    def requests(self) -> list[str]:
        """Addresses the page asked for since it was opened."""
        self.run("0")
        sent = [e for e in self.events if e.get("method") == "Network.requestWillBeSent"]
        return [e["params"]["request"]["url"] for e in sent]

    def close(self) -> None:
        try:
            self._session = None
            self.send("Browser.close")
            self._process.wait(10)
        except (BrowserError, OSError, subprocess.TimeoutExpired):
            self._process.kill()
            self._process.wait(10)
        os.close(self._read)
        os.close(self._write)


def _pipe(*, reader: bool) -> tuple[int, int]:
    """Return a pipe whose end for the child (read or write) is above the numbers 3 and 4."""
    read, write = os.pipe()
    child = read if reader else write
    high = fcntl.fcntl(child, fcntl.F_DUPFD, 10)
    os.close(child)
    return (high, write) if reader else (read, high)
