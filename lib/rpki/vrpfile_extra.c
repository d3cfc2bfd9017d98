/* SPDX-License-Identifier: ISC */
/*
 * ASPAs and router keys in JSON exports of VRPs:
 *
 *	Routinator	aspas[] customer, providers[], ta
 *			routerKeys[] asn, SKI, routerPublicKey, ta
 *	rpki-client	aspas[] customer_asid, providers[]; before version 9 in
 *			two arrays, { "ipv4": [], "ipv6": [] }
 *			bgpsec_keys[] asn, ski, pubkey, ta
 *
 * Members come in any order.  A record that is wrong is reported and skipped,
 * as one of VRPs is.  The key's form is not looked into.
 */
#include <stdlib.h>

#include "net/asn.h"
#include "rpki/aspa.h"
#include "rpki/vrpfile_json_private.h"
#include "text/base64.h"
#include "text/base64url.h"

#define SKI_SIZE 20   /* bytes: SHA-1, RFC 6487 section 4.8.2 */
#define KEY_MAX	 1024 /* bytes of a public key; P-256 needs 91 (RFC 8608) */

struct rsec_vrpfile_extra_record {
	uint64_t line;
	bool bad;
	struct rsec_err why; /* filled where it is bad */
	char ta[RSEC_TA_NAME_MAX + 1];
	uint32_t asn;
	uint8_t ski[SKI_SIZE], key[KEY_MAX];
	size_t key_len;
	bool has_asn, has_ski, has_key, has_providers;
	uint32_t *providers; /* room for RSEC_ASPA_PROVIDERS_MAX */
	size_t provider_count;
};

/* The first reason counts. */
static void
spoil(struct rsec_vrpfile_extra_record *record, uint64_t line, const char *why)
{
	if (!record->bad)
		rsec_err_at_line(
		    &record->why, RSEC_ERR_SYNTAX, line, "%s", why);
	record->bad = true;
}

/* A value of the wrong type. */
static int
refuse(struct rsec_vrpfile_json *reader, const struct rsec_json_token *token,
    const char *why, struct rsec_err *err)
{
	spoil(reader->extra, token->line, why);
	return rsec_json_skip_rest(reader->json, token, err);
}

static bool
is_asn(const struct rsec_json_token *token, uint32_t *asn)
{
	if (token->type == RSEC_JSON_NUMBER &&
	    memchr(token->text, '.', token->len) != NULL)
		return false; /* 1.10 is no asdot */
	return (token->type == RSEC_JSON_NUMBER ||
		   token->type == RSEC_JSON_STRING) &&
	       rsec_asn_parse(token->text, token->len, asn);
}

static int
read_asn(struct rsec_vrpfile_json *reader, const struct rsec_json_token *token,
    struct rsec_err *err)
{
	struct rsec_vrpfile_extra_record *record = reader->extra;

	if (!is_asn(token, &record->asn))
		return refuse(reader, token, "the AS is no AS number", err);
	record->has_asn = true;
	return 0;
}

static int
read_providers(struct rsec_vrpfile_json *reader,
    const struct rsec_json_token *token, struct rsec_err *err)
{
	struct rsec_vrpfile_extra_record *record = reader->extra;
	struct rsec_json_token inner;
	uint32_t asn;

	if (token->type != RSEC_JSON_ARRAY)
		return refuse(reader, token, "providers is not an array", err);
	record->has_providers = true;
	for (;;) {
		if (rsec_json_next(reader->json, &inner, err) != 0)
			return -1;
		if (inner.type == RSEC_JSON_ARRAY_END)
			return 0;
		if (!is_asn(&inner, &asn)) {
			if (refuse(reader, &inner, "a provider is no AS number",
				err) != 0)
				return -1;
		} else if (record->provider_count == RSEC_ASPA_PROVIDERS_MAX) {
			spoil(record, inner.line, "more than 16380 providers");
		} else {
			record->providers[record->provider_count++] = asn;
		}
	}
}

static int
read_ta(struct rsec_vrpfile_json *reader, const struct rsec_json_token *token,
    struct rsec_err *err)
{
	struct rsec_vrpfile_extra_record *record = reader->extra;

	if (token->type == RSEC_JSON_NULL)
		return 0;
	if (token->type != RSEC_JSON_STRING ||
	    token->len >= sizeof(record->ta) ||
	    memchr(token->text, '\0', token->len) != NULL)
		return refuse(
		    reader, token, "ta is no name of a trust anchor", err);
	memcpy(record->ta, token->text, token->len);
	record->ta[token->len] = '\0';
	return 0;
}

/* The value of a hexadecimal digit, or -1. */
static int
hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)(c | 0x20);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static int
read_ski(struct rsec_vrpfile_json *reader, const struct rsec_json_token *token,
    struct rsec_err *err)
{
	static const char why[] = "the SKI is not 40 hexadecimal digits";
	struct rsec_vrpfile_extra_record *record = reader->extra;
	int high, low;
	size_t i;

	if (token->type != RSEC_JSON_STRING || token->len != 2 * SKI_SIZE)
		return refuse(reader, token, why, err);
	for (i = 0; i < SKI_SIZE; i++) {
		high = hex_value(token->text[2 * i]);
		low = hex_value(token->text[2 * i + 1]);
		if (high < 0 || low < 0)
			return refuse(reader, token, why, err);
		record->ski[i] = (uint8_t)(high << 4 | low);
	}
	record->has_ski = true;
	return 0;
}

static int
read_key(struct rsec_vrpfile_json *reader, const struct rsec_json_token *token,
    struct rsec_err *err)
{
	struct rsec_vrpfile_extra_record *record = reader->extra;

	if (token->type != RSEC_JSON_STRING || token->len == 0 ||
	    (!rsec_base64_decode(token->text, token->len, record->key,
		 sizeof(record->key), &record->key_len) &&
		!rsec_base64url_decode(token->text, token->len, record->key,
		    sizeof(record->key), &record->key_len)))
		return refuse(reader, token, "the key is not base64", err);
	record->has_key = true;
	return 0;
}

static const struct rsec_vrpfile_member aspa_members[] = {
	RSEC_VRPFILE_MEMBER("customer_asid", read_asn),
	RSEC_VRPFILE_MEMBER("customer", read_asn),
	RSEC_VRPFILE_MEMBER("providers", read_providers),
	RSEC_VRPFILE_MEMBER("ta", read_ta),
};

static const struct rsec_vrpfile_member key_members[] = {
	RSEC_VRPFILE_MEMBER("asn", read_asn),
	RSEC_VRPFILE_MEMBER("SKI", read_ski),
	RSEC_VRPFILE_MEMBER("ski", read_ski),
	RSEC_VRPFILE_MEMBER("routerPublicKey", read_key),
	RSEC_VRPFILE_MEMBER("pubkey", read_key),
	RSEC_VRPFILE_MEMBER("ta", read_ta),
};

/* What the two kinds of records differ in. */
static const struct kind {
	const char *name;
	const struct rsec_vrpfile_member *members;
	size_t count;
} aspa_kind = { "ASPA", aspa_members,
	sizeof(aspa_members) / sizeof(aspa_members[0]) },
  key_kind = { "router key", key_members,
	  sizeof(key_members) / sizeof(key_members[0]) };

static bool
is_complete(
    const struct rsec_vrpfile_extra_record *record, const struct kind *kind)
{
	if (kind == &aspa_kind)
		return record->has_asn && record->has_providers;
	return record->has_asn && record->has_ski && record->has_key;
}

static int
end_record(struct rsec_vrpfile_json *reader, const struct kind *kind,
    struct rsec_err *err)
{
	struct rsec_vrpfile_extra_record *record = reader->extra;
	struct rsec_vrpfile_extra extra = { .ta = record->ta,
		.asn = record->asn };

	if (!is_complete(record, kind))
		spoil(record, record->line, "a member is missing");
	if (record->bad) {
		rsec_err_prepend(&record->why, "%s", kind->name);
		return rsec_vrpfile_skip(reader->file, &record->why, err);
	}
	memcpy(extra.ski, record->ski, SKI_SIZE);
	if (kind == &aspa_kind) {
		extra.providers = record->providers;
		extra.provider_count = record->provider_count;
	} else {
		extra.key = record->key;
		extra.key_len = record->key_len;
	}
	return reader->file->extra(reader->file->ctx, &extra, err);
}

static int
read_record(struct rsec_vrpfile_json *reader, const struct kind *kind,
    const struct rsec_json_token *token, struct rsec_err *err)
{
	struct rsec_vrpfile_extra_record *record = reader->extra;
	int rc;

	record->line = token->line;
	record->bad = false;
	record->ta[0] = '\0';
	record->has_asn = record->has_ski = record->has_key = false;
	record->has_providers = false;
	record->provider_count = 0;
	if (token->type == RSEC_JSON_OBJECT)
		rc = rsec_vrpfile_members(
		    reader, kind->members, kind->count, err);
	else
		rc = refuse(reader, token, "record is not an object", err);
	return rc == 0 ? end_record(reader, kind, err) : -1;
}

static int
read_array(struct rsec_vrpfile_json *reader, const struct kind *kind,
    const struct rsec_json_token *token, struct rsec_err *err)
{
	struct rsec_json_token inner;

	if (token->type != RSEC_JSON_ARRAY)
		return rsec_err_at_line(err, RSEC_ERR_SYNTAX, token->line,
		    "the records of kind %s are not in an array", kind->name);
	for (;;) {
		if (rsec_json_next(reader->json, &inner, err) != 0)
			return -1;
		if (inner.type == RSEC_JSON_ARRAY_END)
			return 0;
		if (read_record(reader, kind, &inner, err) != 0)
			return -1;
	}
}

/* The form of rpki-client before version 9: an array for each family. */
static int
read_family(struct rsec_vrpfile_json *reader,
    const struct rsec_json_token *token, struct rsec_err *err)
{
	return read_array(reader, &aspa_kind, token, err);
}

static int
read_kind(struct rsec_vrpfile_json *reader, const struct kind *kind,
    const struct rsec_json_token *token, struct rsec_err *err)
{
	static const struct rsec_vrpfile_member families[] = {
		RSEC_VRPFILE_MEMBER("ipv4", read_family),
		RSEC_VRPFILE_MEMBER("ipv6", read_family),
	};
	struct rsec_vrpfile_extra_record *record;
	int rc;

	if (reader->file->extra == NULL)
		return rsec_json_skip_rest(reader->json, token, err);
	reader->file->stats.has_extras = true;
	record = calloc(1, sizeof(*record));
	if (record != NULL)
		record->providers =
		    calloc(RSEC_ASPA_PROVIDERS_MAX, sizeof(uint32_t));
	if (record == NULL || record->providers == NULL) {
		free(record);
		return rsec_err_nomem(err);
	}
	reader->extra = record;
	if (kind == &aspa_kind && token->type == RSEC_JSON_OBJECT)
		rc = rsec_vrpfile_members(reader, families, 2, err);
	else
		rc = read_array(reader, kind, token, err);
	reader->extra = NULL;
	free(record->providers);
	free(record);
	return rc;
}

int
rsec_vrpfile_aspas(struct rsec_vrpfile_json *reader,
    const struct rsec_json_token *token, struct rsec_err *err)
{
	return read_kind(reader, &aspa_kind, token, err);
}

int
rsec_vrpfile_router_keys(struct rsec_vrpfile_json *reader,
    const struct rsec_json_token *token, struct rsec_err *err)
{
	return read_kind(reader, &key_kind, token, err);
}
