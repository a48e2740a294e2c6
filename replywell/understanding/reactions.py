"""Reactions of iPhones and Androids that arrive as texts and quote ours: read as their emoji."""

import re

_VERBS = {
    "loved": "❤", "liked": "👍", "disliked": "👎", "laughed at": "😂", "emphasized": "‼", "questioned": "❓",
    "le gusto": "👍", "le gusta": "👍", "le encanto": "❤", "le encanta": "❤", "no le gusto": "👎", "no le gusta": "👎",
    "se rio de": "😂", "le dio risa": "😂", "enfatizo": "‼", "destaco": "‼", "exclamo por": "‼", "pregunto por": "❓",
    "cuestiono": "❓", "interrogo": "❓", "me gusto": "👍", "me encanto": "❤",
}  # fmt: skip
_QUOTED = re.compile(
    r"^\s*("
    + "|".join(sorted((re.escape(v) for v in _VERBS), key=len, reverse=True))
    + r')\s+(?:an? (?:image|message)$|una? (?:imagen|mensaje)$|")',
    re.DOTALL,
)
_REACTED = re.compile(
    r'^\s*(?:reacted|reacciono)\s+(?:with |con )?(\S+)\s+(?:to|a|sobre)\s+(?:an? |una? |")', re.DOTALL
)
_ANDROID = re.compile(r'^\s*(?:a )?([^\w\s"\'.,;:!?()/$%#*+=<>@&-]\S{0,8})\s+(?:to|a|sobre|en)\s+"', re.DOTALL)
_REMOVED = re.compile(
    r'^\s*(?:removed (?:an? |the )?[^"]{1,30} from|elimino [^"]{1,40}(?: de|a)|quito [^"]{1,40}(?: de|a))\s*"',
    re.DOTALL,
)


def reaction(flat: str) -> str | None:
    """The emoji a reaction stands for, "" for one that was taken back, None when the text is no reaction."""
    if '"' not in flat and " an image" not in flat and " una imagen" not in flat:
        return None
    if m := _QUOTED.match(flat):
        return _VERBS[m[1]]
    if m := _REACTED.match(flat) or _ANDROID.match(flat):
        return m[1]
    if _REMOVED.match(flat):
        return ""
    return None
