"""The embedded PostgreSQL: real servers in temporary folders, real crashes, real other users."""

import contextlib
import json
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from replywell.common import database
from replywell.common.database import Cluster, ClusterError, Running, Stopped, files
from tests.common.pg import FAST, scratch_cluster, scratch_home

ROOT = os.geteuid() == 0
needs_root = pytest.mark.skipif(not ROOT, reason="only root can become another user; run the tests as root too")
PROJECT = Path(__file__).resolve().parents[2]
PACKAGES = str(Path(psycopg.__file__).parents[1])


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    with scratch_cluster() as made:
        yield made


@pytest.fixture(scope="module")
def kept_home() -> Iterator[Path]:
    with scratch_home() as folder:
        database.ensure(folder, settings=FAST)
        yield folder


@pytest.fixture
def used(kept_home: Path) -> Path:
    """A home with a database whose server is stopped; shared, since making one takes a second."""
    database.stop(kept_home)
    return kept_home


@pytest.fixture
def home() -> Iterator[Path]:
    with scratch_home() as folder:
        yield folder


@pytest.fixture(scope="module")
def stranger() -> Iterator[pwd.struct_passwd]:
    """An ordinary user of this machine, removed afterwards."""
    name = f"rwtest{os.getpid()}"
    subprocess.run(["useradd", "--system", "--no-create-home", "--user-group", name], check=True)
    try:
        yield pwd.getpwnam(name)
    finally:
        subprocess.run(["userdel", name], check=True)


def python_for(user: pwd.struct_passwd) -> str:
    """A Python of our version that the user may run: root's own may lie in a closed folder."""
    usual = f"python3.{sys.version_info.minor}"
    for python in (sys.executable, f"/usr/bin/{usual}", f"/usr/local/bin/{usual}"):
        with contextlib.suppress(OSError):
            command = [python, "-c", "import sys"]
            become: dict[str, Any] = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
            if subprocess.run(command, check=False, **become).returncode == 0:
                return python
    pytest.skip(f"an ordinary user of this machine cannot run {usual}, so nothing was tried as one")


def program(code: str, user: pwd.struct_passwd | None = None, **environment: str) -> subprocess.Popen[str]:
    """Another Python program, perhaps of another user, that has `database` and FAST at hand."""
    start = "import json, sys, time\nfrom pathlib import Path\nfrom replywell.common import database\n"
    become: dict[str, Any] = {}
    python = sys.executable
    if user:
        python = python_for(user)
        become = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    return subprocess.Popen(
        [python, "-B", "-c", f"{start}FAST = {FAST!r}\n{code}"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=PROJECT,
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": os.pathsep.join([str(PROJECT), PACKAGES]),
        }
        | environment,
        **become,
    )


def answer(process: subprocess.Popen[str]) -> Any:
    """What the program printed, as JSON; its error output when it failed."""
    said, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors
    return json.loads(said)


def running(home: Path) -> Running:
    state = database.status(home)
    assert isinstance(state, Running)
    return state


def kill_postmaster(home: Path) -> int:
    pid = running(home).pid
    os.kill(pid, signal.SIGKILL)
    return pid


def one(cluster: Cluster, query: str, role: database.Role = "owner") -> Any:
    with psycopg.connect(cluster.url(role)) as connection:
        row = connection.execute(query).fetchone()
        assert row is not None
        return row[0]


def write(cluster: Cluster, *statements: str, role: database.Role = "owner") -> None:
    with psycopg.connect(cluster.url(role), autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)


def test_cold_start_gives_four_roles_and_a_utf8_database(cluster: Cluster) -> None:
    roles: list[database.Role] = ["owner", "app", "retention", "superuser"]
    users = [one(cluster, "SELECT current_user", role) for role in roles]
    assert users == ["replywell_owner", "replywell_app", "replywell_retention", "postgres"]
    assert one(cluster, "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'replywell'") == users[0]
    assert one(cluster, "SELECT datlocale FROM pg_database WHERE datname = 'replywell'") == "C.UTF-8"
    assert one(cluster, "SELECT upper('ñandú')") == "ÑANDÚ"
    assert one(cluster, "SHOW server_encoding") == "UTF8"
    assert one(cluster, "SHOW timezone") == "UTC"
    assert one(cluster, "SHOW jit") == "off"


def test_test_settings_replace_the_durable_ones_and_only_while_asked_for(used: Path) -> None:
    cluster = database.ensure(used, settings=FAST)
    assert one(cluster, "SHOW fsync") == "off"
    database.stop(used)
    cluster = database.ensure(used)
    assert [one(cluster, f"SHOW {name}") for name in ("fsync", "synchronous_commit", "full_page_writes")] == ["on"] * 3
    assert one(cluster, "SHOW max_connections") == "200"
    assert one(cluster, "SHOW shared_buffers") == "256MB"


def test_second_call_attaches_to_the_same_server(cluster: Cluster) -> None:
    before = running(cluster.home)
    assert database.ensure(cluster.home) == cluster
    assert running(cluster.home) == before


def test_stop_and_warm_start_keep_port_passwords_and_rows(used: Path) -> None:
    first = database.ensure(used, settings=FAST)
    write(first, "CREATE TABLE kept (n int)", "INSERT INTO kept VALUES (7)")
    url = first.url("owner")
    database.stop(used)
    assert isinstance(database.status(used), Stopped)
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url)
    database.stop(used)
    again = database.ensure(used, settings=FAST)
    assert again.url("owner") == url
    assert one(again, "SELECT n FROM kept") == 7


@needs_root
def test_as_root_the_server_runs_as_the_system_user_from_its_own_copy(cluster: Cluster) -> None:
    pid = running(cluster.home).pid
    assert os.stat(f"/proc/{pid}").st_uid == pwd.getpwnam("replywell").pw_uid
    assert Path(os.readlink(f"/proc/{pid}/exe")).is_relative_to(cluster.home)
    assert cluster.data.stat().st_mode & 0o777 == 0o700
    assert (cluster.home / "secrets.json").stat().st_uid == 0


@needs_root
def test_as_root_folders_outside_the_home_keep_their_rights_even_when_that_prevents_the_start() -> None:
    with scratch_home() as outer:
        outer.chmod(0o700)
        with pytest.raises(ClusterError, match=r"cannot run PostgreSQL.*REPLYWELL_HOME"):
            database.ensure(outer / "home", settings=FAST)
        assert outer.stat().st_mode & 0o777 == 0o700
        assert outer.stat().st_gid == 0


@needs_root
def test_an_ordinary_user_runs_a_server_as_himself(stranger: pwd.struct_passwd) -> None:
    with scratch_home() as folder:
        os.chown(folder, stranger.pw_uid, stranger.pw_gid)
        code = """
import os, psycopg
cluster = database.ensure(settings=FAST)
psycopg.connect(cluster.url("app")).close()
pid = database.status().pid
seen = [os.stat(f"/proc/{pid}").st_uid, os.readlink(f"/proc/{pid}/exe"), str(cluster.home)]
database.stop()
print(json.dumps([*seen, type(database.status()).__name__]))
"""
        try:
            uid, executable, used, state = answer(program(code, stranger, REPLYWELL_HOME=str(folder)))
            assert uid == stranger.pw_uid
            assert Path(executable).parent == database.binaries().resolve()
            assert used == str(folder)
            assert state == "Stopped"
            assert folder.stat().st_mode & 0o777 == 0o700
            assert (folder / "secrets.json").stat().st_mode & 0o777 == 0o600
        finally:
            os.chown(folder, 0, 0)


@needs_root
def test_another_user_cannot_read_the_secrets_nor_connect(cluster: Cluster, stranger: pwd.struct_passwd) -> None:
    code = f"""
import os, psycopg
home, refused = Path({str(cluster.home)!r}), []
for path in (home / "secrets.json", home / "postgres.log", home / "data" / "PG_VERSION"):
    try:
        path.read_text()
    except PermissionError:
        refused.append(path.name)
for user in ("postgres", "replywell_owner", "replywell_app", "replywell_retention"):
    for host in ("127.0.0.1", str(home / "data")):
        for password in ("", "postgres"):
            try:
                options = dict(host=host, port={cluster.port}, user=user, password=password)
                psycopg.connect("dbname=postgres", **options)
            except psycopg.OperationalError as error:
                refused.append(str(error))
print(json.dumps(refused))
"""
    refused = answer(program(code, stranger))
    assert refused[:3] == ["secrets.json", "postgres.log", "PG_VERSION"]
    assert len(refused) == 3 + 4 * 2 * 2
    by_network = [text for text in refused[3:] if "127.0.0.1" in text]
    assert len(by_network) == 8
    assert all("no password supplied" in text or "authentication failed" in text for text in by_network)


def test_no_way_in_without_a_password_even_for_the_same_user(cluster: Cluster) -> None:
    hosts = ["127.0.0.1", str(cluster.data)]
    for host in hosts:
        with pytest.raises(psycopg.OperationalError, match="no password supplied"):
            psycopg.connect(host=host, port=cluster.port, user="postgres", dbname="postgres")
    methods = one(cluster, "SELECT string_agg(DISTINCT auth_method, ',') FROM pg_hba_file_rules", "superuser")
    assert methods == "scram-sha-256"


def test_killed_server_comes_back_with_every_committed_row(used: Path) -> None:
    cluster = database.ensure(used, settings=FAST)
    write(cluster, "CREATE TABLE committed AS SELECT generate_series(1, 5000) AS n")
    # A busy backend outlives its postmaster for a while; the new server must wait for it.
    with contextlib.closing(psycopg.connect(cluster.url("owner"))) as busy:
        busy.pgconn.send_query(b"SELECT count(*) FROM generate_series(1, 3000000)")
        dead = kill_postmaster(used)
        again = database.ensure(used, settings=FAST)
    assert running(used).pid != dead
    assert one(again, "SELECT count(*) FROM committed") == 5000


@pytest.mark.parametrize("other", ["a living process", "a zombie"])
def test_a_pid_file_that_names_another_process_is_not_believed(used: Path, other: str) -> None:
    database.ensure(used, settings=FAST)
    dead = kill_postmaster(used)
    with subprocess.Popen(["sleep", "60"]) as process:
        if other == "a zombie":
            process.kill()
            time.sleep(0.05)
        locks = [used / "data" / "postmaster.pid", *(used / "data").glob(".s.PGSQL.*.lock")]
        assert len(locks) == 2
        for lock in locks:
            lines = lock.read_text().splitlines(keepends=True)
            assert int(lines[0]) == dead
            lock.write_text("".join([f"{process.pid}\n", *lines[1:]]))
        assert isinstance(database.status(used), Stopped)
        database.stop(used)
        if other == "a living process":
            assert process.poll() is None, "stop() must not end a process that is not ours"
        cluster = database.ensure(used, settings=FAST)
        assert one(cluster, "SELECT 1") == 1
        assert running(used).pid not in (dead, process.pid)
        process.kill()


def test_pid_files_left_empty_by_a_power_cut_do_not_prevent_the_start(used: Path) -> None:
    database.ensure(used, settings=FAST)
    dead = kill_postmaster(used)
    for lock in [used / "data" / "postmaster.pid", *(used / "data").glob(".s.PGSQL.*.lock")]:
        os.truncate(lock, 0)
    assert one(database.ensure(used, settings=FAST), "SELECT 1") == 1
    assert running(used).pid != dead


def test_server_outlives_a_killed_parent_and_can_be_stopped(used: Path) -> None:
    code = f"database.ensure(Path({str(used)!r}), settings=FAST); print('up', flush=True); time.sleep(60)"
    with program(code) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == "up\n"
        pid = running(used).pid
        parent.kill()
        parent.communicate()
    cluster = database.ensure(used)
    assert running(used).pid == pid
    assert one(cluster, "SELECT 1") == 1
    database.stop(used)
    assert isinstance(database.status(used), Stopped)
    assert not (used / "data" / "postmaster.pid").exists()


def test_four_programs_at_once_on_a_fresh_home_share_one_server(home: Path) -> None:
    code = f"""
import psycopg
cluster = database.ensure(Path({str(home)!r}), settings=FAST)
with psycopg.connect(cluster.url("app")) as connection:
    started = str(connection.execute("SELECT pg_postmaster_start_time()").fetchone()[0])
print(json.dumps([database.status(cluster.home).pid, cluster.port, started]))
"""
    seen = [answer(process) for process in [program(code) for _ in range(4)]]
    assert len(seen) == 4
    assert len({tuple(one) for one in seen}) == 1
    assert (home / "postgres.log").read_text().count("starting PostgreSQL") == 1


def test_a_program_killed_while_it_makes_the_database_leaves_nothing_half_done(home: Path) -> None:
    with program(f"database.ensure(Path({str(home)!r}))") as maker:
        while not list(home.glob(".data-new-*/data/base")):
            assert maker.poll() is None
            time.sleep(0.001)
        maker.kill()
        maker.communicate()
    cluster = database.ensure(home, settings=FAST)
    assert one(cluster, "SELECT 1") == 1


def test_a_path_too_long_for_a_socket_is_served_by_tcp_alone(home: Path) -> None:
    if ROOT:
        home.chmod(0o711)
    deep = home / ("d" * 60) / ("e" * 60)
    deep.parent.mkdir()
    try:
        cluster = database.ensure(deep, settings=FAST)
        assert one(cluster, "SELECT 1") == 1
        assert one(cluster, "SHOW unix_socket_directories", "superuser") == ""
        assert not list(cluster.data.glob(".s.PGSQL*"))
    finally:
        database.stop(deep)


def test_a_port_taken_by_another_program_is_chosen_anew(used: Path) -> None:
    first = database.ensure(used, settings=FAST)
    database.stop(used)
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        other.bind(("127.0.0.1", first.port))
        other.listen()
        second = database.ensure(used, settings=FAST)
        assert second.port != first.port
        assert one(second, "SELECT 1") == 1
    database.stop(used)
    assert database.ensure(used, settings=FAST).port == second.port


def test_ensure_waits_while_the_server_says_it_is_starting_up(used: Path) -> None:
    cluster = database.ensure(used, settings=FAST)
    write(cluster, "CREATE TABLE recovered AS SELECT 1 AS n")
    database.stop(used)
    # Recovery from an archive that is slow to answer: the longest start-up a test can have at will.
    signal_file = cluster.data / "recovery.signal"
    signal_file.touch(mode=0o600)
    os.chown(signal_file, cluster.data.stat().st_uid, -1)
    slow = {"restore_command": "sleep 0.5; false", "hot_standby": "off"}
    log, began = used / "postgres.log", time.monotonic()
    before = len(log.read_text())
    cluster = database.ensure(used, settings=FAST | slow)
    assert time.monotonic() - began > 0.5
    assert "the database system is starting up" in log.read_text()[before:]
    assert one(cluster, "SELECT n FROM recovered") == 1


@pytest.mark.parametrize("role", ["app", "retention"])
@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE mine (n int)",
        "CREATE TEMPORARY TABLE mine (n int)",
        "CREATE SCHEMA mine",
        "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE DATABASE mine",
        "CREATE ROLE mine",
        "SET ROLE replywell_owner",
        "ALTER SYSTEM SET log_statement = 'all'",
        "COPY (SELECT 1) TO PROGRAM 'true'",
    ],
)
def test_app_and_retention_can_create_nothing(cluster: Cluster, role: database.Role, statement: str) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        write(cluster, statement, role=role)


def test_app_owns_nothing_and_reads_only_what_the_owner_grants(cluster: Cluster) -> None:
    write(
        cluster,
        "CREATE TABLE granted (n int)",
        "CREATE TABLE secret (n int)",
        "GRANT SELECT ON granted TO replywell_app",
    )
    owned = "SELECT count(*) FROM pg_shdepend WHERE deptype = 'o' AND refobjid = 'replywell_app'::regrole"
    assert one(cluster, owned, "superuser") == 0
    assert one(cluster, "SELECT count(*) FROM granted", "app") == 0
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        one(cluster, "SELECT count(*) FROM secret", "app")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        write(cluster, "DROP TABLE granted", role="app")


def test_no_role_of_ours_has_powers_over_the_server(cluster: Cluster) -> None:
    powers = "rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication"
    assert one(cluster, f"SELECT count(*) FROM pg_roles WHERE rolname LIKE 'replywell%' AND ({powers})") == 0
    assert one(cluster, "SELECT count(*) FROM pg_roles WHERE rolname LIKE 'replywell%'") == 3


def test_a_role_that_was_given_powers_loses_them_at_the_next_call(used: Path) -> None:
    cluster = database.ensure(used, settings=FAST)
    write(cluster, "ALTER ROLE replywell_app BYPASSRLS CREATEDB", role="superuser")
    database.ensure(used)
    query = "SELECT rolbypassrls OR rolcreatedb FROM pg_roles WHERE rolname = 'replywell_app'"
    assert one(cluster, query) is False


def test_an_administrator_who_is_no_superuser_can_prepare_another_server(used: Path) -> None:
    cluster = database.ensure(used, settings=FAST)
    with psycopg.connect(cluster.url("superuser", "postgres"), autocommit=True) as connection:
        connection.execute("DROP DATABASE replywell WITH (FORCE)")
        for name in database.ROLE_NAMES.values():
            connection.execute(f"DROP ROLE {name}")
        connection.execute("CREATE ROLE admin LOGIN CREATEROLE CREATEDB PASSWORD 'made-up'")
    url = f"postgresql://admin:made-up@127.0.0.1:{cluster.port}/postgres"
    with psycopg.connect(url, autocommit=True) as connection:
        made = database.prepare_roles(connection, "practice")
        assert sorted(made) == ["app", "owner", "retention"]
        assert len(set(made.values())) == 3
        assert database.prepare_roles(connection, "practice") == {}
        assert database.prepare_roles(connection, "practice", {"app": "chosen"}) == {"app": "chosen"}
    for role, password in (made | {"app": "chosen"}).items():
        name = database.ROLE_NAMES[role]
        psycopg.connect(f"postgresql://{name}:{password}@127.0.0.1:{cluster.port}/practice").close()
    owner = f"postgresql://replywell_owner:{made['owner']}@127.0.0.1:{cluster.port}/practice"
    with psycopg.connect(owner) as connection:
        connection.execute("CREATE TABLE mine (n int)")


def test_prepare_roles_refuses_a_transaction(cluster: Cluster) -> None:
    with (
        psycopg.connect(cluster.url("superuser")) as connection,
        pytest.raises(ValueError, match="autocommit"),
    ):
        database.prepare_roles(connection)


def test_the_log_holds_no_values_of_failed_statements(cluster: Cluster) -> None:
    write(cluster, "CREATE TABLE contacts (phone text PRIMARY KEY)")
    bad = [
        "INSERT INTO contacts VALUES ('+15550101234'), ('+15550101234')",
        "SELECT '+15550101234x'::int",
        "SELECT +15550101234 FROM nowhere",
        "DO $$ BEGIN RAISE EXCEPTION 'no +15550101234'; END $$",
        "DO $$ BEGIN RAISE WARNING 'hm +15550101234'; END $$",
    ]
    for statement in bad:
        with contextlib.suppress(psycopg.Error):
            write(cluster, statement)
    assert "5550101234" not in (cluster.home / "postgres.log").read_text()


def test_a_home_of_another_user_is_refused_by_name(home: Path, request: pytest.FixtureRequest) -> None:
    other = home
    if ROOT:
        stranger = request.getfixturevalue("stranger")
        os.chown(home, stranger.pw_uid, stranger.pw_gid)
        owner = stranger.pw_name
    else:
        other, owner = Path("/usr/share"), "root"
    try:
        for call in (database.ensure, database.status, database.stop):
            with pytest.raises(ClusterError, match=f"belongs to {owner}.*REPLYWELL_HOME"):
                call(other)
        assert not list(home.iterdir())
    finally:
        if ROOT:
            os.chown(home, 0, 0)


@needs_root
def test_data_whose_system_user_got_another_number_is_taken_back(used: Path, stranger: pwd.struct_passwd) -> None:
    cluster = database.ensure(used, settings=FAST)
    database.stop(used)
    for base, _folders, names in os.walk(cluster.data):
        for path in [Path(base), *(Path(base, name) for name in names)]:
            os.chown(path, stranger.pw_uid, stranger.pw_gid)
    assert one(database.ensure(used, settings=FAST), "SELECT 1") == 1


def test_a_place_that_cannot_be_a_folder_says_what_to_do(home: Path) -> None:
    (home / "file").touch()
    with pytest.raises(ClusterError, match=r"Cannot make the folder .*REPLYWELL_HOME"):
        database.ensure(home / "file" / "home")


def test_shared_and_log_in_folders_are_never_taken_over() -> None:
    own = Path(pwd.getpwuid(os.geteuid()).pw_dir)
    places = [
        place for place in (own, Path("/tmp")) if place.is_dir() and place.owner() == pwd.getpwuid(os.geteuid()).pw_name
    ]
    if not places:
        pytest.skip("this user owns neither a log-in folder nor a shared one")
    for place in places:
        before = place.stat().st_mode
        with pytest.raises(ClusterError, match="a folder of its own"):
            database.ensure(place)
        assert place.stat().st_mode == before


def test_the_home_is_what_the_environment_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPLYWELL_HOME", "/tmp/../tmp/chosen")
    assert database.home() == Path("/tmp/chosen")
    monkeypatch.delenv("REPLYWELL_HOME")
    monkeypatch.setenv("XDG_DATA_HOME", "/tmp/mine")
    assert database.home() == Path("/var/lib/replywell" if ROOT else "/tmp/mine/replywell")


def test_a_full_disk_shows_what_initdb_said_and_the_next_call_succeeds(home: Path) -> None:
    # A limit on file sizes stops initdb in the middle, as a full disk does.
    code = f"""
import resource
from replywell.common.database import files
home = Path({str(home)!r})
account = files.server_account()
files.prepare_home(home, account)
files.installed_for(home, account)
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, resource.RLIM_INFINITY))
try:
    database.ensure(home, settings=FAST)
except database.ClusterError as error:
    print(json.dumps(str(error)))
"""
    said = answer(program(code))
    assert "initdb said" in said
    assert "File too large" in said
    assert "room on the disk" in said
    assert not [path for path in home.iterdir() if "data" in path.name]
    assert one(database.ensure(home, settings=FAST), "SELECT 1") == 1


def test_a_server_that_will_not_start_shows_its_last_words(used: Path) -> None:
    with pytest.raises(ClusterError, match=r"(?s)did not start.*shared_bufers"):
        database.ensure(used, settings=FAST | {"shared_bufers": "1MB"})
    assert one(database.ensure(used, settings=FAST), "SELECT 1") == 1


def test_passwords_that_do_not_fit_the_data_are_told(used: Path) -> None:
    database.ensure(used, settings=FAST)
    kept = (used / "secrets.json").read_text()
    files.make_passwords(used, ("superuser", "owner", "app", "retention"))
    with pytest.raises(ClusterError, match="do not fit the database"):
        database.ensure(used)
    (used / "secrets.json").unlink()
    with pytest.raises(ClusterError, match="Put the file back from a backup"):
        database.ensure(used)
    (used / "secrets.json").write_text(kept)
    assert one(database.ensure(used), "SELECT 1") == 1


def test_damaged_copies_of_the_programs_are_copied_anew(used: Path) -> None:
    if not ROOT:
        pytest.skip("only root runs a copy; an ordinary user runs the installed programs")
    database.ensure(used, settings=FAST)
    database.stop(used)
    (server,) = used.glob("pgsql-*/**/bin/postgres")
    server.write_bytes(b"")
    assert one(database.ensure(used, settings=FAST), "SELECT 1") == 1
    assert server.stat().st_size == (database.binaries() / "postgres").stat().st_size


def test_pg_dump_fits_the_server(cluster: Cluster) -> None:
    dump = subprocess.run(
        [database.pg_dump_path(), "--enable-row-security", cluster.url("owner")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert dump.returncode == 0, dump.stderr
    assert "PostgreSQL database dump complete" in dump.stdout
    assert shutil.which(database.psql_path())


def test_a_scratch_server_is_gone_after_sigterm() -> None:
    code = """
from tests.common.pg import scratch_cluster
with scratch_cluster() as cluster:
    print(json.dumps([str(cluster.home), database.status(cluster.home).pid]), flush=True)
    time.sleep(60)
"""
    with program(code) as process:
        assert process.stdout is not None
        folder, pid = json.loads(process.stdout.readline())
        assert Path(folder).exists()
        process.terminate()
        process.communicate(timeout=30)
    assert not Path(folder).exists()
    deadline = time.monotonic() + 10
    while Path(f"/proc/{pid}/exe").exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not Path(f"/proc/{pid}/exe").exists()
