"""Draw the journeys of `docs/workflows.md` from the code: `.venv/bin/python -m tests.workflows.draw`."""

from __future__ import annotations

import os
import re
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs" / "workflows.md"
_PLACE = re.compile(r"<!-- journey: (\w+) -->\n.*?<!-- end -->", re.DOTALL)


def drawn(page: str) -> str:
    """The page with every journey as the code has it now."""
    from replywell.dialogue.turn import REGISTRY
    from replywell.workflows.journey import mermaid

    def journey(found: re.Match[str]) -> str:
        name = found[1]
        return f"<!-- journey: {name} -->\n```mermaid\n{mermaid(REGISTRY[name])}\n```\n<!-- end -->"

    return _PLACE.sub(journey, page)


def told_of(page: str) -> list[str]:
    """The workflows that the page has a section for."""
    return [found[1] for found in _PLACE.finditer(page)]


def main() -> None:
    os.environ.setdefault("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    os.environ.setdefault("REPLYWELL_SECRET_KEY", "only to read the workflows")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "replywell.settings")
    import django

    django.setup()
    PAGE.write_text(drawn(PAGE.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
