"""The other program that messages go to: it notes whatever reaches it, each workspace's apart."""

import http.server
import json
import pathlib
import threading


class Receiver:
    """Listens on a port of its own; a workspace is known by its secret, and `folder` gets a file for each."""

    def __init__(self, folder):
        folder = pathlib.Path(folder)
        folder.mkdir()
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler(folder))
        self.url = f"http://127.0.0.1:{server.server_port}/tickmark"
        threading.Thread(target=server.serve_forever, daemon=True).start()


def handler(folder):
    lock = threading.Lock()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            length = int(self.headers.get("Content-Length", 0))
            body = self.rfile.read(length)
            token = self.headers.get("Authorization", "").removeprefix("Bearer ")
            # A daemon that dies while it sends may leave half a message: that is no message.
            if not token or len(body) != length:
                self.send_error(400)
                return
            line = json.dumps({"key": self.headers.get("Idempotency-Key"), "body": body.decode()})
            with lock, open(folder / token, "a") as file:
                file.write(line + "\n")
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *arguments):
            pass

    return Handler


def received(folder, token):
    """What came, in order: keys and bodies."""
    path = pathlib.Path(folder) / token
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []
