/* SPDX-License-Identifier: ISC */
/* Certificates: RFC 6487, RFC 8209, RFC 8630, without resources. */
#include "tests/lib/cadefects.h"

static void
crossed(struct ca_object *object)
{
	object->not_before = CA_NOT_AFTER;
	object->not_after = CA_NOT_BEFORE;
}

static void
with_ip(struct ca_object *object)
{
	object->ip = "192.0.2.0/24";
}

static void
inherit_asn(struct ca_object *object)
{
	object->asn = "inherit";
}

static void
many_asns(struct ca_object *object)
{
	object->asn = "64496 64512-65511";
}

static const struct ca_defect certificates[] = {
	EDITED(
	    "cert-version-1", CERT, "CERT-VERSION", EDIT("tbs/version", OMIT)),
	EDITED("cert-version-2", CERT, "CERT-VERSION",
	    EDIT_HEX("version/number", BODY, "01")),
	EDITED("cert-version-negative", CERT, "CERT-VERSION",
	    EDIT_HEX("version/number", BODY, "ff")),
	EDITED("cert-serial-zero", CERT, "CERT-SERIAL",
	    EDIT_HEX("tbs/serial", BODY, "00")),
	EDITED("cert-serial-negative", CERT, "CERT-SERIAL",
	    EDIT_HEX("tbs/serial", BODY, "ff")),
	EDITED("cert-serial-21-octets", CERT, "CERT-SERIAL",
	    EDIT_N("tbs/serial", BODY, "01", 21)),
	EDITED("cert-algorithm-sha1", CERT, "CERT-SIGALG",
	    EDIT_HEX("tbs/alg/oid", BODY, "2a 86 48 86 f7 0d 01 01 05"),
	    EDIT_HEX("cert/alg/oid", BODY, "2a 86 48 86 f7 0d 01 01 05")),
	EDITED("cert-algorithms-differ", CERT, "CERT-SIGALG-MISMATCH",
	    EDIT_HEX("tbs/alg/oid", BODY, "2a 86 48 86 f7 0d 01 01 05")),
	EDITED("cert-algorithm-params", CERT, "CERT-SIGALG-PARAMS",
	    EDIT("tbs/alg/params", OMIT), EDIT("cert/alg/params", OMIT)),
	/* names and times */
	EDITED("cert-issuer-utf8", CERT, "CERT-NAME-STRING",
	    EDIT_HEX("issuer/rdn/attribute/cn", TAG, "0c")),
	EDITED(
	    "cert-issuer-empty", CERT, "CERT-NAME", EDIT("tbs/issuer", BODY)),
	EDITED("cert-subject-utf8", CERT, "CERT-NAME-STRING",
	    EDIT_HEX("subject/rdn/attribute/cn", TAG, "0c")),
	EDITED(
	    "cert-subject-empty", CERT, "CERT-NAME", EDIT("tbs/subject", BODY)),
	EDITED("cert-subject-two-names", CERT, "CERT-NAME",
	    EDIT("subject/rdn", TWICE)),
	EDITED("cert-subject-organization", CERT, "CERT-NAME",
	    EDIT_HEX("subject/rdn/attribute/oid", BODY, "55 04 0a")),
	EDITED("cert-subject-escape", CERT, "CERT-NAME-CHARS",
	    EDIT_HEX("subject/rdn/attribute/cn", BODY, "1b 5b 32 4a 0a 00")),
	EDITED("cert-unique-id", CERT, "CERT-UNIQUE-ID",
	    EDIT_HEX("tbs/spki", AFTER, "81 02 00 01")),
	EDITED("cert-time-generalized", CERT, "CERT-TIME-TYPE",
	    EDIT_HEX("validity/notBefore", WHOLE,
		"18 0f 32 30 32 36 31 30 30 31 30 30 30 30 30 30 "
		"5a")),
	CHANGED("cert-validity-crossed", CERT, "CERT-TIME-ORDER", crossed),
	/* keys */
	EDITED("spki-garbage", CERT, "CERT-KEY-VALUE",
	    EDIT_HEX("spki/bits", BODY, "00 de ad be ef")),
	EDITED("spki-garbage-ee", ROA, "CERT-KEY-VALUE",
	    EDIT_HEX("spki/bits", BODY, "00 de ad be ef")),
	EDITED("spki-empty", CERT, "CERT-KEY-VALUE",
	    EDIT_HEX("spki/bits", BODY, "00")),
	EDITED("spki-algorithm-pss", CERT, "CERT-KEY-ALGORITHM",
	    EDIT_HEX("spki/alg/oid", BODY, "2a 86 48 86 f7 0d 01 01 0a")),
	EDITED("spki-params-absent", CERT, "CERT-KEY-ALGORITHM",
	    EDIT("spki/alg/params", OMIT)),
	EDITED("rsa-exponent-3", CERT, "CERT-KEY-EXPONENT",
	    EDIT_HEX("key/e", BODY, "03")),
	EDITED("rsa-exponent-0", ROA, "CERT-KEY-EXPONENT",
	    EDIT_HEX("key/e", BODY, "00")),
	EDITED("rsa-modulus-0", ROA, "CERT-KEY-SIZE",
	    EDIT_HEX("key/n", BODY, "00")),
	EDITED("rsa-modulus-1", ROA, "CERT-KEY-SIZE",
	    EDIT_HEX("key/n", BODY, "01")),
	EDITED("rsa-modulus-negative", ROA, "CERT-KEY-VALUE",
	    EDIT_N("key/n", BODY, "ff", 256)),
	EDITED("rsa-even-modulus", ROA, "CERT-KEY-VALUE", EDIT("key/n", FLIP)),
	EDITED("rsa-1k-modulus", CERT, "CERT-KEY-SIZE",
	    EDIT_N("key/n", CUT, NULL, 128)),
	EDITED("rsa-16k-modulus", ROA, "CERT-KEY-SIZE",
	    EDIT_N("key/n", BODY, "7f", 2048)),
	EDITED("rsa-1m-modulus", ROA, "CERT-KEY-SIZE",
	    EDIT_N("key/n", BODY, "7f", 131072)),
	/* extensions */
	EDITED("cert-no-extensions", CERT, "CERT-SKI-ABSENT",
	    EDIT("tbs/extensions", OMIT)),
	EDITED("cert-extension-twice", CERT, "CERT-EXT-DUPLICATE",
	    EDIT("list/ski", TWICE)),
	EDITED("cert-extension-unknown", CERT, "CERT-EXT-UNKNOWN",
	    EDIT_HEX(
		"list/policies", AFTER, "30 09 06 03 2a 03 04 04 02 05 00")),
	EDITED("cert-extension-unknown-critical", CERT, "CERT-EXT-UNKNOWN",
	    EDIT_HEX("list/policies", AFTER,
		"30 0c 06 03 2a 03 04 01 01 ff 04 02 05 00")),
	EDITED("bc-missing", CERT, "CERT-BC-ABSENT", EDIT("list/bc", OMIT)),
	EDITED("bc-not-critical", CERT, "CERT-BC-CRITICAL",
	    EDIT("bc/critical", OMIT)),
	EDITED("bc-ca-false", CERT, "CERT-BC-CA", EDIT("constraints/ca", OMIT)),
	EDITED("bc-path-length", CERT, "CERT-BC-PATHLEN",
	    EDIT_HEX("constraints/ca", AFTER, "02 01 00")),
	EDITED("bc-in-ee", ROA, "CERT-BC-PRESENT",
	    EDIT_HEX("list/ku", BEFORE,
		"30 0f 06 03 55 1d 13 01 01 ff 04 05 30 03 01 01 "
		"ff")),
	EDITED("ski-missing", CERT, "CERT-SKI-ABSENT", EDIT("list/ski", OMIT)),
	EDITED("ski-critical", CERT, "CERT-SKI-CRITICAL",
	    EDIT_HEX("ski/oid", AFTER, "01 01 ff")),
	EDITED("ski-wrong", CERT, "CERT-SKI-MISMATCH",
	    EDIT("ski/value/keyid", FLIP)),
	EDITED("ski-wrong-ee", ROA, "CERT-SKI-MISMATCH",
	    EDIT("ski/value/keyid", FLIP)),
	EDITED("ski-short", CERT, "CERT-SKI-LENGTH",
	    EDIT_N("ski/value/keyid", CUT, NULL, 1)),
	EDITED("ski-long", CERT, "CERT-SKI-LENGTH",
	    EDIT_N("ski/value/keyid", LAST, "00", 12)),
	EDITED("aki-missing", CERT, "CERT-AKI-ABSENT", EDIT("list/aki", OMIT)),
	EDITED(
	    "aki-missing-ee", ROA, "CERT-AKI-ABSENT", EDIT("list/aki", OMIT)),
	EDITED("aki-no-keyid", ROA, "CERT-AKI-LENGTH",
	    EDIT("aki/value/ids", BODY)),
	EDITED("aki-only-issuer-serial", ROA, "CERT-AKI-LENGTH",
	    EDIT_HEX("ids/keyid", WHOLE, "a1 04 a4 02 30 00 82 01 01")),
	EDITED("aki-issuer-serial", CERT, "CERT-AKI-FIELDS",
	    EDIT_HEX("ids/keyid", AFTER, "a1 04 a4 02 30 00 82 01 01")),
	EDITED("aki-critical", CERT, "CERT-AKI-CRITICAL",
	    EDIT_HEX("aki/oid", AFTER, "01 01 ff")),
	EDITED("aki-short", CERT, "CERT-AKI-LENGTH",
	    EDIT_N("ids/keyid", CUT, NULL, 1)),
	EDITED("ku-missing", CERT, "CERT-KU-ABSENT", EDIT("list/ku", OMIT)),
	EDITED("ku-not-critical", CERT, "CERT-KU-CRITICAL",
	    EDIT("ku/critical", OMIT)),
	EDITED("ku-0-bytes", CERT, "CERT-KU-BITS",
	    EDIT_HEX("ku/value/bits", BODY, "00")),
	EDITED("ku-1-byte-ee", ROA, "CERT-KU-BITS",
	    EDIT_HEX("ku/value/bits", BODY, "01 06")),
	EDITED("ku-3-bytes", CERT, "CERT-KU-BITS",
	    EDIT_HEX("ku/value/bits", BODY, "00 06 00 01")),
	EDITED("ku-300-bytes", CERT, "CERT-KU-BITS",
	    EDIT_N("ku/value/bits", BODY, "00", 301)),
	EDITED("ku-300-bytes-ee", ROA, "CERT-KU-BITS",
	    EDIT_N("ku/value/bits", BODY, "00", 301)),
	EDITED("ku-empty", CERT, "DER-BIT-STRING", EDIT("ku/value/bits", BODY)),
	EDITED("ku-unused-8", CERT, "DER-BIT-STRING",
	    EDIT_HEX("ku/value/bits", BODY, "08 06")),
	EDITED("ku-no-crl-sign", CERT, "CERT-KU-BITS",
	    EDIT_HEX("ku/value/bits", BODY, "02 04")),
	EDITED("eku-in-ca", CERT, "CERT-EKU-PRESENT",
	    EDIT_HEX("list/ku", AFTER,
		"30 13 06 03 55 1d 25 04 0c 30 0a 06 08 2b 06 01 "
		"05 05 07 03 1e")),
	EDITED("eku-in-ee", ROA, "CERT-EKU-PRESENT",
	    EDIT_HEX("list/ku", AFTER,
		"30 13 06 03 55 1d 25 04 0c 30 0a 06 08 2b 06 01 "
		"05 05 07 03 1e")),
	EDITED("crldp-missing", CERT, "CERT-CRLDP-ABSENT",
	    EDIT("list/crldp", OMIT)),
	EDITED("crldp-missing-ee", ROA, "CERT-CRLDP-ABSENT",
	    EDIT("list/crldp", OMIT)),
	EDITED("crldp-critical", CERT, "CERT-CRLDP-CRITICAL",
	    EDIT_HEX("crldp/oid", AFTER, "01 01 ff")),
	EDITED("crldp-two-points", CERT, "CERT-CRLDP-COUNT",
	    EDIT("points/point", TWICE)),
	EDITED("crldp-no-point", CERT, "CERT-CRLDP-COUNT",
	    EDIT("crldp/value/points", BODY)),
	EDITED("crldp-http-only", CERT, "CERT-CRLDP-RSYNC",
	    EDIT_HEX(
		"full/uri", TEXT, "https://rpki.example.net/repo/example.crl")),
	EDITED(
	    "crldp-no-name", CERT, "CERT-CRLDP-FORM", EDIT("point/name", OMIT)),
	EDITED("crldp-reasons", CERT, "CERT-CRLDP-FORM",
	    EDIT_HEX("point/name", AFTER, "81 02 07 80")),
	EDITED("crldp-crl-issuer", CERT, "CERT-CRLDP-FORM",
	    EDIT_HEX("point/name", AFTER, "a2 04 a4 02 30 00")),
	EDITED("aia-missing", CERT, "CERT-AIA-ABSENT", EDIT("list/aia", OMIT)),
	EDITED(
	    "aia-missing-ee", ROA, "CERT-AIA-ABSENT", EDIT("list/aia", OMIT)),
	EDITED("aia-critical", CERT, "CERT-AIA-CRITICAL",
	    EDIT_HEX("aia/oid", AFTER, "01 01 ff")),
	EDITED("aia-empty", CERT, "CERT-AIA-RSYNC",
	    EDIT("aia/value/accesses", BODY)),
	EDITED("aia-method", CERT, "CERT-AIA-METHOD",
	    EDIT_HEX("issuers/method", BODY, "2b 06 01 05 05 07 30 01")),
	EDITED("aia-http-only", CERT, "CERT-AIA-RSYNC",
	    EDIT_HEX(
		"issuers/uri", TEXT, "https://rpki.example.net/repo/ta.cer")),
	EDITED("aia-directory-name", CERT, "CERT-LOCATION",
	    EDIT_HEX("issuers/uri", WHOLE, "a4 02 30 00")),
	EDITED("sia-missing", CERT, "CERT-SIA-ABSENT", EDIT("list/sia", OMIT)),
	EDITED(
	    "sia-missing-ee", ROA, "CERT-SIA-ABSENT", EDIT("list/sia", OMIT)),
	EDITED("sia-critical", CERT, "CERT-SIA-CRITICAL",
	    EDIT_HEX("sia/oid", AFTER, "01 01 ff")),
	EDITED("sia-no-repository", CERT, "CERT-SIA-REPOSITORY",
	    EDIT("accesses/repository", OMIT)),
	EDITED("sia-no-manifest", CERT, "CERT-SIA-MANIFEST",
	    EDIT("accesses/manifest", OMIT)),
	EDITED("sia-http-repository", CERT, "CERT-SIA-REPOSITORY",
	    EDIT_HEX("repository/uri", TEXT, "http://rpki.example.net/repo/")),
	EDITED("sia-http-manifest", CERT, "CERT-SIA-MANIFEST",
	    EDIT_HEX("manifest/uri", TEXT, "http://rpki.example.net/a.mft")),
	EDITED("sia-signed-object-in-ca", CERT, "CERT-SIA-METHOD",
	    EDIT_HEX("repository/method", BODY, "2b 06 01 05 05 07 30 0b")),
	EDITED("sia-repository-in-ee", ROA, "CERT-SIA-METHOD",
	    EDIT_HEX("signedObject/method", BODY, "2b 06 01 05 05 07 30 05")),
	EDITED("sia-notify-http", CERT, "CERT-SIA-NOTIFY",
	    EDIT_HEX("accesses/manifest", AFTER,
		"30 1e 06 08 2b 06 01 05 05 07 30 0d 86 12 68 74 "
		"74 70 3a 2f 2f 72 70 6b 69 2e 74 65 73 74 2f 6e")),
	EDITED("sia-notify", CERT, NULL,
	    EDIT_HEX("accesses/manifest", AFTER,
		"30 1f 06 08 2b 06 01 05 05 07 30 0d 86 13 68 74 "
		"74 70 73 3a 2f 2f 72 70 6b 69 2e 74 65 73 74 2f "
		"6e")),
	EDITED("uri-dot-dot", CERT, "CERT-URI",
	    EDIT_HEX("manifest/uri", TEXT,
		"rsync://rpki.example.net/repo/../../etc/passwd")),
	EDITED("uri-control-bytes", CERT, "CERT-URI",
	    EDIT_HEX("manifest/uri", BODY,
		"72 73 79 6e 63 3a 2f 2f 61 2f 1b 5b 32 4a 0a")),
	EDITED("uri-nul", CERT, "CERT-URI",
	    EDIT_HEX("manifest/uri", BODY,
		"72 73 79 6e 63 3a 2f 2f 61 2f 62 00 63")),
	EDITED("uri-no-host", CERT, "CERT-URI",
	    EDIT_HEX("manifest/uri", TEXT, "rsync:///a.mft")),
	EDITED("uri-64k", CERT, "CERT-URI",
	    EDIT_N("manifest/uri", LAST, "61", 65536)),
	EDITED("policies-missing", CERT, "CERT-POLICY-ABSENT",
	    EDIT("list/policies", OMIT)),
	EDITED("policies-not-critical", CERT, "CERT-POLICY-CRITICAL",
	    EDIT("policies/critical", OMIT)),
	EDITED("policies-two", CERT, "CERT-POLICY", EDIT("list/policy", TWICE)),
	EDITED("policies-none", CERT, "CERT-POLICY",
	    EDIT("policies/value/list", BODY)),
	EDITED("policies-other", CERT, "CERT-POLICY",
	    EDIT_HEX("policy/id", BODY, "2b 06 01 05 05 07 0e 01")),
	EDITED("policies-cps", CERT, NULL,
	    EDIT_HEX("policy/id", AFTER,
		"30 16 30 14 06 08 2b 06 01 05 05 07 02 01 16 08 "
		"68 74 74 70 3a 2f 2f 61")),
	EDITED("policies-user-notice", CERT, "CERT-POLICY-QUALIFIER",
	    EDIT_HEX("policy/id", AFTER,
		"30 0e 30 0c 06 08 2b 06 01 05 05 07 02 02 30 00")),
	EDITED("cert-bad-signature", TA, "CERT-SIGNATURE-INVALID",
	    EDIT("cert/signature", FLIP)),
	/* trust anchors */
	EDITED("ta-aki-other", TA, "TA-AKI",
	    EDIT_HEX("list/ski", AFTER,
		"30 1f 06 03 55 1d 23 04 18 30 16 80 14 00 01 02 "
		"03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f 10 11 12 "
		"13")),
	EDITED("ta-crldp", TA, "TA-CRLDP",
	    EDIT_HEX("list/policies", AFTER,
		"30 25 06 03 55 1d 1f 04 1e 30 1c 30 1a a0 18 a0 "
		"16 86 14 72 73 79 6e 63 3a 2f 2f 61 2f 62 63 64 "
		"65 66 67 2e 63 72 6c")),
	EDITED("ta-aia", TA, "TA-AIA",
	    EDIT_HEX("list/policies", AFTER,
		"30 2c 06 08 2b 06 01 05 05 07 01 01 04 20 30 1e "
		"30 1c 06 08 2b 06 01 05 05 07 30 02 86 10 72 73 "
		"79 6e 63 3a 2f 2f 61 2f 62 2e 63 65 72 61")),
	EDITED("ta-inherit", TA, "TA-INHERIT",
	    EDIT_HEX("family/list", WHOLE, "05 00")),
	EDITED("ta-no-resources", TA, "CERT-RESOURCES-ABSENT",
	    EDIT("list/ip", OMIT), EDIT("list/asn", OMIT)),
	/* routers */
	EDITED(
	    "router-eku-missing", ROUTER, "ROUTER-EKU", EDIT("list/eku", OMIT)),
	EDITED("router-eku-critical", ROUTER, "CERT-EKU-CRITICAL",
	    EDIT_HEX("eku/oid", AFTER, "01 01 ff")),
	EDITED("router-eku-other", ROUTER, "ROUTER-EKU",
	    EDIT_HEX("purposes/purpose", BODY, "2b 06 01 05 05 07 03 01")),
	EDITED("router-curve-p384", ROUTER, "CERT-KEY-ALGORITHM",
	    EDIT_HEX("spki/alg/params", BODY, "2b 81 04 00 22")),
	EDITED("router-point-compressed", ROUTER, "ROUTER-KEY",
	    EDIT_HEX("spki/bits", BODY,
		"00 02 6b 17 d1 f2 e1 2c 42 47 f8 bc e6 e5 63 a4 "
		"40 f2 77 03 7d 81 2d eb 33 a0 f4 a1 39 45 d8 98 "
		"c2 96")),
	EDITED("router-point-short", ROUTER, "ROUTER-KEY",
	    EDIT_N("spki/bits", CUT, NULL, 1)),
	EDITED("router-point-off-curve", ROUTER, "ROUTER-KEY",
	    EDIT("spki/bits", FLIP)),
	CHANGED("router-ip", ROUTER, "ROUTER-IP", with_ip),
	CHANGED("router-inherit", ROUTER, "ROUTER-ASN", inherit_asn),
	CHANGED("router-many-asns", ROUTER, "ROUTER-ASN-LIMIT", many_asns),
	EDITED("router-no-asn", ROUTER, "ROUTER-ASN", EDIT("list/asn", OMIT)),
	EDITED("router-sia", ROUTER, "CERT-SIA-PRESENT",
	    EDIT_HEX("list/policies", AFTER,
		"30 2c 06 08 2b 06 01 05 05 07 01 0b 04 20 30 1e "
		"30 1c 06 08 2b 06 01 05 05 07 30 0b 86 10 72 73 "
		"79 6e 63 3a 2f 2f 61 2f 62 2e 63 65 72 61")),
	EDITED("router-bc", ROUTER, "CERT-BC-PRESENT",
	    EDIT_HEX("list/ku", BEFORE,
		"30 0f 06 03 55 1d 13 01 01 ff 04 05 30 03 01 01 "
		"ff"))
};

const struct ca_defects ca_defects_cert = { certificates,
	sizeof(certificates) / sizeof(*certificates) };
