"""`replywell corrections export FILE`: what staff corrected, to review and train from."""

import os
import sys
from pathlib import Path

from replywell.common import clock
from replywell.common.tenancy import practice_scope
from replywell.dialogue import corrections
from replywell.practices.models import Practice
from replywell.practices.queries import practice_id, practice_ids


def run(file: Path, code: str | None) -> int:
    """Write the file, for its owner's eyes only. Returns 1, with the reason, when something is wrong."""
    practice = _practice(code)
    if isinstance(practice, str):
        print(practice, file=sys.stderr)
        return 1
    try:
        opened = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        print(f"{file} exists already: name a new file. Nothing was written.", file=sys.stderr)
        return 1
    except OSError as trouble:
        print(f"{file} cannot be written ({trouble.strerror}). Nothing was written.", file=sys.stderr)
        return 1
    try:
        with os.fdopen(opened, "w", encoding="utf-8") as out, practice_scope(practice):
            count, words = corrections.export(practice, actor="export", now=clock.now(), to=str(file.absolute()))
            out.write(words)
            out.flush()
            os.fsync(out.fileno())
    except BaseException:
        file.unlink(missing_ok=True)  # nothing leaves that the audit trail does not tell
        raise
    print(
        f"{count} corrected text{'' if count == 1 else 's'} in {file}. They are the words of patients: keep the "
        "file like a chart, and take out names before it is shared. That it was written is in the audit trail."
    )
    return 0


def _practice(code: str | None) -> int | str:
    if code:
        return practice_id(code) or f"No practice has the code {code!r}."
    ids = practice_ids()
    if len(ids) == 1:
        return ids[0]
    codes = []
    for one in ids:
        with practice_scope(one):
            codes.append(Practice.objects.get(pk=one).code)
    return f"There are {len(ids)} practices: say which one with --practice. {', '.join(codes)}".strip()
