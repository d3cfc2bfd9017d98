/* SPDX-License-Identifier: ISC */
/*
 * --transfers and --delegated: objects that are older than the registration of
 * their space, that lie with an RIR which the space has left, or in space that
 * nobody holds.
 */
#include "cmd/cli.h"
#include "cmd/irr-diff/irr-diff.h"

const struct rsec_out_column registration_columns[] = {
	{ "prefix", RSEC_OUT_PREFIX, 18, NULL },
	{ "origin", RSEC_OUT_ASN, 8, NULL },
	{ "source", RSEC_OUT_STRING, 6, NULL },
	{ "maintainer", RSEC_OUT_STRING, 16, NULL },
	{ "registration", RSEC_OUT_STRING, 12, NULL },
	{ "changed", RSEC_OUT_STRING, 10, NULL },
	{ "why", RSEC_OUT_NOTE, 0, NULL },
	{ NULL, 0, 0, NULL },
};

const struct rsec_out_column registration_summary_columns[] = {
	{ "source", RSEC_OUT_STRING, 12, NULL },
	{ "objects", RSEC_OUT_UINT, 9, NULL },
	{ "ok", RSEC_OUT_UINT, 9, NULL },
	{ "stale", RSEC_OUT_UINT, 9, NULL },
	{ "moved_rir", RSEC_OUT_UINT, 9, NULL },
	{ "supernet", RSEC_OUT_UINT, 8, NULL },
	{ "unallocated", RSEC_OUT_UINT, 11, NULL },
	{ "reserved", RSEC_OUT_UINT, 8, NULL },
	{ "unknown", RSEC_OUT_UINT, 9, NULL },
	{ NULL, 0, 0, NULL },
};

struct counts {
	uint64_t objects, class[RSEC_REGISTRATIONS];
};

static bool
is_finding(enum rsec_registration registration)
{
	return registration != RSEC_REGISTRATION_OK &&
	       registration != RSEC_REGISTRATION_UNKNOWN;
}

/* What --only names; without it, the findings. */
static bool
wants(const struct options *options, enum rsec_registration registration)
{
	if (!only_any(options))
		return is_finding(registration);
	return only_has(options, ONLY_REGISTRATION, registration);
}

static void
print_row(struct report *report, uint32_t i,
    const struct rsec_irr_record *record,
    const struct rsec_registration_answer *answer)
{
	struct rsec_out *out = report->out;

	report_object(report, record);
	rsec_out_look(out,
	    is_finding(answer->registration) ? RSEC_OUT_BAD : RSEC_OUT_PLAIN);
	rsec_out_string(out, rsec_registration_name(answer->registration));
	report_day(out, record->changed);
	report_why(report, rsec_registration_explain(&report->evidence->inputs,
			       i, answer, &report->why));
	rsec_out_end(out);
}

static void
print_summary(struct report *report, const struct counts *counts)
{
	const struct rsec_irr_routes *routes = report->evidence->inputs.routes;
	size_t i, n = rsec_irr_routes_registries(routes);
	struct rsec_out *out = report->out;
	int class;

	report_headings(report, registration_summary_columns);
	for (i = 0; i < n; i++) {
		if (counts[i].objects == 0)
			continue;
		rsec_out_string(
		    out, rsec_irr_routes_registry(routes, (uint16_t)i));
		rsec_out_uint(out, counts[i].objects);
		for (class = 0; class < RSEC_REGISTRATIONS; class ++)
			rsec_out_uint(out, counts[i].class[class]);
		rsec_out_end(out);
	}
}

static void
sum_up(const struct report *report, const struct counts *counts)
{
	uint64_t objects = 0, found = 0, unknown = 0;
	char text[3][CLI_COUNT_SIZE];
	int i, class;

	if (!report_sums_up(report))
		return;
	for (i = 0; i < RSEC_IRR_REGISTRIES_MAX; i++) {
		objects += counts[i].objects;
		unknown += counts[i].class[RSEC_REGISTRATION_UNKNOWN];
		for (class = 0; class < RSEC_REGISTRATIONS; class ++)
			if (is_finding((enum rsec_registration) class))
				found += counts[i].class[class];
	}
	cli_warn("%s object%s: %s at odds with the registration of their "
		 "space, %s not known",
	    cli_count(text[0], objects), objects == 1 ? "" : "s",
	    cli_count(text[1], found), cli_count(text[2], unknown));
}

void
registration_print(struct report *report)
{
	const struct evidence *evidence = report->evidence;
	uint32_t i, n = rsec_irr_routes_count(evidence->inputs.routes);
	struct counts counts[RSEC_IRR_REGISTRIES_MAX] = { { 0 } };
	struct rsec_registration_moves moves = { .known = false };
	struct rsec_registration_answer answer;
	struct rsec_irr_record record;

	for (i = 0; i < n && !rsec_out_failed(report->out); i++) {
		rsec_irr_routes_get(evidence->inputs.routes, i, &record);
		if (!report_wants(report, &record))
			continue;
		rsec_registration_classify(&evidence->inputs,
		    &evidence->registration, &moves, i, &answer);
		counts[record.registry].objects++;
		counts[record.registry].class[answer.registration]++;
		if (!wants(report->options, answer.registration))
			continue;
		report->findings++;
		if (!report->options->summary)
			print_row(report, i, &record, &answer);
	}
	if (report->options->summary)
		print_summary(report, counts);
	sum_up(report, counts);
}
