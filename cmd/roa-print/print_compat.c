/* SPDX-License-Identifier: ISC */
/*
 * The layouts of print_roa and print_rpki_manifest, for scripts that read
 * them: the same labels, order and columns, and a blank line behind each
 * object.  IPv4 comes before IPv6; objects of other types are passed over.
 */
#include "cmd/roa-print/printer.h"

static void
label(struct writer *w, const char *text, size_t width)
{
	const size_t from = w->out->len;

	put_string(w, text);
	put_pad(w, from, width);
}

static void
signing_time(struct writer *w, const struct rsec_cms *cms)
{
	if (cms->has_signing_time)
		put_time(w, cms->signing_time);
	else
		put_string(w, "None");
	put_char(w, '\n');
}

/* The prefixes of one family, under its number in RFC 3779. */
static void
family(struct writer *w, const struct rsec_roa *roa, uint8_t family)
{
	const struct rsec_roa_prefix *p;
	bool first = true;
	size_t i;

	for (i = 0; i < roa->count; i++) {
		p = &roa->prefixes[i];
		if (p->prefix.family != family)
			continue;
		if (first)
			put_string(w, family == RSEC_IPV4
					  ? " addressFamily: 1\n"
					  : " addressFamily: 2\n");
		first = false;
		put_string(w, "     IPAddress: ");
		put_prefix(w, &p->prefix);
		if (p->max_len != p->prefix.len) {
			put_char(w, '-');
			put_uint(w, p->max_len);
		}
		put_char(w, '\n');
	}
}

static int
roa_object(struct rsec_buf *out, const struct subject *subject,
    const struct rsec_policy *policy, bool first)
{
	const struct rsec_object *object = &subject->object;
	struct writer w = put_begin(out);

	(void)policy;
	(void)first;
	if (object->type != RSEC_OBJECT_ROA || !object->decoded)
		return 0;
	label(&w, "ROA Version:", 16);
	put_uint(&w, object->roa.version);
	put_char(&w, '\n');
	label(&w, "SigningTime:", 16);
	signing_time(&w, &object->cms);
	label(&w, "asID:", 16);
	put_uint(&w, object->roa.asn);
	put_char(&w, '\n');
	family(&w, &object->roa, RSEC_IPV4);
	family(&w, &object->roa, RSEC_IPV6);
	put_char(&w, '\n');
	return put_end(&w);
}

/* "fileList[  0]:    1C:6A... name" */
static void
files(struct writer *w, const struct rsec_mft *mft)
{
	size_t i;

	for (i = 0; i < mft->count; i++) {
		put_string(w, i < 10	? "fileList[  "
			      : i < 100 ? "fileList[ "
					: "fileList[");
		put_uint(w, i);
		put_string(w, "]:    ");
		put_upper_hex(w, mft->entries[i].hash, ':');
		put_char(w, ' ');
		put_bytes(w, mft->entries[i].name);
		put_char(w, '\n');
	}
}

static void
hash_alg(struct writer *w, struct rsec_bytes oid)
{
	static const uint8_t octets[] = { 0x60, 0x86, 0x48, 0x01, 0x65, 0x03,
		0x04, 0x02, 0x01 };
	const struct rsec_bytes sha256 = { octets, sizeof(octets) };

	if (rsec_bytes_equal(oid, sha256))
		put_string(w, "id-sha256");
	else
		put_oid(w, oid);
	put_char(w, '\n');
}

static int
manifest_object(struct rsec_buf *out, const struct subject *subject,
    const struct rsec_policy *policy, bool first)
{
	const struct rsec_object *object = &subject->object;
	const struct rsec_mft *mft = &object->mft;
	struct writer w = put_begin(out);

	(void)policy;
	(void)first;
	if (object->type != RSEC_OBJECT_MFT || !object->decoded)
		return 0;
	label(&w, "Manifest Version:", 18);
	put_uint(&w, mft->version);
	put_char(&w, '\n');
	label(&w, "SigningTime:", 18);
	signing_time(&w, &object->cms);
	label(&w, "Number:", 18);
	put_decimal(&w, mft->number);
	put_char(&w, '\n');
	label(&w, "thisUpdate:", 18);
	put_time(&w, mft->this_update);
	put_char(&w, '\n');
	label(&w, "nextUpdate:", 18);
	put_time(&w, mft->next_update);
	put_char(&w, '\n');
	label(&w, "fileHashAlg:", 18);
	hash_alg(&w, mft->hash_alg);
	files(&w, mft);
	put_char(&w, '\n');
	return put_end(&w);
}

const struct printer printer_print_roa = { printer_nothing, roa_object,
	printer_nothing };
const struct printer printer_print_manifest = { printer_nothing,
	manifest_object, printer_nothing };
