/* SPDX-License-Identifier: ISC */
/* Route Origin Authorizations: RFC 9582. */
#include "tests/lib/cadefects.h"

static void
with_asn(struct ca_object *object)
{
	object->asn = "64496";
}

static void
inherit(struct ca_object *object)
{
	object->ip = "inherit";
}

static void
other_ip(struct ca_object *object)
{
	object->ip = "192.0.2.0/25 2001:db8::/32";
}

static const struct ca_defect roas[] = {
	EDITED("version-explicit", ROA, "DER-DEFAULT-ENCODED",
	    EDIT_HEX("roa/asn", BEFORE, "a0 03 02 01 00")),
	EDITED("roa-version-1", ROA, "ROA-VERSION",
	    EDIT_HEX("roa/asn", BEFORE, "a0 03 02 01 01")),
	EDITED(
	    "roa-no-sequence", ROA, "ROA-SYNTAX", EDIT_HEX("roa", TAG, "31")),
	EDITED("roa-extra-element", ROA, "ROA-SYNTAX",
	    EDIT_HEX("roa/families", AFTER, "05 00")),
	EDITED("roa-asn-missing", ROA, "ROA-SYNTAX", EDIT("roa/asn", OMIT)),
	EDITED("roa-asn-negative", ROA, "ROA-ASN-RANGE",
	    EDIT_HEX("roa/asn", BODY, "ff")),
	EDITED("roa-asn-2-to-32", ROA, "ROA-ASN-RANGE",
	    EDIT_HEX("roa/asn", BODY, "01 00 00 00 00")),
	EDITED("roa-asn-2-to-64", ROA, "ROA-ASN-RANGE",
	    EDIT_HEX("roa/asn", BODY, "01 00 00 00 00 00 00 00 00")),
	EDITED("roa-families-empty", ROA, "ROA-FAMILIES",
	    EDIT("roa/families", BODY)),
	EDITED("roa-three-families", ROA, "ROA-FAMILIES",
	    EDIT("roa/families/family", TWICE)),
	EDITED("roa-families-reversed", ROA, "ROA-CANONICAL",
	    EDIT("roa/families", REVERSE)),
	EDITED("roa-afi-0-octets", ROA, "ROA-AFI",
	    EDIT("roa/families/family/afi", BODY)),
	EDITED("roa-afi-1-octet", ROA, "ROA-AFI",
	    EDIT_HEX("roa/families/family/afi", BODY, "01")),
	EDITED("roa-afi-3-octets", ROA, "ROA-AFI",
	    EDIT_HEX("roa/families/family/afi", BODY, "00 01 01")),
	EDITED("roa-afi-3", ROA, "ROA-AFI",
	    EDIT_HEX("roa/families/family/afi", BODY, "00 03")),
	EDITED("roa-family-empty", ROA, "ROA-FAMILY-EMPTY",
	    EDIT("family/addresses", BODY)),
	EDITED("roa-prefix-33-bits", ROA, "ROA-PREFIX-LENGTH",
	    EDIT_HEX("address/prefix", BODY, "07 c0 00 02 00 80")),
	EDITED("roa-prefix-17-octets", ROA, "ROA-PREFIX-LENGTH",
	    EDIT_N("address/prefix", BODY, "00", 18)),
	EDITED("roa-prefix-64k", ROA, "ROA-PREFIX-LENGTH",
	    EDIT_N("address/prefix", BODY, "00", 65537)),
	EDITED("roa-v4-mapped", ROA, "ROA-V4-MAPPED",
	    EDIT_NTH("address/prefix", BODY,
		"00 00 00 00 00 00 00 00 00 00 00 ff ff c0 00 02", 0, 3)),
	EDITED("maxlen-under-length", ROA, "ROA-MAXLEN-RANGE",
	    EDIT_HEX("address/maxLength", BODY, "18")),
	EDITED("maxlen-over-32", ROA, "ROA-MAXLEN-RANGE",
	    EDIT_HEX("address/maxLength", BODY, "21")),
	EDITED("maxlen-over-128", ROA, "ROA-MAXLEN-RANGE",
	    EDIT_NTH("address/maxLength", BODY, "00 81", 0, 1)),
	EDITED("maxlen-negative", ROA, "ROA-MAXLEN-RANGE",
	    EDIT_HEX("address/maxLength", BODY, "ff")),
	EDITED("maxlen-256", ROA, "ROA-MAXLEN-RANGE",
	    EDIT_HEX("address/maxLength", BODY, "01 1a")),
	EDITED("maxlen-2-to-64", ROA, "ROA-MAXLEN-RANGE",
	    EDIT_HEX("address/maxLength", BODY, "01 00 00 00 00 00 00 00 1a")),
	EDITED("maxlen-is-length", ROA, "ROA-MAXLEN-REDUNDANT",
	    EDIT_HEX("address/maxLength", BODY, "19")),
	EDITED("roa-unsorted", ROA, "ROA-CANONICAL",
	    EDIT("family/addresses", REVERSE)),
	EDITED("roa-duplicate", ROA, "ROA-DUPLICATE",
	    EDIT("addresses/address", TWICE)),
	EDITED("roa-same-prefix-other-maxlen", ROA, "ROA-PREFIX-TWICE",
	    EDIT_HEX(
		"addresses/address", BEFORE, "30 07 03 05 07 c0 00 02 00")),
	/* the certificate */
	CHANGED("ee-as-resources", ROA, "ROA-EE-AS", with_asn),
	CHANGED("ee-inherit", ROA, "ROA-EE-INHERIT", inherit),
	EDITED("ee-no-ip", ROA, "ROA-EE-IP", EDIT("list/ip", OMIT)),
	CHANGED("ee-not-contained", ROA, "ROA-EE-CONTAINED", other_ip)
};

const struct ca_defects ca_defects_roa = { roas, sizeof(roas) / sizeof(*roas) };
