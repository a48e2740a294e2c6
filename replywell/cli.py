"""The command line. Each command says what it does in one line and leaves the work to its room."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status (0 done, 1 refused or failed with a message, 2 wrong usage)."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.command is None:
        parser.print_help()
        return 2
    try:
        status: int = options.run(options)
    except BrokenPipeError:  # whoever read our lines has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="replywell", description="The two-way text line of a medical practice.")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")

    def command(name: str, run: object, help_text: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=help_text, description=help_text)
        made.set_defaults(run=run)
        return made

    made = command("demo", _demo, "A made-up practice with patient phones in the browser.")
    made.add_argument("--home", type=Path, help="Where its data lives (default: a folder of its own, kept).")
    made.add_argument("--port", type=int, default=8000)
    made.add_argument("--fresh", action="store_true", help="Forget what was played so far.")
    made = command("serve", _serve, "Run everything on this machine: web, live and worker.")
    for name, run, text in (
        ("web", _web, "Run the staff pages only."),
        ("live", _live, "Run carrier webhooks and live updates only."),
        ("worker", _worker, "Run the worker only: texts, wake-ups, sending, periodic jobs."),
        ("migrate", _migrate, "Bring the database to this version."),
        ("settings", _settings, "Show every setting, where its value comes from and what it means."),
    ):
        command(name, run, text)
    made = command("load", _load, "Load a practice (YAML), patients and visits (CSV).")
    made.add_argument("files", nargs="+", type=Path, metavar="FILE")
    made.add_argument("--complete", action="store_true", help="What the files leave out is gone.")
    command("read", _read, "JSON lines with texts in, Readings out.")
    made = command("login", _login, "Make or reset a staff log-in; asks for the password.")
    made.add_argument("practice", help="The practice's code.")
    made.add_argument("staff", help="The staff member's code.")
    made.add_argument("--name", help="The log-in's name (default: the staff code).")
    made = command("invite", _invite, "Print a link with which a staff member makes a log-in or sets a new password.")
    made.add_argument("practice", help="The practice's code.")
    made.add_argument("staff", help="The staff member's code.")
    made = command("audit", _audit, "The audit trail: `audit verify` checks every seal.")
    made.add_argument("action", choices=["verify"])
    made = command(
        "corrections", _corrections, "What staff corrected: `corrections export FILE` writes patients' texts."
    )
    made.add_argument("action", choices=["export"])
    made.add_argument("file", type=Path, metavar="FILE", help="A new file; the words of patients will be in it.")
    made.add_argument("--practice", help="The practice's code, where there are several.")
    made = command("bench", _bench, "A benchmark beside its floor, as JSON.")
    made.add_argument("name", choices=["inbound", "outbound", "slots", "backfill", "path", "console"])
    made.add_argument("--seconds", type=float, help="How long each round lasts.")
    command("doctor", _doctor, "What is missing before going live.")
    return parser


def _django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "replywell.settings")
    import django

    django.setup()


def _demo(options: argparse.Namespace) -> int:
    from replywell.processes import demo

    return demo.run(options.home, options.port, fresh=options.fresh)


def _serve(options: argparse.Namespace) -> int:
    from replywell.processes import serve

    return serve.run()


def _web(options: argparse.Namespace) -> int:
    from replywell.processes import web

    web.run()
    return 0


def _live(options: argparse.Namespace) -> int:
    from replywell.processes import live

    live.run()
    return 0


def _worker(options: argparse.Namespace) -> int:
    os.environ["REPLYWELL_PROCESS"] = "worker"
    _django()
    from replywell.processes import worker

    return worker.run()


def _migrate(options: argparse.Namespace) -> int:
    _django()
    from django.core.management import call_command

    call_command("migrate", database="owner", verbosity=1)
    return 0


def _settings(options: argparse.Namespace) -> int:
    from replywell.processes import show_settings

    print(show_settings.table())
    return 0


def _load(options: argparse.Namespace) -> int:
    _django()
    from replywell.common import clock
    from replywell.ehr.load import LoadErrors, load_files

    try:
        print(load_files(options.files, complete=options.complete, now=clock.now()))
    except LoadErrors as problems:
        print(problems, file=sys.stderr)
        return 1
    return 0


def _read(options: argparse.Namespace) -> int:
    from replywell.understanding import lines

    lines.run(sys.stdin, sys.stdout)
    return 0


def _login(options: argparse.Namespace) -> int:
    _django()
    from replywell.processes import login

    return login.run(options.practice, options.staff, options.name)


def _invite(options: argparse.Namespace) -> int:
    _django()
    from replywell.processes import login

    return login.invite(options.practice, options.staff)


def _audit(options: argparse.Namespace) -> int:
    _django()
    from replywell.audit import verify

    return verify.run()


def _corrections(options: argparse.Namespace) -> int:
    _django()
    from replywell.processes import export_corrections

    return export_corrections.run(options.file, options.practice)


def _bench(options: argparse.Namespace) -> int:
    from replywell.processes import bench

    return bench.run(options.name, options.seconds)


def _doctor(options: argparse.Namespace) -> int:
    _django()
    from replywell.processes import doctor

    return doctor.run()


if __name__ == "__main__":
    sys.exit(main())
