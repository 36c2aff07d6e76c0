"""Connecting to a PostGIS database: for reading only, with passwords that stay where they are kept.

Passwords are libpq's business (``PGPASSWORD``, ``PGPASSFILE``, a service file); where it has none
the system's keyring is asked, under the service "planviewer" and the name ``TableAddress.server``.
They are never part of an address, a plan or a message.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, Literal

from planviewer.errors import DatabaseError, DatabasePasswordNeeded, DatabaseUnreachable
from planviewer.i18n import Message
from planviewer.reading.postgis.address import TableAddress

if TYPE_CHECKING:
    from psycopg import Connection

KEYRING: Final = "planviewer"
"""The service under which the keyring keeps passwords."""

_SECONDS_TO_ANSWER: Final = 10
_ALIVE: Final = {"keepalives_idle": 15, "keepalives_interval": 5, "keepalives_count": 3}
"""A network that is gone is found out about, and not waited for by the hour."""

Kept = Literal["keyring", "session"]
_session: Final[dict[str, str]] = {}
"""Passwords of this run, where the system has no keyring; never written anywhere."""


@contextmanager
def connect(address: TableAddress, password: str | None = None) -> Iterator[Connection[Any]]:
    """Connect for reading; what is read in one connection is of one moment.

    Parameters
    ----------
    password
        Tried, and nothing else; None: what libpq or the keyring knows.

    Raises
    ------
    DatabaseUnreachable, DatabasePasswordNeeded
        If the server does not answer, or refuses who asks.
    DatabaseError
        If it fails in between, or has no PostGIS.
    """
    import psycopg  # noqa: PLC0415  loaded for databases only

    connection = _connected(address, password)
    try:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        _require_postgis(connection, address)
        yield connection
    except (psycopg.Error, UnicodeEncodeError) as error:  # a text may hold half a letter
        raise DatabaseError(server=address.server, reason=_reason(error)) from error
    finally:
        connection.close()


def _connected(address: TableAddress, password: str | None) -> Connection[Any]:
    connection = _tried(address, password)
    if connection is None and password is None:
        known = stored_password(address)
        connection = None if known is None else _tried(address, known)
    if connection is None:
        raise DatabasePasswordNeeded(server=address.server, name=address.server)
    return connection


def _tried(address: TableAddress, password: str | None) -> Connection[Any] | None:
    """Connect; None if that fails for want of the right password."""
    import psycopg  # noqa: PLC0415

    try:
        return _attempt(address, password)
    except psycopg.OperationalError as error:
        if _lacks_password(error):
            return None
        raise DatabaseUnreachable(server=address.server, reason=_why_unreached(error)) from error


def _attempt(address: TableAddress, password: str | None = None) -> Connection[Any]:
    from psycopg import conninfo  # noqa: PLC0415

    from planviewer.reading.postgis.stoppable import StoppableConnection  # noqa: PLC0415

    given = {"connect_timeout": _SECONDS_TO_ANSWER, "application_name": "planviewer", **_ALIVE}
    secret = {} if password is None else {"password": password}
    options = "-c client_min_messages=error -c default_transaction_read_only=on -c jit=off"
    said = {**given, **address.parameters, **secret, "client_encoding": "UTF8", "options": options}
    return StoppableConnection.connect(conninfo.make_conninfo("", **said))


def _lacks_password(error: Any) -> bool:
    """Whether a connection failed for want of the right password."""
    text = str(error)
    return error.sqlstate in {"28P01", "28000"} or any(
        words in text for words in ("no password supplied", "password authentication failed")
    )


_UNREACHED: Final = {
    "connection refused": Message("reading", "nothing listens there."),
    "timeout expired": Message("reading", "no answer came in time."),
    "could not translate host name": Message("reading", "no server of this name is known."),
    "failed to resolve host": Message("reading", "no server of this name is known."),
    "no such file or directory": Message("reading", "nothing listens there."),
    "network is unreachable": Message("reading", "there is no way to it in this network."),
    "no route to host": Message("reading", "there is no way to it in this network."),
    "server does not support ssl": Message("reading", "it offers no encryption, which is asked."),
}
"""What libpq says, in English only, where a connection is not even begun."""


def _why_unreached(error: Exception) -> str | Message:
    said = str(error).lower()
    known = (words for sign, words in _UNREACHED.items() if sign in said)
    return next(known, None) or _reason(error)


def _reason(error: Exception) -> str:
    """Return the first line of what the server said: the rest is for its administrators."""
    lines = str(error).strip().splitlines()
    return f"{(lines[0] if lines else type(error).__name__).rstrip('.')}."


def stored_password(address: TableAddress) -> str | None:
    """Return the password known for a server: of this run, else the keyring's; None without one."""
    if address.server in _session:
        return _session[address.server]
    try:
        import keyring  # noqa: PLC0415  slow, and seldom needed

        return keyring.get_password(KEYRING, address.server)
    except Exception:  # noqa: BLE001  any keyring may fail in its own way; then there is none
        return None


def store_password(address: TableAddress, password: str) -> bool:
    """Give a password to the system's keyring; False where it takes none."""
    try:
        import keyring  # noqa: PLC0415

        keyring.set_password(KEYRING, address.server, password)
        return keyring.get_password(KEYRING, address.server) == password
    except Exception:  # noqa: BLE001
        return False


def keep_password(address: TableAddress, password: str) -> Kept:
    """Keep a password in the keyring, or, where there is none, until the program ends."""
    _session.pop(address.server, None)
    if store_password(address, password):
        return "keyring"
    _session[address.server] = password
    return "session"


def forget_password(address: TableAddress) -> None:
    """Take a password out of the keyring and out of memory."""
    _session.pop(address.server, None)
    try:
        import keyring  # noqa: PLC0415

        keyring.delete_password(KEYRING, address.server)
    except Exception:  # noqa: BLE001  there was none, or no keyring
        return


def try_password(address: TableAddress, password: str) -> Kept:
    """Connect with a password and keep it if the server takes it; errors as in ``connect``."""
    with connect(address, password):
        pass
    return keep_password(address, password)


def _require_postgis(connection: Connection[Any], address: TableAddress) -> None:
    found = connection.execute("SELECT FROM pg_extension WHERE extname = 'postgis'").fetchone()
    if found is None:
        reason = Message("reading", "it has no PostGIS.")
        raise DatabaseError(server=address.server, reason=reason)


def versions(connection: Connection[Any]) -> str:
    """Return the versions of what computes: "PostGIS 3.3.2, GEOS 3.11.1, PROJ 9.1.1"."""
    row = connection.execute(
        "SELECT postgis_lib_version(), postgis_geos_version(), postgis_proj_version()"
    ).fetchone()
    lib, geos, proj = row or ("", "", "")
    return f"PostGIS {lib}, GEOS {str(geos).split('-')[0]}, PROJ {str(proj).split()[0]}"
