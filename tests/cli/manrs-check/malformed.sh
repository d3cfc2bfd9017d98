# SPDX-License-Identifier: ISC
# A record that is wrong is told with its place, skipped and counted.
. "$T/month.inc"
bad() { # bad KIND FILE: of the month, but FILE of that kind; FILE is stdin
    echo "-- $1"
    cat >"$2"
    manrs-check --data month --now $NOW --"$1" "$2" AS64500 >report 2>told
    status=$?
    cat told
    echo "status $status"
}
# A record whose prefix has 33 bits, between good ones.
python3 - month/rib/rib.20261031.0000 <<'END' | bad rib rib.mrt
import struct
import sys
data = open(sys.argv[1], "rb").read()
first = 12 + struct.unpack(">I", data[8:12])[0]
sys.stdout.buffer.write(data[:first] + data[first:first + 16] + b"\x21" +
                        data[first + 17:])
END
head -c 300 month/rib/rib.20261031.0000 | bad rib cut.mrt
gzip -c month/rib/rib.20261031.0000 | head -c 200 | bad rib cut.gz
head -c 30 month/updates/* | bad updates cut.mrt
bad vrps vrps.csv <<'END'
ASN,IP Prefix,Max Length,Trust Anchor
AS64500,198.51.100.0/24,23,ripe
AS64500,203.0.113.0/24,24,ripe
END
bad aspa aspa.csv <<'END'
ASN,IP Prefix,Max Length,Trust Anchor
AS64500,203.0.113.0/24,24,ripe
END
bad irr irr.db <<'END'
route: 192.0.2.1/24
origin: AS64500
source: RIPE

route: 203.0.113.0/24
origin: AS64500
source: RIPE
END
bad whois whois.json <<'END'
{"objectClassName": "domain"}
END
bad peeringdb net.json <<'END'
{"data": [{"id": 1, "asn": "many"}, {"id": 2, "asn": 64500}]}
END
bad delegated delegated <<'END'
2|ripencc|20261031|2|19830705|20261031|+0100
ripencc|NL|ipv4|203.0.113.0|none|20200101|assigned|exn
ripencc|NL|asn|64500|1|20200101|assigned|exn
END
bad bogons bogons <<'END'
# last updated 1793404800
10.103.0.1/16
10.103.0.0/16
END
bad cidr-report 2026-10-05.txt <<'END'
10.103.0.0/16 AS64506 Prefix is within unallocated space
10.104.0.0/33 AS64506 Prefix is within unallocated space
END
bad grip grip.json <<'END'
{"data": [
{"event_type": "moas", "view_ts": 1792206600},
{"id": "moas-1", "event_type": "moas", "view_ts": "noon"},
{"id": 7, "event_type": "moas"}
]}
END
bad bgpstream bgpstream.json <<'END'
{"events": [
{"event_id": 1, "event_type": "Weather"},
{"event_id": 2, "event_type": "BGP Leak", "leaker_asn": "sixteen"},
{"event_id": 3, "event_type": "BGP Leak", "start_time": "2026-10-01 00:00:00"},
{"event_id": 4},
{"event_id": 5, "event_type": "Outage"}
]}
END
bad spoofer spoofer.json <<'END'
{"hydra:member": [
{"session": 1, "timestamp": "yesterday", "asn4": "64500"},
{"session": 2, "timestamp": "2026-10-03T14:34:59+00:00", "asn4": [1]},
{"session": 3, "timestamp": "2026-10-03T14:34:59+00:00", "asn4": null}
]}
END
# Bytes behind it; a name that is no name, and one that was not signed.
{ cat month/rsc/network.sig; echo; } | bad rsc trailing.sig
for name in 'lett/r.pdf' 'letter.txt'; do
    python3 - "$name" <<'END' | bad rsc changed.sig
import sys
data = open("month/rsc/network.sig", "rb").read()
name = sys.argv[1].encode()
sys.stdout.buffer.write(data.replace(b"letter.pdf", name))
END
done
bad as-rel as-rel <<'END'
64510|64500|-1
64510|64500|2
64510|x|0
END
bad as-org as-org <<'END'
# format:aut|changed|aut_name|org_id|opaque_id|source
x|20260101|EXAMPLE|EXN-RIPE||RIPE
64500|20260101|EXAMPLE|EXN-RIPE||RIPE
END
bad participants participants.csv <<'END'
Organization Name,ASNs(;)
Customer One,64501;many
Careless Customer,64502
END
bad feedback feedback <<'END'
moas-1-1_2 it was us
moas-1792206600-64500_64504
END
bad previous previous.json <<'END'
{"participants": [{"name": "Example Networks"}]}
END
bad asn-file asn-file <<'END'
AS64500 Example Networks
64501;64502
END
