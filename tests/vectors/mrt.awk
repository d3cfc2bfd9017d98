# SPDX-License-Identifier: ISC
# Lines of "bgpdump -m" in the form of tests/lib/mrttext.h, up to and with the
# communities.  States are left out.
BEGIN { FS = OFS = "|" }
$3 == "STATE" { next }
{
    paths = $1 ~ /_AP$/ # with path identifiers, which make one more field
    id = paths ? $7 : ""
    path = communities = ""
    if ($3 != "W") {
        path = $(7 + paths)
        communities = $(12 + paths)
        sub(/no-export/, "65535:65281", communities)
        sub(/no-advertise/, "65535:65282", communities)
        sub(/local-AS/, "65535:65283", communities)
    }
    print $3, $2, $4, $5, $6, id, path, communities
}
