"""A lean load generator, in a process of its own: keeps N connections busy with requests signed beforehand.

One thread over epoll, no parsing beyond the status line and the length. Every request is distinct.
`python -m replywell.messaging.bench_load URL TOKEN TO SECONDS CONNECTIONS FIRST` prints one JSON object.
"""

import base64
import hmac
import json
import selectors
import socket
import sys
import time
from urllib.parse import urlencode, urlsplit

PHONES = 2_000
WORDS = ("Yes", "C", "can't make it, anything thursday afternoon?", "running 10 minutes late", "Sí, ahí estaré", "2")
MOST_A_SECOND = 8_000
STOP_EVERY = 100


def sign(url: str, form: dict[str, str], token: str) -> str:
    """X-Twilio-Signature of a form."""
    text = url + "".join(name + form[name] for name in sorted(form))
    return base64.b64encode(hmac.digest(token.encode(), text.encode(), "sha1")).decode()


def request(url: str, token: str, to: str, number: int) -> bytes:
    """One signed request of Twilio's, whole; `number` makes it distinct."""
    sid = f"SM{number:032x}"
    form = {
        "ToCountry": "US", "ToState": "NY", "SmsMessageSid": sid, "NumMedia": "0", "ToCity": "NEW YORK",
        "FromZip": "10001", "SmsSid": sid, "FromState": "NY", "SmsStatus": "received", "FromCity": "NEW YORK",
        "Body": "STOP" if number % STOP_EVERY == 99 else WORDS[number % len(WORDS)], "FromCountry": "US", "To": to,
        "ToZip": "10001", "NumSegments": "1", "MessageSid": sid, "AccountSid": "AC" + "0" * 32,
        "From": f"+1212556{number % PHONES:04d}", "ApiVersion": "2010-04-01",
    }  # fmt: skip
    body = urlencode(form).encode()
    parts = urlsplit(url)
    head = (
        f"POST {parts.path} HTTP/1.1\r\nHost: {parts.netloc}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        f"X-Twilio-Signature: {sign(url, form, token)}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def run(url: str, token: str, to: str, seconds: float, connections: int, first: int) -> dict[str, object]:
    """Answers a second with status 200, other answers, and how long answers took."""
    waiting = [request(url, token, to, first + i) for i in range(int(MOST_A_SECOND * seconds))]
    waiting.reverse()
    parts = urlsplit(url)
    selector = selectors.DefaultSelector()
    began_at: dict[socket.socket, float] = {}
    for _ in range(connections):
        connection = socket.create_connection((parts.hostname, parts.port or 80))
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        selector.register(connection, selectors.EVENT_READ)
    took: list[float] = []
    good = bad = 0
    began = time.perf_counter()
    end = began + seconds
    for key in list(selector.get_map().values()):
        started: socket.socket = key.fileobj  # type: ignore[assignment]
        began_at[started] = time.perf_counter()
        started.sendall(waiting.pop())
    partial: dict[socket.socket, bytes] = {}
    while began_at:
        for key, _ in selector.select(5):
            connection = key.fileobj  # type: ignore[assignment]
            answer = partial.pop(connection, b"") + connection.recv(65_536)
            if not _whole(answer):
                if not answer:
                    raise SystemExit("The server closed a connection.")
                partial[connection] = answer
                continue
            now = time.perf_counter()
            took.append(now - began_at.pop(connection))
            if answer.startswith(b"HTTP/1.1 200"):
                good += 1
            else:
                bad += 1
            if now < end:
                if not waiting:
                    raise SystemExit("All requests are used up before the time was.")
                began_at[connection] = now
                connection.sendall(waiting.pop())
    lasted = time.perf_counter() - began
    took.sort()

    def at(part: float) -> float:
        return round(took[min(int(len(took) * part), len(took) - 1)] * 1000, 2)

    return {
        "rate": round(good / lasted, 1),
        "ok": good,
        "other": bad,
        "ms": {"p50": at(0.5), "p90": at(0.9), "p99": at(0.99), "max": at(1)},
    }


def _whole(answer: bytes) -> bool:
    head, found, body = answer.partition(b"\r\n\r\n")
    if not found:
        return False
    _, _, rest = head.lower().partition(b"content-length:")
    return len(body) >= int(rest.split(b"\r\n", 1)[0])


if __name__ == "__main__":
    _, address, secret, ours, length, width, start = sys.argv
    print(json.dumps(run(address, secret, ours, float(length), int(width), int(start))))
