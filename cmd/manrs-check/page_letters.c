/* SPDX-License-Identifier: ISC */
/*
 * What is sent on: the list for each customer (--customers), and all remedies
 * in one file (--fixes).
 */
#include <string.h>

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
		put_remedy(page, row->remedy, "    ");
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

/* TEXT, parted by empty lines: objects as they are, all else as comments. */
static void
put_paragraphs(struct rsec_buf *page, const char *text)
{
	struct rsec_buf part = RSEC_BUF_INIT;
	const char *end;
	size_t n;

	for (; *text != '\0'; text += n + strspn(text + n, "\n")) {
		end = strstr(text, "\n\n");
		n = end != NULL ? (size_t)(end - text) : strlen(text);
		part.len = 0;
		put(&part, "%.*s%c", (int)n, text, '\0');
		/* Only what is an object as a whole tells its source. */
		put_remedy(page, part.data,
		    strstr(part.data, "\nsource:") != NULL ? "" : "# ");
		put(page, "\n");
	}
	rsec_buf_fini(&part);
}

void
page_fixes(struct rsec_buf *page, const struct sheet *sheet)
{
	const struct rsec_manrs_report *report = sheet->report;
	const struct rsec_manrs_fix *fix = report->fix;

	put(page, "# What to do, most points first, for ");
	put_title(page, sheet);
	put(page, "\n# Objects can be submitted once what is in <> is filled "
		  "in; to check:"
		  "\n#   irr-diff --strict --class all FILE FILE"
		  "\n# ROAs are made at the RIR; what one would win tells"
		  "\n#   manrs-check --what-if roa=AS,PREFIX,MAXLENGTH\n\n");
	for (; fix < report->fix + report->fixes; fix++) {
		if (fix->remedy[0] == '\0')
			continue;
		put(page, "# %s: ", rsec_manrs_check_name(fix->check));
		put_text(page, fix->title);
		put(page, "\n#\n");
		put_paragraphs(page, fix->remedy);
	}
}
