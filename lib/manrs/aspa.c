/* SPDX-License-Identifier: ISC */
/*
 * ASPAs as a row of providers for each customer.  AS0 as a provider says that
 * there is none (draft-ietf-sidrops-aspa-profile), as does an ASPA that names
 * nobody: it is kept, and no hop matches it.
 */
#include "manrs/aspa.h"

#include <stdlib.h>

#include "manrs/rows_private.h"

struct rsec_manrs_aspas {
	struct rsec_buf pairs; /* until the freeze */
	struct rsec_manrs_rows rows;
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
	rsec_manrs_rows_fini(&aspas->rows);
	free(aspas);
}

int
rsec_manrs_aspas_add(struct rsec_manrs_aspas *aspas, uint32_t customer,
    const uint32_t *providers, size_t count, struct rsec_err *err)
{
	size_t i;
	int rc = 0;

	if (aspas->frozen)
		return rsec_err_set(
		    err, RSEC_ERR_RANGE, "the ASPAs are frozen");
	if (count == 0)
		rc = rsec_manrs_pair_add(&aspas->pairs, customer, 0);
	for (i = 0; i < count && rc == 0; i++)
		rc = rsec_manrs_pair_add(&aspas->pairs, customer, providers[i]);
	return rc == 0 ? 0 : rsec_err_nomem(err);
}

int
rsec_manrs_aspas_freeze(struct rsec_manrs_aspas *aspas, struct rsec_err *err)
{
	if (aspas->frozen)
		return 0;
	if (rsec_manrs_rows_build(&aspas->rows, &aspas->pairs, err) == -1)
		return -1;
	aspas->frozen = true;
	return 0;
}

bool
rsec_manrs_aspas_of(const struct rsec_manrs_aspas *aspas, uint32_t customer,
    const uint32_t **providers, size_t *count)
{
	*count = rsec_manrs_rows_of(&aspas->rows, customer, providers);
	return *count > 0;
}

size_t
rsec_manrs_aspas_count(const struct rsec_manrs_aspas *aspas)
{
	return aspas->rows.count;
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
