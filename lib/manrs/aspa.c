/* SPDX-License-Identifier: ISC */
/*
 * ASPAs as sorted pairs of customer and provider, each 8 big-endian bytes,
 * frozen into a row of providers for each customer.  AS0 as a provider says
 * that there is none (draft-ietf-sidrops-aspa-profile), as does an ASPA that
 * names nobody: it is kept, and no hop matches it.
 */
#include "manrs/aspa.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/num.h"
#include "base/sort.h"

#define SIZE 8 /* bytes of a pair */

struct row {
	uint32_t customer;
	uint32_t first; /* of its providers; it ends where the next begins */
};

struct rsec_manrs_aspas {
	struct rsec_buf pairs;
	struct row *rows; /* and one behind the last */
	size_t count;
	uint32_t *providers;
	bool frozen;
};

struct rsec_manrs_aspas *
rsec_manrs_aspas_new(void)
{
	return calloc(1, sizeof(struct rsec_manrs_aspas));
}

void
rsec_manrs_aspas_free(struct rsec_manrs_aspas *aspas)
{
	if (aspas == NULL)
		return;
	rsec_buf_fini(&aspas->pairs);
	free(aspas->rows);
	free(aspas->providers);
	free(aspas);
}

int
rsec_manrs_aspas_add(struct rsec_manrs_aspas *aspas, uint32_t customer,
    const uint32_t *providers, size_t count, struct rsec_err *err)
{
	const size_t pairs = count == 0 ? 1 : count;
	uint8_t *to;
	size_t i;

	if (aspas->frozen)
		return rsec_err_set(
		    err, RSEC_ERR_RANGE, "the ASPAs are frozen");
	if (pairs > UINT32_MAX - aspas->pairs.len / SIZE)
		return rsec_err_set(err, RSEC_ERR_LIMIT, "too many ASPAs");
	to = (uint8_t *)rsec_buf_reserve(&aspas->pairs, pairs * SIZE);
	if (to == NULL)
		return rsec_err_nomem(err);
	for (i = 0; i < pairs; i++) {
		rsec_put_be32(to + i * SIZE, customer);
		rsec_put_be32(to + i * SIZE + 4, count == 0 ? 0 : providers[i]);
	}
	aspas->pairs.len += pairs * SIZE;
	return 0;
}

static void
fill(struct rsec_manrs_aspas *aspas, size_t pairs)
{
	const uint8_t *from = (const uint8_t *)aspas->pairs.data;
	uint32_t customer;
	size_t i;

	for (i = 0; i < pairs; i++, from += SIZE) {
		customer = rsec_get_be32(from);
		if (i == 0 ||
		    aspas->rows[aspas->count - 1].customer != customer)
			aspas->rows[aspas->count++] =
			    (struct row){ customer, (uint32_t)i };
		aspas->providers[i] = rsec_get_be32(from + 4);
	}
	aspas->rows[aspas->count] = (struct row){ 0, (uint32_t)pairs };
}

int
rsec_manrs_aspas_freeze(struct rsec_manrs_aspas *aspas, struct rsec_err *err)
{
	uint8_t *data = (uint8_t *)aspas->pairs.data;
	size_t pairs = aspas->pairs.len / SIZE;

	if (aspas->frozen)
		return 0;
	if (rsec_sort_records(data, pairs, SIZE, err) == -1)
		return -1;
	pairs = rsec_sort_unique(data, pairs, SIZE);
	aspas->rows = calloc(pairs + 1, sizeof(*aspas->rows));
	aspas->providers = calloc(pairs + 1, sizeof(*aspas->providers));
	if (aspas->rows == NULL || aspas->providers == NULL)
		return rsec_err_nomem(err);
	fill(aspas, pairs);
	rsec_buf_fini(&aspas->pairs);
	aspas->frozen = true;
	return 0;
}

static int
compare_row(const void *key, const void *row)
{
	const uint32_t a = *(const uint32_t *)key;
	const uint32_t b = ((const struct row *)row)->customer;

	return (a > b) - (a < b);
}

bool
rsec_manrs_aspas_of(const struct rsec_manrs_aspas *aspas, uint32_t customer,
    const uint32_t **providers, size_t *count)
{
	const struct row *row = bsearch(&customer, aspas->rows, aspas->count,
	    sizeof(*aspas->rows), compare_row);

	if (row == NULL)
		return false;
	*providers = aspas->providers + row->first;
	*count = row[1].first - row->first;
	return true;
}

size_t
rsec_manrs_aspas_count(const struct rsec_manrs_aspas *aspas)
{
	return aspas->count;
}

enum rsec_manrs_aspa_hop
rsec_manrs_aspas_hop(
    const struct rsec_manrs_aspas *aspas, uint32_t customer, uint32_t provider)
{
	const uint32_t *providers;
	size_t count, i;

	if (!rsec_manrs_aspas_of(aspas, customer, &providers, &count))
		return RSEC_MANRS_ASPA_NONE;
	for (i = 0; i < count && providers[i] < provider; i++)
		continue;
	return provider != 0 && i < count && providers[i] == provider
		   ? RSEC_MANRS_ASPA_PROVIDER
		   : RSEC_MANRS_ASPA_NOT_PROVIDER;
}
