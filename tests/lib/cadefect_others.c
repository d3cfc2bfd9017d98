/* SPDX-License-Identifier: ISC */
/* ASPA, RSC (RFC 9323), TAK (RFC 9691), SPL and GBR (RFC 6493). */
#include "tests/lib/cadefects.h"

#define CARD_BEGIN "BEGIN:VCARD\r\nVERSION:4.0\r\n"
#define CARD_FN	   "FN:Example Operator\r\n"
#define CARD_EMAIL "EMAIL:noc@example.net\r\n"
#define CARD_END   "END:VCARD\r\n"
#define CARD	   CARD_BEGIN CARD_FN CARD_EMAIL CARD_END

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
range_asn(struct ca_object *object)
{
	object->asn = "64496-64500";
}

static void
other_asn(struct ca_object *object)
{
	object->asn = "64497";
}

static void
narrow_ip(struct ca_object *object)
{
	object->ip = "192.0.2.0/25";
}

static void
inherit_both(struct ca_object *object)
{
	object->ip = "inherit";
	object->asn = "inherit";
}

static void
own_resources(struct ca_object *object)
{
	object->ip = "192.0.2.0/24";
	object->asn = "";
}

static void
other_current(struct ca_object *object)
{
	object->current.key = 40;
}

static void
no_card(struct ca_object *object)
{
	object->vcard = "nothing of the kind\r\n";
}

static void
no_fn(struct ca_object *object)
{
	object->vcard = CARD_BEGIN CARD_EMAIL CARD_END;
}

static void
no_contact(struct ca_object *object)
{
	object->vcard = CARD_BEGIN CARD_FN CARD_END;
}

static void
version_3(struct ca_object *object)
{
	object->vcard =
	    "BEGIN:VCARD\r\nVERSION:3.0\r\n" CARD_FN CARD_EMAIL CARD_END;
}

static void
other_property(struct ca_object *object)
{
	object->vcard = CARD_BEGIN CARD_FN CARD_EMAIL "NOTE:hello\r\n" CARD_END;
}

static void
escape(struct ca_object *object)
{
	object->vcard = CARD_BEGIN "FN:\033[2J\r\n" CARD_EMAIL CARD_END;
}

static void
two_cards(struct ca_object *object)
{
	object->vcard = CARD CARD;
}

static const struct ca_defect others[] = {
	EDITED("aspa-version-missing", ASPA, "ASPA-VERSION",
	    EDIT("aspa/version", OMIT)),
	EDITED("aspa-version-0", ASPA, "ASPA-VERSION",
	    EDIT_HEX("aspa/version/number", BODY, "00")),
	EDITED("aspa-version-2", ASPA, "ASPA-VERSION",
	    EDIT_HEX("aspa/version/number", BODY, "02")),
	EDITED("aspa-customer-0", ASPA, "ASPA-CUSTOMER",
	    EDIT_HEX("aspa/customer", BODY, "00")),
	EDITED("aspa-customer-2-to-32", ASPA, "ASPA-CUSTOMER",
	    EDIT_HEX("aspa/customer", BODY, "01 00 00 00 00")),
	EDITED("aspa-providers-empty", ASPA, "ASPA-PROVIDERS-EMPTY",
	    EDIT("aspa/providers", BODY)),
	EDITED("aspa-providers-unsorted", ASPA, "ASPA-PROVIDERS-ORDER",
	    EDIT("aspa/providers", REVERSE)),
	EDITED("aspa-provider-twice", ASPA, "ASPA-PROVIDERS-ORDER",
	    EDIT("providers/asn", TWICE)),
	EDITED("aspa-provider-is-customer", ASPA, "ASPA-PROVIDER-CUSTOMER",
	    EDIT_HEX("providers/asn", BODY, "00 fb f0")),
	EDITED("aspa-as0-with-others", ASPA, "ASPA-AS0",
	    EDIT_HEX("providers/asn", BODY, "00")),
	EDITED("aspa-as0-alone", ASPA, NULL,
	    EDIT_HEX("aspa/providers", BODY, "02 01 00")),
	EDITED("aspa-provider-negative", ASPA, "ASPA-PROVIDER-RANGE",
	    EDIT_HEX("providers/asn", BODY, "ff")),
	EDITED("aspa-provider-2-to-32", ASPA, "ASPA-PROVIDER-RANGE",
	    EDIT_NTH("providers/asn", BODY, "01 00 00 00 00", 0, 2)),
	EDITED("aspa-extra-element", ASPA, "ASPA-SYNTAX",
	    EDIT_HEX("aspa/providers", AFTER, "05 00")),
	CHANGED("aspa-ee-ip", ASPA, "ASPA-EE-IP", with_ip),
	CHANGED("aspa-ee-inherit", ASPA, "ASPA-EE-AS", inherit_asn),
	CHANGED("aspa-ee-range", ASPA, "ASPA-EE-AS", range_asn),
	CHANGED("aspa-ee-other", ASPA, "ASPA-EE-AS", other_asn),
	EDITED("aspa-ee-none", ASPA, "ASPA-EE-AS", EDIT("list/asn", OMIT)),
	/* RSC */
	EDITED("rsc-version-1", RSC, "RSC-VERSION",
	    EDIT_HEX("rsc/resources", BEFORE, "a0 03 02 01 01")),
	EDITED("rsc-resources-empty", RSC, "RSC-RESOURCES-EMPTY",
	    EDIT("rsc/resources", BODY)),
	CHANGED("rsc-not-contained", RSC, "RSC-EE-CONTAINED", narrow_ip),
	EDITED("rsc-hash-sha1", RSC, "RSC-HASH-ALGORITHM",
	    EDIT_HEX("rsc/alg/oid", BODY, "2b 0e 03 02 1a")),
	EDITED("rsc-empty", RSC, "RSC-EMPTY", EDIT("rsc/files", BODY)),
	EDITED("rsc-name-slash", RSC, "RSC-NAME-CHARS",
	    EDIT_HEX("file/name", TEXT, "a/b.txt")),
	EDITED("rsc-name-dot-dot", RSC, "RSC-NAME-CHARS",
	    EDIT_HEX("file/name", TEXT, "../b.txt")),
	EDITED("rsc-name-escape", RSC, "RSC-NAME-CHARS",
	    EDIT_HEX("file/name", BODY, "1b 5b 32 4a")),
	EDITED(
	    "rsc-name-empty", RSC, "RSC-NAME-CHARS", EDIT("file/name", BODY)),
	EDITED("rsc-name-absent", RSC, NULL, EDIT("file/name", OMIT)),
	EDITED(
	    "rsc-name-twice", RSC, "RSC-NAME-TWICE", EDIT("files/file", TWICE)),
	EDITED("rsc-hash-short", RSC, "RSC-HASH-SIZE",
	    EDIT_N("file/hash", CUT, NULL, 1)),
	CHANGED("rsc-ee-inherit", RSC, "RSC-EE-INHERIT", inherit_both),
	EDITED("rsc-ee-sia", RSC, "CERT-SIA-PRESENT",
	    EDIT_HEX("list/policies", AFTER,
		"30 2c 06 08 2b 06 01 05 05 07 01 0b 04 20 30 1e "
		"30 1c 06 08 2b 06 01 05 05 07 30 0b 86 10 72 73 "
		"79 6e 63 3a 2f 2f 61 2f 62 2e 63 65 72 61")),
	/* TAK */
	EDITED("tak-version-1", TAK, "TAK-VERSION",
	    EDIT_HEX("tak/current", BEFORE, "a0 03 02 01 01")),
	EDITED("tak-uris-empty", TAK, "TAK-URIS", EDIT("current/uris", BODY)),
	EDITED("tak-uri-ftp", TAK, "TAK-URIS",
	    EDIT_HEX("uris/uri", TEXT, "ftp://rpki.example.net/ta.cer")),
	EDITED("tak-key-garbage", TAK, "TAK-KEY",
	    EDIT_HEX("current/spki/bits", BODY, "00 de ad be ef")),
	EDITED("tak-comment-escape", TAK, "TAK-COMMENT",
	    EDIT_HEX("comments/comment", BODY, "1b 5b 32 4a 0a")),
	EDITED("tak-comment-not-utf8", TAK, "TAK-COMMENT",
	    EDIT_HEX("comments/comment", BODY, "c3 28")),
	EDITED("tak-current-missing", TAK, "TAK-SYNTAX",
	    EDIT("tak/current", OMIT)),
	CHANGED("tak-current-other-key", TAK, "TAK-CURRENT", other_current),
	CHANGED("tak-ee-not-inherit", TAK, "TAK-EE-INHERIT", own_resources),
	/* SPL */
	EDITED("spl-version-1", SPL, "SPL-VERSION",
	    EDIT_HEX("spl/asn", BEFORE, "a0 03 02 01 01")),
	EDITED("spl-asn-2-to-32", SPL, "SPL-ASN-RANGE",
	    EDIT_HEX("spl/asn", BODY, "01 00 00 00 00")),
	EDITED("spl-families-reversed", SPL, "SPL-ORDER",
	    EDIT("spl/families", REVERSE)),
	EDITED("spl-prefixes-reversed", SPL, "SPL-ORDER",
	    EDIT("family/addresses", REVERSE)),
	EDITED("spl-prefix-twice", SPL, "SPL-ORDER",
	    EDIT("addresses/prefix", TWICE)),
	EDITED("spl-prefix-33-bits", SPL, "SPL-PREFIX-LENGTH",
	    EDIT_HEX("addresses/prefix", BODY, "07 c0 00 02 00 80")),
	EDITED("spl-afi-3", SPL, "SPL-AFI",
	    EDIT_HEX("spl/families/family/afi", BODY, "00 03")),
	EDITED("spl-family-empty", SPL, "SPL-FAMILY-EMPTY",
	    EDIT("family/addresses", BODY)),
	CHANGED("spl-ee-ip", SPL, "SPL-EE-IP", with_ip),
	CHANGED("spl-ee-other", SPL, "SPL-EE-AS", other_asn),
	/* GBR */
	CHANGED("gbr-no-card", GBR, "GBR-VCARD", no_card),
	CHANGED("gbr-no-fn", GBR, "GBR-FN", no_fn),
	CHANGED("gbr-no-contact", GBR, "GBR-CONTACT", no_contact),
	CHANGED("gbr-version-3", GBR, "GBR-VERSION", version_3),
	CHANGED("gbr-other-property", GBR, "GBR-PROPERTY", other_property),
	CHANGED("gbr-escape", GBR, "GBR-CHARS", escape),
	CHANGED("gbr-two-cards", GBR, "GBR-VCARD", two_cards),
	CHANGED("gbr-ee-not-inherit", GBR, "GBR-EE-INHERIT", own_resources)
};

const struct ca_defects ca_defects_others = { others,
	sizeof(others) / sizeof(*others) };
