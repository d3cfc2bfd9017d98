/* SPDX-License-Identifier: ISC */
/*
 * RFC 3779: resources from text to the extensions, in canonical order: sorted,
 * what touches is merged, a range that is a prefix is written as one.
 */
#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>

#include "tests/lib/caparts.h"

static void
must(bool ok)
{
	if (!ok)
		abort();
}

/* The next word of *TEXT; false at the end. */
static bool
next_word(const char **text, char *word, size_t size)
{
	size_t n;

	*text += strspn(*text, " ");
	n = strcspn(*text, " ");
	must(n < size);
	memcpy(word, *text, n);
	word[n] = '\0';
	*text += n;
	return n > 0;
}

/* The octets of an address; how many there are. */
static unsigned
parse_address(const char *text, uint8_t to[16])
{
	memset(to, 0, 16);
	if (strchr(text, ':') != NULL) {
		must(inet_pton(AF_INET6, text, to) == 1);
		return 16;
	}
	must(inet_pton(AF_INET, text, to) == 1);
	return 4;
}

bool
ca_prefix_next(const char **text, struct ca_prefix *out)
{
	char word[128], *slash, *end;

	if (!next_word(text, word, sizeof(word)))
		return false;
	slash = strchr(word, '/');
	must(slash != NULL);
	*slash = '\0';
	out->size = parse_address(word, out->address);
	out->len = (unsigned)strtoul(slash + 1, &end, 10);
	out->max_len = *end == '-' ? atoi(end + 1) : -1;
	return true;
}

/* From address and length to the first and the last address. */
static void
prefix_range(struct ca_range *r, unsigned len, unsigned size)
{
	unsigned i;

	must(len <= 8 * size);
	memcpy(r->max, r->min, size);
	for (i = len; i < 8 * size; i++) {
		r->min[i / 8] &= (uint8_t) ~(0x80 >> i % 8);
		r->max[i / 8] |= (uint8_t)(0x80 >> i % 8);
	}
}

/* "192.0.2.0/24", "192.0.2.0-192.0.2.9", "192.0.2.1"; a ROA's "/24-28". */
static unsigned
parse_ip(char *word, struct ca_range *r)
{
	char *slash = strchr(word, '/'), *dash = strchr(word, '-');
	unsigned size;

	if (slash != NULL) {
		*slash = '\0';
		size = parse_address(word, r->min);
		prefix_range(r, (unsigned)atoi(slash + 1), size);
		return size;
	}
	if (dash != NULL)
		*dash = '\0';
	size = parse_address(word, r->min);
	must(parse_address(dash != NULL ? dash + 1 : word, r->max) == size);
	return size;
}

static unsigned
parse_asn(const char *word, struct ca_range *r)
{
	char *end;
	uint32_t n = htonl((uint32_t)strtoul(word, &end, 10));

	memcpy(r->min, &n, sizeof(n));
	if (*end == '-')
		n = htonl((uint32_t)strtoul(end + 1, &end, 10));
	must(*end == '\0');
	memcpy(r->max, &n, sizeof(n));
	return 4;
}

static int
cmp_range(const void *a, const void *b)
{
	return memcmp(a, b, sizeof(struct ca_range));
}

/* Whether NEXT overlaps LAST or begins right behind it. */
static bool
touches(const struct ca_range *last, const struct ca_range *next, size_t size)
{
	uint8_t behind[16];
	size_t i = size;

	memcpy(behind, last->max, size);
	while (i-- > 0)
		if (++behind[i] != 0)
			break;
	if (i == (size_t)-1)
		return true; /* LAST ends where the numbers end */
	return memcmp(next->min, behind, size) <= 0;
}

static void
canonize(struct ca_ranges *r)
{
	struct ca_range *last;
	size_t i, n = 0;

	if (r->count == 0)
		return;
	qsort(r->list, r->count, sizeof(*r->list), cmp_range);
	for (i = 1; i < r->count; i++) {
		last = &r->list[n];
		if (!touches(last, &r->list[i], r->size))
			r->list[++n] = r->list[i];
		else if (memcmp(r->list[i].max, last->max, r->size) > 0)
			memcpy(last->max, r->list[i].max, r->size);
	}
	r->count = n + 1;
}

void
ca_ranges_init(struct ca_ranges *r, const char *text, size_t size, bool asn)
{
	struct ca_range range;
	char word[128];
	size_t got, cap = 0;

	memset(r, 0, sizeof(*r));
	r->size = size;
	r->inherit = text != NULL && strcmp(text, "inherit") == 0;
	if (text == NULL || r->inherit)
		return;
	while (next_word(&text, word, sizeof(word))) {
		memset(&range, 0, sizeof(range));
		got = asn ? parse_asn(word, &range) : parse_ip(word, &range);
		if (got != size)
			continue; /* of the other family */
		if (r->count == cap) {
			cap = cap * 2 + 8;
			r->list = realloc(r->list, cap * sizeof(*r->list));
			must(r->list != NULL);
		}
		r->list[r->count++] = range;
	}
	canonize(r);
}

void
ca_ranges_fini(struct ca_ranges *r)
{
	free(r->list);
}

/* IPAddress: the first LEN bits, what is behind them zero. */
void
ca_prefix_bits_write(
    struct derw *w, const char *label, const uint8_t *address, unsigned len)
{
	derw_bits(w, label, address, (len + 7) / 8, (8 - len % 8) % 8);
}

static bool
bit(const uint8_t *octets, size_t i)
{
	return (octets[i / 8] >> (7 - i % 8) & 1) != 0;
}

/* The length of the prefix that R is; 8 * SIZE + 1 when it is none. */
static unsigned
prefix_len(const struct ca_range *r, size_t size)
{
	size_t len = 0, i;

	while (len < 8 * size && bit(r->min, len) == bit(r->max, len))
		len++;
	for (i = len; i < 8 * size; i++)
		if (bit(r->min, i) || !bit(r->max, i))
			return (unsigned)(8 * size + 1);
	return (unsigned)len;
}

/* An end of an IPAddressRange: without the trailing bits that are BIT. */
static void
write_end(struct derw *w, const char *label, const uint8_t *address,
    size_t size, bool value)
{
	uint8_t octets[16];
	size_t len = 8 * size, i;

	memcpy(octets, address, size);
	while (len > 0 && bit(octets, len - 1) == value)
		len--;
	for (i = len; i < 8 * size; i++)
		octets[i / 8] &= (uint8_t) ~(0x80 >> i % 8);
	ca_prefix_bits_write(w, label, octets, (unsigned)len);
}

static void
write_ip_range(struct derw *w, const struct ca_range *r, size_t size)
{
	unsigned len = prefix_len(r, size);

	if (len <= 8 * size) {
		ca_prefix_bits_write(w, "prefix", r->min, len);
		return;
	}
	derw_begin(w, 0x30, "range");
	write_end(w, "min", r->min, size, false);
	write_end(w, "max", r->max, size, true);
	derw_end(w);
}

static void
write_family(struct derw *w, const char *text, size_t size)
{
	struct ca_ranges r;
	size_t i;

	ca_ranges_init(&r, text, size, false);
	if (r.inherit || r.count > 0) {
		derw_begin(w, 0x30, "family");
		derw_octets(w, "afi", size == 4 ? "\0\1" : "\0\2", 2);
		if (r.inherit)
			derw_null(w, "inherit");
		else {
			derw_begin(w, 0x30, "list");
			for (i = 0; i < r.count; i++)
				write_ip_range(w, &r.list[i], size);
			derw_end(w);
		}
		derw_end(w);
	}
	ca_ranges_fini(&r);
}

void
ca_ip_write(struct derw *w, const char *text)
{
	derw_begin(w, 0x30, "families");
	write_family(w, text, 4);
	write_family(w, text, 16);
	derw_end(w);
}

static void
write_asn_range(struct derw *w, const struct ca_range *r)
{
	if (memcmp(r->min, r->max, 4) == 0) {
		derw_magnitude(w, "id", r->min, 4);
		return;
	}
	derw_begin(w, 0x30, "range");
	derw_magnitude(w, "min", r->min, 4);
	derw_magnitude(w, "max", r->max, 4);
	derw_end(w);
}

void
ca_asn_write(struct derw *w, const char *text)
{
	struct ca_ranges r;
	size_t i;

	ca_ranges_init(&r, text, 4, true);
	derw_begin(w, 0x30, "identifiers");
	derw_begin(w, TAG_EXPLICIT(0), "asnum");
	if (r.inherit)
		derw_null(w, "inherit");
	else {
		derw_begin(w, 0x30, "list");
		for (i = 0; i < r.count; i++)
			write_asn_range(w, &r.list[i]);
		derw_end(w);
	}
	derw_end(w);
	derw_end(w);
	ca_ranges_fini(&r);
}
