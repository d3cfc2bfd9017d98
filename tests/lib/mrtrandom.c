/* SPDX-License-Identifier: ISC */
/* See mrtrandom.h. */
#include "tests/lib/mrtrandom.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "tests/lib/mrttext.h"
#include "tests/lib/prefixes.h"

#define PEERS	    8
#define ROUTES	    6 /* most of one list */
#define PATH_SIZE   400
#define PREFIX_SIZE RSEC_PREFIX_SIZE

/* Attributes, and what stands in a line of them. */
struct attributes {
	char path[PATH_SIZE], origin[16];
	uint16_t community[3][2];
	unsigned communities;
	bool has_large, has_otc;
	uint32_t large, otc;
};

static uint32_t
random_asn(struct random *r, unsigned size)
{
	uint32_t asn = 1 + (uint32_t)random_u64(r) % 65000;

	return size == 4 && random_once_in(r, 3) ? asn + 4200000000U : asn;
}

/* One segment; its last AS is the origin where it is a sequence. */
static void
add_segment(struct random *r, unsigned size, struct attributes *to)
{
	unsigned i, n = 1 + random_below(r, 5);
	bool set = random_once_in(r, 4);
	size_t len = strlen(to->path);
	uint32_t asn = 0;

	len += (size_t)snprintf(to->path + len, PATH_SIZE - len, "%s%s",
	    len > 0 ? " " : "", set ? "{" : "");
	for (i = 0; i < n; i++) {
		asn = random_asn(r, size);
		len += (size_t)snprintf(to->path + len, PATH_SIZE - len,
		    "%s%" PRIu32,
		    i == 0 ? ""
		    : set  ? ","
			   : " ",
		    asn);
	}
	snprintf(to->path + len, PATH_SIZE - len, "%s", set ? "}" : "");
	snprintf(to->origin, sizeof(to->origin), "%" PRIu32, asn);
	if (set)
		to->origin[0] = '\0';
}

static struct attributes
random_attributes(struct random *r, unsigned size)
{
	struct attributes a = { .has_otc = random_once_in(r, 4) };
	unsigned i;

	for (i = random_below(r, 4); i > 0; i--)
		add_segment(r, size, &a);
	a.communities = random_below(r, 4);
	for (i = 0; i < a.communities; i++) {
		a.community[i][0] = (uint16_t)random_u64(r);
		a.community[i][1] = (uint16_t)random_u64(r);
	}
	a.has_large = random_once_in(r, 4);
	a.large = (uint32_t)random_u64(r);
	a.otc = (uint32_t)random_u64(r);
	return a;
}

static void
write_attributes(struct mrtw *w, unsigned size, const struct attributes *a)
{
	uint8_t value[12];
	unsigned i;

	mrtw_attribute(w, 1, "", 1);
	mrtw_path(w, 2, size, a->path);
	for (i = 0; i < a->communities; i++)
		rsec_put_be32(value + i * 4,
		    (uint32_t)a->community[i][0] << 16 | a->community[i][1]);
	if (a->communities > 0)
		mrtw_attribute(w, 8, value, a->communities * 4);
	for (i = 0; i < 12; i += 4)
		rsec_put_be32(value + i, a->large);
	if (a->has_large)
		mrtw_attribute(w, 32, value, 12);
	if (a->has_otc)
		mrtw_otc(w, a->otc);
}

/* The end of the line, from the path on. */
static void
expect_attributes(struct rsec_buf *to, const struct attributes *a)
{
	unsigned i;

	text_add(to, "%s|", a->path);
	for (i = 0; i < a->communities; i++)
		text_add(to, "%s%u:%u", i > 0 ? " " : "", a->community[i][0],
		    a->community[i][1]);
	text_add(to, "|");
	if (a->has_large)
		text_add(to, "%" PRIu32 ":%" PRIu32 ":%" PRIu32, a->large,
		    a->large, a->large);
	text_add(to, "|");
	if (a->has_otc)
		text_add(to, "%" PRIu32, a->otc);
	text_add(to, "|%s|", a->origin);
}

/* The line up to the path. */
static void
expect_route(struct rsec_buf *to, char kind, const char *time, unsigned peer,
    const char *prefix, const uint32_t *path_id)
{
	text_add(to, "%c|%s|%s|%" PRIu32 "|%s|", kind, time,
	    mrtw_peer_address(peer), mrtw_peer_asn(peer), prefix);
	if (path_id != NULL)
		text_add(to, "%" PRIu32, *path_id);
	text_add(to, "|");
}

static void
random_prefix(struct random *r, uint8_t family, char to[PREFIX_SIZE])
{
	struct rsec_prefix prefix = prefix_random(r, family);

	rsec_prefix_format(to, &prefix);
}

static void
add_table(struct random *r, struct mrtw *w, struct rsec_buf *expected)
{
	bool is_ipv6 = random_once_in(r, 2), add_path = random_once_in(r, 3);
	unsigned i, peer, n = random_below(r, ROUTES);
	uint32_t path_id;
	struct attributes attributes;
	char prefix[PREFIX_SIZE];

	random_prefix(r, is_ipv6 ? RSEC_IPV6 : RSEC_IPV4, prefix);
	mrtw_rib(w, (uint16_t)(2 + 2 * is_ipv6 + 6 * add_path), prefix, n);
	for (i = 0; i < n; i++) {
		peer = random_below(r, PEERS);
		path_id = (uint32_t)random_u64(r);
		attributes = random_attributes(r, 4);
		if (add_path)
			mrtw_entry_with_id(w, peer, path_id);
		else
			mrtw_entry(w, peer);
		write_attributes(w, 4, &attributes);
		mrtw_close(w);
		expect_route(expected, 'B', "1000000000", peer, prefix,
		    add_path ? &path_id : NULL);
		expect_attributes(expected, &attributes);
		text_add(expected, "%u\n", MRTW_TIME - peer - 1);
	}
}

/* What the routes of an update have in common. */
struct update {
	struct random *r;
	struct rsec_buf *expected;
	unsigned peer;
	bool add_path;
	const char *time;
	const struct attributes *attributes; /* of what is announced */
};

/* A list of NLRI; what is announced has attributes. */
static void
add_list(struct update *update, struct mrtw *w, uint8_t family, char kind)
{
	unsigned n = random_below(update->r, ROUTES);
	char prefix[PREFIX_SIZE];
	uint32_t path_id;

	for (; n > 0; n--) {
		random_prefix(update->r, family, prefix);
		path_id = (uint32_t)random_u64(update->r);
		if (update->add_path)
			mrtw_u32(w, path_id);
		mrtw_nlri(w, prefix);
		expect_route(update->expected, kind, update->time, update->peer,
		    prefix, update->add_path ? &path_id : NULL);
		if (kind == 'A')
			expect_attributes(update->expected, update->attributes);
		text_add(update->expected, kind == 'A' ? "\n" : "|||||\n");
	}
}

/* RFC 4760: IPv6, or IPv4 with a next hop of either family. */
static void
add_multiprotocol(struct update *update, struct mrtw *w, unsigned type)
{
	bool is_ipv6 = !random_once_in(update->r, 4);
	struct mrtw value = MRTW_INIT;

	value.record = SIZE_MAX / 2;
	mrtw_u16(&value, 1U + is_ipv6);
	mrtw_u8(&value, 1);
	if (type == 14) {
		mrtw_u8(&value, 16);
		mrtw_address(&value, "2001:db8::1");
		mrtw_u8(&value, 0);
	}
	add_list(update, &value, is_ipv6 ? RSEC_IPV6 : RSEC_IPV4,
	    type == 14 ? 'A' : 'W');
	mrtw_attribute(w, type, value.buf.data, value.buf.len);
	mrtw_fini(&value);
}

static void
add_update(struct random *r, struct mrtw *w, struct rsec_buf *expected)
{
	static const uint16_t subtypes[] = { 1, 4, 6, 7, 8, 9, 10, 11 };
	uint16_t subtype = subtypes[random_below(r, 8)];
	bool as4 = subtype == 4 || subtype == 7 || subtype % 2 == 1;
	unsigned size = subtype != 1 && as4 ? 4 : 2;
	bool extended = random_once_in(r, 2);
	struct attributes attributes;
	struct update update = { r, expected, 0, subtype >= 8,
		extended ? "1000000000.250000" : "1000000000", &attributes };

	update.peer = random_below(r, PEERS / 4) * 4 + random_below(r, 2);
	attributes = random_attributes(r, size);
	mrtw_message(w, extended ? 17 : 16, subtype, update.peer, 2);
	mrtw_open(w);
	add_list(&update, w, RSEC_IPV4, 'W');
	mrtw_close(w);
	mrtw_open(w);
	write_attributes(w, size, &attributes);
	if (random_once_in(r, 2))
		add_multiprotocol(&update, w, 15);
	if (random_once_in(r, 2))
		add_multiprotocol(&update, w, 14);
	mrtw_close(w);
	add_list(&update, w, RSEC_IPV4, 'A');
}

void
mrt_random(
    struct random *r, unsigned n, struct mrtw *w, struct rsec_buf *expected)
{
	mrtw_peers(w, PEERS);
	for (; n > 0; n--)
		if (random_once_in(r, 2))
			add_table(r, w, expected);
		else
			add_update(r, w, expected);
}
