"""A language model to test against, in both dialects: it answers as told, or badly, and keeps what it was asked.

    with FakeModel() as model: ...      model.url, model.behave("slow"), model.asked

Its ways to be: well, slow, dribbling, malformed, wrong_schema, refusing, failing, moved, endless.
"""

from __future__ import annotations

import contextlib
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

GOOD: dict[str, Any] = {
    "intent": "billing_question",
    "confidence": 0.9,
    "summary": "Thinks that a bill is wrong.",
    "reply": "Thank you, we will look at your bill and write to you.",
}


class FakeModel:
    """A server on 127.0.0.1 for as long as the `with` block lasts."""

    def __init__(self) -> None:
        self.answer: dict[str, Any] = dict(GOOD)
        self.way = "well"
        self.asked: list[tuple[str, dict[str, str], dict[str, Any]]] = []
        """(path, headers in lower case, body) of every request."""
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def behave(self, way: str, **answer: Any) -> None:
        """From now on: answer in this way, with these values instead of the good ones."""
        self.way, self.answer = way, GOOD | answer

    def questions(self) -> list[dict[str, Any]]:
        """What was asked about each text: the user messages."""
        return [json.loads(body["messages"][-1]["content"]) for _, _, body in self.asked]

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _said(self, anthropic: bool) -> Any:
        if self.way == "refusing":
            if anthropic:
                return {"stop_reason": "refusal", "content": [{"type": "text", "text": "I cannot help with that."}]}
            refusal = {"role": "assistant", "content": None, "refusal": "I cannot help with that."}
            return {"choices": [{"finish_reason": "stop", "message": refusal}]}
        if anthropic:
            use = {"type": "tool_use", "id": "t1", "name": "reading", "input": self.answer}
            return {"stop_reason": "tool_use", "content": [{"type": "text", "text": "Here it is."}, use]}
        message = {"role": "assistant", "content": json.dumps(self.answer)}
        return {"choices": [{"finish_reason": "stop", "message": message}]}

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        model = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                model.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}, body))
                with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                    self._answer()

            def _answer(self) -> None:
                if model.way == "slow":
                    time.sleep(3)
                if model.way == "moved":
                    self.send_response(307)
                    self.send_header("Location", model.url + "/elsewhere")
                    self.end_headers()
                    return
                self.send_response(500 if model.way == "failing" else 200)
                self.send_header("Content-Type", "application/json")
                self.end_headers()
                if model.way == "endless":
                    for _ in range(100):
                        self.wfile.write(b" " * 8192)
                    return
                said = json.dumps(model._said(self.path.endswith("/v1/messages"))).encode()
                if model.way == "malformed":
                    said = said[: len(said) // 2]
                if model.way == "dribbling":
                    for byte in said:
                        self.wfile.write(bytes([byte]))
                        self.wfile.flush()
                        time.sleep(0.1)
                    return
                self.wfile.write(said)

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
                pass

        return Handler
