/* SPDX-License-Identifier: ISC */
/* --rules lists the rules in the order of rules.def; --explain tells one. */
#include <string.h>

#include "cmd/roa-print/put.h"
#include "cmd/roa-print/roa-print.h"

#define LINE		76 /* columns of explanations */

#define COLUMN_SEVERITY 9
#define COLUMN_LAYER	11

static size_t
widest(void)
{
	char name[RSEC_RULE_NAME_SIZE];
	size_t n, width = 0;
	int rule;

	for (rule = 0; rule < RSEC_RULES; rule++) {
		n = rsec_rule_format(name, (enum rsec_rule)rule);
		if (n > width)
			width = n;
	}
	return width;
}

/* A cell of WIDTH columns. */
static void
cell(struct writer *w, const char *text, size_t width)
{
	const size_t from = w->out->len;

	put_string(w, text);
	put_pad(w, from, width);
}

int
rules_print(struct rsec_buf *out)
{
	const size_t width = widest() + 2;
	struct writer w = put_begin(out);
	const struct rsec_rule_info *info;
	char name[RSEC_RULE_NAME_SIZE];
	int rule;

	cell(&w, "rule", width);
	cell(&w, "current", COLUMN_SEVERITY);
	cell(&w, "2013", COLUMN_SEVERITY);
	cell(&w, "layer", COLUMN_LAYER);
	put_string(&w, "cite\n");
	for (rule = 0; rule < RSEC_RULES; rule++) {
		info = rsec_rule_info((enum rsec_rule)rule);
		rsec_rule_format(name, (enum rsec_rule)rule);
		cell(&w, name, width);
		cell(&w,
		    rsec_severity_name(info->severity[RSEC_PROFILE_CURRENT]),
		    COLUMN_SEVERITY);
		cell(&w, rsec_severity_name(info->severity[RSEC_PROFILE_2013]),
		    COLUMN_SEVERITY);
		cell(&w, rsec_layer_name(info->layer), COLUMN_LAYER);
		put_string(&w, info->cite);
		put_char(&w, '\n');
	}
	return put_end(&w);
}

/* Words of TEXT in lines of at most LINE columns. */
static void
wrap(struct writer *w, const char *text)
{
	size_t column = 0, n;

	for (; *text != '\0'; text += n) {
		text += strspn(text, " ");
		n = strcspn(text, " ");
		if (column > 0 && column + 1 + n > LINE) {
			put_char(w, '\n');
			column = 0;
		}
		if (column > 0)
			put_char(w, ' ');
		put(w, text, n);
		column += n + (column > 0);
	}
	put_char(w, '\n');
}

int
rules_explain(struct rsec_buf *out, enum rsec_rule rule)
{
	const struct rsec_rule_info *info = rsec_rule_info(rule);
	struct writer w = put_begin(out);
	char name[RSEC_RULE_NAME_SIZE];

	put(&w, name, rsec_rule_format(name, rule));
	put_string(&w, "\n    severity    ");
	put_string(
	    &w, rsec_severity_name(info->severity[RSEC_PROFILE_CURRENT]));
	if (info->severity[RSEC_PROFILE_CURRENT] !=
	    info->severity[RSEC_PROFILE_2013]) {
		put_string(&w, "; ");
		put_string(
		    &w, rsec_severity_name(info->severity[RSEC_PROFILE_2013]));
		put_string(&w, " under --profile 2013");
	}
	put_string(&w, "\n    layer       ");
	put_string(&w, rsec_layer_name(info->layer));
	put_string(&w, "\n    cite        ");
	put_string(&w, info->cite);
	put_string(&w, "\n\n");
	wrap(&w, info->text);
	return put_end(&w);
}
