/* SPDX-License-Identifier: ISC */
/* The envelope: RFC 5652, RFC 6488, RFC 9589. */
#include "tests/lib/cadefects.h"

static void
empty_content(struct ca_object *object)
{
	object->content = (const uint8_t *)"";
	object->content_len = 0;
}

static void
signed_late(struct ca_object *object)
{
	object->signing_time = CA_NOT_AFTER + 1;
}

static void
signed_early(struct ca_object *object)
{
	object->signing_time = CA_NOT_BEFORE - 1;
}

static const struct ca_defect envelopes[] = {
	EDITED("cms-content-info-type", ROA, "CMS-TYPE",
	    EDIT_HEX("object/oid", BODY, "2a 86 48 86 f7 0d 01 07 03")),
	EDITED("cms-version-1", ROA, "CMS-VERSION",
	    EDIT_HEX("signed/version", BODY, "01")),
	EDITED("cms-version-4", ROA, "CMS-VERSION",
	    EDIT_HEX("signed/version", BODY, "04")),
	EDITED("cms-digests-none", ROA, "CMS-DIGEST-COUNT",
	    EDIT("signed/digests", BODY)),
	EDITED("cms-digests-two", ROA, "CMS-DIGEST-COUNT",
	    EDIT("digests/alg", TWICE)),
	EDITED("cms-digest-sha1", ROA, "CMS-DIGEST",
	    EDIT_HEX("digests/alg/oid", BODY, "2b 0e 03 02 1a")),
	EDITED("econtent-absent", ROA, "CMS-CONTENT-ABSENT",
	    EDIT("encap/explicit", OMIT)),
	CHANGED("econtent-empty", ROA, "ROA-SYNTAX", empty_content),
	EDITED("econtent-type-other", ROA, "CMS-CONTENT-TYPE",
	    EDIT_HEX("encap/type", BODY, "2a 86 48 86 f7 0d 01 09 10 01 1a")),
	EDITED(
	    "certs-absent", ROA, "CMS-CERT-COUNT", EDIT("signed/certs", OMIT)),
	EDITED(
	    "certs-empty", ROA, "CMS-CERT-COUNT", EDIT("signed/certs", BODY)),
	EDITED("certs-two", ROA, "CMS-CERT-COUNT", EDIT("certs/cert", TWICE)),
	EDITED("crls-present", ROA, "CMS-CRLS",
	    EDIT_HEX("signed/certs", AFTER, "a1 02 30 00")),
	EDITED("crls-empty", ROA, "CMS-CRLS",
	    EDIT_HEX("signed/certs", AFTER, "a1 00")),
	EDITED("signers-none", ROA, "CMS-SIGNER-COUNT",
	    EDIT("signed/signers", BODY)),
	EDITED("signers-two", ROA, "CMS-SIGNER-COUNT",
	    EDIT("signers/signer", TWICE)),
	EDITED("signer-version-1", ROA, "CMS-SIGNER-VERSION",
	    EDIT_HEX("signer/version", BODY, "01")),
	EDITED("sid-issuer-and-serial", ROA, "CMS-SID",
	    EDIT_HEX("signer/sid", WHOLE, "30 05 30 00 02 01 01")),
	EDITED("sid-wrong", ROA, "CMS-SID-MISMATCH", EDIT("signer/sid", FLIP)),
	EDITED("sid-short", ROA, "CMS-SID-MISMATCH",
	    EDIT_N("signer/sid", CUT, NULL, 1)),
	EDITED("signer-digest-sha512", ROA, "CMS-SIGNER-DIGEST",
	    EDIT_HEX("signer/digest/oid", BODY, "60 86 48 01 65 03 04 02 03")),
	EDITED("signer-algorithm-ecdsa", ROA, "CMS-SIGNATURE-ALGORITHM",
	    EDIT_HEX("signer/alg/oid", BODY, "2a 86 48 ce 3d 04 03 02")),
	EDITED("signer-algorithm-sha256-rsa", ROA, NULL,
	    EDIT_HEX("signer/alg/oid", BODY, "2a 86 48 86 f7 0d 01 01 0b")),
	EDITED("signer-algorithm-no-params", ROA, "CMS-SIGNATURE-PARAMS",
	    EDIT("signer/alg/params", OMIT)),
	EDITED("signed-attrs-absent", ROA, "CMS-ATTRS-ABSENT",
	    EDIT("attrs", OMIT)),
	EDITED(
	    "signed-attrs-empty", ROA, "CMS-ATTRS-ABSENT", EDIT("attrs", BODY)),
	EDITED("content-type-missing", ROA, "CMS-CONTENT-TYPE-ABSENT",
	    EDIT("attrs/contentType", OMIT)),
	EDITED("content-type-twice", ROA, "CMS-ATTR-DUPLICATE",
	    EDIT("attrs/contentType", TWICE)),
	EDITED("content-type-two-values", ROA, "CMS-ATTR-VALUES",
	    EDIT("contentType/values/value", TWICE)),
	EDITED("content-type-no-value", ROA, "CMS-ATTR-VALUES",
	    EDIT("contentType/values", BODY)),
	EDITED("content-type-no-oid", ROA, "CMS-ATTR-VALUES",
	    EDIT_HEX("contentType/values/value", WHOLE, "05 00")),
	EDITED("content-type-other", ROA, "CMS-CONTENT-TYPE",
	    EDIT_HEX("contentType/values/value", BODY,
		"2a 86 48 86 f7 0d 01 09 10 01 1a")),
	EDITED("message-digest-missing", ROA, "CMS-MESSAGE-DIGEST-ABSENT",
	    EDIT("attrs/messageDigest", OMIT)),
	EDITED("message-digest-two-values", ROA, "CMS-ATTR-VALUES",
	    EDIT("messageDigest/values/value", TWICE)),
	EDITED("message-digest-no-octets", ROA, "CMS-ATTR-VALUES",
	    EDIT_HEX("messageDigest/values/value", WHOLE, "05 00")),
	EDITED("message-digest-short", ROA, "CMS-DIGEST-MISMATCH",
	    EDIT_N("messageDigest/values/value", CUT, NULL, 1)),
	EDITED("signing-time-missing", ROA, "CMS-SIGNING-TIME-ABSENT",
	    EDIT("attrs/signingTime", OMIT)),
	EDITED("signing-time-two-values", ROA, "CMS-ATTR-VALUES",
	    EDIT("signingTime/values/value", TWICE)),
	EDITED("signing-time-no-value", ROA, "CMS-ATTR-VALUES",
	    EDIT("signingTime/values", BODY)),
	EDITED("signing-time-no-time", ROA, "CMS-ATTR-VALUES",
	    EDIT_HEX("signingTime/values/value", WHOLE, "05 00")),
	EDITED("signing-time-generalized", ROA, "CMS-SIGNING-TIME-TYPE",
	    EDIT_HEX("signingTime/values/value", WHOLE,
		"18 0f 32 30 32 36 31 30 30 31 30 30 30 30 30 30 "
		"5a")),
	CHANGED("signing-time-after-ee", ROA, "CMS-SIGNING-TIME-RANGE",
	    signed_late),
	CHANGED("signing-time-before-ee", ROA, "CMS-SIGNING-TIME-RANGE",
	    signed_early),
	EDITED("binary-signing-time", ROA, "CMS-BINARY-SIGNING-TIME",
	    EDIT_HEX("attrs/contentType", BEFORE,
		"30 19 06 0b 2a 86 48 86 f7 0d 01 09 10 02 2e 31 "
		"0a 02 08 00 00 00 00 6a bc de f0")),
	EDITED("unknown-attribute", ROA, "CMS-ATTR-UNKNOWN",
	    EDIT_HEX("attrs/contentType", BEFORE,
		"30 09 06 03 2a 03 04 31 02 05 00")),
	EDITED("unsigned-attrs", ROA, "CMS-UNSIGNED-ATTRS",
	    EDIT_HEX("signer/signature", AFTER,
		"a1 0b 30 09 06 03 2a 03 04 31 02 05 00")),
	EDITED("unsigned-attrs-empty", ROA, "CMS-UNSIGNED-ATTRS",
	    EDIT_HEX("signer/signature", AFTER, "a1 00")),
	EDITED("bad-digest", ROA, "CMS-DIGEST-MISMATCH",
	    EDIT("messageDigest/values/value", FLIP)),
	EDITED("bad-signature", ROA, "CMS-SIGNATURE-INVALID",
	    EDIT("signer/signature", FLIP)),
	EDITED("signature-empty", ROA, "CMS-SIGNATURE-INVALID",
	    EDIT("signer/signature", BODY)),
	EDITED("signature-short", ROA, "CMS-SIGNATURE-INVALID",
	    EDIT_N("signer/signature", CUT, NULL, 1)),
	EDITED("signature-long", ROA, "CMS-SIGNATURE-INVALID",
	    EDIT_HEX("signer/signature", FIRST, "00")),
	EDITED("signature-16k", ROA, "CMS-SIGNATURE-INVALID",
	    EDIT_N("signer/signature", BODY, "01", 16384)),
	CHANGED("unknown-content-type", UNKNOWN, NULL, NULL)
};

const struct ca_defects ca_defects_cms = { envelopes,
	sizeof(envelopes) / sizeof(*envelopes) };
