#!/usr/bin/python3
# SPDX-License-Identifier: ISC
"""second.py JSONL: compare what roa-print says with a second reader.

Certificates and CRLs are read by openssl x509 and crl; of signed objects
"openssl cms" takes out content and certificate, and the few lines below decode
ROAs, manifests, ASPAs and SPLs.  A file that openssl does not read is passed
over; so is one whose encoding, certificate or content roa-print calls broken,
for then there is no telling what it says.
"""
import ipaddress
import json
import os
import subprocess
import sys
import tempfile
from datetime import datetime, timezone

SHAPES = {"roa", "manifest", "aspa", "spl"}


def openssl(*args):
    run = subprocess.run(["openssl", *args], capture_output=True, check=False)
    return run.stdout if run.returncode == 0 else None


def decode(data):
    """The elements of DER as (tag, octets or list)."""
    at, out = 0, []
    while at < len(data):
        tag, n = data[at], data[at + 1]
        at += 2
        if n & 0x80:
            size = n & 0x7F
            n = int.from_bytes(data[at:at + size], "big")
            at += size
        body = data[at:at + n]
        out.append((tag, decode(body) if tag & 0x20 else body))
        at += n
    return out


def integer(octets):
    return int.from_bytes(octets, "big")


def prefix(family, bits):
    size = 4 if family == b"\0\1" else 16
    length = 8 * (len(bits) - 1) - bits[0]
    address = ipaddress.ip_address(bits[1:].ljust(size, b"\0"))
    return f"{address}/{length}", length


def time(octets):
    when = datetime.strptime(octets.decode(), "%Y%m%d%H%M%SZ")
    return when.strftime("%Y-%m-%dT%H:%M:%SZ")


def content(kind, data):
    """The payload, as roa-print has it."""
    fields = decode(data)[0][1]
    version = 0
    if fields[0][0] == 0xA0:
        version = integer(fields.pop(0)[1][0][1])
    out = {"version": version}
    if kind == "aspa":
        out["customer"] = integer(fields[0][1])
        out["providers"] = [integer(p) for _, p in fields[1][1]]
    elif kind == "manifest":
        out["number"] = fields[0][1].hex().upper().lstrip("0")
        out["thisUpdate"] = time(fields[1][1])
        out["nextUpdate"] = time(fields[2][1])
        out["files"] = [(entry[0][1].decode(), entry[1][1][1:].hex())
                        for _, entry in fields[4][1]]
    else:
        out["asn"] = integer(fields[0][1])
        out["prefixes"] = []
        for _, (family, addresses) in fields[1][1]:
            for _, address in addresses[1]:
                if kind == "spl":
                    out["prefixes"].append(prefix(family[1], address)[0])
                    continue
                text, length = prefix(family[1], address[0][1])
                if len(address) > 1:
                    length = integer(address[1][1])
                out["prefixes"].append({"prefix": text, "maxLength": length})
    return out


def ours(record):
    out = dict(record["content"])
    if record["type"] == "manifest":
        out["number"] = out["number"].lstrip("0")
        out["files"] = [(f["name"], f["hash"]) for f in out["files"]]
        del out["fileHashAlg"]
        out.pop("unlisted", None)
    return out


def date(text):
    when = datetime.strptime(text, "%b %d %H:%M:%S %Y GMT")
    return when.replace(tzinfo=timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def certificate(form, path):
    text = openssl("x509", "-inform", form, "-in", path, "-noout", "-serial",
                   "-dates", "-ext", "subjectKeyIdentifier")
    if text is None:
        return None
    lines = text.decode().splitlines()
    pairs = dict(line.split("=", 1) for line in lines if "=" in line)
    return {"serial": pairs["serial"].lstrip("0"),
            "notBefore": date(pairs["notBefore"]),
            "notAfter": date(pairs["notAfter"]),
            "ski": lines[-1].strip().replace(":", "")}


def crl(path):
    text = openssl("crl", "-inform", "DER", "-in", path, "-noout", "-text",
                   "-lastupdate", "-nextupdate")
    if text is None:
        return None
    lines = text.decode(errors="replace").splitlines()
    pairs = dict(line.split("=", 1) for line in lines if "Update=" in line)
    return {"thisUpdate": date(pairs["lastUpdate"]),
            "nextUpdate": date(pairs["nextUpdate"]),
            "revoked": sum("Serial Number:" in line for line in lines)}


def theirs(record, work):
    """What openssl and the lines above find, and the same of ours."""
    path, kind = record["file"], record["type"]
    if kind == "crl":
        found = record["content"]
        return crl(path), {"thisUpdate": found["thisUpdate"],
                           "nextUpdate": found["nextUpdate"],
                           "revoked": len(found["revoked"])}
    found = {key: record["certificate"].get(key)
             for key in ("serial", "notBefore", "notAfter", "ski")}
    found["serial"] = found["serial"].lstrip("0")
    if kind == "certificate":
        return certificate("DER", path), found
    signer = os.path.join(work, "ee.pem")
    data = openssl("cms", "-verify", "-noverify", "-inform", "DER", "-in",
                   path, "-signer", signer)
    if data is None:
        return None, None
    expected = certificate("PEM", signer)
    if kind in SHAPES:
        found["content"] = ours(record)
        expected["content"] = content(kind, data)
    return expected, found


def main():
    count, bad = {}, 0
    with open(sys.argv[1], encoding="utf-8") as lines, \
            tempfile.TemporaryDirectory() as work:
        for line in lines:
            record = json.loads(line)
            layers = record["verdict"]
            if "fail" in (layers.get("der"), layers.get("content"),
                          layers.get("profile")) or \
                    not (record.get("certificate") or record["type"] == "crl"):
                continue
            expected, found = theirs(record, work)
            if expected is None:
                continue
            count[record["type"]] = count.get(record["type"], 0) + 1
            for key in expected:
                if expected[key] != found[key]:
                    bad += 1
                    print(f"{record['file']}: {key}: {str(found[key])[:200]}, "
                          f"not {str(expected[key])[:200]}")
    print(", ".join(f"{n} {kind}" for kind, n in sorted(count.items())))
    sys.exit(bad > 0 or not count)


main()
