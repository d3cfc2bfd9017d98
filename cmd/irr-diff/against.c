/* SPDX-License-Identifier: ISC */
/*
 * --against: each route object of the other registries beside what the
 * authoritative ones, the RPKI and BGP say, and why.
 */
#include "cmd/cli.h"
#include "cmd/irr-diff/irr-diff.h"

const struct rsec_out_column against_columns[] = {
	{ "prefix", RSEC_OUT_PREFIX, 18, NULL },
	{ "origin", RSEC_OUT_ASN, 8, NULL },
	{ "source", RSEC_OUT_STRING, 6, NULL },
	{ "maintainer", RSEC_OUT_STRING, 16, NULL },
	{ "auth", RSEC_OUT_STRING, RSEC_OUT_BELOW + 12, NULL },
	{ "rpki", RSEC_OUT_STRING, 14, NULL },
	{ "bgp", RSEC_OUT_STRING, 18, NULL },
	{ "age", RSEC_OUT_STRING, 13, NULL },
	{ "changed", RSEC_OUT_STRING, 10, NULL },
	{ "why", RSEC_OUT_NOTE, 0, NULL },
	{ NULL, 0, 0, NULL },
};

/* Counts for the line that sums it up. */
struct counts {
	uint64_t objects, auth[RSEC_AUTHS], invalid;
};

static enum rsec_out_look
auth_look(enum rsec_hygiene_auth auth)
{
	switch (auth) {
	case RSEC_AUTH_SAME:
	case RSEC_AUTH_COVERED_SAME:
		return RSEC_OUT_GOOD;
	case RSEC_AUTH_DIFFERENT:
		return RSEC_OUT_BAD;
	case RSEC_AUTH_RELATED:
		return RSEC_OUT_OPEN;
	default:
		return RSEC_OUT_PLAIN;
	}
}

static bool
is_invalid(const struct rsec_hygiene_answer *answer)
{
	return answer->rpki == RSEC_HYGIENE_INVALID_AS ||
	       answer->rpki == RSEC_HYGIENE_INVALID_LENGTH;
}

static enum rsec_out_look
rpki_look(const struct rsec_hygiene_answer *answer)
{
	if (is_invalid(answer))
		return RSEC_OUT_BAD;
	return answer->rpki == RSEC_HYGIENE_VALID ? RSEC_OUT_GOOD
						  : RSEC_OUT_PLAIN;
}

/* The classes and the date, which --irregular shows as well. */
void
against_classes(struct report *report, const struct rsec_irr_record *record,
    const struct rsec_hygiene_answer *answer)
{
	struct rsec_out *out = report->out;

	rsec_out_look(out, auth_look(answer->auth));
	rsec_out_string(out, rsec_hygiene_auth_name(answer->auth));
	rsec_out_look(out, rpki_look(answer));
	rsec_out_string(out, rsec_hygiene_rpki_name(answer->rpki));
	rsec_out_string(out, rsec_hygiene_bgp_name(answer->bgp));
	rsec_out_string(out, rsec_hygiene_age_name(answer->age));
	report_day(out, record->changed);
}

bool
against_wants(
    const struct options *options, const struct rsec_hygiene_answer *answer)
{
	return only_has(options, ONLY_AUTH, answer->auth) &&
	       only_has(options, ONLY_RPKI, answer->rpki) &&
	       only_has(options, ONLY_BGP, answer->bgp) &&
	       only_has(options, ONLY_AGE, answer->age);
}

static void
print_row(struct report *report, uint32_t i,
    const struct rsec_irr_record *record,
    const struct rsec_hygiene_answer *answer)
{
	report_object(report, record);
	against_classes(report, record, answer);
	report_why(report, rsec_hygiene_explain(&report->evidence->inputs, i,
			       answer, &report->why));
	rsec_out_end(report->out);
}

static void
sum_up(const struct report *report, const struct counts *counts)
{
	char text[RSEC_AUTHS + 2][CLI_COUNT_SIZE];
	bool rpki = report->evidence->inputs.vrps != NULL;
	int i;

	if (!report_sums_up(report))
		return;
	for (i = 0; i < RSEC_AUTHS; i++)
		cli_count(text[i], counts->auth[i]);
	cli_count(text[RSEC_AUTHS], counts->objects);
	cli_count(text[RSEC_AUTHS + 1], counts->invalid);
	cli_warn("%s object%s: %s none, %s same, %s covered-same, %s related, "
		 "%s different%s%s%s",
	    text[RSEC_AUTHS], counts->objects == 1 ? "" : "s",
	    text[RSEC_AUTH_NONE], text[RSEC_AUTH_SAME],
	    text[RSEC_AUTH_COVERED_SAME], text[RSEC_AUTH_RELATED],
	    text[RSEC_AUTH_DIFFERENT], rpki ? "; " : "",
	    rpki ? text[RSEC_AUTHS + 1] : "", rpki ? " RPKI invalid" : "");
}

/* With --only what it names is a finding, else what contradicts. */
static bool
is_finding(
    const struct options *options, const struct rsec_hygiene_answer *answer)
{
	return only_any(options) || answer->auth == RSEC_AUTH_DIFFERENT ||
	       is_invalid(answer);
}

void
against_print(struct report *report)
{
	const struct rsec_hygiene_inputs *inputs = &report->evidence->inputs;
	uint32_t i, n = rsec_irr_routes_count(inputs->routes);
	struct rsec_hygiene_answer answer;
	struct rsec_irr_record record;
	struct counts counts = { 0 };

	for (i = 0; i < n && !rsec_out_failed(report->out); i++) {
		rsec_irr_routes_get(inputs->routes, i, &record);
		if (inputs->authoritative[record.registry] ||
		    !report_wants(report, &record))
			continue;
		rsec_hygiene_classify(report->evidence->hygiene, i, &answer);
		counts.objects++;
		counts.auth[answer.auth]++;
		counts.invalid += is_invalid(&answer);
		if (!against_wants(report->options, &answer))
			continue;
		report->findings += is_finding(report->options, &answer);
		print_row(report, i, &record, &answer);
	}
	sum_up(report, &counts);
}
