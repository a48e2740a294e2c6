"""Carriers: the companies that carry texts, behind one contract (`base`)."""

from replywell.carriers.base import get, names

__all__ = ["get", "names"]
