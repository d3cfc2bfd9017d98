/* SPDX-License-Identifier: ISC */
/*
 * Applying SLURM files to a set of VRPs.
 *
 * Filters take VRPs out of what the RPKI says, then assertions go in (RFC
 * 8416 section 2, figure 1): no filter ever touches an assertion, not even
 * that of another file.  Several files act as their union, provided that no
 * two of them speak about the same address or, for BGPsec, the same ASN
 * (section 4.2).  That is checked before anything changes, so that the effect
 * is all or nothing (section 4.1).
 *
 * A filter is found through a trie of the filters' prefixes, and among those of
 * one prefix, of which the first has no ASN if any has none, by binary search.
 */
#include <stdlib.h>
#include <string.h>

#include "rpki/slurm.h"
#include "rpki/slurm_private.h"

/* A prefix that a file speaks about. */
struct claim {
	struct rsec_prefix prefix;
	size_t file;
};

struct bgpsec_claim {
	uint32_t asn;
	size_t file;
};

struct files {
	struct rsec_slurm *const *slurm;
	size_t n;
};

static int
compare_filters(const void *a, const void *b)
{
	const struct rsec_slurm_filter *left = a, *right = b;

	int order = rsec_prefix_cmp(&left->prefix, &right->prefix);

	if (order != 0)
		return order;
	if (left->has_asn != right->has_asn)
		return left->has_asn ? 1 : -1;
	return (left->asn > right->asn) - (left->asn < right->asn);
}

static int
compare_asns(const void *a, const void *b)
{
	const uint32_t *left = a, *right = b;

	return (*left > *right) - (*left < *right);
}

int
rsec_slurm_index(struct rsec_slurm *slurm, struct rsec_err *err)
{
	size_t i;

	if (slurm->nasns > 0)
		qsort(slurm->asns, slurm->nasns, sizeof(*slurm->asns),
		    compare_asns);
	if (slurm->nfilters > 0)
		qsort(slurm->filters, slurm->nfilters, sizeof(*slurm->filters),
		    compare_filters);
	if ((slurm->trie = rsec_trie_new()) == NULL)
		return rsec_err_nomem(err);
	for (i = 0; i < slurm->nfilters; i++)
		if (rsec_trie_append(
			slurm->trie, &slurm->filters[i].prefix, err) == -1)
			return -1;
	return rsec_trie_freeze(slurm->trie, err);
}

struct rsec_slurm_stats
rsec_slurm_stats(const struct rsec_slurm *slurm)
{
	struct rsec_slurm_stats stats = {
		.filters = slurm->nfilters + slurm->nasns,
		.assertions = slurm->nassertions,
		.bgpsec = slurm->nbgpsec,
	};

	return stats;
}

/* Whether a filter without a prefix has ASN. */
static bool
filters_asn(const struct rsec_slurm *slurm, uint32_t asn)
{
	size_t from = 0, to = slurm->nasns, middle;

	while (from < to) {
		middle = from + (to - from) / 2;
		if (slurm->asns[middle] == asn)
			return true;
		if (slurm->asns[middle] < asn)
			from = middle + 1;
		else
			to = middle;
	}
	return false;
}

bool
rsec_slurm_filters(const struct rsec_slurm *slurm, const struct rsec_vrp *vrp)
{
	struct rsec_slurm_filter key = { .asn = vrp->asn, .has_asn = true };
	const struct rsec_slurm_filter *filter;
	uint32_t e, first, n;

	if (filters_asn(slurm, vrp->asn))
		return true;
	e = rsec_trie_covering(slurm->trie, &vrp->prefix);
	for (; e != RSEC_TRIE_NONE; e = rsec_trie_parent(slurm->trie, e)) {
		n = rsec_trie_get(slurm->trie, e, &key.prefix, &first);
		filter = slurm->filters + first;
		if (!filter->has_asn ||
		    bsearch(&key, filter, n, sizeof(key), compare_filters))
			return true;
	}
	return false;
}

static int
compare_claims(const void *a, const void *b)
{
	const struct claim *left = a, *right = b;
	int order = rsec_prefix_cmp(&left->prefix, &right->prefix);

	if (order != 0)
		return order;
	return (left->file > right->file) - (left->file < right->file);
}

static int
compare_bgpsec(const void *a, const void *b)
{
	const struct bgpsec_claim *left = a, *right = b;

	if (left->asn != right->asn)
		return left->asn < right->asn ? -1 : 1;
	return (left->file > right->file) - (left->file < right->file);
}

/*
 * In order, each claim stands after those that contain it, and all claims in
 * one that nothing contains are of its file, else we had stopped: comparing
 * with that outermost one finds every overlap.
 */
static int
check_claims(struct claim *claims, size_t n, struct rsec_err *err)
{
	char inner[RSEC_PREFIX_SIZE], outer[RSEC_PREFIX_SIZE];
	struct claim *at, *outermost = claims;

	qsort(claims, n, sizeof(*claims), compare_claims);
	for (at = claims; at < claims + n; at++) {
		if (!rsec_prefix_contains(&outermost->prefix, &at->prefix)) {
			outermost = at;
			continue;
		}
		if (at->file == outermost->file)
			continue;
		rsec_prefix_format(inner, &at->prefix);
		rsec_prefix_format(outer, &outermost->prefix);
		return rsec_err_set(err, RSEC_ERR_CORRUPT,
		    "%s in SLURM file %zu overlaps %s in file %zu (RFC 8416 "
		    "section 4.2)",
		    inner, at->file + 1, outer, outermost->file + 1);
	}
	return 0;
}

static int
check_bgpsec_claims(struct bgpsec_claim *claims, size_t n, struct rsec_err *err)
{
	size_t i;

	qsort(claims, n, sizeof(*claims), compare_bgpsec);
	for (i = 1; i < n; i++)
		if (claims[i].asn == claims[i - 1].asn &&
		    claims[i].file != claims[i - 1].file)
			return rsec_err_set(err, RSEC_ERR_CORRUPT,
			    "AS%u has BGPsec entries in SLURM files %zu and "
			    "%zu (RFC 8416 section 4.2)",
			    claims[i].asn, claims[i - 1].file + 1,
			    claims[i].file + 1);
	return 0;
}

static size_t
collect_claims(const struct rsec_slurm *slurm, size_t file, struct claim *to)
{
	size_t i, n = 0;

	for (i = 0; i < slurm->nfilters; i++)
		to[n++] = (struct claim){ slurm->filters[i].prefix, file };
	for (i = 0; i < slurm->nassertions; i++)
		to[n++] = (struct claim){ slurm->assertions[i].prefix, file };
	return n;
}

static int
check_prefixes(const struct files *files, struct rsec_err *err)
{
	struct claim *claims;
	size_t i, n = 1;
	int result;

	for (i = 0; i < files->n; i++)
		n += files->slurm[i]->nfilters + files->slurm[i]->nassertions;
	if ((claims = calloc(n, sizeof(*claims))) == NULL)
		return rsec_err_nomem(err);
	for (i = n = 0; i < files->n; i++)
		n += collect_claims(files->slurm[i], i, claims + n);
	result = check_claims(claims, n, err);
	free(claims);
	return result;
}

static int
check_bgpsec(const struct files *files, struct rsec_err *err)
{
	struct bgpsec_claim *claims;
	size_t i, j, n = 1;
	int result;

	for (i = 0; i < files->n; i++)
		n += files->slurm[i]->nbgpsec_asns;
	if ((claims = calloc(n, sizeof(*claims))) == NULL)
		return rsec_err_nomem(err);
	for (i = n = 0; i < files->n; i++)
		for (j = 0; j < files->slurm[i]->nbgpsec_asns; j++)
			claims[n++] = (struct bgpsec_claim){
				files->slurm[i]->bgpsec_asns[j], i
			};
	result = check_bgpsec_claims(claims, n, err);
	free(claims);
	return result;
}

static bool
is_filtered(void *ctx, const struct rsec_vrp *vrp)
{
	const struct files *files = ctx;
	size_t i;

	for (i = 0; i < files->n; i++)
		if (rsec_slurm_filters(files->slurm[i], vrp))
			return true;
	return false;
}

static int
add_assertions(const struct rsec_slurm *slurm, struct rsec_vrps *vrps,
    struct rsec_err *err)
{
	struct rsec_vrp vrp;
	uint16_t ta;
	size_t i;

	if (slurm->nassertions == 0)
		return 0;
	if (rsec_vrps_ta(
		vrps, RSEC_SLURM_TA, strlen(RSEC_SLURM_TA), &ta, err) == -1)
		return -1;
	for (i = 0; i < slurm->nassertions; i++) {
		vrp = slurm->assertions[i];
		vrp.ta = ta;
		if (rsec_vrps_add(vrps, &vrp, err) == -1)
			return -1;
	}
	return 0;
}

int
rsec_slurm_apply(struct rsec_slurm *const slurm[], size_t n,
    struct rsec_vrps *vrps, uint64_t *removed, struct rsec_err *err)
{
	struct files files = { slurm, n };
	uint64_t gone;
	size_t i;

	if (check_prefixes(&files, err) == -1 ||
	    check_bgpsec(&files, err) == -1)
		return -1;
	gone = rsec_vrps_remove_if(vrps, is_filtered, &files);
	if (removed != NULL)
		*removed = gone;
	for (i = 0; i < n; i++)
		if (add_assertions(slurm[i], vrps, err) == -1)
			return -1;
	return 0;
}
