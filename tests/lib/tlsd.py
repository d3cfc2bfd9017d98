# SPDX-License-Identifier: ISC
"""An HTTPS server on loopback, and programs that trust it.

A program trusts it in a mount namespace of its own, where the certificate lies
over the ones that this system trusts; no file of the system changes.
"""
import http.server
import os
import ssl
import subprocess
import threading

TRUSTED = "/etc/ssl/certs/ca-certificates.crt"


class Handler(http.server.BaseHTTPRequestHandler):
    """/to?URL redirects to URL; all else is BODY."""

    def log_message(self, *_):
        pass

    def do_GET(self):
        body = self.server.body
        if self.path.startswith("/to?"):
            body = b""
            self.send_response(302)
            self.send_header("Location", self.path[4:])
        else:
            self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class Server:
    """url is where it is, trust what a command starts with."""

    def __init__(self, folder, body):
        self.cert = os.path.join(folder, "tls.pem")
        subprocess.run(
            ["openssl", "req", "-x509", "-nodes", "-newkey", "rsa:2048",
             "-days", "2", "-subj", "/CN=loopback", "-addext",
             "subjectAltName=IP:127.0.0.1", "-keyout", self.cert + ".key",
             "-out", self.cert], check=True, capture_output=True)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.cert, self.cert + ".key")
        self.http = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.body = body
        self.http.socket = context.wrap_socket(self.http.socket,
                                               server_side=True)
        self.url = "https://127.0.0.1:%d" % self.http.server_port
        self.trust = ["unshare", "-rm", "sh", "-c",
                      'mount --bind "$0" %s && exec "$@"' % TRUSTED, self.cert]
        threading.Thread(target=self.http.serve_forever, daemon=True).start()

    def why_not_trusted(self):
        """None, or why no program can be made to trust it here."""
        try:
            done = subprocess.run(self.trust + ["true"], capture_output=True,
                                  text=True, check=False)
        except OSError as error:
            return str(error)
        return (done.stderr.strip().replace("\n", " ") or
                "unshare failed") if done.returncode != 0 else None
