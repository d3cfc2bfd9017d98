/* SPDX-License-Identifier: ISC */
/* The table of a region, and its formats. */
#ifndef RSEC_CMD_MANRS_CHECK_REGION_H
#define RSEC_CMD_MANRS_CHECK_REGION_H

#include "cmd/manrs-check/page.h"

struct region_row {
	uint32_t asn;
	char economy[3];
	const char *name; /* "" */
	struct rsec_manrs_tally tally;
	bool is_part; /* there may be more routes, or customers' */
};

struct region {
	const char *name; /* as --region has it */
	const struct rsec_manrs_data *data;
	const struct rsec_manrs_rules *rules;
	const struct region_row *row; /* best first */
	size_t rows;
	struct rsec_manrs_tally all;
	size_t announcing;	    /* ASNs with routes in the month */
	size_t conformant, failing; /* of them, by Actions 1 and 4 */
};

/* By CAIDA's rules for Actions 1 and 4. */
enum rsec_manrs_verdict region_verdict(
    const struct region *region, const struct region_row *row);

/* "; incomplete: no table of BGP has IPv6 routes", if so. */
void region_put_lacks(struct rsec_buf *page, const struct region *region);

void region_tsv(struct rsec_buf *page, const struct options *options,
    const struct region *region);
void region_html(struct rsec_buf *page, const struct options *options,
    const struct region *region);

#endif
