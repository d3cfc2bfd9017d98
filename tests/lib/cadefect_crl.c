/* SPDX-License-Identifier: ISC */
/* CRLs: RFC 6487 section 5, RFC 9829. */
#include "tests/lib/cadefects.h"

static void
crossed(struct ca_object *object)
{
	object->this_update = CA_NOT_AFTER;
	object->next_update = CA_NOT_BEFORE;
}

static const struct ca_defect crls[] = {
	EDITED("crl-version-1", CRL, "CRL-VERSION", EDIT("tbs/version", OMIT)),
	EDITED("crl-version-3", CRL, "CRL-VERSION",
	    EDIT_HEX("tbs/version", BODY, "02")),
	EDITED("crl-algorithm-sha1", CRL, "CRL-SIGALG",
	    EDIT_HEX("tbs/alg/oid", BODY, "2a 86 48 86 f7 0d 01 01 05"),
	    EDIT_HEX("crl/alg/oid", BODY, "2a 86 48 86 f7 0d 01 01 05")),
	EDITED("crl-algorithms-differ", CRL, "CRL-SIGALG-MISMATCH",
	    EDIT_HEX("tbs/alg/oid", BODY, "2a 86 48 86 f7 0d 01 01 05")),
	EDITED("crl-issuer-utf8", CRL, "CRL-NAME-STRING",
	    EDIT_HEX("issuer/rdn/attribute/cn", TAG, "0c")),
	CHANGED("crl-updates-crossed", CRL, "CRL-TIME-ORDER", crossed),
	EDITED("crl-time-generalized", CRL, "CRL-TIME-TYPE",
	    EDIT_HEX("tbs/thisUpdate", WHOLE,
		"18 0f 32 30 32 36 31 30 30 31 30 30 30 30 30 30 "
		"5a")),
	EDITED("crl-next-update-missing", CRL, "CRL-NEXT-UPDATE-ABSENT",
	    EDIT("tbs/nextUpdate", OMIT)),
	EDITED("crl-revoked-empty", CRL, "CRL-REVOKED-EMPTY",
	    EDIT("tbs/revoked", BODY)),
	EDITED("crl-entry-extension", CRL, "CRL-ENTRY-EXTENSION",
	    EDIT_HEX("entry/time", AFTER,
		"30 0c 30 0a 06 03 55 1d 15 04 03 0a 01 01")),
	EDITED("crl-entry-serial-zero", CRL, "CRL-ENTRY-SERIAL",
	    EDIT_HEX("entry/serial", BODY, "00")),
	EDITED("crl-entry-serial-negative", CRL, "CRL-ENTRY-SERIAL",
	    EDIT_HEX("entry/serial", BODY, "ff")),
	EDITED("crl-entry-serial-21-octets", CRL, "CRL-ENTRY-SERIAL",
	    EDIT_N("entry/serial", BODY, "01", 21)),
	EDITED("crl-entry-twice", CRL, "CRL-ENTRY-DUPLICATE",
	    EDIT("revoked/entry", TWICE)),
	EDITED("crl-100k-entries", CRL, "CRL-ENTRY-DUPLICATE",
	    EDIT_N("revoked/entry", WHOLE,
		"30 12 02 01 05 17 0d 32 36 31 30 30 31 30 30 30 "
		"30 30 30 5a",
		100000)),
	EDITED("crl-extensions-missing", CRL, "CRL-AKI-ABSENT",
	    EDIT("tbs/extensions", OMIT)),
	EDITED(
	    "crl-aki-missing", CRL, "CRL-AKI-ABSENT", EDIT("list/aki", OMIT)),
	EDITED("crl-aki-no-keyid", CRL, "CRL-AKI-LENGTH",
	    EDIT("aki/value/ids", BODY)),
	EDITED("crl-aki-critical", CRL, "CRL-AKI-CRITICAL",
	    EDIT_HEX("aki/oid", AFTER, "01 01 ff")),
	EDITED("crl-number-missing", CRL, "CRL-NUMBER-ABSENT",
	    EDIT("list/number", OMIT)),
	EDITED("crl-number-critical", CRL, "CRL-NUMBER-CRITICAL",
	    EDIT_HEX("number/oid", AFTER, "01 01 ff")),
	EDITED("crl-number-negative", CRL, "CRL-NUMBER",
	    EDIT_HEX("value/number", BODY, "ff")),
	EDITED("crl-number-21-octets", CRL, "CRL-NUMBER",
	    EDIT_N("value/number", BODY, "01", 21)),
	EDITED("crl-extension-unknown", CRL, "CRL-EXT-UNKNOWN",
	    EDIT_HEX("list/number", AFTER, "30 09 06 03 2a 03 04 04 02 05 00"))
};

const struct ca_defects ca_defects_crl = { crls, sizeof(crls) / sizeof(*crls) };
