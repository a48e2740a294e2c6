"""The live process: carrier webhooks and server-sent events, one small ASGI app."""

import os

from replywell import settings


def run() -> None:
    """Run until SIGTERM."""
    os.environ["REPLYWELL_PROCESS"] = "live"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "replywell.settings")
    from replywell.messaging import live

    live.main(settings.read("REPLYWELL_HOST"), int(settings.read("REPLYWELL_LIVE_PORT")))
