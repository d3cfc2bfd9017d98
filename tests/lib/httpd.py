#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""An HTTP server on loopback that behaves as the path asks, good or bad.

    httpd.py [DIRECTORY]

/tree/PATH is the file PATH of DIRECTORY, with an ETag and ranges, and bad in
the way that a file PATH.bad says: "busy 2 1" (the first two requests get 503
and Retry-After: 1), "cut 500" (the first one ends after so many bytes),
"stall 500", "status 500"; "claim 500" is a length that is not its own, and
"until-close 500" as many bytes without one.  Paths with a number behind them
(?KEY,...) count the requests for each KEY.

Prints its port, and ends when its standard input does.
"""
import collections
import gzip
import hashlib
import http.server
import os
import re
import socketserver
import sys
import threading
import time

BODY = b"192.0.2.0/24 AS64496\n" * 100
GZIP = gzip.compress(b"abc")

lock = threading.Lock()
asked = collections.Counter()  # requests for each key
log = []  # of requests: path, and the range asked for
waiting = {"now": 0, "peak": 0}  # requests for /together
barriers = {}  # of /together, by how many they are for


def times(key):
    """How often there was a request for KEY, this one included."""
    with lock:
        asked[key] += 1
        return asked[key]


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
        condition = self.headers["If-Range"]
        with lock:
            log.append(" ".join(filter(None, (
                self.path, self.headers["Range"],
                condition and "if " + condition))))
        self.dispatch()

    def dispatch(self):
        path, _, argument = self.path.partition("?")
        if path.startswith("/tree/"):
            self.get_tree(path[len("/tree/"):])
            return
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

    def get_redirect_endless(self, _):
        self.send_response(302)
        self.send_header("Location", "/plain")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for _ in range(10000):
            self.chunk(BODY)
        self.chunk(b"")

    def get_long_header(self, _):
        self.answer(200, BODY, [("X-Long", "x" * 200000)])

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

    def get_stall_tagged(self, _):
        self.answer(200, BODY[:500], [("ETag", '"one"')], len(BODY))
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

    def get_log(self, _):
        with lock:
            text = "".join(line + "\n" for line in log[:-1])
            log.clear()
        self.answer(200, text.encode())

    def get_peak(self, _):
        with lock:
            peak = waiting["peak"]
            waiting["peak"] = 0
        self.answer(200, b"%d\n" % peak)

    def get_together(self, argument):
        """Answer when so many requests are here, and let more come.

        They are over before they are answered, so that a client that asks
        for no more at once is never counted for more.
        """
        count = int(argument)
        with lock:
            barrier = barriers.setdefault(count, threading.Barrier(count))
            waiting["now"] += 1
            waiting["peak"] = max(waiting["peak"], waiting["now"])
        try:
            barrier.wait(60)
            time.sleep(0.05)
            status = 200
        except threading.BrokenBarrierError:
            status = 500
        with lock:
            waiting["now"] -= 1
        self.answer(status, BODY)

    def get_slow(self, argument):
        time.sleep(float(argument.partition(",")[0]))
        self.answer(200, BODY)

    def get_big(self, argument):
        self.answer(200, b"x" * int(argument.partition(",")[0]))

    def part(self, body, tag, end=None, ranges=True):
        """BODY, or the range of it that is asked for, up to byte END."""
        headers = [("ETag", tag)] if tag else []
        if tag and self.headers["If-None-Match"] == tag:
            self.answer(304, headers=headers)
            return
        asks = re.fullmatch(r"bytes=(\d+)-", self.headers["Range"] or "")
        if ranges and asks and self.headers["If-Range"] in (None, tag):
            first = int(asks[1])
            if first >= len(body):
                self.answer(416, b"", [("Content-Range",
                                        "bytes */%d" % len(body))])
                return
            headers.append(("Content-Range", "bytes %d-%d/%d" %
                            (first, len(body) - 1, len(body))))
            self.answer(206, body[first:end], headers, len(body) - first)
        else:
            self.answer(200, body[:end], headers, len(body))
        if end is not None and end < len(body):
            self.hang_up()

    def cut_first(self, key, tag, **more):
        self.part(BODY, tag, 500 if times(key) == 1 else None, **more)

    def get_resume(self, key):
        self.cut_first(key, '"one"')

    def get_resume_weak(self, key):
        self.cut_first(key, 'W/"one"')

    def get_resume_untagged(self, key):
        self.cut_first(key, None)

    def get_resume_ignored(self, key):
        self.cut_first(key, '"one"', ranges=False)

    def get_resume_changed(self, key):
        n = times(key)
        self.part(BODY, '"%d"' % n, 500 if n == 1 else None)

    def lie_second(self, key, body, range_, tag='"one"'):
        n = times(key)
        if n == 2:
            self.answer(206, body, [("ETag", tag), ("Content-Range", range_)])
        else:
            self.part(BODY, '"one"', 500 if n == 1 else None)

    def get_resume_elsewhere(self, key):
        self.lie_second(key, BODY[100:], "bytes 100-2099/2100")

    def get_resume_grown(self, key):
        self.lie_second(key, BODY[500:], "bytes 500-2099/9999")

    def get_resume_other(self, key):
        self.lie_second(key, BODY[500:], "bytes 500-2099/2100", '"two"')

    def get_resume_nowhere(self, key):
        self.lie_second(key, BODY[500:], "bytes x")

    def get_resume_short(self, key):
        self.lie_second(key, BODY[500:600], "bytes 500-599/2100")

    def get_resume_unknown(self, key):
        n = times(key)
        if n == 1:
            self.send_response(200)
            self.send_header("ETag", '"one"')
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            self.chunk(BODY[:500])
            self.hang_up()
        elif n == 2:
            self.answer(206, BODY[500:600], [
                ("ETag", '"one"'), ("Content-Range", "bytes 500-599/*")])
        else:
            self.part(BODY, '"one"')

    def get_resume_gone(self, key):
        if times(key) == 2:
            self.answer(416)
        else:
            self.part(BODY, '"one"', 500 if asked[key] == 1 else None)

    def get_part(self, _):
        self.answer(206, BODY, [("Content-Range", "bytes 0-2099/2100")])

    def get_busy(self, argument):
        key, count, after = argument.split(",")
        if times(key) <= int(count):
            self.answer(503, b"later\n", [("Retry-After", after)])
        else:
            self.answer(200, BODY)

    def get_flaky(self, argument):
        key, count = argument.split(",")
        if times(key) <= int(count):
            self.hang_up()
        else:
            self.answer(200, BODY)

    def get_tree(self, path):
        try:
            with open(os.path.join(sys.argv[1], path), "rb") as f:
                body = f.read()
        except (OSError, IndexError):
            self.answer(404, b"no such file\n")
            return
        tag = '"%s"' % hashlib.sha256(body).hexdigest()[:16]
        try:
            with open(os.path.join(sys.argv[1], path + ".bad")) as f:
                kind, *numbers = f.read().split()
        except OSError:
            kind, numbers = None, []
        numbers = [int(number) for number in numbers]
        if kind == "status":
            self.answer(numbers[0], b"bad\n")
        elif kind == "busy" and times(path) <= numbers[0]:
            self.answer(503, b"later\n", [("Retry-After", str(numbers[1]))])
        elif kind in ("cut", "stall") and times(path) == 1:
            self.part(body, tag, numbers[0])
            time.sleep(30 if kind == "stall" else 0)
        elif kind == "claim":
            self.answer(200, body, length=numbers[0])
            self.hang_up()
        elif kind == "until-close":
            self.answer(200, body[:numbers[0]], length=-1)
        else:
            self.part(body, tag)

    def get_coded(self, _):
        self.answer(200, GZIP, [("Content-Encoding", "gzip")])


class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, *_):
        pass


server = Server(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
print(server.server_address[1], flush=True)
sys.stdin.read()
os._exit(0)
