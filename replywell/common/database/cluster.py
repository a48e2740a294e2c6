"""Starting, finding and stopping the embedded PostgreSQL server."""

import contextlib
import os
import random
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

import psycopg

from replywell.common.database import files
from replywell.common.database.files import Account, ClusterError
from replywell.common.database.processes import (
    Postmaster,
    clear_after_death,
    exists,
    find_postmaster,
    is_postmaster,
)
from replywell.common.database.roles import ROLE_NAMES, prepare_roles, roles_ready

HOST = "127.0.0.1"
DATABASE = "replywell"
START_SECONDS = 120
STOP_SECONDS = 60
LARGEST_LOG_BYTES = 10_000_000
# Below the range from which the system takes ports for outgoing connections.
PORTS = range(15432, 25432)

Role = Literal["owner", "app", "retention", "superuser"]
_USERS = ROLE_NAMES | {"superuser": "postgres"}
_SIGNALS = {"smart": signal.SIGTERM, "fast": signal.SIGINT, "immediate": signal.SIGQUIT}


@dataclass(frozen=True)
class Cluster:
    """A running embedded database."""

    home: Path
    data: Path
    host: str
    port: int

    def url(self, role: Role, database: str = DATABASE) -> str:
        """The connection URL of a role, password included: not for logs."""
        password = files.read_passwords(self.home)[role]
        user = quote(_USERS[role], safe="")
        address = f"{self.host}:{self.port}/{quote(database, safe='')}"
        return f"postgresql://{user}:{quote(password, safe='')}@{address}"


@dataclass(frozen=True)
class Running:
    """The server process lives."""

    pid: int
    port: int


@dataclass(frozen=True)
class Stopped:
    """No server process lives; `why` is a sentence for people."""

    why: str


def ensure(home: Path | None = None, *, settings: dict[str, str] | None = None) -> Cluster:
    """The running database of `home` (default: `files.home()`), made and started when needed.

    Safe to call from several programs at once; they take turns and all get the same server.
    `settings` go over the usual server settings when this call starts the server.
    Waits up to 120 s for a server that recovers from a crash.
    Raises ClusterError with what to do: folder of another user, not writable, disk full, no start.
    """
    folder = (home or files.home()).expanduser().resolve()
    account = files.server_account()
    data = folder / "data"
    try:
        files.prepare_home(folder, account)
        with files.locked(folder):
            if not (data / "PG_VERSION").exists():
                _initialise(folder, data, account, quick=(settings or {}).get("fsync") == "off")
            _check_data(data, account)
            # One that is found may be about to end, killed or stopped a moment ago.
            running = find_postmaster(data)
            connection = _wait_until_ready(folder, data, running) if running else None
            if running is None or connection is None:
                running = _start(folder, data, account, settings or {})
                connection = _wait_until_ready(folder, data, running)
            if connection is None:
                raise _no_start(folder, _said_since(folder / "postgres.log", -4000))
            with connection:
                _prepare(connection, folder)
            return Cluster(folder, data, HOST, running.port)
    except OSError as error:
        raise ClusterError(
            f"The database in {folder} cannot be opened: {error}. Check the room on the disk and who owns the files."
        ) from error


def status(home: Path | None = None) -> Running | Stopped:
    """Whether the server of `home` runs. Starts nothing and waits for nothing."""
    folder = (home or files.home()).expanduser().resolve()
    if not folder.exists():
        return Stopped(f"There is no database in {folder} yet.")
    files.check_owner(folder)
    if not (folder / "data").exists():
        return Stopped(f"There is no database in {folder} yet.")
    running = find_postmaster(folder / "data")
    if running is None:
        return Stopped(f"The database in {folder} is not running.")
    return Running(running.pid, running.port)


def stop(home: Path | None = None, *, mode: Literal["smart", "fast", "immediate"] = "fast") -> None:
    """Stop the server of `home` and wait until it is gone; nothing happens when none runs.

    `fast` ends open connections, `smart` waits for them, `immediate` stops like a crash.
    Raises ClusterError when the server has not ended after 60 s.
    """
    folder = (home or files.home()).expanduser().resolve()
    if isinstance(status(folder), Stopped):
        return
    data = folder / "data"
    with files.locked(folder):
        running = find_postmaster(data)
        if running is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.kill(running.pid, _SIGNALS[mode])
        deadline = time.monotonic() + STOP_SECONDS
        while is_postmaster(running.pid, data):
            if time.monotonic() > deadline:
                raise ClusterError(
                    f"The database in {folder} (process {running.pid}) has not ended in "
                    f"{STOP_SECONDS} seconds. "
                    "Close the programs that use it and try again, or stop it with mode immediate."
                )
            time.sleep(0.01)


def _initialise(folder: Path, data: Path, account: Account, *, quick: bool) -> None:
    """Make the data folder: beside its place first, so a half-made one is never taken for whole."""
    if data.exists() and any(data.iterdir()):
        raise ClusterError(f"{data} holds files but no database. Move it away, or put the database back from a backup.")
    programs = _programs(folder, account)
    if not (folder / "secrets.json").exists():
        files.make_passwords(folder, tuple(_USERS))
    # A killed program's initdb may still be writing in the place it was given: each gets its own.
    for left in folder.glob(".data-new-*"):
        shutil.rmtree(left, ignore_errors=True)
    place = Path(tempfile.mkdtemp(dir=folder, prefix=".data-new-"))
    fresh, password_file = place / "data", place / "password"
    try:
        fresh.mkdir(mode=0o700)
        files.write_whole(password_file, files.read_passwords(folder)["superuser"] + "\n", 0o600)
        for path in (fresh, password_file, place):
            os.chown(path, account.uid, account.gid)
        command = [str(programs / "initdb"), "-D", str(fresh), "--username=postgres"]
        command += [f"--pwfile={password_file}", "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C"]
        command += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-instructions"]
        command += ["--no-sync"] if quick else []
        made = account.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
        if made.returncode != 0:
            raise ClusterError(
                f"The database could not be made in {folder}. initdb said:\n{_last_lines(made.stdout)}\n"
                "Check the room on the disk and the rights of the folder."
            )
        if data.exists():
            data.rmdir()
        fresh.rename(data)
        files.sync_folder(folder)
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _programs(folder: Path, account: Account) -> Path:
    """The programs' folder, once the server's account has proved able to run them."""
    programs = files.installed_for(folder, account)
    try:
        tried = account.run([str(programs / "postgres"), "--version"], capture_output=True)
        reason = tried.stderr.strip()
        works = tried.returncode == 0
    except OSError as error:
        reason, works = str(error), False
    if not works:
        raise ClusterError(
            f"The user {account.name!r} cannot run PostgreSQL in {folder} ({reason}). "
            "A folder above it may be closed to that user: set REPLYWELL_HOME to a place it can reach, "
            "such as /var/lib/replywell."
        )
    return programs


def _check_data(data: Path, account: Account) -> None:
    """The data must be of this major version and belong to the account the server runs as."""
    version = (data / "PG_VERSION").read_text().strip()
    if version != files.MAJOR_VERSION:
        raise ClusterError(
            f"{data} was made by PostgreSQL {version}, and this Replywell brings {files.MAJOR_VERSION}. "
            "Restore a backup into a new folder (REPLYWELL_HOME)."
        )
    owner = data.stat().st_uid
    if owner == account.uid:
        return
    if not account.drop or find_postmaster(data):
        raise ClusterError(
            f"{data} belongs to {files.account_name(owner)}, but the server would run as {account.name}. "
            f"Run Replywell as the user who made it, or give it away: chown -R {account.name} {data}"
        )
    # A rebuilt container numbers its system users anew; the home is root's, so the data is ours.
    for base, _folders, names in os.walk(data, topdown=False):
        for path in [Path(base, name) for name in names] + [Path(base)]:
            os.chown(path, account.uid, account.gid, follow_symlinks=False)


def _start(folder: Path, data: Path, account: Account, settings: dict[str, str]) -> Postmaster:
    """Start the server, on another port when the kept one is taken; return once it holds its port."""
    clear_after_death(data)
    programs = _programs(folder, account)
    log = folder / "postgres.log"
    if log.exists() and log.stat().st_size > LARGEST_LOG_BYTES:
        log.replace(folder / "postgres.log.1")
    port = _kept_port(folder)
    said = ""
    for _attempt in range(10):
        if port is None or not _is_free(port):
            port = _free_port()
        files.write_settings(folder, data, port, settings, account)
        files.write_whole(folder / "port", f"{port}\n", 0o600)
        before = log.stat().st_size if log.exists() else 0
        pid = _launch(programs, folder, data, account)
        while is_postmaster(pid, data):
            found = find_postmaster(data)
            if found is not None and found.pid == pid and found.listening:
                return found
            time.sleep(0.005)
        said = _said_since(log, before)
        if "could not bind" not in said and "could not create any TCP/IP sockets" not in said:
            break
        port = None
    raise _no_start(folder, said)


def _launch(programs: Path, folder: Path, data: Path, account: Account) -> int:
    """Start `postgres` in a session of its own, so that it outlives whoever started it."""
    command = [str(programs / "postgres"), "-D", str(data)]
    command += ["-c", f"config_file={folder / 'postgresql.conf'}", "-c", f"hba_file={folder / 'pg_hba.conf'}"]
    handle = os.open(folder / "postgres.log", os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    try:
        # The shell ends at once, so the server is nobody's child and leaves us no zombie.
        shell = account.run(
            ["/bin/sh", "-c", '"$@" >&2 & echo $!', "sh", *command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=handle,
            start_new_session=True,
        )
    finally:
        os.close(handle)
    pid = int(shell.stdout)
    # Between fork and exec the process is still the shell.
    deadline = time.monotonic() + 5
    while not is_postmaster(pid, data) and exists(pid) and time.monotonic() < deadline:
        time.sleep(0.002)
    return pid


def _wait_until_ready(folder: Path, data: Path, running: Postmaster) -> psycopg.Connection[Any] | None:
    """Connect as superuser, waiting while the server starts up or recovers; None when it ended."""
    url = Cluster(folder, data, HOST, running.port).url("superuser", "postgres")
    options: dict[str, Any] = {"sslmode": "disable", "gssencmode": "disable", "connect_timeout": 10}
    if psycopg.pq.version() >= 160000:
        # The server must prove that it knows the password too: no other program gets it from us.
        options["require_auth"] = "scram-sha-256"
    deadline = time.monotonic() + START_SECONDS
    pause = 0.01
    while True:
        try:
            return psycopg.connect(
                url,
                autocommit=True,
                application_name="replywell ensure",
                **options,
            )
        except psycopg.OperationalError as error:
            said = str(error)
        if "password authentication failed" in said:
            raise ClusterError(
                f"The passwords in {folder / 'secrets.json'} do not fit the database "
                f"in {data}. Put both back from the same backup."
            )
        if not is_postmaster(running.pid, data):
            return None
        if time.monotonic() > deadline:
            raise ClusterError(
                f"The database in {folder} is not ready after {START_SECONDS} seconds "
                f"({said.strip()}). "
                f"It may still be recovering from a crash: see {folder / 'postgres.log'} and try again."
            )
        time.sleep(pause)
        pause = min(pause * 1.5, 0.25)


def _prepare(connection: psycopg.Connection[Any], folder: Path) -> None:
    if not roles_ready(connection, DATABASE):
        passwords = files.read_passwords(folder)
        prepare_roles(connection, DATABASE, {role: passwords[role] for role in ROLE_NAMES})


def _kept_port(folder: Path) -> int | None:
    try:
        return int((folder / "port").read_text())
    except (OSError, ValueError):
        return None


def _is_free(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except (OSError, OverflowError):
            return False
    return True


def _free_port() -> int:
    for port in random.sample(PORTS, 200):
        if _is_free(port):
            return port
    raise ClusterError(f"No free TCP port was found between {PORTS.start} and {PORTS.stop} on {HOST}.")


def _said_since(log: Path, offset: int) -> str:
    """The log from an offset on; a negative one counts from the end."""
    try:
        with log.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(offset if offset >= 0 else max(0, size + offset))
            return file.read(100_000).decode(errors="replace")
    except OSError:
        return ""


def _last_lines(text: str) -> str:
    return "\n".join(text.strip().splitlines()[-12:])


def _no_start(folder: Path, said: str) -> ClusterError:
    return ClusterError(
        f"The database server in {folder} did not start. Its last words:\n{_last_lines(said) or '(none)'}\n"
        f"Check the room on the disk; the whole log is {folder / 'postgres.log'}."
    )
