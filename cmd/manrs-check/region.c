/* SPDX-License-Identifier: ISC */
/*
 * The state of routing security in a registry or an economy: all of its ASNs,
 * those first whose routes are covered best.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/cli.h"
#include "cmd/manrs-check/region.h"

static bool
is_of_region(const char *region, const struct rsec_delegation *delegation)
{
	const enum rsec_rir rir = rsec_rir_parse(region, strlen(region));

	if (delegation->status == RSEC_DELEGATION_AVAILABLE ||
	    delegation->status == RSEC_DELEGATION_RESERVED)
		return false;
	if (rir != RSEC_RIR_NONE)
		return delegation->rir == rir;
	return delegation->economy[0] == toupper((unsigned char)region[0]) &&
	       delegation->economy[1] == toupper((unsigned char)region[1]);
}

static const char *
name_of_asn(const struct rsec_manrs_data *data, uint32_t asn)
{
	const struct rsec_manrs_network *network = NULL;
	const char *name = NULL;

	if (data->peeringdb != NULL)
		network = rsec_manrs_peeringdb_of(data->peeringdb, asn);
	if (network != NULL)
		return network->name;
	if (data->organisations != NULL)
		name = rsec_organisations_name(data->organisations, asn);
	return name != NULL ? name : "";
}

/* How many routes there are, and how many of them have a path. */
static struct rsec_manrs_coverage
coverage(const struct rsec_manrs_view *view)
{
	struct rsec_manrs_coverage all =
	    rsec_manrs_view_coverage(view, RSEC_IPV4);
	const struct rsec_manrs_coverage more =
	    rsec_manrs_view_coverage(view, RSEC_IPV6);

	all.routes += more.routes;
	all.paths += more.paths;
	return all;
}

/* Whether routes of ASN, or that it carried, may not be in the BGP data. */
static bool
is_part(const struct rsec_manrs_data *data, uint32_t asn)
{
	const uint32_t *unknown;

	return rsec_manrs_data_lacks(data)[0] != '\0' ||
	       coverage(data->view).paths == 0 ||
	       rsec_manrs_view_unknown(data->view, asn, &unknown) > 0;
}

static void
add_row(struct rsec_buf *rows, const struct rsec_manrs_data *data, uint32_t asn,
    const struct rsec_delegation *delegation)
{
	struct region_row row = { .asn = asn,
		.economy = { delegation->economy[0], delegation->economy[1] } };

	row.name = name_of_asn(data, asn);
	rsec_manrs_tally_add(data, &asn, 1, &row.tally);
	row.is_part = is_part(data, asn);
	if (rsec_buf_add(rows, &row, sizeof(row)) != 0)
		cli_die("out of memory");
}

/* Best share of routes that are valid in RPKI or IRR, then most routes. */
static int
compare_rows(const void *a, const void *b)
{
	const struct region_row *x = a, *y = b;
	const uint64_t left = x->tally.either * y->tally.routes;
	const uint64_t right = y->tally.either * x->tally.routes;

	if ((x->tally.routes == 0) != (y->tally.routes == 0))
		return x->tally.routes == 0 ? 1 : -1;
	if (left != right)
		return left > right ? -1 : 1;
	if (x->tally.routes != y->tally.routes)
		return x->tally.routes > y->tally.routes ? -1 : 1;
	return (x->asn > y->asn) - (x->asn < y->asn);
}

/* What is not seen is not good. */
enum rsec_manrs_verdict
region_verdict(const struct region *region, const struct region_row *row)
{
	const struct rsec_manrs_tally *t = &row->tally;

	if (t->routes == 0)
		return RSEC_MANRS_VERDICT_NO_DATA;
	if (t->either * 100 < t->routes * region->rules->conformant ||
	    t->customer_bad > 0)
		return RSEC_MANRS_NOT_CONFORMANT;
	return row->is_part ? RSEC_MANRS_VERDICT_NO_DATA
			    : RSEC_MANRS_CONFORMANT;
}

void
region_put_lacks(struct rsec_buf *page, const struct region *region)
{
	const struct rsec_manrs_coverage all = coverage(region->data->view);

	put_lacks(page, region->data, "; ");
	if (all.paths < all.routes)
		put(page, "; incomplete: paths are known for %u of %u routes",
		    all.paths, all.routes);
}

static void
add_up(struct region *region)
{
	struct rsec_manrs_tally *all = &region->all;
	const struct rsec_manrs_tally *t;
	enum rsec_manrs_verdict verdict;
	size_t i;

	for (i = 0; i < region->rows; i++) {
		t = &region->row[i].tally;
		all->routes += t->routes;
		all->rpki_valid += t->rpki_valid;
		all->rpki_invalid += t->rpki_invalid;
		all->rpki_not_found += t->rpki_not_found;
		all->irr_exact += t->irr_exact;
		all->irr_covered += t->irr_covered;
		all->irr_auth += t->irr_auth;
		all->either += t->either;
		all->customer_routes += t->customer_routes;
		all->customer_bad += t->customer_bad;
		verdict = region_verdict(region, &region->row[i]);
		region->announcing += t->routes > 0;
		region->conformant += verdict == RSEC_MANRS_CONFORMANT;
		region->failing += verdict == RSEC_MANRS_NOT_CONFORMANT;
	}
}

static void
need(const struct rsec_manrs_data *data)
{
	const unsigned needs = RSEC_MANRS_BGP | RSEC_MANRS_VRPS |
			       RSEC_MANRS_IRR | RSEC_MANRS_DELEGATED;
	const unsigned missing = needs & ~data->inputs;
	unsigned bit;

	for (bit = 0; bit < RSEC_MANRS_INPUTS; bit++)
		if (missing & 1U << bit)
			cli_die("--region cannot do without %s",
			    rsec_manrs_input_name(
				(enum rsec_manrs_input)(1U << bit)));
}

/* All ASNs of the region, judged at once. */
static void
list_rows(struct rsec_buf *rows, const struct options *options,
    const struct rsec_manrs_data *data)
{
	struct rsec_manrs_data prepared = *data;
	struct rsec_manrs_lookup *lookup;
	struct rsec_delegation delegation;
	struct rsec_err err;
	uint32_t asn;

	if ((lookup = rsec_manrs_lookup_new(data, &err)) == NULL)
		cli_die("%s", err.msg);
	prepared.lookup = lookup;
	for (asn = 0;
	     rsec_delegated_next_asn(data->delegated, &asn, &delegation); asn++)
		if (is_of_region(options->region, &delegation))
			add_row(rows, &prepared, asn, &delegation);
	rsec_manrs_lookup_free(lookup);
}

int
region(const struct options *options, const struct inputs *inputs,
    const struct rsec_manrs_data *data, struct delivery *to)
{
	struct region region = {
		.name = options->region, .data = data, .rules = &options->rules
	};
	struct rsec_buf rows = RSEC_BUF_INIT, page = RSEC_BUF_INIT;

	(void)inputs;
	need(data);
	list_rows(&rows, options, data);
	region.row = (void *)rows.data;
	region.rows = rows.len / sizeof(*region.row);
	if (region.rows == 0)
		cli_die("--region %s: the delegated files have no ASN of it",
		    options->region);
	qsort(rows.data, region.rows, sizeof(*region.row), compare_rows);
	add_up(&region);
	if (options->format == FORMAT_HTML)
		region_html(&page, options, &region);
	else
		region_tsv(&page, options, &region);
	deliver_report(to, "index.html", &page);
	rsec_buf_fini(&rows);
	rsec_buf_fini(&page);
	return CLI_OK;
}
