# SPDX-License-Identifier: ISC
"""As much of an FTP server (RFC 959, RFC 3659) as one fetch needs.

Serves FILES, a dictionary of path to Entry, on loopback.
"""
import socket
import threading
import time


class Entry:
    """A file: its bytes, its time, and how many bytes are sent of it.

    AFTER is what stands in its place once it was cut; without it the same,
    whole.  REST tells whether it may be asked for from the middle on.
    """

    def __init__(self, body, modified="20261123040506", sent=None, after=None,
                 rest=True):
        self.body = body
        self.modified = modified
        self.sent = len(body) if sent is None else sent
        self.size = len(body)
        self.after = after
        self.rest = rest


class Server:
    def __init__(self, files):
        self.files = files
        self.retrieved = []
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            connection, _ = self.socket.accept()
            threading.Thread(target=self.serve, args=(connection,),
                             daemon=True).start()

    def serve(self, connection):
        passive = None
        start = 0
        lines = connection.makefile("r", encoding="ascii", newline="\r\n")

        def say(text):
            connection.sendall(text.encode() + b"\r\n")

        say("220 here")
        for line in lines:
            verb, _, argument = line.strip().partition(" ")
            entry = self.files.get(argument.lstrip("/"))
            verb = verb.upper()
            if verb == "USER":
                say("331 and?")
            elif verb == "PASS":
                say("230 in")
            elif verb == "PWD":
                say('257 "/"')
            elif verb == "EPSV":
                passive = socket.create_server(("127.0.0.1", 0))
                say("229 go (|||%d|)" % passive.getsockname()[1])
            elif verb in ("TYPE", "CWD"):
                say("200 yes")
            elif verb in ("MDTM", "SIZE", "RETR") and entry is None:
                say("550 no such file")
            elif verb == "MDTM":
                say("213 " + entry.modified)
            elif verb == "SIZE":
                say("213 %d" % entry.size)
            elif verb == "REST" and argument.isdigit():
                if all(one.rest for one in self.files.values()):
                    start = int(argument)
                    say("350 from there")
                else:
                    say("502 no")
            elif verb == "RETR":
                self.retrieved.append((argument, start))
                if entry.after:
                    self.files[argument] = entry.after
                say("150 coming")
                data, _ = passive.accept()
                data.sendall(entry.body[start:entry.sent])
                start = 0
                data.close()
                passive.close()
                time.sleep(0.01)
                say("226 done" if entry.sent == len(entry.body) else
                    "426 broken off")
            elif verb == "QUIT":
                say("221 bye")
                break
            else:
                say("502 no")
        connection.close()
