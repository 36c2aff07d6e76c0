"""Addresses of database tables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planviewer.errors import DatabaseAddressInvalid, DatabasePasswordGiven
from planviewer.reading.postgis.address import TableAddress, is_address, parse_address

WORDS = st.text(
    st.characters(exclude_categories=("C", "Z"), exclude_characters="\\'\"[]/@:%?#"),
    min_size=1,
    max_size=12,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "postgresql://lan@db.example:5433/dia_chinh?table=dc.thua",
            {"host": "db.example", "port": "5433", "user": "lan", "dbname": "dia_chinh"},
        ),
        ("postgres:///x?host=/run/pg&table=dc.thua", {"host": "/run/pg", "dbname": "x"}),
        ("postgresql://[::1]/x?table=dc.thua", {"host": "::1", "dbname": "x"}),
        ("PG:host=h dbname='đất đai' table=dc.thua", {"host": "h", "dbname": "đất đai"}),
        (
            "pg:service=tinh tables=dc.thua sslmode=require",
            {"service": "tinh", "sslmode": "require"},
        ),
        ("postgresql://h/%C4%91%E1%BA%A5t?table=dc.thua", {"host": "h", "dbname": "đất"}),
    ],
)
def test_an_address_says_server_and_table(text, expected):
    assert is_address(text)
    address = parse_address(text)
    assert (address.schema, address.table) == ("dc", "thua")
    assert address.parameters == expected
    assert parse_address(str(address)) == address


def test_what_is_not_said_is_plain():
    address = parse_address("postgresql://h/x?table=thua")
    assert address.title == "public.thua"
    dotted = parse_address("postgresql://h/x?schema=a.b&table=c.d&geometry=g&key=id")
    assert (dotted.schema, dotted.table, dotted.geometry, dotted.key) == ("a.b", "c.d", "g", "id")
    assert parse_address(str(dotted)) == dotted
    assert parse_address("postgresql://h/x", table=False).table == ""
    assert dotted.of("s", "t").title == "s.t"


@given(user=WORDS, dbname=WORDS, schema=WORDS, table=WORDS)
def test_an_address_written_is_read_again(user, dbname, schema, table):
    address = TableAddress(host="h", user=user, dbname=dbname, schema=schema, table=table)
    assert parse_address(str(address)) == address


@pytest.mark.parametrize(
    "text",
    [
        "postgresql://lan:Bi-Mat@h/x?table=t",
        "postgresql://lan:@h/x?table=t",
        "postgresql://h/x?table=t&password=Bi-Mat",
        "PG:host=h password='Bi-Mat' table=t",
        "postgresql://h/x?table=t&passfile=/etc/passwd",
    ],
)
def test_a_password_is_refused_and_not_repeated(text):
    with pytest.raises(DatabasePasswordGiven, match=r"\.pgpass") as caught:
        parse_address(text)
    assert "Bi-Mat" not in str(caught.value)
    assert "Bi-Mat" not in repr(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "postgresql://h/x",
        "postgresql://h:port/x?table=t",
        "postgresql://h/x?table=t&options=-c%20search_path",
        "postgresql://h/x?table",
        "PG:host",
        "file:///etc/passwd",
        "postgresql://h/x?table=" + "t" * 3000,
        "postgresql://h/x?table=a\nb",
    ],
)
def test_what_is_not_understood_is_refused(text):
    with pytest.raises(DatabaseAddressInvalid, match="SCHEMA"):
        parse_address(text)


@pytest.mark.parametrize("text", ["thua.gpkg", "C:/postgresql/thua.gpkg", "PGx", "/pg:/x"])
def test_files_are_no_addresses(text):
    assert not is_address(text)
