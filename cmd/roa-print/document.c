/* SPDX-License-Identifier: ISC */
/*
 * Members of a JSON document.  Octets are in upper case hexadecimal where
 * rpki-client has them so (serial numbers, key identifiers), and in lower
 * case where sha256sum(1) has.
 */
#include "cmd/roa-print/document.h"

#include <string.h>

static void
key_of(struct document *doc, const char *key)
{
	if (key != NULL)
		rsec_json_key(&doc->json, key);
}

void
member_string(struct document *doc, const char *key, const char *s)
{
	member_bytes(doc, key, bytes_of(s));
}

void
member_word(struct document *doc, const char *key, const char *word)
{
	key_of(doc, key);
	rsec_json_put_safe(&doc->json, word, strlen(word));
}

void
member_bytes(struct document *doc, const char *key, struct rsec_bytes bytes)
{
	key_of(doc, key);
	rsec_json_put_bytes(&doc->json, (const char *)bytes.data, bytes.len);
}

void
member_uint(struct document *doc, const char *key, uint64_t v)
{
	key_of(doc, key);
	rsec_json_put_uint(&doc->json, v);
}

void
member_time(struct document *doc, const char *key, int64_t t)
{
	key_of(doc, key);
	if (t == 0) /* a time that could not be read */
		rsec_json_put_null(&doc->json);
	else
		rsec_json_put_time(&doc->json, t);
}

void
member_prefix(
    struct document *doc, const char *key, const struct rsec_prefix *p)
{
	char text[RSEC_PREFIX_SIZE];
	size_t n = rsec_prefix_format(text, p);

	key_of(doc, key);
	rsec_json_put_safe(&doc->json, text, n);
}

static void
member_text(struct document *doc, const char *key, struct rsec_bytes bytes,
    void (*form)(struct writer *, struct rsec_bytes))
{
	key_of(doc, key);
	rsec_json_text_begin(&doc->json);
	form(&doc->text, bytes);
	rsec_json_text_end(&doc->json);
}

static void
plain_hex(struct writer *w, struct rsec_bytes bytes)
{
	put_hex(w, bytes, '\0');
}

static void
plain_upper_hex(struct writer *w, struct rsec_bytes bytes)
{
	put_upper_hex(w, bytes, '\0');
}

void
member_hex(struct document *doc, const char *key, struct rsec_bytes bytes)
{
	member_text(doc, key, bytes, plain_hex);
}

void
member_upper_hex(struct document *doc, const char *key, struct rsec_bytes bytes)
{
	member_text(doc, key, bytes, plain_upper_hex);
}

void
member_base64(struct document *doc, const char *key, struct rsec_bytes bytes)
{
	member_text(doc, key, bytes, put_base64);
}

void
member_oid(struct document *doc, const char *key, struct rsec_bytes bytes)
{
	member_text(doc, key, bytes, put_oid);
}

void
member_integer(struct document *doc, const char *key, struct rsec_bytes octets)
{
	member_text(doc, key, octets, put_integer);
}

void
member_object_begin(struct document *doc, const char *key)
{
	key_of(doc, key);
	rsec_json_object_begin(&doc->json);
}

void
member_object_end(struct document *doc)
{
	rsec_json_object_end(&doc->json);
}

void
member_array_begin(struct document *doc, const char *key)
{
	key_of(doc, key);
	rsec_json_array_begin(&doc->json);
}

void
member_array_end(struct document *doc)
{
	rsec_json_array_end(&doc->json);
}

void
member_uris(struct document *doc, const char *key,
    const struct rsec_bytes *list, size_t count)
{
	size_t i;

	member_array_begin(doc, key);
	for (i = 0; i < count; i++)
		member_bytes(doc, NULL, list[i]);
	member_array_end(doc);
}

static void
ip_resources(struct document *doc, const char *key,
    const struct rsec_ip_resources *set, uint8_t family)
{
	char text[RSEC_IP_RANGE_SIZE];
	size_t i, n;

	if (!set->present)
		return;
	if (set->inherit) {
		member_word(doc, key, "inherit");
		return;
	}
	member_array_begin(doc, key);
	for (i = 0; i < set->count; i++) {
		n = rsec_ip_range_format(text, &set->list[i], family);
		rsec_json_put_safe(&doc->json, text, n);
	}
	member_array_end(doc);
}

/* A number, or {"min":...,"max":...} where there are more. */
static void
asn_resources(struct document *doc, const struct rsec_asn_resources *set)
{
	size_t i;

	if (!set->present)
		return;
	if (set->inherit) {
		member_word(doc, "asn", "inherit");
		return;
	}
	member_array_begin(doc, "asn");
	for (i = 0; i < set->count; i++) {
		if (set->list[i].min == set->list[i].max) {
			member_uint(doc, NULL, set->list[i].min);
			continue;
		}
		member_object_begin(doc, NULL);
		member_uint(doc, "min", set->list[i].min);
		member_uint(doc, "max", set->list[i].max);
		member_object_end(doc);
	}
	member_array_end(doc);
}

void
member_resources(
    struct document *doc, const char *key, const struct rsec_resources *r)
{
	member_object_begin(doc, key);
	ip_resources(doc, "ipv4", &r->ipv4, RSEC_IPV4);
	ip_resources(doc, "ipv6", &r->ipv6, RSEC_IPV6);
	asn_resources(doc, &r->asn);
	member_object_end(doc);
}
