"""Databases and clusters that do not serve."""

from __future__ import annotations

from planviewer.errors.root import PlanviewerError
from planviewer.i18n import Message


class DatabaseError(PlanviewerError):
    """A database cannot be used. Values: ``server``, ``reason``."""

    code = "database"
    template = Message("errors", "The database {server} cannot be used: {reason}")


class DatabaseAddressInvalid(DatabaseError):
    """Values: ``reason``. The address itself is not repeated: it may hold a password."""

    code = "database-address-invalid"
    template = Message(
        "errors",
        "The database address is not valid: {reason} "
        "Write it as postgresql://USER@HOST:PORT/DATABASE?table=SCHEMA.TABLE.",
    )


class DatabasePasswordGiven(DatabaseError):
    """An address holds a password, which would end up in plans, logs and histories. No values."""

    code = "database-password-given"
    template = Message(
        "errors",
        "A database address must not hold the password. Keep it in the system's keyring, in the "
        "file .pgpass (PGPASSFILE) or in PGPASSWORD.",
    )


class DatabaseUnreachable(DatabaseError):
    """Values: ``server``, ``reason``."""

    code = "database-unreachable"
    template = Message(
        "errors", "The database {server} does not answer: {reason} Check the address and network."
    )


class DatabasePasswordNeeded(DatabaseError):
    """Values: ``server``, ``name`` (under which the keyring is asked)."""

    code = "database-password-needed"
    template = Message(
        "errors",
        "The database {server} asks for a password, and there is none or a wrong one. Keep it in "
        "the file .pgpass (PGPASSFILE), in PGPASSWORD, or in the keyring under planviewer, {name}.",
    )


class DatabaseTableUnknown(DatabaseError):
    """Values: ``server``, ``table``, ``known``."""

    code = "database-table-unknown"
    template = Message(
        "errors", "The database {server} has no table “{table}” with places. It has: {known}."
    )


class DatabaseRightsMissing(DatabaseError):
    """Values: ``server``, ``table``."""

    code = "database-rights-missing"
    template = Message(
        "errors",
        "You may not read the table “{table}” of the database {server}. Ask whoever keeps the "
        "database for the right to read it.",
    )


class DatabaseNotSaved(DatabaseError):
    """A plan names a database that the person never chose, so it is not asked.

    Values: ``server``, ``name`` (of the connection, as the plan has it).
    """

    code = "database-not-saved"
    template = Message(
        "errors",
        "No saved connection leads to the database {server} (“{name}” in the plan), so it was not "
        "asked. If you know it, save one: menu Layer, Connect to the database.",
    )


class DatabaseShownByView(DatabaseError):
    """A table that is read by view is asked for something that needs all of it.

    Values: ``layer`` (its title).
    """

    code = "database-shown-by-view"
    template = Message(
        "errors",
        "“{layer}” is so large that only what the map shows is read, and this needs all of it. "
        "Keep what is needed in a smaller table or a file.",
    )


class DatabaseColumnUnknown(DatabaseError):
    """What chooses or tells rows apart is missing. Values: ``table``, ``column``, ``known``."""

    code = "database-column-unknown"
    template = Message(
        "errors",
        "{table} has no column “{column}”, by which its rows are chosen or told apart. It has: "
        "{known}. Open the table again, and choose its rows anew.",
    )


class DatabaseFrameTooFull(DatabaseError):
    """Values: ``layer`` (its title), ``most`` (features that can be read)."""

    code = "database-frame-too-full"
    template = Message(
        "errors",
        "The frame shows more than {most} features of “{layer}”. Choose a smaller area or a larger "
        "scale, or hide the layer.",
    )


class DatabaseKeyMissing(DatabaseError):
    """Values: ``table``."""

    code = "database-key-missing"
    template = Message(
        "errors",
        "The rows of {table} cannot be told apart: it is a view, and says something else of them "
        "each time it is asked. Name a column of values that are all different (&key=COLUMN), or "
        "have a table made of it.",
    )


class DatabaseRowsAlike(DatabaseError):
    """Values: ``table``."""

    code = "database-rows-alike"
    template = Message(
        "errors",
        "{table} is a view in which several rows are alike: they have the same key, or say the "
        "same in all columns. Have one row a parcel made in the database, or name a column of "
        "values that are all different (&key=COLUMN).",
    )


class DatabaseTransformDiffers(DatabaseError):
    """Values: ``server``, ``source``, ``target``, ``distance`` (as text)."""

    code = "database-transform-differs"
    template = Message(
        "errors",
        "The database {server} would take coordinates from {source} to {target} to places "
        "{distance} from the right ones. Keep the table in {target}, or read it as a file.",
    )


class ClusterError(PlanviewerError):
    """A Dask cluster cannot do the work. Values: ``scheduler``, ``reason``."""

    code = "cluster"
    template = Message("errors", "The cluster at {scheduler} cannot do the work: {reason}")


class SchedulerMissing(ClusterError):
    """No values."""

    code = "scheduler-missing"
    template = Message(
        "errors",
        "The engine dask needs the address of a cluster: --scheduler tcp://HOST:8786.",
    )


class ClusterUnreachable(ClusterError):
    """Values: ``scheduler``."""

    code = "cluster-unreachable"
    template = Message(
        "errors",
        "No Dask scheduler answers at {scheduler}. Check the address and that it runs.",
    )


class DaskMissing(ClusterError):
    """Dask is not installed. No values."""

    code = "dask-missing"
    template = Message(
        "errors", "The engine dask is not installed. Install it with: pip install planviewer[dask]"
    )
