/* SPDX-License-Identifier: ISC */
/*
 * Tables of routes: filling, freezing, asking.
 *
 * A table that is being filled holds records whose bytes are their own key:
 *
 *	IPv4	address 4  length 1  none 1  origin 4  zero 2	= 12
 *	IPv6	address 16 length 1  none 1  origin 4  zero 2	= 24
 *
 * big-endian, so that one sort serves both families and a duplicate is a
 * record that equals the one before it; "none" is 1 where there is no origin,
 * and the origin is then 0.  The sizes are those that the sort moves fastest.
 *
 * Frozen, it is the trie, and for each of its values the origin, the entry
 * whose prefix it has, and one bit: none.  A million routes take 22 MB, and
 * any of them is found without a search.
 */
#include "bgp/table.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/num.h"
#include "base/sort.h"

#define SIZE4 12 /* bytes of a record */
#define SIZE6 24

/* Bytes before the end of a record where what follows the address starts. */
#define LEN    8
#define NONE   7
#define ORIGIN 6

struct rsec_bgp_table {
	struct rsec_buf v4, v6; /* records that wait for the freeze */
	/* Frozen. */
	struct rsec_trie *trie; /* NULL before the freeze */
	uint32_t count;
	uint32_t *origins, *entries;
	uint8_t *none; /* bits, the lowest of a byte first */
};

struct rsec_bgp_table *
rsec_bgp_table_new(void)
{
	return calloc(1, sizeof(struct rsec_bgp_table));
}

void
rsec_bgp_table_free(struct rsec_bgp_table *table)
{
	if (table == NULL)
		return;
	rsec_buf_fini(&table->v4);
	rsec_buf_fini(&table->v6);
	rsec_trie_free(table->trie);
	free(table->origins);
	free(table->entries);
	free(table->none);
	free(table);
}

int
rsec_bgp_table_add(struct rsec_bgp_table *table,
    const struct rsec_bgp_route *route, struct rsec_err *err)
{
	const struct rsec_prefix *p = &route->prefix;
	const bool v6 = p->family == RSEC_IPV6;
	const size_t size = v6 ? SIZE6 : SIZE4;
	struct rsec_buf *records = v6 ? &table->v6 : &table->v4;
	uint8_t *record, *end;

	if (table->trie != NULL)
		return rsec_err_set(
		    err, RSEC_ERR_RANGE, "the table of routes is frozen");
	if ((record = (uint8_t *)rsec_buf_reserve(records, size)) == NULL)
		return rsec_err_nomem(err);
	if (v6) {
		rsec_put_be64(record, p->hi);
		rsec_put_be64(record + 8, p->lo);
	} else {
		rsec_put_be32(record, (uint32_t)(p->hi >> 32));
	}
	end = record + size;
	end[-LEN] = p->len;
	end[-NONE] = !route->has_origin;
	rsec_put_be32(end - ORIGIN, route->has_origin ? route->origin : 0);
	end[-2] = end[-1] = 0;
	records->len += size;
	return 0;
}

/* The prefix of RECORD. */
static struct rsec_prefix
prefix_of(const uint8_t *record, size_t size)
{
	struct rsec_prefix p = { 0, 0, RSEC_IPV4, record[size - LEN] };

	if (size == SIZE4) {
		p.hi = (uint64_t)rsec_get_be32(record) << 32;
	} else {
		p.family = RSEC_IPV6;
		p.hi = rsec_get_be64(record);
		p.lo = rsec_get_be64(record + 8);
	}
	return p;
}

/* Sort the records of a family, each once. */
static int
sort_records(struct rsec_buf *records, size_t size, struct rsec_err *err)
{
	uint8_t *data = (uint8_t *)records->data;

	if (rsec_sort_records(data, records->len / size, size, err) == -1)
		return -1;
	records->len = rsec_sort_unique(data, records->len / size, size) * size;
	return 0;
}

/* Move the records to TRIE and what belongs to its values, and free them. */
static int
move_records(struct rsec_bgp_table *table, struct rsec_buf *records,
    size_t size, struct rsec_trie *trie, struct rsec_err *err)
{
	const uint8_t *record = (const uint8_t *)records->data, *end;
	struct rsec_prefix prefix;
	uint32_t value = table->count;
	size_t left;

	for (left = records->len / size; left > 0; left--, value++) {
		prefix = prefix_of(record, size);
		if (rsec_trie_append(trie, &prefix, err) == -1)
			return -1;
		record = end = record + size;
		table->origins[value] = rsec_get_be32(end - ORIGIN);
		table->entries[value] = rsec_trie_count(trie) - 1;
		if (end[-NONE])
			table->none[value / 8] |= (uint8_t)(1 << value % 8);
	}
	table->count = value;
	rsec_buf_fini(records);
	return 0;
}

static int
build(
    struct rsec_bgp_table *table, struct rsec_trie *trie, struct rsec_err *err)
{
	const size_t count = table->v4.len / SIZE4 + table->v6.len / SIZE6;

	if (count >= UINT32_MAX)
		return rsec_err_set(
		    err, RSEC_ERR_LIMIT, "more than %u routes", UINT32_MAX - 1);
	table->origins = malloc((count + 1) * sizeof(*table->origins));
	table->entries = malloc((count + 1) * sizeof(*table->entries));
	table->none = calloc(count / 8 + 1, 1);
	if (table->origins == NULL || table->entries == NULL ||
	    table->none == NULL)
		return rsec_err_nomem(err);
	if (move_records(table, &table->v4, SIZE4, trie, err) == -1 ||
	    move_records(table, &table->v6, SIZE6, trie, err) == -1)
		return -1;
	return rsec_trie_freeze(trie, err);
}

int
rsec_bgp_table_freeze(struct rsec_bgp_table *table, struct rsec_err *err)
{
	struct rsec_trie *trie;

	if (table->trie != NULL)
		return 0;
	if (sort_records(&table->v4, SIZE4, err) == -1 ||
	    sort_records(&table->v6, SIZE6, err) == -1)
		return -1;
	if ((trie = rsec_trie_new()) == NULL)
		return rsec_err_nomem(err);
	if (build(table, trie, err) == -1) {
		rsec_trie_free(trie);
		return -1;
	}
	table->trie = trie;
	return 0;
}

uint32_t
rsec_bgp_table_count(const struct rsec_bgp_table *table)
{
	return table->count;
}

void
rsec_bgp_table_get(const struct rsec_bgp_table *table, uint32_t i,
    struct rsec_bgp_route *route)
{
	uint32_t first;

	rsec_trie_get(table->trie, table->entries[i], &route->prefix, &first);
	route->origin = table->origins[i];
	route->has_origin = (table->none[i / 8] >> i % 8 & 1) == 0;
}

const struct rsec_trie *
rsec_bgp_table_trie(const struct rsec_bgp_table *table)
{
	return table->trie;
}

size_t
rsec_bgp_table_memory(const struct rsec_bgp_table *table)
{
	return sizeof(*table) + rsec_trie_memory(table->trie) +
	       table->count *
		   (sizeof(*table->origins) + sizeof(*table->entries)) +
	       table->count / 8 + 1;
}
