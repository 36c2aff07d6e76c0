"""The command line: one of the two doors. Its names, keys and exit codes are a contract."""

from __future__ import annotations

import argparse
import gc
import logging
import sys
from collections.abc import Callable, Sequence
from importlib import import_module

from planviewer.cli.interrupting import interrupted_between_imports
from planviewer.cli.parser import COMMANDS, asked_language, parse
from planviewer.errors import PlanviewerError, Unexpected
from planviewer.i18n import translate

DONE, FAILED = 0, 1


def main(argv: Sequence[str] | None = None) -> int:
    """Run planviewer with ``argv`` (default: the process's) and return the exit code.

    0 done; 1 the work found problems or failed, with one line on stderr; 2 wrong usage.
    """
    _speak_utf8()
    # Without a handler the library's warnings would go to stderr as "last resort".
    logging.getLogger().addHandler(logging.NullHandler())
    words = sys.argv[1:] if argv is None else list(argv)
    try:
        with interrupted_between_imports():
            arguments, command = _understood(words)
            return int(command(arguments))
    except PlanviewerError as error:
        _complain(str(error))
    except KeyboardInterrupt:
        _complain(translate("cli", "Stopped. Nothing was left half written."))
    except BrokenPipeError:
        sys.stderr.close()
    except Exception as error:  # noqa: BLE001  the door to the person: a traceback is for the log only
        _log_fault(error)
        _complain(str(Unexpected(reason=f"{type(error).__name__}: {error}")))
    return FAILED


def _understood(words: list[str]) -> tuple[argparse.Namespace, Callable[..., int]]:
    """Return what is asked for, and what does it."""
    gc.disable()  # imports make many objects and no garbage
    try:
        _use_language(asked_language(words))
        arguments = parse(words)
        # Each command imports what it needs: `planviewer info` must not wait for a map.
        module = import_module(f"planviewer.cli.{COMMANDS[arguments.command]}")
        return arguments, getattr(module, arguments.command)
    finally:
        gc.enable()


def _log_fault(error: Exception) -> None:
    from planviewer.app.log import log_to_profile  # noqa: PLC0415

    log_to_profile()
    logging.getLogger(__name__).error("unexpected", exc_info=error)


def _complain(sentence: str) -> None:
    line = " ".join(sentence.split())
    print(f"planviewer: {line}", file=sys.stderr)


def _speak_utf8() -> None:
    """Windows consoles and pipes are not UTF-8 by themselves; a file name must not kill us."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _use_language(chosen: str | None) -> None:
    from planviewer.app import kept_memory, plain_imports  # noqa: PLC0415  slow: Qt

    plain_imports.restore()
    kept_memory.keep()
    from planviewer.app.language import chosen_language, use_language  # noqa: PLC0415

    name = chosen or chosen_language()
    use_language("vi" if name == "vi" else "en")
