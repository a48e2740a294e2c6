"""A mail server on 127.0.0.1 that keeps what it is given."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_string
from email.header import decode_header, make_header

Mail = tuple[str, str, str]
"""(to, subject, words)"""


class _Talk(socketserver.StreamRequestHandler):
    """As much of RFC 5321 as smtplib speaks."""

    def handle(self) -> None:
        self.wfile.write(b"220 test\r\n")
        while line := self.rfile.readline():
            verb = line[:4].upper()
            if verb == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                lines = []
                while (text := self.rfile.readline()) not in (b".\r\n", b""):
                    lines.append(text.removeprefix(b".") if text.startswith(b"..") else text)
                self._keep(b"".join(lines).decode())
            elif verb == b"QUIT":
                self.wfile.write(b"221 bye\r\n")
                return
            self.wfile.write(b"250 fine\r\n")

    def _keep(self, raw: str) -> None:
        mail = message_from_string(raw)
        body = mail.get_payload(decode=True)
        assert isinstance(body, bytes)
        subject = str(make_header(decode_header(str(mail["Subject"]))))
        self.server.kept.append((str(mail["To"]), subject, body.decode()))  # type: ignore[attr-defined]


@contextmanager
def mail_server() -> Iterator[tuple[int, list[Mail]]]:
    """Its port, and the mails so far."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Talk) as server:
        kept: list[Mail] = []
        server.kept = kept  # type: ignore[attr-defined]
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield server.server_address[1], kept
        finally:
            server.shutdown()
            thread.join()
