/* SPDX-License-Identifier: ISC */
/* The table of a region as TSV: a line of all ASNs first, then one for each. */
#include "cmd/manrs-check/region.h"

/* "0.9860" */
static void
put_share(struct rsec_buf *page, uint64_t part, uint64_t whole)
{
	if (whole == 0)
		put(page, "\t");
	else
		put(page, "\t%llu.%04llu", (unsigned long long)(part / whole),
		    (unsigned long long)(part % whole * 10000 / whole));
}

static void
put_tally(struct rsec_buf *page, const struct rsec_manrs_tally *t)
{
	put(page, "\t%llu\t%llu\t%llu\t%llu\t%llu\t%llu\t%llu\t%llu\t%llu",
	    (unsigned long long)t->routes, (unsigned long long)t->rpki_valid,
	    (unsigned long long)t->rpki_invalid,
	    (unsigned long long)t->rpki_not_found,
	    (unsigned long long)t->irr_exact,
	    (unsigned long long)t->irr_covered, (unsigned long long)t->either,
	    (unsigned long long)t->customer_routes,
	    (unsigned long long)t->customer_bad);
	put_share(page, t->rpki_valid, t->routes);
	put_share(page, t->irr_covered, t->routes);
	put_share(page, t->either, t->routes);
}

void
region_tsv(struct rsec_buf *page, const struct options *options,
    const struct region *region)
{
	static const char *const says[] = {
		[RSEC_MANRS_CONFORMANT] = "1",
		[RSEC_MANRS_NOT_CONFORMANT] = "0",
		[RSEC_MANRS_VERDICT_NO_DATA] = "",
	};
	const bool all_known =
	    region->conformant + region->failing == region->announcing;
	const struct region_row *row = region->row;
	char month[RSEC_MANRS_MONTH_SIZE];

	rsec_manrs_month_format(month, &options->month);
	put(page, "rank\tasn\teconomy\tname\troutes\trpki_valid\trpki_invalid\t"
		  "rpki_not_found\tirr_exact\tirr_covered\teither\t"
		  "customer_routes\tcustomer_bad\trpki_share\tirr_share\t"
		  "either_share\tconformant\n");
	put(page, "0\tall\t");
	put_text(page, region->name);
	put(page, "\t%zu ASN%s, %zu announcing, %s", region->rows,
	    region->rows == 1 ? "" : "s", region->announcing, month);
	region_put_lacks(page, region);
	put_tally(page, &region->all);
	put_share(page, region->conformant, all_known ? region->announcing : 0);
	put(page, "\n");
	for (; row < region->row + region->rows; row++) {
		put(page, "%zu\tAS%u\t%s\t", (size_t)(row - region->row) + 1,
		    row->asn, row->economy);
		put_text(page, row->name);
		put_tally(page, &row->tally);
		put(page, "\t%s\n", says[region_verdict(region, row)]);
	}
}
