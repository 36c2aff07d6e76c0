"""Connecting to a PostGIS database: for reading only, with passwords that stay where they are kept.

Passwords are libpq's business (``PGPASSWORD``, ``PGPASSFILE``, a service file); where it has none
the system's keyring is asked, under the service "planviewer" and the name ``TableAddress.server``.
They are never part of an address, a plan or a message.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from planviewer.errors import DatabaseError, DatabasePasswordNeeded, DatabaseUnreachable
from planviewer.i18n import Message
from planviewer.reading.postgis_address import TableAddress

if TYPE_CHECKING:
    from psycopg import Connection

KEYRING: Final = "planviewer"
"""The service under which the keyring keeps passwords."""

_SECONDS_TO_ANSWER: Final = 10


@contextmanager
def connect(address: TableAddress) -> Iterator[Connection[Any]]:
    """Connect for reading; what is read in one connection is of one moment.

    Raises
    ------
    DatabaseUnreachable, DatabasePasswordNeeded
        If the server does not answer, or refuses who asks.
    DatabaseError
        If it fails in between, or has no PostGIS.
    """
    import psycopg  # noqa: PLC0415  loaded for databases only

    connection = _connected(address)
    try:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        _require_postgis(connection, address)
        yield connection
    except psycopg.Error as error:
        raise DatabaseError(server=address.server, reason=_reason(error)) from error
    finally:
        connection.close()


def _connected(address: TableAddress) -> Connection[Any]:
    import psycopg  # noqa: PLC0415

    try:
        return _attempt(address)
    except psycopg.OperationalError as error:
        if not _lacks_password(error):
            raise DatabaseUnreachable(server=address.server, reason=_reason(error)) from error
    password = stored_password(address)
    try:
        if password is not None:
            return _attempt(address, password)
    except psycopg.OperationalError as error:
        if not _lacks_password(error):
            raise DatabaseUnreachable(server=address.server, reason=_reason(error)) from error
    raise DatabasePasswordNeeded(server=address.server, name=address.server)


def _attempt(address: TableAddress, password: str | None = None) -> Connection[Any]:
    import psycopg  # noqa: PLC0415

    given = {"connect_timeout": _SECONDS_TO_ANSWER, "application_name": "planviewer"}
    secret = {} if password is None else {"password": password}
    options = "-c client_min_messages=error -c default_transaction_read_only=on -c jit=off"
    said = {**given, **address.parameters, **secret, "client_encoding": "UTF8", "options": options}
    return psycopg.connect(psycopg.conninfo.make_conninfo("", **said))


def _lacks_password(error: Any) -> bool:
    """Whether a connection failed for want of the right password."""
    text = str(error)
    return error.sqlstate in {"28P01", "28000"} or any(
        words in text for words in ("no password supplied", "password authentication failed")
    )


def _reason(error: Exception) -> str:
    """Return the first line of what the server said: the rest is for its administrators."""
    lines = str(error).strip().splitlines()
    return f"{(lines[0] if lines else type(error).__name__).rstrip('.')}."


def stored_password(address: TableAddress) -> str | None:
    """Return the password the keyring of this system keeps for a server, None without one."""
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
    except Exception:  # noqa: BLE001
        return False
    return True


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
