/* SPDX-License-Identifier: ISC */
/*
 * How often two registries contradict each other, by the very prefix: of the
 * pairs (prefix, origin) of one whose prefix the other has, those whose origin
 * the other does not have there (Du et al., IMC 2023, section on inter-IRR
 * consistency).
 *
 * The records of a prefix stand together, sorted by origin.  One pass tells
 * which registries have the prefix, a second one, origin by origin, which of
 * these have the origin; sets of registries are bits.
 */
#include <string.h>

#include "hygiene/hygiene_private.h"
#include "hygiene/summary.h"

#define WORDS (RSEC_IRR_REGISTRIES_MAX / 64)

/* A set of registries, bit r % 64 of word r / 64. */
struct registries {
	uint64_t word[WORDS];
};

static void
include(struct registries *set, uint16_t registry)
{
	set->word[registry / 64] |= (uint64_t)1 << registry % 64;
}

static bool
includes(const struct registries *set, size_t registry)
{
	return (set->word[registry / 64] >> registry % 64 & 1) != 0;
}

/* The least member that is not below FROM; RSEC_IRR_REGISTRIES_MAX: none. */
static size_t
next_member(const struct registries *set, size_t from)
{
	uint64_t word;
	size_t i;

	for (i = from / 64; i < WORDS; i++, from = i * 64) {
		word = set->word[i] >> from % 64;
		if (word != 0)
			return from + (size_t)__builtin_ctzll(word);
	}
	return RSEC_IRR_REGISTRIES_MAX;
}

/* One origin: WITH have it, of those that are PRESENT at the prefix. */
static void
count_origin(const struct registries *present, const struct registries *with,
    size_t registries, struct rsec_hygiene_cell *cells)
{
	struct rsec_hygiene_cell *row;
	size_t left, right;

	for (left = next_member(with, 0); left < registries;
	     left = next_member(with, left + 1)) {
		row = cells + left * registries;
		for (right = next_member(present, 0); right < registries;
		     right = next_member(present, right + 1)) {
			if (right == left)
				continue;
			row[right].compared++;
			row[right].inconsistent += !includes(with, right);
		}
	}
}

/* The N records from FIRST on, all of one prefix. */
static void
count_prefix(const struct rsec_irr_routes *routes, uint32_t first, uint32_t n,
    struct rsec_hygiene_cell *cells)
{
	const size_t registries = rsec_irr_routes_registries(routes);
	struct registries present = { { 0 } }, with = { { 0 } };
	struct rsec_irr_record record;
	uint32_t i, origin = 0;

	for (i = 0; i < n; i++) {
		rsec_irr_routes_get(routes, first + i, &record);
		include(&present, record.registry);
	}
	for (i = 0; i < n; i++) {
		rsec_irr_routes_get(routes, first + i, &record);
		if (i > 0 && record.origin != origin) {
			count_origin(&present, &with, registries, cells);
			with = (struct registries){ { 0 } };
		}
		origin = record.origin;
		include(&with, record.registry);
	}
	count_origin(&present, &with, registries, cells);
}

void
rsec_hygiene_matrix(const struct rsec_irr_routes *routes, uint8_t family,
    struct rsec_hygiene_cell *cells)
{
	const struct rsec_trie *trie = rsec_irr_routes_trie(routes);
	const size_t registries = rsec_irr_routes_registries(routes);
	struct rsec_prefix prefix;
	uint32_t e, to, first, n;

	memset(cells, 0, registries * registries * sizeof(*cells));
	rsec_hygiene_family(trie, family, &e, &to);
	for (; e < to; e++) {
		n = rsec_trie_get(trie, e, &prefix, &first);
		if (n > 1)
			count_prefix(routes, first, n, cells);
	}
}
