# SPDX-License-Identifier: ISC
"""What rsec-fetch makes of servers, good and bad; prints TAP."""

import ctypes
import gzip
import hashlib
import json
import os
import pty
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request

import ftpd
import tlsd

BUILD = os.environ["B"]
TOOL = BUILD + "/bin/rsec-fetch"
OLD = b"this is the old one\n"
BODY = b"192.0.2.0/24 AS64496\n" * 100
NEW = gzip.compress(b"new", mtime=0)
ZIPPED = gzip.compress(BODY * 50 + os.urandom(4000), mtime=0)

work = tempfile.mkdtemp()
tree = os.path.join(work, "tree")
os.mkdir(tree)
count = 0


def check(good, name, *notes):
    global count
    count += 1
    print(("ok" if good else "not ok"), count, "-", name, flush=True)
    if not good:
        for note in notes:
            print("# " + str(note).replace("\n", "\n# "), file=sys.stderr)


def write(path, body, bad=None):
    """A file of the server, and how it is bad."""
    path = os.path.join(tree, path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(body)
    if bad:
        with open(path + ".bad", "w") as file:
            file.write(bad)
    elif os.path.exists(path + ".bad"):
        os.unlink(path + ".bad")


server = subprocess.Popen(
    [sys.executable, os.path.join(os.path.dirname(__file__), "httpd.py"), tree],
    stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
base = "http://127.0.0.1:%s" % server.stdout.readline().strip()


def log():
    """What the server was asked for since the last time."""
    return urllib.request.urlopen(base + "/log").read().decode()


class Folder:
    """A folder and its configuration: name, then keywords and values."""

    number = 0
    before = []  # what the command starts with

    def __init__(self, **sources):
        Folder.number += 1
        self.path = os.path.join(work, "data%d" % Folder.number)
        self.conf = self.path + ".conf"
        self.write(**sources)

    def write(self, **sources):
        with open(self.conf, "w") as file:
            for name, text in sources.items():
                file.write("source %s\n group g\n" % name)
                if "file " not in text:
                    file.write(" file g/%s\n" % name)
                file.write(text.replace("BASE", base) + "\n")

    def command(self, *arguments):
        return [*self.before, TOOL, "-c", self.conf, "-d", self.path,
                *arguments]

    def run(self, *arguments):
        done = subprocess.run(self.command(*arguments), capture_output=True,
                              text=True, timeout=60)
        self.out, self.err, self.code = (done.stdout, done.stderr,
                                         done.returncode)
        return self

    def start(self, *arguments):
        return subprocess.Popen(self.command(*arguments),
                                stdout=subprocess.DEVNULL,
                                stderr=subprocess.PIPE, text=True)

    def put(self, name, body=OLD):
        path = os.path.join(self.path, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(body)

    def get(self, name):
        try:
            with open(os.path.join(self.path, name), "rb") as file:
                return file.read()
        except OSError:
            return None

    def files(self):
        return sorted(
            os.path.relpath(os.path.join(where, name), self.path)
            for where, _, names in os.walk(self.path) for name in names)

    def said(self):
        return "%s%sexit %d\n%s" % (self.out, self.err, self.code,
                                    self.files())


def wait_for(condition):
    end = time.monotonic() + 20
    while not condition() and time.monotonic() < end:
        time.sleep(0.02)
    return condition()


def refused(name, text, words, arguments=(), file="x"):
    """A source fails with these words; the old file stays, nothing else."""
    folder = Folder(x="%s\nfile g/%s" % (text, file), other="url %s/plain" %
                    base.replace("127.0.0.1", "localhost"))
    folder.put("g/" + file)
    folder.run("-F", "--tries", "1", *arguments)
    check(folder.code == 1 and words in folder.err and
          "; the old file stays" in folder.err and
          folder.get("g/" + file) == OLD and
          folder.get("g/other") == BODY and
          folder.get("g/" + file + ".etag") is None,
          name, folder.said())
    return folder


def test_good():
    write("good", BODY)
    folder = Folder(good="url BASE/tree/good", gone="url BASE/tree/none")
    folder.run()
    check(folder.code == 1 and folder.get("g/good") == BODY and
          "the server says HTTP 404" in folder.err and
          "1 fetched, 1 absent" in folder.err,
          "a file is fetched, and one that is not there is told",
          folder.said())
    log()
    folder.run("good")
    check(folder.code == 0 and log() == "" and folder.out == "" and
          "1 fresh" in folder.err,
          "a fresh file is not asked for", folder.said())
    later = time.time() + 10 * 86400
    os.utime(folder.path + "/g/good.etag", (later, later))
    folder.run("good")
    check(folder.code == 0 and "/tree/good" in log() and
          "1 current" in folder.err,
          "one that was found current in times to come is", folder.said())
    folder.run("-F", "-f", "json", "good")
    rows = json.loads(folder.out)
    check(folder.code == 0 and "/tree/good" in log() and
          rows[0]["state"] == "current" and rows[0]["size"] == len(BODY) and
          folder.get("g/good") == BODY,
          "by force it is, and comes only if it has changed", folder.said())
    write("good", BODY * 2)
    folder.run("-F", "good")
    check(folder.get("g/good") == BODY * 2, "what has changed comes anew",
          folder.said())


def test_passwords():
    write("secret", b"x\n")
    url = base.replace("//", "//user:pa:ss@") + "/tree/%s\nfile g/%s"
    folder = Folder(here="url " + url % ("secret", "a"),
                    not_here="url " + url % ("absent", "b")).run("-v")
    said = folder.out + folder.err
    folder.run("--list", "-v", "-f", "json")
    said += folder.out
    check(folder.get("g/a") == b"x\n" and said.count("user") == 0 and
          said.count(base + "/tree/secret") >= 2 and
          said.count(base + "/tree/absent") >= 2,
          "a password in a URL is not shown", said)


def test_bad_bodies():
    write("cut", ZIPPED, "cut 500")
    folder = Folder(x="url BASE/tree/cut\nfile g/x.gz").run("x")
    asked = log()
    check(folder.code == 0 and folder.get("g/x.gz") == ZIPPED and
          "bytes=500- if" in asked,
          "what was cut goes on where it ended", folder.said(), asked)
    refused("what is cut each time is refused", "url BASE/cut",
            "closed after 500 bytes")
    refused("what stands still is broken off", "url BASE/stall",
            "too slow", ("--stall", "1"))
    write("short.gz", ZIPPED, "claim 1000")
    refused("a length that is too small is found out",
            "url BASE/tree/short.gz", "gzip", file="x.gz")
    write("long.gz", ZIPPED, "claim 1000000")
    refused("a length that is too large is found out",
            "url BASE/tree/long.gz", "before the end", file="x.gz")
    write("unsaid.gz", ZIPPED, "until-close 3000")
    refused("a stream that is cut is found out without a length",
            "url BASE/tree/unsaid.gz", "truncated gzip", file="x.gz")
    flipped = bytearray(ZIPPED)
    flipped[len(flipped) // 2] ^= 1
    write("flipped.gz", bytes(flipped))
    refused("a stream that is corrupt is found out",
            "url BASE/tree/flipped.gz", "gzip", file="x.gz")
    refused("what is not compressed is no .gz", "url BASE/plain",
            "it is not gzip", file="x.gz")
    write("half.json", b'{"a": [1, 2')
    refused("JSON that ends too early is found out",
            "url BASE/tree/half.json", "ends inside", file="x.json")


def test_bad_answers():
    write("html", b"\xef\xbb\xbf\n <!doctype HTML><title>Sorry</title>")
    refused("a page of HTML with status 200 is refused",
            "url BASE/tree/html", "it is a page of HTML")
    write("html.gz", gzip.compress(b"<HTML>"))
    refused("so is one that is compressed", "url BASE/tree/html.gz",
            "it is a page of HTML", file="x.gz")
    refused("nothing is refused", "url BASE/empty", "it has no bytes")
    write("nothing.gz", gzip.compress(b""))
    refused("nothing, compressed, is refused", "url BASE/tree/nothing.gz",
            "there is nothing in it", file="x.gz")
    refused("what is too small is refused",
            "url BASE/plain\nmin-size 2101", "should have 2101 at least")
    refused("what is too large is refused",
            "url BASE/plain\nmax-size 2099", "more than 2099 bytes")
    write("bomb.gz", gzip.compress(bytes(2000000)))
    refused("what is too large when decompressed is refused",
            "url BASE/tree/bomb.gz\nmax-size 100K",
            "more than 1638400 bytes after decompression", file="x.gz")
    refused("what says that it is huge is refused",
            "url BASE/claims-huge", "more than 2147483648 bytes")
    refused("what has no end is refused",
            "url BASE/endless\nmax-size 1M", "more than 1048576 bytes")
    write("busy", BODY, "status 500")
    refused("a server in trouble is told", "url BASE/tree/busy",
            "HTTP 500")


def test_redirects():
    folder = Folder(x="url BASE/redirect?3").run()
    check(folder.code == 0 and folder.get("g/x") == BODY,
          "redirects are followed", folder.said())
    refused("but not without end", "url BASE/loop", "more than 5 redirects")
    refused("nor through a body without end", "url BASE/redirect-endless",
            "HTTP 302")
    refused("nor to files", "url BASE/to?file:///etc/passwd",
            "neither http nor https")
    refused("nor to FTP", "url BASE/to?ftp://127.0.0.1/x",
            "neither http nor https")


def test_tls():
    tls = tlsd.Server(work, BODY)
    folder = Folder(x="url %s/x" % tls.url).run()
    check(folder.code == 1 and folder.get("g/x") is None and
          "certificate" in folder.err,
          "a server whose certificate nobody vouches for is refused",
          folder.said())
    names = ("https is followed to https", "but not to http")
    why = tls.why_not_trusted()
    if why:
        for name in names:
            check(True, "%s # SKIP %s" % (name, why))
        return
    for name, target, good in zip(names, (tls.url + "/x", base + "/plain"),
                                  (True, False)):
        folder = Folder(x="url %s/to?%s" % (tls.url, target))
        folder.before = tls.trust
        folder.run()
        check(folder.get("g/x") == BODY if good else
              folder.get("g/x") is None and folder.code == 1 and
              "redirected from https to what is not" in folder.err,
              name, folder.said())


def test_digests():
    write("sum", BODY)
    for kind, digest in (("md5", hashlib.md5), ("sha256", hashlib.sha256)):
        good = digest(BODY).hexdigest()
        text = "url BASE/tree/sum\n%s BASE/tree/sum.%s" % (kind, kind)
        write("sum." + kind, ("X (sum) = %s\n" % good.upper()).encode())
        folder = Folder(x=text).run()
        check(folder.code == 0 and folder.get("g/x") == BODY,
              "a good %s is good" % kind, folder.said())
        write("sum." + kind, (digest(b"").hexdigest() + "  x\n").encode())
        refused("another %s is refused" % kind, text,
                "is not the one that is published")
        write("sum." + kind, (good + "0\n").encode())
        refused("a %s of another length is none" % kind, text,
                "there is none in it")
        os.unlink(os.path.join(tree, "sum." + kind))
        refused("without the %s a file is refused" % kind, text,
                "its digest, ")


def test_killed():
    write("slow.gz", ZIPPED, "stall 500")
    folder = Folder(x="url BASE/tree/slow.gz\nfile g/x.gz")
    folder.put("g/x.gz")
    process = folder.start("-F")

    def has_part():
        return folder.get("g/x.gz.part") is not None and \
            len(folder.get("g/x.gz.part")) == 500

    begun = wait_for(has_part)
    second = Folder()
    second.conf, second.path = folder.conf, folder.path
    second.run("-F")
    check(begun and second.code == 2 and
          "another rsec-fetch is at work" in second.err,
          "two do not work in one folder", second.said())
    process.send_signal(signal.SIGKILL)
    process.wait()
    check(folder.get("g/x.gz") == OLD and has_part(),
          "killed, it leaves the old file and what has come", folder.files())
    log()
    folder.run("-F")
    asked = log()
    check(folder.code == 0 and folder.get("g/x.gz") == ZIPPED and
          "bytes=500- if" in asked and "g/x.gz.part" not in folder.files(),
          "the next run goes on from there", folder.said(), asked)

    write("slow2.gz", ZIPPED, "stall 500")
    folder = Folder(x="url BASE/tree/slow2.gz\nfile g/x.gz")
    process = folder.start()
    begun = wait_for(has_part)
    process.send_signal(signal.SIGTERM)
    _, said = process.communicate()
    check(begun and process.returncode == 2 and "interrupted" in said,
          "a signal ends it in order", said)


def children(pid):
    """What the children of PID have open."""
    try:
        with open("/proc/%d/task/%d/children" % (pid, pid)) as file:
            return [os.readlink("/proc/%s/fd/%s" % (child, fd))
                    for child in file.read().split()
                    for fd in os.listdir("/proc/%s/fd" % child)]
    except OSError:
        return []


def test_checker():
    write("slow3.gz", ZIPPED, "stall 500")
    write("zeros.gz", gzip.compress(bytes(10000000)) * 100)
    folder = Folder(a="url BASE/tree/slow3.gz", b="url BASE/tree/zeros.gz\n"
                    "file g/zeros.gz")
    process = folder.start()
    seen = []
    wait_for(lambda: seen.extend(children(process.pid)) or
             os.path.exists(folder.path + "/g/zeros.gz"))
    process.send_signal(signal.SIGTERM)
    process.communicate()
    check(any(name.endswith("zeros.gz.part") for name in seen) and
          not any("socket" in name for name in seen),
          "who checks a file has no connection", set(seen))


def page(first, number, link=None):
    body = {"data": [{"id": first + i} for i in range(number)]}
    if link:
        body["hydra:view"] = {"hydra:next": link}
    return json.dumps(body).encode()


def test_pages():
    for i, number in enumerate((3, 3, 1)):
        write("pages/%d-%d" % (i, 3 * i), page(3 * i, number))
    begun = time.monotonic()
    folder = Folder(x="url BASE/tree/pages/{page}-{record}\n"
                      "file g/p.{page}.json\npages data 3").run()
    check(time.monotonic() - begun >= 0.4,
          "a server is asked for five pages a second at most", folder.said())
    check(folder.code == 0 and folder.get("g/p.2.json") == page(6, 1) and
          "3 fetched" in folder.err,
          "pages are fetched until one is not full", folder.said())
    write("pages/1-3", page(3, 2))
    folder.run("-F", "-f", "csv")
    check(folder.code == 0 and folder.get("g/p.1.json") == page(3, 2) and
          folder.get("g/p.2.json") is None and
          folder.files() == ["g/p.0.json", "g/p.0.json.etag", "g/p.1.json",
                             "g/p.1.json.etag"],
          "pages that are no more go, and a current one is followed",
          folder.said())
    write("links/a", page(0, 2, "/tree/links/b?page=2"))
    write("links/b", page(2, 2, base + "/tree/links/c"))
    write("links/c", page(4, 1))
    folder = Folder(x="url BASE/tree/links/a\n"
                      "file g/{page}.json\nnext hydra:next").run()
    check(folder.code == 0 and folder.get("g/2.json") == page(4, 1),
          "links to the next page are followed", folder.said())
    for link in ("http://127.0.0.2/", "//127.0.0.2/", "file:///etc/passwd",
                 base + "0/x", base + "@127.0.0.2/", "b", "", "/a b", "/\n"):
        write("links/elsewhere", page(0, 2, link or " "))
        refused_page(link)
    for link in ("/tree/links/elsewhere", "/tree/links/back"):
        write("links/elsewhere", page(0, 2, link))
        write("links/back", page(0, 2, base + "/tree/links/elsewhere"))
        folder = Folder(x="url BASE/tree/links/elsewhere\n"
                          "file g/{page}.json\nnext hydra:next")
        folder.put("g/0.json")
        folder.run("-F")
        check(folder.code == 1 and "old file" not in folder.err and
              "its next page is one before it" in folder.err,
              "nor in a circle by %s" % link, folder.said())
    write("links/elsewhere", b'{"hydra:next": 5}')
    refused_page(5, '"hydra:next", the next page, is no string')
    write("none", b'{"other": []}')
    folder = Folder(x="url BASE/tree/none?{page}\nfile g/{page}.json\n"
                      "pages data 3").run()
    check(folder.code == 1 and 'no array "data"' in folder.err,
          "a page without its array is refused", folder.said())


def refused_page(link, why="no URL of this server"):
    folder = Folder(x="url BASE/tree/links/elsewhere\n"
                      "file g/{page}.json\nnext hydra:next")
    folder.put("g/0.json")
    folder.run("-F")
    check(folder.code == 1 and why in folder.err and
          folder.get("g/0.json") == OLD,
          "but not to %s" % json.dumps(str(link).replace(base, "BASE")),
          folder.said())


def test_steps():
    now = time.gmtime()
    year, month = now.tm_year, now.tm_mon
    before = "%d-%02d" % ((year, month - 1) if month > 1 else (year - 1, 12))
    write("steps/" + before, BODY)
    folder = Folder(x="url BASE/tree/steps/{year}-{month}\nstep month").run()
    check(folder.code == 0 and folder.get("g/x") == BODY,
          "an earlier step will do while there is no other", folder.said())
    folder = Folder(x="url BASE/tree/steps/{year}-{month}\nstep month\n"
                      "file g/{year}-{month}").run("--month", before)
    check(folder.code == 0 and folder.get("g/" + before) == BODY,
          "a month that is over can be asked for", folder.said())
    log()
    old = time.time() - 86400 * 365
    os.utime(os.path.join(folder.path, "g", before + ".etag"), (old, old))
    folder.run("--month", before)
    final = now.tm_mday > 2
    check(folder.code == 0 and (log() == "" or not final),
          "a step that is final is not asked for again", folder.said())


def test_list():
    folder = Folder(x="url BASE/plain", y="url BASE/plain\noptional")
    for words in (("--list",), ("--dry-run", "-a")):
        folder.run(*words)
        check(folder.code == 0 and len(folder.out.splitlines()) >= 2 and
              not os.path.exists(folder.path),
              "%s makes nothing" % words[0], folder.said())


def test_bar():
    """What is told on a terminal while a file comes."""
    write("long", BODY * 100)
    folder = Folder(x="url BASE/tree/long")
    ours, theirs = pty.openpty()
    done = subprocess.Popen(folder.command("--rate", "100K"), stderr=theirs,
                            stdout=subprocess.DEVNULL)
    os.close(theirs)
    said = b""
    try:
        while True:
            said += os.read(ours, 4096)
    except OSError:
        pass  # as Linux tells that the other end is closed
    os.close(ours)
    check(done.wait() == 0 and
          re.search(rb"\r\[\.{30}\]   0 % of 1 file, 0\.\d MB; x \d+ %", said),
          "a bar tells how far the longest file is", said)


def has_landlock():
    """The kernel, and the tool: builds with a sanitizer have no sandbox."""
    with open(TOOL, "rb") as file:
        if b"landlock: " not in file.read():
            return False
    call = ctypes.CDLL(None, use_errno=True).syscall
    return sys.platform == "linux" and call(444, None, 0, 1) >= 3


def test_links():
    """Links in the folder are meant; deeper ones are not followed out."""
    write("good", BODY)
    far = os.path.join(work, "far")
    for deep in "linked", "g/linked":
        os.makedirs(far, exist_ok=True)
        folder = Folder(x="url BASE/tree/good\nfile %s/x" % deep)
        os.makedirs(os.path.join(folder.path, "g"))
        os.symlink(far, os.path.join(folder.path, deep))
        folder.run()
        there = os.path.exists(far + "/x")
        if deep == "linked":
            check(folder.code == 0 and there,
                  "a group may be a link to another place", folder.said())
        elif has_landlock():
            check(folder.code == 1 and not there and
                  "cannot write g/linked/x.part: Permission denied" in
                  folder.err, "a deeper link leads nowhere", folder.said())
        subprocess.run(["rm", "-rf", far], check=True)


def cut_over_ftp(remote, url):
    """A file is cut once; what is there when it is asked for again?"""
    whole = ftpd.Entry(ZIPPED)
    other = gzip.compress(BODY * 50 + os.urandom(4000), mtime=0)
    cases = (
        ("goes on where it was cut", whole, [0, 1000]),
        ("begins anew if it is newer",
         ftpd.Entry(other, "20261123040507"), [0, 1000, 0]),
        ("begins anew if its length is another",
         ftpd.Entry(NEW + ZIPPED), [0, 1000, 0]),
        ("begins anew if it is shorter than what came",
         ftpd.Entry(NEW), [0, 0]),
        ("begins anew if the server cannot go on",
         ftpd.Entry(ZIPPED, rest=False), [0, 0]),
    )
    for words, after, offsets in cases:
        remote.files["once.gz"] = ftpd.Entry(ZIPPED, sent=1000, after=after)
        remote.retrieved.clear()
        folder = Folder(x="url %sonce.gz\nfile g/x.gz" % url).run()
        check(folder.code == 0 and folder.get("g/x.gz") == after.body and
              [start for _, start in remote.retrieved] == offsets and
              folder.files() == ["g/x.gz", "g/x.gz.etag"],
              "over FTP a file " + words, folder.said(), remote.retrieved)
    del remote.files["once.gz"]


def test_ftp():
    files = {
        "good.gz": ftpd.Entry(ZIPPED),
        "cut.gz": ftpd.Entry(ZIPPED, sent=1000),
        "short.gz": ftpd.Entry(ZIPPED[:1000]),
    }
    remote = ftpd.Server(files)
    url = "ftp://127.0.0.1:%d/" % remote.port
    folder = Folder(x="url %sgood.gz\nfile g/x.gz" % url).run()
    record = folder.get("g/x.gz.etag") or b""
    check(folder.code == 0 and folder.get("g/x.gz") == ZIPPED and
          b"Mon, 23 Nov 2026 04:05:06 GMT" in record,
          "a file is fetched over FTP", folder.said(), record)
    folder.run("-F")
    check(folder.code == 0 and "1 current" in folder.err and
          remote.retrieved == [("good.gz", 0)],
          "and not again while it is the same", folder.said())
    files["good.gz"] = ftpd.Entry(NEW, "20261123040507")
    folder.run("-F")
    check(folder.code == 0 and folder.get("g/x.gz") == NEW,
          "and again when it is newer", folder.said())
    refused("what is cut over FTP is refused", "url %scut.gz" % url,
            "", file="x.gz")
    refused("and what is not whole there", "url %sshort.gz" % url,
            "truncated gzip", file="x.gz")
    cut_over_ftp(remote, url)
    folder = Folder(x="url %snone.gz" % url).run()
    check(folder.code == 1 and "1 absent" in folder.err,
          "a file that is not there is absent", folder.said())


try:
    test_good()
    test_passwords()
    test_bad_bodies()
    test_bad_answers()
    test_redirects()
    test_tls()
    test_digests()
    test_killed()
    test_checker()
    test_pages()
    test_steps()
    test_list()
    test_ftp()
    test_links()
    test_bar()
finally:
    server.stdin.close()
    server.wait()
    subprocess.run(["rm", "-rf", work], check=False)
print("1..%d" % count)
