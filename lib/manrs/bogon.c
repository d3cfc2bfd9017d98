/* SPDX-License-Identifier: ISC */
/*
 * Bogons from three places: special-purpose numbers, a table here; lists of
 * full bogons, one trie; and the status that the RIRs give.  A prefix is a
 * bogon where it lies inside of one; of one that only spans bogons nothing is
 * said.
 *
 * Of the IANA registries (RFC 6890) those blocks stand here that are not
 * globally reachable.  Left out: 64:ff9b::/96, the relays of RFC 7526 and
 * Teredo, which were or are announced by intent.
 *
 * Numbers of a special purpose that an RIR has given to somebody are none any
 * more; so a made-up Internet may give away those of documentation.  What no
 * RIR has a record of is no bogon: the files of the others may be missing.
 * IANA's own records (the NRO's file has them) are full bogons.
 */
#include "manrs/bogon.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "net/trie.h"
#include "text/field.h"
#include "text/line.h"

struct rsec_manrs_bogons {
	struct rsec_buf prefixes; /* struct rsec_prefix; until the freeze */
	struct rsec_trie *trie;
};

struct special {
	struct rsec_prefix prefix;
	const char *rfc;
};

#define V4(a, b, c, d, length)                                 \
	{                                                      \
		(uint64_t)(a) << 56 | (uint64_t)(b) << 48 |    \
		    (uint64_t)(c) << 40 | (uint64_t)(d) << 32, \
		    0, RSEC_IPV4, length                       \
	}
#define V6(hi, length)                   \
	{                                \
		hi, 0, RSEC_IPV6, length \
	}

static const struct special special_prefixes[] = {
	{ V4(0, 0, 0, 0, 8), "RFC 791" },
	{ V4(10, 0, 0, 0, 8), "RFC 1918" },
	{ V4(100, 64, 0, 0, 10), "RFC 6598" },
	{ V4(127, 0, 0, 0, 8), "RFC 1122" },
	{ V4(169, 254, 0, 0, 16), "RFC 3927" },
	{ V4(172, 16, 0, 0, 12), "RFC 1918" },
	{ V4(192, 0, 0, 0, 24), "RFC 6890" },
	{ V4(192, 0, 2, 0, 24), "RFC 5737" },
	{ V4(192, 168, 0, 0, 16), "RFC 1918" },
	{ V4(198, 18, 0, 0, 15), "RFC 2544" },
	{ V4(198, 51, 100, 0, 24), "RFC 5737" },
	{ V4(203, 0, 113, 0, 24), "RFC 5737" },
	{ V4(224, 0, 0, 0, 4), "RFC 5771" },
	{ V4(240, 0, 0, 0, 4), "RFC 1112" },
	{ V6(0x0064ff9b00010000, 48), "RFC 8215" },
	{ V6(0x0100000000000000, 64), "RFC 6666" },
	{ V6(0x2001000200000000, 48), "RFC 5180" },
	{ V6(0x2001001000000000, 28), "RFC 4843" },
	{ V6(0x2001002000000000, 28), "RFC 7343" },
	{ V6(0x20010db800000000, 32), "RFC 3849" },
	{ V6(0x3fff000000000000, 20), "RFC 9637" },
	{ V6(0x5f00000000000000, 16), "RFC 9602" },
	{ V6(0xfc00000000000000, 7), "RFC 4193" },
	{ V6(0xfe80000000000000, 10), "RFC 4291" },
	{ V6(0xfec0000000000000, 10), "RFC 3879" },
	{ V6(0xff00000000000000, 8), "RFC 4291" },
};

static const struct {
	uint32_t first, last;
	const char *rfc;
} special_asns[] = {
	{ 0, 0, "RFC 7607" },
	{ 23456, 23456, "RFC 6793" },
	{ 64496, 64511, "RFC 5398" },
	{ 64512, 65534, "RFC 6996" },
	{ 65535, 65535, "RFC 7300" },
	{ 65536, 65551, "RFC 5398" },
	{ 65552, 131071, "reserved by IANA" },
	{ 4200000000, 4294967294, "RFC 6996" },
	{ 4294967295, 4294967295, "RFC 7300" },
};

struct rsec_manrs_bogons *
rsec_manrs_bogons_new(void)
{
	return calloc(1, sizeof(struct rsec_manrs_bogons));
}

void
rsec_manrs_bogons_free(struct rsec_manrs_bogons *bogons)
{
	if (bogons == NULL)
		return;
	rsec_buf_fini(&bogons->prefixes);
	rsec_trie_free(bogons->trie);
	free(bogons);
}

/* 1 with the prefix of LINE; 0 where it has none; -1 with WHY. */
static int
parse(const char *line, size_t n, struct rsec_prefix *out, struct rsec_err *why)
{
	struct rsec_field field;

	rsec_fields_cut(line, n, '#', &field, 1);
	if (field.n == 0)
		return 0;
	return rsec_prefix_parse(field.s, field.n, out, why) == -1 ? -1 : 1;
}

static int
read_lines(struct rsec_manrs_bogons *bogons, struct rsec_lines *lines,
    const struct rsec_diag *diag, uint64_t *count, struct rsec_err *err)
{
	struct rsec_prefix prefix;
	struct rsec_err why;
	const char *line;
	uint64_t wrong = 0;
	size_t n;
	int rc, found;

	while ((rc = rsec_lines_next(lines, &line, &n, err)) == 1) {
		found = parse(line, n, &prefix, &why);
		if (found == -1) {
			wrong++;
			why.line = lines->number;
			if (rsec_diag_skip(diag, &why, err) == -1)
				return -1;
		} else if (found == 1) {
			if (rsec_buf_add(&bogons->prefixes, &prefix,
				sizeof(prefix)) == -1)
				return rsec_err_nomem(err);
			++*count;
		}
	}
	if (rc == 0 && *count == 0 && wrong > 0)
		return rsec_err_set(err, RSEC_ERR_SYNTAX,
		    "not a list of bogons: no line is a prefix");
	return rc;
}

int
rsec_manrs_bogons_read(struct rsec_manrs_bogons *bogons,
    struct rsec_source source, const struct rsec_diag *diag, uint64_t *count,
    struct rsec_err *err)
{
	struct rsec_lines lines;
	uint64_t own = 0;
	int rc;

	if (bogons->trie != NULL)
		return rsec_err_set(
		    err, RSEC_ERR_RANGE, "the bogons are frozen");
	rsec_lines_init(&lines, source);
	rc = read_lines(bogons, &lines, diag, &own, err);
	rsec_lines_fini(&lines);
	if (count != NULL)
		*count = own;
	return rc;
}

static int
compare(const void *a, const void *b)
{
	return rsec_prefix_cmp(a, b);
}

int
rsec_manrs_bogons_freeze(struct rsec_manrs_bogons *bogons, struct rsec_err *err)
{
	struct rsec_prefix *prefix = (void *)bogons->prefixes.data;
	const size_t count = bogons->prefixes.len / sizeof(*prefix);
	size_t i;

	if (bogons->trie != NULL)
		return 0;
	if (count > 0)
		qsort(prefix, count, sizeof(*prefix), compare);
	if ((bogons->trie = rsec_trie_new()) == NULL)
		return rsec_err_nomem(err);
	for (i = 0; i < count; i++)
		if (rsec_trie_append(bogons->trie, &prefix[i], err) == -1)
			return -1;
	if (rsec_trie_freeze(bogons->trie, err) == -1)
		return -1;
	rsec_buf_fini(&bogons->prefixes);
	return 0;
}

static enum rsec_manrs_bogon
say(char why[RSEC_MANRS_WHY_SIZE], const char *what, const char *of)
{
	snprintf(why, RSEC_MANRS_WHY_SIZE, "%s%s", what, of);
	return RSEC_MANRS_BOGON_FULL;
}

/* NULL where PREFIX is of no special purpose, else who says that it is. */
static const char *
special_purpose(const struct rsec_prefix *prefix)
{
	static const struct rsec_prefix unicast = V6(0x2000000000000000, 3);
	static const struct rsec_prefix nat64 = V6(0x0064ff9b00000000, 96);
	const size_t count =
	    sizeof(special_prefixes) / sizeof(special_prefixes[0]);
	size_t i;

	for (i = 0; i < count; i++)
		if (rsec_prefix_contains(&special_prefixes[i].prefix, prefix))
			return special_prefixes[i].rfc;
	if (prefix->family == RSEC_IPV6 && prefix->len >= 3 &&
	    !rsec_prefix_contains(&unicast, prefix) &&
	    !rsec_prefix_contains(&nat64, prefix))
		return "RFC 4291";
	return NULL;
}

/* What the registries say by its status. */
static enum rsec_manrs_bogon
by_status(
    const struct rsec_delegation *delegation, char why[RSEC_MANRS_WHY_SIZE])
{
	const char *registry = delegation->rir == RSEC_RIR_NONE
				   ? "IANA"
				   : rsec_rir_name(delegation->rir);

	switch (delegation->status) {
	case RSEC_DELEGATION_AVAILABLE:
		return say(why, "available at ", registry);
	case RSEC_DELEGATION_RESERVED:
		say(why, "reserved at ", registry);
		return delegation->rir == RSEC_RIR_NONE
			   ? RSEC_MANRS_BOGON_FULL
			   : RSEC_MANRS_BOGON_ADMINISTRATIVE;
	default:
		return RSEC_MANRS_NO_BOGON;
	}
}

static bool
is_held(const struct rsec_delegation *delegation)
{
	return delegation->rir != RSEC_RIR_NONE &&
	       (delegation->status == RSEC_DELEGATION_ALLOCATED ||
		   delegation->status == RSEC_DELEGATION_ASSIGNED);
}

enum rsec_manrs_bogon
rsec_manrs_bogon_prefix(const struct rsec_manrs_bogons *bogons,
    const struct rsec_delegated *delegated, const struct rsec_prefix *prefix,
    char why[RSEC_MANRS_WHY_SIZE])
{
	const char *special = special_purpose(prefix);
	struct rsec_delegation delegation;
	struct rsec_prefix listed;
	char text[RSEC_PREFIX_SIZE];
	uint32_t e, first;
	const bool known = delegated != NULL && rsec_delegated_find(delegated,
						    prefix, &delegation, NULL);

	why[0] = '\0';
	if (special != NULL && !(known && is_held(&delegation)))
		return say(why, "special-purpose: ", special);
	if (bogons != NULL &&
	    (e = rsec_trie_covering(bogons->trie, prefix)) != RSEC_TRIE_NONE) {
		rsec_trie_get(bogons->trie, e, &listed, &first);
		rsec_prefix_format(text, &listed);
		return say(why, "full bogons: ", text);
	}
	return known ? by_status(&delegation, why) : RSEC_MANRS_NO_BOGON;
}

enum rsec_manrs_bogon
rsec_manrs_bogon_asn(const struct rsec_delegated *delegated, uint32_t asn,
    char why[RSEC_MANRS_WHY_SIZE])
{
	const size_t count = sizeof(special_asns) / sizeof(special_asns[0]);
	struct rsec_delegation delegation;
	const bool known = delegated != NULL &&
			   rsec_delegated_find_asn(delegated, asn, &delegation);
	size_t i;

	why[0] = '\0';
	if (known && is_held(&delegation))
		return RSEC_MANRS_NO_BOGON;
	for (i = 0; i < count && asn >= special_asns[i].first; i++)
		if (asn <= special_asns[i].last)
			return say(
			    why, "special-purpose: ", special_asns[i].rfc);
	return known ? by_status(&delegation, why) : RSEC_MANRS_NO_BOGON;
}
