/* SPDX-License-Identifier: ISC */
/*
 * What is sent on: the list for each customer (--customers), and all remedies
 * in one file (--fixes).
 */
#include "cmd/manrs-check/page.h"

#define WIDTH 78

static void
put_customer(struct rsec_buf *page, const struct rsec_manrs_customer *customer)
{
	const struct rsec_manrs_evidence *row = customer->route;

	put(page, "== AS%u ", customer->asn);
	put_text(page, customer->name);
	put(page,
	    "\n%zu of %llu routes that we carry for you should not be "
	    "accepted by anyone.\n\n",
	    customer->routes, (unsigned long long)customer->total);
	for (; row < customer->route + customer->routes; row++) {
		put_subject(page, row);
		put(page, "\n    ");
		put_wrapped(page, row->why, 4, WIDTH);
		put(page, "\n");
		if (row->remedy[0] == '\0')
			continue;
		put_remedy(page, row->remedy, 4);
	}
	put(page, "\n");
}

void
page_customers(struct rsec_buf *page, const struct sheet *sheet)
{
	const struct rsec_manrs_report *report = sheet->report;
	size_t i;

	for (i = 0; i < report->customers; i++)
		put_customer(page, &report->customer[i]);
	if (report->customers == 0)
		put(page, "No customer's route is to be complained of.\n");
}

void
page_fixes(struct rsec_buf *page, const struct sheet *sheet)
{
	const struct rsec_manrs_report *report = sheet->report;
	const struct rsec_manrs_fix *fix = report->fix;

	for (; fix < report->fix + report->fixes; fix++) {
		if (fix->remedy[0] == '\0')
			continue;
		put(page, "# %s: ", rsec_manrs_check_name(fix->check));
		put_text(page, fix->title);
		put(page, "\n");
		put_remedy(page, fix->remedy, 0);
		put(page, "\n\n");
	}
}
