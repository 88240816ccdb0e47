"""A server of our own that speaks as an OpenAI-compatible endpoint does."""

import contextlib
import json
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from claims.linking import texts

CLAIM = texts.statement("Anna Velder demanded that Denmark pay $3 billion a year for the new bridge.")
PASSAGE = texts.statement("Velder demanded that Denmark pay $9 billion a year for the new bridge.")
RIGHT = {
    "relation": "contradicts",
    "score": 0.9,
    "reason": "another amount",
    "quote": "pay $9 billion  a year",
}


class Server(ThreadingHTTPServer):
    """Answers each request with the next of ``answers``: a status, a body and seconds to wait; the last for ever.

    ``drips``: seconds between the bytes of its answers.
    """

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers, self.asked, self.drips = [], [], 0

    def says(self, answer, usage=True):
        content = answer if isinstance(answer, str) else json.dumps(answer)
        body = {"choices": [{"message": {"role": "assistant", "content": content}}]}
        told = {"total_tokens": 120} if usage is True else usage
        self.answers.append((200, body | ({"usage": told} if told else {}), None))

    def fails(self, status, retry_after=None):
        self.answers.append((status, {"error": {"message": "no"}}, retry_after))


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append((self.path, self.headers.get("Authorization"), body))
        answers = self.server.answers
        status, answer, retry_after = answers.pop(0) if len(answers) > 1 else answers[0]
        data = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        if retry_after is not None:
            self.send_header("Retry-After", str(retry_after))
        self.end_headers()
        self._write(data)

    def _write(self, data):
        if not self.server.drips:
            self.wfile.write(data)
            return
        with contextlib.suppress(OSError):  # whoever asked has gone
            for byte in data:
                self.wfile.write(bytes([byte]))
                self.wfile.flush()
                time.sleep(self.server.drips)

    def log_message(self, *_):
        pass
