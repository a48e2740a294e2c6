"""`replywell settings`: every setting, its value, where the value comes from, what it means."""

import textwrap

from replywell.environment import SETTINGS, origin, read


def table() -> str:
    """Lines for people. Secrets show only whether they are set."""
    lines = []
    for setting in SETTINGS:
        value = read(setting.name)
        shown = ("(set)" if value else "(not set)") if setting.secret else (value or "(empty)")
        lines.append(f"{setting.name} = {shown}   [{origin(setting.name)}]")
        lines += textwrap.wrap(setting.meaning, 96, initial_indent="    ", subsequent_indent="    ")
    return "\n".join(lines)
