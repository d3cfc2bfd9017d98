/* SPDX-License-Identifier: ISC */
/* Manifests: RFC 9286. */
#include "tests/lib/cadefects.h"

static void
crossed(struct ca_object *object)
{
	object->this_update = CA_NOT_AFTER;
	object->next_update = CA_NOT_BEFORE;
}

static void
own_resources(struct ca_object *object)
{
	object->ip = "192.0.2.0/24";
	object->asn = "";
}

static const struct ca_defect manifests[] = {
	EDITED("mft-version-explicit", MFT, "DER-DEFAULT-ENCODED",
	    EDIT_HEX("mft/number", BEFORE, "a0 03 02 01 00")),
	EDITED("mft-version-1", MFT, "MFT-VERSION",
	    EDIT_HEX("mft/number", BEFORE, "a0 03 02 01 01")),
	EDITED("mft-extra-element", MFT, "MFT-SYNTAX",
	    EDIT_HEX("mft/files", AFTER, "05 00")),
	EDITED("mft-number-negative", MFT, "MFT-NUMBER",
	    EDIT_HEX("mft/number", BODY, "ff")),
	EDITED("mft-number-20-octets", MFT, NULL,
	    EDIT_N("mft/number", BODY, "01", 20)),
	EDITED("mft-number-21-octets", MFT, "MFT-NUMBER",
	    EDIT_N("mft/number", BODY, "01", 21)),
	EDITED("mft-time-utc", MFT, "MFT-TIME-TYPE",
	    EDIT_HEX("mft/thisUpdate", WHOLE,
		"17 0d 32 36 31 30 30 31 30 30 30 30 30 30 5a")),
	CHANGED("mft-updates-crossed", MFT, "MFT-UPDATES", crossed),
	EDITED("mft-hash-sha1", MFT, "MFT-HASH-ALGORITHM",
	    EDIT_HEX("mft/alg", BODY, "2b 0e 03 02 1a")),
	EDITED("mft-empty", MFT, "MFT-EMPTY", EDIT("mft/files", BODY)),
	EDITED("mft-name-slash", MFT, "MFT-NAME-CHARS",
	    EDIT_NTH("file/name", TEXT, "a/b.roa", 0, 1)),
	EDITED("mft-name-dot-dot", MFT, "MFT-NAME-CHARS",
	    EDIT_NTH("file/name", TEXT, "../../a.roa", 0, 1)),
	EDITED("mft-name-nul", MFT, "MFT-NAME-CHARS",
	    EDIT_NTH("file/name", BODY, "61 00 62 2e 72 6f 61", 0, 1)),
	EDITED("mft-name-newline", MFT, "MFT-NAME-CHARS",
	    EDIT_NTH("file/name", BODY, "61 0a 62 2e 72 6f 61", 0, 1)),
	EDITED("mft-name-escape", MFT, "MFT-NAME-CHARS",
	    EDIT_NTH("file/name", BODY, "1b 5b 32 4a 62 2e 72 6f 61", 0, 1)),
	EDITED("mft-name-not-ascii", MFT, "MFT-NAME-CHARS",
	    EDIT_NTH("file/name", BODY, "c3 a4 62 2e 72 6f 61", 0, 1)),
	EDITED("mft-name-empty", MFT, "MFT-NAME-CHARS",
	    EDIT_NTH("file/name", BODY, NULL, 0, 1)),
	EDITED("mft-name-no-suffix", MFT, "MFT-NAME-CHARS",
	    EDIT_NTH("file/name", TEXT, "example", 0, 1)),
	EDITED("mft-name-suffix-4", MFT, "MFT-NAME-CHARS",
	    EDIT_NTH("file/name", TEXT, "example.roas", 0, 1)),
	EDITED("mft-name-suffix-only", MFT, "MFT-NAME-CHARS",
	    EDIT_NTH("file/name", TEXT, ".roa", 0, 1)),
	EDITED("mft-name-two-dots", MFT, "MFT-NAME-CHARS",
	    EDIT_NTH("file/name", TEXT, "a.b.roa", 0, 1)),
	EDITED("mft-name-64k", MFT, "MFT-NAME-CHARS",
	    EDIT_NTH("file/name", BODY, "61", 65536, 1)),
	EDITED("mft-name-utf8-string", MFT, "MFT-SYNTAX",
	    EDIT_NTH("file/name", TAG, "0c", 0, 1)),
	EDITED("mft-name-twice", MFT, "MFT-NAME-TWICE",
	    EDIT_NTH("files/file", TWICE, NULL, 0, 1)),
	EDITED("mft-hash-short", MFT, "MFT-HASH-SIZE",
	    EDIT_NTH("file/hash", CUT, NULL, 1, 1)),
	EDITED("mft-hash-long", MFT, "MFT-HASH-SIZE",
	    EDIT_NTH("file/hash", LAST, "00", 0, 1)),
	EDITED("mft-hash-empty", MFT, "MFT-HASH-SIZE",
	    EDIT_NTH("file/hash", BODY, "00", 0, 1)),
	EDITED("mft-hash-unused-bits", MFT, "MFT-HASH-SIZE",
	    EDIT_NTH("file/hash", BODY,
		"01 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 "
		"00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 "
		"00",
		0, 1)),
	EDITED("mft-no-crl", MFT, "MFT-CRL",
	    EDIT_HEX("file/name", TEXT, "other.roa")),
	EDITED("mft-two-crls", MFT, "MFT-CRL",
	    EDIT_NTH("file/name", TEXT, "other.crl", 0, 1)),
	EDITED("mft-crl-other-name", MFT, "MFT-CRL-NAME",
	    EDIT_HEX("file/name", TEXT, "other.crl")),
	CHANGED("mft-ee-not-inherit", MFT, "MFT-EE-INHERIT", own_resources),
	EDITED("mft-100001-entries", MFT, "MFT-ENTRIES",
	    EDIT_NTH("files/file", WHOLE,
		"30 2a 16 05 61 2e 72 6f 61 03 21 00 00 00 00 00 "
		"00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 "
		"00 00 00 00 00 00 00 00 00 00 00 00",
		100001, 1))
};

const struct ca_defects ca_defects_mft = { manifests,
	sizeof(manifests) / sizeof(*manifests) };
