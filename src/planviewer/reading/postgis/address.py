"""Addresses of database tables: what may be written in them, and what may not (passwords).

An address is a URL as PostgreSQL's own programs take it, with the table as one more parameter::

    postgresql://user@host:port/database?table=schema.table

Beside ``table`` it may name the ``geometry`` column (where there are several), the ``key`` column
(rows of a view) and how to connect: ``host`` (a socket's folder), ``sslmode``, ``sslrootcert``,
``service``. GDAL's form ``PG:host=… dbname=… table=…`` is understood as well.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from planviewer.errors import DatabaseAddressInvalid, DatabasePasswordGiven
from planviewer.i18n import Message

_URL: Final = re.compile(r"postgres(?:ql)?://", re.IGNORECASE)
_GDAL: Final = re.compile(r"PG:", re.IGNORECASE)
_PAIR: Final = re.compile(r"\s*(\w+)\s*=\s*(?:'((?:[^'\\]|\\.)*)'|(\S+))")
_SERVER: Final = ("host", "port", "user", "dbname", "sslmode", "sslrootcert", "service")
_TABLE: Final = ("schema", "table", "geometry", "key")
_SECRETS: Final = ("password", "passfile", "sslpassword", "sslkey", "passcode")
_GDAL_NAMES: Final = {"tables": "table", "schemas": "schema", "active_schema": "schema"}
"""What GDAL calls ours."""
_LONGEST: Final = 2048


@dataclass(frozen=True)
class TableAddress:
    """Where a table is: a server (without a password, ever) and a name in it.

    ``table`` is empty for the server alone; ``geometry`` and ``key`` where they are not plain.
    """

    host: str = ""
    port: str = ""
    user: str = ""
    dbname: str = ""
    sslmode: str = ""
    sslrootcert: str = ""
    service: str = ""
    schema: str = ""
    table: str = ""
    geometry: str = ""
    key: str = ""

    @property
    def parameters(self) -> dict[str, str]:
        """What libpq is told; what is left out it takes from its own environment."""
        return {name: value for name in _SERVER if (value := getattr(self, name))}

    @property
    def server(self) -> str:
        """The server and database for messages, and the name a keyring knows them by."""
        who = f"{self.user}@" if self.user else ""
        port = f":{self.port}" if self.port else ""
        return f"{who}{self.host or self.service or 'localhost'}{port}/{self.dbname}"

    @property
    def title(self) -> str:
        """``schema.table``."""
        return f"{self.schema}.{self.table}" if self.schema else self.table

    def of(self, schema: str, table: str, geometry: str = "") -> TableAddress:
        """Return the address of another table on the same server."""
        return replace(self, schema=schema, table=table, geometry=geometry, key="")

    def __str__(self) -> str:
        """Write the address as a URL, the same for the same place."""
        socket = self.host.startswith(("/", "@"))
        who = f"{quote(self.user, safe='')}@" if self.user else ""
        host = "" if socket else f"[{self.host}]" if ":" in self.host else quote(self.host)
        port = f":{self.port}" if self.port and not socket else ""
        more = {"host": self.host, "port": self.port} if socket else {}
        plain = "." not in self.schema + self.table
        more |= {"table": self.title} if plain else {"schema": self.schema, "table": self.table}
        more |= {name: getattr(self, name) for name in (*_SERVER[4:], *_TABLE[2:])}
        query = urlencode({k: v for k, v in more.items() if v}, safe="/.", quote_via=quote)
        return f"postgresql://{who}{host}{port}/{quote(self.dbname, safe='')}{query and '?'}{query}"


def is_address(text: str) -> bool:
    """Whether a text means a database and not a file."""
    return bool(_URL.match(text) or _GDAL.match(text))


def parse_address(text: str, *, table: bool = True) -> TableAddress:
    """Understand an address.

    Parameters
    ----------
    table
        Whether it must name a table.

    Raises
    ------
    DatabasePasswordGiven
        If it holds a password.
    DatabaseAddressInvalid
        If it is not an address, or says something that is not understood.
    """
    if len(text) > _LONGEST or any(ord(letter) < 32 for letter in text):
        raise DatabaseAddressInvalid(reason=Message("reading", "it is too long or not one line."))
    pairs = _of_gdal(text) if _GDAL.match(text) else _of_url(text)
    for name in pairs:
        if name in _SECRETS:
            raise DatabasePasswordGiven
        if name not in (*_SERVER, *_TABLE):
            reason = Message("reading", "“{name}” is not understood.", {"name": name})
            raise DatabaseAddressInvalid(reason=reason)
    if pairs.get("port") and not pairs["port"].isascii():
        raise DatabaseAddressInvalid(reason=Message("reading", "the port is not a number."))
    address = TableAddress(**_with_schema(pairs))
    if table and not address.table:
        raise DatabaseAddressInvalid(reason=Message("reading", "it names no table."))
    return address


def _with_schema(pairs: dict[str, str]) -> dict[str, str]:
    """Take ``schema.table`` apart, unless the schema is said on its own."""
    name = pairs.get("table", "")
    if not name or pairs.get("schema"):
        return pairs
    schema, dot, table = name.partition(".")
    return {**pairs, "schema": schema, "table": table} if dot else {**pairs, "schema": "public"}


def _of_url(text: str) -> dict[str, str]:
    if not _URL.match(text):
        raise DatabaseAddressInvalid(reason=Message("reading", "it is no address."))
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
        pairs = dict(parse_qsl(parts.query, strict_parsing=bool(parts.query)))
    except ValueError as error:
        reason = Message("reading", "host, port or parameters are not well written.")
        raise DatabaseAddressInvalid(reason=reason) from error
    if parts.password is not None:
        raise DatabasePasswordGiven
    said = {
        "host": unquote(host),
        "port": "" if port is None else str(port),
        "user": unquote(parts.username or ""),
        "dbname": unquote(parts.path.removeprefix("/")),
    }
    return {**{name: value for name, value in said.items() if value}, **pairs}


def _of_gdal(text: str) -> dict[str, str]:
    rest, pairs = text[3:], {}
    position = 0
    while rest[position:].strip():
        found = _PAIR.match(rest, position)
        if found is None:
            reason = Message("reading", "it is not made of name=value.")
            raise DatabaseAddressInvalid(reason=reason)
        name, quoted, plain = found.groups()
        value = re.sub(r"\\(.)", r"\1", quoted) if plain is None else plain
        pairs[_GDAL_NAMES.get(name, name)] = value
        position = found.end()
    return pairs
