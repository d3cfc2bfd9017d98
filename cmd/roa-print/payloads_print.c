/* SPDX-License-Identifier: ISC */
/*
 * What --validate prints.  VRPs come in the columns that rpki-client's CSV
 * has, so that "roa-check -r" and others read them; in JSON there are ASPAs
 * and router keys as well, in the members that rpki-client has.  Text has
 * them in lines of their own behind the VRPs.
 */
#include <inttypes.h>
#include <string.h>

#include "cmd/roa-print/payloads.h"
#include "cmd/roa-print/put.h"
#include "text/jsonwrite.h"

/* Times are seconds where rpki-client has them, for people a date. */
static const struct rsec_out_column vrp_text_columns[] = {
	{ "ASN", RSEC_OUT_ASN, 10, NULL },
	{ "IP Prefix", RSEC_OUT_PREFIX, 24, NULL },
	{ "Max Length", RSEC_OUT_MAX_LENGTH, 0, NULL },
	{ "Trust Anchor", RSEC_OUT_STRING, 10, NULL },
	{ "Expires", RSEC_OUT_TIME, 0, NULL },
	{ NULL, RSEC_OUT_STRING, 0, NULL },
};

static const struct rsec_out_column vrp_columns[] = {
	{ "ASN", RSEC_OUT_ASN, 10, NULL },
	{ "IP Prefix", RSEC_OUT_PREFIX, 24, NULL },
	{ "Max Length", RSEC_OUT_MAX_LENGTH, 0, NULL },
	{ "Trust Anchor", RSEC_OUT_STRING, 10, NULL },
	{ "Expires", RSEC_OUT_UINT, 0, NULL },
	{ NULL, RSEC_OUT_STRING, 0, NULL },
};

static const struct rsec_out_column rejected_columns[] = {
	{ "uri", RSEC_OUT_STRING, 0, NULL },
	{ "rule", RSEC_OUT_STRING, 0, NULL },
	{ "message", RSEC_OUT_STRING, 0, NULL },
	{ NULL, RSEC_OUT_STRING, 0, NULL },
};

/* All payloads in one document, in place of records. */
static bool
is_document(const struct options *options)
{
	return !options->rejected && !options->vrps &&
	       (options->format == FORMAT_JSON ||
		   options->format == FORMAT_JSONL);
}

const struct rsec_out_column *
payloads_columns(const struct options *options)
{
	if (options->rejected)
		return rejected_columns;
	return options->format == FORMAT_TEXT ? vrp_text_columns : vrp_columns;
}

enum rsec_out_format
payloads_format(const struct options *options)
{
	if (is_document(options))
		return RSEC_OUT_TEXT; /* of which none comes from columns */
	switch (options->format) {
	case FORMAT_JSON:
		return RSEC_OUT_JSON;
	case FORMAT_JSONL:
		return RSEC_OUT_JSONL;
	case FORMAT_CSV:
		return RSEC_OUT_CSV;
	case FORMAT_TSV:
		return RSEC_OUT_TSV;
	default:
		return RSEC_OUT_TEXT;
	}
}

static void
print_vrps(const struct payloads *payloads, const struct options *options,
    struct rsec_out *out)
{
	const struct vrp_entry *vrp = payloads->vrps.data;
	size_t i;

	for (i = 0; i < payloads->vrps.count; i++, vrp++) {
		rsec_out_asn(out, vrp->asn);
		rsec_out_prefix(out, &vrp->prefix);
		rsec_out_uint(out, vrp->max_len);
		rsec_out_string(out, vrp->ta);
		if (options->format == FORMAT_TEXT)
			rsec_out_time(out, vrp->expires);
		else
			rsec_out_uint(out, (uint64_t)vrp->expires);
		rsec_out_end(out);
	}
}

static void
print_rejected(const struct payloads *payloads, struct rsec_out *out)
{
	const struct rejected_entry *entry = payloads->rejected.data;
	char rule[RSEC_RULE_NAME_SIZE];
	size_t i;

	for (i = 0; i < payloads->rejected.count; i++, entry++) {
		rsec_rule_format(rule, entry->rule);
		rsec_out_string(out, entry->uri);
		rsec_out_string(out, rule);
		rsec_out_string(out, entry->message);
		rsec_out_end(out);
	}
}

/* "AS64496 aspa AS64497 AS64498", "AS64496 router-key SKI KEY". */
static void
print_others(const struct payloads *payloads, struct rsec_buf *buf)
{
	const struct aspa_entry *aspa = payloads->aspas.data;
	const struct key_entry *key = payloads->keys.data;
	struct writer w = put_begin(buf);
	size_t i;

	for (i = 0; i < payloads->aspas.count; i++) {
		if (i == 0 || aspa[i].customer != aspa[i - 1].customer) {
			put_string(&w, i == 0 ? "" : "\n");
			put_asn(&w, aspa[i].customer);
			put_string(&w, "  aspa");
		}
		put_string(&w, "  ");
		put_asn(&w, aspa[i].provider);
	}
	put_string(&w, payloads->aspas.count > 0 ? "\n" : "");
	for (i = 0; i < payloads->keys.count; i++) {
		put_asn(&w, key[i].asn);
		put_string(&w, "  router-key  ");
		put_upper_hex(&w, key[i].ski, '\0');
		put_string(&w, "  ");
		put_base64(&w, key[i].spki);
		put_char(&w, '\n');
	}
}

static void
json_origin(struct rsec_json_writer *json, const char *ta, int64_t expires)
{
	rsec_json_key(json, "ta");
	rsec_json_put_string(json, ta);
	rsec_json_key(json, "expires");
	rsec_json_put_uint(json, (uint64_t)expires);
}

static void
json_vrps(struct rsec_json_writer *json, const struct payloads *payloads)
{
	const struct vrp_entry *vrp = payloads->vrps.data;
	char text[RSEC_PREFIX_SIZE];
	size_t i;

	rsec_json_key(json, "roas");
	rsec_json_array_begin(json);
	for (i = 0; i < payloads->vrps.count; i++, vrp++) {
		rsec_json_object_begin(json);
		rsec_json_key(json, "asn");
		rsec_json_put_uint(json, vrp->asn);
		rsec_json_key(json, "prefix");
		rsec_json_put_safe(
		    json, text, rsec_prefix_format(text, &vrp->prefix));
		rsec_json_key(json, "maxLength");
		rsec_json_put_uint(json, vrp->max_len);
		json_origin(json, vrp->ta, vrp->expires);
		rsec_json_object_end(json);
	}
	rsec_json_array_end(json);
}

static void
json_keys(struct rsec_json_writer *json, const struct payloads *payloads)
{
	const struct key_entry *key = payloads->keys.data;
	struct writer w = put_begin(json->out);
	size_t i;

	rsec_json_key(json, "bgpsec_keys");
	rsec_json_array_begin(json);
	for (i = 0; i < payloads->keys.count; i++, key++) {
		rsec_json_object_begin(json);
		rsec_json_key(json, "asn");
		rsec_json_put_uint(json, key->asn);
		rsec_json_key(json, "ski");
		rsec_json_text_begin(json);
		put_upper_hex(&w, key->ski, '\0');
		rsec_json_text_end(json);
		rsec_json_key(json, "pubkey");
		rsec_json_text_begin(json);
		put_base64(&w, key->spki);
		rsec_json_text_end(json);
		json_origin(json, key->ta, key->expires);
		rsec_json_object_end(json);
	}
	rsec_json_array_end(json);
}

/* One object a customer; the earliest end of its providers is its own. */
static void
json_aspas(struct rsec_json_writer *json, const struct payloads *payloads)
{
	const struct aspa_entry *aspa = payloads->aspas.data;
	size_t i, first, count = payloads->aspas.count;
	int64_t expires;

	rsec_json_key(json, "aspas");
	rsec_json_array_begin(json);
	for (first = 0; first < count; first = i) {
		expires = aspa[first].expires;
		rsec_json_object_begin(json);
		rsec_json_key(json, "customer_asid");
		rsec_json_put_uint(json, aspa[first].customer);
		rsec_json_key(json, "providers");
		rsec_json_array_begin(json);
		for (i = first;
		     i < count && aspa[i].customer == aspa[first].customer;
		     i++) {
			rsec_json_put_uint(json, aspa[i].provider);
			if (aspa[i].expires < expires)
				expires = aspa[i].expires;
		}
		rsec_json_array_end(json);
		json_origin(json, aspa[first].ta, expires);
		rsec_json_object_end(json);
	}
	rsec_json_array_end(json);
}

static void
print_document(const struct payloads *payloads, const struct options *options,
    struct rsec_buf *buf)
{
	struct rsec_json_writer json = rsec_json_writer_init(buf);

	rsec_json_object_begin(&json);
	rsec_json_key(&json, "metadata");
	rsec_json_object_begin(&json);
	rsec_json_key(&json, "buildtime");
	rsec_json_put_time(&json, options->at);
	rsec_json_key(&json, "objects");
	rsec_json_put_uint(&json, payloads->objects);
	rsec_json_key(&json, "refused");
	rsec_json_put_uint(&json, payloads->refused);
	rsec_json_key(&json, "vrps");
	rsec_json_put_uint(&json, payloads->vrps.count);
	rsec_json_object_end(&json);
	json_vrps(&json, payloads);
	json_keys(&json, payloads);
	json_aspas(&json, payloads);
	rsec_json_object_end(&json);
	rsec_buf_addc(buf, '\n');
}

void
payloads_print(const struct payloads *payloads, const struct options *options,
    struct rsec_out *out)
{
	struct rsec_buf buf = RSEC_BUF_INIT;

	if (options->rejected) {
		print_rejected(payloads, out);
	} else if (is_document(options)) {
		print_document(payloads, options, &buf);
	} else {
		print_vrps(payloads, options, out);
		if (options->format == FORMAT_TEXT && !options->vrps)
			print_others(payloads, &buf);
	}
	rsec_out_raw_bytes(out, buf.data, buf.len);
	rsec_buf_fini(&buf);
}
