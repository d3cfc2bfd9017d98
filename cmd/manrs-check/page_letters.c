/* SPDX-License-Identifier: ISC */
/*
 * What is sent on: the list for each customer (--customers), and all remedies
 * in one file (--fixes).
 */
#include <string.h>

#include "cmd/manrs-check/page.h"

#define WIDTH 78

/* Objects as they are to be pasted; a sentence in lines of the letter. */
static void
put_advice(struct rsec_buf *page, const char *remedy)
{
	if (strchr(remedy, '\n') != NULL) {
		put_remedy(page, remedy, strlen(remedy), "    ");
		return;
	}
	put(page, "    ");
	put_wrapped(page, remedy, 4, WIDTH);
	put(page, "\n");
}

static void
put_customer(struct rsec_buf *page, const struct sheet *sheet,
    const struct rsec_manrs_customer *customer)
{
	const struct rsec_manrs_evidence *row = customer->route;
	char month[RSEC_MANRS_MONTH_SIZE];

	rsec_manrs_month_format(month, &sheet->options->month);
	put(page, "== AS%u ", customer->asn);
	put_text(page, customer->name);
	put(page, "\n");
	put_asns(page, sheet->subject->asn, sheet->subject->asns);
	put(page,
	    " carried %llu route%s of yours in %s; nobody should accept %zu "
	    "of them:\n\n",
	    (unsigned long long)customer->total,
	    customer->total == 1 ? "" : "s", month, customer->routes);
	for (; row < customer->route + customer->routes; row++) {
		put_subject(page, row);
		put(page, "\n    ");
		put_wrapped(page, row->why, 4, WIDTH);
		put(page, "\n");
		if (row->remedy[0] != '\0')
			put_advice(page, row->remedy);
	}
	put(page, "\n");
}

void
page_customers(struct rsec_buf *page, const struct sheet *sheet)
{
	const struct rsec_manrs_report *report = sheet->report;
	size_t i;

	for (i = 0; i < report->customers; i++)
		put_customer(page, sheet, &report->customer[i]);
	if (report->customers == 0)
		put(page, "No customer's route is to be complained of.\n");
}

/* TEXT, parted by empty lines: objects as they are, all else as comments. */
static void
put_paragraphs(struct rsec_buf *page, const char *text)
{
	const char *end, *source;
	size_t n;

	for (; *text != '\0'; text += n + strspn(text + n, "\n")) {
		end = strstr(text, "\n\n");
		n = end != NULL ? (size_t)(end - text) : strlen(text);
		/* Only what is an object as a whole tells its source. */
		source = strstr(text, "\nsource:");
		put_remedy(page, text, n,
		    source != NULL && source < text + n ? "" : "# ");
		put(page, "\n");
	}
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
