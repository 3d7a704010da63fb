"""The other program that messages go to: it notes whatever reaches it, each workspace's apart."""

import http.server
import json
import pathlib
import threading


class Receiver:
    """Listens on a port of its own; a workspace is known by its secret, and `folder` gets a file for each."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir()
        lock = threading.Lock()

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(handler):
                body = handler.rfile.read(int(handler.headers.get("Content-Length", 0)))
                token = handler.headers.get("Authorization", "").removeprefix("Bearer ")
                # A daemon that dies while it sends may leave half a message: that is no message.
                if not token or len(body) != int(handler.headers.get("Content-Length", 0)):
                    handler.send_error(400)
                    return
                line = json.dumps({"key": handler.headers.get("Idempotency-Key"), "body": body.decode()})
                with lock, open(self.folder / token, "a") as file:
                    file.write(line + "\n")
                handler.send_response(200)
                handler.send_header("Content-Length", "0")
                handler.end_headers()

            def log_message(handler, *arguments):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/tickmark"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


def received(folder, token):
    """What came, in order: keys and bodies."""
    path = pathlib.Path(folder) / token
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []
