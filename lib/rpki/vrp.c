/* SPDX-License-Identifier: ISC */
/*
 * VRP sets: filling and freezing.  Asking them is in vrpwalk.c.
 *
 * A set that is being filled holds records whose bytes are their own key:
 *
 *	IPv4	address 4  length 1  maxLength 1  ASN 4  trust anchor 2	   = 12
 *	IPv6	address 16 length 1  maxLength 1  ASN 4  trust anchor 2	   = 24
 *
 * all big-endian, so that memcmp() is the order of the set, one sort serves
 * both families, and a duplicate is a record that equals the one before it.
 * Where times are kept, four bytes more have that, and the earliest comes
 * first of duplicates.
 *
 * The freeze numbers the trust anchors anew, by name and only those that a VRP
 * has; then the same VRPs make the same set, byte by byte, in whatever order
 * they came.  Each family's records are freed as soon as they are in the trie,
 * so that loading 720,000 VRPs never holds more than about 30 MB.
 *
 * The names are found by binary search in a sorted list, after a look at the
 * one that was asked for last: exports are sorted or have five names, and a
 * hostile one with 65,535 costs no more than 16 comparisons a record.
 */
#include "rpki/vrp.h"

#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "base/sort.h"
#include "rpki/vrp_private.h"

struct rsec_vrps *
rsec_vrps_new(void)
{
	return calloc(1, sizeof(struct rsec_vrps));
}

void
rsec_vrps_free(struct rsec_vrps *vrps)
{
	if (vrps == NULL)
		return;
	rsec_trie_free(vrps->trie);
	free(vrps->own_values);
	free(vrps->times);
	free(vrps->ta_names);
	free(vrps->ta_order);
	free(vrps->v4.data);
	free(vrps->v6.data);
	rsec_arena_fini(&vrps->arena);
	free(vrps);
}

struct rsec_vrps *
rsec_vrps_adopt(struct rsec_trie *trie, const struct rsec_vrp_value *values,
    uint32_t count, const char **names, uint32_t ta_count)
{
	struct rsec_vrps *vrps;

	if ((vrps = rsec_vrps_new()) == NULL)
		return NULL;
	vrps->trie = trie;
	vrps->values = values;
	vrps->count = count;
	vrps->ta_names = names;
	vrps->ta_count = vrps->ta_cap = ta_count;
	return vrps;
}

int
rsec_vrps_fail_frozen(struct rsec_err *err)
{
	return rsec_err_set(err, RSEC_ERR_RANGE, "the set of VRPs is frozen");
}

/* Compare the trust anchor RSEC_VRP_TA with NAME[0..n), which has no NUL. */
static int
name_cmp(const struct rsec_vrps *vrps, uint16_t ta, const char *name, size_t n)
{
	int order = strncmp(vrps->ta_names[ta], name, n);

	return order != 0 ? order : vrps->ta_names[ta][n] != '\0';
}

/* Where in ta_order NAME is (true) or belongs (false). */
static bool
find_name(
    const struct rsec_vrps *vrps, const char *name, size_t n, uint32_t *place)
{
	uint32_t from = 0, to = vrps->ta_count, middle;
	int order;

	while (from < to) {
		middle = from + (to - from) / 2;
		order = name_cmp(vrps, vrps->ta_order[middle], name, n);
		if (order == 0) {
			*place = middle;
			return true;
		}
		if (order < 0)
			from = middle + 1;
		else
			to = middle;
	}
	*place = from;
	return false;
}

static int
reserve_name(struct rsec_vrps *vrps, struct rsec_err *err)
{
	const uint32_t cap = vrps->ta_cap == 0 ? 8 : vrps->ta_cap * 2;
	const char **names;
	uint16_t *order;

	if (vrps->ta_count < vrps->ta_cap)
		return 0;
	names = realloc(vrps->ta_names, cap * sizeof(*names));
	if (names == NULL)
		return rsec_err_nomem(err);
	vrps->ta_names = names;
	order = realloc(vrps->ta_order, cap * sizeof(*order));
	if (order == NULL)
		return rsec_err_nomem(err);
	vrps->ta_order = order;
	vrps->ta_cap = cap;
	return 0;
}

int
rsec_vrps_ta(struct rsec_vrps *vrps, const char *name, size_t n, uint16_t *ta,
    struct rsec_err *err)
{
	const char *copy;
	uint32_t place;

	if (vrps->trie != NULL)
		return rsec_vrps_fail_frozen(err);
	if (n > RSEC_TA_NAME_MAX)
		return rsec_err_set(err, RSEC_ERR_LIMIT,
		    "a trust anchor name has more than %d bytes",
		    RSEC_TA_NAME_MAX);
	if (n > 0 && memchr(name, '\0', n) != NULL)
		return rsec_err_set(
		    err, RSEC_ERR_SYNTAX, "a trust anchor name has a NUL byte");
	if (vrps->ta_count > 0 && name_cmp(vrps, vrps->ta_last, name, n) == 0) {
		*ta = vrps->ta_last;
		return 0;
	}
	if (!find_name(vrps, name, n, &place)) {
		if (vrps->ta_count == RSEC_TA_MAX)
			return rsec_err_set(err, RSEC_ERR_LIMIT,
			    "more than %d trust anchors", RSEC_TA_MAX);
		if (reserve_name(vrps, err) == -1)
			return -1;
		copy = rsec_arena_strndup(&vrps->arena, name, n);
		if (copy == NULL)
			return rsec_err_nomem(err);
		memmove(vrps->ta_order + place + 1, vrps->ta_order + place,
		    (vrps->ta_count - place) * sizeof(*vrps->ta_order));
		vrps->ta_names[vrps->ta_count] = copy;
		vrps->ta_order[place] = (uint16_t)vrps->ta_count++;
	}
	*ta = vrps->ta_last = vrps->ta_order[place];
	return 0;
}

/* Write what follows the address, in front of END. */
static void
encode_rest(uint8_t *end, const struct rsec_vrp *vrp)
{
	end[-RSEC_VRP_LEN] = vrp->prefix.len;
	end[-RSEC_VRP_MAX_LEN] = vrp->max_len;
	rsec_put_be32(end - RSEC_VRP_ASN, vrp->asn);
	end[-RSEC_VRP_TA] = (uint8_t)(vrp->ta >> 8);
	end[-RSEC_VRP_TA + 1] = (uint8_t)vrp->ta;
}

/* Room for one more record of SIZE bytes; where it goes, or NULL. */
static uint8_t *
next_record(struct rsec_vrp_records *records, size_t size)
{
	size_t cap, bytes;
	uint8_t *data;

	if (records->count == records->cap) {
		cap = records->cap < 64 ? 64 : records->cap * 2;
		if (!rsec_size_mul(cap, size, &bytes) ||
		    (data = realloc(records->data, bytes)) == NULL)
			return NULL;
		records->data = data;
		records->cap = cap;
	}
	return records->data + records->count * size;
}

static int
refuse(const struct rsec_vrp *vrp, struct rsec_err *err)
{
	char text[RSEC_PREFIX_SIZE];

	rsec_prefix_format(text, &vrp->prefix);
	if (vrp->max_len < vrp->prefix.len)
		return rsec_err_set(err, RSEC_ERR_RANGE,
		    "maxLength %u is shorter than the prefix %s "
		    "(RFC 9582 section 4.3.2.2)",
		    vrp->max_len, text);
	return rsec_err_set(err, RSEC_ERR_RANGE,
	    "maxLength %u of %s exceeds %u (RFC 9582 section 4.3.2.2)",
	    vrp->max_len, text, rsec_family_bits(vrp->prefix.family));
}

void
rsec_vrps_keep_times(struct rsec_vrps *vrps)
{
	if (vrps->v4.count + vrps->v6.count == 0)
		vrps->keeps_times = true;
}

int
rsec_vrps_add(
    struct rsec_vrps *vrps, const struct rsec_vrp *vrp, struct rsec_err *err)
{
	return rsec_vrps_add_at(vrps, vrp, 0, err);
}

int
rsec_vrps_add_at(struct rsec_vrps *vrps, const struct rsec_vrp *vrp,
    uint32_t time, struct rsec_err *err)
{
	const struct rsec_prefix *p = &vrp->prefix;
	struct rsec_vrp_records *records = &vrps->v4;
	size_t size = RSEC_VRP_SIZE4;
	uint8_t *record;

	if (vrp->max_len < p->len || vrp->max_len > rsec_family_bits(p->family))
		return refuse(vrp, err);
	if (vrps->trie != NULL)
		return rsec_vrps_fail_frozen(err);
	if (vrp->ta != 0 && vrp->ta >= vrps->ta_count)
		return rsec_err_set(err, RSEC_ERR_RANGE,
		    "no trust anchor has the number %u", vrp->ta);
	if (p->family == RSEC_IPV6) {
		records = &vrps->v6;
		size = RSEC_VRP_SIZE6;
	}
	if ((record = next_record(records, rsec_vrps_step(vrps, size))) == NULL)
		return rsec_err_nomem(err);
	if (p->family == RSEC_IPV6) {
		rsec_put_be64(record, p->hi);
		rsec_put_be64(record + 8, p->lo);
	} else {
		rsec_put_be32(record, (uint32_t)(p->hi >> 32));
	}
	encode_rest(record + size, vrp);
	if (vrps->keeps_times) /* one that is not known comes last */
		rsec_put_be32(record + size, time - 1);
	records->count++;
	return 0;
}

static void
mark_used(const struct rsec_vrp_records *records, size_t size, size_t step,
    uint8_t *used)
{
	size_t i;

	for (i = 0; i < records->count; i++)
		used[rsec_get_be16(
		    records->data + i * step + size - RSEC_VRP_TA)] = 1;
}

/* Number the trust anchors by name, those without VRPs left out. */
static int
sort_names(struct rsec_vrps *vrps, struct rsec_err *err)
{
	const char **names = NULL;
	uint16_t *to = NULL;
	uint8_t *used = NULL;
	uint32_t i, count = 0;

	used = calloc(RSEC_TA_MAX + 1, sizeof(*used));
	to = calloc(RSEC_TA_MAX + 1, sizeof(*to));
	names = calloc(vrps->ta_count + (size_t)1, sizeof(*names));
	if (used == NULL || to == NULL || names == NULL) {
		free(used);
		free(to);
		free(names);
		return rsec_err_nomem(err);
	}
	mark_used(&vrps->v4, RSEC_VRP_SIZE4,
	    rsec_vrps_step(vrps, RSEC_VRP_SIZE4), used);
	mark_used(&vrps->v6, RSEC_VRP_SIZE6,
	    rsec_vrps_step(vrps, RSEC_VRP_SIZE6), used);
	for (i = 0; i < vrps->ta_count; i++) {
		if (!used[vrps->ta_order[i]])
			continue;
		to[vrps->ta_order[i]] = (uint16_t)count;
		names[count++] = vrps->ta_names[vrps->ta_order[i]];
	}
	rsec_vrps_renumber(vrps, to);
	free(vrps->ta_names);
	free(vrps->ta_order);
	vrps->ta_names = names;
	vrps->ta_order = NULL;
	vrps->ta_count = vrps->ta_cap = count;
	free(used);
	free(to);
	return 0;
}

/* Keep the first of each run of records with the same key. */
static size_t
unique(uint8_t *data, size_t count, size_t size, size_t step)
{
	uint8_t *to = data;
	const uint8_t *from = data;
	size_t i;

	for (i = 0; i < count; i++, from += step) {
		if (i > 0 && memcmp(to - step, from, size) == 0)
			continue;
		if (to != from)
			memcpy(to, from, step);
		to += step;
	}
	return (size_t)(to - data) / step;
}

/* Sort the records of a family, each once, and give back the rest. */
static int
sort_records(struct rsec_vrp_records *records, size_t size, size_t step,
    struct rsec_err *err)
{
	uint8_t *data;

	if (rsec_sort_records(records->data, records->count, step, err) == -1)
		return -1;
	records->count = unique(records->data, records->count, size, step);
	if (records->count > 0) {
		data = realloc(records->data, records->count * step);
		if (data != NULL)
			records->data = data;
		records->cap = records->count;
	}
	return 0;
}

/* Move the records to TRIE and to values from FIRST on, and free them. */
static int
move_records(struct rsec_vrps *vrps, struct rsec_vrp_records *records,
    size_t size, struct rsec_trie *trie, size_t first, struct rsec_err *err)
{
	struct rsec_vrp_value *values = vrps->own_values + first;
	const size_t step = rsec_vrps_step(vrps, size);
	const uint8_t *record = records->data;
	struct rsec_vrp vrp;
	size_t i;

	for (i = 0; i < records->count; i++, record += step) {
		rsec_vrp_decode(record, size, &vrp);
		if (rsec_trie_append(trie, &vrp.prefix, err) == -1)
			return -1;
		values[i] =
		    (struct rsec_vrp_value){ vrp.asn, vrp.max_len, 0, vrp.ta };
		if (vrps->times != NULL)
			vrps->times[first + i] =
			    rsec_get_be32(record + size) + 1;
	}
	free(records->data);
	*records = (struct rsec_vrp_records){ NULL, 0, 0 };
	return 0;
}

static int
build(struct rsec_vrps *vrps, struct rsec_trie *trie, struct rsec_err *err)
{
	const size_t count4 = vrps->v4.count;
	const size_t count = count4 + vrps->v6.count;

	if (count >= UINT32_MAX)
		return rsec_err_set(
		    err, RSEC_ERR_LIMIT, "more than %u VRPs", UINT32_MAX - 1);
	vrps->own_values = malloc((count + 1) * sizeof(*vrps->own_values));
	if (vrps->own_values == NULL)
		return rsec_err_nomem(err);
	if (vrps->keeps_times) {
		vrps->times = malloc((count + 1) * sizeof(*vrps->times));
		if (vrps->times == NULL)
			return rsec_err_nomem(err);
	}
	if (move_records(vrps, &vrps->v4, RSEC_VRP_SIZE4, trie, 0, err) == -1 ||
	    move_records(vrps, &vrps->v6, RSEC_VRP_SIZE6, trie, count4, err) ==
		-1)
		return -1;
	vrps->values = vrps->own_values;
	vrps->count = (uint32_t)count;
	return rsec_trie_freeze(trie, err);
}

int
rsec_vrps_freeze(struct rsec_vrps *vrps, struct rsec_err *err)
{
	struct rsec_trie *trie;

	if (vrps->trie != NULL)
		return 0;
	if (sort_names(vrps, err) == -1 ||
	    sort_records(&vrps->v4, RSEC_VRP_SIZE4,
		rsec_vrps_step(vrps, RSEC_VRP_SIZE4), err) == -1 ||
	    sort_records(&vrps->v6, RSEC_VRP_SIZE6,
		rsec_vrps_step(vrps, RSEC_VRP_SIZE6), err) == -1)
		return -1;
	if ((trie = rsec_trie_new()) == NULL)
		return rsec_err_nomem(err);
	if (build(vrps, trie, err) == -1) {
		rsec_trie_free(trie);
		return -1;
	}
	vrps->trie = trie;
	return 0;
}

uint32_t
rsec_vrps_count(const struct rsec_vrps *vrps)
{
	return vrps->count;
}

const uint32_t *
rsec_vrps_times(const struct rsec_vrps *vrps)
{
	return vrps->times;
}

const struct rsec_trie *
rsec_vrps_trie(const struct rsec_vrps *vrps)
{
	return vrps->trie;
}

const char *
rsec_vrps_ta_name(const struct rsec_vrps *vrps, uint16_t ta)
{
	return ta < vrps->ta_count ? vrps->ta_names[ta] : "";
}

size_t
rsec_vrps_memory(const struct rsec_vrps *vrps)
{
	size_t bytes = sizeof(*vrps) + rsec_trie_memory(vrps->trie);
	uint32_t i;

	bytes += vrps->count * sizeof(*vrps->values);
	if (vrps->times != NULL)
		bytes += vrps->count * sizeof(*vrps->times);
	bytes += vrps->ta_cap * sizeof(*vrps->ta_names);
	for (i = 0; i < vrps->ta_count; i++)
		bytes += strlen(vrps->ta_names[i]) + 1;
	return bytes;
}
