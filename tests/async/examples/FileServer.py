# SPDX-License-Identifier: MIT
"""Serves files over HTTP: FileServer.py PORT. /NAME is 100,000 bytes of NAME's first letter; the first request for
/flaky-* is answered with 503, all for /missing-* with 404, and /slow-* gives a byte and then nothing. /five-* is answered
a moment after five of them are there. It prints the most requests that were under way at once, whenever there are more."""
import http.server
import sys
import threading

lock = threading.Lock()
five = threading.Barrier(5)
seen, running, most = set(), 0, 0


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        global running, most
        name = self.path[1:]
        with lock:
            running += 1
            if running > most:
                most = running
                print("most", most, flush=True)
            is_first = name not in seen
            seen.add(name)
        try:
            self.answer(name, is_first)
        finally:
            with lock:
                running -= 1

    def answer(self, name, is_first):
        if name.startswith("five-"):
            five.wait(30)
            threading.Event().wait(0.3)  # in which a sixth would come
        if name.startswith("missing-") or (name.startswith("flaky-") and is_first):
            self.send_error(404 if name.startswith("missing-") else 503)
            return
        self.send_response(200)
        self.send_header("Content-Length", "100000")
        self.end_headers()
        if name.startswith("slow-"):
            self.wfile.write(name[:1].encode())
            self.wfile.flush()
            print("slow", flush=True)
            self.rfile.read(1)  # until the other side has gone
            return
        self.wfile.write(name[:1].encode() * 100000)

    def log_message(self, *arguments):
        pass


http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
