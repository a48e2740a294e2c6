"""Requests that are too large end before a byte of them is kept."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

from replywell.patients import documents

LARGEST = len(documents.KINDS) * documents.LARGEST + 1024 * 1024
"""Bytes of one request: every picture at its largest, and the form."""


class NotTooLarge(FileUploadHandler):
    """The first of the upload handlers: looks at the length, and leaves the rest to the next one."""

    def handle_raw_input(self, *details: Any, **_: Any) -> None:
        """Refuse by the length that the request says it has; Django reads no further than that."""
        length: int = details[2]
        if length > LARGEST:
            raise RequestDataTooBig("The pictures are too large.")

    def receive_data_chunk(self, raw_data: bytes, *_: Any) -> bytes:
        """The next handler keeps it."""
        return raw_data

    def file_complete(self, *_: Any) -> None:
        """The next handler has it."""
