/* SPDX-License-Identifier: ISC */
/*
 * What signed objects say: ROA (RFC 9582), manifest (RFC 9286), ASPA
 * (draft-ietf-sidrops-aspa-profile), RSC (RFC 9323), TAK (RFC 9691), SPL
 * (draft-ietf-sidrops-rpki-prefixlist), GBR (RFC 6493).
 *
 * Labels begin with the type: "roa/families/family/afi", "mft/files/file/name",
 * "aspa/providers/asn", "rsc/files/file/hash", "tak/current/uris/uri".
 * Versions that are the default are not written: there is no label for them.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/lib/caparts.h"

static const struct {
	const char *suffix, *oid;
} types[CA_TYPES] = {
	[CA_TA] = { ".cer", NULL },
	[CA_CERT] = { ".cer", NULL },
	[CA_ROUTER] = { ".cer", NULL },
	[CA_CRL] = { ".crl", NULL },
	[CA_ROA] = { ".roa", OID_CT("24") },
	[CA_MFT] = { ".mft", OID_CT("26") },
	[CA_ASPA] = { ".asa", OID_CT("49") },
	[CA_RSC] = { ".sig", OID_CT("48") },
	[CA_TAK] = { ".tak", OID_CT("50") },
	[CA_SPL] = { ".spl", OID_CT("51") },
	[CA_GBR] = { ".gbr", OID_CT("35") },
	[CA_UNKNOWN] = { ".obj", OID_CT("127") },
};

static const char card[] =
    "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Example Operator\r\n"
    "ORG:Example Networks\r\nADR;TYPE=WORK:;;1 Example Street;Example;;;\r\n"
    "TEL;TYPE=VOICE,TEXT,WORK;VALUE=uri:tel:+1-555-555-0100\r\n"
    "EMAIL:noc@example.net\r\nEND:VCARD\r\n";

const char *
ca_suffix(enum ca_type type)
{
	return types[type].suffix;
}

const char *
ca_content_type(enum ca_type type)
{
	return types[type].oid;
}

static void
write_roa_address(struct derw *w, const struct ca_prefix *p)
{
	derw_begin(w, 0x30, "address");
	ca_prefix_bits_write(w, "prefix", p->address, p->len);
	if (p->max_len >= 0)
		derw_uint(w, "maxLength", (uint64_t)p->max_len);
	derw_end(w);
}

/* The prefixes of one family, of SIZE octets, with ADDRESS around each. */
static void
write_prefixes(struct derw *w, const char *text, unsigned size, bool roa)
{
	struct ca_prefix p;
	bool any = false;

	while (ca_prefix_next(&text, &p)) {
		if (p.size != size)
			continue;
		if (!any) {
			derw_begin(w, 0x30, "family");
			derw_octets(w, "afi", size == 4 ? "\0\1" : "\0\2", 2);
			derw_begin(w, 0x30, "addresses");
			any = true;
		}
		if (roa)
			write_roa_address(w, &p);
		else
			ca_prefix_bits_write(w, "prefix", p.address, p.len);
	}
	if (any) {
		derw_end(w);
		derw_end(w);
	}
}

/* ROA and SPL differ in whether a prefix can have a maxLength. */
static void
write_roa(struct derw *w, const struct ca_object *object, bool roa)
{
	derw_begin(w, 0x30, roa ? "roa" : "spl");
	derw_uint(w, "asn", object->as);
	derw_begin(w, 0x30, "families");
	write_prefixes(w, object->prefixes, 4, roa);
	write_prefixes(w, object->prefixes, 16, roa);
	derw_end(w);
	derw_end(w);
}

static void
write_mft(struct derw *w, const struct ca_object *object)
{
	size_t i;

	derw_begin(w, 0x30, "mft");
	derw_uint(w, "number", object->number != 0 ? object->number : 1);
	derw_generalized(
	    w, "thisUpdate", ca_time_or(object->this_update, CA_NOT_BEFORE));
	derw_generalized(
	    w, "nextUpdate", ca_time_or(object->next_update, CA_NOT_AFTER));
	derw_oid(w, "alg", OID_SHA256);
	derw_begin(w, 0x30, "files");
	for (i = 0; i < object->file_count; i++) {
		derw_begin(w, 0x30, "file");
		derw_text(w, 0x16, "name", object->files[i].name);
		derw_bits(w, "hash", object->files[i].sha256, 32, 0);
		derw_end(w);
	}
	derw_end(w);
	derw_end(w);
}

static void
write_aspa(struct derw *w, const struct ca_object *object)
{
	const char *text = object->providers;
	char *end;

	derw_begin(w, 0x30, "aspa");
	derw_begin(w, TAG_EXPLICIT(0), "version");
	derw_uint(w, "number", 1);
	derw_end(w);
	derw_uint(w, "customer", object->as);
	derw_begin(w, 0x30, "providers");
	for (; *text != '\0'; text = end + strspn(end, " "))
		derw_uint(w, "asn", strtoul(text, &end, 10));
	derw_end(w);
	derw_end(w);
}

static void
write_rsc(struct derw *w, const struct ca_object *object)
{
	size_t i;

	derw_begin(w, 0x30, "rsc");
	derw_begin(w, 0x30, "resources");
	if (object->providers != NULL) {
		derw_begin(w, TAG_EXPLICIT(0), "asn");
		ca_asn_write(w, object->providers);
		derw_end(w);
	}
	if (object->prefixes != NULL) {
		derw_begin(w, TAG_EXPLICIT(1), "ip");
		ca_ip_write(w, object->prefixes);
		derw_end(w);
	}
	derw_end(w);
	ca_algorithm_write(w, "alg", OID_SHA256, false);
	derw_begin(w, 0x30, "files");
	for (i = 0; i < object->file_count; i++) {
		derw_begin(w, 0x30, "file");
		if (object->files[i].name != NULL)
			derw_text(w, 0x16, "name", object->files[i].name);
		derw_octets(w, "hash", object->files[i].sha256, 32);
		derw_end(w);
	}
	derw_end(w);
	derw_end(w);
}

static void
write_tak_key(struct derw *w, const char *label, const struct ca_tak_key *key)
{
	derw_begin(w, 0x30, label);
	derw_begin(w, 0x30, "comments");
	if (key->comment != NULL)
		derw_text(w, 0x0c, "comment", key->comment);
	derw_end(w);
	derw_begin(w, 0x30, "uris");
	derw_text(w, 0x16, "uri", key->uri);
	derw_end(w);
	ca_key_write(w, key->key);
	derw_end(w);
}

static void
write_tak(struct derw *w, const struct ca_object *object)
{
	derw_begin(w, 0x30, "tak");
	write_tak_key(w, "current", &object->current);
	if (object->predecessor.uri != NULL) {
		derw_begin(w, TAG_EXPLICIT(0), "before");
		write_tak_key(w, "predecessor", &object->predecessor);
		derw_end(w);
	}
	if (object->successor.uri != NULL) {
		derw_begin(w, TAG_EXPLICIT(1), "after");
		write_tak_key(w, "successor", &object->successor);
		derw_end(w);
	}
	derw_end(w);
}

void
ca_content_write(struct derw *w, const struct ca_object *object)
{
	if (object->type == CA_ROA || object->type == CA_SPL)
		write_roa(w, object, object->type == CA_ROA);
	else if (object->type == CA_MFT)
		write_mft(w, object);
	else if (object->type == CA_ASPA)
		write_aspa(w, object);
	else if (object->type == CA_RSC)
		write_rsc(w, object);
	else if (object->type == CA_TAK)
		write_tak(w, object);
	else if (object->type == CA_GBR)
		derw_raw(w, object->vcard != NULL ? object->vcard : card,
		    strlen(object->vcard != NULL ? object->vcard : card));
	else
		derw_text(w, 0x0c, "text", "nobody knows this type");
}
