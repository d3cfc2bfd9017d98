# SPDX-License-Identifier: ISC
"""As much of an FTP server (RFC 959, RFC 3659) as one fetch needs.

Serves FILES, a dictionary of path to Entry, on loopback.
"""
import socket
import threading
import time


class Entry:
    """A file: its bytes, its time, and how many bytes are sent of it."""

    def __init__(self, body, modified="20261123040506", sent=None, size=None):
        self.body = body
        self.modified = modified
        self.sent = len(body) if sent is None else sent
        self.size = len(body) if size is None else size


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
            elif verb == "RETR":
                self.retrieved.append(argument)
                say("150 coming")
                data, _ = passive.accept()
                data.sendall(entry.body[:entry.sent])
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
