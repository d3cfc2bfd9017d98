# SPDX-License-Identifier: ISC
"""Talk to roa-history serve over sockets; prints TAP."""

import http.client
import json
import os
import re
import resource
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

BUILD = os.environ["B"]
TOOL = BUILD + "/bin/roa-history"
GENERATOR = BUILD + "/tests/bench/past_gen"
count = 0


def check(good, name):
    global count
    count += 1
    print(("ok" if good else "not ok"), count, "-", name, flush=True)


def write_store(path, seed):
    subprocess.run([GENERATOR, str(seed), path + ".new"], check=True)
    os.rename(path + ".new", path)


class Server:
    def __init__(self, store, **how):
        self.errors = open(store + ".err", "w+")
        self.process = subprocess.Popen(
            [TOOL, "serve", "-d", store, "--listen", "127.0.0.1:0"],
            stderr=self.errors, **how)
        self.port = None
        for _ in range(300):
            match = re.search(r"127\.0\.0\.1:(\d+)", self.said())
            if match:
                self.port = int(match.group(1))
                return
            time.sleep(0.1)
        sys.exit("Bail out! no server: " + self.said())

    def said(self):
        with open(self.errors.name) as text:
            return text.read()

    def wait_for(self, words, seconds=10):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if words in self.said():
                return True
            time.sleep(0.05)
        return False

    def connect(self):
        sock = socket.create_connection(("127.0.0.1", self.port))
        sock.settimeout(20)
        return sock

    def ask(self, method, target, headers=None, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port,
                                                timeout=20)
        connection.request(method, target, body, headers or {})
        answer = connection.getresponse()
        answer.text = answer.read()
        connection.close()
        return answer

    def digest(self):
        return json.loads(self.ask("GET", "/api/v1/status").text)["digest"]

    def raw(self, data):
        """Everything that comes back for DATA until the server closes."""
        sock = self.connect()
        answer = b""
        try:
            sock.sendall(data)
            sock.shutdown(socket.SHUT_WR)
            while True:
                part = sock.recv(65536)
                if not part:
                    break
                answer += part
        except OSError:  # it may be closed already
            pass
        sock.close()
        return answer


def on_the_wire(server):
    answer = server.ask("GET", "/api/v1/status")
    etag = answer.headers["ETag"]
    check(answer.status == 200 and
          answer.headers["Content-Type"] == "application/json" and
          answer.headers["Access-Control-Allow-Origin"] == "*" and
          answer.headers["Cache-Control"] == "no-cache" and
          answer.headers["Last-Modified"].endswith(" GMT"),
          "an answer has its headers")
    head = server.ask("HEAD", "/api/v1/status")
    check(head.status == 200 and head.text == b"" and
          head.headers["Content-Length"] == str(len(answer.text)),
          "HEAD has the length and no body")
    same = server.ask("GET", "/api/v1/status", {"If-None-Match": etag})
    check(same.status == 304 and same.text == b"" and
          same.headers["ETag"] == etag, "what is known is not sent again")
    old = server.ask("GET", "/api/v1/covered/192.0.2.0/24?date=2011-02-01")
    check(old.headers["Cache-Control"] == "public, max-age=86400",
          "an answer of a past day may be kept")
    options = server.ask("OPTIONS", "/validity")
    check(options.status == 204 and
          options.headers["Allow"] == "GET, HEAD, OPTIONS, POST" and
          options.headers["Access-Control-Allow-Methods"] ==
          options.headers["Allow"], "OPTIONS tells what is allowed")
    put = server.ask("PUT", "/validity", body=b"x")
    check(put.status == 405 and "Allow" in put.headers, "PUT is refused")
    batch = server.ask("POST", "/validity", body=json.dumps(
        {"routes": [{"asn": "AS64496", "prefix": "192.0.2.0/24"}]}))
    check(batch.status == 200 and
          len(json.loads(batch.text)["validated_routes"]) == 1,
          "routes are asked by POST")
    page = server.ask("GET", "/?prefix=192.0.2.0/24")
    check(page.status == 200 and b"<svg" in page.text and
          "default-src 'none'" in page.headers["Content-Security-Policy"],
          "the page comes with a policy that allows no script")
    proxied = server.raw(b"GET http://example.net/api/v1/status HTTP/1.1\r\n"
                         b"Host: example.net\r\n\r\n")
    check(proxied.startswith(b"HTTP/1.1 200 "),
          "a target may be in absolute form")


def limits(server):
    check(server.ask("GET", "/" + "a" * 5000).status == 414,
          "a long target is refused")
    answer = server.raw(b"GET /api/v1/status HTTP/1.1\r\nHost: x\r\n" +
                        b"X: " + b"a" * 20000 + b"\r\n\r\n")
    check(not answer.startswith(b"HTTP/1.1 200"), "long headers are refused")
    answer = server.raw(b"POST /validity HTTP/1.1\r\nHost: x\r\n"
                        b"Content-Length: 70000\r\n\r\n" + b"a" * 70000)
    check(b" 200 " not in answer[:20], "a long body is refused")


def junk(server):
    smuggled = b"GET /api/v1/status HTTP/1.1\r\nHost: x\r\n\r\n"
    start = b" /api/v1/status HTTP/1.1\r\nHost: x\r\n"
    length = str(len(smuggled)).encode()
    cases = {
        "a GET with a body":
            b"GET" + start + b"Content-Length: " + length + b"\r\n\r\n",
        "a chunked GET":
            b"GET" + start + b"Transfer-Encoding: chunked\r\n\r\n",
        "a length and an encoding":
            b"POST" + start + b"Content-Length: 4\r\n"
            b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "an encoding that is not chunked alone":
            b"POST" + start + b"Transfer-Encoding: gzip, chunked\r\n\r\n"
            b"0\r\n\r\n",
        "two lengths":
            b"POST" + start + b"Content-Length: 0\r\nContent-Length: " +
            length + b"\r\n\r\n",
        "a length with a sign":
            b"POST" + start + b"Content-Length: +0\r\n\r\n",
        "a blank before a colon":
            b"GET" + start + b"Content-Length : " + length + b"\r\n\r\n",
        "a length that is no number":
            b"POST" + start + b"Content-Length: 0x10\r\n\r\n",
        "a negative length":
            b"POST" + start + b"Content-Length: -1\r\n\r\n",
        "a header without a colon": b"GET" + start + b"nothing\r\n\r\n",
        "no request at all": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" +
            bytes(range(256)) + b"\r\n\r\n",
        "a version from the future": b"GET / HTTP/9.9x\r\n\r\n",
    }
    for name, data in cases.items():
        answer = server.raw(data + smuggled)
        check(b"HTTP/1.1 200 " not in answer and
              server.ask("GET", "/api/v1/status").status == 200,
              name + " hides no second request")


def replaced(server, store):
    before = server.digest()
    wrong, stop = [], threading.Event()

    def hammer():
        connection = http.client.HTTPConnection("127.0.0.1", server.port)
        while not stop.is_set():
            try:
                connection.request("GET", "/api/v1/history/0.0.0.0/0?match=all")
                answer = connection.getresponse()
                json.loads(answer.read())
                if answer.status != 200:
                    wrong.append(answer.status)
            except (OSError, http.client.HTTPException, ValueError) as error:
                wrong.append(error)
                return
        connection.close()

    threads = [threading.Thread(target=hammer) for _ in range(4)]
    for thread in threads:
        thread.start()
    write_store(store, 2)
    noticed = server.wait_for("a new store is in service")
    stop.set()
    for thread in threads:
        thread.join()
    check(noticed and server.digest() != before,
          "a new store is put in service")
    check(not wrong, "no request is lost meanwhile")

    before = server.digest()
    with open(store, "rb") as whole:
        data = bytearray(whole.read())
    data[len(data) // 2] ^= 1
    with open(store + ".new", "wb") as broken:
        broken.write(data)
    os.rename(store + ".new", store)
    check(server.wait_for("the store from before stays in service") and
          server.digest() == before, "a broken store is told of and not taken")
    os.unlink(store)
    time.sleep(1.5)
    check(server.digest() == before, "without a file the store stays")
    write_store(store, 3)
    server.process.send_signal(signal.SIGHUP)
    time.sleep(0.5)
    check(server.digest() != before, "SIGHUP looks at once")


def slow_loris(server, result):
    sock = server.connect()
    start = time.monotonic()
    try:
        sock.sendall(b"GET /api/v1/status HTTP/1.1\r\n")
        while time.monotonic() - start < 20:
            sock.sendall(b"X-%d: a\r\n" % time.monotonic())
            sock.settimeout(0.3)
            try:
                if sock.recv(1000) == b"":
                    break
            except socket.timeout:
                pass
    except ConnectionError:
        pass
    result.append(time.monotonic() - start)
    sock.close()


def crowded(store):
    """More connections than there are descriptors."""
    server = Server(store, preexec_fn=lambda: resource.setrlimit(
        resource.RLIMIT_NOFILE, (64, 64)))
    crowd = [server.connect() for _ in range(100)]
    waits = server.wait_for("a connection has to wait")
    time.sleep(1)
    said = server.said()
    check(waits and said.count("\n") < 5, "a crowd is told of once")
    crowd[0].sendall(b"GET /api/v1/status HTTP/1.1\r\nHost: x\r\n\r\n")
    check(crowd[0].recv(16).startswith(b"HTTP/1.1 200"),
          "who is connected is answered in a crowd")
    for sock in crowd[:60]:
        sock.close()
    crowd[99].sendall(b"GET /api/v1/status HTTP/1.1\r\nHost: x\r\n\r\n")
    check(crowd[99].recv(16).startswith(b"HTTP/1.1 200") and
          server.said() == said, "who waited is answered, by the same store")
    for sock in crowd[60:]:
        sock.close()
    server.process.kill()


def ended(server):
    socks = [server.connect() for _ in range(20)]
    half = server.connect()
    half.sendall(b"GET /api/v1/status HTTP/1.1\r\nHost:")
    time.sleep(0.2)
    for sock in socks:
        sock.sendall(b"GET /openapi.json HTTP/1.1\r\nHost: x\r\n\r\n")
    server.process.send_signal(signal.SIGTERM)
    time.sleep(0.3)
    half.sendall(b" x\r\n\r\n")
    whole = 0
    for sock in socks + [half]:
        data = b""
        try:
            while part := sock.recv(65536):
                data += part
        except ConnectionError:
            pass
        head, _, body = data.partition(b"\r\n\r\n")
        match = re.search(rb"Content-Length: (\d+)", head)
        whole += bool(match) and len(body) == int(match.group(1))
    check(whole == 21, "at SIGTERM answers that were begun are finished")
    check(server.process.wait(10) == 0, "and the exit status is 0")
    try:
        server.connect()
        check(False, "nobody listens then")
    except OSError:
        check(True, "nobody listens then")


def cgi(store):
    def run(body=b"", **environment):
        done = subprocess.run([TOOL, "serve", "--cgi", "-d", store],
                              input=body, env=environment,
                              stdout=subprocess.PIPE)
        head, _, text = done.stdout.partition(b"\r\n\r\n")
        return done.returncode, head, text

    status, head, text = run(PATH_INFO="/api/v1/covered/192.0.2.0/24",
                             QUERY_STRING="date=2011-02-01",
                             REQUEST_METHOD="GET")
    check(status == 0 and head.startswith(b"Status: 200 OK\r\n") and
          json.loads(text)["prefix"] == "192.0.2.0/24", "CGI answers")
    status, head, text = run(PATH_INFO="/api/v1/asn/%41", QUERY_STRING="",
                             REQUEST_METHOD="GET")
    check(head.startswith(b"Status: 400 "), "CGI decodes nothing twice")
    body = b'{"routes":[{"asn":1,"prefix":"::/0"}]}'
    status, head, text = run(body, PATH_INFO="/validity",
                             REQUEST_METHOD="POST",
                             CONTENT_LENGTH=str(len(body)))
    check(head.startswith(b"Status: 200 ") and
          b"validated_routes" in text, "CGI takes a body")
    status, head, text = run(PATH_INFO="/api/v1/status",
                             REQUEST_METHOD="HEAD")
    check(head.startswith(b"Status: 200 ") and text == b"",
          "CGI answers HEAD without a body")


def refusals(store):
    def run(*arguments):
        done = subprocess.run([TOOL, "serve", *arguments],
                              stderr=subprocess.PIPE, timeout=20)
        return done.returncode, done.stderr.decode()

    check(run("-d", store, "--listen", "nowhere") ==
          (2, 'roa-history: --listen: "nowhere" is not ADDRESS:PORT such as '
           "127.0.0.1:8080 or [::1]:8080\n"), "an address has a port")
    check(run("-d", store, "--cgi", "--listen", "127.0.0.1:0") ==
          (2, "roa-history: --cgi takes no --listen\n"),
          "--cgi and --listen exclude each other")
    status, said = run("-d", store + ".none", "--listen", "127.0.0.1:0")
    check(status == 2 and "No such file" in said, "there is to be a store")


def main():
    folder = tempfile.mkdtemp()
    store = folder + "/store"
    write_store(store, 1)
    server = Server(store)
    try:
        loris = []
        thread = threading.Thread(target=slow_loris, args=(server, loris))
        thread.start()
        on_the_wire(server)
        limits(server)
        junk(server)
        replaced(server, store)
        thread.join()
        check(9 < loris[0] < 15, "a request that never ends is cut")
        ended(server)
        crowded(store)
        cgi(store)
        refusals(store)
    finally:
        server.process.kill()
        shutil.rmtree(folder)
    print("1..%d" % count)


main()
