/* SPDX-License-Identifier: ISC */
/*
 * --irregular: how far objects come in the workflow of Du et al. (IMC 2023):
 * inconsistent with the authoritative registries, irregular beside BGP,
 * suspicious beside the RPKI.  Rows are the last two; counts have all three.
 */
#include "hygiene/irregular.h"
#include "cmd/cli.h"
#include "cmd/irr-diff/irr-diff.h"

const struct rsec_out_column irregular_columns[] = {
	{ "prefix", RSEC_OUT_PREFIX, 18, NULL },
	{ "origin", RSEC_OUT_ASN, 8, NULL },
	{ "source", RSEC_OUT_STRING, 6, NULL },
	{ "maintainer", RSEC_OUT_STRING, 16, NULL },
	{ "finding", RSEC_OUT_STRING, 12, NULL },
	{ "overlap", RSEC_OUT_STRING, 7, NULL },
	{ "auth", RSEC_OUT_STRING, RSEC_OUT_BELOW + 12, NULL },
	{ "rpki", RSEC_OUT_STRING, 14, NULL },
	{ "bgp", RSEC_OUT_STRING, 18, NULL },
	{ "age", RSEC_OUT_STRING, 13, NULL },
	{ "changed", RSEC_OUT_STRING, 10, NULL },
	{ "why", RSEC_OUT_NOTE, 0, NULL },
	{ NULL, 0, 0, NULL },
};

const struct rsec_out_column irregular_summary_columns[] = {
	{ "source", RSEC_OUT_STRING, 14, NULL },
	{ "objects", RSEC_OUT_UINT, 9, NULL },
	{ "inconsistent", RSEC_OUT_UINT, 12, NULL },
	{ "irregular", RSEC_OUT_UINT, 9, NULL },
	{ "suspicious", RSEC_OUT_UINT, 10, NULL },
	{ NULL, 0, 0, NULL },
};

struct counts {
	uint64_t objects, finding[FINDINGS]; /* each contains the next */
};

struct walk {
	struct report *report;
	struct counts *registry, all;
};

static enum finding
judge(const struct rsec_irregular *irregular)
{
	if (irregular->suspicious)
		return FINDING_SUSPICIOUS;
	return irregular->irregular ? FINDING_IRREGULAR : FINDING_INCONSISTENT;
}

static void
count(struct counts *counts, enum finding finding)
{
	int f;

	for (f = 0; f <= (int)finding; f++)
		counts->finding[f]++;
}

static bool
wants(const struct options *options, const struct rsec_irregular *irregular,
    enum finding finding)
{
	if (options->only[ONLY_FINDING] == 0 && finding == FINDING_INCONSISTENT)
		return false;
	return only_has(options, ONLY_FINDING, finding) &&
	       against_wants(options, &irregular->answer);
}

static void
print_row(struct report *report, const struct rsec_irr_record *record,
    const struct rsec_irregular *irregular, enum finding finding)
{
	struct rsec_out *out = report->out;

	report_object(report, record);
	rsec_out_look(
	    out, finding == FINDING_SUSPICIOUS ? RSEC_OUT_BAD : RSEC_OUT_OPEN);
	rsec_out_string(out, finding_name(finding));
	rsec_out_string(out, rsec_overlap_name(irregular->overlap));
	against_classes(report, record, &irregular->answer);
	report_why(
	    report, rsec_hygiene_explain(&report->evidence->inputs,
			irregular->record, &irregular->answer, &report->why));
	rsec_out_end(out);
}

static int
found(void *ctx, const struct rsec_irregular *irregular)
{
	struct walk *walk = ctx;
	struct report *report = walk->report;
	enum finding finding = judge(irregular);
	struct rsec_irr_record record;

	rsec_irr_routes_get(
	    report->evidence->inputs.routes, irregular->record, &record);
	if (!report_wants(report, &record))
		return 0;
	count(&walk->registry[record.registry], finding);
	count(&walk->all, finding);
	if (!wants(report->options, irregular, finding))
		return 0;
	report->findings++;
	if (!report->options->summary)
		print_row(report, &record, irregular, finding);
	return rsec_out_failed(report->out) ? 1 : 0;
}

/* Objects of the registries that are not authoritative, as filters go. */
static void
count_objects(struct walk *walk)
{
	const struct rsec_hygiene_inputs *inputs =
	    &walk->report->evidence->inputs;
	uint32_t i, n = rsec_irr_routes_count(inputs->routes);
	struct rsec_irr_record record;

	for (i = 0; i < n; i++) {
		rsec_irr_routes_get(inputs->routes, i, &record);
		if (inputs->authoritative[record.registry] ||
		    !report_wants(walk->report, &record))
			continue;
		walk->registry[record.registry].objects++;
		walk->all.objects++;
	}
}

static void
print_summary(const struct walk *walk)
{
	const struct rsec_hygiene_inputs *inputs =
	    &walk->report->evidence->inputs;
	struct rsec_out *out = walk->report->out;
	size_t i, n = rsec_irr_routes_registries(inputs->routes);
	int f;

	report_headings(walk->report, irregular_summary_columns);
	for (i = 0; i < n; i++) {
		if (inputs->authoritative[i])
			continue;
		rsec_out_string(
		    out, rsec_irr_routes_registry(inputs->routes, (uint16_t)i));
		rsec_out_uint(out, walk->registry[i].objects);
		for (f = 0; f < FINDINGS; f++)
			rsec_out_uint(out, walk->registry[i].finding[f]);
		rsec_out_end(out);
	}
}

static void
sum_up(const struct walk *walk)
{
	char text[FINDINGS + 1][CLI_COUNT_SIZE];
	int f;

	if (!report_sums_up(walk->report))
		return;
	for (f = 0; f < FINDINGS; f++)
		cli_count(text[f], walk->all.finding[f]);
	cli_count(text[FINDINGS], walk->all.objects);
	cli_warn(
	    "%s object%s, of which %s inconsistent, of which %s irregular, "
	    "of which %s suspicious",
	    text[FINDINGS], walk->all.objects == 1 ? "" : "s", text[0], text[1],
	    text[2]);
}

void
irregular_print(struct report *report)
{
	struct counts registry[RSEC_IRR_REGISTRIES_MAX] = { { 0 } };
	struct walk walk = { .report = report, .registry = registry };
	struct rsec_err err;

	count_objects(&walk);
	if (rsec_irregular_walk(
		report->evidence->hygiene, found, &walk, &err) == -1)
		cli_die("%s", err.msg);
	if (report->options->summary)
		print_summary(&walk);
	sum_up(&walk);
}
