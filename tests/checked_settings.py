"""The settings as the type checker reads them: without starting a database."""

import os

os.environ.setdefault("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
os.environ.setdefault("REPLYWELL_SECRET_KEY", "only for the type checker")

from replywell.settings import *  # noqa: F403
