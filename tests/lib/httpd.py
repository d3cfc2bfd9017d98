#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""An HTTP server on loopback that behaves as the path asks, good or bad.

Prints its port, and ends when its standard input does.
"""
import gzip
import http.server
import os
import socketserver
import sys
import threading
import time

BODY = b"192.0.2.0/24 AS64496\n" * 100
GZIP = gzip.compress(b"abc")


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer(self, status, body=b"", headers=(), length=None):
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        if length is None:
            length = len(body)
        if length >= 0:
            self.send_header("Content-Length", str(length))
        else:
            self.close_connection = True
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()

    def hang_up(self):
        self.close_connection = True

    def redirect(self, to):
        self.answer(302, b"elsewhere\n", [("Location", to)])

    def do_GET(self):
        path, _, argument = self.path.partition("?")
        method = getattr(self, "get_" + path.strip("/").replace("-", "_"), None)
        if method is None:
            self.answer(404, b"no such page\n")
            return
        try:
            method(argument)
        except (BrokenPipeError, ConnectionResetError):
            self.hang_up()

    def get_plain(self, _):
        self.answer(200, BODY)

    def get_empty(self, _):
        self.answer(200)

    def get_echo(self, _):
        self.answer(200, str(self.headers).encode())

    def get_status(self, argument):
        self.answer(int(argument), b"" if argument in ("204", "304") else BODY)

    def get_etag(self, argument):
        tag = '"%s"' % argument
        if self.headers["If-None-Match"] == tag:
            self.answer(304, headers=[("ETag", tag)])
        else:
            self.answer(200, argument.encode(), [("ETag", tag)])

    def get_modified(self, argument):
        date = "Mon, 23 Nov 2026 04:05:06 GMT"
        if self.headers["If-Modified-Since"] == date:
            self.answer(304)
        else:
            self.answer(200, BODY, [("Last-Modified", date)])

    def get_tagged_cut(self, _):
        self.answer(200, BODY[:50], [("ETag", '"new"')], len(BODY))
        self.hang_up()

    def get_redirect(self, argument):
        left = int(argument)
        self.redirect("/redirect?%d" % (left - 1) if left > 1 else "/plain")

    def get_loop(self, _):
        self.redirect("/loop")

    def get_to(self, argument):
        self.redirect(argument)

    def get_cut(self, _):
        self.answer(200, BODY[:500], length=len(BODY))
        self.hang_up()

    def get_long(self, _):
        self.answer(200, BODY, length=10)
        self.hang_up()

    def get_until_close(self, _):
        self.answer(200, BODY, length=-1)

    def get_stall(self, _):
        self.answer(200, BODY[:10], length=len(BODY))
        time.sleep(30)

    def get_silent(self, _):
        time.sleep(30)

    def get_claims_huge(self, _):
        self.answer(200, BODY, length=1 << 40)
        self.hang_up()

    def get_endless(self, _):
        self.answer(200, length=-1)
        for _ in range(100000):
            self.wfile.write(BODY)

    def chunk(self, data):
        self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))

    def get_chunked(self, _):
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for i in range(0, len(BODY), 100):
            self.chunk(BODY[i:i + 100])
        self.chunk(b"")

    def get_chunked_cut(self, _):
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self.chunk(BODY[:100])
        self.hang_up()

    def get_coded(self, _):
        self.answer(200, GZIP, [("Content-Encoding", "gzip")])


class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        pass


server = Server(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
print(server.server_address[1], flush=True)
sys.stdin.read()
os._exit(0)
