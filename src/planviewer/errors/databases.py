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


class DatabaseKeyMissing(DatabaseError):
    """Values: ``table``."""

    code = "database-key-missing"
    template = Message(
        "errors",
        "The rows of {table} cannot be told apart, since it is not a table of its own. Name a "
        "column of values that are all different: &key=COLUMN.",
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
