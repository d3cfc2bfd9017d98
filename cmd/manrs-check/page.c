/* SPDX-License-Identifier: ISC */
/* A report in the format that is asked for. */
#include "cmd/manrs-check/page.h"

void
page_sheet(struct rsec_buf *page, const struct sheet *sheet)
{
	switch (sheet->options->format) {
	case FORMAT_TEXT:
		page_text(page, sheet);
		break;
	case FORMAT_MARKDOWN:
		page_markdown(page, sheet);
		break;
	case FORMAT_HTML:
		page_html(page, sheet);
		break;
	case FORMAT_JSON:
	case FORMAT_JSONL:
		page_json(page, sheet);
		break;
	case FORMAT_OBSERVATORY:
		page_observatory(page, sheet);
		break;
	case FORMAT_TSV:
		break; /* of regions only */
	}
}
